//! The list of clients: sorted three ways, filtered, searched. Each page is a seek in an index.

use super::{
    entity::{Column, Entity, carried_field, name_part},
    parts::begins_with,
    show,
};
use crate::{
    ApiResult,
    caller::Caller,
    counselors::entity as counselor,
    extract::{contains_pattern, next_page, read_cursor},
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    clients::{
        ClientNumber, ClientQuery, ClientSort, ClientSummary, PrimaryCounselorFilter, SortOrder,
    },
    ids::ClientId,
    page::Page,
    text::EmailAddress,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, LikeExpr, UnionType},
};

/// So many who match are few: they are looked up by id and sorted. Where more do, the list is gone
/// through in its order, and does not have far to go to the next who matches.
const FEW: u64 = 1_000;

/// The facility's clients.
pub async fn list_clients(caller: &Caller, query: ClientQuery) -> ApiResult<Page<ClientSummary>> {
    caller.check(Action::ListClients, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = found(caller, &query).await?;
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
    let sort = query.sort.unwrap_or_default();
    let order = query.order.unwrap_or(sort.usual_order());
    select = sorted(select, sort, order, query.after.as_deref())?;
    let mut rows = show::visible_to(caller, select)
        .find_also_related(counselor::Entity)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = match sort {
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

/// In this order, after where the page before ended.
fn sorted(
    select: Select<Entity>,
    sort: ClientSort,
    order: SortOrder,
    after: Option<&str>,
) -> ApiResult<Select<Entity>> {
    let columns: &[Column] = match sort {
        ClientSort::Number => &[Column::Number],
        ClientSort::Pseudonym => &[Column::PseudonymKey],
        ClientSort::LastSignedIn => &[Column::LastSeenAt, Column::Id],
    };
    let mut select = select;
    if let Some(after) = after {
        let last = match sort {
            ClientSort::Number => vec![Expr::value(read_cursor::<ClientNumber>(after)?)],
            ClientSort::Pseudonym => vec![Expr::value(read_cursor::<String>(after)?)],
            ClientSort::LastSignedIn => {
                let (at, id): (DateTime<Utc>, ClientId) = read_cursor(after)?;
                vec![Expr::value(at), Expr::value(id)]
            }
        };
        let key = Expr::tuple(columns.iter().map(|column| Expr::col((Entity, *column))));
        let last = Expr::tuple(last);
        select = select.filter(match order {
            SortOrder::Ascending => key.gt(last),
            SortOrder::Descending => key.lt(last),
        });
    }
    let direction = match order {
        SortOrder::Ascending => Order::Asc,
        SortOrder::Descending => Order::Desc,
    };
    Ok(columns.iter().fold(select, |select, column| {
        select.order_by(*column, direction.clone())
    }))
}

/// The clients that match what is searched for: part of the pseudonym, or the whole number with or
/// without its `K-`; for those who may see contact data, the whole e-mail address too.
async fn found(caller: &Caller, query: &ClientQuery) -> ApiResult<Select<Entity>> {
    let Some(search) = &query.q else {
        return Ok(caller.scope().find::<Entity>());
    };
    let search = search.as_str();
    let digits = search
        .trim_start_matches(['K', 'k'])
        .trim_start_matches('-');
    let number = digits.parse().ok().map(ClientNumber);
    let contact = show::sees_contact(caller, Relation::Others);
    let email = match EmailAddress::try_from(search) {
        Ok(email) if contact => Some(caller.keys().await?.email_index(&email.key())),
        _ => None,
    };
    let whole = (number.is_some() || email.is_some()).then(|| {
        Condition::any()
            .add_option(number.map(|number| Column::Number.eq(number)))
            .add_option(email.map(|email| Column::EmailKey.eq(email)))
    });
    let parts = || {
        caller
            .scope()
            .find::<name_part::Entity>()
            .select_only()
            .column(name_part::Column::ClientId)
            .filter(begins_with(&search.to_lowercase()))
    };
    let one_more: Option<ClientId> = parts()
        .offset(FEW)
        .limit(1)
        .into_tuple()
        .one(caller.db())
        .await?;
    if one_more.is_some() {
        let pattern = LikeExpr::new(contains_pattern(search)).escape('\\');
        let part = Expr::col((Entity, Column::PseudonymKey)).like(pattern);
        let matches = Condition::any().add(part).add_option(whole.map(Expr::from));
        return Ok(caller.scope().find::<Entity>().filter(matches));
    }
    let mut ids = parts().into_query();
    if let Some(whole) = whole {
        let found = caller.scope().find::<Entity>().filter(whole);
        let found = found.select_only().column(Column::Id);
        ids.union(UnionType::Distinct, found.into_query());
    }
    let named = Column::Id.in_subquery(ids);
    Ok(caller.scope().find_named::<Entity>(named))
}
