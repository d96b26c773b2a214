use crate::{
    ids::MasterDataFieldId,
    problem::{FieldCode, FieldError},
    statistics::SmallestCount,
    version::Version,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A part of a monitoring that a facility can ask for, besides its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// By which means.
    Channel,
    /// Whom.
    Client,
    /// On which topics or places: one at least.
    CounsellingFields,
    /// What else there is to say.
    Remark,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Channel,
        Self::Client,
        Self::CounsellingFields,
        Self::Remark,
    ];

    /// Where it stands in a monitoring that is written.
    pub fn pointer(self) -> &'static str {
        match self {
            Self::Channel => "/channel",
            Self::Client => "/client_id",
            Self::CounsellingFields => "/counselling_field_ids",
            Self::Remark => "/remark",
        }
    }
}

/// The rules of a facility's monitorings: what none may leave out, besides date, duration and
/// subject, which are always asked for, and which counts of them stay in the facility. Whether an
/// own field is mandatory stands in the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "parts": ["channel"], "master_data_field_ids": [] })))]
#[serde(deny_unknown_fields)]
pub struct MonitoringRules {
    /// Parts of the monitoring itself.
    pub parts: BTreeSet<Part>,
    /// Master-data fields. A deactivated one is not asked for.
    pub master_data_field_ids: BTreeSet<MasterDataFieldId>,
    /// The smallest count of a report or an export of figures; without it, they show all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_count: Option<SmallestCount>,
}

impl MonitoringRules {
    /// Refuses a monitoring that says nothing where it has to; `says` answers for each part.
    pub fn check(&self, says: impl Fn(Part) -> bool) -> Result<(), (Part, FieldError)> {
        match self.parts.iter().find(|part| !says(**part)) {
            Some(part) => Err((*part, FieldError::new(FieldCode::Required))),
            None => Ok(()),
        }
    }
}

/// The same as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonitoringSettings {
    /// What is set.
    pub rules: MonitoringRules,
    /// To be named by the next change.
    pub version: Version,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_of_parts_is_kept_to() {
        // All sets of parts that are asked for, against all sets that are there.
        let sets = || {
            (0..16_u8).map(|bits| {
                let parts = Part::ALL.into_iter().enumerate();
                let parts = parts.filter(move |(place, _)| bits & (1 << place) != 0);
                parts.map(|(_, part)| part).collect::<BTreeSet<_>>()
            })
        };
        for asked in sets() {
            let mandatory = MonitoringRules {
                parts: asked.clone(),
                ..MonitoringRules::default()
            };
            for there in sets() {
                let checked = mandatory.check(|part| there.contains(&part));
                assert_eq!(checked.is_ok(), asked.is_subset(&there));
                if let Err((part, error)) = checked {
                    assert!(asked.contains(&part) && !there.contains(&part));
                    assert_eq!(error.code, FieldCode::Required);
                }
            }
        }
    }
}
