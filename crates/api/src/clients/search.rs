//! Searching the list of clients. Which way is taken depends on what is searched for, how many match
//! and where they stand, so that none takes much longer among many clients than among few.

use super::{
    entity::{Column, Entity, name_part},
    list::filtered,
    parts::{BEGINNING, begins_as, begins_with},
    place::{Place, Sortable},
    show,
};
use crate::{ApiResult, caller::Caller, extract::contains_pattern};
use domain::{
    access::Relation,
    clients::{ClientNumber, ClientQuery},
    ids::ClientId,
    text::EmailAddress,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, ExprTrait, QueryFilter, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, Func, LikeExpr, Query, SelectStatement, UnionType},
};

/// So many who match are few: they are looked up by id and sorted. Where more do and other filters
/// leave few of them, the list is gone through in its order.
const FEW: u64 = 1_000;
/// So many who match take a while to be sorted.
const MANY: u64 = 4_000;
/// Of those whose names have the first characters of what is searched for, so many are gone through
/// in the order of the list for a page of those who have all of it: a few, and more where sorting
/// would take longer.
const NEAR: u64 = 250;
const FAR: u64 = 2_000;

/// The clients that match what is searched for: part of the pseudonym, or the whole number with or
/// without its `K-`; for those who may see contact data, the whole e-mail address too. Not all of
/// them, but all that the page which begins at `place` can show.
pub async fn found(
    caller: &Caller,
    query: &ClientQuery,
    place: &Place,
) -> ApiResult<Select<Entity>> {
    let Some(search) = &query.q else {
        return Ok(caller.scope().find::<Entity>());
    };
    let search = Search {
        caller,
        query,
        text: search.as_str(),
        whole: whole(caller, search.as_str()).await?,
        rows: query.limit.unwrap_or_default().rows() + 1,
    };
    if !search.is_filtered() && search.text.chars().count() <= BEGINNING {
        return Ok(search.in_order_of_parts(place));
    }
    for (count, steps) in [(FEW, NEAR), (MANY, FAR)] {
        if !search.more_match_than(count).await? {
            break;
        }
        if let Some(next) = search.next(place, steps).await? {
            return Ok(search.among(next));
        }
    }
    if search.is_filtered() {
        search.among_filtered().await
    } else {
        Ok(search.sorted_by_name_parts(place))
    }
}

/// Those whose number or e-mail address it is, if it can be one.
async fn whole(caller: &Caller, search: &str) -> ApiResult<Option<Condition>> {
    let digits = search
        .trim_start_matches(['K', 'k'])
        .trim_start_matches('-');
    let number = digits.parse().ok().map(ClientNumber);
    let contact = show::sees_contact(caller, Relation::Others);
    let email = match EmailAddress::try_from(search) {
        Ok(email) if contact => Some(caller.keys().await?.email_index(&email.key())),
        _ => None,
    };
    Ok((number.is_some() || email.is_some()).then(|| {
        Condition::any()
            .add_option(number.map(|number| Column::Number.eq(number)))
            .add_option(email.map(|email| Column::EmailKey.eq(email)))
    }))
}

/// What is searched for.
struct Search<'a> {
    caller: &'a Caller,
    query: &'a ClientQuery,
    text: &'a str,
    /// Number or e-mail address.
    whole: Option<Condition>,
    /// Rows of a page, and one more.
    rows: u64,
}

