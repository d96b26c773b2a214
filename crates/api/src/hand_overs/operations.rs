//! One function per operation. Nothing else reads or writes the table of these questions.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    clients::{self, news, operations::primary_counselor_of},
    counselors::{self, entity as counselor},
    crypto::column::HAND_OVER_WORDS,
    extract::{next_page, read_cursor},
    facility,
    idempotency::Created,
    mail_requests::{
        entity::mail_request,
        operations::{find as find_request, give, load as load_request, tell_changed},
    },
    outgoing_mails::{notify_client, notify_those},
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    events::{Audience, ClientPart, Event},
    hand_overs::{
        ASKED_FOR, HandOver, HandOverAsk, HandOverQuery, HandOverStatus, HandOverStep,
        changes_hands,
    },
    ids::{ClientId, CounselorId, HandOverId, MailRequestId},
    mail_requests::MailRequestStep,
    outgoing_mails::MailTemplate,
    page::Page,
    problem::ProblemCode,
    text::HandOverWords,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Lets through what gives a client of `from` to `to`, unless the client has to be asked first. An
/// admin who says that it cannot wait is let through all the same, and the audit log says so.
pub async fn check_consent(
    change: &mut Change<'_>,
    client: ClientId,
    (from, to): (Option<CounselorId>, CounselorId),
    (unasked, recorded_as): (bool, AuditAction),
) -> ApiResult<()> {
    if !changes_hands(from, to) || !is_asked(change, client).await? {
        return Ok(());
    }
    if unasked && change.caller().actor().is_admin() {
        change.record_as(recorded_as);
        return Ok(());
    }
    Err(ProblemCode::ConsentRequired.into())
}

/// Whether the facility asks its clients, and this one can answer.
async fn is_asked(change: &Change<'_>, client: ClientId) -> ApiResult<bool> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    Ok(facility.consent_before_hand_over
        && clients::operations::can_sign_in(scope, client, tx).await?)
}

/// What is to be handed over.
struct Matter {
    client: ClientId,
    request: Option<MailRequestId>,
    /// Whose it is.
    from: Option<CounselorId>,
}

impl Matter {
    fn of_request(request: &mail_request::Model) -> Self {
        Self {
            client: request.client_id,
            request: Some(request.id),
            from: request.ownership().in_hands_of(),
        }
    }

    fn is_it(&self) -> Condition {
        match self.request {
            Some(id) => Condition::all().add(Column::MailRequestId.eq(id)),
            None => Condition::all()
                .add(Column::ClientId.eq(self.client))
                .add(Column::MailRequestId.is_null()),
        }
    }
}

/// Asks a client whether a colleague may go on with their request.
pub async fn ask_for_hand_over(
    caller: &Caller,
    request: MailRequestId,
    body: HandOverAsk,
) -> ApiResult<Created<'_, HandOver>> {
    let mut change = Change::begin(caller, AuditAction::AskForHandOver).await?;
    let tx = change.tx();
    let found = find_request(caller, request, Action::AskForHandOver, tx).await?;
    if caller.actor().counselor_id() == Some(body.counselor_id) {
        // Or else it would be a way around what taking over takes.
        find_request(caller, request, Action::TakeOverMailRequest, tx).await?;
    }
    found.status.after(MailRequestStep::Assign, true)?;
    let matter = Matter::of_request(&found);
    let answer = ask(&mut change, &matter, body).await?;
    change.on(request);
    tell_changed(&mut change, &found);
    Ok(created(change, &matter, answer))
}

/// Asks a client whether a colleague may look after them from now on.
pub async fn ask_for_primary_counselor(
    caller: &Caller,
    client: ClientId,
    body: HandOverAsk,
) -> ApiResult<Created<'_, HandOver>> {
    let mut change = Change::begin(caller, AuditAction::AskForPrimaryCounselor).await?;
    clients::operations::lock(&change, client).await?;
    let (found, _) =
        clients::operations::find(caller, client, Action::AskForPrimaryCounselor, change.tx())
            .await?;
    let matter = Matter {
        client,
        request: None,
        from: found.primary_counselor_id,
    };
    let answer = ask(&mut change, &matter, body).await?;
    change.on(client);
    tell_of_client(&mut change, client, (matter.from, matter.from));
    Ok(created(change, &matter, answer))
}

fn created<'a>(change: Change<'a>, matter: &Matter, answer: HandOver) -> Created<'a, HandOver> {
    Created {
        answer,
        change,
        version: None,
        client: Some(matter.client),
    }
}

