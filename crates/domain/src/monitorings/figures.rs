use super::{Minutes, MonitoringAnswer, MonitoringAnswers};
use crate::{
    channels::Channel,
    ids::{ChoiceId, CounsellingFieldId, CounselorId, MasterDataFieldId, MonitoringFieldId},
    master_data_fields::{MasterData, MasterDataField, MasterDataKind, MasterDataValue},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// To what a figure is the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// That it was on this counselling field.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselling_field"))]
    CounsellingField,
    /// To a master-data field.
    #[cfg_attr(feature = "db", sea_orm(string_value = "master_data"))]
    MasterData,
    /// To one of the facility's own monitoring fields.
    #[cfg_attr(feature = "db", sea_orm(string_value = "own"))]
    Own,
}

/// One answer that can be counted. Texts and days are none: they could tell who it was about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure {
    /// To what.
    pub topic: Topic,
    /// Which field of those.
    pub field_id: Uuid,
    /// The id of what was chosen, a whole number in digits, `yes`, `no`; nothing for a counselling
    /// field.
    pub answer: String,
}

/// All of a monitoring that statistics count. It stays as it is when the client is erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When.
    pub date: NaiveDate,
    /// How long.
    pub minutes: Minutes,
    /// By which means.
    pub channel: Option<Channel>,
    /// Who counselled.
    pub counselor_id: CounselorId,
    /// All answers, each once.
    pub answers: BTreeSet<Figure>,
}

/// The rest: what people wrote, and days, which are as good as names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Texts and days among the master data.
    #[serde(default, skip_serializing_if = "MasterData::is_empty")]
    pub master_data: MasterData,
    /// Texts among the answers.
    #[serde(default, skip_serializing_if = "MonitoringAnswers::is_empty")]
    pub answers: MonitoringAnswers,
}

/// What a monitoring answers, apart from what is counted by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// On which topics or places.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// To the master-data fields.
    pub master_data: MasterData,
    /// To the own fields.
    pub answers: MonitoringAnswers,
}

impl Answered {
    /// Tells what can be counted from what is only written. `fields` are the master-data fields.
    pub fn split(self, fields: &[MasterDataField]) -> (BTreeSet<Figure>, Written) {
        let mut figures: BTreeSet<_> = self
            .counselling_field_ids
            .into_iter()
            .map(|id| figure(Topic::CounsellingField, id.0, String::new()))
            .collect();
        let mut written = Written::default();
        for (id, value) in self.master_data {
            let kind = fields.iter().find(|one| one.id == id).map(|one| one.kind);
            let answer = match (kind, &value) {
                (_, MasterDataValue::YesNo(yes)) => Some(yes_no(*yes)),
                (_, MasterDataValue::Number(number)) => Some(number.to_string()),
                (Some(MasterDataKind::Choice), MasterDataValue::Text(chosen)) => {
                    Some(chosen.clone())
                }
                (_, MasterDataValue::Text(_)) => None,
            };
            match answer {
                Some(answer) => {
                    figures.insert(figure(Topic::MasterData, id.0, answer));
                }
                None => {
                    written.master_data.insert(id, value);
                }
            }
        }
        for (id, answer) in self.answers {
            let mut count = |answer| figures.insert(figure(Topic::Own, id.0, answer));
            match answer {
                MonitoringAnswer::YesNo(yes) => {
                    count(yes_no(yes));
                }
                MonitoringAnswer::Number(number) => {
                    count(number.to_string());
                }
                MonitoringAnswer::Chosen(chosen) => {
                    for one in chosen {
                        count(one.to_string());
                    }
                }
                MonitoringAnswer::Text(_) => {
                    written.answers.insert(id, answer);
                }
            }
        }
        (figures, written)
    }

    /// The same put together again.
    pub fn join<'a>(figures: impl IntoIterator<Item = &'a Figure>, written: Written) -> Self {
        let figures: Vec<_> = figures.into_iter().collect();
        let on = figures
            .iter()
            .filter(|one| one.topic == Topic::CounsellingField);
        let mut answered = Self {
            counselling_field_ids: on.map(|one| CounsellingFieldId(one.field_id)).collect(),
            master_data: master_data_of(figures.iter().copied()),
            answers: answers_of(figures.iter().copied()),
        };
        answered.master_data.extend(written.master_data);
        answered.answers.extend(written.answers);
        answered
    }
}

