//! What staff say to each other about a mail request (chapter 30). Clients never see it.

use crate::{
    counselors::CounselorRef,
    ids::{CounselorId, InternalCommentId},
    text::InternalCommentText,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// So many comments a request can have.
pub const MAX_INTERNAL_COMMENTS: u64 = 500;

/// A comment on a mail request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InternalComment {
    /// Which.
    pub id: InternalCommentId,
    /// Who wrote it.
    pub author: CounselorRef,
    /// The colleague who is asked, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<CounselorRef>,
    /// What was written.
    pub text: String,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// A new comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "text": "Kennst du die Schule? Ich würde gern nachfragen."
})))]
#[serde(deny_unknown_fields)]
pub struct InternalCommentCreate {
    /// What is said.
    pub text: InternalCommentText,
    /// The colleague who is asked, and told of it, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee_id: Option<CounselorId>,
}

/// The comments on a mail request, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InternalComments {
    /// All of them.
    pub items: Vec<InternalComment>,
}
