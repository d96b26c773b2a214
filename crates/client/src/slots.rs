use crate::{CallResult, Client};
use domain::slots::{SlotQuery, Slots};

impl Client {
    /// The appointments that are free, by when they begin.
    pub async fn list_slots(&self, query: &SlotQuery) -> CallResult<Slots> {
        self.json(self.get("/slots").query(query)).await
    }
}
