use crate::{CallResult, Client};
use domain::facility::FacilitySummary;

impl Client {
    /// What the portal of the facility `slug` says of itself; needs no account.
    pub async fn read_portal(&self, slug: &str) -> CallResult<FacilitySummary> {
        self.json(self.get(&format!("/facilities/{slug}"))).await
    }
}
