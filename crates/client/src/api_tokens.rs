use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    api_tokens::{ApiToken, ApiTokenCreate, ApiTokenCreated, ApiTokenQuery},
    ids::ApiTokenId,
    page::Page,
};

impl Client {
    /// The facility's API tokens, newest first.
    pub async fn list_api_tokens(&self, query: &ApiTokenQuery) -> CallResult<Page<ApiToken>> {
        self.json(self.get("/api-tokens").query(query)).await
    }

    /// Makes an API token. The answer is the only one that shows it.
    pub async fn create_api_token(&self, body: &ApiTokenCreate) -> CallResult<ApiTokenCreated> {
        self.json(self.post("/api-tokens", body)).await
    }

    /// Makes an API token void, at once and for good.
    pub async fn revoke_api_token(&self, id: ApiTokenId) -> CallResult<()> {
        self.send(self.request(Method::DELETE, &format!("/api-tokens/{id}")))
            .await
            .map(drop)
    }
}
