use crate::{CallResult, Client};
use domain::{
    ids::CounselorId,
    slots::{BookingOffer, DiagnosisQuery, SlotDiagnosis, SlotQuery, Slots},
};

impl Client {
    /// The appointments that are free, by when they begin.
    pub async fn list_slots(&self, query: &SlotQuery) -> CallResult<Slots> {
        self.json(self.get("/slots").query(query)).await
    }

    /// What there is to choose from when one books, as a client.
    pub async fn read_booking_offer(&self) -> CallResult<BookingOffer> {
        self.json(self.get("/booking-offer")).await
    }

    /// Why appointments of a counselor are not offered.
    pub async fn diagnose_slots(
        &self,
        id: CounselorId,
        query: &DiagnosisQuery,
    ) -> CallResult<SlotDiagnosis> {
        let diagnosis = format!("/counselors/{id}/slot-diagnosis");
        self.json(self.get(&diagnosis).query(query)).await
    }
}