/// Staff who see the client, and the client.
fn tell_of_client(
    change: &mut Change<'_>,
    client: ClientId,
    between: (Option<CounselorId>, Option<CounselorId>),
) {
    news::tell_changed(change, client, between);
    let event = Event::of_client(ClientPart::Profile, Some(client));
    change.tell(event, Audience::Account { id: client.0 });
}

/// Asks, if the client is not asked already. What is handed over is locked by now.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
async fn ask(change: &mut Change<'_>, matter: &Matter, body: HandOverAsk) -> ApiResult<HandOver> {
    let (caller, tx, now) = (change.caller(), change.tx(), change.caller().now());
    let to = counselors::operations::exists_within(caller, body.counselor_id, tx).await?;
    if !to.active {
        return Err(ProblemCode::AccountInactive.into());
    }
    let from = matter.from.filter(|_| changes_hands(matter.from, to.id));
    let from = from.ok_or(ProblemCode::Conflict)?;
    if !is_asked(change, matter.client).await? {
        return Err(ProblemCode::Conflict.into());
    }
    let before = caller.scope().find::<Entity>().filter(matter.is_it());
    let before = before.filter(Column::Status.eq(HandOverStatus::Asked));
    for old in before.all(tx).await? {
        let still_so = old.from_counselor_id == from;
        if old.status.seen(old.expires_at, still_so, now) == HandOverStatus::Asked {
            return Err(ProblemCode::Conflict.into());
        }
        settle(change, &old, HandOverStep::Lapse).await?;
    }
    let id = HandOverId(Uuid::now_v7());
    let keys = caller.keys().await?;
    let key = keys.find_client_key(caller.scope(), matter.client, tx);
    let key = key.await?;
    let words = body.words.as_ref().map(HandOverWords::as_str);
    let sealed_words = words.map(|words| key.seal(HAND_OVER_WORDS, id.0, words));
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(matter.client),
        mail_request_id: Set(matter.request),
        asked_by: Set(caller.counselor_id()?),
        from_counselor_id: Set(from),
        to_counselor_id: Set(to.id),
        sealed_words: Set(sealed_words.transpose()?),
        status: Set(HandOverStatus::Asked),
        asked_at: Set(now),
        expires_at: Set(now + ASKED_FOR),
        decided_at: Set(None),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    let shown = show_one(caller, (model, true), tx).await?;
    notify_client(change, matter.client, MailTemplate::HandOverAsked).await?;
    Ok(shown)
}

/// What a client is asked at this moment, oldest first.
pub async fn list_hand_overs(caller: &Caller, query: HandOverQuery) -> ApiResult<Page<HandOver>> {
    caller.check(Action::ListHandOvers, Relation::Common)?;
    let client = caller.actor().client_id().ok_or(ProblemCode::Forbidden)?;
    let (scope, db, now) = (caller.scope(), caller.db(), caller.now());
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .filter(Column::Status.eq(HandOverStatus::Asked))
        .filter(Column::ExpiresAt.gt(now))
        .find_also_related(mail_request::Entity);
    if let Some(after) = &query.after {
        let id: HandOverId = read_cursor(after)?;
        select = select.filter(Column::Id.gt(id));
    }
    let rows = select.order_by_asc(Column::Id).limit(limit + 1);
    let mut rows = rows.all(db).await?;
    let next = next_page(&mut rows, limit, |(last, _)| last.id)?;
    let primary = primary_counselor_of(scope, client, db).await?;
    let rows = rows.into_iter().filter_map(|(one, request)| {
        let from = match one.mail_request_id {
            Some(_) => request.and_then(|request| request.ownership().in_hands_of()),
            None => primary,
        };
        (from == Some(one.from_counselor_id)).then_some((one, true))
    });
    Ok(Page {
        items: show(caller, client, rows.collect(), db).await?,
        next,
    })
}

/// Takes a question back.
pub async fn withdraw_hand_over(caller: &Caller, id: HandOverId) -> ApiResult<HandOver> {
    let mut change = Change::begin(caller, AuditAction::WithdrawHandOver).await?;
    let taken = take(&change, id, Action::WithdrawHandOver).await?;
    let shown = settle(&change, &taken.question, HandOverStep::Withdraw).await?;
    taken.tell(&mut change, taken.from);
    change.commit().await?;
    Ok(shown)
}

