//! Answers that are begun: read and saved by staff, never seen by clients.

use super::{
    entity::draft,
    left_drafts,
    operations::{client_key, find, tell_staff},
};
use crate::{
    ApiResult, caller::Caller, change::Change, counselors::entity as counselor,
    crypto::column::DRAFT_TEXT, extract::Expected,
};
use domain::{
    access::Action,
    events::EventKind,
    ids::MailRequestId,
    mail_requests::{Draft, DraftSave},
    problem::ProblemCode,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// The answer that is begun.
pub async fn read_draft(caller: &Caller, id: MailRequestId) -> ApiResult<Draft> {
    let request = find(caller, id, Action::ReadDraft, caller.db()).await?;
    let found = caller
        .scope()
        .find::<draft::Entity>()
        .filter(draft::Column::MailRequestId.eq(id))
        .find_also_related(counselor::Entity)
        .one(caller.db())
        .await?;
    let Some((draft, Some(counselor))) = found else {
        return Err(ProblemCode::NoDraft.into());
    };
    let key = client_key(caller, request.client_id, caller.db()).await?;
    Ok(Draft {
        text: key.open(DRAFT_TEXT, id.0, &draft.sealed_text)?,
        saved_by: counselor.reference(),
        saved_at: draft.saved_at,
        version: draft.version,
    })
}

/// Saves the answer that is begun, if it is still what the caller started from.
pub async fn save_draft(
    caller: &Caller,
    id: MailRequestId,
    expected: Expected,
    body: DraftSave,
) -> ApiResult<Draft> {
    let mut change = Change::begin_unrecorded(caller).await?;
    let tx = change.tx();
    let request = find(caller, id, Action::SaveDraft, tx).await?;
    let (counselor, now) = (caller.counselor_id()?, caller.now());
    let key = client_key(caller, request.client_id, tx).await?;
    let text = key.seal(DRAFT_TEXT, id.0, body.text.as_str())?;
    match expected {
        Expected::Absent => {
            let model = draft::ActiveModel {
                mail_request_id: Set(id),
                facility_id: Set(caller.facility()),
                counselor_id: Set(counselor),
                sealed_text: Set(text),
                version: Set(left_drafts::next_version(&change, id).await?),
                saved_at: Set(now),
            };
            draft::Entity::insert(model)
                .exec_without_returning(tx)
                .await?;
        }
        Expected::Version(version) => {
            let changed = caller
                .scope()
                .update::<draft::Entity>()
                .col_expr(draft::Column::CounselorId, Expr::value(counselor))
                .col_expr(draft::Column::SealedText, Expr::value(text))
                .col_expr(draft::Column::Version, Expr::value(version.next()))
                .col_expr(draft::Column::SavedAt, Expr::value(now))
                .filter(draft::Column::MailRequestId.eq(id))
                .filter(draft::Column::Version.eq(version))
                .exec(tx)
                .await?;
            if changed.rows_affected == 0 {
                return Err(ProblemCode::StaleVersion.into());
            }
        }
    }
    if expected == Expected::Absent {
        tell_staff(&mut change, EventKind::MailRequestChanged, &request);
    }
    change.commit().await?;
    read_draft(caller, id).await
}
