use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    bookings::{
        BlockerCreate, Booking, BookingCreate, BookingMove, BookingNoteUpdate, BookingQuery,
        BookingRules, BookingSettings, Bookings, Cancellation, ReservationBooking, SlotReservation,
    },
    ids::BookingId,
    version::Version,
};
use serde::Serialize;

impl Client {
    /// What stands in the calendar, by when it begins.
    pub async fn list_bookings(&self, query: &BookingQuery) -> CallResult<Bookings> {
        self.json(self.get("/bookings").query(query)).await
    }

    /// One entry.
    pub async fn read_booking(&self, id: BookingId) -> CallResult<Booking> {
        self.json(self.get(&format!("/bookings/{id}"))).await
    }

    /// Holds a slot, as a client.
    pub async fn reserve_slot(&self, body: &SlotReservation) -> CallResult<Booking> {
        self.create("/reservations", body).await
    }

    /// Books what one holds.
    pub async fn book_reservation(
        &self,
        id: BookingId,
        version: Version,
        body: &ReservationBooking,
    ) -> CallResult<Booking> {
        self.booking_step(id, "book", version, Some(body)).await
    }

    /// Makes an appointment with a client.
    pub async fn create_booking(&self, body: &BookingCreate) -> CallResult<Booking> {
        self.create("/bookings", body).await
    }

    /// Keeps time free.
    pub async fn create_blocker(&self, body: &BlockerCreate) -> CallResult<Booking> {
        self.create("/blockers", body).await
    }

    /// Says that what was requested takes place.
    pub async fn confirm_booking(&self, id: BookingId, version: Version) -> CallResult<Booking> {
        self.booking_step(id, "confirm", version, None::<&()>).await
    }

    /// Says that it does not.
    pub async fn decline_booking(
        &self,
        id: BookingId,
        version: Version,
        body: &Cancellation,
    ) -> CallResult<Booking> {
        self.booking_step(id, "decline", version, Some(body)).await
    }

    /// Calls it off.
    pub async fn cancel_booking(
        &self,
        id: BookingId,
        version: Version,
        body: &Cancellation,
    ) -> CallResult<Booking> {
        self.booking_step(id, "cancel", version, Some(body)).await
    }

    /// Moves it to another time.
    pub async fn reschedule_booking(
        &self,
        id: BookingId,
        version: Version,
        body: &BookingMove,
    ) -> CallResult<Booking> {
        self.booking_step(id, "reschedule", version, Some(body))
            .await
    }

    /// Notes something about it for the team.
    pub async fn update_booking_note(
        &self,
        id: BookingId,
        version: Version,
        body: &BookingNoteUpdate,
    ) -> CallResult<Booking> {
        let request = self.request(Method::PUT, &format!("/bookings/{id}/note"));
        self.json(expecting(request.json(body), Some(version)))
            .await
    }

    /// Notes that it took place.
    pub async fn mark_booking_held(&self, id: BookingId, version: Version) -> CallResult<Booking> {
        self.booking_step(id, "held", version, None::<&()>).await
    }

    /// Notes that the client did not come.
    pub async fn mark_booking_missed(
        &self,
        id: BookingId,
        version: Version,
    ) -> CallResult<Booking> {
        self.booking_step(id, "missed", version, None::<&()>).await
    }

    async fn booking_step(
        &self,
        id: BookingId,
        step: &str,
        version: Version,
        body: Option<&impl Serialize>,
    ) -> CallResult<Booking> {
        let mut request = self.request(Method::POST, &format!("/bookings/{id}/{step}"));
        if let Some(body) = body {
            request = request.json(body);
        }
        self.json(expecting(request, Some(version))).await
    }

    /// By which rules clients book.
    pub async fn read_booking_settings(&self) -> CallResult<BookingSettings> {
        self.json(self.get("/booking-settings")).await
    }

    /// Changes them, starting from `version`.
    pub async fn update_booking_settings(
        &self,
        version: Version,
        body: &BookingRules,
    ) -> CallResult<BookingSettings> {
        let request = self.request(Method::PUT, "/booking-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
