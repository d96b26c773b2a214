//! What staff do with a request as a whole. Each step names the version that it starts from, so
//! that nobody decides about what they have not seen, and whoever comes second is told.

use super::{
    assignment,
    entity::mail_request::{Column, Entity, Model},
    left_drafts, list,
    operations::{find, load, tell},
    removal,
};
use crate::{
    ApiError, ApiResult, attachments,
    caller::Caller,
    change::Change,
    clients,
    counselors::{self, entity as counselor},
    hand_overs::operations as hand_overs,
    outgoing_mails::notify_counselor,
};
use domain::{
    access::{Action, Actor, Relation},
    audit::AuditAction,
    events::EventKind,
    ids::{CounselorId, MailRequestId},
    mail_requests::{MailRequestAssign, MailRequestStatus, MailRequestStep, MailRequestSummary},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, sea_query::Expr};

/// Gives it back for colleagues to take.
pub async fn release_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<MailRequestSummary> {
    let action = AuditAction::ReleaseMailRequest;
    step(caller, id, version, (MailRequestStep::Release, action)).await
}

/// Says that it is done.
pub async fn complete_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<MailRequestSummary> {
    let action = AuditAction::CompleteMailRequest;
    step(caller, id, version, (MailRequestStep::Complete, action)).await
}

/// Says that it is not done after all.
pub async fn reopen_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<MailRequestSummary> {
    let action = AuditAction::ReopenMailRequest;
    step(caller, id, version, (MailRequestStep::Reopen, action)).await
}

/// Puts it away.
pub async fn archive_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<MailRequestSummary> {
    let action = AuditAction::ArchiveMailRequest;
    step(caller, id, version, (MailRequestStep::Archive, action)).await
}

/// A step that leaves it with whom it is.
async fn step(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
    (step, action): (MailRequestStep, AuditAction),
) -> ApiResult<MailRequestSummary> {
    let mut change = Change::begin(caller, action).await?;
    let request = find(caller, id, step.action(), change.tx()).await?;
    let status = request.status.after(step, request.counselor_id.is_some())?;
    let owner = request.counselor_id;
    move_on(&mut change, &request, version, (owner, status)).await?;
    done(change, request).await
}

/// Makes it the caller's, with the draft where the facility is open enough. Of those who do so at
/// once one is first; the others are told who.
pub async fn take_over_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<MailRequestSummary> {
    let mut change = Change::begin(caller, AuditAction::TakeOverMailRequest).await?;
    let request = load(caller, id, true, change.tx()).await?;
    if let Some(winner) = faster(caller, &request, version) {
        let winner = counselors::operations::exists_within(caller, winner, change.tx()).await?;
        return Err(ApiError::TakenOver(winner.reference()));
    }
    let request = find(caller, id, Action::TakeOverMailRequest, change.tx()).await?;
    let me = caller.counselor_id()?;
    if request.counselor_id == Some(me) && request.status == MailRequestStatus::InProgress {
        // Asked twice: it is theirs already, and nothing is left to do.
        return summary(caller, id, change.tx()).await;
    }
    let status = request.status.after(MailRequestStep::TakeOver, true)?;
    let unasked = (false, AuditAction::TakeOverMailRequest);
    let hands = (request.ownership().in_hands_of(), me);
    hand_overs::check_consent(&mut change, request.client_id, hands, unasked).await?;
    left_drafts::change_hands(&change, &request, caller.actor()).await?;
    move_on(&mut change, &request, version, (Some(me), status)).await?;
    assignment::note_first_counselor(&mut change, request.client_id, me).await?;
    done(change, request).await
}

/// Who has taken over what the caller saw when it was there to be taken: a version that only those
/// know who did.
fn faster(caller: &Caller, request: &Model, version: Version) -> Option<CounselorId> {
    let free = caller.decide(Action::TakeOverMailRequest, Relation::Released);
    let me = caller.actor().counselor_id()?;
    let winner = request.counselor_id.filter(|winner| *winner != me);
    winner.filter(|_| free.is_allowed() && request.taken_version == Some(version))
}

