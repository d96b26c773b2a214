use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::OutgoingMailId,
    outgoing_mails::{OutgoingMail, OutgoingMailQuery},
    page::Page,
};

impl Client {
    /// The mails that the facility sends by itself, newest first.
    pub async fn list_outgoing_mails(
        &self,
        query: &OutgoingMailQuery,
    ) -> CallResult<Page<OutgoingMail>> {
        self.json(self.get("/outgoing-mails").query(query)).await
    }

    /// Tries a mail again that was given up.
    pub async fn send_outgoing_mail_again(&self, id: OutgoingMailId) -> CallResult<()> {
        let path = format!("/outgoing-mails/{id}/send-again");
        self.send(self.request(Method::POST, &path)).await.map(drop)
    }
}
