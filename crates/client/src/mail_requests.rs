use crate::{CallError, CallResult, Client, expecting};
use domain::{
    ids::MailRequestId,
    mail_requests::{
        Draft, DraftSave, MailRequest, MailRequestCounts, MailRequestCreate, MailRequestQuery,
        MailRequestSummary, MessageCreate,
    },
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use reqwest::Method;

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
}
