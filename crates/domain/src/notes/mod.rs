//! What staff write down about a client, for each other (chapter 20). Clients never see it.

use crate::{
    counselors::CounselorRef,
    ids::{ClientId, NoteId},
    page::Limit,
    text::NoteText,
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A note on a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Which.
    pub id: NoteId,
    /// On whom.
    pub client_id: ClientId,
    /// What was written.
    pub text: String,
    /// Who wrote it, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<CounselorRef>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// When it was changed last, if it ever was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// A new note, or what an old one is changed to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "text": "Möchte nur abends angerufen werden." })))]
#[serde(deny_unknown_fields)]
pub struct NoteWrite {
    /// What is to be remembered.
    pub text: NoteText,
}

/// Which page of a client's notes to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NoteQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}
