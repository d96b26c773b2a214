use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    bookings::{BlockerSeriesCreate, BookingSeriesCreate, Bookings, Cancellation},
    ids::BookingId,
    version::Version,
};

impl Client {
    /// Makes appointments that repeat with a client: all of them, or none.
    pub async fn create_booking_series(&self, body: &BookingSeriesCreate) -> CallResult<Bookings> {
        self.create("/booking-series", body).await
    }

    /// Keeps time free again and again: all of it, or none.
    pub async fn create_blocker_series(&self, body: &BlockerSeriesCreate) -> CallResult<Bookings> {
        self.create("/blocker-series", body).await
    }

    /// Calls an entry off, and all that follow it in its series.
    pub async fn cancel_booking_series(
        &self,
        id: BookingId,
        version: Version,
        body: &Cancellation,
    ) -> CallResult<Bookings> {
        let cancel = format!("/bookings/{id}/cancel-series");
        let request = self.request(Method::POST, &cancel).json(body);
        self.json(expecting(request, Some(version))).await
    }
}
