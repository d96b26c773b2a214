//! The table of contents of the API.

use crate::{
    absences, access, account_links, accounts, api_tokens, attachments, audit, booking_times,
    bookings, break_glasses, calendar_feeds, channels, chats, clients, counselling_fields,
    counselors, dashboard, deletion_routine, direct_messages, documents, events, facility, groups,
    hand_overs, internal_comments, licences, mail_requests, master_data_fields, message_templates,
    monitorings, notes, notifications, open_door, outgoing_mails, passwords, presences,
    proofs_of_work, recovery_codes, search, services, sessions, slots, statistics, text_templates,
    two_factor, video, waiting_list, watchlist, webhooks, working_time,
};
use actix_web::{dev::HttpServiceFactory, web};
use utoipa::openapi::{OpenApi, Paths, RefOr, Schema};
use utoipa_actix_web::OpenApiFactory;

/// Where all operations begin.
const PREFIX: &str = "/api/v1";

/// What the features enter their operations in.
pub enum ServiceConfig<'a> {
    /// What a worker of the server answers.
    Served(&'a mut web::ServiceConfig),
    /// What the document describes. No worker collects this: all schemas of all operations, those
    /// within each other again and again, would be most of what a start costs.
    Described(&'a mut Description),
}

/// The operations as the document has them.
#[derive(Default)]
pub struct Description {
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl ServiceConfig<'_> {
    /// Enters one operation.
    pub fn service<O>(&mut self, operation: O) -> &mut Self
    where
        O: HttpServiceFactory + OpenApiFactory + 'static,
    {
        match self {
            Self::Served(config) => {
                config.service(operation);
            }
            Self::Described(description) => {
                description.paths.merge(operation.paths());
                operation.schemas(&mut description.schemas);
            }
        }
        self
    }

    /// Enters the operations of a feature.
    pub fn configure(&mut self, feature: impl FnOnce(&mut Self)) -> &mut Self {
        feature(self);
        self
    }
}

/// What answers the operations.
pub fn routes(config: &mut web::ServiceConfig) {
    let all = |config: &mut web::ServiceConfig| features(&mut ServiceConfig::Served(config));
    config.service(web::scope(PREFIX).configure(all));
}

/// Adds the operations to `document`.
pub fn describe(document: &mut OpenApi) {
    let mut description = Description::default();
    features(&mut ServiceConfig::Described(&mut description));
    for (path, item) in description.paths.paths {
        document.paths.paths.insert(format!("{PREFIX}{path}"), item);
    }
    let components = document.components.get_or_insert_default();
    components.schemas.extend(description.schemas);
}

/// One line a feature.
fn features(config: &mut ServiceConfig<'_>) {
    config
        .configure(accounts::routes)
        .configure(account_links::routes)
        .configure(passwords::routes)
        .configure(proofs_of_work::routes)
        .configure(two_factor::routes)
        .configure(sessions::routes)
        .configure(api_tokens::routes)
        .configure(webhooks::routes)
        .configure(access::routes)
        .configure(facility::routes)
        .configure(counselors::routes)
        .configure(licences::routes)
        .configure(dashboard::routes)
        .configure(search::routes)
        .configure(clients::routes)
        .configure(clients::own_routes)
        .configure(recovery_codes::routes)
        .configure(groups::routes)
        .configure(watchlist::routes)
        .configure(direct_messages::routes)
        .configure(chats::routes)
        .configure(chats::group_routes)
        .configure(presences::routes)
        .configure(notifications::routes)
        .configure(open_door::routes)
        .configure(open_door::settings_routes)
        .configure(chats::document_routes)
        .configure(documents::routes)
        .configure(notes::routes)
        .configure(counselling_fields::routes)
        .configure(master_data_fields::routes)
        .configure(monitorings::routes)
        .configure(deletion_routine::routes)
        .configure(mail_requests::routes)
        .configure(attachments::routes)
        .configure(working_time::routes)
        .configure(text_templates::routes)
        .configure(channels::routes)
        .configure(services::routes)
        .configure(booking_times::routes)
        .configure(absences::routes)
        .configure(slots::routes)
        .configure(statistics::routes)
        .configure(bookings::routes)
        .configure(bookings::series_routes)
        .configure(bookings::group_bookings::routes)
        .configure(waiting_list::routes)
        .configure(calendar_feeds::routes)
        .configure(video::routes)
        .configure(internal_comments::routes)
        .configure(break_glasses::routes)
        .configure(hand_overs::routes)
        .configure(events::routes)
        .configure(outgoing_mails::routes)
        .configure(message_templates::routes)
        .configure(audit::routes);
}
