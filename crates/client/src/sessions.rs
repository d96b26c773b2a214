use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::SessionId,
    page::Page,
    sessions::{SessionQuery, SessionSummary},
};

impl Client {
    /// Where the caller is signed in, newest first.
    pub async fn list_sessions(&self, query: &SessionQuery) -> CallResult<Page<SessionSummary>> {
        self.json(self.get("/sessions").query(query)).await
    }

    /// Ends one of the caller's own sessions.
    pub async fn end_session(&self, id: SessionId) -> CallResult<()> {
        self.send(self.request(Method::DELETE, &format!("/sessions/{id}")))
            .await
            .map(drop)
    }

    /// Ends all sessions of the caller but this one.
    pub async fn end_other_sessions(&self) -> CallResult<()> {
        self.send(self.request(Method::DELETE, "/sessions/others"))
            .await
            .map(drop)
    }
}
