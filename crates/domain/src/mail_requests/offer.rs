//! What the portal offers to whoever wants to write, and what decides about it.

use super::assignment::{Availability, Bond, fits};
use crate::{
    clients::Edit,
    counselling_fields::Labels,
    counselors::{CounselorRef, PortalCounselor},
    ids::{CounsellingFieldId, CounselorId},
    master_data_fields::MasterDataField,
    version::Version,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A counselling field as others name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounsellingFieldRef {
    /// Which.
    pub id: CounsellingFieldId,
    /// What it is called.
    pub labels: Labels,
}

/// A counselor whom a client can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedCounselor {
    /// As the portal shows them.
    #[serde(flatten)]
    pub counselor: PortalCounselor,
    /// What they counsel on; nothing named is everything.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// How well they and the client know each other.
    pub bond: Bond,
}

impl OfferedCounselor {
    /// Whether they are offered for what was chosen.
    pub fn is_offered_for(&self, field: Option<CounsellingFieldId>) -> bool {
        self.bond > Bond::Stranger || fits(&self.counselling_field_ids, field)
    }
}

/// What there is to choose from when somebody writes a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailOffer {
    /// What it can be about.
    pub counselling_fields: Vec<CounsellingFieldRef>,
    /// Who can be chosen at this moment: those who know the client first.
    pub counselors: Vec<OfferedCounselor>,
    /// What one can state about oneself.
    pub master_data_fields: Vec<MasterDataField>,
}

/// What a counselor has set for mail counselling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailAvailability {
    /// Whether they take on new requests.
    pub availability: Availability,
    /// What they counsel on; nothing named is everything.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Requests of theirs that are not completed.
    pub uncompleted: u64,
    /// To be named by the next change: the version of the counselor.
    pub version: Version,
}

/// A change of it; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "availability": { "kind": "by_capacity", "capacity": 12 }
})))]
#[serde(deny_unknown_fields)]
pub struct MailAvailabilityUpdate {
    /// Whether they take on new requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// What they counsel on; nothing named is everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_ids: Option<BTreeSet<CounsellingFieldId>>,
}

/// What a facility has set about who gets a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AssignmentSettings {
    /// Who gets what nobody else can take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback_counselor: Option<CounselorRef>,
    /// Whether a client's first request makes its counselor their primary counselor.
    pub automatic_primary_counselor: bool,
    /// Whether clients are asked before somebody else goes on with them.
    pub consent_before_hand_over: bool,
    /// To be named by the next change.
    pub version: Version,
}

/// A change of it; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "automatic_primary_counselor": true })))]
#[serde(deny_unknown_fields)]
pub struct AssignmentSettingsUpdate {
    /// Who gets what nobody else can take; `null` is nobody.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CounselorId>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub fallback_counselor_id: Edit<CounselorId>,
    /// Whether a client's first request makes its counselor their primary counselor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic_primary_counselor: Option<bool>,
    /// Whether clients are asked before somebody else goes on with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_before_hand_over: Option<bool>,
}
