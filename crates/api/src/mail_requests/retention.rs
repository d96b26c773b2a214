//! Erasing mail requests that were kept for long enough.

use super::{
    entity::mail_request::{Column, Entity},
    removal,
};
use crate::{
    ApiResult, attachments, clients::operations as clients, deletion_routine::Sweep, scope::Scope,
    statistics,
};
use chrono::{DateTime, Utc};
use domain::{
    events::{Audience, Event, EventKind},
    ids::{ClientId, MailRequestId},
    mail_requests::MailRequestStatus,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// Those whose time is over: done or put away, and silent since. One in which somebody waits for an
/// answer never is.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.is_not_in(MailRequestStatus::UNCOMPLETED))
        .add(Column::LastMessageAt.lte(cutoff))
        .add(Column::ClientId.not_in_subquery(clients::held(scope)))
}

/// Erases some of them, with all that was written in them and sent along; what is counted of them
/// is counted on.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(MailRequestId, ClientId)> = scope
        .find::<Entity>()
        .filter(over(scope, cutoff))
        .select_only()
        .columns([Column::Id, Column::ClientId])
        .order_by_asc(Column::Id)
        .limit(Sweep::BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    let theirs = found.iter().map(|(_, client)| *client).collect();
    let clients = clients::lock_unheld(scope, tx, theirs).await?;
    // Somebody may have written in the meantime.
    let requests = scope
        .find::<Entity>()
        .filter(over(scope, cutoff))
        .filter(Column::Id.is_in(found.iter().map(|(id, _)| *id)))
        .filter(Column::ClientId.is_in(clients.into_keys()))
        .lock_exclusive()
        .all(tx)
        .await?;
    statistics::keep_mail_requests(scope, tx, &requests).await?;
    for request in &requests {
        let id = request.id;
        attachments::operations::delete_of_request(scope, tx, id, sweep.now()).await?;
        sweep.counts.messages += removal::remove(scope, tx, id).await?;
        sweep.counts.mail_requests += 1;
        sweep.news.push((
            Event::of_mail_request(EventKind::MailRequestErased, id),
            Audience::MailRequest(request.ownership()),
        ));
    }
    Ok(found.len() as u64)
}
