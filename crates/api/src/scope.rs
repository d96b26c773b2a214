//! The only way to the tables of a facility: every query starts here, bound to one facility, so
//! that no operation can forget it (`.clippy.toml` forbids starting one elsewhere).

use crate::{
    ApiResult,
    database::{self, Write},
};
use domain::ids::FacilityId;
use sea_orm::{
    ColumnTrait, DatabaseConnection, DeleteMany, EntityTrait, ExprTrait, QueryFilter, Select,
    UpdateMany, sea_query::Expr,
};

/// A table whose rows each belong to one facility.
pub trait Tenant: EntityTrait {
    /// The column that says to which.
    const FACILITY: Self::Column;
}

/// The database, seen from one facility.
#[derive(Clone, Debug)]
pub struct Scope {
    facility: FacilityId,
    db: DatabaseConnection,
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
impl Scope {
    /// The database as `facility` sees it.
    pub fn new(facility: FacilityId, db: DatabaseConnection) -> Self {
        Self { facility, db }
    }

    /// Whose rows these are.
    pub fn facility(&self) -> FacilityId {
        self.facility
    }

    /// The connection, to run what [`Self::find`] and its siblings began.
    pub fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Begins a transaction that will write.
    pub async fn begin(&self) -> ApiResult<Write> {
        Ok(database::begin_write(&self.db).await?)
    }

    /// Rows of the facility.
    pub fn find<E: Tenant>(&self) -> Select<E> {
        E::find().filter(E::FACILITY.eq(self.facility))
    }

    /// Rows of the facility that `named` picks by a key of their own. The database is to go by
    /// that: written as a case, the facility is looked at and no index of it is gone through.
    pub fn find_named<E: Tenant>(&self, named: Expr) -> Select<E> {
        let ours: Expr = Expr::case(E::FACILITY.eq(self.facility), 1)
            .finally(0)
            .into();
        E::find().filter(named).filter(ours.eq(1))
    }

    /// A change of rows of the facility.
    pub fn update<E: Tenant>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::FACILITY.eq(self.facility))
    }

    /// Removal of rows of the facility.
    pub fn delete<E: Tenant>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::FACILITY.eq(self.facility))
    }
}
