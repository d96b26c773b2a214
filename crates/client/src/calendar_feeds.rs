use crate::http::Method;
use crate::{CallResult, Client};
use domain::calendar_feeds::{CalendarFeedCreate, CalendarFeedCreated, CalendarFeedSettings};

impl Client {
    /// Whether one's calendar has an address.
    pub async fn read_calendar_feed(&self) -> CallResult<CalendarFeedSettings> {
        self.json(self.get("/calendar-feed")).await
    }

    /// Makes one. The answer is the only one that shows it.
    pub async fn create_calendar_feed(
        &self,
        body: &CalendarFeedCreate,
    ) -> CallResult<CalendarFeedCreated> {
        let request = self.request(Method::PUT, "/calendar-feed");
        self.json(request.json(body)).await
    }

    /// Makes it void.
    pub async fn revoke_calendar_feed(&self) -> CallResult<()> {
        let request = self.request(Method::DELETE, "/calendar-feed");
        self.send(request).await.map(drop)
    }
}
