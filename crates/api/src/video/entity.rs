//! The tables of rooms, and of the links into them.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::ids::{BookingId, ChatId, CounselorId, FacilityId, VideoRoomId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "video_rooms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: VideoRoomId,
    pub facility_id: FacilityId,
    /// The appointment or the conversation that it is for; exactly one of the two is set.
    #[sea_orm(unique)]
    pub booking_id: Option<BookingId>,
    pub chat_id: Option<ChatId>,
    /// What it is called in the video software; drawn at random.
    #[sea_orm(unique)]
    pub name: String,
    /// Who opened it in the conversation.
    pub counselor_id: Option<CounselorId>,
    /// When one gets into the room of a conversation; that of an appointment follows it.
    pub opens_at: Option<DateTimeUtc>,
    pub closes_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Links into rooms. They hold no secret.
pub mod link {
    use domain::{
        ids::{FacilityId, VideoLinkId, VideoRoomId},
        video::VideoLinkKind,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "video_links")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VideoLinkId,
        pub facility_id: FacilityId,
        pub room_id: VideoRoomId,
        pub kind: VideoLinkKind,
        pub created_at: DateTimeUtc,
        pub revoked_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for link::Entity {
    const FACILITY: link::Column = link::Column::FacilityId;
}
