//! Writing the log: each entry in the transaction of what it tells of, each proven by the one
//! before it.

use super::entity::{Column, Entity, Model};
use crate::{ApiResult, caller::Caller, counters, crypto::FacilityKeys, scope::Scope, webhooks};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Actor,
    audit::{AuditAction, AuditActorKind, AuditRecord},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use uuid::Uuid;

/// Who does something, as the log keeps it.
#[derive(Clone, Debug)]
pub struct By {
    pub kind: AuditActorKind,
    pub id: Option<Uuid>,
    /// The session or API token.
    pub credential: Option<Uuid>,
    /// Where from, shortened.
    pub network: Option<String>,
}

impl By {
    /// Whoever runs the installation.
    pub const OPERATOR: Self = Self {
        kind: AuditActorKind::Operator,
        id: None,
        credential: None,
        network: None,
    };

    /// The installation by itself.
    pub const ROUTINE: Self = Self {
        kind: AuditActorKind::Routine,
        ..Self::OPERATOR
    };

    /// Somebody who is not signed in.
    pub fn nobody(network: Option<String>) -> Self {
        Self {
            kind: AuditActorKind::Nobody,
            id: None,
            credential: None,
            network,
        }
    }

    /// Somebody of the facility.
    pub fn actor(actor: Actor, credential: Uuid, network: Option<String>) -> Self {
        let (kind, id) = match actor {
            Actor::Counselor { id, .. } => (AuditActorKind::Counselor, id.0),
            Actor::Client { id } => (AuditActorKind::Client, id.0),
            Actor::ApiToken { id, .. } => (AuditActorKind::ApiToken, id.0),
        };
        Self {
            kind,
            id: Some(id),
            credential: Some(credential),
            network,
        }
    }
}

/// Adds an entry, within the transaction of what it tells of, and has other programs told of it
/// that are to be. To be called last in it: entries of
/// one facility are written one after the other.
pub async fn record(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    keys: &FacilityKeys,
    by: By,
    (action, record): (AuditAction, Option<AuditRecord>),
    at: DateTime<Utc>,
) -> ApiResult<()> {
    let position = counters::next(tx, scope.facility(), "audit_entries").await?;
    let before = scope
        .find::<Entity>()
        .filter(Column::Position.eq(position - 1))
        .one(tx)
        .await?;
    let mut model = Model {
        facility_id: scope.facility(),
        position,
        at,
        actor_kind: by.kind,
        actor_id: by.id,
        action,
        record_kind: record.map(|record| record.kind),
        record_id: record.map(|record| record.id),
        credential_id: by.credential,
        network: by.network,
        proof: Vec::new(),
    };
    model.proof = proof(
        keys,
        &model,
        before.as_ref().map(|one| one.proof.as_slice()),
    );
    Entity::insert(model.into_active_model())
        .exec_without_returning(tx)
        .await?;
    webhooks::note(tx, scope, (action, record), at).await
}

/// What an entry's proof has to be.
pub fn proof(keys: &FacilityKeys, entry: &Model, before: Option<&[u8]>) -> Vec<u8> {
    let id = |id: Option<Uuid>| id.map_or_else(Vec::new, |id| id.as_bytes().to_vec());
    keys.audit_proof(&[
        before.unwrap_or_default(),
        entry.facility_id.0.as_bytes(),
        &entry.position.to_be_bytes(),
        &entry.at.timestamp_micros().to_be_bytes(),
        entry.actor_kind.name().as_bytes(),
        &id(entry.actor_id),
        entry.action.name().as_bytes(),
        entry.record_kind.map_or("", |kind| kind.name()).as_bytes(),
        &id(entry.record_id),
        &id(entry.credential_id),
        entry.network.as_deref().unwrap_or_default().as_bytes(),
    ])
    .to_vec()
}

/// Minutes in which looking at the same record again makes no new entry: an open page asks again
/// with every change it hears of.
const SAME_LOOK_MINUTES: i64 = 15;
/// How many looks are remembered before those that are over are forgotten.
const FORGET_ABOVE: usize = 10_000;

/// Who looked at what a moment ago.
#[derive(Debug, Default)]
pub struct Looks(Mutex<HashMap<Look, DateTime<Utc>>>);

/// By which session or API token, at what of which record.
type Look = (Uuid, AuditAction, Uuid);

impl Looks {
    /// Whether this is a new look, which is remembered.
    fn is_new(&self, look: Look, now: DateTime<Utc>) -> bool {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = now + TimeDelta::minutes(SAME_LOOK_MINUTES);
        if looks.len() > FORGET_ABOVE {
            looks.retain(|_, until| *until > now);
        }
        let before = looks.insert(look, until);
        if let Some(before) = before
            && before > now
        {
            // The first look counts, not the last: a page left open is noted again in time.
            looks.insert(look, before);
            return false;
        }
        true
    }

    fn forget(&self, look: Look) {
        let mut looks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        looks.remove(&look);
    }
}

/// Notes that staff looked at a client's file (chapter 10), before it is shown.
pub async fn note_look(
    caller: &Caller,
    action: AuditAction,
    record: impl Into<AuditRecord>,
) -> ApiResult<()> {
    if caller.actor().client_id().is_some() {
        return Ok(());
    }
    let (record, now) = (record.into(), caller.now());
    let by = caller.by();
    let look = (by.credential.unwrap_or_default(), action, record.id);
    let looks = &caller.state().looks;
    if !looks.is_new(look, now) {
        return Ok(());
    }
    let written = write_look(caller, by, (action, Some(record)), now).await;
    if written.is_err() {
        looks.forget(look);
    }
    written
}

async fn write_look(
    caller: &Caller,
    by: By,
    what: (AuditAction, Option<AuditRecord>),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let keys = caller.keys().await?;
    let tx = caller.scope().begin().await?;
    self::record(&tx, caller.scope(), &keys, by, what, now).await?;
    tx.commit().await?;
    Ok(())
}
