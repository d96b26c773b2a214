use crate::{CallResult, Client};
use domain::{
    clients::ClientSummary,
    ids::ClientId,
    page::Page,
    watchlist::{WatchlistEntry, WatchlistQuery},
};
use reqwest::Method;

impl Client {
    /// The clients that the caller has remembered, newest first.
    pub async fn list_watchlist(&self, query: &WatchlistQuery) -> CallResult<Page<ClientSummary>> {
        self.json(self.get("/watchlist").query(query)).await
    }

    /// Whether the caller has remembered a client.
    pub async fn read_watchlist_entry(&self, id: ClientId) -> CallResult<WatchlistEntry> {
        self.json(self.get(&format!("/watchlist/{id}"))).await
    }

    /// Puts a client on the caller's own watchlist.
    pub async fn remember_client(&self, id: ClientId) -> CallResult<()> {
        let request = self.request(Method::PUT, &format!("/watchlist/{id}"));
        self.send(request).await.map(drop)
    }

    /// Takes a client off the caller's own watchlist.
    pub async fn forget_client(&self, id: ClientId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/watchlist/{id}"));
        self.send(request).await.map(drop)
    }
}
