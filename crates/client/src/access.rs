use crate::{CallResult, Client};
use domain::access::AccessTable;

impl Client {
    /// Who may do what in the caller's facility, for admins.
    pub async fn read_access_table(&self) -> CallResult<AccessTable> {
        self.json(self.get("/access-table")).await
    }
}
