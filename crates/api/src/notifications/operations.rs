//! One function per operation, and what is asked before somebody is told of something.

use super::entity::{ActiveModel, Column, Entity, Model, told};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, scope::Scope};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::CounselorId,
    notifications::{NotificationChoices, NotificationSettings, NotificationSettingsUpdate},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    TryInsertResult,
    sea_query::{Expr, SelectStatement},
};
use std::collections::HashMap;

/// What the caller is told of.
pub async fn read_notification_settings(caller: &Caller) -> ApiResult<NotificationSettings> {
    caller.check(Action::ReadNotificationSettings, Relation::Common)?;
    let (choices, version) = own(caller, caller.db()).await?;
    Ok(show(&choices, version))
}

fn show(choices: &NotificationChoices, version: Version) -> NotificationSettings {
    NotificationSettings {
        choices: choices.all(),
        version,
    }
}

/// What the caller has chosen so far.
async fn own(
    caller: &Caller,
    db: &impl ConnectionTrait,
) -> ApiResult<(NotificationChoices, Version)> {
    let id = caller.counselor_id()?;
    let theirs = Column::CounselorId.eq(id);
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(theirs)
        .one(db)
        .await?;
    Ok(match found {
        Some(found) => (found.choices()?, found.version),
        None => (NotificationChoices::default(), Version(0)),
    })
}

/// Changes it, if it has not been changed since `version`.
pub async fn update_notification_settings(
    caller: &Caller,
    version: Version,
    body: NotificationSettingsUpdate,
) -> ApiResult<NotificationSettings> {
    caller.check(Action::UpdateNotificationSettings, Relation::Common)?;
    let id = caller.counselor_id()?;
    let mut change = Change::begin(caller, AuditAction::UpdateNotificationSettings).await?;
    let (before, _) = own(caller, change.tx()).await?;
    let choices = before.changed(&body.choices);
    let text = serde_json::to_string(&choices).map_err(ApiError::internal)?;
    let done = if version == Version(0) {
        let model = ActiveModel {
            counselor_id: Set(id),
            facility_id: Set(caller.facility()),
            choices: Set(text),
            version: Set(version.next()),
        };
        let inserted = Entity::insert(model)
            .on_conflict_do_nothing_on([Column::CounselorId])
            .exec_without_returning(change.tx())
            .await?;
        match inserted {
            TryInsertResult::Inserted(rows) => rows,
            TryInsertResult::Empty | TryInsertResult::Conflicted => 0,
        }
    } else {
        let changed = caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::Choices, Expr::value(text))
            .col_expr(Column::Version, Expr::value(version.next()))
            .filter(Column::CounselorId.eq(id))
            .filter(Column::Version.eq(version))
            .exec(change.tx())
            .await?;
        changed.rows_affected
    };
    if done == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.on(id);
    change.commit().await?;
    Ok(show(&choices, version.next()))
}

/// The ids of those who have chosen anything: nobody else is told of what is silent at first.
pub fn who_chose(scope: &Scope) -> SelectStatement {
    let chosen = scope.find::<Entity>().select_only();
    chosen.column(Column::CounselorId).into_query()
}

/// What these have chosen; whoever has chosen nothing is not among them.
pub async fn choices_of(
    scope: &Scope,
    counselors: impl IntoIterator<Item = CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<CounselorId, NotificationChoices>> {
    let theirs = Column::CounselorId.is_in(counselors);
    let found = scope.find::<Entity>().filter(theirs).all(db).await?;
    let choices = |one: &Model| Ok((one.counselor_id, one.choices()?));
    found.iter().map(choices).collect()
}

/// Takes away what a counselor has chosen, within the transaction that deletes them.
pub async fn forget(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let theirs = told::Column::CounselorId.eq(id);
    let told = scope.delete::<told::Entity>().filter(theirs);
    told.exec(tx).await?;
    let chosen = scope.delete::<Entity>().filter(Column::CounselorId.eq(id));
    chosen.exec(tx).await?;
    Ok(())
}
