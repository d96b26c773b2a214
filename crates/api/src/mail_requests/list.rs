//! Lists of mail requests: one query a page, whatever it shows.

use super::{
    entity::{
        draft,
        mail_request::{Column, Entity},
    },
    overdue,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    clients::entity as client,
    counselling_fields::entity::{self as counselling_field, labels},
    counselors::entity as counselor,
    extract::{contains_pattern, next_page, read_cursor},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Actor, Relation},
    clients::{ClientNumber, ClientRef, SortOrder},
    counselors::CounselorRef,
    ids::{ClientId, CounsellingFieldId, CounselorId, MailRequestId},
    mail_requests::{
        CounsellingFieldRef, MailRequestCounts, MailRequestQuery, MailRequestSort,
        MailRequestStatus, MailRequestSummary, ShownStatus, Side, access::Ownership,
    },
    page::Page,
    version::Version,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, FromQueryResult, Order, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Expr, Func, LikeExpr, NullOrdering, Query},
};

/// A row of the list as the database answers it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: MailRequestId,
    number: String,
    subject: String,
    status: MailRequestStatus,
    last_message_at: DateTime<Utc>,
    last_message_from: Side,
    message_count: i32,
    client_wrote_at: DateTime<Utc>,
    counselor_wrote_at: Option<DateTime<Utc>>,
    pub client_read_at: Option<DateTime<Utc>>,
    pub counselor_read_at: Option<DateTime<Utc>>,
    pub client_id: ClientId,
    client_number: ClientNumber,
    pub pseudonym: String,
    client_key: String,
    counselor_id: Option<CounselorId>,
    counselor_name: Option<String>,
    counselling_field_id: Option<CounsellingFieldId>,
    field_de: Option<String>,
    field_en: Option<String>,
    draft_of: Option<MailRequestId>,
    answer_due_at: Option<DateTime<Utc>>,
    version: Version,
}

impl Row {
    /// What access rules look at.
    pub fn ownership(&self) -> Ownership {
        Ownership {
            client: self.client_id,
            counselor: self.counselor_id,
            status: self.status,
        }
    }

    /// As the caller's side sees it.
    pub fn summary(self, actor: Actor) -> ApiResult<MailRequestSummary> {
        let is_staff = actor.client_id().is_none();
        let unread = if is_staff {
            self.counselor_read_at < Some(self.client_wrote_at)
        } else {
            self.client_read_at < self.counselor_wrote_at
        };
        let field = self
            .counselling_field_id
            .zip(self.field_de.zip(self.field_en));
        let field = field.map(|(id, (de, en))| {
            let labels = labels(de, en)?;
            Ok::<_, ApiError>(CounsellingFieldRef { id, labels })
        });
        Ok(MailRequestSummary {
            id: self.id,
            counselling_field: field.transpose()?,
            number: self.number,
            client: ClientRef {
                id: self.client_id,
                number: self.client_number,
                pseudonym: self.pseudonym,
            },
            subject: self.subject,
            status: self.status,
            counselor: self
                .counselor_id
                .zip(self.counselor_name)
                .map(|(id, display_name)| CounselorRef { id, display_name }),
            last_message_at: self.last_message_at,
            last_message_from: self.last_message_from,
            message_count: self.message_count,
            unread,
            has_draft: is_staff && self.draft_of.is_some(),
            answer_due_at: self
                .answer_due_at
                .filter(|_| is_staff && self.status.is_uncompleted()),
            version: self.version,
        })
    }
}

/// The requests that the table lets `caller` read.
fn visible_to(caller: &Caller) -> Select<Entity> {
    let select = caller.scope().find::<Entity>();
    caller.filter(select, Action::ReadMailRequest, relations(caller))
}