fn figure(topic: Topic, field_id: Uuid, answer: String) -> Figure {
    Figure {
        topic,
        field_id,
        answer,
    }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// What was counted of the answers to master-data fields.
fn master_data_of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> MasterData {
    let ours = figures.into_iter();
    let ours = ours.filter(|one| one.topic == Topic::MasterData);
    ours.map(|one| {
        let value = match one.answer.as_str() {
            "yes" => MasterDataValue::YesNo(true),
            "no" => MasterDataValue::YesNo(false),
            other => match other.parse() {
                Ok(number) => MasterDataValue::Number(number),
                Err(_) => MasterDataValue::Text(other.to_owned()),
            },
        };
        (MasterDataFieldId(one.field_id), value)
    })
    .collect()
}

/// What was counted of the answers to own fields.
fn answers_of<'a>(figures: impl IntoIterator<Item = &'a Figure>) -> MonitoringAnswers {
    let mut answers = MonitoringAnswers::new();
    let ours = figures.into_iter();
    for one in ours.filter(|one| one.topic == Topic::Own) {
        let id = MonitoringFieldId(one.field_id);
        let answer = match one.answer.as_str() {
            "yes" => MonitoringAnswer::YesNo(true),
            "no" => MonitoringAnswer::YesNo(false),
            other => match (other.parse::<i32>(), other.parse::<ChoiceId>()) {
                (Ok(number), _) => MonitoringAnswer::Number(number),
                (_, Ok(choice)) => {
                    let present = answers.entry(id);
                    let present =
                        present.or_insert_with(|| MonitoringAnswer::Chosen(BTreeSet::new()));
                    if let MonitoringAnswer::Chosen(chosen) = present {
                        chosen.insert(choice);
                    }
                    continue;
                }
                _ => continue,
            },
        };
        answers.insert(id, answer);
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{counselling_fields::Labels, version::Version};
    use proptest::{collection::btree_set, prelude::*};

    fn field(id: MasterDataFieldId, kind: MasterDataKind) -> MasterDataField {
        MasterDataField {
            id,
            labels: Labels {
                de: "Feld".try_into().unwrap(),
                en: "Field".try_into().unwrap(),
            },
            kind,
            choices: Vec::new(),
            mandatory: false,
            active: true,
            position: 0,
            version: Version::FIRST,
        }
    }

    fn uuid() -> impl Strategy<Value = Uuid> {
        any::<u128>().prop_map(Uuid::from_u128)
    }

    fn master_data() -> impl Strategy<Value = (MasterDataKind, MasterDataValue)> {
        use MasterDataKind::{Choice, Date, Number, Text, Year, YesNo};
        prop_oneof![
            any::<bool>().prop_map(|yes| (YesNo, MasterDataValue::YesNo(yes))),
            (0..1_000_000).prop_map(|n| (Number, MasterDataValue::Number(n))),
            (1900..2101).prop_map(|n| (Year, MasterDataValue::Number(n))),
            uuid().prop_map(|id| (Choice, MasterDataValue::Text(id.to_string()))),
            // A text may look like anything.
            "yes|no|7|[a-z]{1,8}".prop_map(|text| (Text, MasterDataValue::Text(text))),
            "20[0-9]{2}-01-0[1-9]".prop_map(|day| (Date, MasterDataValue::Text(day))),
        ]
    }

    fn own() -> impl Strategy<Value = MonitoringAnswer> {
        prop_oneof![
            any::<bool>().prop_map(MonitoringAnswer::YesNo),
            (0..1_000_000).prop_map(MonitoringAnswer::Number),
            btree_set(uuid().prop_map(ChoiceId), 1..4).prop_map(MonitoringAnswer::Chosen),
            "yes|no|7|[a-z]{1,8}".prop_map(MonitoringAnswer::Text),
        ]
    }

    proptest! {
        #[test]
        fn what_is_taken_apart_is_put_together_again_and_no_text_is_counted(
            on in btree_set(uuid().prop_map(CounsellingFieldId), 0..4),
            data in proptest::collection::btree_map(uuid(), master_data(), 0..6),
            answers in proptest::collection::btree_map(uuid(), own(), 0..6),
        ) {
            let fields: Vec<_> = data
                .iter()
                .map(|(id, (kind, _))| field(MasterDataFieldId(*id), *kind))
                .collect();
            let whole = Answered {
                counselling_field_ids: on,
                master_data: data
                    .into_iter()
                    .map(|(id, (_, value))| (MasterDataFieldId(id), value))
                    .collect(),
                answers: answers
                    .into_iter()
                    .map(|(id, answer)| (MonitoringFieldId(id), answer))
                    .collect(),
            };
            let (figures, written) = whole.clone().split(&fields);
            for figure in &figures {
                let is_own = figure.topic == Topic::Own;
                let is_text = is_own
                    && written.answers.contains_key(&MonitoringFieldId(figure.field_id));
                prop_assert!(!is_text);
            }
            for id in written.master_data.keys() {
                let kind = fields.iter().find(|one| one.id == *id).unwrap().kind;
                prop_assert!(matches!(kind, MasterDataKind::Text | MasterDataKind::Date));
            }
            prop_assert!(Answered::join(&figures, written) == whole);
        }
    }
}
