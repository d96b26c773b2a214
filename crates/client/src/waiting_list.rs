use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::WaitingListEntryId,
    page::Page,
    waiting_list::{WaitingListEntry, WaitingListEntryCreate, WaitingListQuery},
};

impl Client {
    /// Who waits, in order; of clients, what they wait for themselves.
    pub async fn list_waiting_list_entries(
        &self,
        query: &WaitingListQuery,
    ) -> CallResult<Page<WaitingListEntry>> {
        self.json(self.get("/waiting-list-entries").query(query))
            .await
    }

    /// Waits for an appointment, as a client.
    pub async fn create_waiting_list_entry(
        &self,
        body: &WaitingListEntryCreate,
    ) -> CallResult<WaitingListEntry> {
        self.create("/waiting-list-entries", body).await
    }

    /// Waits no more, or takes somebody off the list.
    pub async fn delete_waiting_list_entry(&self, id: WaitingListEntryId) -> CallResult<()> {
        let one = format!("/waiting-list-entries/{id}");
        self.send(self.request(Method::DELETE, &one))
            .await
            .map(drop)
    }
}
