//! What the demo's staff recorded over the last half a year, as seen from the day on which it is
//! made.

use crate::{
    ApiError, ApiResult, counselling_fields,
    crypto::{FacilityKeys, column::MONITORING_TEXTS},
    monitorings::{
        entity::{ActiveModel, Entity},
        figures,
        operations::{fields, seed_set},
    },
    scope::Scope,
    statistics::monitorings::Summand,
};
use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;
use domain::{
    channels::Channel,
    ids::{ClientId, CounselorId, MonitoringId},
    master_data_fields::MasterData,
    monitorings::{
        Answered, FieldSet, Figures, Minutes, MonitoringAnswer, MonitoringAnswers,
        MonitoringFieldKind, Written,
    },
    version::Version,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

/// How many, and how many days lie between two of them.
const HOW_MANY: usize = 60;
const DAYS_APART: u64 = 3;

const SUBJECTS: [&str; 8] = [
    "Erstgespräch",
    "Wie es weitergeht",
    "Streit in der Familie",
    "Schule und Schlaf",
    "Nach der Trennung",
    "Vermittlung an die Suchtberatung",
    "Rückmeldung zum Hilfeplan",
    "Kurze Nachfrage",
];

const MINUTES: [i64; 7] = [45, 20, 60, 30, 50, 90, 15];

/// Writes them down. Nothing is left to chance, so that every demo tells the same.
pub async fn load(
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    (staff, clients): (&[CounselorId], &[ClientId]),
    (zone, now): (Tz, DateTime<Utc>),
) -> ApiResult<()> {
    seed_set(scope, tx, FieldSet::General).await?;
    let fields = fields(scope, tx).await?;
    let topics = counselling_fields::operations::all(scope, tx).await?;
    let today = now.with_timezone(&zone).date_naive();
    for number in 0..HOW_MANY {
        let days = DAYS_APART * u64::try_from(number).map_err(ApiError::internal)?;
        let date = today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let mut answers = MonitoringAnswers::new();
        for (place, field) in fields.iter().enumerate() {
            // Not everything is known of everybody.
            if (number + place).is_multiple_of(5) {
                continue;
            }
            let answer = if field.kind == MonitoringFieldKind::YesNo {
                MonitoringAnswer::YesNo(number.is_multiple_of(4))
            } else {
                let picked = (number * (place + 3)) % field.options.len().max(1);
                let option = field.options.get(picked);
                MonitoringAnswer::Chosen(option.map(|one| one.id).into_iter().collect())
            };
            answers.insert(field.id, answer);
        }
        let on = topics.get((number * 5) % topics.len().max(1));
        let answered = Answered {
            counselling_field_ids: on.map(|one| one.id).into_iter().collect(),
            master_data: MasterData::new(),
            answers,
        };
        let (answers, texts) = answered.split(&[]);
        let minutes = MINUTES[number % MINUTES.len()];
        let figures = Figures {
            date,
            minutes: Minutes::try_from(minutes).map_err(super::invalid)?,
            channel: Some(Channel::ALL[(number * 3 + number / 4) % Channel::ALL.len()]),
            counselor_id: staff[(number + number / 7) % staff.len()],
            answers,
        };
        let written = Written {
            subject: Some(SUBJECTS[(number * 3) % SUBJECTS.len()].to_owned()),
            ..texts
        };
        // Every third is about somebody who is not known.
        let client = clients.get(number % clients.len().max(1));
        let client = client.copied().filter(|_| number % 3 != 2);
        write((tx, scope, keys), client, (figures, written), now).await?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
async fn write(
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    client: Option<ClientId>,
    (figures, written): (Figures, Written),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let id = MonitoringId(Uuid::now_v7());
    let json = serde_json::to_string(&written).map_err(ApiError::internal)?;
    let sealed = match client {
        Some(client) => {
            let key = keys.find_client_key(scope, client, tx).await?;
            key.seal(MONITORING_TEXTS, id.0, &json)?
        }
        None => keys.seal(MONITORING_TEXTS, id.0, json.as_bytes())?,
    };
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(scope.facility()),
        counselor_id: Set(figures.counselor_id),
        client_id: Set(client),
        date: Set(figures.date),
        minutes: Set(figures.minutes.into()),
        channel: Set(figures.channel),
        sealed_texts: Set(Some(sealed)),
        created_at: Set(now),
        version: Set(Version::FIRST),
        ..Default::default()
    };
    Entity::insert(model).exec_without_returning(tx).await?;
    let figures = &figures;
    let summand = Summand { figures, client };
    figures::write(scope, tx, id, (None, Some(summand))).await
}
