use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    attachments::{Attachment, AttachmentList, AttachmentQuery},
    documents::NAME_HEADER,
    ids::AttachmentId,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

impl Client {
    /// What the caller has ready to go with a message to this request, or with a new one, their own
    /// or for this client.
    pub async fn list_attachments(
        &self,
        about: impl Into<AttachmentQuery>,
    ) -> CallResult<AttachmentList> {
        let query = about.into();
        self.json(self.get("/attachments").query(&query)).await
    }

    /// Uploads a file of this name, to go with a message.
    pub async fn create_attachment(
        &self,
        about: impl Into<AttachmentQuery>,
        name: &str,
        file: Vec<u8>,
    ) -> CallResult<Attachment> {
        let query = about.into();
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
        let upload = self.request(Method::POST, "/attachments").query(&query);
        self.json(upload.header(NAME_HEADER, name).body(file)).await
    }

    /// The bytes of an attachment.
    pub async fn download_attachment(&self, id: AttachmentId) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get(&format!("/attachments/{id}/content")));
        Ok(answer.await?.bytes().await?.to_vec())
    }

    /// Takes a file away again that was not sent yet.
    pub async fn delete_attachment(&self, id: AttachmentId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/attachments/{id}"));
        self.send(request).await.map(drop)
    }
}
