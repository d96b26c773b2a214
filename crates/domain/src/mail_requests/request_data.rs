//! What a client states about themselves with a request, and taking it into their profile.

use crate::{
    ids::MasterDataFieldId,
    master_data_fields::{MasterData, MasterDataChanges, MasterDataField, MasterDataValue},
    version::Version,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How what was stated stands to the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// The profile says the same.
    Same,
    /// The profile says nothing.
    New,
    /// The profile says something else.
    Other,
    /// The field does not take this any more.
    Outdated,
    /// What the profile says is not for whoever asks.
    Hidden,
}

impl Difference {
    /// Whether it can be taken into the profile.
    pub fn can_be_taken(self) -> bool {
        matches!(self, Self::New | Self::Other)
    }
}

/// One answer of a client, beside what their profile says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatedAnswer {
    /// To which field.
    pub field: MasterDataField,
    /// What they answered.
    pub stated: MasterDataValue,
    /// What the profile says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<MasterDataValue>,
    /// How the two stand to each other.
    pub difference: Difference,
}

/// What a client stated about themselves with a request, in the facility's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestData {
    /// Their answers.
    pub answers: Vec<StatedAnswer>,
    /// The client's version, to be named when something is taken into the profile.
    pub version: Version,
}

/// What becomes of what the profile says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Taking {
    /// It stays.
    Keep,
    /// What the client stated takes its place.
    Overwrite,
}

/// Which answers are taken into the profile; a field that is not named keeps what it says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "fields": { "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10": "overwrite" }
})))]
#[serde(deny_unknown_fields)]
pub struct ProfileTaking {
    /// By field.
    pub fields: BTreeMap<MasterDataFieldId, Taking>,
}

/// What was stated beside what the profile says, in the order of the fields; without a profile for
/// those who may not see it.
pub fn compare(
    fields: &[MasterDataField],
    stated: &MasterData,
    profile: Option<&MasterData>,
) -> Vec<StatedAnswer> {
    let answer = |field: &MasterDataField| {
        let stated = stated.get(&field.id)?.clone();
        let present = profile.and_then(|profile| profile.get(&field.id).cloned());
        let takes = field.active && field.accept(&stated).as_ref() == Ok(&stated);
        let difference = match &present {
            _ if profile.is_none() => Difference::Hidden,
            Some(present) if *present == stated => Difference::Same,
            _ if !takes => Difference::Outdated,
            Some(_) => Difference::Other,
            None => Difference::New,
        };
        Some(StatedAnswer {
            field: field.clone(),
            stated,
            present,
            difference,
        })
    };
    fields.iter().filter_map(answer).collect()
}

/// The changes of the profile that the choice comes to.
pub fn taken(answers: &[StatedAnswer], taking: &ProfileTaking) -> MasterDataChanges {
    answers
        .iter()
        .filter(|answer| answer.difference.can_be_taken())
        .filter(|answer| taking.fields.get(&answer.field.id) == Some(&Taking::Overwrite))
        .map(|answer| (answer.field.id, Some(answer.stated.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counselling_fields::Labels,
        master_data_fields::{MasterDataKind, change},
    };
    use MasterDataValue::{Number, Text};
    use uuid::Uuid;

    fn id(n: u128) -> MasterDataFieldId {
        MasterDataFieldId(Uuid::from_u128(n))
    }

    fn field(n: u128, kind: MasterDataKind, active: bool) -> MasterDataField {
        MasterDataField {
            id: id(n),
            labels: Labels {
                de: "Feld".try_into().unwrap(),
                en: "Field".try_into().unwrap(),
            },
            kind,
            choices: Vec::new(),
            mandatory: false,
            active,
            position: 0,
            version: Version::FIRST,
        }
    }

    fn text(value: &str) -> MasterDataValue {
        Text(value.to_owned())
    }

    #[test]
    fn every_difference_is_named_and_only_what_is_chosen_and_can_be_taken_is() {
        use Difference::{New, Other, Outdated, Same};
        use MasterDataKind::{Text as Line, Year};
        let fields = [
            field(1, Line, true),
            field(2, Line, true),
            field(3, Line, true),
            field(4, Line, false),
            field(5, Year, true),
            field(6, Line, false),
            field(7, Line, true),
        ];
        let stated = MasterData::from([
            (id(1), text("Gießen")),
            (id(2), text("Gießen")),
            (id(3), text("Gießen")),
            (id(4), text("Gießen")),
            (id(5), Number(1899)),
            (id(6), text("Gießen")),
            (id(9), text("a field that is gone")),
        ]);
        let profile = MasterData::from([
            (id(2), text("Gießen")),
            (id(3), text("Marburg")),
            (id(6), text("Gießen")),
            (id(7), text("nothing stated")),
        ]);
        let unseen = compare(&fields, &stated, None);
        assert!(
            unseen
                .iter()
                .all(|one| one.difference == Difference::Hidden)
        );
        let answers = compare(&fields, &stated, Some(&profile));
        let differences: Vec<_> = answers
            .iter()
            .map(|one| (one.field.id, one.difference))
            .collect();
        let expected = [
            (1, New),
            (2, Same),
            (3, Other),
            (4, Outdated),
            (5, Outdated),
            (6, Same),
        ];
        assert_eq!(
            differences,
            expected.map(|(n, difference)| (id(n), difference))
        );

        let all = ProfileTaking {
            fields: (1..=9).map(|n| (id(n), Taking::Overwrite)).collect(),
        };
        let changes = taken(&answers, &all);
        assert!(taken(&unseen, &all).is_empty());
        assert_eq!(changes.keys().copied().collect::<Vec<_>>(), [id(1), id(3)]);
        // Whatever comes out of here is taken by the profile.
        let after = change(&fields, &profile, &changes).unwrap();
        assert_eq!(after[&id(3)], text("Gießen"));
        assert_eq!(after[&id(7)], text("nothing stated"));

        let some = ProfileTaking {
            fields: BTreeMap::from([(id(1), Taking::Keep), (id(3), Taking::Overwrite)]),
        };
        assert_eq!(
            taken(&answers, &some).keys().copied().collect::<Vec<_>>(),
            [id(3)]
        );
        assert!(taken(&answers, &ProfileTaking::default()).is_empty());
    }
}
