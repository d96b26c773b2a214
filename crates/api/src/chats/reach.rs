//! Who can be written to.

use super::entity::{Model, member};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    clients::operations::primary_counselor_of,
    counselors::entity::{self as counselor, Entity as Counselors},
};
use domain::{chats::ChatKind, ids::ClientId, problem::ProblemCode};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

/// Refuses to write where the other cannot be written to. In a group everybody can write.
pub async fn check_partner(
    caller: &Caller,
    chat: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    if chat.kind == ChatKind::Group {
        return Ok(());
    }
    let partner = caller
        .scope()
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(chat.id))
        .filter(member::Column::MemberId.ne(caller.actor().id()))
        .one(db)
        .await?;
    let Some(id) = partner.and_then(|partner| partner.counselor_id) else {
        return Ok(());
    };
    let counselor = caller
        .scope()
        .find::<Counselors>()
        .filter(counselor::Column::Id.eq(id));
    let counselor = counselor.one(db).await?;
    let counselor = counselor.ok_or(ApiError::Problem(ProblemCode::CounselorUnreachable))?;
    check(caller, &counselor, db).await
}

/// Refuses to write to a counselor who cannot be written to by the caller.
pub async fn check(
    caller: &Caller,
    counselor: &counselor::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    let reachable = counselor.active
        && match caller.actor().client_id() {
            Some(client) if counselor.primary_clients_only => {
                is_primary(caller, counselor, client, db).await?
            }
            _ => true,
        };
    if !reachable {
        return Err(ProblemCode::CounselorUnreachable.into());
    }
    Ok(())
}

async fn is_primary(
    caller: &Caller,
    counselor: &counselor::Model,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let primary = primary_counselor_of(caller.scope(), client, db).await?;
    Ok(primary == Some(counselor.id))
}
