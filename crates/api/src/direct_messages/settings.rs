//! How much of a direct message goes out: the facility chooses.

use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    facility::{
        self,
        entity::{Column, Entity},
    },
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    direct_messages::{DirectMessageSettings, DirectMessageSettingsUpdate},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, sea_query::Expr};

/// What the facility has chosen.
pub async fn read_direct_message_settings(caller: &Caller) -> ApiResult<DirectMessageSettings> {
    caller.check(Action::ReadDirectMessageSettings, Relation::Common)?;
    chosen(caller, caller.db()).await
}

/// The same, whoever asks.
pub(super) async fn chosen(
    caller: &Caller,
    db: &impl ConnectionTrait,
) -> ApiResult<DirectMessageSettings> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    Ok(DirectMessageSettings {
        content: facility.direct_message_content,
        version: facility.direct_message_version,
    })
}

/// Chooses, if nobody else has since `version`. What is on its way already goes as it was written.
pub async fn update_direct_message_settings(
    caller: &Caller,
    version: Version,
    body: DirectMessageSettingsUpdate,
) -> ApiResult<DirectMessageSettings> {
    caller.check(Action::UpdateDirectMessageSettings, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::UpdateDirectMessageSettings).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::DirectMessageContent, Expr::value(body.content))
        .col_expr(Column::DirectMessageVersion, Expr::value(version.next()))
        .filter(Column::DirectMessageVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    Ok(DirectMessageSettings {
        content: body.content,
        version: version.next(),
    })
}
