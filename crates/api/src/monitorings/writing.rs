//! Writing monitorings down, and changing them.

use super::{
    entity::{Column, Entity, Model},
    fields, figures,
    operations::find,
    settings, show,
};
use crate::{
    ApiError, ApiResult, bookings,
    caller::Caller,
    change::Change,
    chats, clients, counselling_fields, counselors,
    crypto::{Sealed, column::MONITORING_TEXTS},
    facility,
    idempotency::Created,
    mail_requests, master_data_fields,
    statistics::monitorings::Summand,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::BookingKind,
    events::{Audience, Event},
    ids::{
        BookingId, ChatId, ClientId, CounselorId, MailRequestId, MasterDataFieldId, MonitoringId,
    },
    monitorings::{
        Answered, Figure, Figures, MAX_COUNSELLING_FIELDS, Monitoring, MonitoringWrite, Part,
        Written, check_date, merged_answers, merged_master_data,
    },
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Writes one down: of one's own, and as an admin of anybody's.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_monitoring(
    caller: &Caller,
    body: MonitoringWrite,
) -> ApiResult<Created<'_, Monitoring>> {
    let counselor = match body.counselor_id {
        Some(id) => id,
        None => caller.counselor_id()?,
    };
    let relation = Relation::to_counselors(caller.actor(), Some(counselor));
    caller.check(Action::CreateMonitoring, relation)?;
    let mut change = Change::begin(caller, AuditAction::CreateMonitoring).await?;
    lock_clients(&change, None, body.client_id).await?;
    let id = MonitoringId(Uuid::now_v7());
    let checked = check(&change, body, counselor, None).await?;
    let model = Model {
        id,
        facility_id: caller.facility(),
        counselor_id: counselor,
        client_id: checked.client,
        mail_request_id: checked.sources.mail_request,
        booking_id: checked.sources.booking,
        chat_id: checked.sources.chat,
        date: checked.figures.date,
        minutes: checked.figures.minutes.into(),
        channel: checked.figures.channel,
        sealed_texts: Some(checked.seal(&change, id).await?),
        created_at: caller.now(),
        changed_at: None,
        version: Version::FIRST,
    };
    Entity::insert(model.clone().into_active_model().reset_all())
        .exec_without_returning(change.tx())
        .await?;
    let after = Some(checked.summand());
    figures::write(caller.scope(), change.tx(), id, (None, after)).await?;
    change.on(id);
    tell(&mut change, [counselor]);
    Ok(Created {
        answer: show::one(caller, model, change.tx()).await?,
        change,
        version: Some(Version::FIRST),
        client: checked.client,
    })
}

/// Writes one anew, if nobody else has changed it since `version`.
pub async fn update_monitoring(
    caller: &Caller,
    id: MonitoringId,
    version: Version,
    body: MonitoringWrite,
) -> ApiResult<Monitoring> {
    let mut change = Change::begin(caller, AuditAction::UpdateMonitoring).await?;
    // First the client, then what is theirs, as whoever erases them does.
    lock_clients(&change, Some(id), body.client_id).await?;
    let model = find(caller, id, Action::UpdateMonitoring, change.tx()).await?;
    let counselor = body.counselor_id.unwrap_or(model.counselor_id);
    let relation = Relation::to_counselors(caller.actor(), Some(counselor));
    caller.check(Action::CreateMonitoring, relation)?;
    let before = show::one(caller, model.clone(), change.tx()).await?;
    let answers = figures::answers(caller.scope(), [id], change.tx()).await?;
    let answers = answers.into_values().next().unwrap_or_default();
    let counted = figures::of(&model, answers)?;
    let counted = Summand {
        figures: &counted,
        client: model.client_id,
    };
    let checked = check(&change, body, counselor, Some(&before)).await?;
    let whose = BTreeSet::from([model.counselor_id, counselor]);
    let model = Model {
        counselor_id: counselor,
        client_id: checked.client,
        mail_request_id: checked.sources.mail_request,
        booking_id: checked.sources.booking,
        chat_id: checked.sources.chat,
        date: checked.figures.date,
        minutes: checked.figures.minutes.into(),
        channel: checked.figures.channel,
        sealed_texts: Some(checked.seal(&change, id).await?),
        changed_at: Some(caller.now()),
        version: version.next(),
        ..model
    };
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(model.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let both = (Some(counted), Some(checked.summand()));
    figures::write(caller.scope(), change.tx(), id, both).await?;
    let shown = show::one(caller, model, change.tx()).await?;
    change.on(id);
    tell(&mut change, whose);
    change.commit().await?;
    Ok(shown)
}

/// Lets those know who may read these counselors' monitorings.
pub(super) fn tell(change: &mut Change<'_>, whose: impl IntoIterator<Item = CounselorId>) {
    for counselor in whose {
        let audience = Audience::Monitorings { counselor };
        change.tell(Event::of_monitorings(counselor), audience);
    }
}

fn refused(pointer: impl Into<String>, code: FieldCode) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error: FieldError::new(code),
    }
}