/// Gives it to a colleague, who is told. Where clients are asked first, that does not happen
/// before they have agreed, but for an admin who says that it cannot wait.
pub async fn assign_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
    body: MailRequestAssign,
) -> ApiResult<MailRequestSummary> {
    let mut change = Change::begin(caller, AuditAction::AssignMailRequest).await?;
    let to = body.counselor_id;
    let action = if caller.actor().counselor_id() == Some(to) {
        // Or else it would be a way around what taking over takes.
        find(caller, id, Action::AssignMailRequest, change.tx()).await?;
        Action::TakeOverMailRequest
    } else {
        Action::AssignMailRequest
    };
    let request = find(caller, id, action, change.tx()).await?;
    let colleague = counselors::operations::exists_within(caller, to, change.tx()).await?;
    if !colleague.active {
        return Err(ProblemCode::AccountInactive.into());
    }
    if request.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let unasked = AuditAction::AssignMailRequestWithoutConsent;
    let unasked = (body.without_consent, unasked);
    let hands = (request.ownership().in_hands_of(), to);
    hand_overs::check_consent(&mut change, request.client_id, hands, unasked).await?;
    give(&mut change, &request, version, &colleague).await?;
    done(change, request).await
}

/// Makes a request a colleague's, within a change that may do more.
pub async fn give(
    change: &mut Change<'_>,
    request: &Model,
    version: Version,
    colleague: &counselor::Model,
) -> ApiResult<()> {
    let to = colleague.id;
    let status = request.status.after(MailRequestStep::Assign, true)?;
    left_drafts::change_hands(change, request, actor(colleague)).await?;
    move_on(change, request, version, (Some(to), status)).await?;
    assignment::note_first_counselor(change, request.client_id, to).await?;
    if change.caller().actor().counselor_id() != Some(to) {
        notify_counselor(change, to, MailTemplate::AssignedRequest, request.id).await?;
    }
    Ok(())
}

/// As access rules see this counselor.
pub fn actor(counselor: &counselor::Model) -> Actor {
    Actor::Counselor {
        id: counselor.id,
        role: counselor.role,
    }
}

/// Deletes it for good, with everything that was written in it.
pub async fn delete_mail_request(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteMailRequest).await?;
    let request = find(caller, id, Action::DeleteMailRequest, change.tx()).await?;
    if request.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let (scope, now) = (caller.scope(), caller.now());
    clients::operations::check_not_held(scope, change.tx(), request.client_id).await?;
    attachments::operations::delete_of_request(scope, change.tx(), id, now).await?;
    change.wake_worker();
    removal::remove(scope, change.tx(), id).await?;
    change.on(id);
    tell(&mut change, EventKind::MailRequestErased, &request);
    change.commit().await
}

/// Writes the step, if the request is still at `version`.
async fn move_on(
    change: &mut Change<'_>,
    request: &Model,
    version: Version,
    (owner, status): (Option<CounselorId>, MailRequestStatus),
) -> ApiResult<()> {
    let taken = (owner != request.counselor_id || request.status == MailRequestStatus::Open)
        .then_some(version);
    let mut update = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::CounselorId, Expr::value(owner))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(request.id))
        .filter(Column::Version.eq(version));
    if taken.is_some() {
        update = update.col_expr(Column::TakenVersion, Expr::value(taken));
    }
    if update.exec(change.tx()).await?.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    Ok(())
}

/// What the request is after the step, which those hear of who could see it before or can now.
async fn done(mut change: Change<'_>, before: Model) -> ApiResult<MailRequestSummary> {
    let (caller, id) = (change.caller(), before.id);
    let shown = summary(caller, id, change.tx()).await?;
    let after = load(caller, id, false, change.tx()).await?;
    change.on(id);
    tell(&mut change, EventKind::MailRequestChanged, &before);
    if after.ownership() != before.ownership() {
        tell(&mut change, EventKind::MailRequestChanged, &after);
    }
    change.commit().await?;
    Ok(shown)
}

async fn summary(
    caller: &Caller,
    id: MailRequestId,
    db: &impl ConnectionTrait,
) -> ApiResult<MailRequestSummary> {
    let row = list::row(caller, id, db).await?;
    let row = row.ok_or(ProblemCode::NotFound)?;
    row.summary(caller.actor())
}
