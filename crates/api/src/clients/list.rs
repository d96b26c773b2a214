//! The list of clients: sorted three ways, filtered, searched. Each page is a seek in an index.

use super::{
    entity::{Column, Entity, carried_field},
    place::Place,
    search::found,
    show,
};
use crate::{
    ApiError, ApiResult, caller::Caller, counselors::entity as counselor, extract::next_page,
};
use domain::{
    access::{Action, Relation},
    clients::{ClientQuery, ClientSort, ClientStatus, ClientSummary, PrimaryCounselorFilter},
    dashboard::DashboardClients,
    ids::CounselorId,
    mail_requests::MailRequestCounts,
    page::Page,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Expr, Func, Query},
};

/// The facility's clients.
pub async fn list_clients(caller: &Caller, query: ClientQuery) -> ApiResult<Page<ClientSummary>> {
    caller.check(Action::ListClients, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let place = Place::of(&query)?;
    let found = found(caller, &query, &place).await?;
    let mut rows = place
        .begin(filtered(caller, &query, found)?)
        .find_also_related(counselor::Entity)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = match place.sort {
        ClientSort::Number => next_page(&mut rows, limit, |(last, _)| last.number)?,
        ClientSort::Pseudonym => {
            next_page(&mut rows, limit, |(last, _)| last.pseudonym_key.clone())?
        }
        ClientSort::LastSignedIn => {
            next_page(&mut rows, limit, |(last, _)| (last.last_seen_at, last.id))?
        }
    };
    Ok(Page {
        items: show::summaries(caller, rows, caller.db()).await?,
        next,
    })
}

/// Keeps of these clients those whom the other filters of `query` leave and `caller` may read.
pub fn filtered(
    caller: &Caller,
    query: &ClientQuery,
    mut select: Select<Entity>,
) -> ApiResult<Select<Entity>> {
    if let Some(whose) = query.primary_counselor {
        select = select.filter(match whose {
            PrimaryCounselorFilter::Me => Column::PrimaryCounselorId.eq(caller.counselor_id()?),
            PrimaryCounselorFilter::Nobody => Column::PrimaryCounselorId.is_null(),
            PrimaryCounselorFilter::Counselor(id) => Column::PrimaryCounselorId.eq(id),
        });
    }
    if let Some(status) = query.status {
        select = select.filter(Column::Status.eq(status));
    }
    if let Some(field) = query.counselling_field_id {
        let carry = caller
            .scope()
            .find::<carried_field::Entity>()
            .select_only()
            .column(carried_field::Column::ClientId)
            .filter(carried_field::Column::CounsellingFieldId.eq(field))
            .into_query();
        select = select.filter(Column::Id.in_subquery(carry));
    }
    Ok(show::visible_to(caller, select))
}

/// How many are there for the caller: their own, and nobody's that they may see; each counted no
/// further than a page says.
pub async fn count_own(caller: &Caller, me: CounselorId) -> ApiResult<DashboardClients> {
    caller.check(Action::ListClients, Relation::Common)?;
    let whose = [
        Column::PrimaryCounselorId.eq(me),
        Column::PrimaryCounselorId.is_null(),
    ];
    let mut all = Query::select();
    for (whose, name) in whose.into_iter().zip(["own", "nobodys"]) {
        let there = Column::Status.ne(ClientStatus::Deleted).and(whose);
        let some = show::visible_to(caller, caller.scope().find_named::<Entity>(there));
        let some = some.select_only().column(Column::Id);
        let some = some.limit(MailRequestCounts::MOST.unsigned_abs());
        let mut count = Query::select();
        count
            .expr(Func::count(Expr::col(Asterisk)))
            .from_subquery(some.into_query(), "some");
        all.expr_as(Expr::SubQuery(None, Box::new(count.into())), name);
    }
    let row = caller.db().query_one(&all).await?;
    let row = row.ok_or_else(|| ApiError::Internal("counting answered nothing".into()))?;
    Ok(DashboardClients {
        own: row.try_get("", "own")?,
        nobodys: row.try_get("", "nobodys")?,
    })
}