/// Locks whom a monitoring is about, and whom it will be about, in the same order for all: nobody is
/// erased while something of theirs is written down, nor counted twice at once. Answers who they are.
pub(super) async fn lock_clients(
    change: &Change<'_>,
    id: Option<MonitoringId>,
    next: Option<ClientId>,
) -> ApiResult<BTreeSet<ClientId>> {
    let mut clients = BTreeSet::from_iter(next);
    if let Some(id) = id {
        let model = change.caller().scope().find::<Entity>();
        let model = model.filter(Column::Id.eq(id)).one(change.tx()).await?;
        clients.extend(model.and_then(|model| model.client_id));
    }
    for client in &clients {
        match clients::operations::lock(change, *client).await {
            Err(error) if error.code() == ProblemCode::NotFound => {
                if next == Some(*client) {
                    return Err(refused("/client_id", FieldCode::OutOfRange));
                }
            }
            locked => locked?,
        }
    }
    Ok(clients)
}

/// Where the counselling was.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sources {
    mail_request: Option<MailRequestId>,
    booking: Option<BookingId>,
    chat: Option<ChatId>,
}

impl Sources {
    fn of(body: &MonitoringWrite) -> Self {
        Self {
            mail_request: body.mail_request_id,
            booking: body.booking_id,
            chat: body.chat_id,
        }
    }
}

/// What was written, found good, and taken apart.
struct Checked {
    client: Option<ClientId>,
    sources: Sources,
    figures: Figures,
    written: Written,
}

impl Checked {
    /// As it is added up.
    fn summand(&self) -> Summand<'_> {
        Summand {
            figures: &self.figures,
            client: self.client,
        }
    }

    /// What people wrote, under the client's key, or the facility's where nobody is named.
    async fn seal(&self, change: &Change<'_>, id: MonitoringId) -> ApiResult<Sealed> {
        let caller = change.caller();
        let json = serde_json::to_string(&self.written).map_err(ApiError::internal)?;
        let keys = caller.keys().await?;
        match self.client {
            Some(client) => {
                let key = keys.find_client_key(caller.scope(), client, change.tx());
                key.await?.seal(MONITORING_TEXTS, id.0, &json)
            }
            None => keys.seal(MONITORING_TEXTS, id.0, json.as_bytes()),
        }
    }
}

/// Refuses what does not go. What stays as it was before stays good.
async fn check(
    change: &Change<'_>,
    body: MonitoringWrite,
    counselor: CounselorId,
    before: Option<&Monitoring>,
) -> ApiResult<Checked> {
    let caller = change.caller();
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let mandatory = settings::rules_of(&facility)?;
    let today = caller.now().with_timezone(&facility.zone()?).date_naive();
    if before.map(|one| one.date) != Some(body.date) {
        check_date(body.date, today).map_err(|error| ApiError::Field {
            pointer: "/date".into(),
            error,
        })?;
    }
    if before.map(|one| one.counselor.id) != Some(counselor) {
        check_counselor(change, counselor).await?;
    }
    check_place(change, &body, before).await?;
    let sources = Sources::of(&body);
    let says = |part| match part {
        Part::Channel => body.channel.is_some(),
        Part::Client => body.client_id.is_some(),
        Part::CounsellingFields => !body.counselling_field_ids.is_empty(),
        Part::Remark => body.remark.is_some(),
    };
    mandatory
        .check(says)
        .map_err(|(part, error)| ApiError::Field {
            pointer: part.pointer().into(),
            error,
        })?;
    check_counselling_fields(change, &body, before).await?;
    let written = Written {
        subject: Some(body.subject.into()),
        remark: body.remark.map(Into::into),
        ..Written::default()
    };
    let said = Answered {
        counselling_field_ids: body.counselling_field_ids,
        master_data: body.master_data,
        answers: body.answers,
    };
    let asked = &mandatory.master_data_field_ids;
    let (answers, texts) = take_apart(change, said, asked, before).await?;
    Ok(Checked {
        client: body.client_id,
        sources,
        figures: Figures {
            date: body.date,
            minutes: body.minutes,
            channel: body.channel,
            counselor_id: counselor,
            answers,
        },
        written: Written {
            master_data: texts.master_data,
            answers: texts.answers,
            ..written
        },
    })
}

