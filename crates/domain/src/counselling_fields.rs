//! What a facility offers counselling on: topics or places (chapters 20 and 70). A client can
//! carry some of them.

use crate::{
    ids::CounsellingFieldId, language::Language, page::Limit, text::FieldLabel, version::Version,
};
use serde::{Deserialize, Serialize};

/// The most fields that a facility can have, deactivated ones included.
pub const MAX_FIELDS: usize = 200;

/// What something is called, in each language of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// In German.
    pub de: FieldLabel,
    /// In English.
    pub en: FieldLabel,
}

impl Labels {
    /// In this language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::De => self.de.as_str(),
            Language::En => self.en.as_str(),
        }
    }
}

/// A counselling field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounsellingField {
    /// Which.
    pub id: CounsellingFieldId,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can still be chosen. Who carries it already keeps it.
    pub active: bool,
    /// Its place among all, from 0.
    pub position: i32,
    /// To be named by the next change.
    pub version: Version,
}

/// A new field; it is put last.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "labels": { "de": "Sucht", "en": "Addiction" } })))]
#[serde(deny_unknown_fields)]
pub struct CounsellingFieldCreate {
    /// What it is called.
    pub labels: Labels,
}

/// A change of a field; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "position": 0 })))]
#[serde(deny_unknown_fields)]
pub struct CounsellingFieldUpdate {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// Whether it can be chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Its place among all, from 0; the others move.
    #[cfg_attr(feature = "openapi", schema(maximum = 200))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u8>,
}

/// Which page of fields to list, in the facility's order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct FieldQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// The fields of a new facility, in German and English.
pub const DEFAULTS: [(&str, &str); 12] = [
    ("Trennung und Scheidung", "Separation and divorce"),
    ("Erziehung", "Parenting"),
    ("Familie", "Family"),
    ("Schule und Ausbildung", "School and training"),
    ("Mobbing", "Bullying"),
    ("Partnerschaft", "Relationships"),
    ("Schwangerschaft", "Pregnancy"),
    ("Sucht", "Addiction"),
    ("Trauer", "Grief"),
    ("Gewalt", "Violence"),
    ("Seelische Belastung", "Emotional strain"),
    ("Pflege von Angehörigen", "Caring for relatives"),
];

/// Moves what is at `from` to `to`, or last where there is no such place; the others close up.
pub fn move_to<T>(items: &mut Vec<T>, from: usize, to: usize) {
    if from < items.len() {
        let item = items.remove(from);
        items.insert(to.min(items.len()), item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_moved_takes_its_place_and_the_others_close_up() {
        for (from, to, expected) in [
            (0, 0, "abcd"),
            (0, 2, "bcad"),
            (3, 0, "dabc"),
            (1, 200, "acdb"),
            (9, 0, "abcd"),
        ] {
            let mut items: Vec<_> = "abcd".chars().collect();
            move_to(&mut items, from, to);
            assert_eq!(items.iter().collect::<String>(), expected, "{from} to {to}");
        }
    }

    #[test]
    fn the_fields_of_a_new_facility_are_valid_and_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for (de, en) in DEFAULTS {
            assert!(FieldLabel::try_from(de).is_ok() && FieldLabel::try_from(en).is_ok());
            assert!(seen.insert(de) && seen.insert(en), "{de} {en}");
        }
    }
}
