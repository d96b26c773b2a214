use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::{BookingId, ChatId, VideoLinkId},
    video::{
        VideoEntry, VideoInvitation, VideoLink, VideoLinkCreate, VideoLinkPresented,
        VideoLinkQuery, VideoLinks, VideoPlace, VideoSettings,
    },
};

impl Client {
    /// What one can do by video.
    pub async fn read_video(&self) -> CallResult<VideoSettings> {
        self.json(self.get("/video")).await
    }

    /// Enters the room of one's appointment.
    pub async fn join_booking_video(&self, id: BookingId) -> CallResult<VideoEntry> {
        let path = format!("/bookings/{id}/video");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Opens a room in a conversation, as staff, or enters the one that is open.
    pub async fn start_chat_video(&self, id: ChatId) -> CallResult<VideoEntry> {
        let path = format!("/chats/{id}/video");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Makes a link into a room.
    pub async fn create_video_link(&self, body: &VideoLinkCreate) -> CallResult<VideoLink> {
        self.create("/video-links", body).await
    }

    /// The links into a room that hold.
    pub async fn list_video_links(&self, place: VideoPlace) -> CallResult<VideoLinks> {
        let query = VideoLinkQuery::from(place);
        self.json(self.get("/video-links").query(&query)).await
    }

    /// Takes one back.
    pub async fn revoke_video_link(&self, id: VideoLinkId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/video-links/{id}"));
        self.send(request).await.map(drop)
    }

    /// Where a link leads; for anyone.
    pub async fn read_video_invitation(
        &self,
        body: &VideoLinkPresented,
    ) -> CallResult<VideoInvitation> {
        let request = self.request(Method::POST, "/video-invitations/read");
        self.json(request.json(body)).await
    }

    /// Enters a room by a link; for anyone.
    pub async fn join_video_invitation(&self, body: &VideoLinkPresented) -> CallResult<VideoEntry> {
        let request = self.request(Method::POST, "/video-invitations/join");
        self.json(request.json(body)).await
    }
}
