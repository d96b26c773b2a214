//! From sums to what they are called.

use super::monitorings::ByAnswer;
use crate::{ApiResult, counselling_fields, master_data_fields, monitorings, scope::Scope};
use domain::{
    channels::Channel,
    counselling_fields::Labels,
    ids::ChoiceId,
    mail_requests::CounsellingFieldRef,
    monitorings::{MonitoringFieldKind, Topic},
    statistics::{
        AnswerFigures, ChannelFigures, CounsellingFieldFigures, Counted, FieldFigures,
        MonitoringFigures,
    },
};
use sea_orm::ActiveEnum;
use std::collections::BTreeMap;
use uuid::Uuid;

type Answers = BTreeMap<String, MonitoringFigures>;

/// By which means, in their order; last what names none.
pub fn channels(sums: &mut ByAnswer) -> Vec<ChannelFigures> {
    let mut answers = take(sums, Counted::Channel, Uuid::nil());
    let channels = Channel::ALL.map(Some).into_iter().chain([None]);
    let figures = channels.filter_map(|channel| {
        let name = channel.map(|one| one.to_value()).unwrap_or_default();
        let figures = answers.remove(&name)?;
        Some(ChannelFigures { channel, figures })
    });
    figures.collect()
}

/// About what, most first.
pub async fn counselling_fields(
    scope: &Scope,
    sums: &mut ByAnswer,
) -> ApiResult<Vec<CounsellingFieldFigures>> {
    let mut figures = Vec::new();
    for model in counselling_fields::operations::all(scope, scope.db()).await? {
        let field = model.field()?;
        let mut answers = take(sums, Counted::CounsellingField, field.id.0);
        if let Some(sum) = answers.remove("") {
            figures.push(CounsellingFieldFigures {
                counselling_field: CounsellingFieldRef {
                    id: field.id,
                    labels: field.labels,
                },
                figures: sum,
            });
        }
    }
    figures.sort_by_key(|one| std::cmp::Reverse(one.figures.monitorings));
    Ok(figures)
}

/// By the answers to the facility's fields.
pub async fn fields(
    scope: &Scope,
    sums: &mut ByAnswer,
    all: MonitoringFigures,
) -> ApiResult<Vec<FieldFigures>> {
    let mut figures = Vec::new();
    for field in master_data_fields::operations::fields(scope, scope.db()).await? {
        let answers = take(sums, Counted::MasterData, field.id.0);
        let choices = field.choices.into_iter().map(|one| (one.id, one.labels));
        let shown = Shown {
            topic: Topic::MasterData,
            field_id: field.id.0,
            labels: field.labels,
            several: false,
        };
        figures.extend(shown.figures(choices.collect(), answers, all));
    }
    for field in monitorings::operations::fields(scope, scope.db()).await? {
        let answers = take(sums, Counted::Own, field.id.0);
        let options = field.options.into_iter().map(|one| (one.id, one.labels));
        let shown = Shown {
            topic: Topic::Own,
            field_id: field.id.0,
            labels: field.labels,
            several: field.kind == MonitoringFieldKind::SeveralOf,
        };
        figures.extend(shown.figures(options.collect(), answers, all));
    }
    Ok(figures)
}

/// A field as the figures name it.
struct Shown {
    topic: Topic,
    field_id: Uuid,
    labels: Labels,
    /// Whether one monitoring can have several answers.
    several: bool,
}

impl Shown {
    fn figures(
        self,
        choices: Vec<(ChoiceId, Labels)>,
        mut sums: Answers,
        all: MonitoringFigures,
    ) -> Option<FieldFigures> {
        if sums.is_empty() {
            return None;
        }
        let mut unanswered = all;
        for sum in sums.values() {
            unanswered = unanswered.without(*sum);
        }
        let mut answers = Vec::new();
        for (id, labels) in choices {
            let answer = id.to_string();
            if let Some(figures) = sums.remove(&answer) {
                let labels = Some(labels);
                answers.push(AnswerFigures {
                    answer,
                    labels,
                    figures,
                });
            }
        }
        // Numbers by their size; "yes" before "no".
        let mut others: Vec<_> = sums.into_iter().collect();
        others.sort_by_key(|(answer, _)| {
            (
                answer.parse::<i64>().unwrap_or(i64::from(answer == "no")),
                answer.len(),
            )
        });
        answers.extend(others.into_iter().map(|(answer, figures)| AnswerFigures {
            answer,
            labels: None,
            figures,
        }));
        let left = unanswered.monitorings > 0 && !self.several;
        Some(FieldFigures {
            topic: self.topic,
            field_id: self.field_id,
            labels: self.labels,
            answers,
            unanswered: left.then_some(unanswered),
        })
    }
}

fn take(sums: &mut ByAnswer, topic: Counted, field: Uuid) -> Answers {
    sums.remove(&(topic, field)).unwrap_or_default()
}
