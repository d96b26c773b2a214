use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    hand_overs::{HandOver, HandOverAsk, HandOverQuery},
    ids::{ClientId, HandOverId, MailRequestId},
    page::Page,
};

impl Client {
    /// Asks a client whether a colleague may go on with their request.
    pub async fn ask_for_hand_over(
        &self,
        id: MailRequestId,
        body: &HandOverAsk,
    ) -> CallResult<HandOver> {
        let path = format!("/mail-requests/{id}/hand-overs");
        self.create(&path, body).await
    }

    /// Asks a client whether a colleague may look after them from now on.
    pub async fn ask_for_primary_counselor(
        &self,
        id: ClientId,
        body: &HandOverAsk,
    ) -> CallResult<HandOver> {
        let path = format!("/clients/{id}/hand-overs");
        self.create(&path, body).await
    }

    /// What one is asked, as a client, oldest first.
    pub async fn list_hand_overs(&self, query: &HandOverQuery) -> CallResult<Page<HandOver>> {
        self.json(self.get("/hand-overs").query(query)).await
    }

    /// Takes a question back.
    pub async fn withdraw_hand_over(&self, id: HandOverId) -> CallResult<HandOver> {
        self.answer_hand_over(id, "withdrawal").await
    }

    /// Agrees that somebody else goes on, as a client.
    pub async fn agree_to_hand_over(&self, id: HandOverId) -> CallResult<HandOver> {
        self.answer_hand_over(id, "agreement").await
    }

    /// Does not agree, as a client.
    pub async fn decline_hand_over(&self, id: HandOverId) -> CallResult<HandOver> {
        self.answer_hand_over(id, "refusal").await
    }

    async fn answer_hand_over(&self, id: HandOverId, answer: &str) -> CallResult<HandOver> {
        let path = format!("/hand-overs/{id}/{answer}");
        self.json(self.request(Method::POST, &path)).await
    }
}
