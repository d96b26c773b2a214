use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    counselling_fields::{
        CounsellingField, CounsellingFieldCreate, CounsellingFieldUpdate, FieldQuery,
    },
    ids::CounsellingFieldId,
    page::Page,
    version::Version,
};

impl Client {
    /// The facility's counselling fields, in its order.
    pub async fn list_counselling_fields(
        &self,
        query: &FieldQuery,
    ) -> CallResult<Page<CounsellingField>> {
        self.json(self.get("/counselling-fields").query(query))
            .await
    }

    /// Adds a counselling field, as the last one.
    pub async fn create_counselling_field(
        &self,
        body: &CounsellingFieldCreate,
    ) -> CallResult<CounsellingField> {
        self.create("/counselling-fields", body).await
    }

    /// Changes a counselling field, starting from `version`.
    pub async fn update_counselling_field(
        &self,
        id: CounsellingFieldId,
        version: Version,
        body: &CounsellingFieldUpdate,
    ) -> CallResult<CounsellingField> {
        let request = self
            .request(Method::PATCH, &format!("/counselling-fields/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }
}
