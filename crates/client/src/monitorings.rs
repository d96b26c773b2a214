use crate::{CallResult, Client, expecting};
use domain::{
    counselling_fields::FieldQuery,
    ids::{MonitoringFieldId, MonitoringId},
    monitorings::{
        FieldSetAdd, FieldSetAdded, Monitoring, MonitoringExport, MonitoringField,
        MonitoringFieldCreate, MonitoringFieldUpdate, MonitoringQuery, MonitoringRules,
        MonitoringSettings, MonitoringSuggestion, MonitoringWrite, SuggestionQuery,
    },
    page::Page,
    version::Version,
};
use reqwest::Method;

impl Client {
    /// Monitorings, newest first: one's own, and as an admin all.
    pub async fn list_monitorings(&self, query: &MonitoringQuery) -> CallResult<Page<Monitoring>> {
        self.json(self.get("/monitorings").query(query)).await
    }

    /// Records a piece of counselling.
    pub async fn create_monitoring(&self, body: &MonitoringWrite) -> CallResult<Monitoring> {
        self.create("/monitorings", body).await
    }

    /// Monitorings as a table in a file.
    pub async fn export_monitorings(&self, asked: &MonitoringExport) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get("/monitorings/export").query(asked));
        Ok(answer.await?.bytes().await?.to_vec())
    }

    /// The same, piece by piece as it comes.
    #[cfg(not(target_arch = "wasm32"))]
    pub async fn export_monitorings_to(
        &self,
        asked: &MonitoringExport,
        mut take: impl FnMut(&[u8]),
    ) -> CallResult<()> {
        let request = self.get("/monitorings/export").query(asked);
        let mut answer = self.send(request).await?;
        while let Some(piece) = answer.chunk().await? {
            take(&piece);
        }
        Ok(())
    }

    /// One monitoring with its answers. Of a client's, the look is noted in the audit log.
    pub async fn read_monitoring(&self, id: MonitoringId) -> CallResult<Monitoring> {
        self.json(self.get(&format!("/monitorings/{id}"))).await
    }

    /// Writes one anew, starting from `version`.
    pub async fn update_monitoring(
        &self,
        id: MonitoringId,
        version: Version,
        body: &MonitoringWrite,
    ) -> CallResult<Monitoring> {
        let path = format!("/monitorings/{id}");
        let request = self.request(Method::PUT, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes one for good.
    pub async fn delete_monitoring(&self, id: MonitoringId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/monitorings/{id}"));
        self.send(request).await.map(drop)
    }

    /// What is known already where a monitoring is written down.
    pub async fn suggest_monitoring(
        &self,
        query: &SuggestionQuery,
    ) -> CallResult<MonitoringSuggestion> {
        let request = self.get("/monitoring-suggestion").query(query);
        self.json(request).await
    }

    /// What the facility writes down in its monitorings, in its order.
    pub async fn list_monitoring_fields(
        &self,
        query: &FieldQuery,
    ) -> CallResult<Page<MonitoringField>> {
        self.json(self.get("/monitoring-fields").query(query)).await
    }

    /// Adds a field, as the last one.
    pub async fn create_monitoring_field(
        &self,
        body: &MonitoringFieldCreate,
    ) -> CallResult<MonitoringField> {
        self.create("/monitoring-fields", body).await
    }

    /// Changes a field, starting from `version`.
    pub async fn update_monitoring_field(
        &self,
        id: MonitoringFieldId,
        version: Version,
        body: &MonitoringFieldUpdate,
    ) -> CallResult<MonitoringField> {
        let path = format!("/monitoring-fields/{id}");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Adds those fields of a ready-made set that are not there yet.
    pub async fn add_monitoring_field_set(&self, body: &FieldSetAdd) -> CallResult<FieldSetAdded> {
        self.create("/monitoring-field-sets", body).await
    }

    /// What no monitoring may leave out.
    pub async fn read_monitoring_settings(&self) -> CallResult<MonitoringSettings> {
        self.json(self.get("/monitoring-settings")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_monitoring_settings(
        &self,
        version: Version,
        body: &MonitoringRules,
    ) -> CallResult<MonitoringSettings> {
        let request = self.request(Method::PUT, "/monitoring-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
