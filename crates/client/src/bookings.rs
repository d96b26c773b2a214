use crate::{CallResult, Client, expecting};
use domain::{
    bookings::{BookingRules, BookingSettings},
    version::Version,
};
use reqwest::Method;

impl Client {
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
