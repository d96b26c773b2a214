//! The schema, one file a feature, in the order it grew. A migration that was released is never
//! edited: the next one expands, moves or contracts.

mod m20261123_000001_facility;
mod m20261123_000002_counselors;
mod m20261123_000003_clients;
mod m20261123_000004_accounts;
mod m20261123_000005_mail_requests;
mod m20261124_000001_openness;
mod m20261124_000002_api_tokens;
mod m20261124_000003_session_devices;
mod m20261124_000011_jobs;
mod m20261124_000012_outgoing_mails;
mod m20261124_000021_sealed;
mod m20261124_000022_plain_texts;
mod m20261124_000023_events;
mod m20261124_000024_audit;
mod m20261124_000025_idempotency;
mod m20261125_000201_account_links;
mod m20261125_000202_two_factor;
mod m20261125_000301_counselor_profiles;
mod m20261125_000302_counselor_pictures;
mod m20261125_000303_licences;
mod m20261125_000401_fields;
mod m20261125_000402_client_states;
mod m20261125_000403_client_name_parts;
mod m20261125_000404_deletion_routine;
mod m20261125_000501_blobs;
mod m20261125_000502_documents;
mod m20261125_000503_notes;
mod m20261125_000601_groups;
mod m20261125_000602_watchlist;
mod m20261125_000603_direct_messages;
mod m20261125_000701_session_renewals;
mod m20261125_000702_client_name_sorting;
mod m20261125_001101_mail_request_steps;
mod m20261125_001102_mail_request_lists;
mod m20261125_001201_assignment;
mod m20261125_001301_attachments;
mod m20261125_001302_working_time;
mod m20261125_001303_text_templates;
mod m20261126_000001_mail_request_counts;
mod m20261126_000101_channels;
mod m20261126_000102_services;
mod m20261126_000103_absences;
mod m20261126_000104_bookings;
mod m20261126_000201_booking_internal_notes;
mod m20261126_000202_calendar_feeds;
mod m20261126_000301_group_bookings;
mod m20261126_000302_booking_series;
mod m20261126_000501_monitorings;
mod m20261126_000601_statistics;
mod m20261126_000602_monitoring_figures;
mod m20261126_000701_waiting_list;
mod m20261126_000801_client_name_beginnings;
mod m20261127_000101_chats;
mod m20261127_000301_chat_documents;
mod m20261128_000201_video;
mod m20261128_000301_open_door;
mod m20261128_000401_presences;
mod m20261129_000201_facility_settings;
mod m20261129_000301_webhooks;
mod m20261129_000302_message_templates;
mod m20261129_000401_retention;
mod m20261130_000201_own_data;
mod m20261130_000202_spent_proofs;
mod m20261130_000203_deletion_warnings;
mod m20261130_000301_newsletters;
mod m20261201_000001_notifications;
mod m20261201_000003_group_booking_waiters;
mod m20261201_000071_chat_figures;
mod m20261201_000171_mail_requests_by_client;
mod m20261201_000181_hand_overs;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Brings a database of either kind to the present schema.
#[derive(Debug)]
pub struct Migrator;

/// The step before which everything that is stored in the open has to be sealed.
pub const DROPS_PLAIN_TEXTS: &str = "m20261124_000022_plain_texts";

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_facility::Migration),
            Box::new(m20261123_000002_counselors::Migration),
            Box::new(m20261123_000003_clients::Migration),
            Box::new(m20261123_000004_accounts::Migration),
            Box::new(m20261123_000005_mail_requests::Migration),
            Box::new(m20261124_000001_openness::Migration),
            Box::new(m20261124_000002_api_tokens::Migration),
            Box::new(m20261124_000003_session_devices::Migration),
            Box::new(m20261124_000011_jobs::Migration),
            Box::new(m20261124_000012_outgoing_mails::Migration),
            Box::new(m20261124_000021_sealed::Migration),
            Box::new(m20261124_000022_plain_texts::Migration),
            Box::new(m20261124_000023_events::Migration),
            Box::new(m20261124_000024_audit::Migration),
            Box::new(m20261124_000025_idempotency::Migration),
            Box::new(m20261125_000501_blobs::Migration),
            Box::new(m20261125_000502_documents::Migration),
            Box::new(m20261125_000503_notes::Migration),
            Box::new(m20261125_000301_counselor_profiles::Migration),
            Box::new(m20261125_000302_counselor_pictures::Migration),
            Box::new(m20261125_000303_licences::Migration),
            Box::new(m20261125_000201_account_links::Migration),
            Box::new(m20261125_000202_two_factor::Migration),
            Box::new(m20261125_000401_fields::Migration),
            Box::new(m20261125_000402_client_states::Migration),
            Box::new(m20261125_000403_client_name_parts::Migration),
            Box::new(m20261125_000404_deletion_routine::Migration),
            Box::new(m20261125_000601_groups::Migration),
            Box::new(m20261125_000602_watchlist::Migration),
            Box::new(m20261125_000603_direct_messages::Migration),
            Box::new(m20261125_001301_attachments::Migration),
            Box::new(m20261125_001302_working_time::Migration),
            Box::new(m20261125_001303_text_templates::Migration),
            Box::new(m20261125_000701_session_renewals::Migration),
            Box::new(m20261125_000702_client_name_sorting::Migration),
            Box::new(m20261125_001201_assignment::Migration),
            Box::new(m20261125_001101_mail_request_steps::Migration),
            Box::new(m20261125_001102_mail_request_lists::Migration),
            Box::new(m20261126_000001_mail_request_counts::Migration),
            Box::new(m20261126_000101_channels::Migration),
            Box::new(m20261126_000102_services::Migration),
            Box::new(m20261126_000103_absences::Migration),
            Box::new(m20261126_000104_bookings::Migration),
            Box::new(m20261126_000301_group_bookings::Migration),
            Box::new(m20261126_000201_booking_internal_notes::Migration),
            Box::new(m20261126_000202_calendar_feeds::Migration),
            Box::new(m20261126_000501_monitorings::Migration),
            Box::new(m20261126_000302_booking_series::Migration),
            Box::new(m20261126_000701_waiting_list::Migration),
            Box::new(m20261126_000601_statistics::Migration),
            Box::new(m20261126_000602_monitoring_figures::Migration),
            Box::new(m20261126_000801_client_name_beginnings::Migration),
            Box::new(m20261127_000101_chats::Migration),
            Box::new(m20261128_000401_presences::Migration),
            Box::new(m20261128_000301_open_door::Migration),
            Box::new(m20261128_000201_video::Migration),
            Box::new(m20261127_000301_chat_documents::Migration),
            Box::new(m20261129_000201_facility_settings::Migration),
            Box::new(m20261129_000301_webhooks::Migration),
            Box::new(m20261129_000302_message_templates::Migration),
            Box::new(m20261129_000401_retention::Migration),
            Box::new(m20261130_000201_own_data::Migration),
            Box::new(m20261130_000202_spent_proofs::Migration),
            Box::new(m20261130_000203_deletion_warnings::Migration),
            Box::new(m20261130_000301_newsletters::Migration),
            Box::new(m20261201_000001_notifications::Migration),
            Box::new(m20261201_000003_group_booking_waiters::Migration),
            Box::new(m20261201_000071_chat_figures::Migration),
            Box::new(m20261201_000171_mail_requests_by_client::Migration),
            Box::new(m20261201_000181_hand_overs::Migration),
        ]
    }
}

/// A foreign key that keeps the row it points to from being deleted.
fn reference(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from(table, column)
        .to(to, "id")
        .to_owned()
}