/// What is counted of the answers, and what was only written, once they are found good.
async fn take_apart(
    change: &Change<'_>,
    said: Answered,
    mandatory: &BTreeSet<MasterDataFieldId>,
    before: Option<&Monitoring>,
) -> ApiResult<(BTreeSet<Figure>, Written)> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let wrong = |pointer, error| ApiError::Field { pointer, error };
    let offered = master_data_fields::operations::fields(scope, tx).await?;
    let present = before.map(|one| one.master_data.clone());
    let present = present.unwrap_or_default();
    let master_data = merged_master_data(&offered, mandatory, &present, &said.master_data)
        .map_err(|(id, error)| wrong(format!("/master_data/{id}"), error))?;
    let own = fields::all(scope, tx).await?;
    let present = before.map(|one| one.answers.clone()).unwrap_or_default();
    let answers = merged_answers(&own, &present, &said.answers)
        .map_err(|(id, error)| wrong(format!("/answers/{id}"), error))?;
    let good = Answered {
        master_data,
        answers,
        ..said
    };
    Ok(good.split(&offered))
}

/// Only somebody who works here can have counselled.
async fn check_counselor(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let found = counselors::operations::exists_within(change.caller(), id, change.tx()).await;
    match found {
        Err(error) if error.code() == ProblemCode::NotFound => {
            Err(refused("/counselor_id", FieldCode::OutOfRange))
        }
        found => found.map(drop),
    }
}

/// A client is named by who may see them, or where they wrote or had an appointment; and a mail
/// request or an appointment only with its client.
async fn check_place(
    change: &Change<'_>,
    body: &MonitoringWrite,
    before: Option<&Monitoring>,
) -> ApiResult<()> {
    let caller = change.caller();
    let now = (body.client_id, Sources::of(body));
    let then = before.map(|one| {
        let client = one.client.as_ref().map(|client| client.id);
        let sources = Sources {
            mail_request: one.mail_request_id,
            booking: one.booking_id,
            chat: one.chat_id,
        };
        (client, sources)
    });
    if then == Some(now) {
        return Ok(());
    }
    let mut known = false;
    if let Some(id) = body.mail_request_id {
        let wrong = || refused("/mail_request_id", FieldCode::OutOfRange);
        let request = mail_requests::operations::load(caller, id, false, change.tx()).await;
        let request = request.map_err(|error| absent(error, wrong))?;
        let relation = request.ownership().relation_of(caller.actor());
        let seen = caller.decide(Action::ReadMailRequest, relation).is_listed();
        if !seen || Some(request.client_id) != body.client_id {
            return Err(wrong());
        }
        known = true;
    }
    if let Some(id) = body.booking_id {
        let wrong = || refused("/booking_id", FieldCode::OutOfRange);
        let booking = bookings::list::find(caller, id, Action::ReadBooking, change.tx()).await;
        let booking = booking.map_err(|error| absent(error, wrong))?;
        match booking.kind {
            BookingKind::Single if booking.client_id == body.client_id => known = true,
            BookingKind::Group => {}
            BookingKind::Single | BookingKind::Blocker => return Err(wrong()),
        }
    }
    // What it was written down in before, a colleague may correct who is not in the conversation.
    let is_kept = then
        .is_some_and(|(client, sources)| (client, sources.chat) == (body.client_id, body.chat_id));
    if let Some(id) = body.chat_id.filter(|_| !is_kept) {
        let wrong = || refused("/chat_id", FieldCode::OutOfRange);
        let source = chats::source(caller, id, change.tx()).await;
        let source = source.map_err(|error| absent(error, wrong))?;
        match source.client {
            Some(client) if Some(client) != body.client_id => return Err(wrong()),
            Some(_) => known = true,
            None => {}
        }
    }
    let Some(client) = body.client_id.filter(|_| !known) else {
        return Ok(());
    };
    if clients::operations::is_seen_by(caller, client, change.tx()).await? {
        Ok(())
    } else {
        Err(refused("/client_id", FieldCode::OutOfRange))
    }
}

/// What may not be seen is as wrong as what is not there.
fn absent(error: ApiError, wrong: impl FnOnce() -> ApiError) -> ApiError {
    match error.code() {
        ProblemCode::NotFound | ProblemCode::Forbidden => wrong(),
        _ => error,
    }
}

/// A field that is not offered any more can be kept, and not be taken up.
async fn check_counselling_fields(
    change: &Change<'_>,
    body: &MonitoringWrite,
    before: Option<&Monitoring>,
) -> ApiResult<()> {
    let offered = counselling_fields::operations::all(change.caller().scope(), change.tx()).await?;
    let is_good = |id| {
        let mut active = offered.iter().filter(|one| one.active);
        active.any(|one| one.id == id)
            || before.is_some_and(|one| one.counselling_field_ids.contains(&id))
    };
    let named = &body.counselling_field_ids;
    if named.len() > MAX_COUNSELLING_FIELDS || !named.iter().copied().all(is_good) {
        return Err(refused("/counselling_field_ids", FieldCode::OutOfRange));
    }
    Ok(())
}
