use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    access::{AccessTable, OpennessSettings, OpennessSettingsUpdate},
    version::Version,
};

impl Client {
    /// Who may do what in the caller's facility, for admins.
    pub async fn read_access_table(&self) -> CallResult<AccessTable> {
        self.json(self.get("/access-table")).await
    }

    /// What the facility has chosen about who sees what.
    pub async fn read_openness_settings(&self) -> CallResult<OpennessSettings> {
        self.json(self.get("/openness-settings")).await
    }

    /// Chooses it, starting from `version`.
    pub async fn update_openness_settings(
        &self,
        version: Version,
        body: &OpennessSettingsUpdate,
    ) -> CallResult<OpennessSettings> {
        let request = self.request(Method::PUT, "/openness-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
