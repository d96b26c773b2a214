//! One function per operation. Nothing else reads or writes the table of templates.

use super::entity::{ActiveModel, Column, Entity, Model, signature};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    crypto::{
        FacilityKeys,
        column::{TEMPLATE_NAME, TEMPLATE_TEXT},
    },
    extract::{next_page, read_cursor},
    idempotency::Created,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::{CounselorId, TextTemplateId},
    page::Page,
    problem::ProblemCode,
    text_templates::{
        MAX_TEXT_TEMPLATES, TextTemplate, TextTemplateCreate, TextTemplateQuery, TextTemplateUpdate,
    },
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The facility's and the caller's own, oldest first.
pub async fn list_text_templates(
    caller: &Caller,
    query: TextTemplateQuery,
) -> ApiResult<Page<TextTemplate>> {
    caller.check(Action::ListTextTemplates, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let own = Column::CounselorId.eq(caller.counselor_id()?);
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::CounselorId.is_null().or(own));
    if let Some(after) = &query.after {
        let id: TextTemplateId = read_cursor(after)?;
        select = select.filter(Column::Id.gt(id));
    }
    let mut models = select
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let keys = caller.keys().await?;
    let items = models.iter().map(|model| show(&keys, model));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Makes a template.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_text_template(
    caller: &Caller,
    body: TextTemplateCreate,
) -> ApiResult<Created<'_, TextTemplate>> {
    let relation = if body.shared {
        Relation::Common
    } else {
        Relation::Own
    };
    caller.check(Action::CreateTextTemplate, relation)?;
    let own = Some(caller.counselor_id()?).filter(|_| !body.shared);
    let mut change = Change::begin(caller, AuditAction::CreateTextTemplate).await?;
    let theirs = match own {
        Some(id) => Column::CounselorId.eq(id),
        None => Column::CounselorId.is_null(),
    };
    let present = caller.scope().find::<Entity>().filter(theirs);
    if present.count(change.tx()).await? >= MAX_TEXT_TEMPLATES {
        return Err(ProblemCode::LimitReached.into());
    }
    let id = TextTemplateId(Uuid::now_v7());
    let keys = caller.keys().await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        counselor_id: Set(own),
        sealed_name: Set(keys.seal(TEMPLATE_NAME, id.0, body.name.as_str().as_bytes())?),
        sealed_text: Set(keys.seal(TEMPLATE_TEXT, id.0, body.text.as_str().as_bytes())?),
        version: Set(Version::FIRST),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    change.on(id);
    Ok(Created {
        answer: show(&keys, &model)?,
        change,
        version: Some(Version::FIRST),
        client: None,
    })
}

/// Changes a template, if nobody else has since `version`.
pub async fn update_text_template(
    caller: &Caller,
    id: TextTemplateId,
    version: Version,
    body: TextTemplateUpdate,
) -> ApiResult<TextTemplate> {
    let mut change = Change::begin(caller, AuditAction::UpdateTextTemplate).await?;
    let mut model = find(caller, id, Action::UpdateTextTemplate, change.tx()).await?;
    let keys = caller.keys().await?;
    if let Some(name) = &body.name {
        model.sealed_name = keys.seal(TEMPLATE_NAME, id.0, name.as_str().as_bytes())?;
    }
    if let Some(text) = &body.text {
        model.sealed_text = keys.seal(TEMPLATE_TEXT, id.0, text.as_str().as_bytes())?;
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SealedName, Expr::value(model.sealed_name.clone()))
        .col_expr(Column::SealedText, Expr::value(model.sealed_text.clone()))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    model.version = version.next();
    change.on(id);
    change.commit().await?;
    show(&keys, &model)
}

/// Deletes a template for good.
pub async fn delete_text_template(caller: &Caller, id: TextTemplateId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteTextTemplate).await?;
    find(caller, id, Action::DeleteTextTemplate, change.tx()).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(id);
    change.commit().await
}

/// Deletes what was a counselor's own, within the transaction that deletes the counselor.
pub async fn delete_of_counselor(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let scope = change.caller().scope();
    scope
        .delete::<Entity>()
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    scope
        .delete::<signature::Entity>()
        .filter(signature::Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// The only way to load one: say what for. A colleague's own is not there.
async fn find(
    caller: &Caller,
    id: TextTemplateId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = row.one(db).await?;
    let found = found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let relation = match found.counselor_id {
        None => Relation::Common,
        owner => Relation::to_counselors(caller.actor(), owner),
    };
    caller.check(action, relation)?;
    Ok(found)
}

fn show(keys: &FacilityKeys, model: &Model) -> ApiResult<TextTemplate> {
    let open = |column, sealed| {
        let bytes = keys.open(column, model.id.0, sealed)?;
        String::from_utf8(bytes).map_err(ApiError::internal)
    };
    Ok(TextTemplate {
        id: model.id,
        shared: model.counselor_id.is_none(),
        name: open(TEMPLATE_NAME, &model.sealed_name)?,
        text: open(TEMPLATE_TEXT, &model.sealed_text)?,
        version: model.version,
    })
}
