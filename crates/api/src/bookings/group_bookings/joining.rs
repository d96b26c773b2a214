//! Group appointments as clients see them: what they can join, and who else does is not told.

use super::{
    details::{self, Details},
    entity::{
        Column, Entity,
        participant::{
            ActiveModel as ParticipantRow, Column as ParticipantColumn, Entity as Participants,
        },
    },
    news::{tell_client, tell_of_clients},
    operations::lock,
    queue,
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity::{self as booking, Column as BookingColumn},
        limits::count_open,
        list::show,
        news,
        settings::rules_of,
    },
    caller::Caller,
    change::Change,
    clients, counselors,
    crypto::{FacilityKeys, column::BOOKING_TITLE},
    extract::{next_page, read_cursor},
    facility,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::{
        Booking, BookingKind, BookingRules, BookingState, GroupOffer, GroupOfferQuery, GroupWait,
        Happened,
    },
    counselors::CounselorRef,
    ids::{BookingId, ClientId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select, sea_query::Expr,
};
use std::collections::BTreeSet;

/// What the caller can join, or takes part in already, by when it begins.
pub async fn list_group_offers(
    caller: &Caller,
    query: GroupOfferQuery,
) -> ApiResult<Page<GroupOffer>> {
    caller.check(Action::ListGroupOffers, Relation::Common)?;
    let (client, db) = (client_of(caller)?, caller.db());
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let limit = query.limit.unwrap_or_default().rows();
    let rules = rules_of(&facility)?;
    let mut select = offered_to(caller, client, &rules, db).await?;
    if query.waiting == Some(true) {
        let awaited = queue::awaited_by(caller.scope(), client);
        select = select.filter(BookingColumn::Id.in_subquery(awaited));
    }
    if let Some(after) = &query.after {
        let (starts_at, id): (DateTime<Utc>, BookingId) = read_cursor(after)?;
        let key = [BookingColumn::StartsAt, BookingColumn::Id].map(Expr::col);
        let last = Expr::tuple([Expr::value(starts_at), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).gt(last));
    }
    let mut models = select
        .order_by_asc(BookingColumn::StartsAt)
        .order_by_asc(BookingColumn::Id)
        .limit(limit + 1)
        .all(db)
        .await?;
    let next = next_page(&mut models, limit, |last| (last.starts_at, last.id))?;
    let ids = || models.iter().map(|model| model.id);
    let details = details::of(caller.scope(), ids(), db).await?;
    let joined = details::joined_by(caller.scope(), client, ids(), db).await?;
    let waits = queue::of(caller.scope(), ids(), db).await?;
    let holders: BTreeSet<_> = models.iter().map(|model| model.counselor_id).collect();
    let holders = counselors::operations::references(caller.scope(), holders, db).await?;
    let keys = caller.keys().await?;
    let queued = models.iter().filter_map(|model| {
        let waiting = waits.get(&model.id).map_or(&[][..], Vec::as_slice);
        Some((model, details.get(&model.id)?, waiting))
    });
    let queued: Vec<_> = queued.collect();
    let at = (&rules, caller.now(), db);
    let with_room = queue::with_room(caller.scope(), &queued, client, at).await?;
    let mut items = Vec::new();
    for (model, details, waiting) in queued {
        let Some(holder) = holders.get(&model.counselor_id) else {
            continue;
        };
        let stands = Stands {
            full: !with_room.contains(&model.id),
            joined: joined.contains(&model.id),
            waiting: queue::wait_of(waiting, client, caller.now()),
        };
        items.push(offer(model, details, holder.clone(), stands, &keys)?);
    }
    Ok(Page { items, next })
}

/// How an offer stands to whoever asks.
pub(super) struct Stands {
    pub full: bool,
    pub joined: bool,
    pub waiting: Option<GroupWait>,
}

pub(super) fn offer(
    model: &booking::Model,
    details: &Details,
    counselor: CounselorRef,
    stands: Stands,
    keys: &FacilityKeys,
) -> ApiResult<GroupOffer> {
    let title = model.sealed_title.as_ref().ok_or_else(|| {
        ApiError::internal(DbErr::RecordNotFound(
            "what an appointment is called".into(),
        ))
    })?;
    let title = keys.open(BOOKING_TITLE, model.id.0, title)?;
    Ok(GroupOffer {
        id: model.id,
        title: String::from_utf8(title).map_err(ApiError::internal)?,
        remarks: details.remarks(keys)?,
        counselor,
        channel: model.channel,
        starts_at: model.starts_at,
        ends_at: model.ends_at,
        full: stands.full,
        joined: stands.joined,
        waiting: stands.waiting,
        version: model.version,
    })
}

