//! What becomes of a counselor's requests when the counselor goes.

use super::{
    assignment_settings::hand_over_fallback,
    entity::mail_request::{Column, Entity},
    operations::tell,
};
use crate::{ApiResult, change::Change, scope::Scope};
use domain::{events::EventKind, ids::CounselorId, mail_requests::MailRequestStatus};
use sea_orm::{ColumnTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, sea_query::Expr};

#[derive(FromQueryResult)]
struct Count {
    status: MailRequestStatus,
    requests: i64,
}

/// How many requests a counselor works on, and how many they are done with.
pub async fn count_of_counselor(scope: &Scope, counselor: CounselorId) -> ApiResult<(u64, u64)> {
    let groups: Vec<Count> = scope
        .find::<Entity>()
        .filter(Column::CounselorId.eq(counselor))
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "requests")
        .group_by(Column::Status)
        .into_model()
        .all(scope.db())
        .await?;
    let sum = |open: bool| {
        let groups = groups.iter();
        groups
            .filter(|group| group.status.is_uncompleted() == open)
            .map(|group| group.requests.unsigned_abs())
            .sum()
    };
    Ok((sum(true), sum(false)))
}

/// Gives all requests of a counselor to a colleague, or to nobody, within the transaction that
/// deletes the counselor. Those that are done go along: the client may write again, and then
/// somebody has to be there.
pub async fn hand_over(
    change: &mut Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    hand_over_fallback(change, from, to).await?;
    let scope = change.caller().scope();
    let mut open = scope
        .find::<Entity>()
        .filter(Column::CounselorId.eq(from))
        .filter(Column::Status.is_in(MailRequestStatus::UNCOMPLETED))
        .lock_exclusive()
        .all(change.tx())
        .await?;
    for status in [
        MailRequestStatus::Open,
        MailRequestStatus::InProgress,
        MailRequestStatus::Completed,
        MailRequestStatus::Archived,
    ] {
        scope
            .update::<Entity>()
            .col_expr(Column::CounselorId, Expr::value(to))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(
                Column::Status,
                Expr::value(status.handed_over(to.is_some())),
            )
            .filter(Column::CounselorId.eq(from))
            .filter(Column::Status.eq(status))
            .exec(change.tx())
            .await?;
    }
    for request in &mut open {
        request.counselor_id = to;
        request.status = request.status.handed_over(to.is_some());
        tell(change, EventKind::MailRequestChanged, request);
    }
    Ok(())
}
