//! The table of work to be done.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; jobs are the installation's"
)]

use domain::ids::{FacilityId, JobId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// For which facility, if it is for one.
    pub facility_id: Option<FacilityId>,
    pub kind: JobKind,
    /// What the kind needs to know.
    pub payload: Json,
    /// There is only one of each.
    #[sea_orm(unique)]
    pub unique_key: Option<String>,
    pub state: JobState,
    pub run_at: DateTimeUtc,
    pub attempts: i32,
    /// Until when it is somebody's.
    pub leased_until: Option<DateTimeUtc>,
    pub lease_owner: Option<Uuid>,
    /// What went wrong last, in technical terms.
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobKind {
    /// Hand a mail to the mail server.
    #[sea_orm(string_value = "send_outgoing_mail")]
    SendOutgoingMail,
    /// Hand a text message to the SMS gateway.
    #[sea_orm(string_value = "send_outgoing_sms")]
    SendOutgoingSms,
    /// Tell another program what happened.
    #[sea_orm(string_value = "deliver_webhook")]
    DeliverWebhook,
    /// Remove from the store what nothing belongs to any more.
    #[sea_orm(string_value = "remove_blobs")]
    RemoveBlobs,
    /// Send the link that somebody asked for who forgot their password, if they are there.
    #[sea_orm(string_value = "forgot_password")]
    ForgotPassword,
    /// Forget what has been kept long enough.
    #[sea_orm(string_value = "housekeeping")]
    Housekeeping,
    /// Compute by when a facility's requests are due, and tell whose answer is late.
    #[sea_orm(string_value = "overdue_round")]
    OverdueRound,
    /// Remind a client of an appointment.
    #[sea_orm(string_value = "remind_of_booking")]
    RemindOfBooking,
    /// Offer what has become free to those who wait.
    #[sea_orm(string_value = "offer_places")]
    OfferPlaces,
    /// Let go who has left the open door, and erase what ended there.
    #[sea_orm(string_value = "open_door_round")]
    OpenDoorRound,
    /// Erase a facility's clients whose time has come.
    #[sea_orm(string_value = "deletion_routine")]
    DeletionRoutine,
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobState {
    /// To be done, or being done.
    #[sea_orm(string_value = "waiting")]
    Waiting,
    /// Given up.
    #[sea_orm(string_value = "dead")]
    Dead,
}
