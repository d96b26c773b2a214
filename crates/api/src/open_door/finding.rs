//! The only ways to load a visit: as staff, who say what for.

use super::entity::{Column, Entity, Model};
use crate::{ApiError, ApiResult, caller::Caller, scope::Scope};
use domain::{
    access::{Action, Actor, Relation},
    ids::OpenDoorVisitId,
    open_door::OpenDoorStatus,
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

/// One visit: say what for.
pub async fn find(
    caller: &Caller,
    id: OpenDoorVisitId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let visit = load(caller.scope(), id, db).await?;
    caller.check(action, relation(caller.actor(), &visit))?;
    Ok(visit)
}

/// One visit, for who has been let in already.
pub async fn load(
    scope: &Scope,
    id: OpenDoorVisitId,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id));
    let found = row.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// How somebody stands to it: who waits is nobody's yet, and who went before they were picked up
/// stays so for everybody.
fn relation(actor: Actor, visit: &Model) -> Relation {
    match (visit.status, visit.counselor_id) {
        (OpenDoorStatus::Waiting, _) => Relation::Nobodys,
        (_, Some(counselor)) => Relation::to_counselors(actor, Some(counselor)),
        (_, None) => Relation::Others,
    }
}