/// How requests stand to `caller`: [`Ownership::relation_of`], read backwards.
fn relations(caller: &Caller) -> Vec<(Relation, Expr)> {
    match caller.actor() {
        Actor::Counselor { id, .. } => {
            let taken = Column::CounselorId.ne(id);
            let free = Column::Status.eq(MailRequestStatus::Open);
            vec![
                (Relation::Own, Column::CounselorId.eq(id)),
                (Relation::Nobodys, Column::CounselorId.is_null()),
                (Relation::Released, taken.clone().and(free.clone())),
                (Relation::Others, taken.and(free.not())),
            ]
        }
        Actor::Client { id } => vec![
            (Relation::Own, Column::ClientId.eq(id)),
            (Relation::Others, Column::ClientId.ne(id)),
        ],
        // Its scope lets it see all of them.
        Actor::ApiToken { .. } => Vec::new(),
    }
}

/// One request as lists show it, whoever asks.
pub async fn row(
    caller: &Caller,
    id: MailRequestId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<Row>> {
    let select = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    Ok(columns(select).into_model().one(db).await?)
}

/// The client's request that was made next after `last`, whoever asks.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<MailRequestId>,
) -> ApiResult<Option<Row>> {
    let mut select = caller.scope().find::<Entity>();
    select = select.filter(Column::ClientId.eq(client));
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    let select = columns(select.order_by_asc(Column::Id));
    Ok(select.into_model().one(caller.db()).await?)
}

