//! Erasing documents that were kept for long enough.

use super::entity::{Column, Entity};
use crate::{
    ApiResult, blobs, clients::operations as clients, deletion_routine::Sweep, scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    events::{Audience, ClientPart, Event},
    ids::{ClientId, DocumentId},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;

/// Those whose time is over.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::UploadedAt.lte(cutoff))
        .add(Column::ClientId.not_in_subquery(clients::held(scope)))
}

/// Erases some of them, and has their bytes removed.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(DocumentId, ClientId)> = scope
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
    let gone = scope
        .delete::<Entity>()
        .filter(Column::Id.is_in(found.iter().map(|(id, _)| *id)))
        .filter(Column::ClientId.is_in(clients.keys().copied()))
        .exec_with_returning(tx)
        .await?;
    let mut told = BTreeSet::new();
    for document in gone {
        blobs::doom_one(scope, tx, document.blob_id, sweep.now()).await?;
        sweep.counts.documents += 1;
        let (part, client) = (ClientPart::Documents, document.client_id);
        let event = Event::of_client(part, Some(client));
        if document.visible_to_client && told.insert((client, true)) {
            let audience = Audience::Client { part, client };
            sweep.news.push((event, audience));
        }
        if told.insert((client, false)) {
            let counselor = clients.get(&client).copied().flatten();
            let audience = Audience::StaffOfClient { part, counselor };
            sweep.news.push((event, audience));
        }
    }
    Ok(found.len() as u64)
}
