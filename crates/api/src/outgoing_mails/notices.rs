//! Mails to several at once, and those that no caller has caused.

use super::operations::{To, insert, way_to};
use crate::{
    ApiResult, change::Change, clients::entity as client, counselors::entity as counselor,
    facility, scope::Scope, state::State,
};
use domain::{
    access::Role,
    ids::{CounselorId, MailRequestId},
    outgoing_mails::{DeliveryWay, MailTemplate},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter};
use serde_json::json;

/// Tells every admin of the caller's facility something about its own affairs.
pub async fn notify_admins(
    change: &mut Change<'_>,
    template: MailTemplate,
    path: &str,
) -> ApiResult<()> {
    let admins = counselor::Column::Role.eq(Role::Admin);
    by_caller(change, Condition::all().add(admins), (template, path)).await
}

/// Tells everybody who works at the caller's facility something that concerns all of them.
pub async fn notify_staff(
    change: &mut Change<'_>,
    template: MailTemplate,
    path: &str,
) -> ApiResult<()> {
    by_caller(change, Condition::all(), (template, path)).await
}

async fn by_caller(
    change: &mut Change<'_>,
    which: Condition,
    about: (MailTemplate, &str),
) -> ApiResult<()> {
    let caller = change.caller();
    to_counselors(caller.state(), caller.scope(), change.tx(), which, about).await?;
    change.wake_worker();
    Ok(())
}

/// Tells who works on a request, and every admin, that its answer is late, within the transaction
/// that notes so; the worker is to be woken after the commit.
pub async fn tell_staff_of_delay(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    (request, owner): (MailRequestId, Option<CounselorId>),
) -> ApiResult<()> {
    let which = Condition::any()
        .add(counselor::Column::Role.eq(Role::Admin))
        .add_option(owner.map(|id| counselor::Column::Id.eq(id)));
    let path = format!("/mail/{request}");
    let about = (MailTemplate::RequestOverdue, path.as_str());
    to_counselors(state, scope, tx, which, about).await
}

/// Tells every admin something about the facility's own affairs that no caller has caused, within
/// the transaction that notes so; the worker is to be woken after the commit.
pub async fn tell_admins(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    about: (MailTemplate, &str),
) -> ApiResult<()> {
    let which = Condition::all().add(counselor::Column::Role.eq(Role::Admin));
    to_counselors(state, scope, tx, which, about).await
}

async fn to_counselors(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    which: Condition,
    (template, path): (MailTemplate, &str),
) -> ApiResult<()> {
    let counselors = scope
        .find::<counselor::Entity>()
        .filter(which)
        .filter(counselor::Column::Active.eq(true))
        .all(tx)
        .await?;
    for one in counselors {
        let what = (template, one.language, DeliveryWay::Email);
        let (to, data) = (To::Counselor(one.id), json!({ "path": path }));
        insert(tx, state, scope.facility(), (to, what), data).await?;
    }
    Ok(())
}

/// Tells a client that their answer is late, if they left an address; the rest is the same.
pub async fn tell_client_of_delay(
    state: &State,
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: &client::Model,
) -> ApiResult<()> {
    let template = MailTemplate::AnswerLate;
    let Some(way) = way_to(state, client, template) else {
        return Ok(());
    };
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let path = format!("/p/{}/requests", facility.slug);
    let what = (template, client.language, way);
    let (to, data) = (To::Client(client.id), json!({ "path": path }));
    insert(tx, state, scope.facility(), (to, what), data).await?;
    Ok(())
}
