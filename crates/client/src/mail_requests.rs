use crate::http::Method;
use crate::{CallError, CallResult, Client, expecting};
use domain::{
    ids::MailRequestId,
    mail_requests::{
        Draft, DraftSave, MailRequest, MailRequestAssign, MailRequestCounts, MailRequestCreate,
        MailRequestQuery, MailRequestSummary, MessageCreate, Viewers,
    },
    page::Page,
    problem::ProblemCode,
    version::Version,
};

impl Client {
    /// The mail requests the caller may see, newest message first.
    pub async fn list_mail_requests(
        &self,
        query: &MailRequestQuery,
    ) -> CallResult<Page<MailRequestSummary>> {
        self.json(self.get("/mail-requests").query(query)).await
    }

    /// How many the caller may see, by status.
    pub async fn count_mail_requests(&self) -> CallResult<MailRequestCounts> {
        self.json(self.get("/mail-requests/counts")).await
    }

    /// Writes a new request, as a client.
    pub async fn create_mail_request(&self, body: &MailRequestCreate) -> CallResult<MailRequest> {
        self.create("/mail-requests", body).await
    }

    /// One request with its thread.
    pub async fn read_mail_request(&self, id: MailRequestId) -> CallResult<MailRequest> {
        self.json(self.get(&format!("/mail-requests/{id}"))).await
    }

    /// Sends an answer, as staff; the draft goes with it.
    pub async fn answer_mail_request(
        &self,
        id: MailRequestId,
        body: &MessageCreate,
    ) -> CallResult<MailRequest> {
        self.create(&format!("/mail-requests/{id}/answers"), body)
            .await
    }

    /// Writes again, as the client it belongs to.
    pub async fn follow_up_mail_request(
        &self,
        id: MailRequestId,
        body: &MessageCreate,
    ) -> CallResult<MailRequest> {
        self.create(&format!("/mail-requests/{id}/follow-ups"), body)
            .await
    }

    /// Notes that the caller's side has read the thread.
    pub async fn mark_mail_request_read(&self, id: MailRequestId) -> CallResult<()> {
        self.send(self.request(Method::POST, &format!("/mail-requests/{id}/read")))
            .await
            .map(drop)
    }

    /// The answer that is begun, or `None`.
    pub async fn read_draft(&self, id: MailRequestId) -> CallResult<Option<Draft>> {
        match self
            .json(self.get(&format!("/mail-requests/{id}/draft")))
            .await
        {
            Ok(draft) => Ok(Some(draft)),
            Err(CallError::Problem(problem)) if problem.code == ProblemCode::NoDraft => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Saves the answer that is begun. `expected` is the version it was made from, `None` when
    /// there was no draft yet; a draft saved in the meantime is not overwritten.
    pub async fn save_draft(
        &self,
        id: MailRequestId,
        expected: Option<Version>,
        body: &DraftSave,
    ) -> CallResult<Draft> {
        let request = self
            .request(Method::PUT, &format!("/mail-requests/{id}/draft"))
            .json(body);
        self.json(expecting(request, expected)).await
    }

    /// Gives it back for colleagues to take.
    pub async fn release_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        self.step(id, "release", version).await
    }

    /// Makes it the caller's. Whoever comes second is told who was faster.
    pub async fn take_over_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        self.step(id, "take-over", version).await
    }

    /// Says that it is done.
    pub async fn complete_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        self.step(id, "complete", version).await
    }

    /// Says that it is not done after all.
    pub async fn reopen_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        self.step(id, "reopen", version).await
    }

    /// Puts it away.
    pub async fn archive_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        self.step(id, "archive", version).await
    }

    /// Gives it to a colleague, who is told.
    pub async fn assign_mail_request(
        &self,
        id: MailRequestId,
        version: Version,
        body: &MailRequestAssign,
    ) -> CallResult<MailRequestSummary> {
        let request = self.post(&format!("/mail-requests/{id}/assignment"), body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes it for good, with everything that was written in it.
    pub async fn delete_mail_request(&self, id: MailRequestId, version: Version) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/mail-requests/{id}"));
        self.send(expecting(request, Some(version))).await.map(drop)
    }

    async fn step(
        &self,
        id: MailRequestId,
        step: &str,
        version: Version,
    ) -> CallResult<MailRequestSummary> {
        let request = self.request(Method::POST, &format!("/mail-requests/{id}/{step}"));
        self.json(expecting(request, Some(version))).await
    }

    /// Says that the caller has it open, and answers who else has.
    pub async fn note_viewing(&self, id: MailRequestId) -> CallResult<Viewers> {
        self.json(self.request(Method::PUT, &format!("/mail-requests/{id}/viewers")))
            .await
    }

    /// Says that the caller has closed it.
    pub async fn stop_viewing(&self, id: MailRequestId) -> CallResult<()> {
        self.send(self.request(Method::DELETE, &format!("/mail-requests/{id}/viewers")))
            .await
            .map(drop)
    }
}
