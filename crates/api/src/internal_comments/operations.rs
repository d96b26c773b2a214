//! One function per operation. Nothing else reads or writes the table of internal comments.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors::operations::{exists_within, references},
    crypto::{ClientKey, column::INTERNAL_COMMENT_TEXT},
    idempotency::Created,
    mail_requests::{
        entity::mail_request,
        operations::{actor, client_key, find as find_request, tell_staff},
    },
    outgoing_mails::notify_counselor,
    scope::Scope,
};
use domain::{
    access::{self, Action, Relation},
    audit::AuditAction,
    counselors::CounselorRef,
    events::EventKind,
    ids::{CounselorId, InternalCommentId, MailRequestId},
    internal_comments::{
        InternalComment, InternalCommentCreate, InternalComments, MAX_INTERNAL_COMMENTS,
    },
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What staff say to each other about a request, oldest first.
pub async fn list_internal_comments(
    caller: &Caller,
    request: MailRequestId,
) -> ApiResult<InternalComments> {
    let action = Action::ListInternalComments;
    let request = find_request(caller, request, action, caller.db()).await?;
    let comments = caller
        .scope()
        .find::<Entity>()
        .filter(Column::MailRequestId.eq(request.id))
        .order_by_asc(Column::Id)
        .all(caller.db())
        .await?;
    let people = comments
        .iter()
        .flat_map(|one| [Some(one.counselor_id), one.addressee_id])
        .flatten();
    let people = references(caller.scope(), people, caller.db()).await?;
    let key = client_key(caller, request.client_id, caller.db()).await?;
    let items = comments.iter().map(|one| show(&key, one, &people));
    Ok(InternalComments {
        items: items.collect::<ApiResult<_>>()?,
    })
}

/// Says something to colleagues; whoever is asked is told, not what.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_internal_comment(
    caller: &Caller,
    request: MailRequestId,
    body: InternalCommentCreate,
) -> ApiResult<Created<'_, InternalComment>> {
    let mut change = Change::begin(caller, AuditAction::CreateInternalComment).await?;
    let tx = change.tx();
    let request = find_request(caller, request, Action::CreateInternalComment, tx).await?;
    let me = caller.counselor_id()?;
    if let Some(addressee) = body.addressee_id {
        check_addressee(caller, addressee, &request, tx).await?;
    }
    let of_request = Column::MailRequestId.eq(request.id);
    let there = caller.scope().find::<Entity>().filter(of_request);
    if there.count(tx).await? >= MAX_INTERNAL_COMMENTS {
        return Err(ProblemCode::LimitReached.into());
    }
    let id = InternalCommentId(Uuid::now_v7());
    let key = client_key(caller, request.client_id, tx).await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        mail_request_id: Set(request.id),
        counselor_id: Set(me),
        addressee_id: Set(body.addressee_id),
        sealed_text: Set(key.seal(INTERNAL_COMMENT_TEXT, id.0, body.text.as_str())?),
        written_at: Set(caller.now()),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    let people = [Some(me), body.addressee_id].into_iter().flatten();
    let people = references(caller.scope(), people, tx).await?;
    let answer = show(&key, &model, &people)?;
    if let Some(addressee) = body.addressee_id.filter(|addressee| *addressee != me) {
        let template = MailTemplate::ColleagueAsks;
        notify_counselor(&mut change, addressee, template, request.id).await?;
    }
    change.on(request.id);
    tell_staff(&mut change, EventKind::MailRequestChanged, &request);
    Ok(Created {
        answer,
        change,
        version: None,
        client: Some(request.client_id),
    })
}

/// Nobody is sent to a request that they could not read.
async fn check_addressee(
    caller: &Caller,
    addressee: CounselorId,
    request: &mail_request::Model,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    let colleague = exists_within(caller, addressee, tx).await?;
    let colleague_is = actor(&colleague);
    let relation = request.ownership().relation_of(colleague_is);
    let action = Action::ListInternalComments;
    let access = access::decide(colleague_is, caller.system(), action, relation);
    if !colleague.active {
        return Err(ProblemCode::AccountInactive.into());
    }
    if !access.is_allowed() {
        return Err(ProblemCode::ColleagueCannotRead.into());
    }
    Ok(())
}

/// Takes a comment back for good.
pub async fn delete_internal_comment(caller: &Caller, id: InternalCommentId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteInternalComment).await?;
    let comment = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(change.tx())
        .await?;
    let comment = comment.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    // Whoever may not see the comments does not learn that there is one; clients never do.
    if caller.actor().client_id().is_some() {
        return Err(ProblemCode::NotFound.into());
    }
    let (request, action) = (comment.mail_request_id, Action::ListInternalComments);
    let request = find_request(caller, request, action, change.tx()).await?;
    let relation = Relation::to_counselors(caller.actor(), Some(comment.counselor_id));
    caller.check(Action::DeleteInternalComment, relation)?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(request.id);
    tell_staff(&mut change, EventKind::MailRequestChanged, &request);
    change.commit().await
}

/// Removes what was said about a request, within the transaction that removes the request.
pub async fn remove_of_mail_request(
    scope: &Scope,
    tx: &DatabaseTransaction,
    request: MailRequestId,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::MailRequestId.eq(request))
        .exec(tx)
        .await?;
    Ok(())
}

fn show(
    key: &ClientKey,
    comment: &Model,
    people: &HashMap<CounselorId, CounselorRef>,
) -> ApiResult<InternalComment> {
    let named = |id: CounselorId| people.get(&id).cloned();
    let author = named(comment.counselor_id);
    Ok(InternalComment {
        id: comment.id,
        author: author.ok_or(ApiError::Problem(ProblemCode::NotFound))?,
        addressee: comment.addressee_id.and_then(named),
        text: key.open(INTERNAL_COMMENT_TEXT, comment.id.0, &comment.sealed_text)?,
        written_at: comment.written_at,
    })
}
