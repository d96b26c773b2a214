use crate::{CallResult, Client, expecting};
use domain::{
    clients::{self, ClientCreate, ClientQuery, ClientSummary, ClientUpdate},
    ids::ClientId,
    page::Page,
    version::Version,
};
use reqwest::Method;

impl Client {
    /// The facility's clients, newest first unless sorted otherwise.
    pub async fn list_clients(&self, query: &ClientQuery) -> CallResult<Page<ClientSummary>> {
        self.json(self.get("/clients").query(query)).await
    }

    /// Makes a client account.
    pub async fn create_client(&self, body: &ClientCreate) -> CallResult<clients::Client> {
        self.create("/clients", body).await
    }

    /// One client, as far as the caller may see them. The look is noted in the audit log.
    pub async fn read_client(&self, id: ClientId) -> CallResult<clients::Client> {
        self.json(self.get(&format!("/clients/{id}"))).await
    }

    /// Changes a client, starting from `version`.
    pub async fn update_client(
        &self,
        id: ClientId,
        version: Version,
        body: &ClientUpdate,
    ) -> CallResult<clients::Client> {
        let request = self
            .request(Method::PATCH, &format!("/clients/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Everything that is kept about a client, as a zip archive.
    pub async fn export_client(&self, id: ClientId) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get(&format!("/clients/{id}/export")));
        Ok(answer.await?.bytes().await?.to_vec())
    }

    /// Keeps a client from signing in, starting from `version`.
    pub async fn lock_client(&self, id: ClientId, version: Version) -> CallResult<clients::Client> {
        let request = self.request(Method::POST, &format!("/clients/{id}/lock"));
        self.json(expecting(request, Some(version))).await
    }

    /// Lets a client sign in again, starting from `version`.
    pub async fn unlock_client(
        &self,
        id: ClientId,
        version: Version,
    ) -> CallResult<clients::Client> {
        let request = self.request(Method::POST, &format!("/clients/{id}/unlock"));
        self.json(expecting(request, Some(version))).await
    }

    /// Marks a client for erasure, starting from `version`.
    pub async fn delete_client(
        &self,
        id: ClientId,
        version: Version,
    ) -> CallResult<clients::Client> {
        let request = self.request(Method::POST, &format!("/clients/{id}/delete"));
        self.json(expecting(request, Some(version))).await
    }

    /// Undoes the deletion of a client, starting from `version`.
    pub async fn restore_client(
        &self,
        id: ClientId,
        version: Version,
    ) -> CallResult<clients::Client> {
        let request = self.request(Method::POST, &format!("/clients/{id}/restore"));
        self.json(expecting(request, Some(version))).await
    }

    /// Erases a client for good, starting from `version`.
    pub async fn erase_client(&self, id: ClientId, version: Version) -> CallResult<()> {
        let request = self.request(Method::POST, &format!("/clients/{id}/erase"));
        self.send(expecting(request, Some(version))).await.map(drop)
    }

    /// Keeps all that is a client's from being erased, starting from `version`.
    pub async fn place_legal_hold(
        &self,
        id: ClientId,
        version: Version,
        body: &clients::LegalHoldPlace,
    ) -> CallResult<clients::Client> {
        let request = self.request(Method::PUT, &format!("/clients/{id}/legal-hold"));
        self.json(expecting(request, Some(version)).json(body))
            .await
    }

    /// Lets it be erased again, starting from `version`.
    pub async fn end_legal_hold(
        &self,
        id: ClientId,
        version: Version,
    ) -> CallResult<clients::Client> {
        let request = self.request(Method::DELETE, &format!("/clients/{id}/legal-hold"));
        self.json(expecting(request, Some(version))).await
    }
}
