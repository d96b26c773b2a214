//! What a facility wants to know of its clients: gender, year of birth … (chapters 20 and 70).
//! Each facility has its own fields; a client's answers are their master data.

mod values;

pub use values::{
    MasterData, MasterDataChanges, MasterDataRefusal, MasterDataValue, change, complete,
};

use crate::{
    counselling_fields::Labels,
    ids::{ChoiceId, MasterDataFieldId},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// The most choices that a field can offer, deactivated ones included.
pub const MAX_CHOICES: usize = 100;

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MasterDataKind {
    /// One of the field's choices.
    #[cfg_attr(feature = "db", sea_orm(string_value = "choice"))]
    Choice,
    /// A whole number, 0 or more.
    #[cfg_attr(feature = "db", sea_orm(string_value = "number"))]
    Number,
    /// A year.
    #[cfg_attr(feature = "db", sea_orm(string_value = "year"))]
    Year,
    /// One line.
    #[cfg_attr(feature = "db", sea_orm(string_value = "text"))]
    Text,
    /// Yes or no.
    #[cfg_attr(feature = "db", sea_orm(string_value = "yes_no"))]
    YesNo,
    /// A day.
    #[cfg_attr(feature = "db", sea_orm(string_value = "date"))]
    Date,
}

/// One answer that a field of kind `choice` offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MasterDataChoice {
    /// Which.
    pub id: ChoiceId,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can still be chosen. Who chose it keeps it.
    pub active: bool,
}

/// A master-data field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MasterDataField {
    /// Which.
    pub id: MasterDataFieldId,
    /// What it is called.
    pub labels: Labels,
    /// What kind of answer it takes; never changes.
    pub kind: MasterDataKind,
    /// What there is to choose from, in order; empty for other kinds.
    pub choices: Vec<MasterDataChoice>,
    /// Whether staff have to fill it in when they make a client.
    pub mandatory: bool,
    /// Whether it can still be filled in. What is filled in stays, and is shown.
    pub active: bool,
    /// Its place among all, from 0.
    pub position: i32,
    /// To be named by the next change.
    pub version: Version,
}

/// A choice as it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceSave {
    /// Which, if it is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ChoiceId>,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can be chosen.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// A new field; it is put last.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "labels": { "de": "Wohnort", "en": "Place of residence" }, "kind": "text"
})))]
#[serde(deny_unknown_fields)]
pub struct MasterDataFieldCreate {
    /// What it is called.
    pub labels: Labels,
    /// What kind of answer it takes.
    pub kind: MasterDataKind,
    /// What there is to choose from: at least one for kind `choice`, none for others.
    #[serde(default)]
    pub choices: Vec<ChoiceSave>,
    /// Whether staff have to fill it in when they make a client.
    #[serde(default)]
    pub mandatory: bool,
}

/// A change of a field; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "mandatory": true })))]
#[serde(deny_unknown_fields)]
pub struct MasterDataFieldUpdate {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// What there is to choose from, in order. A choice that is left out is deactivated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<ChoiceSave>>,
    /// Whether staff have to fill it in when they make a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandatory: Option<bool>,
    /// Whether it can be filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Its place among all, from 0; the others move.
    #[cfg_attr(feature = "openapi", schema(maximum = 200))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u8>,
}

/// The choices that are wrong for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChoicesError {
    /// A field of kind `choice` offers at least one.
    #[error("no choice")]
    None,
    /// Only a field of kind `choice` offers any, and no more than [`MAX_CHOICES`].
    #[error("too many choices")]
    TooMany,
    /// An id that the field does not have, or has been named twice.
    #[error("unknown choice")]
    Unknown,
}

/// What a field offers after these are saved: them, in their order, then those that are left out,
/// deactivated. `ids` gives new ones.
pub fn saved_choices(
    kind: MasterDataKind,
    present: &[MasterDataChoice],
    saved: Vec<ChoiceSave>,
    mut ids: impl FnMut() -> ChoiceId,
) -> Result<Vec<MasterDataChoice>, ChoicesError> {
    if kind != MasterDataKind::Choice {
        return if saved.is_empty() {
            Ok(Vec::new())
        } else {
            Err(ChoicesError::TooMany)
        };
    }
    if !saved.iter().any(|choice| choice.active) {
        return Err(ChoicesError::None);
    }
    let mut choices: Vec<MasterDataChoice> = Vec::new();
    for choice in saved {
        if let Some(id) = choice.id {
            let known = present.iter().any(|one| one.id == id);
            if !known || choices.iter().any(|one| one.id == id) {
                return Err(ChoicesError::Unknown);
            }
        }
        choices.push(MasterDataChoice {
            id: choice.id.unwrap_or_else(&mut ids),
            labels: choice.labels,
            active: choice.active,
        });
    }
    for choice in present {
        if !choices.iter().any(|one| one.id == choice.id) {
            choices.push(MasterDataChoice {
                active: false,
                ..choice.clone()
            });
        }
    }
    if choices.len() > MAX_CHOICES {
        return Err(ChoicesError::TooMany);
    }
    Ok(choices)
}

