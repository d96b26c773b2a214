use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    counselling_fields::FieldQuery,
    ids::MasterDataFieldId,
    master_data_fields::{MasterDataField, MasterDataFieldCreate, MasterDataFieldUpdate},
    page::Page,
    version::Version,
};

impl Client {
    /// The facility's master-data fields, in its order.
    pub async fn list_master_data_fields(
        &self,
        query: &FieldQuery,
    ) -> CallResult<Page<MasterDataField>> {
        self.json(self.get("/master-data-fields").query(query))
            .await
    }

    /// Adds a master-data field, as the last one.
    pub async fn create_master_data_field(
        &self,
        body: &MasterDataFieldCreate,
    ) -> CallResult<MasterDataField> {
        self.create("/master-data-fields", body).await
    }

    /// Changes a master-data field, starting from `version`.
    pub async fn update_master_data_field(
        &self,
        id: MasterDataFieldId,
        version: Version,
        body: &MasterDataFieldUpdate,
    ) -> CallResult<MasterDataField> {
        let request = self
            .request(Method::PATCH, &format!("/master-data-fields/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }
}
