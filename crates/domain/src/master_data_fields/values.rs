use super::{MasterDataField, MasterDataKind};
use crate::{
    ids::MasterDataFieldId,
    problem::{FieldCode, FieldError},
    text::MasterDataText,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

const MAX_NUMBER: i32 = 1_000_000;
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// One answer. A choice is the id of what was chosen, a day is written `2026-07-14`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum MasterDataValue {
    /// Yes or no.
    YesNo(bool),
    /// A number or a year.
    Number(i32),
    /// A text, a day, or the id of a choice.
    Text(String),
}

/// Hides what it says, so that it never reaches a log.
impl fmt::Debug for MasterDataValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterDataValue(…)")
    }
}

/// A client's answers, by field.
pub type MasterData = BTreeMap<MasterDataFieldId, MasterDataValue>;

/// Changes of them; `null` takes an answer away, what is not named stays.
pub type MasterDataChanges = BTreeMap<MasterDataFieldId, Option<MasterDataValue>>;

/// Which answer is refused, and why.
pub type MasterDataRefusal = (MasterDataFieldId, FieldError);

impl MasterDataField {
    /// The answer as it is kept, if the field takes it.
    pub fn accept(&self, value: &MasterDataValue) -> Result<MasterDataValue, FieldError> {
        let refused = |code| Err(FieldError::new(code));
        let bounded = |fits: bool, value: MasterDataValue| {
            if fits {
                Ok(value)
            } else {
                refused(FieldCode::OutOfRange)
            }
        };
        match (self.kind, value) {
            (MasterDataKind::YesNo, MasterDataValue::YesNo(_)) => Ok(value.clone()),
            (MasterDataKind::Number, MasterDataValue::Number(n)) => {
                bounded((0..=MAX_NUMBER).contains(n), value.clone())
            }
            (MasterDataKind::Year, MasterDataValue::Number(n)) => {
                bounded(YEARS.contains(n), value.clone())
            }
            (MasterDataKind::Text, MasterDataValue::Text(text)) => {
                let text = MasterDataText::try_from(text.as_str())?;
                Ok(MasterDataValue::Text(text.into()))
            }
            (MasterDataKind::Date, MasterDataValue::Text(text)) => {
                match text.parse::<NaiveDate>() {
                    // Written the one way, so that the same day is always the same answer.
                    Ok(day) if day.to_string() == *text => Ok(value.clone()),
                    _ => refused(FieldCode::InvalidFormat),
                }
            }
            (MasterDataKind::Choice, MasterDataValue::Text(text)) => {
                let chosen = self.choices.iter().find(|one| one.id.to_string() == *text);
                bounded(chosen.is_some_and(|one| one.active), value.clone())
            }
            _ => refused(FieldCode::WrongType),
        }
    }
}

/// The answers after a change. Unknown fields are refused, deactivated ones take no new answer,
/// and a mandatory one is not emptied. An answer that stays as it is stays good.
pub fn change(
    fields: &[MasterDataField],
    present: &MasterData,
    changes: &MasterDataChanges,
) -> Result<MasterData, MasterDataRefusal> {
    let mut data = present.clone();
    for (id, value) in changes {
        let refused = |code| (*id, FieldError::new(code));
        let field = fields.iter().find(|field| field.id == *id);
        let field = field.ok_or(refused(FieldCode::UnknownField))?;
        match value {
            None if field.mandatory && field.active => return Err(refused(FieldCode::Required)),
            None => {
                data.remove(id);
            }
            Some(value) if data.get(id) == Some(value) => {}
            Some(_) if !field.active => return Err(refused(FieldCode::UnknownField)),
            Some(value) => {
                let value = field.accept(value).map_err(|error| (*id, error))?;
                data.insert(*id, value);
            }
        }
    }
    Ok(data)
}

