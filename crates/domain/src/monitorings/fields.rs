use crate::{
    counselling_fields::Labels,
    ids::{ChoiceId, MonitoringFieldId},
    master_data_fields::MAX_CHOICES,
    text::OfficialCategory,
    version::Version,
};
use serde::{Deserialize, Serialize};

/// What kind of answer an own monitoring field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MonitoringFieldKind {
    /// One line; it is not counted.
    #[cfg_attr(feature = "db", sea_orm(string_value = "text"))]
    Text,
    /// A whole number, 0 or more.
    #[cfg_attr(feature = "db", sea_orm(string_value = "number"))]
    Number,
    /// Yes or no.
    #[cfg_attr(feature = "db", sea_orm(string_value = "yes_no"))]
    YesNo,
    /// One of the field's options.
    #[cfg_attr(feature = "db", sea_orm(string_value = "one_of"))]
    OneOf,
    /// Any of the field's options.
    #[cfg_attr(feature = "db", sea_orm(string_value = "several_of"))]
    SeveralOf,
}

impl MonitoringFieldKind {
    /// Whether the field offers options.
    pub fn has_options(self) -> bool {
        matches!(self, Self::OneOf | Self::SeveralOf)
    }
}

/// One answer that a field offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonitoringOption {
    /// Which.
    pub id: ChoiceId,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can still be chosen. Where it was chosen it stays.
    pub active: bool,
    /// Which category of an official statistic it feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialCategory>,
}

/// Something that a facility writes down about each piece of counselling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonitoringField {
    /// Which.
    pub id: MonitoringFieldId,
    /// What it is called.
    pub labels: Labels,
    /// What kind of answer it takes; never changes.
    pub kind: MonitoringFieldKind,
    /// What there is to choose from, in order; empty for other kinds.
    pub options: Vec<MonitoringOption>,
    /// Which figure of an official statistic it feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialCategory>,
    /// As which field of which ready-made set it began (`general.age_group`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Whether every monitoring has to answer it.
    pub mandatory: bool,
    /// Whether it can still be filled in. What is filled in stays, and is shown.
    pub active: bool,
    /// Its place among all, from 0.
    pub position: i32,
    /// To be named by the next change.
    pub version: Version,
}

/// An option as it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionSave {
    /// Which, if it is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ChoiceId>,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can be chosen.
    #[serde(default = "yes")]
    pub active: bool,
    /// Which category of an official statistic it feeds; what it fed before if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialCategory>,
}

fn yes() -> bool {
    true
}

/// A new field; it is put last.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "labels": { "de": "Mit Dolmetscher:in", "en": "With an interpreter" }, "kind": "yes_no"
})))]
#[serde(deny_unknown_fields)]
pub struct MonitoringFieldCreate {
    /// What it is called.
    pub labels: Labels,
    /// What kind of answer it takes.
    pub kind: MonitoringFieldKind,
    /// What there is to choose from: at least one where the kind has options, none otherwise.
    #[serde(default)]
    pub options: Vec<OptionSave>,
    /// Which figure of an official statistic it feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialCategory>,
    /// Whether every monitoring has to answer it.
    #[serde(default)]
    pub mandatory: bool,
}

/// A change of a field; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "mandatory": true })))]
#[serde(deny_unknown_fields)]
pub struct MonitoringFieldUpdate {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// What there is to choose from, in order. An option that is left out is deactivated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<OptionSave>>,
    /// Which figure of an official statistic it feeds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialCategory>,
    /// Whether every monitoring has to answer it.
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

/// The options that are wrong for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    /// A field that has options offers at least one.
    #[error("no option")]
    None,
    /// Only such a field offers any, and no more than [`MAX_CHOICES`].
    #[error("too many options")]
    TooMany,
    /// An id that the field does not have, or has been named twice.
    #[error("unknown option")]
    Unknown,
}

