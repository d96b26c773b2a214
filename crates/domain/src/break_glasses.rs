//! Break-glass (chapter 30): under confidential administration, an admin reads what is not theirs
//! only after stating a reason that a second admin agrees to, and for a limited time.

use crate::{
    counselors::CounselorRef,
    ids::{BreakGlassId, MailRequestId},
    page::Limit,
    text::BreakGlassReason,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long the request can be read once it was agreed to.
pub const OPEN_FOR: TimeDelta = TimeDelta::hours(4);
/// How long one may take to agree.
pub const ASKED_FOR: TimeDelta = TimeDelta::hours(24);

/// Where a break-glass stands, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BreakGlassStatus {
    /// Nobody has decided yet.
    #[cfg_attr(feature = "db", sea_orm(string_value = "requested"))]
    Requested,
    /// A second admin agreed.
    #[cfg_attr(feature = "db", sea_orm(string_value = "confirmed"))]
    Confirmed,
    /// A second admin did not.
    #[cfg_attr(feature = "db", sea_orm(string_value = "refused"))]
    Refused,
}

/// A permission to read what is not one's own, asked for or given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BreakGlass {
    /// Which.
    pub id: BreakGlassId,
    /// What is to be read.
    pub mail_request_id: MailRequestId,
    /// The number people name it by.
    pub mail_request_number: String,
    /// Who asks.
    pub requested_by: CounselorRef,
    /// Why.
    pub reason: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// What was decided.
    pub status: BreakGlassStatus,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<CounselorRef>,
    /// Until when it can be decided, or the request can be read.
    pub expires_at: DateTime<Utc>,
}

impl BreakGlass {
    /// Whether it can still be decided.
    pub fn is_pending(&self, now: DateTime<Utc>) -> bool {
        self.status == BreakGlassStatus::Requested && now < self.expires_at
    }

    /// Whether the request can be read with it.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.status == BreakGlassStatus::Confirmed && now < self.expires_at
    }
}

/// Asking for one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "reason": "Die Kollegin ist erkrankt, und es geht um eine akute Krise."
})))]
#[serde(deny_unknown_fields)]
pub struct BreakGlassRequest {
    /// Why; whoever owns the request reads it too.
    pub reason: BreakGlassReason,
}

/// Which page of them to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct BreakGlassQuery {
    /// Only those on this mail request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}
