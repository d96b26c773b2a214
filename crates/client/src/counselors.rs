use crate::{CallResult, Client, expecting};
use domain::{
    counselors::{Counselor, CounselorCreate, CounselorQuery, CounselorSummary, CounselorUpdate},
    ids::CounselorId,
    page::Page,
    version::Version,
};
use reqwest::Method;

impl Client {
    /// Who works at the facility, by display name.
    pub async fn list_counselors(
        &self,
        query: &CounselorQuery,
    ) -> CallResult<Page<CounselorSummary>> {
        self.json(self.get("/counselors").query(query)).await
    }

    /// Makes a staff account.
    pub async fn create_counselor(&self, body: &CounselorCreate) -> CallResult<Counselor> {
        self.create("/counselors", body).await
    }

    /// A counselor's own data.
    pub async fn read_counselor(&self, id: CounselorId) -> CallResult<Counselor> {
        self.json(self.get(&format!("/counselors/{id}"))).await
    }

    /// Changes a counselor's own data, starting from `version`.
    pub async fn update_counselor(
        &self,
        id: CounselorId,
        version: Version,
        body: &CounselorUpdate,
    ) -> CallResult<Counselor> {
        let request = self
            .request(Method::PATCH, &format!("/counselors/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }
}
