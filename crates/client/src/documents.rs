use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    documents::{Document, DocumentQuery, DocumentUpdate, NAME_HEADER},
    ids::{ClientId, DocumentId},
    page::Page,
    version::Version,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

impl Client {
    /// A client's documents, newest first.
    pub async fn list_documents(
        &self,
        client: ClientId,
        query: &DocumentQuery,
    ) -> CallResult<Page<Document>> {
        let path = format!("/clients/{client}/documents");
        self.json(self.get(&path).query(query)).await
    }

    /// Uploads a document of this name.
    pub async fn create_document(
        &self,
        client: ClientId,
        name: &str,
        file: Vec<u8>,
    ) -> CallResult<Document> {
        let path = format!("/clients/{client}/documents");
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string();
        let request = self.request(Method::POST, &path).header(NAME_HEADER, name);
        self.json(request.body(file)).await
    }

    /// The bytes of a document.
    pub async fn download_document(&self, id: DocumentId) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get(&format!("/documents/{id}/content")));
        Ok(answer.await?.bytes().await?.to_vec())
    }

    /// Shows a document to the client, or hides it again, starting from `version`.
    pub async fn update_document(
        &self,
        id: DocumentId,
        version: Version,
        body: &DocumentUpdate,
    ) -> CallResult<Document> {
        let request = self
            .request(Method::PATCH, &format!("/documents/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes a document for good.
    pub async fn delete_document(&self, id: DocumentId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/documents/{id}"));
        self.send(request).await.map(drop)
    }
}
