//! Reading the calendar.

use super::{
    attendance,
    entity::{Column, Entity, Model},
    group_bookings::details::{self, Details, is_of_client},
    news,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    clients::{self, erasure::Erasure},
    counselors,
    crypto::{
        ClientKey, FacilityKeys, Sealed,
        column::{BOOKING_INTERNAL_NOTE, BOOKING_NOTE, BOOKING_REASON, BOOKING_TITLE},
    },
    scope::Scope,
    services, statistics,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    bookings::{Attendance, Booking, BookingKind, BookingQuery, BookingState, Bookings, SeriesRef},
    clients::ClientRef,
    counselors::CounselorRef,
    ids::{BookingId, ClientId, CounselorId, ServiceId},
    problem::ProblemCode,
    slots::{Block, BlockKind},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect,
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// So many titles are opened to be searched.
const LOOKED_THROUGH: u64 = 200;
/// For each appointment that is shown, so many are read that the caller may not know of.
const MOST_HIDDEN: u64 = 10;

/// The calendar of a period: of clients, what is theirs; of staff, whatever takes anybody's time,
/// with what it is about where they may know it.
pub async fn list_bookings(caller: &Caller, query: &BookingQuery) -> ApiResult<Bookings> {
    caller.check(Action::ListBookings, Relation::Common)?;
    let check = match caller.actor().client_id() {
        Some(_) => query.check_own(),
        None => query.check(),
    };
    check.map_err(|error| ApiError::Field {
        pointer: "/until".into(),
        error,
    })?;
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::StartsAt.lt(query.until))
        .filter(Column::BlocksUntil.gt(query.from))
        .filter(is_there(caller.now()));
    if let Some(id) = caller.actor().client_id() {
        select = select.filter(is_of_client(caller.scope(), id));
    }
    if let Some(id) = query.counselor_id {
        select = select.filter(Column::CounselorId.eq(id));
    }
    if let Some(id) = query.client_id {
        // Whose group appointments they are is not told of clients whom one may not see.
        let theirs = if clients::operations::is_seen_by(caller, id, caller.db()).await? {
            is_of_client(caller.scope(), id)
        } else {
            Column::ClientId.eq(id)
        };
        select = select.filter(theirs);
    }
    let mut models = select
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .all(caller.db())
        .await?;
    // Who asks for a client's must not learn of those that they may not see.
    if query.client_id.is_some() {
        models.retain(|model| may_read(caller, model));
    }
    let items = show_all(caller, &models, caller.db()).await?;
    Ok(Bookings { items })
}

/// Entries, as the caller sees them.
pub async fn show_all(
    caller: &Caller,
    models: &[Model],
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Booking>> {
    let around = Around::of(caller, models, db).await?;
    let items = models.iter().map(|model| around.show(caller, model));
    items.collect()
}

/// One entry.
pub async fn read_booking(caller: &Caller, id: BookingId) -> ApiResult<Booking> {
    let model = load(caller, id, caller.db()).await?;
    let relation = details::relation_to(caller, &model, caller.db()).await?;
    caller.check(Action::ReadBooking, relation)?;
    show(caller, &model, caller.db()).await
}

/// One entry, as the caller sees it.
pub async fn show(caller: &Caller, model: &Model, db: &impl ConnectionTrait) -> ApiResult<Booking> {
    let around = Around::of(caller, std::slice::from_ref(model), db).await?;
    around.show(caller, model)
}

/// The only way to load one that something is done to: say what for. Who takes part in a group
/// appointment can see it, but it is not theirs to do anything with.
pub async fn find(
    caller: &Caller,
    id: BookingId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let found = load(caller, id, db).await?;
    caller.check(action, found.relation_to(caller.actor()))?;
    Ok(found)
}

/// One entry, whoever asks.
pub async fn by_id(scope: &Scope, id: BookingId) -> ApiResult<Option<Model>> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id));
    Ok(row.one(scope.db()).await?)
}