/// What a field offers after these are saved: them, in their order, then those that are left out,
/// deactivated. `ids` gives new ones.
pub fn saved_options(
    kind: MonitoringFieldKind,
    present: &[MonitoringOption],
    saved: Vec<OptionSave>,
    mut ids: impl FnMut() -> ChoiceId,
) -> Result<Vec<MonitoringOption>, OptionsError> {
    if !kind.has_options() {
        return if saved.is_empty() {
            Ok(Vec::new())
        } else {
            Err(OptionsError::TooMany)
        };
    }
    if !saved.iter().any(|option| option.active) {
        return Err(OptionsError::None);
    }
    let mut options: Vec<MonitoringOption> = Vec::new();
    for option in saved {
        let before = present.iter().find(|one| Some(one.id) == option.id);
        let twice = options.iter().any(|one| Some(one.id) == option.id);
        if option.id.is_some() && (before.is_none() || twice) {
            return Err(OptionsError::Unknown);
        }
        let fed = before.and_then(|one| one.official.clone());
        options.push(MonitoringOption {
            id: option.id.unwrap_or_else(&mut ids),
            labels: option.labels,
            active: option.active,
            official: option.official.or(fed),
        });
    }
    for option in present {
        if !options.iter().any(|one| one.id == option.id) {
            options.push(MonitoringOption {
                active: false,
                ..option.clone()
            });
        }
    }
    if options.len() > MAX_CHOICES {
        return Err(OptionsError::TooMany);
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;
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

    fn save(id: Option<ChoiceId>, text: &str, active: bool) -> OptionSave {
        OptionSave {
            id,
            labels: labels(text),
            active,
            official: None,
        }
    }

    fn saved(
        kind: MonitoringFieldKind,
        options: Vec<OptionSave>,
    ) -> Result<Vec<MonitoringOption>, OptionsError> {
        let present = [1, 2].map(|n| MonitoringOption {
            id: id(n),
            labels: labels(&n.to_string()),
            active: true,
            official: Some(format!("amtlich {n}").as_str().try_into().unwrap()),
        });
        saved_options(kind, &present, options, || id(11))
    }

    #[test]
    fn options_are_renamed_ordered_added_and_never_lost() {
        for kind in [MonitoringFieldKind::OneOf, MonitoringFieldKind::SeveralOf] {
            let changed = saved(
                kind,
                vec![save(Some(id(2)), "zwei", true), save(None, "drei", true)],
            );
            let plain: Vec<_> = changed
                .unwrap()
                .into_iter()
                .map(|one| {
                    let official = one.official.map(String::from);
                    let text = one.labels.de.as_str().to_owned();
                    (one.id.0.as_u128(), text, one.active, official)
                })
                .collect();
            let fed = |n| Some(format!("amtlich {n}"));
            let expected = [
                (2, "zwei".to_owned(), true, fed(2)),
                (11, "drei".to_owned(), true, None),
                (1, "1".to_owned(), false, fed(1)),
            ];
            assert_eq!(plain, expected);
            for (options, error) in [
                (vec![], OptionsError::None),
                (vec![save(Some(id(1)), "1", false)], OptionsError::None),
                (vec![save(Some(id(7)), "7", true)], OptionsError::Unknown),
                (
                    vec![save(Some(id(1)), "1", true), save(Some(id(1)), "1", true)],
                    OptionsError::Unknown,
                ),
                (
                    (0..=MAX_CHOICES).map(|_| save(None, "x", true)).collect(),
                    OptionsError::TooMany,
                ),
            ] {
                assert_eq!(saved(kind, options), Err(error));
            }
        }
    }

    #[test]
    fn only_fields_to_choose_from_offer_options() {
        for kind in [
            MonitoringFieldKind::Text,
            MonitoringFieldKind::Number,
            MonitoringFieldKind::YesNo,
        ] {
            assert_eq!(saved(kind, vec![]), Ok(vec![]));
            let one = vec![save(None, "x", true)];
            assert_eq!(saved(kind, one), Err(OptionsError::TooMany));
        }
    }
}
