use crate::{ApiResult, caller::Caller};
use domain::access::{AccessTable, Action, Relation};

/// The table that [`Caller::decide`] asks.
pub fn read_access_table(caller: &Caller) -> ApiResult<AccessTable> {
    caller.check(Action::ReadAccessTable, Relation::Common)?;
    Ok(AccessTable::of(caller.openness()))
}
