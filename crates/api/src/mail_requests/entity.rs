//! The tables of mail requests, of their messages and of the answers that are begun.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;

pub mod mail_request {
    use super::draft;
    use crate::{
        clients::entity as client, counselling_fields::entity as counselling_field,
        counselors::entity as counselor, crypto::Sealed,
    };
    use domain::{
        ids::{ClientId, CounsellingFieldId, CounselorId, FacilityId, MailRequestId},
        mail_requests::{MailRequestStatus, Side, access::Ownership},
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail_requests")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MailRequestId,
        pub facility_id: FacilityId,
        pub number: String,
        pub client_id: ClientId,
        /// The client's pseudonym as lists compare it: stored, because they are sorted by it.
        pub client_key: String,
        pub counselor_id: Option<CounselorId>,
        pub counselling_field_id: Option<CounsellingFieldId>,
        pub status: MailRequestStatus,
        pub subject: String,
        /// The subject as searches compare it.
        pub subject_key: String,
        pub message_count: i32,
        pub created_at: DateTimeUtc,
        pub last_message_at: DateTimeUtc,
        pub last_message_from: Side,
        pub client_wrote_at: DateTimeUtc,
        pub counselor_wrote_at: Option<DateTimeUtc>,
        pub client_read_at: Option<DateTimeUtc>,
        pub counselor_read_at: Option<DateTimeUtc>,
        /// How long they waited for the first answer, by the clock.
        pub first_answer_minutes: Option<i32>,
        /// Since when the client waits for an answer.
        pub waiting_since: Option<DateTimeUtc>,
        /// By when they are promised one: stored, because lists are filtered by it.
        pub answer_due_at: Option<DateTimeUtc>,
        /// When it was told that it is late.
        pub overdue_told_at: Option<DateTimeUtc>,
        /// With which version of the facility's working time it was computed.
        pub due_version: Version,
        /// What the client stated about themselves, as one sealed JSON.
        pub sealed_request_data: Option<Sealed>,
        /// Counts its messages and steps.
        pub version: Version,
        /// At which version it was taken last, for those who came second.
        pub taken_version: Option<Version>,
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: HasOne<client::Entity>,
        #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
        pub counselor: HasOne<counselor::Entity>,
        #[sea_orm(belongs_to, from = "counselling_field_id", to = "id")]
        pub counselling_field: HasOne<counselling_field::Entity>,
        #[sea_orm(has_one)]
        pub draft: HasOne<draft::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// What access rules look at.
        pub fn ownership(&self) -> Ownership {
            Ownership {
                client: self.client_id,
                counselor: self.counselor_id,
                status: self.status,
            }
        }
    }
}

pub mod message {
    use crate::{counselors::entity as counselor, crypto::Sealed};
    use domain::{
        ids::{CounselorId, FacilityId, MailRequestId, MessageId},
        mail_requests::Side,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "messages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MessageId,
        pub facility_id: FacilityId,
        pub mail_request_id: MailRequestId,
        pub side: Side,
        /// Who wrote it, if it was our side.
        pub counselor_id: Option<CounselorId>,
        pub sealed_text: Sealed,
        pub sent_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
        pub counselor: HasOne<counselor::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod draft {
    use super::mail_request;
    use crate::{counselors::entity as counselor, crypto::Sealed};
    use domain::{
        ids::{CounselorId, FacilityId, MailRequestId},
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "drafts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub mail_request_id: MailRequestId,
        pub facility_id: FacilityId,
        /// Who saved it last.
        pub counselor_id: CounselorId,
        pub sealed_text: Sealed,
        pub version: Version,
        pub saved_at: DateTimeUtc,
        #[sea_orm(belongs_to, from = "mail_request_id", to = "id")]
        pub mail_request: HasOne<mail_request::Entity>,
        #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
        pub counselor: HasOne<counselor::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Drafts that wait for whoever wrote them, because the request is somebody else's.
pub mod left_draft {
    use crate::crypto::Sealed;
    use domain::{
        ids::{CounselorId, FacilityId, MailRequestId},
        version::Version,
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "left_drafts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub mail_request_id: MailRequestId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselor_id: CounselorId,
        pub facility_id: FacilityId,
        pub sealed_text: Sealed,
        pub version: Version,
        pub saved_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for left_draft::Entity {
    const FACILITY: left_draft::Column = left_draft::Column::FacilityId;
}

impl Tenant for mail_request::Entity {
    const FACILITY: mail_request::Column = mail_request::Column::FacilityId;
}

impl Tenant for message::Entity {
    const FACILITY: message::Column = message::Column::FacilityId;
}

impl Tenant for draft::Entity {
    const FACILITY: draft::Column = draft::Column::FacilityId;
}
