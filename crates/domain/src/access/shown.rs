//! The table as the settings page shows it.

use super::{Access, Action, Openness, Relation, TokenScope, table};
use serde::{Deserialize, Serialize};

/// The kinds of caller that the table has columns for; API tokens have scopes instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallerKind {
    /// Staff who run the facility.
    Admin,
    /// Other staff.
    Counselor,
    /// People seeking help.
    Client,
}

impl CallerKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Admin, Self::Counselor, Self::Client];
}

/// Who may do what, and how open the facility is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessTable {
    /// The level that holds in this facility.
    pub openness: Openness,
    /// One row an action.
    pub rows: Vec<AccessRow>,
}

/// Who may do one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessRow {
    /// What, by the id of the operation.
    pub action: Action,
    /// What an API token must have been made for; absent where API tokens never may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<TokenScope>,
    /// What the table says; what it does not say is refused.
    pub cells: Vec<AccessCell>,
}

/// What one kind of caller gets, at every level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessCell {
    /// Who.
    pub caller: CallerKind,
    /// How they stand to the thing.
    pub relation: Relation,
    /// In a facility that is fully open.
    pub fully_open: Access,
    /// In one that is open.
    pub open: Access,
    /// In one that is restricted.
    pub restricted: Access,
    /// In one that is strongly restricted.
    pub strongly_restricted: Access,
}

impl AccessTable {
    /// The whole table.
    pub fn of(openness: Openness) -> Self {
        Self {
            openness,
            rows: table::rows().map(AccessRow::from).collect(),
        }
    }
}

impl From<&table::Row> for AccessRow {
    fn from(row: &table::Row) -> Self {
        let cells = CallerKind::ALL.into_iter().flat_map(|caller| {
            Relation::ALL.into_iter().filter_map(move |relation| {
                let at = |openness| row.cell(caller, relation, openness);
                Some(AccessCell {
                    caller,
                    relation,
                    fully_open: at(Openness::FullyOpen)?,
                    open: at(Openness::Open)?,
                    restricted: at(Openness::Restricted)?,
                    strongly_restricted: at(Openness::StronglyRestricted)?,
                })
            })
        });
        Self {
            action: row.action,
            scope: row.scope,
            cells: cells.collect(),
        }
    }
}
