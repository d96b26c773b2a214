use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    absences::{Absence, AbsenceCreate, AbsenceQuery, AbsenceUpdate},
    ids::AbsenceId,
    page::Page,
    version::Version,
};

impl Client {
    /// When counselors are away, by when that begins.
    pub async fn list_absences(&self, query: &AbsenceQuery) -> CallResult<Page<Absence>> {
        self.json(self.get("/absences").query(query)).await
    }

    /// Says when a counselor is away.
    pub async fn create_absence(&self, body: &AbsenceCreate) -> CallResult<Absence> {
        self.create("/absences", body).await
    }

    /// Changes one, starting from `version`.
    pub async fn update_absence(
        &self,
        id: AbsenceId,
        version: Version,
        body: &AbsenceUpdate,
    ) -> CallResult<Absence> {
        let path = format!("/absences/{id}");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes one for good.
    pub async fn delete_absence(&self, id: AbsenceId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/absences/{id}"));
        self.send(request).await.map(drop)
    }
}
