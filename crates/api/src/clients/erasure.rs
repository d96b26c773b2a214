//! Erasing a client for good: the one place that knows every table that holds something of them.

use super::{
    entity::{Column, Entity},
    news, parts,
};
use crate::{
    ApiResult, accounts, attachments, bookings, chats, crypto::destroy_client_key, direct_messages,
    documents, events, hand_overs, idempotency, mail_requests, monitorings, notes, outgoing_mails,
    scope::Scope, statistics, waiting_list, webhooks,
};
use chrono::{DateTime, Utc};
use domain::{
    deletion_routine::ErasedCounts,
    events::{Audience, Event},
    ids::ClientId,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, QueryFilter, QuerySelect};

/// The transaction that erases one client, whether an admin wants it or the deletion routine.
pub struct Erasure<'a> {
    scope: &'a Scope,
    tx: &'a DatabaseTransaction,
    client: ClientId,
    now: DateTime<Utc>,
    /// How many of each are gone.
    pub counts: ErasedCounts,
    /// What those who may hear of it are told, once it is done.
    pub news: Vec<(Event, Audience)>,
}

impl<'a> Erasure<'a> {
    /// The database, as the client's facility sees it.
    pub fn scope(&self) -> &'a Scope {
        self.scope
    }

    /// Where it is erased.
    pub fn tx(&self) -> &'a DatabaseTransaction {
        self.tx
    }

    /// When.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Who is erased.
    pub fn client(&self) -> ClientId {
        self.client
    }
}

/// Erases a client with everything they wrote and were written (chapter 70), and destroys their
/// key, so that what a backup still holds can never be read again. A feature that keeps something
/// of a client has its line here.
pub async fn erase<'a>(
    scope: &'a Scope,
    tx: &'a DatabaseTransaction,
    client: ClientId,
    now: DateTime<Utc>,
) -> ApiResult<Erasure<'a>> {
    let mut erasure = Erasure {
        scope,
        tx,
        client,
        now,
        counts: ErasedCounts::default(),
        news: Vec::new(),
    };
    // Whoever is writing something of the client is waited for, and nobody begins to.
    let client_row = scope.find::<Entity>().filter(Column::Id.eq(client));
    let Some(row) = client_row.lock_exclusive().one(tx).await? else {
        return Ok(erasure);
    };
    attachments::operations::erase_of_client(&erasure).await?;
    monitorings::operations::erase_of_client(&erasure).await?;
    statistics::clients::erase_of_client(&erasure).await?;
    hand_overs::operations::erase_of_client(scope, tx, client).await?;
    mail_requests::operations::erase_of_client(&mut erasure).await?;
    documents::operations::erase_of_client(&mut erasure).await?;
    notes::operations::erase_of_client(&mut erasure).await?;
    chats::erase_of_client(&mut erasure).await?;
    direct_messages::retention::erase_of_client(&mut erasure).await?;
    waiting_list::erase_of_client(&erasure).await?;
    bookings::list::erase_of_client(&mut erasure).await?;
    bookings::group_bookings::erase_of_client(&mut erasure).await?;
    accounts::erase_sessions(scope, client, tx).await?;
    idempotency::forget_client(scope, tx, client).await?;
    outgoing_mails::forget_client(scope, tx, client).await?;
    events::forget_client(scope, tx, client).await?;
    webhooks::forget_record(scope, tx, client.0).await?;
    parts::forget_name(scope, tx, client).await?;
    parts::forget_carried(scope, tx, client).await?;
    destroy_client_key(scope, client, tx).await?;
    let gone = scope
        .delete::<Entity>()
        .filter(Column::Id.eq(client))
        .exec(tx)
        .await?;
    erasure.counts.clients += gone.rows_affected;
    erasure
        .news
        .push(news::of_several(row.primary_counselor_id));
    Ok(erasure)
}
