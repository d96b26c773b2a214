//! The table of contents of the API.

use crate::{
    access, accounts, api_tokens, audit, clients, counselors, documents, events, facility,
    mail_requests, notes, outgoing_mails, sessions,
};
use utoipa_actix_web::{scope, service_config::ServiceConfig};

/// One line a feature.
pub fn routes(config: &mut ServiceConfig) {
    config.service(
        scope("/api/v1")
            .configure(accounts::routes)
            .configure(sessions::routes)
            .configure(api_tokens::routes)
            .configure(access::routes)
            .configure(facility::routes)
            .configure(counselors::routes)
            .configure(clients::routes)
            .configure(documents::routes)
            .configure(notes::routes)
            .configure(mail_requests::routes)
            .configure(events::routes)
            .configure(outgoing_mails::routes)
            .configure(audit::routes),
    );
}
