use super::{MonitoringField, MonitoringFieldKind};
use crate::{
    ids::{ChoiceId, MasterDataFieldId, MonitoringFieldId},
    master_data_fields::{MasterData, MasterDataField, MasterDataValue},
    problem::{FieldCode, FieldError},
    text::MonitoringText,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

const MAX_NUMBER: i32 = 1_000_000;

/// One answer. What was chosen is a list of ids, of one where the field takes one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum MonitoringAnswer {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(i32),
    /// What was chosen.
    Chosen(BTreeSet<ChoiceId>),
    /// A text.
    Text(String),
}

/// Hides what it says, so that it never reaches a log.
impl fmt::Debug for MonitoringAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MonitoringAnswer(…)")
    }
}

/// The answers of a monitoring, by field.
pub type MonitoringAnswers = BTreeMap<MonitoringFieldId, MonitoringAnswer>;

/// Which answer is refused, and why.
pub type AnswerRefusal<Id> = (Id, FieldError);

impl MonitoringField {
    /// The answer as it is kept, if the field takes it. What was chosen before can be kept, active
    /// or not.
    pub fn accept(
        &self,
        before: Option<&MonitoringAnswer>,
        answer: &MonitoringAnswer,
    ) -> Result<MonitoringAnswer, FieldError> {
        let refused = |code| Err(FieldError::new(code));
        match (self.kind, answer) {
            (MonitoringFieldKind::YesNo, MonitoringAnswer::YesNo(_)) => Ok(answer.clone()),
            (MonitoringFieldKind::Number, MonitoringAnswer::Number(0..=MAX_NUMBER)) => {
                Ok(answer.clone())
            }
            (MonitoringFieldKind::Number, MonitoringAnswer::Number(_)) => {
                refused(FieldCode::OutOfRange)
            }
            (MonitoringFieldKind::Text, MonitoringAnswer::Text(text)) => {
                let text = MonitoringText::try_from(text.as_str())?;
                Ok(MonitoringAnswer::Text(text.into()))
            }
            (
                kind @ (MonitoringFieldKind::OneOf | MonitoringFieldKind::SeveralOf),
                MonitoringAnswer::Chosen(chosen),
            ) => {
                let can_be_chosen = |id: &ChoiceId| {
                    let option = self.options.iter().find(|one| one.id == *id);
                    let kept = matches!(before, Some(MonitoringAnswer::Chosen(before)) if before.contains(id));
                    option.is_some_and(|one| one.active || kept)
                };
                let too_many = kind == MonitoringFieldKind::OneOf && chosen.len() > 1;
                if chosen.is_empty() {
                    refused(FieldCode::Required)
                } else if too_many || !chosen.iter().all(can_be_chosen) {
                    refused(FieldCode::OutOfRange)
                } else {
                    Ok(answer.clone())
                }
            }
            _ => refused(FieldCode::WrongType),
        }
    }
}

/// The answers after these are written. Unknown fields are refused, deactivated ones take no new
/// answer and keep the one they have, and none that is mandatory is missing.
pub fn merged_answers(
    fields: &[MonitoringField],
    present: &MonitoringAnswers,
    written: &MonitoringAnswers,
) -> Result<MonitoringAnswers, AnswerRefusal<MonitoringFieldId>> {
    let about = |field: &MonitoringField| (field.id, field.active);
    let accept = MonitoringField::accept;
    let merged = merged(fields, present, written, about, accept)?;
    let mandatory = fields.iter().filter(|one| one.active && one.mandatory);
    complete(&merged, mandatory.map(|one| one.id))?;
    Ok(merged)
}

/// The same for the facility's master-data fields; which are mandatory here is for the facility to
/// say.
pub fn merged_master_data(
    fields: &[MasterDataField],
    mandatory: &BTreeSet<MasterDataFieldId>,
    present: &MasterData,
    written: &MasterData,
) -> Result<MasterData, AnswerRefusal<MasterDataFieldId>> {
    let about = |field: &MasterDataField| (field.id, field.active);
    let accept =
        |field: &MasterDataField, _: Option<&MasterDataValue>, value: &_| field.accept(value);
    let merged = merged(fields, present, written, about, accept)?;
    let active = fields.iter().filter(|one| one.active);
    let ids = active.map(|one| one.id);
    complete(&merged, ids.filter(|id| mandatory.contains(id)))?;
    Ok(merged)
}

