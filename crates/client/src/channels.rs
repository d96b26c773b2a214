use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    channels::{
        ChannelSettings, ChannelSettingsUpdate, CounselorChannels, CounselorChannelsUpdate,
    },
    ids::CounselorId,
    version::Version,
};

impl Client {
    /// By which means the facility offers counselling.
    pub async fn read_channel_settings(&self) -> CallResult<ChannelSettings> {
        self.json(self.get("/channels")).await
    }

    /// Changes it, starting from `version`.
    pub async fn update_channel_settings(
        &self,
        version: Version,
        body: &ChannelSettingsUpdate,
    ) -> CallResult<ChannelSettings> {
        let request = self.request(Method::PUT, "/channels").json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// By which means a counselor offers counselling, and where.
    pub async fn read_counselor_channels(&self, id: CounselorId) -> CallResult<CounselorChannels> {
        let path = format!("/counselors/{id}/channels");
        self.json(self.get(&path)).await
    }

    /// Changes it, starting from `version`.
    pub async fn update_counselor_channels(
        &self,
        id: CounselorId,
        version: Version,
        body: &CounselorChannelsUpdate,
    ) -> CallResult<CounselorChannels> {
        let path = format!("/counselors/{id}/channels");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }
}
