//! Reading the log. Nothing here changes it.

use super::{
    entity::{Column, Entity, Model},
    record,
};
use crate::{
    ApiResult,
    api_tokens::entity as api_token,
    caller::Caller,
    clients::entity as client,
    counselors::entity as counselor,
    crypto::hex,
    extract::{next_page, read_cursor},
};
use domain::{
    access::{Action, Relation},
    audit::{AuditActor, AuditActorKind, AuditEntry, AuditQuery, AuditRecord, AuditVerification},
    ids::{ApiTokenId, ClientId, CounselorId},
    page::Page,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;
use uuid::Uuid;

/// Entries read at a time where all are needed.
pub const BATCH: u64 = 1_000;

/// The entries that match, newest first.
pub async fn list_audit_entries(caller: &Caller, query: AuditQuery) -> ApiResult<Page<AuditEntry>> {
    caller.check(Action::ListAuditEntries, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = matching(caller, &query);
    if let Some(after) = &query.after {
        let position: i64 = read_cursor(after)?;
        select = select.filter(Column::Position.lt(position));
    }
    let mut models = select
        .order_by_desc(Column::Position)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.position)?;
    let items = with_names(caller, models).await?;
    Ok(Page { items, next })
}

/// The entries that a query asks for, without paging.
pub fn matching(caller: &Caller, query: &AuditQuery) -> Select<Entity> {
    caller
        .scope()
        .find::<Entity>()
        .apply_if(query.actor_id, |select, id| {
            select.filter(Column::ActorId.eq(id))
        })
        .apply_if(query.action, |select, action| {
            select.filter(Column::Action.eq(action))
        })
        .apply_if(query.record_id, |select, id| {
            select.filter(Column::RecordId.eq(id))
        })
        .apply_if(query.from, |select, from| {
            select.filter(Column::At.gte(from))
        })
        .apply_if(query.until, |select, until| {
            select.filter(Column::At.lt(until))
        })
}

/// Adds the names of those who are still there: one query each for staff, clients and API tokens.
pub async fn with_names(caller: &Caller, models: Vec<Model>) -> ApiResult<Vec<AuditEntry>> {
    let ids = |kind| {
        let mut ids: Vec<Uuid> = models
            .iter()
            .filter(|one| one.actor_kind == kind)
            .filter_map(|one| one.actor_id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (staff, clients) = (ids(AuditActorKind::Counselor), ids(AuditActorKind::Client));
    let tokens = ids(AuditActorKind::ApiToken);
    let mut names: HashMap<Uuid, String> = HashMap::new();
    let counselors: Vec<(CounselorId, String)> = caller
        .scope()
        .find::<counselor::Entity>()
        .select_only()
        .columns([counselor::Column::Id, counselor::Column::DisplayName])
        .filter(counselor::Column::Id.is_in(staff))
        .into_tuple()
        .all(caller.db())
        .await?;
    names.extend(counselors.into_iter().map(|(id, name)| (id.0, name)));
    let clients: Vec<(ClientId, String)> = caller
        .scope()
        .find::<client::Entity>()
        .select_only()
        .columns([client::Column::Id, client::Column::Pseudonym])
        .filter(client::Column::Id.is_in(clients))
        .into_tuple()
        .all(caller.db())
        .await?;
    names.extend(clients.into_iter().map(|(id, name)| (id.0, name)));
    let tokens: Vec<(ApiTokenId, String)> = caller
        .scope()
        .find::<api_token::Entity>()
        .select_only()
        .columns([api_token::Column::Id, api_token::Column::Name])
        .filter(api_token::Column::Id.is_in(tokens))
        .into_tuple()
        .all(caller.db())
        .await?;
    names.extend(tokens.into_iter().map(|(id, name)| (id.0, name)));
    let entries = models.into_iter().map(|model| show(model, &names));
    Ok(entries.collect())
}

fn show(model: Model, names: &HashMap<Uuid, String>) -> AuditEntry {
    let record = model.record_kind.zip(model.record_id);
    AuditEntry {
        position: model.position,
        at: model.at,
        actor: AuditActor {
            kind: model.actor_kind,
            id: model.actor_id,
            name: model.actor_id.and_then(|id| names.get(&id).cloned()),
        },
        action: model.action,
        record: record.map(|(kind, id)| AuditRecord { kind, id }),
        credential_id: model.credential_id,
        network: model.network,
    }
}

/// Computes every proof anew.
pub async fn verify_audit_log(caller: &Caller) -> ApiResult<AuditVerification> {
    caller.check(Action::VerifyAuditLog, Relation::Common)?;
    let keys = caller.keys().await?;
    let mut last: Option<Model> = None;
    loop {
        let position = last.as_ref().map_or(0, |last| last.position);
        let batch = caller
            .scope()
            .find::<Entity>()
            .filter(Column::Position.gt(position))
            .order_by_asc(Column::Position)
            .limit(BATCH)
            .all(caller.db())
            .await?;
        if batch.is_empty() {
            return Ok(AuditVerification {
                entries: position,
                broken_at: None,
                proof: last.map(|last| hex(&last.proof)),
            });
        }
        for entry in batch {
            let (expected, before) = last.as_ref().map_or((1, None), |last| {
                (last.position + 1, Some(last.proof.as_slice()))
            });
            let intact =
                entry.position == expected && entry.proof == record::proof(&keys, &entry, before);
            if !intact {
                return Ok(AuditVerification {
                    entries: count(caller).await?,
                    broken_at: Some(expected),
                    proof: None,
                });
            }
            last = Some(entry);
        }
    }
}

async fn count(caller: &Caller) -> ApiResult<i64> {
    let rows: Option<i64> = caller
        .scope()
        .find::<Entity>()
        .select_only()
        .column_as(Column::Position.count(), "rows")
        .into_tuple()
        .one(caller.db())
        .await?;
    Ok(rows.unwrap_or_default())
}
