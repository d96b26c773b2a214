use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::{InternalCommentId, MailRequestId},
    internal_comments::{InternalComment, InternalCommentCreate, InternalComments},
};

impl Client {
    /// What staff say to each other about a request, oldest first.
    pub async fn list_internal_comments(&self, id: MailRequestId) -> CallResult<InternalComments> {
        let path = format!("/mail-requests/{id}/internal-comments");
        self.json(self.get(&path)).await
    }

    /// Says something to colleagues about a request, or asks one of them.
    pub async fn create_internal_comment(
        &self,
        id: MailRequestId,
        body: &InternalCommentCreate,
    ) -> CallResult<InternalComment> {
        let path = format!("/mail-requests/{id}/internal-comments");
        self.create(&path, body).await
    }

    /// Takes a comment back.
    pub async fn delete_internal_comment(&self, id: InternalCommentId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/internal-comments/{id}"));
        self.send(request).await.map(drop)
    }
}
