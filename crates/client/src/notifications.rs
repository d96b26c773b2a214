use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    notifications::{NotificationSettings, NotificationSettingsUpdate},
    version::Version,
};

impl Client {
    /// What the caller is told of, and how.
    pub async fn read_notification_settings(&self) -> CallResult<NotificationSettings> {
        self.json(self.get("/notification-settings")).await
    }

    /// Changes it, starting from `version`.
    pub async fn update_notification_settings(
        &self,
        version: Version,
        body: &NotificationSettingsUpdate,
    ) -> CallResult<NotificationSettings> {
        let request = self.request(Method::PATCH, "/notification-settings");
        self.json(expecting(request.json(body), Some(version)))
            .await
    }
}
