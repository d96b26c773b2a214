//! Drafts whose request went to somebody who does not get them (chapter 30). They wait for whoever
//! wrote them and are there again when the request comes back.

use super::entity::{draft, left_draft, mail_request};
use crate::{ApiResult, change::Change};
use domain::{
    access::{self, Action, Actor},
    ids::{CounselorId, MailRequestId},
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Before the request goes to `to`: the draft goes along, or is put aside for its author; what was
/// put aside for `to` is taken out again.
pub async fn change_hands(
    change: &Change<'_>,
    request: &mail_request::Model,
    to: Actor,
) -> ApiResult<()> {
    let (caller, tx) = (change.caller(), change.tx());
    let Some(new_owner) = to.counselor_id() else {
        return Ok(());
    };
    let found = caller
        .scope()
        .find::<draft::Entity>()
        .filter(draft::Column::MailRequestId.eq(request.id))
        .one(tx)
        .await?;
    if let Some(draft) = found {
        let relation = request.ownership().relation_of(to);
        let inherited =
            access::decide(to, caller.system(), Action::InheritDraft, relation).is_allowed();
        if inherited || draft.counselor_id == new_owner {
            return Ok(());
        }
        put_aside(change, draft).await?;
    }
    take_out(change, request.id, new_owner).await
}

async fn put_aside(change: &Change<'_>, draft: draft::Model) -> ApiResult<()> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    forget(change, draft.mail_request_id, draft.counselor_id).await?;
    let model = left_draft::ActiveModel {
        mail_request_id: Set(draft.mail_request_id),
        counselor_id: Set(draft.counselor_id),
        facility_id: Set(draft.facility_id),
        sealed_text: Set(draft.sealed_text),
        version: Set(draft.version),
        saved_at: Set(draft.saved_at),
    };
    left_draft::Entity::insert(model)
        .exec_without_returning(tx)
        .await?;
    scope
        .delete::<draft::Entity>()
        .filter(draft::Column::MailRequestId.eq(draft.mail_request_id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn take_out(
    change: &Change<'_>,
    request: MailRequestId,
    counselor: CounselorId,
) -> ApiResult<()> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let found = scope
        .find::<left_draft::Entity>()
        .filter(left_draft::Column::MailRequestId.eq(request))
        .filter(left_draft::Column::CounselorId.eq(counselor))
        .one(tx)
        .await?;
    let Some(left) = found else {
        return Ok(());
    };
    let model = draft::ActiveModel {
        mail_request_id: Set(request),
        facility_id: Set(left.facility_id),
        counselor_id: Set(counselor),
        sealed_text: Set(left.sealed_text),
        version: Set(next_version(change, request).await?),
        saved_at: Set(left.saved_at),
    };
    draft::Entity::insert(model)
        .exec_without_returning(tx)
        .await?;
    forget(change, request, counselor).await
}

/// The version of a new draft: above all that were put aside, so that none of theirs fits it.
pub async fn next_version(change: &Change<'_>, request: MailRequestId) -> ApiResult<Version> {
    let newest = change
        .caller()
        .scope()
        .find::<left_draft::Entity>()
        .filter(left_draft::Column::MailRequestId.eq(request))
        .order_by_desc(left_draft::Column::Version)
        .one(change.tx())
        .await?;
    Ok(newest.map_or(Version::FIRST, |left| left.version.next()))
}

async fn forget(
    change: &Change<'_>,
    request: MailRequestId,
    counselor: CounselorId,
) -> ApiResult<()> {
    change
        .caller()
        .scope()
        .delete::<left_draft::Entity>()
        .filter(left_draft::Column::MailRequestId.eq(request))
        .filter(left_draft::Column::CounselorId.eq(counselor))
        .exec(change.tx())
        .await?;
    Ok(())
}
