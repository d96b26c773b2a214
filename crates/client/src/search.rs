use crate::{CallResult, Client};
use domain::search::{SearchQuery, SearchResults};

impl Client {
    /// A few clients, mail requests and appointments that are called like that.
    pub async fn search(&self, query: &SearchQuery) -> CallResult<SearchResults> {
        self.json(self.get("/search").query(query)).await
    }
}
