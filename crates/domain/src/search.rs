//! The search over everything (chapter 70): a few of each kind, with the rights of their lists. The
//! help is searched where it is read.

use crate::{
    bookings::Booking, clients::ClientRef, mail_requests::MailRequestSummary, text::SearchText,
};
use serde::{Deserialize, Serialize};

/// So many of each kind are found at most.
pub const FOUND: u16 = 5;
/// So few characters find too much.
pub const MIN_LENGTH: usize = 2;

/// What is searched for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Part of a pseudonym, of a subject or of a title, or a client's number.
    #[cfg_attr(feature = "openapi", param(value_type = String, min_length = 2, max_length = 120, example = "Seestern"))]
    pub q: SearchText,
}

impl SearchQuery {
    /// Whether it is enough to search for.
    pub fn is_enough(&self) -> bool {
        self.q.as_str().chars().count() >= MIN_LENGTH
    }
}

/// What was found, five of each kind at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    /// By pseudonym or number, by pseudonym.
    pub clients: Vec<ClientRef>,
    /// By subject or pseudonym, newest message first.
    pub mail_requests: Vec<MailRequestSummary>,
    /// Of these clients, or with such a title; those that are ahead, the next first.
    pub bookings: Vec<Booking>,
}