/// The mail requests the caller may see, newest message first unless said otherwise.
pub async fn list_mail_requests(
    caller: &Caller,
    query: MailRequestQuery,
) -> ApiResult<Page<MailRequestSummary>> {
    caller.check(Action::ListMailRequests, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = columns(visible_to(caller));
    if let Some(status) = query.status {
        select = select.filter(shown_as(status));
    }
    if let Some(client) = query.client_id {
        select = select.filter(Column::ClientId.eq(client));
    }
    if let Some(field) = query.counselling_field_id {
        select = select.filter(Column::CounsellingFieldId.eq(field));
    }
    if let Some(counselor) = query.counselor_id {
        select = select.filter(Column::CounselorId.eq(counselor));
    }
    if let Some(wanted) = query.unread {
        let unread = unread(caller.actor());
        select = select.filter(if wanted { unread } else { unread.not() });
    }
    if let Some(from) = query.from {
        select = select.filter(Column::LastMessageAt.gte(from));
    }
    if let Some(until) = query.until {
        select = select.filter(Column::LastMessageAt.lt(until));
    }
    if let Some(search) = &query.q {
        let pattern = || LikeExpr::new(contains_pattern(search.as_str())).escape('\\');
        select = select.filter(
            Condition::any()
                .add(Expr::col((Entity, Column::SubjectKey)).like(pattern()))
                .add(Expr::col((client::Entity, client::Column::PseudonymKey)).like(pattern())),
        );
    }
    if let Some(overdue) = query.overdue {
        select = select.filter(overdue::is(overdue, caller.now()));
    }
    let sort = query.sort.unwrap_or(if query.overdue == Some(true) {
        MailRequestSort::AnswerDue
    } else {
        MailRequestSort::default()
    });
    let order = query.order.unwrap_or(sort.usual_order());
    let mut rows: Vec<Row> = sorted(select, sort, order, query.after.as_deref())?
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = match sort {
        MailRequestSort::LastMessage => {
            next_page(&mut rows, limit, |last| (last.last_message_at, last.id))?
        }
        MailRequestSort::Client => {
            next_page(&mut rows, limit, |last| (last.client_key.clone(), last.id))?
        }
        MailRequestSort::Subject => next_page(&mut rows, limit, |last| {
            (last.subject.to_lowercase(), last.id)
        })?,
        MailRequestSort::AnswerDue => {
            next_page(&mut rows, limit, |last| (last.answer_due_at, last.id))?
        }
    };
    let items = rows.into_iter().map(|row| row.summary(caller.actor()));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// In this order, after where the page before ended: a comparison of rows, not
/// `a < x OR (a = x AND b < y)`, because PostgreSQL answers only the former from the index.
fn sorted(
    select: Select<Entity>,
    sort: MailRequestSort,
    order: SortOrder,
    after: Option<&str>,
) -> ApiResult<Select<Entity>> {
    let column = match sort {
        MailRequestSort::LastMessage => Column::LastMessageAt,
        MailRequestSort::Client => Column::ClientKey,
        MailRequestSort::Subject => Column::SubjectKey,
        MailRequestSort::AnswerDue => Column::AnswerDueAt,
    };
    let mut select = select;
    if sort == MailRequestSort::AnswerDue {
        select = select
            .filter(overdue::is_uncompleted())
            .filter(Column::AnswerDueAt.is_not_null());
    }
    if let Some(after) = after {
        let last = match sort {
            MailRequestSort::LastMessage | MailRequestSort::AnswerDue => {
                let (at, id): (DateTime<Utc>, MailRequestId) = read_cursor(after)?;
                [Expr::value(at), Expr::value(id)]
            }
            MailRequestSort::Client | MailRequestSort::Subject => {
                let (key, id): (String, MailRequestId) = read_cursor(after)?;
                [Expr::value(key), Expr::value(id)]
            }
        };
        let key = [column, Column::Id].map(|column| Expr::col((Entity, column)));
        let (key, last) = (Expr::tuple(key), Expr::tuple(last));
        select = select.filter(match order {
            SortOrder::Ascending => key.gt(last),
            SortOrder::Descending => key.lt(last),
        });
    }
    let direction = match order {
        SortOrder::Ascending => Order::Asc,
        SortOrder::Descending => Order::Desc,
    };
    Ok(select
        .order_by(column, direction.clone())
        .order_by(Column::Id, direction))
}

/// Whose newest message of the other side is unread by the caller's: [`Row::summary`], read
/// backwards. For staff there is an index of exactly these.
fn unread(actor: Actor) -> Expr {
    let column = |column| Expr::col((Entity, column));
    let (read, wrote) = match actor {
        Actor::Client { .. } => {
            let (read, wrote) = (Column::ClientReadAt, Column::CounselorWroteAt);
            let never = Column::ClientReadAt.is_null();
            let written = Column::CounselorWroteAt.is_not_null();
            return written.and(never.or(column(read).lt(column(wrote))));
        }
        Actor::Counselor { .. } | Actor::ApiToken { .. } => {
            (Column::CounselorReadAt, Column::ClientWroteAt)
        }
    };
    read.is_null().or(column(read).lt(column(wrote)))
}

/// Picks what a row shows, with the client, the counselor and whether there is a draft.
fn columns(select: Select<Entity>) -> Select<Entity> {
    select
        .inner_join(client::Entity)
        .left_join(counselor::Entity)
        .left_join(counselling_field::Entity)
        .left_join(draft::Entity)
        .select_only()
        .columns([
            Column::Id,
            Column::Number,
            Column::Subject,
            Column::Status,
            Column::LastMessageAt,
            Column::LastMessageFrom,
            Column::MessageCount,
            Column::ClientWroteAt,
            Column::CounselorWroteAt,
            Column::ClientReadAt,
            Column::CounselorReadAt,
            Column::ClientId,
            Column::ClientKey,
            Column::CounselorId,
            Column::AnswerDueAt,
            Column::CounsellingFieldId,
            Column::Version,
        ])
        .column_as(client::Column::Number, "client_number")
        .column(client::Column::Pseudonym)
        .column_as(counselor::Column::DisplayName, "counselor_name")
        .column_as(counselling_field::Column::LabelDe, "field_de")
        .column_as(counselling_field::Column::LabelEn, "field_en")
        .column_as(draft::Column::MailRequestId, "draft_of")
}

/// The rows that lists show with this status: [`ShownStatus::of`], read backwards.
fn shown_as(status: ShownStatus) -> Condition {
    let stored = |status: MailRequestStatus| Condition::all().add(Column::Status.eq(status));
    match status {
        ShownStatus::New => stored(MailRequestStatus::Open).add(Column::CounselorId.is_null()),
        ShownStatus::Released => {
            stored(MailRequestStatus::Open).add(Column::CounselorId.is_not_null())
        }
        ShownStatus::InProgress => {
            stored(MailRequestStatus::InProgress).add(Column::LastMessageFrom.eq(Side::Client))
        }
        ShownStatus::Answered => {
            stored(MailRequestStatus::InProgress).add(Column::LastMessageFrom.eq(Side::Counselor))
        }
        ShownStatus::Completed => stored(MailRequestStatus::Completed),
        ShownStatus::Archived => stored(MailRequestStatus::Archived),
    }
}

/// How many the caller may see, by what lists show. Each is counted part by part, so that an index
/// leads to each part, and no further than [`MailRequestCounts::MOST`].
pub async fn count_mail_requests(caller: &Caller) -> ApiResult<MailRequestCounts> {
    caller.check(Action::CountMailRequests, Relation::Common)?;
    let parts = caller.listed(Action::ReadMailRequest, relations(caller));
    let parts = parts.unwrap_or_else(|| vec![Expr::value(true)]);
    let mut all = Query::select();
    for (place, status) in ShownStatus::ALL.into_iter().enumerate() {
        let counts = parts.iter().map(|part| {
            let some = caller.scope().find::<Entity>();
            let some = some.filter(shown_as(status)).filter(part.clone());
            let some = some.select_only().column(Column::Id);
            let some = some.limit(MailRequestCounts::MOST.unsigned_abs());
            let mut count = Query::select();
            count
                .expr(Func::count(Expr::col(Asterisk)))
                .from_subquery(some.into_query(), "some");
            Expr::SubQuery(None, Box::new(count.into()))
        });
        let sum = counts.reduce(ExprTrait::add).unwrap_or(Expr::value(0_i64));
        all.expr_as(sum, column_of(place));
    }
    let mut counts = MailRequestCounts::default();
    if let Some(row) = caller.db().query_one(&all).await? {
        for (place, status) in ShownStatus::ALL.into_iter().enumerate() {
            counts.set(status, row.try_get("", &column_of(place))?);
        }
    }
    Ok(counts)
}

fn column_of(place: usize) -> String {
    format!("count_{place}")
}

/// How many the caller may see that are new, late, and unread; each counted no further than
/// [`MailRequestCounts::MOST`].
pub async fn count_pressing(caller: &Caller) -> ApiResult<[i64; 3]> {
    caller.check(Action::CountMailRequests, Relation::Common)?;
    let uncompleted = Condition::all().add(overdue::is_uncompleted());
    let pressing = [
        shown_as(ShownStatus::New),
        overdue::is(true, caller.now()),
        uncompleted.add(unread(caller.actor())),
    ];
    let mut all = Query::select();
    for (place, which) in pressing.into_iter().enumerate() {
        let some = visible_to(caller).filter(which);
        let some = some.select_only().column(Column::Id);
        let some = some.limit(MailRequestCounts::MOST.unsigned_abs());
        let mut count = Query::select();
        count
            .expr(Func::count(Expr::col(Asterisk)))
            .from_subquery(some.into_query(), "some");
        let count = Expr::SubQuery(None, Box::new(count.into()));
        all.expr_as(count, column_of(place));
    }
    let mut counts = [0; 3];
    if let Some(row) = caller.db().query_one(&all).await? {
        for (place, count) in counts.iter_mut().enumerate() {
            *count = row.try_get("", &column_of(place))?;
        }
    }
    Ok(counts)
}

/// Those that wait for the caller, the most urgent first: their own in which the client has the
/// last word, those that anybody can take, and of admins all that are late.
pub async fn waiting(caller: &Caller, rows: u64) -> ApiResult<Vec<MailRequestSummary>> {
    let own = shown_as(ShownStatus::InProgress).add(Column::CounselorId.eq(caller.counselor_id()?));
    let late = overdue::is(true, caller.now());
    let waiting = Condition::any()
        .add(own)
        .add(Column::Status.eq(MailRequestStatus::Open))
        .add_option(caller.actor().is_admin().then_some(late));
    let select = visible_to(caller)
        .filter(overdue::is_uncompleted())
        .filter(waiting)
        .order_by_with_nulls(Column::AnswerDueAt, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id)
        .limit(rows);
    let rows: Vec<Row> = columns(select).into_model().all(caller.db()).await?;
    let rows = rows.into_iter().map(|row| row.summary(caller.actor()));
    rows.collect()
}
