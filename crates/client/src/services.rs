use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    ids::ServiceId,
    page::Page,
    services::{Service, ServiceCreate, ServiceQuery, ServiceUpdate},
    version::Version,
};

impl Client {
    /// The facility's services and the caller's own, oldest first.
    pub async fn list_services(&self, query: &ServiceQuery) -> CallResult<Page<Service>> {
        self.json(self.get("/services").query(query)).await
    }

    /// Makes a service.
    pub async fn create_service(&self, body: &ServiceCreate) -> CallResult<Service> {
        self.create("/services", body).await
    }

    /// Changes one, starting from `version`.
    pub async fn update_service(
        &self,
        id: ServiceId,
        version: Version,
        body: &ServiceUpdate,
    ) -> CallResult<Service> {
        let path = format!("/services/{id}");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes one for good.
    pub async fn delete_service(&self, id: ServiceId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/services/{id}"));
        self.send(request).await.map(drop)
    }
}
