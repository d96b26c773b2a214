//! Files that a facility keeps on a client (chapter 20).

mod kind;
mod name;

pub use kind::DocumentKind;
pub use name::DocumentName;

use crate::{
    counselors::CounselorRef,
    ids::{ClientId, DocumentId},
    page::Limit,
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most bytes that a document may have: 25 MB.
pub const MAX_DOCUMENT_BYTES: u64 = 25 * 1024 * 1024;

/// A file on a client. Clients see those that are there for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// Which.
    pub id: DocumentId,
    /// Whose file it lies in.
    pub client_id: ClientId,
    /// Its name, safe to be saved under, with the ending that fits what is in it.
    #[cfg_attr(feature = "openapi", schema(example = "Brief der Schule.pdf"))]
    pub name: String,
    /// What is in it.
    pub kind: DocumentKind,
    /// How large it is.
    pub bytes: i64,
    /// Whether the client may see it.
    pub visible_to_client: bool,
    /// Whether the virus scanner has found something in it, so that nobody can download it.
    pub quarantined: bool,
    /// Who has uploaded it, as long as they are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uploaded_by: Option<CounselorRef>,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// To be named by the next change.
    pub version: Version,
}

/// The header that names a new document: UTF-8, percent-encoded. Not part of the address, which
/// proxies write into their logs.
pub const NAME_HEADER: &str = "Document-Name";

/// A change of a document; what is left out stays.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "visible_to_client": true })))]
#[serde(deny_unknown_fields)]
pub struct DocumentUpdate {
    /// Whether the client may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_to_client: Option<bool>,
}

/// Which page of a client's documents to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DocumentQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}