/// The same as [`find`] of what all who take part in a group appointment do.
pub async fn find_taking_part(
    caller: &Caller,
    id: BookingId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let found = load(caller, id, db).await?;
    caller.check(action, details::relation_to(caller, &found, db).await?)?;
    Ok(found)
}

/// A reservation that has run out is not there any more.
async fn load(caller: &Caller, id: BookingId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let row = row.filter(is_there(caller.now())).one(db).await?;
    row.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

fn may_read(caller: &Caller, model: &Model) -> bool {
    let relation = model.relation_to(caller.actor());
    caller.decide(Action::ReadBooking, relation).is_listed()
}

/// All but reservations that have run out.
pub fn is_there(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Column::State.ne(BookingState::Reserved))
        .add(Column::ReservedUntil.gt(now))
}

/// What takes counselors' time within a period; but for one entry, where that is to be moved.
pub async fn blocks(
    scope: &Scope,
    (of, but): (Option<CounselorId>, Option<BookingId>),
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<(CounselorId, Block)>> {
    let mut select = scope
        .find::<Entity>()
        .filter(Column::State.is_in(BookingState::BLOCKING))
        .filter(Column::StartsAt.lt(until))
        .filter(Column::BlocksUntil.gt(from))
        .filter(is_there(now));
    if let Some(id) = of {
        select = select.filter(Column::CounselorId.eq(id));
    }
    if let Some(id) = but {
        select = select.filter(Column::Id.ne(id));
    }
    let models = select.all(db).await?;
    let blocks = models.into_iter().map(|model| {
        let block = Block {
            starts_at: model.starts_at,
            ends_at: model.blocks_until,
            kind: match (model.kind, model.state) {
                (BookingKind::Blocker, _) => BlockKind::Blocker,
                (BookingKind::Single, BookingState::Reserved) => BlockKind::Reservation,
                (BookingKind::Single | BookingKind::Group, _) => BlockKind::Booking,
            },
        };
        (model.counselor_id, block)
    });
    Ok(blocks.collect())
}

/// What a counselor's own calendar shows of a period: all but what is only held, or does not take
/// place; by when it begins.
pub async fn certain_of(
    scope: &Scope,
    counselor: CounselorId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> ApiResult<Vec<Model>> {
    let states = BookingState::BLOCKING.into_iter();
    let states = states.filter(|state| *state != BookingState::Reserved);
    let select = scope
        .find::<Entity>()
        .filter(Column::CounselorId.eq(counselor))
        .filter(Column::State.is_in(states))
        .filter(Column::StartsAt.lt(until))
        .filter(Column::BlocksUntil.gt(from))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id);
    Ok(select.all(scope.db()).await?)
}

/// What a counselor has today, next after that, and what they are asked for and have not said yes
/// or no to; so many of the latter two.
pub async fn ahead(
    caller: &Caller,
    me: CounselorId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    rows: u64,
) -> ApiResult<[Vec<Booking>; 3]> {
    caller.check(Action::ListBookings, Relation::Common)?;
    let own = || {
        let own = caller.scope().find::<Entity>();
        own.filter(Column::CounselorId.eq(me))
            .order_by_asc(Column::StartsAt)
            .order_by_asc(Column::Id)
    };
    let db = caller.db();
    let today = own()
        .filter(Column::State.is_in(BookingState::BLOCKING))
        .filter(is_there(caller.now()))
        .filter(Column::StartsAt.lt(until))
        .filter(Column::EndsAt.gt(from));
    let next = own()
        .filter(Column::State.is_in(BookingState::OPEN))
        .filter(Column::Kind.ne(BookingKind::Blocker))
        .filter(Column::StartsAt.gte(until))
        .limit(rows);
    let requested = own()
        .filter(Column::State.eq(BookingState::Requested))
        .filter(Column::StartsAt.gt(caller.now()))
        .limit(rows);
    let parts = [
        today.all(db).await?,
        next.all(db).await?,
        requested.all(db).await?,
    ];
    let counts = parts.each_ref().map(Vec::len);
    let mut shown = show_all(caller, &parts.concat(), db).await?.into_iter();
    Ok(counts.map(|count| shown.by_ref().take(count).collect()))
}

/// What is ahead of these clients, or is called like `text`, as far as the caller may know of it;
/// the next first. Titles are sealed: of those that are ahead the next 200 are read.
pub async fn find_ahead(
    caller: &Caller,
    clients: Vec<ClientId>,
    text: &str,
    rows: u64,
) -> ApiResult<Vec<Booking>> {
    caller.check(Action::ListBookings, Relation::Common)?;
    let ahead = || {
        let ahead = caller.scope().find::<Entity>();
        ahead
            .filter(Column::State.is_in(BookingState::OPEN))
            .filter(Column::EndsAt.gt(caller.now()))
            .order_by_asc(Column::StartsAt)
            .order_by_asc(Column::Id)
    };
    let of_clients = ahead().filter(Column::ClientId.is_in(clients));
    let of_clients = of_clients
        .limit(rows * MOST_HIDDEN)
        .all(caller.db())
        .await?;
    let titled = ahead().filter(Column::SealedTitle.is_not_null());
    let titled = titled.limit(LOOKED_THROUGH).all(caller.db()).await?;
    let keys = caller.keys().await?;
    let wanted = text.to_lowercase();
    let mut found = of_clients;
    for model in titled {
        let Some(sealed) = &model.sealed_title else {
            continue;
        };
        let title = keys.open(BOOKING_TITLE, model.id.0, sealed)?;
        if String::from_utf8_lossy(&title)
            .to_lowercase()
            .contains(&wanted)
        {
            found.push(model);
        }
    }
    found.retain(|model| may_read(caller, model));
    found.sort_by_key(|model| (model.starts_at, model.id));
    found.truncate(usize::try_from(rows).map_err(ApiError::internal)?);
    show_all(caller, &found, caller.db()).await
}

fn series(model: &Model) -> ApiResult<Option<SeriesRef>> {
    let series = model.series_id.zip(model.series_weeks);
    let series = series.map(|(id, weeks)| {
        let every_weeks = weeks.try_into().map_err(ApiError::internal)?;
        Ok(SeriesRef { id, every_weeks })
    });
    series.transpose()
}

/// Whom and what entries are shown with: the same number of queries for one as for many.
struct Around {
    counselors: HashMap<CounselorId, CounselorRef>,
    clients: HashMap<ClientId, ClientRef>,
    client_keys: HashMap<ClientId, ClientKey>,
    attendances: HashMap<BookingId, Attendance>,
    groups: HashMap<BookingId, Details>,
    services: HashMap<ServiceId, String>,
    keys: Arc<FacilityKeys>,
}

impl Around {
    async fn of(caller: &Caller, models: &[Model], db: &impl ConnectionTrait) -> ApiResult<Self> {
        let readable = || models.iter().filter(|model| may_read(caller, model));
        let clients: BTreeSet<_> = readable().filter_map(|model| model.client_id).collect();
        let counselors: BTreeSet<_> = models.iter().map(|model| model.counselor_id).collect();
        let groups = models.iter().filter(|one| one.kind == BookingKind::Group);
        let groups: Vec<_> = groups.map(|one| one.id).collect();
        let is_staff = caller.actor().client_id().is_none();
        let services = readable().filter_map(|model| model.service_id);
        let services: BTreeSet<_> = services.filter(|_| is_staff).collect();
        let keys = caller.keys().await?;
        let scope = caller.scope();
        Ok(Self {
            counselors: counselors::operations::references(scope, counselors, db).await?,
            client_keys: keys
                .find_client_keys(scope, clients.iter().copied(), db)
                .await?,
            clients: clients::operations::references(scope, clients, db).await?,
            attendances: attendance::of(caller, models, db).await?,
            groups: details::of(scope, groups, db).await?,
            services: services::operations::names(scope, services, db).await?,
            keys,
        })
    }

    fn show(&self, caller: &Caller, model: &Model) -> ApiResult<Booking> {
        let counselor = self.counselors.get(&model.counselor_id).cloned();
        let counselor = counselor.ok_or_else(|| {
            ApiError::internal(DbErr::RecordNotFound("whose time it takes".into()))
        })?;
        let is_staff = caller.actor().client_id().is_none();
        let group = self.groups.get(&model.id);
        // Of group appointments, clients are only shown those that they take part in.
        let reads = may_read(caller, model) || (group.is_some() && !is_staff);
        let key = model.client_id.and_then(|id| self.client_keys.get(&id));
        let open = |column, sealed: &Option<Sealed>| {
            let sealed = sealed.as_ref().filter(|_| reads);
            let text = sealed.and_then(|sealed| match (key, model.client_id) {
                (Some(key), _) => Some(key.open(column, model.id.0, sealed)),
                (None, None) => Some(self.open_shared(column, model.id, sealed)),
                (None, Some(_)) => None,
            });
            text.transpose()
        };
        // Colleagues are shown what keeps one from having time, and what is offered to everybody.
        let says = reads || group.is_none_or(|details| details.bookable);
        let title = model.sealed_title.as_ref().filter(|_| says);
        let title = title.map(|sealed| self.open_shared(BOOKING_TITLE, model.id, sealed));
        let group = group.filter(|_| says);
        Ok(Booking {
            id: model.id,
            kind: model.kind,
            state: model.state,
            counselor,
            starts_at: model.starts_at,
            ends_at: model.ends_at,
            blocks_until: is_staff.then_some(model.blocks_until),
            reserved_until: model
                .reserved_until
                .filter(|_| model.state == BookingState::Reserved),
            client: model
                .client_id
                .and_then(|id| self.clients.get(&id))
                .cloned(),
            channel: model.channel.filter(|_| reads),
            service_id: model.service_id.filter(|_| reads),
            service: model
                .service_id
                .filter(|_| reads)
                .and_then(|id| self.services.get(&id))
                .cloned(),
            title: title.transpose()?,
            attendance: self.attendances.get(&model.id).cloned(),
            series: series(model)?.filter(|_| reads || model.kind == BookingKind::Blocker),
            group: group
                .map(|details| details.show(caller, &self.keys))
                .transpose()?,
            note: open(BOOKING_NOTE, &model.sealed_note)?,
            internal_note: match &model.sealed_internal_note {
                internal if is_staff => open(BOOKING_INTERNAL_NOTE, internal)?,
                _ => None,
            },
            reason: open(BOOKING_REASON, &model.sealed_reason)?,
            version: model.version,
        })
    }

    /// What is not one client's is sealed under the facility's key.
    fn open_shared(
        &self,
        column: &'static str,
        id: BookingId,
        sealed: &Sealed,
    ) -> ApiResult<String> {
        let bytes = self.keys.open(column, id.0, sealed)?;
        String::from_utf8(bytes).map_err(ApiError::internal)
    }
}

/// What a client has in the calendar after `last`, whoever asks, oldest first.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<BookingId>,
) -> ApiResult<Option<Booking>> {
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(is_of_client(caller.scope(), client));
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    match select.order_by_asc(Column::Id).one(caller.db()).await? {
        Some(model) => show(caller, &model, caller.db()).await.map(Some),
        None => Ok(None),
    }
}

/// Deletes a client's appointments, those to come and those that were, and tells staff whose time
/// is free again.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let gone = erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec_with_returning(erasure.tx())
        .await?;
    statistics::keep_bookings(erasure.scope(), erasure.tx(), &gone).await?;
    erasure.counts.appointments += gone.len() as u64;
    let calendars: BTreeSet<_> = gone.iter().map(|one| one.counselor_id).collect();
    for counselor in calendars {
        erasure.news.push(news::of(counselor, None));
    }
    Ok(())
}
