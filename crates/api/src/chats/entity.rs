//! The tables of the chat.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    chats::ChatKind,
    ids::{ChatId, ChatMessageId, ClientId, CounselorId, FacilityId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChatId,
    pub facility_id: FacilityId,
    pub kind: ChatKind,
    /// The two whose conversation it is; groups have none.
    pub pair_key: Option<String>,
    /// The client of one with a client.
    pub client_id: Option<ClientId>,
    /// What a group is called; empty for the others.
    pub name: String,
    /// The form in which names are searched and sorted.
    pub name_key: String,
    pub sealed_description: Option<Sealed>,
    /// Who made a group, as long as they are there.
    pub created_by: Option<CounselorId>,
    /// Who opened it: the others see it with the first message.
    pub opened_by: Uuid,
    /// The position of the newest message; 0 before the first.
    pub last_position: i64,
    pub last_message_id: Option<ChatMessageId>,
    pub active_at: DateTimeUtc,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Who is in a conversation.
pub mod member {
    use super::{ChatId, ClientId, CounselorId, FacilityId};
    use crate::chats::entity as chat;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "chat_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chat_id: ChatId,
        /// The counselor or the client.
        #[sea_orm(primary_key, auto_increment = false)]
        pub member_id: Uuid,
        pub facility_id: FacilityId,
        pub counselor_id: Option<CounselorId>,
        pub client_id: Option<ClientId>,
        /// What was written up to there was before their time.
        pub since_position: i64,
        pub delivered_position: i64,
        pub read_position: i64,
        pub joined_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "chat_id", to = "id")]
        pub chat: HasOne<chat::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for member::Entity {
    const FACILITY: member::Column = member::Column::FacilityId;
}

/// What was written.
pub mod message {
    use super::{ChatId, ChatMessageId, ClientId, CounselorId, FacilityId, Sealed};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "chat_messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ChatMessageId,
        pub facility_id: FacilityId,
        pub chat_id: ChatId,
        pub position: i64,
        /// What whoever wrote it has sent it as.
        pub key: Uuid,
        pub counselor_id: Option<CounselorId>,
        pub client_id: Option<ClientId>,
        /// Under which client's key it is sealed; under the facility's if under none.
        pub sealed_for: Option<ClientId>,
        /// Nothing once it was deleted.
        pub sealed_text: Option<Sealed>,
        /// How many files were sent with it, those that were deleted since included.
        pub attachments: i32,
        pub sent_at: DateTimeUtc,
        pub edited_at: Option<DateTimeUtc>,
        pub deleted_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for message::Entity {
    const FACILITY: message::Column = message::Column::FacilityId;
}
