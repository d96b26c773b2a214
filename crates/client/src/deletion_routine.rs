use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    deletion_routine::{
        DeletionRoutine, DeletionRoutinePreview, DeletionRoutinePreviewQuery,
        DeletionRoutineUpdate, ErasureEntry, ErasureQuery,
    },
    page::Page,
    version::Version,
};

impl Client {
    /// When what was deleted is erased.
    pub async fn read_deletion_routine(&self) -> CallResult<DeletionRoutine> {
        self.json(self.get("/deletion-routine")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_deletion_routine(
        &self,
        version: Version,
        body: &DeletionRoutineUpdate,
    ) -> CallResult<DeletionRoutine> {
        let request = self.request(Method::PUT, "/deletion-routine").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// What the deletion routine would do if it ran now.
    pub async fn preview_deletion_routine(
        &self,
        query: &DeletionRoutinePreviewQuery,
    ) -> CallResult<DeletionRoutinePreview> {
        self.json(self.get("/deletion-routine/preview").query(query))
            .await
    }

    /// How much was erased when, newest first.
    pub async fn list_erasures(&self, query: &ErasureQuery) -> CallResult<Page<ErasureEntry>> {
        self.json(self.get("/erasures").query(query)).await
    }
}
