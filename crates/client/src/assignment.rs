use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    ids::{CounselorId, MailRequestId},
    mail_requests::{
        AssignmentSettings, AssignmentSettingsUpdate, MailAvailability, MailAvailabilityUpdate,
        MailOffer, ProfileTaking, RequestData,
    },
    version::Version,
};

impl Client {
    /// What there is to choose from when one writes to a facility, for anyone.
    pub async fn read_portal_mail_offer(&self, slug: &str) -> CallResult<MailOffer> {
        self.json(self.get(&format!("/facilities/{slug}/mail-offer")))
            .await
    }

    /// What there is to choose from when one writes, as a client.
    pub async fn read_mail_offer(&self) -> CallResult<MailOffer> {
        self.json(self.get("/mail-offer")).await
    }

    /// Whether a counselor takes on new mail requests.
    pub async fn read_mail_availability(&self, id: CounselorId) -> CallResult<MailAvailability> {
        self.json(self.get(&format!("/counselors/{id}/mail-availability")))
            .await
    }

    /// Sets whether a counselor takes on new mail requests.
    pub async fn update_mail_availability(
        &self,
        id: CounselorId,
        version: Version,
        body: &MailAvailabilityUpdate,
    ) -> CallResult<MailAvailability> {
        let path = format!("/counselors/{id}/mail-availability");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Who gets the requests that nobody else can take.
    pub async fn read_assignment_settings(&self) -> CallResult<AssignmentSettings> {
        self.json(self.get("/assignment-settings")).await
    }

    /// Sets who gets the requests that nobody else can take.
    pub async fn update_assignment_settings(
        &self,
        version: Version,
        body: &AssignmentSettingsUpdate,
    ) -> CallResult<AssignmentSettings> {
        let request = self.request(Method::PATCH, "/assignment-settings");
        self.json(expecting(request.json(body), Some(version)))
            .await
    }

    /// What a client stated about themselves with a request, beside their profile.
    pub async fn read_request_data(&self, id: MailRequestId) -> CallResult<RequestData> {
        self.json(self.get(&format!("/mail-requests/{id}/request-data")))
            .await
    }

    /// Takes what a client stated with a request into their profile; `version` is the client's.
    pub async fn take_into_profile(
        &self,
        id: MailRequestId,
        version: Version,
        body: &ProfileTaking,
    ) -> CallResult<RequestData> {
        let path = format!("/mail-requests/{id}/take-into-profile");
        let request = self.request(Method::POST, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }
}