/// Refuses answers among which a mandatory one is missing.
pub fn complete(fields: &[MasterDataField], data: &MasterData) -> Result<(), MasterDataRefusal> {
    let missing = fields
        .iter()
        .find(|field| field.active && field.mandatory && !data.contains_key(&field.id));
    match missing {
        Some(field) => Err((field.id, FieldError::new(FieldCode::Required))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counselling_fields::Labels, ids::ChoiceId, master_data_fields::MasterDataChoice,
        version::Version,
    };
    use MasterDataValue::{Number, Text, YesNo};
    use uuid::Uuid;

    const ID: MasterDataFieldId = MasterDataFieldId(Uuid::from_u128(1));
    const OTHER: MasterDataFieldId = MasterDataFieldId(Uuid::from_u128(2));

    fn labels() -> Labels {
        Labels {
            de: "Feld".try_into().unwrap(),
            en: "Field".try_into().unwrap(),
        }
    }

    fn field(kind: MasterDataKind) -> MasterDataField {
        let choice = |n, active| MasterDataChoice {
            id: ChoiceId(Uuid::from_u128(n)),
            labels: labels(),
            active,
        };
        MasterDataField {
            id: ID,
            labels: labels(),
            kind,
            choices: vec![choice(7, true), choice(8, false)],
            mandatory: false,
            active: true,
            position: 0,
            version: Version::FIRST,
        }
    }

    fn text(value: &str) -> MasterDataValue {
        Text(value.to_owned())
    }

    #[test]
    fn each_kind_takes_its_own_answers() {
        use FieldCode::{InvalidFormat, OutOfRange, Required, WrongType};
        let chosen = Uuid::from_u128(7).to_string();
        let gone = Uuid::from_u128(8).to_string();
        let unknown = Uuid::from_u128(9).to_string();
        for (kind, value, expected) in [
            (MasterDataKind::YesNo, YesNo(true), None),
            (MasterDataKind::YesNo, Number(1), Some(WrongType)),
            (MasterDataKind::Number, Number(0), None),
            (MasterDataKind::Number, Number(1_000_000), None),
            (MasterDataKind::Number, Number(-1), Some(OutOfRange)),
            (MasterDataKind::Number, Number(1_000_001), Some(OutOfRange)),
            (MasterDataKind::Number, text("3"), Some(WrongType)),
            (MasterDataKind::Year, Number(1984), None),
            (MasterDataKind::Year, Number(1899), Some(OutOfRange)),
            (MasterDataKind::Year, Number(2101), Some(OutOfRange)),
            (MasterDataKind::Text, text("Gießen"), None),
            (MasterDataKind::Text, text(" "), Some(Required)),
            (MasterDataKind::Text, YesNo(false), Some(WrongType)),
            (MasterDataKind::Date, text("2026-02-28"), None),
            (
                MasterDataKind::Date,
                text("2026-02-29"),
                Some(InvalidFormat),
            ),
            (MasterDataKind::Date, text("2026-2-1"), Some(InvalidFormat)),
            (MasterDataKind::Choice, text(&chosen), None),
            (MasterDataKind::Choice, text(&gone), Some(OutOfRange)),
            (MasterDataKind::Choice, text(&unknown), Some(OutOfRange)),
            (MasterDataKind::Choice, Number(7), Some(WrongType)),
        ] {
            let refused = field(kind).accept(&value).err().map(|error| error.code);
            let value = serde_json::to_value(&value).unwrap();
            assert_eq!(refused, expected, "{kind:?} {value}");
        }
        let trimmed = field(MasterDataKind::Text).accept(&text(" Gießen "));
        assert!(trimmed == Ok(text("Gießen")));
    }

    #[test]
    fn a_change_keeps_what_it_does_not_name() {
        let kept = BTreeMap::from([(ID, Number(1984))]);
        let mut year = field(MasterDataKind::Year);
        let code = |fields: &[MasterDataField], changes: &[(MasterDataFieldId, Option<i32>)]| {
            let changes = changes.iter().map(|(id, n)| (*id, n.map(Number)));
            change(fields, &kept, &changes.collect()).map_err(|(id, error)| (id, error.code))
        };
        assert_eq!(code(&[year.clone()], &[]), Ok(kept.clone()));
        assert_eq!(
            code(&[year.clone()], &[(ID, Some(1990))]),
            Ok(BTreeMap::from([(ID, Number(1990))]))
        );
        assert_eq!(code(&[year.clone()], &[(ID, None)]), Ok(BTreeMap::new()));
        assert_eq!(
            code(&[year.clone()], &[(OTHER, Some(1))]),
            Err((OTHER, FieldCode::UnknownField))
        );
        assert_eq!(
            code(&[year.clone()], &[(ID, Some(1))]),
            Err((ID, FieldCode::OutOfRange))
        );
        year.mandatory = true;
        assert_eq!(
            code(&[year.clone()], &[(ID, None)]),
            Err((ID, FieldCode::Required))
        );
        year.active = false;
        assert_eq!(
            code(&[year.clone()], &[(ID, Some(1990))]),
            Err((ID, FieldCode::UnknownField))
        );
        assert_eq!(code(&[year.clone()], &[(ID, Some(1984))]), Ok(kept.clone()));
        assert_eq!(code(&[year], &[(ID, None)]), Ok(BTreeMap::new()));
    }

    #[test]
    fn only_an_active_mandatory_field_has_to_be_there() {
        let mut year = field(MasterDataKind::Year);
        let empty = MasterData::new();
        assert_eq!(complete(&[year.clone()], &empty), Ok(()));
        year.mandatory = true;
        let missing = complete(&[year.clone()], &empty).unwrap_err();
        assert_eq!((missing.0, missing.1.code), (ID, FieldCode::Required));
        let there = BTreeMap::from([(ID, Number(1984))]);
        assert_eq!(complete(&[year.clone()], &there), Ok(()));
        year.active = false;
        assert_eq!(complete(&[year], &empty), Ok(()));
    }

    #[test]
    fn an_answer_never_shows_in_debug_output() {
        assert_eq!(format!("{:?}", text("geheim")), "MasterDataValue(…)");
    }
}