/// A field of a new facility, with its choices, in German and English.
#[derive(Clone, Copy, Debug)]
pub struct DefaultField {
    /// What it is called.
    pub labels: (&'static str, &'static str),
    /// What kind of answer it takes.
    pub kind: MasterDataKind,
    /// What there is to choose from.
    pub choices: &'static [(&'static str, &'static str)],
}

/// The fields of a new facility.
pub const DEFAULTS: [DefaultField; 5] = [
    DefaultField {
        labels: ("Geschlecht", "Gender"),
        kind: MasterDataKind::Choice,
        choices: &[
            ("weiblich", "female"),
            ("männlich", "male"),
            ("divers", "non-binary"),
        ],
    },
    DefaultField {
        labels: ("Geburtsjahr", "Year of birth"),
        kind: MasterDataKind::Year,
        choices: &[],
    },
    DefaultField {
        labels: ("Wohnort", "Place of residence"),
        kind: MasterDataKind::Text,
        choices: &[],
    },
    DefaultField {
        labels: ("Aufmerksam geworden durch", "Heard of us through"),
        kind: MasterDataKind::Choice,
        choices: &[
            ("Suche im Internet", "searching the web"),
            ("Empfehlung", "recommendation"),
            ("Schule oder Arbeitsplatz", "school or work"),
            ("Ärztliche Praxis", "doctor’s practice"),
            ("Sonstiges", "something else"),
        ],
    },
    DefaultField {
        labels: ("Kinder im Haushalt", "Children in the household"),
        kind: MasterDataKind::Number,
        choices: &[],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::FieldLabel;
    use uuid::Uuid;

    fn labels(text: &str) -> Labels {
        Labels {
            de: text.try_into().unwrap(),
            en: text.try_into().unwrap(),
        }
    }

    fn id(n: u128) -> ChoiceId {
        ChoiceId(Uuid::from_u128(n))
    }

    fn save(id: Option<ChoiceId>, text: &str, active: bool) -> ChoiceSave {
        ChoiceSave {
            id,
            labels: labels(text),
            active,
        }
    }

    fn saved(
        kind: MasterDataKind,
        choices: Vec<ChoiceSave>,
    ) -> Result<Vec<(u128, String, bool)>, ChoicesError> {
        let present = [1, 2].map(|n| MasterDataChoice {
            id: id(n),
            labels: labels(&n.to_string()),
            active: true,
        });
        let mut next = 10;
        let saved = saved_choices(kind, &present, choices, || {
            next += 1;
            id(next)
        })?;
        let plain = saved.into_iter().map(|one| {
            let text = one.labels.de.as_str().to_owned();
            (one.id.0.as_u128(), text, one.active)
        });
        Ok(plain.collect())
    }

    #[test]
    fn choices_are_renamed_ordered_added_and_never_lost() {
        let kind = MasterDataKind::Choice;
        let changed = saved(
            kind,
            vec![save(Some(id(2)), "zwei", true), save(None, "drei", true)],
        );
        let expected = [(2, "zwei", true), (11, "drei", true), (1, "1", false)];
        let expected = expected.map(|(id, text, active)| (id, text.to_owned(), active));
        assert_eq!(changed, Ok(expected.into()));
        for (choices, error) in [
            (vec![], ChoicesError::None),
            (vec![save(Some(id(1)), "1", false)], ChoicesError::None),
            (vec![save(Some(id(7)), "7", true)], ChoicesError::Unknown),
            (
                vec![save(Some(id(1)), "1", true), save(Some(id(1)), "1", true)],
                ChoicesError::Unknown,
            ),
            (
                (0..=MAX_CHOICES).map(|_| save(None, "x", true)).collect(),
                ChoicesError::TooMany,
            ),
        ] {
            assert_eq!(saved(kind, choices), Err(error));
        }
    }

    #[test]
    fn only_a_choice_offers_choices() {
        for kind in [
            MasterDataKind::Number,
            MasterDataKind::Year,
            MasterDataKind::Text,
            MasterDataKind::YesNo,
            MasterDataKind::Date,
        ] {
            assert_eq!(saved(kind, vec![]), Ok(vec![]));
            let one = vec![save(None, "x", true)];
            assert_eq!(saved(kind, one), Err(ChoicesError::TooMany));
        }
    }

    #[test]
    fn the_fields_of_a_new_facility_are_valid() {
        for field in DEFAULTS {
            let texts = field.choices.iter().chain([&field.labels]);
            for text in texts.flat_map(|(de, en)| [de, en]) {
                assert!(FieldLabel::try_from(*text).is_ok(), "{text}");
            }
            let is_choice = field.kind == MasterDataKind::Choice;
            assert_eq!(is_choice, !field.choices.is_empty());
        }
    }
}