fn merged<F, Id: Ord + Copy, V: Clone + PartialEq>(
    fields: &[F],
    present: &BTreeMap<Id, V>,
    written: &BTreeMap<Id, V>,
    about: impl Fn(&F) -> (Id, bool),
    accept: impl Fn(&F, Option<&V>, &V) -> Result<V, FieldError>,
) -> Result<BTreeMap<Id, V>, AnswerRefusal<Id>> {
    let unknown = |id| (id, FieldError::new(FieldCode::UnknownField));
    let find = |id| fields.iter().find(|field| about(field).0 == id);
    let kept = present
        .iter()
        .filter(|(id, _)| find(**id).is_some_and(|field| !about(field).1));
    let mut merged: BTreeMap<_, _> = kept.map(|(id, value)| (*id, value.clone())).collect();
    for (id, value) in written {
        let field = find(*id).ok_or(unknown(*id))?;
        let before = present.get(id);
        let value = if before == Some(value) {
            value.clone()
        } else if about(field).1 {
            accept(field, before, value).map_err(|error| (*id, error))?
        } else {
            return Err(unknown(*id));
        };
        merged.insert(*id, value);
    }
    Ok(merged)
}

fn complete<Id: Ord + Copy, V>(
    answers: &BTreeMap<Id, V>,
    mut mandatory: impl Iterator<Item = Id>,
) -> Result<(), AnswerRefusal<Id>> {
    match mandatory.find(|id| !answers.contains_key(id)) {
        Some(id) => Err((id, FieldError::new(FieldCode::Required))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counselling_fields::Labels, master_data_fields::MasterDataKind,
        monitorings::MonitoringOption, version::Version,
    };
    use MonitoringAnswer::{Chosen, Number, Text, YesNo};
    use uuid::Uuid;

    fn id(n: u128) -> MonitoringFieldId {
        MonitoringFieldId(Uuid::from_u128(n))
    }

    fn choice(n: u128) -> ChoiceId {
        ChoiceId(Uuid::from_u128(n))
    }

    fn labels() -> Labels {
        Labels {
            de: "Feld".try_into().unwrap(),
            en: "Field".try_into().unwrap(),
        }
    }

    /// Options 7 and 9 can be chosen, 8 not any more.
    fn field(n: u128, kind: MonitoringFieldKind) -> MonitoringField {
        let option = |n, active| MonitoringOption {
            id: choice(n),
            labels: labels(),
            active,
            official: None,
        };
        MonitoringField {
            id: id(n),
            labels: labels(),
            kind,
            options: if kind.has_options() {
                vec![option(7, true), option(8, false), option(9, true)]
            } else {
                Vec::new()
            },
            official: None,
            origin: None,
            mandatory: false,
            active: true,
            position: 0,
            version: Version::FIRST,
        }
    }

    fn chosen(ids: &[u128]) -> MonitoringAnswer {
        Chosen(ids.iter().copied().map(choice).collect())
    }

    fn text(value: &str) -> MonitoringAnswer {
        Text(value.to_owned())
    }

    #[test]
    fn each_kind_takes_its_own_answers() {
        use FieldCode::{OutOfRange, Required, WrongType};
        use MonitoringFieldKind as Kind;
        for (kind, answer, expected) in [
            (Kind::YesNo, YesNo(true), None),
            (Kind::YesNo, Number(1), Some(WrongType)),
            (Kind::Number, Number(0), None),
            (Kind::Number, Number(1_000_000), None),
            (Kind::Number, Number(-1), Some(OutOfRange)),
            (Kind::Number, Number(1_000_001), Some(OutOfRange)),
            (Kind::Number, text("3"), Some(WrongType)),
            (Kind::Text, text("Gießen"), None),
            (Kind::Text, text(" "), Some(Required)),
            (Kind::Text, chosen(&[7]), Some(WrongType)),
            (Kind::OneOf, chosen(&[7]), None),
            (Kind::OneOf, chosen(&[]), Some(Required)),
            (Kind::OneOf, chosen(&[7, 9]), Some(OutOfRange)),
            (Kind::OneOf, chosen(&[8]), Some(OutOfRange)),
            (Kind::OneOf, chosen(&[10]), Some(OutOfRange)),
            (Kind::OneOf, text("7"), Some(WrongType)),
            (Kind::SeveralOf, chosen(&[7, 9]), None),
            (Kind::SeveralOf, chosen(&[7, 8]), Some(OutOfRange)),
            (Kind::SeveralOf, chosen(&[]), Some(Required)),
        ] {
            let refused = field(1, kind).accept(None, &answer).err();
            let value = serde_json::to_value(&answer).unwrap();
            assert_eq!(
                refused.map(|error| error.code),
                expected,
                "{kind:?} {value}"
            );
        }
        let trimmed = field(1, Kind::Text).accept(None, &text(" Gießen "));
        assert!(trimmed == Ok(text("Gießen")));
    }

    #[test]
    fn what_was_chosen_before_can_be_kept_beside_what_is_new() {
        let several = field(1, MonitoringFieldKind::SeveralOf);
        let before = chosen(&[8]);
        let both = chosen(&[7, 8]);
        assert!(several.accept(Some(&before), &both).is_ok());
        assert!(several.accept(None, &both).is_err());
    }

    #[test]
    fn a_deactivated_field_keeps_its_answer_and_takes_no_other() {
        let (mut old, new) = (
            field(1, MonitoringFieldKind::Number),
            field(2, MonitoringFieldKind::YesNo),
        );
        old.active = false;
        let fields = [old, new];
        let present = MonitoringAnswers::from([(id(1), Number(3)), (id(2), YesNo(true))]);
        let write = |written: &[(u128, MonitoringAnswer)]| {
            let written = written.iter().map(|(n, answer)| (id(*n), answer.clone()));
            let merged = merged_answers(&fields, &present, &written.collect());
            merged.map_err(|(id, error)| (id, error.code))
        };
        // What is active and left out is gone; what is not stays.
        assert_eq!(write(&[]), Ok([(id(1), Number(3))].into()));
        assert_eq!(
            write(&[(1, Number(3)), (2, YesNo(false))]),
            Ok([(id(1), Number(3)), (id(2), YesNo(false))].into())
        );
        let unknown = |n| Err((id(n), FieldCode::UnknownField));
        assert_eq!(write(&[(1, Number(4))]), unknown(1));
        assert_eq!(write(&[(9, Number(4))]), unknown(9));
    }

    #[test]
    fn only_an_active_mandatory_field_has_to_be_answered() {
        let mut field = field(1, MonitoringFieldKind::YesNo);
        let none = MonitoringAnswers::new();
        let answered = MonitoringAnswers::from([(id(1), YesNo(false))]);
        for (mandatory, active, refused) in [
            (false, true, false),
            (true, true, true),
            (true, false, false),
        ] {
            field.mandatory = mandatory;
            field.active = active;
            let fields = [field.clone()];
            let missing = merged_answers(&fields, &none, &none).is_err();
            assert_eq!(missing, refused, "{mandatory} {active}");
            assert!(merged_answers(&fields, &answered, &answered).is_ok());
        }
    }

    #[test]
    fn master_data_that_the_facility_wants_has_to_be_there() {
        let year = MasterDataFieldId(Uuid::from_u128(1));
        let field = MasterDataField {
            id: year,
            labels: labels(),
            kind: MasterDataKind::Year,
            choices: Vec::new(),
            // Of new clients; that is another question.
            mandatory: true,
            active: true,
            position: 0,
            version: Version::FIRST,
        };
        let fields = [field];
        let none = MasterData::new();
        let merge = |mandatory: &[MasterDataFieldId], written: &MasterData| {
            let mandatory = mandatory.iter().copied().collect();
            let merged = merged_master_data(&fields, &mandatory, &none, written);
            merged.map_err(|(id, error)| (id, error.code))
        };
        assert_eq!(merge(&[], &none), Ok(MasterData::new()));
        assert_eq!(merge(&[year], &none), Err((year, FieldCode::Required)));
        let told = MasterData::from([(year, MasterDataValue::Number(1984))]);
        assert_eq!(merge(&[year], &told), Ok(told.clone()));
        let wrong = MasterData::from([(year, MasterDataValue::Number(1))]);
        assert_eq!(merge(&[], &wrong), Err((year, FieldCode::OutOfRange)));
    }

    #[test]
    fn an_answer_never_shows_in_debug_output() {
        assert_eq!(format!("{:?}", text("geheim")), "MonitoringAnswer(…)");
    }
}
