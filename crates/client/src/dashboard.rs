use crate::{CallResult, Client};
use domain::dashboard::Dashboard;

impl Client {
    /// What is there for the caller.
    pub async fn read_dashboard(&self) -> CallResult<Dashboard> {
        self.json(self.get("/dashboard")).await
    }
}
