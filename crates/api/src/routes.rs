//! The table of contents of the API.

use crate::{
    access, accounts, api_tokens, audit, clients, counselors, events, facility, licences,
    mail_requests, outgoing_mails, sessions,
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
            .configure(licences::routes)
            .configure(clients::routes)
            .configure(mail_requests::routes)
            .configure(events::routes)
            .configure(outgoing_mails::routes)
            .configure(audit::routes),
    );
}
