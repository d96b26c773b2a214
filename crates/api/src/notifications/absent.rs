//! Mails about what goes on, for those who are not there: one, until they have been there again.

use super::entity::told::{ActiveModel, Column, Entity};
use crate::{ApiResult, scope::Scope, state::State};
use domain::{chats::ChatAccount, ids::CounselorId, notifications::NotificationKind};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    TryInsertResult,
};

/// Whether a counselor is away, and has not been told of this kind since they left: then they are
/// now, within the transaction that writes the mail.
pub async fn is_first_since(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    (counselor, kind): (CounselorId, NotificationKind),
) -> ApiResult<bool> {
    let (account, now) = (ChatAccount::Counselor(counselor), state.clock.now());
    let here = state.hub.here();
    if here.is_connected(scope.facility(), account, now) {
        return Ok(false);
    }
    let told = ActiveModel {
        counselor_id: Set(counselor),
        kind: Set(kind),
        facility_id: Set(scope.facility()),
        told_at: Set(now),
    };
    // Of two things that happen at once, one is the first.
    let told = Entity::insert(told)
        .on_conflict_do_nothing_on([Column::CounselorId, Column::Kind])
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(told, TryInsertResult::Inserted(1)))
}

/// A counselor is there again: what happens once they are gone is news.
pub async fn come_back(scope: &Scope, counselor: CounselorId) -> ApiResult<()> {
    let theirs = Column::CounselorId.eq(counselor);
    // Most were told nothing, and reading keeps nobody from writing.
    let told = scope.find::<Entity>().filter(theirs.clone());
    if told.count(scope.db()).await? > 0 {
        let told = scope.delete::<Entity>().filter(theirs);
        told.exec(scope.db()).await?;
    }
    Ok(())
}
