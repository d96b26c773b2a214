//! What mail counselling asks of a client's row, and changes in it.

use super::{
    entity::{Column, Entity, Model},
    news, show,
};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, crypto::column::CLIENT_MASTER_DATA,
    scope::Scope,
};
use domain::{
    clients::ClientStatus,
    ids::{ClientId, CounselorId},
    master_data_fields::MasterData,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, sea_query::Expr};

async fn row(scope: &Scope, id: ClientId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    let found = scope.find::<Entity>().filter(Column::Id.eq(id));
    let found = found.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Who normally looks after a client.
pub async fn primary_counselor_of(
    scope: &Scope,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<CounselorId>> {
    Ok(row(scope, client, db).await?.primary_counselor_id)
}

/// Whether a client can be asked something here: they can sign in.
pub async fn can_sign_in(
    scope: &Scope,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let client = row(scope, client, db).await?;
    Ok(client.status == ClientStatus::Active && client.password_hash().is_some())
}

/// Gives a client whom one counselor normally looks after to another.
pub async fn give_to(
    change: &Change<'_>,
    client: ClientId,
    (from, to): (CounselorId, CounselorId),
) -> ApiResult<()> {
    let given = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::PrimaryCounselorId, Expr::value(to))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(client))
        .filter(Column::PrimaryCounselorId.eq(from))
        .exec(change.tx())
        .await?;
    if given.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    Ok(())
}

/// Makes a counselor the one who normally looks after a client, unless somebody does.
pub async fn give_first_counselor(
    change: &mut Change<'_>,
    client: ClientId,
    counselor: CounselorId,
) -> ApiResult<()> {
    let given = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::PrimaryCounselorId, Expr::value(counselor))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(client))
        .filter(Column::PrimaryCounselorId.is_null())
        .exec(change.tx())
        .await?;
    if given.rows_affected > 0 {
        news::tell_changed(change, client, (None, Some(counselor)));
    }
    Ok(())
}

/// A client's answers to the facility's fields, and the version to be named when they are changed.
pub async fn master_data(
    caller: &Caller,
    id: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<(MasterData, Version)> {
    let client = row(caller.scope(), id, db).await?;
    let data = match &client.sealed_master_data {
        Some(sealed) => {
            let keys = caller.keys().await?;
            let key = keys.find_client_key(caller.scope(), id, db).await?;
            show::read_master_data(&key.open(CLIENT_MASTER_DATA, id.0, sealed)?)?
        }
        None => MasterData::new(),
    };
    Ok((data, client.version))
}
