use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    ids::TextTemplateId,
    page::Page,
    text_templates::{
        Signature, SignatureWrite, TextTemplate, TextTemplateCreate, TextTemplateQuery,
        TextTemplateUpdate,
    },
    version::Version,
};

impl Client {
    /// The facility's text templates and the caller's own, oldest first.
    pub async fn list_text_templates(
        &self,
        query: &TextTemplateQuery,
    ) -> CallResult<Page<TextTemplate>> {
        self.json(self.get("/text-templates").query(query)).await
    }

    /// Makes a text template.
    pub async fn create_text_template(
        &self,
        body: &TextTemplateCreate,
    ) -> CallResult<TextTemplate> {
        self.create("/text-templates", body).await
    }

    /// Changes one, starting from `version`.
    pub async fn update_text_template(
        &self,
        id: TextTemplateId,
        version: Version,
        body: &TextTemplateUpdate,
    ) -> CallResult<TextTemplate> {
        let path = format!("/text-templates/{id}");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes one for good.
    pub async fn delete_text_template(&self, id: TextTemplateId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/text-templates/{id}"));
        self.send(request).await.map(drop)
    }

    /// The caller's own signature.
    pub async fn read_signature(&self) -> CallResult<Signature> {
        self.json(self.get("/signature")).await
    }

    /// Changes it, starting from `version`.
    pub async fn update_signature(
        &self,
        version: Version,
        body: &SignatureWrite,
    ) -> CallResult<Signature> {
        let request = self.request(Method::PUT, "/signature").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