/// Agrees: it is handed over at once, if that can still be.
pub async fn agree_to_hand_over(caller: &Caller, id: HandOverId) -> ApiResult<HandOver> {
    let mut change = Change::begin(caller, AuditAction::AgreeToHandOver).await?;
    let taken = take(&change, id, Action::AgreeToHandOver).await?;
    let question = &taken.question;
    let to = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Id.eq(question.to_counselor_id))
        .filter(counselor::Column::Active.eq(true))
        .one(change.tx())
        .await?;
    let still_so = taken.from == Some(question.from_counselor_id);
    let Some(to) = to.filter(|_| still_so && caller.now() < question.expires_at) else {
        return lapse(change, &taken).await;
    };
    // Answered twice is answered once.
    let shown = settle(&change, question, HandOverStep::Agree).await?;
    if let Some(request) = &taken.request {
        give(&mut change, request, request.version, &to).await?;
    } else {
        let between = (question.from_counselor_id, to.id);
        clients::operations::give_to(&change, question.client_id, between).await?;
    }
    taken.tell_staff(&mut change, HandOverStep::Agree).await?;
    taken.tell(&mut change, Some(to.id));
    if let Some(request) = &taken.request {
        let after = load_request(caller, request.id, false, change.tx()).await?;
        tell_changed(&mut change, &after);
    }
    change.commit().await?;
    Ok(shown)
}

/// Does not: nothing changes, and staff are told.
pub async fn decline_hand_over(caller: &Caller, id: HandOverId) -> ApiResult<HandOver> {
    let mut change = Change::begin(caller, AuditAction::DeclineHandOver).await?;
    let taken = take(&change, id, Action::DeclineHandOver).await?;
    let still_so = taken.from == Some(taken.question.from_counselor_id);
    if !still_so || caller.now() >= taken.question.expires_at {
        return lapse(change, &taken).await;
    }
    let shown = settle(&change, &taken.question, HandOverStep::Decline).await?;
    taken.tell_staff(&mut change, HandOverStep::Decline).await?;
    taken.tell(&mut change, taken.from);
    change.commit().await?;
    Ok(shown)
}

/// It cannot be any more: nothing changes, and whoever asked is told that too.
async fn lapse(mut change: Change<'_>, taken: &Taken) -> ApiResult<HandOver> {
    let shown = settle(&change, &taken.question, HandOverStep::Lapse).await?;
    taken.tell_staff(&mut change, HandOverStep::Lapse).await?;
    taken.tell(&mut change, taken.from);
    change.commit().await?;
    Ok(shown)
}

/// A question with what it is about, which is locked until the end of the transaction.
struct Taken {
    question: Model,
    request: Option<mail_request::Model>,
    /// Whose it is now.
    from: Option<CounselorId>,
}

async fn take(change: &Change<'_>, id: HandOverId, action: Action) -> ApiResult<Taken> {
    let (caller, tx) = (change.caller(), change.tx());
    let question = load(caller, id, tx).await?;
    let request = if let Some(request) = question.mail_request_id {
        Some(load_request(caller, request, true, tx).await?)
    } else {
        clients::operations::lock(change, question.client_id).await?;
        None
    };
    let relation = match &request {
        Some(request) => request.ownership().relation_of(caller.actor()),
        None => clients::operations::relation_to(caller, question.client_id, tx).await?,
    };
    caller.check(action, relation)?;
    let from = match &request {
        Some(request) => request.ownership().in_hands_of(),
        None => primary_counselor_of(caller.scope(), question.client_id, tx).await?,
    };
    Ok(Taken {
        // Read again, now that nobody else can answer it.
        question: load(caller, id, tx).await?,
        request,
        from,
    })
}

impl Taken {
    /// Lets those know who are connected, of whom it was and whose it is `now`.
    fn tell(&self, change: &mut Change<'_>, now: Option<CounselorId>) {
        if let Some(request) = &self.request {
            change.on(request.id);
            tell_changed(change, request);
        } else {
            change.on(self.question.client_id);
            tell_of_client(change, self.question.client_id, (self.from, now));
        }
    }

    /// Writes to who asked and, if it stays theirs, to who has it.
    async fn tell_staff(&self, change: &mut Change<'_>, step: HandOverStep) -> ApiResult<()> {
        let question = &self.question;
        let mut whom = BTreeSet::from([question.asked_by]);
        let stays = step != HandOverStep::Agree;
        whom.extend(self.from.filter(|_| stays));
        let path = match (&self.request, stays) {
            (Some(request), true) => format!("/mail/{}", request.id),
            // Whoever has given it away may not see it any more.
            (Some(_), false) => "/mail".to_owned(),
            (None, _) => format!("/clients/{}", question.client_id),
        };
        let which = Condition::all().add(counselor::Column::Id.is_in(whom));
        notify_those(change, which, MailTemplate::HandOverAnswered, &path).await
    }
}