/// The group appointments that a client can join, full or not: clients book them, the lead time is
/// not over, and their counselor takes this client on.
pub(super) async fn offered_to(
    caller: &Caller,
    client: ClientId,
    rules: &BookingRules,
    db: &impl ConnectionTrait,
) -> ApiResult<Select<booking::Entity>> {
    let scope = caller.scope();
    let primary = clients::operations::primary_counselor_of(scope, client, db).await?;
    let bookable = scope.find::<Entity>().filter(Column::Bookable.eq(true));
    let bookable = bookable.select_only().column(Column::BookingId);
    let takes = counselors::availability::take_client(scope, primary);
    let select = scope
        .find::<booking::Entity>()
        .filter(BookingColumn::Kind.eq(BookingKind::Group))
        .filter(BookingColumn::State.eq(BookingState::Confirmed))
        .filter(BookingColumn::StartsAt.gte(rules.earliest(caller.now())))
        .filter(BookingColumn::Id.in_subquery(bookable.into_query()))
        .filter(BookingColumn::CounselorId.in_subquery(takes));
    Ok(select)
}

/// Takes part, if there is a place. Who takes part already goes on to.
pub async fn join_group_booking(caller: &Caller, id: BookingId) -> ApiResult<Booking> {
    let mut change = Change::begin(caller, AuditAction::JoinGroupBooking).await?;
    load(caller, id, change.tx()).await?;
    caller.check(Action::JoinGroupBooking, Relation::Own)?;
    let (client, scope) = (client_of(caller)?, caller.scope());
    clients::operations::lock(&change, client).await?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let rules = rules_of(&facility)?;
    let offered = offered_to(caller, client, &rules, change.tx()).await?;
    let offered = offered.filter(BookingColumn::Id.eq(id));
    let found = offered.one(change.tx()).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let (model, details) = lock(&change, id).await?;
    if details::takes_part(scope, id, client, change.tx()).await? {
        // Nothing new is nothing to note.
        return show(caller, &model, change.tx()).await;
    }
    let waiting = queue::of_one(scope, id, change.tx()).await?;
    let at = (&rules, caller.now(), change.tx());
    if !queue::has_room(scope, (&model, &details, &waiting), client, at).await? {
        return Err(ProblemCode::NoPlaceLeft.into());
    }
    let open = count_open(scope, client, caller.now(), change.tx()).await?;
    if open >= rules.max_open_bookings.into() {
        return Err(ProblemCode::LimitReached.into());
    }
    let row = ParticipantRow {
        booking_id: Set(id),
        client_id: Set(client),
        facility_id: Set(caller.facility()),
        added_at: Set(caller.now()),
    };
    Participants::insert(row)
        .exec_without_returning(change.tx())
        .await?;
    queue::take_off(scope, id, &[client], change.tx()).await?;
    let shown = show(caller, &model, change.tx()).await?;
    change.on(id);
    tell_of_clients(&mut change, Happened::Joined, (&[client], &model)).await?;
    change.commit().await?;
    Ok(shown)
}

/// Takes part no more, up to the facility's notice period.
pub async fn leave_group_booking(caller: &Caller, id: BookingId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::LeaveGroupBooking).await?;
    let (scope, tx) = (caller.scope(), change.tx());
    let model = load(caller, id, tx).await?;
    let relation = details::relation_to(caller, &model, tx).await?;
    caller.check(Action::LeaveGroupBooking, relation)?;
    let client = client_of(caller)?;
    if model.state != BookingState::Confirmed {
        return Err(ProblemCode::Conflict.into());
    }
    let facility = facility::operations::by_id(tx, caller.facility()).await?;
    if rules_of(&facility)?.is_too_near(model.starts_at, caller.now()) {
        return Err(ProblemCode::NoticePeriodOver.into());
    }
    let left = scope
        .delete::<Participants>()
        .filter(ParticipantColumn::BookingId.eq(id))
        .filter(ParticipantColumn::ClientId.eq(client));
    left.exec(tx).await?;
    change.on(id);
    news::tell(&mut change, &model);
    tell_client(&mut change, &model, client);
    change.commit().await
}

/// A group appointment, whoever it is there for.
pub(super) async fn load(
    caller: &Caller,
    id: BookingId,
    db: &impl ConnectionTrait,
) -> ApiResult<booking::Model> {
    let group = caller
        .scope()
        .find::<booking::Entity>()
        .filter(BookingColumn::Id.eq(id))
        .filter(BookingColumn::Kind.eq(BookingKind::Group));
    let found = group.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

pub(super) fn client_of(caller: &Caller) -> ApiResult<ClientId> {
    let client = caller.actor().client_id();
    client.ok_or(ApiError::Problem(ProblemCode::Forbidden))
}
