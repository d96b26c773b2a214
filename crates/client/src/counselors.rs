use crate::http::{Method, header};
use crate::{CallResult, Client, expecting};
use domain::{
    counselors::{
        Counselor, CounselorCreate, CounselorDelete, CounselorDeletionPreview,
        CounselorDeletionQuery, CounselorQuery, CounselorSummary, CounselorUpdate, PortalCard,
        PortalCounselorQuery, RoleChange,
    },
    ids::{CounselorId, PictureId},
    page::Page,
    text::Slug,
    version::Version,
};

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

    /// Gives a counselor a picture, starting from `version`.
    pub async fn replace_counselor_picture(
        &self,
        id: CounselorId,
        version: Version,
        media_type: &str,
        picture: Vec<u8>,
    ) -> CallResult<Counselor> {
        let request = self
            .request(Method::PUT, &format!("/counselors/{id}/picture"))
            .header(header::CONTENT_TYPE, media_type)
            .body(picture);
        self.json(expecting(request, Some(version))).await
    }

    /// Takes a counselor's picture away, starting from `version`.
    pub async fn remove_counselor_picture(
        &self,
        id: CounselorId,
        version: Version,
    ) -> CallResult<Counselor> {
        let request = self.request(Method::DELETE, &format!("/counselors/{id}/picture"));
        self.json(expecting(request, Some(version))).await
    }

    /// The address of a picture, for a page to show it.
    pub fn counselor_picture(&self, facility: &Slug, picture: PictureId) -> String {
        let slug = facility.as_str();
        format!(
            "{}/api/v1/facilities/{slug}/counselor-pictures/{picture}",
            self.base
        )
    }

    /// Gives a counselor another role, starting from `version`.
    pub async fn change_counselor_role(
        &self,
        id: CounselorId,
        version: Version,
        body: &RoleChange,
    ) -> CallResult<Counselor> {
        let request = self.post(&format!("/counselors/{id}/role"), body);
        self.json(expecting(request, Some(version))).await
    }

    /// Lets a counselor sign in again, starting from `version`.
    pub async fn activate_counselor(
        &self,
        id: CounselorId,
        version: Version,
    ) -> CallResult<Counselor> {
        let request = self.request(Method::POST, &format!("/counselors/{id}/activate"));
        self.json(expecting(request, Some(version))).await
    }

    /// Keeps a counselor from signing in, starting from `version`.
    pub async fn deactivate_counselor(
        &self,
        id: CounselorId,
        version: Version,
    ) -> CallResult<Counselor> {
        let request = self.request(Method::POST, &format!("/counselors/{id}/deactivate"));
        self.json(expecting(request, Some(version))).await
    }

    /// What a counselor's deletion would leave behind.
    pub async fn preview_counselor_deletion(
        &self,
        id: CounselorId,
        query: &CounselorDeletionQuery,
    ) -> CallResult<CounselorDeletionPreview> {
        let path = format!("/counselors/{id}/deletion");
        self.json(self.get(&path).query(query)).await
    }

    /// Deletes a counselor and hands over what they leave behind, starting from `version`.
    pub async fn delete_counselor(
        &self,
        id: CounselorId,
        version: Version,
        body: &CounselorDelete,
    ) -> CallResult<()> {
        let request = self.post(&format!("/counselors/{id}/delete"), body);
        self.send(expecting(request, Some(version))).await.map(drop)
    }

    /// The counselors whom a facility's portal shows, by display name.
    pub async fn list_portal_counselors(
        &self,
        facility: &str,
        query: &PortalCounselorQuery,
    ) -> CallResult<Page<PortalCard>> {
        let path = format!("/facilities/{facility}/counselors");
        self.json(self.get(&path).query(query)).await
    }
}
