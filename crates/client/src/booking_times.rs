use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    booking_times::{BookingTimes, BookingTimesWrite},
    ids::CounselorId,
    version::Version,
};

impl Client {
    /// When in a week a counselor can be booked.
    pub async fn read_booking_times(&self, id: CounselorId) -> CallResult<BookingTimes> {
        let path = format!("/counselors/{id}/booking-times");
        self.json(self.get(&path)).await
    }

    /// Replaces it, starting from `version`.
    pub async fn update_booking_times(
        &self,
        id: CounselorId,
        version: Version,
        body: &BookingTimesWrite,
    ) -> CallResult<BookingTimes> {
        let path = format!("/counselors/{id}/booking-times");
        let request = self.request(Method::PUT, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }
}
