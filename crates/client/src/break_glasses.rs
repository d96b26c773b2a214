use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    break_glasses::{BreakGlass, BreakGlassQuery, BreakGlassRequest},
    ids::{BreakGlassId, MailRequestId},
    page::Page,
};

impl Client {
    /// Asks to read a request that is not one's own, under confidential administration.
    pub async fn request_break_glass(
        &self,
        id: MailRequestId,
        body: &BreakGlassRequest,
    ) -> CallResult<BreakGlass> {
        let path = format!("/mail-requests/{id}/break-glasses");
        self.create(&path, body).await
    }

    /// Who asked to read what, newest first.
    pub async fn list_break_glasses(
        &self,
        query: &BreakGlassQuery,
    ) -> CallResult<Page<BreakGlass>> {
        self.json(self.get("/break-glasses").query(query)).await
    }

    /// Lets a fellow admin read, for a while.
    pub async fn confirm_break_glass(&self, id: BreakGlassId) -> CallResult<BreakGlass> {
        let path = format!("/break-glasses/{id}/confirmation");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Does not.
    pub async fn refuse_break_glass(&self, id: BreakGlassId) -> CallResult<BreakGlass> {
        let path = format!("/break-glasses/{id}/refusal");
        self.json(self.request(Method::POST, &path)).await
    }
}
