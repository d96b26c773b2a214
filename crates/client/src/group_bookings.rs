use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    bookings::{
        Booking, GroupBookingCreate, GroupBookingUpdate, GroupOffer, GroupOfferQuery, GroupWaiter,
        GroupWaiterQuery, Participant, ParticipantQuery, ParticipantsAdd,
    },
    ids::{BookingId, ClientId},
    page::Page,
    version::Version,
};

impl Client {
    /// Makes a group appointment.
    pub async fn create_group_booking(&self, body: &GroupBookingCreate) -> CallResult<Booking> {
        self.create("/group-bookings", body).await
    }

    /// Changes one, starting from `version`.
    pub async fn update_group_booking(
        &self,
        id: BookingId,
        version: Version,
        body: &GroupBookingUpdate,
    ) -> CallResult<Booking> {
        let one = format!("/group-bookings/{id}");
        let request = self.request(Method::PATCH, &one).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Who takes part that the caller may see, by pseudonym.
    pub async fn list_participants(
        &self,
        id: BookingId,
        query: &ParticipantQuery,
    ) -> CallResult<Page<Participant>> {
        let participants = format!("/group-bookings/{id}/participants");
        self.json(self.get(&participants).query(query)).await
    }

    /// Lets clients and whole groups take part: all of them, or nobody.
    pub async fn add_participants(
        &self,
        id: BookingId,
        body: &ParticipantsAdd,
    ) -> CallResult<Booking> {
        let participants = format!("/group-bookings/{id}/participants");
        self.json(self.post(&participants, body)).await
    }

    /// Lets a client take part no more.
    pub async fn remove_participant(&self, id: BookingId, client: ClientId) -> CallResult<()> {
        let participant = format!("/group-bookings/{id}/participants/{client}");
        let request = self.request(Method::DELETE, &participant);
        self.send(request).await.map(drop)
    }

    /// The group appointments that one can join, by when they begin.
    pub async fn list_group_offers(&self, query: &GroupOfferQuery) -> CallResult<Page<GroupOffer>> {
        self.json(self.get("/group-offers").query(query)).await
    }

    /// Takes part, as a client.
    pub async fn join_group_booking(&self, id: BookingId) -> CallResult<Booking> {
        let join = format!("/group-bookings/{id}/join");
        self.json(self.request(Method::POST, &join)).await
    }

    /// Takes part no more.
    pub async fn leave_group_booking(&self, id: BookingId) -> CallResult<()> {
        let leave = format!("/group-bookings/{id}/leave");
        self.send(self.request(Method::POST, &leave))
            .await
            .map(drop)
    }

    /// Who waits for a place that the caller may see, in turn.
    pub async fn list_group_waiters(
        &self,
        id: BookingId,
        query: &GroupWaiterQuery,
    ) -> CallResult<Page<GroupWaiter>> {
        let waiters = format!("/group-bookings/{id}/waiters");
        self.json(self.get(&waiters).query(query)).await
    }

    /// Lets a client wait for it no more.
    pub async fn remove_group_waiter(&self, id: BookingId, client: ClientId) -> CallResult<()> {
        let waiter = format!("/group-bookings/{id}/waiters/{client}");
        let request = self.request(Method::DELETE, &waiter);
        self.send(request).await.map(drop)
    }

    /// Waits for a place, as a client.
    pub async fn wait_for_group_booking(&self, id: BookingId) -> CallResult<GroupOffer> {
        let wait = format!("/group-bookings/{id}/wait");
        self.json(self.request(Method::POST, &wait)).await
    }

    /// Waits for it no more, and gives back what is held.
    pub async fn stop_waiting_for_group_booking(&self, id: BookingId) -> CallResult<()> {
        let stop = format!("/group-bookings/{id}/stop-waiting");
        self.send(self.request(Method::POST, &stop)).await.map(drop)
    }
}