/// Writes what has become of a question, if nothing else has.
async fn settle(change: &Change<'_>, question: &Model, step: HandOverStep) -> ApiResult<HandOver> {
    let (caller, now) = (change.caller(), change.caller().now());
    let status = question.status.after(step)?;
    let settled = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .filter(Column::Id.eq(question.id))
        .filter(Column::Status.eq(HandOverStatus::Asked))
        .exec(change.tx())
        .await?;
    if settled.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    let settled = Model {
        status,
        decided_at: Some(now),
        ..question.clone()
    };
    show_one(caller, (settled, true), change.tx()).await
}

async fn load(caller: &Caller, id: HandOverId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    let found = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = found.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// What the client was asked last about a request; `from` works on it now.
pub async fn of_request(
    caller: &Caller,
    request: MailRequestId,
    from: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<HandOver>> {
    latest(caller, Column::MailRequestId.eq(request), from, db).await
}

/// What a client was asked last about who looks after them, which `from` does now.
pub async fn of_client(
    caller: &Caller,
    client: ClientId,
    from: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<HandOver>> {
    let about = Column::ClientId
        .eq(client)
        .and(Column::MailRequestId.is_null());
    latest(caller, about, from, db).await
}

async fn latest(
    caller: &Caller,
    about: Expr,
    from: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<HandOver>> {
    let found = caller
        .scope()
        .find_named::<Entity>(about)
        .order_by_desc(Column::Id)
        .one(db)
        .await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let still_so = from == Some(found.from_counselor_id);
    show_one(caller, (found, still_so), db).await.map(Some)
}

/// All that a client was ever asked, oldest first: for taking along.
pub async fn all_of_client(caller: &Caller, client: ClientId) -> ApiResult<Vec<HandOver>> {
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .order_by_asc(Column::Id)
        .all(caller.db())
        .await?;
    let rows = found.into_iter().map(|one| (one, true)).collect();
    show(caller, client, rows, caller.db()).await
}

/// Removes those about a request, within the transaction that removes the request.
pub async fn remove_of_mail_request(
    scope: &Scope,
    tx: &DatabaseTransaction,
    request: MailRequestId,
) -> ApiResult<()> {
    remove(scope, tx, Column::MailRequestId.eq(request)).await
}

/// Removes all of a client's, within the transaction that erases the client.
pub async fn erase_of_client(
    scope: &Scope,
    tx: &DatabaseTransaction,
    client: ClientId,
) -> ApiResult<()> {
    remove(scope, tx, Column::ClientId.eq(client)).await
}

async fn remove(scope: &Scope, tx: &DatabaseTransaction, which: Expr) -> ApiResult<()> {
    scope.delete::<Entity>().filter(which).exec(tx).await?;
    Ok(())
}

async fn show_one(
    caller: &Caller,
    (model, still_so): (Model, bool),
    db: &impl ConnectionTrait,
) -> ApiResult<HandOver> {
    let shown = show(caller, model.client_id, vec![(model, still_so)], db).await?;
    let one = shown.into_iter().next();
    one.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// With the names and the words of all of them, in two queries. Whether it is still so that the
/// one who is to give it away has it, comes along.
async fn show(
    caller: &Caller,
    client: ClientId,
    rows: Vec<(Model, bool)>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<HandOver>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let people = rows
        .iter()
        .flat_map(|(one, _)| [one.asked_by, one.from_counselor_id, one.to_counselor_id]);
    let people = counselors::operations::references(caller.scope(), people, db).await?;
    let key = if rows.iter().any(|(one, _)| one.sealed_words.is_some()) {
        let keys = caller.keys().await?;
        Some(keys.find_client_key(caller.scope(), client, db).await?)
    } else {
        None
    };
    let missing = || ApiError::Problem(ProblemCode::NotFound);
    let name = |id: CounselorId| people.get(&id).cloned().ok_or_else(missing);
    let shown = rows.into_iter().map(|(one, still_so)| {
        let words = key.as_ref().zip(one.sealed_words.as_ref());
        let words = words.map(|(key, sealed)| key.open(HAND_OVER_WORDS, one.id.0, sealed));
        Ok(HandOver {
            id: one.id,
            client_id: one.client_id,
            mail_request_id: one.mail_request_id,
            asked_by: name(one.asked_by)?,
            from: name(one.from_counselor_id)?,
            to: name(one.to_counselor_id)?,
            words: words.transpose()?,
            status: one.status.seen(one.expires_at, still_so, caller.now()),
            asked_at: one.asked_at,
            expires_at: one.expires_at,
            decided_at: one.decided_at,
        })
    });
    shown.collect()
}
