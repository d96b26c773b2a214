//! What stands under a counselor's answers.

use super::entity::signature::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, crypto::column::SIGNATURE_TEXT};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    problem::ProblemCode,
    text_templates::{Signature, SignatureWrite},
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// The caller's own.
pub async fn read_signature(caller: &Caller) -> ApiResult<Signature> {
    caller.check(Action::ReadSignature, Relation::Common)?;
    let id = caller.counselor_id()?;
    let row = caller
        .scope()
        .find::<Entity>()
        .filter(Column::CounselorId.eq(id));
    let Some(found) = row.one(caller.db()).await? else {
        return Ok(Signature {
            text: String::new(),
            version: Version(0),
        });
    };
    let keys = caller.keys().await?;
    let text = keys.open(SIGNATURE_TEXT, id.0, &found.sealed_text)?;
    Ok(Signature {
        text: String::from_utf8(text).map_err(ApiError::internal)?,
        version: found.version,
    })
}

/// Changes it, if it has not been changed since `version`.
pub async fn update_signature(
    caller: &Caller,
    version: Version,
    body: SignatureWrite,
) -> ApiResult<Signature> {
    caller.check(Action::UpdateSignature, Relation::Common)?;
    let id = caller.counselor_id()?;
    let keys = caller.keys().await?;
    let sealed = keys.seal(SIGNATURE_TEXT, id.0, body.text.as_str().as_bytes())?;
    let mut change = Change::begin(caller, AuditAction::UpdateSignature).await?;
    if version == Version(0) {
        let model = ActiveModel {
            counselor_id: Set(id),
            facility_id: Set(caller.facility()),
            sealed_text: Set(sealed.clone()),
            version: Set(Version::FIRST),
        };
        Entity::insert(model)
            .on_conflict_do_nothing_on([Column::CounselorId])
            .exec_without_returning(change.tx())
            .await?;
        let row = caller
            .scope()
            .find::<Entity>()
            .filter(Column::CounselorId.eq(id));
        let kept = row.one(change.tx()).await?;
        // In another window there may be one by now.
        if kept.is_none_or(|kept| kept.sealed_text != sealed) {
            return Err(ProblemCode::StaleVersion.into());
        }
    } else {
        let changed = caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::SealedText, Expr::value(sealed))
            .col_expr(Column::Version, Expr::value(version.next()))
            .filter(Column::CounselorId.eq(id))
            .filter(Column::Version.eq(version))
            .exec(change.tx())
            .await?;
        if changed.rows_affected == 0 {
            return Err(ProblemCode::StaleVersion.into());
        }
    }
    change.on(id);
    change.commit().await?;
    read_signature(caller).await
}
