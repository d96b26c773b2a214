//! Where in the list of clients a page begins, and in which order it goes on from there.

use super::entity::{Entity, name_part};
use crate::{ApiResult, extract::read_cursor};
use chrono::{DateTime, Utc};
use domain::{
    clients::{ClientNumber, ClientQuery, ClientSort, SortOrder},
    ids::ClientId,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, Select, Value,
    sea_query::Expr,
};

/// A table that holds what clients are sorted by.
pub trait Sortable: EntityTrait {
    /// The columns that make the order, no two rows of different clients alike in all of them.
    fn columns(sort: ClientSort) -> &'static [Self::Column];
}

impl Sortable for Entity {
    fn columns(sort: ClientSort) -> &'static [Self::Column] {
        use super::entity::Column::{Id, LastSeenAt, Number, PseudonymKey};
        match sort {
            ClientSort::Number => &[Number],
            ClientSort::Pseudonym => &[PseudonymKey],
            ClientSort::LastSignedIn => &[LastSeenAt, Id],
        }
    }
}

impl Sortable for name_part::Entity {
    fn columns(sort: ClientSort) -> &'static [Self::Column] {
        use name_part::Column::{ClientId, LastSeenAt, Name, Number};
        match sort {
            ClientSort::Number => &[Number],
            ClientSort::Pseudonym => &[Name],
            ClientSort::LastSignedIn => &[LastSeenAt, ClientId],
        }
    }
}

/// Where a page begins.
pub struct Place {
    /// What the list is sorted by.
    pub sort: ClientSort,
    order: SortOrder,
    /// Where the page before ended, if there was one.
    last: Option<Vec<Value>>,
}

impl Place {
    /// Where the page begins that is asked for.
    pub fn of(query: &ClientQuery) -> ApiResult<Self> {
        let sort = query.sort.unwrap_or_default();
        let last = match (&query.after, sort) {
            (None, _) => None,
            (Some(after), ClientSort::Number) => {
                Some(vec![read_cursor::<ClientNumber>(after)?.into()])
            }
            (Some(after), ClientSort::Pseudonym) => {
                Some(vec![read_cursor::<String>(after)?.into()])
            }
            (Some(after), ClientSort::LastSignedIn) => {
                let (at, id): (DateTime<Utc>, ClientId) = read_cursor(after)?;
                Some(vec![at.into(), id.into()])
            }
        };
        Ok(Self {
            sort,
            order: query.order.unwrap_or(sort.usual_order()),
            last,
        })
    }

    /// Rows from there on, in that order.
    pub fn begin<E: Sortable>(&self, mut select: Select<E>) -> Select<E> {
        let columns = E::columns(self.sort);
        if let Some(last) = &self.last {
            let key = columns.iter().map(|one| Expr::col(one.as_column_ref()));
            let last = last.iter().map(|value| Expr::value(value.clone()));
            let (key, last) = (Expr::tuple(key), Expr::tuple(last));
            select = select.filter(match self.order {
                SortOrder::Ascending => key.gt(last),
                SortOrder::Descending => key.lt(last),
            });
        }
        columns.iter().fold(select, |select, column| {
            select.order_by(*column, self.direction())
        })
    }

    /// Up or down.
    pub fn direction(&self) -> Order {
        match self.order {
            SortOrder::Ascending => Order::Asc,
            SortOrder::Descending => Order::Desc,
        }
    }
}
