//! The only way to the tables of a facility: every query starts here, bound to one facility, so
//! that no operation can forget it (`clippy.toml` forbids starting one elsewhere).

use crate::{ApiResult, database};
use domain::ids::FacilityId;
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, DeleteMany, EntityTrait, QueryFilter,
    Select, UpdateMany,
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
    pub async fn begin(&self) -> ApiResult<DatabaseTransaction> {
        Ok(database::begin_write(&self.db).await?)
    }

    /// Rows of the facility.
    pub fn find<E: Tenant>(&self) -> Select<E> {
        E::find().filter(E::FACILITY.eq(self.facility))
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
