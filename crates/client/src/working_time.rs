use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    version::Version,
    working_time::{
        ClosedDayQuery, ClosedDays, WorkingTime, WorkingTimePreview, WorkingTimeSettings,
    },
};

impl Client {
    /// When the facility works and what it promises.
    pub async fn read_working_time(&self) -> CallResult<WorkingTimeSettings> {
        self.json(self.get("/working-time")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_working_time(
        &self,
        version: Version,
        body: &WorkingTime,
    ) -> CallResult<WorkingTimeSettings> {
        let request = self.request(Method::PUT, "/working-time").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// On which days the facility stays closed.
    pub async fn list_closed_days(&self, query: &ClosedDayQuery) -> CallResult<ClosedDays> {
        self.json(self.get("/closed-days").query(query)).await
    }

    /// By when a message would be due that arrives now.
    pub async fn preview_working_time(&self, body: &WorkingTime) -> CallResult<WorkingTimePreview> {
        let request = self.request(Method::POST, "/working-time/preview");
        self.json(request.json(body)).await
    }
}
