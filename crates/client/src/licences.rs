use crate::{CallResult, Client};
use domain::{
    licences::{LicenceRequest, LicenceRequestCreate, LicenceRequestQuery, Licences},
    page::Page,
};

impl Client {
    /// How many licences the facility has, and how many are in use.
    pub async fn read_licences(&self) -> CallResult<Licences> {
        self.json(self.get("/licences")).await
    }

    /// The requests for more licences, newest first.
    pub async fn list_licence_requests(
        &self,
        query: &LicenceRequestQuery,
    ) -> CallResult<Page<LicenceRequest>> {
        self.json(self.get("/licence-requests").query(query)).await
    }

    /// Asks the operator for more licences.
    pub async fn create_licence_request(
        &self,
        body: &LicenceRequestCreate,
    ) -> CallResult<LicenceRequest> {
        self.create("/licence-requests", body).await
    }
}
