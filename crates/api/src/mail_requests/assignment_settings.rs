//! What a facility has set about who gets a request.

use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors::entity as counselor,
    facility::{
        self,
        entity::{ActiveModel, Column, Entity},
    },
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::CounselorId,
    mail_requests::{AssignmentSettings, AssignmentSettingsUpdate},
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

/// What is set.
pub async fn read_assignment_settings(caller: &Caller) -> ApiResult<AssignmentSettings> {
    caller.check(Action::ReadAssignmentSettings, Relation::Common)?;
    chosen(caller, caller.db()).await
}

async fn chosen(caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<AssignmentSettings> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let fallback = match facility.fallback_counselor_id {
        Some(id) => {
            let found = caller.scope().find::<counselor::Entity>();
            found.filter(counselor::Column::Id.eq(id)).one(db).await?
        }
        None => None,
    };
    Ok(AssignmentSettings {
        fallback_counselor: fallback.as_ref().map(counselor::Model::reference),
        automatic_primary_counselor: facility.automatic_primary_counselor,
        consent_before_hand_over: facility.consent_before_hand_over,
        version: facility.assignment_version,
    })
}

/// Sets it, if nobody else has since `version`.
pub async fn update_assignment_settings(
    caller: &Caller,
    version: Version,
    body: AssignmentSettingsUpdate,
) -> ApiResult<AssignmentSettings> {
    caller.check(Action::UpdateAssignmentSettings, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::UpdateAssignmentSettings).await?;
    let mut columns = ActiveModel {
        assignment_version: Set(version.next()),
        ..Default::default()
    };
    if let Some(fallback) = body.fallback_counselor_id.into_change() {
        if let Some(id) = fallback {
            check_fallback(&change, id).await?;
        }
        columns.fallback_counselor_id = Set(fallback);
    }
    if let Some(automatic) = body.automatic_primary_counselor {
        columns.automatic_primary_counselor = Set(automatic);
    }
    if let Some(asked) = body.consent_before_hand_over {
        columns.consent_before_hand_over = Set(asked);
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::AssignmentVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let settings = chosen(caller, change.tx()).await?;
    change.commit().await?;
    Ok(settings)
}

/// Whoever gets what nobody else can take has to be there.
async fn check_fallback(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let found = change
        .caller()
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Id.eq(id))
        .filter(counselor::Column::Active.eq(true))
        .one(change.tx())
        .await?;
    found.map(drop).ok_or_else(|| ApiError::Field {
        pointer: "/fallback_counselor_id".into(),
        error: FieldError::new(FieldCode::OutOfRange),
    })
}

/// Puts a colleague, or nobody, in the place of a counselor who goes.
pub async fn hand_over_fallback(
    change: &Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::FallbackCounselorId, Expr::value(to))
        .col_expr(
            Column::AssignmentVersion,
            Expr::col(Column::AssignmentVersion).add(1),
        )
        .filter(Column::FallbackCounselorId.eq(from))
        .exec(change.tx())
        .await?;
    Ok(())
}