impl Search<'_> {
    /// Whether something besides the search leaves clients out.
    fn is_filtered(&self) -> bool {
        self.query.primary_counselor.is_some()
            || self.query.status.is_some()
            || self.query.counselling_field_id.is_some()
            || !show::sees_all(self.caller)
    }

    /// The parts of names that it is the beginning of.
    fn parts(&self) -> Select<name_part::Entity> {
        self.caller
            .scope()
            .find::<name_part::Entity>()
            .select_only()
            .column(name_part::Column::ClientId)
            .filter(begins_with(&self.text.to_lowercase()))
    }

    async fn more_match_than(&self, count: u64) -> ApiResult<bool> {
        let one_more = self.parts().offset(count).limit(1);
        let one_more: Option<ClientId> = one_more.into_tuple().one(self.caller.db()).await?;
        Ok(one_more.is_some())
    }

    /// Among the few whom other filters leave: looked up where few match, too.
    async fn among_filtered(self) -> ApiResult<Select<Entity>> {
        if self.more_match_than(FEW).await? {
            return Ok(self.in_order());
        }
        let ids = self.parts();
        Ok(self.named(ids))
    }

    /// All who match, for the list to be gone through in its order.
    fn in_order(self) -> Select<Entity> {
        let matches = Condition::any()
            .add(self.in_name())
            .add_option(self.whole.map(Expr::from));
        self.caller.scope().find::<Entity>().filter(matches)
    }

    fn in_name(&self) -> Expr {
        let pattern = LikeExpr::new(contains_pattern(self.text)).escape('\\');
        Expr::col((Entity, Column::PseudonymKey)).like(pattern)
    }

    /// The next in the list who match and are left by the other filters, if there are enough for a
    /// page among so many whose names have the first characters of what is searched for.
    async fn next(&self, place: &Place, steps: u64) -> ApiResult<Option<Vec<ClientId>>> {
        let order = name_part::Entity::columns(place.sort);
        // The client is there anyway, and a column that is there twice is ambiguous to PostgreSQL.
        let besides = || {
            let columns = order.iter().copied();
            columns.filter(|column| !matches!(column, name_part::Column::ClientId))
        };
        let next = place
            .begin(self.caller.scope().find::<name_part::Entity>())
            .filter(begins_as(&self.text.to_lowercase()))
            .select_only()
            .columns([name_part::Column::ClientId, name_part::Column::Part])
            .columns(besides())
            .limit(steps)
            .into_query();
        let mut first = Query::select();
        first
            .distinct()
            .column(name_part::Column::ClientId)
            .columns(besides())
            .from_subquery(next, name_part::Entity)
            .and_where(begins_with(&self.text.to_lowercase()));
        if !self.is_filtered() {
            first.limit(self.rows);
        }
        for column in order {
            first.order_by(*column, place.direction());
        }
        let found = self.caller.db().query_all(&first).await?;
        let ids = found.iter().map(|row| row.try_get("", "client_id"));
        let mut ids: Vec<ClientId> = ids.collect::<Result<_, _>>()?;
        if self.is_filtered() {
            ids = self.left_of(ids, place).await?;
        }
        let enough = usize::try_from(self.rows).is_ok_and(|rows| ids.len() >= rows);
        Ok(enough.then_some(ids))
    }

    /// Of these clients those whom the other filters leave, as many as a page has.
    async fn left_of(&self, ids: Vec<ClientId>, place: &Place) -> ApiResult<Vec<ClientId>> {
        let these = self
            .caller
            .scope()
            .find_named::<Entity>(Column::Id.is_in(ids));
        let left = place.begin(filtered(self.caller, self.query, these)?);
        let left = left.select_only().column(Column::Id).limit(self.rows);
        Ok(left.into_tuple().all(self.caller.db()).await?)
    }

    /// The first who match from `place` on, in the order of what they are kept by: all of it is
    /// what is searched for.
    fn in_order_of_parts(self, place: &Place) -> Select<Entity> {
        let parts = self.caller.scope().find::<name_part::Entity>();
        let parts = parts
            .filter(begins_as(&self.text.to_lowercase()))
            .select_only()
            .column(name_part::Column::ClientId)
            .filter(self.is_first_in_name());
        let first = place.begin(parts).limit(self.rows);
        self.named(first)
    }

    /// The first who match from `place` on, sorted by what stands beside the parts of their names.
    fn sorted_by_name_parts(self, place: &Place) -> Select<Entity> {
        let first = place
            .begin(self.parts().filter(self.is_first_in_name()))
            .limit(self.rows);
        self.named(first)
    }

    /// Whether the part is where the text stands in the name for the first time: a name that has it
    /// twice is found once.
    fn is_first_in_name(&self) -> Expr {
        let position = match self.caller.db().get_database_backend() {
            DbBackend::Postgres => "strpos",
            _ => "instr",
        };
        let column = |column| Expr::col((name_part::Entity, column));
        let position = Func::cust(position)
            .arg(column(name_part::Column::Name))
            .arg(self.text.to_lowercase());
        let length = |of| Expr::expr(Func::char_length(column(of)));
        let start = length(name_part::Column::Name)
            .sub(length(name_part::Column::Part))
            .add(1);
        Expr::expr(position).eq(start)
    }

    /// The clients that these parts belong to, and those whose number or address it is.
    fn named(self, parts: Select<name_part::Entity>) -> Select<Entity> {
        let mut ids = Query::select();
        ids.column(name_part::Column::ClientId)
            .from_subquery(parts.into_query(), "matching");
        self.and_whole(ids)
    }

    /// These clients, and those whose number or address it is.
    fn among(self, these: Vec<ClientId>) -> Select<Entity> {
        let these = Column::Id.is_in(these);
        let these = self.caller.scope().find_named::<Entity>(these);
        let ids = these.select_only().column(Column::Id).into_query();
        self.and_whole(ids)
    }

    fn and_whole(self, mut ids: SelectStatement) -> Select<Entity> {
        if let Some(whole) = self.whole {
            let found = self.caller.scope().find::<Entity>().filter(whole);
            let found = found.select_only().column(Column::Id);
            ids.union(UnionType::Distinct, found.into_query());
        }
        let named = Column::Id.in_subquery(ids);
        self.caller.scope().find_named::<Entity>(named)
    }
}
