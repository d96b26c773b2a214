//! What comes with a client's row: the ends of their pseudonym, which searching goes by, and the
//! counselling fields they carry.

use super::entity::{Column, Entity, Model, carried_field, name_part};
use crate::{ApiError, ApiResult, counselling_fields, mail_requests::naming, scope::Scope};
use chrono::{DateTime, Utc};
use domain::{
    clients::MAX_COUNSELLING_FIELDS,
    ids::{ClientId, CounsellingFieldId},
    problem::{FieldCode, FieldError},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, Func},
};
use std::collections::{BTreeMap, BTreeSet};

/// Each end of `key`, once.
fn ends(key: &str) -> BTreeSet<&str> {
    key.char_indices().map(|(start, _)| &key[start..]).collect()
}

/// The parts that begin with `text`: from it up to what comes after all of them.
pub fn begins_with(text: &str) -> Expr {
    let part = || Expr::col((name_part::Entity, name_part::Column::Part));
    let from = part().gte(text);
    match after_all_that_begin_with(text) {
        Some(after) => from.and(part().lt(after)),
        None => from,
    }
}

/// So many characters are what the parts are kept by, in each order of the list.
pub const BEGINNING: usize = 2;

/// The parts whose first characters are those of `text`, as far as they are kept by them. Written
/// as the indexes are.
pub fn begins_as(text: &str) -> Expr {
    let text: String = text.chars().take(BEGINNING).collect();
    let part = Expr::col((name_part::Entity, name_part::Column::Part));
    let length = Expr::cust(text.chars().count().to_string());
    let beginning = Func::cust("substr").arg(part).arg(Expr::cust("1"));
    Expr::expr(beginning.arg(length)).eq(text)
}

/// The least text that is greater than every text that begins with this one, by code points.
fn after_all_that_begin_with(text: &str) -> Option<String> {
    let mut chars: Vec<char> = text.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            _ => char::from_u32(u32::from(last) + 1),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

/// Writes what a client is found by.
pub async fn write_name(tx: &impl ConnectionTrait, client: &Model) -> ApiResult<()> {
    let rows = ends(&client.pseudonym_key)
        .into_iter()
        .map(|part| name_part::ActiveModel {
            facility_id: Set(client.facility_id),
            part: Set(part.to_owned()),
            client_id: Set(client.id),
            name: Set(client.pseudonym_key.clone()),
            number: Set(client.number),
            last_seen_at: Set(client.last_seen_at),
        });
    name_part::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// What has to be locked before a client gets another name: see [`rename`].
pub async fn lock_named(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    naming::lock_of_client(scope, tx, client).await
}

/// Writes a client's new name wherever they are found or sorted by it.
pub async fn rename(scope: &Scope, tx: &impl ConnectionTrait, client: &Model) -> ApiResult<()> {
    forget_name(scope, tx, client.id).await?;
    write_name(tx, client).await?;
    naming::rename_client(scope, tx, client.id, &client.pseudonym_key).await
}

/// Notes when a client signed in last, where lists find it.
pub async fn note_seen(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
    at: DateTime<Utc>,
) -> ApiResult<()> {
    scope
        .update::<name_part::Entity>()
        .col_expr(name_part::Column::LastSeenAt, Expr::value(at))
        .filter(name_part::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    scope
        .update::<Entity>()
        .col_expr(Column::LastSeenAt, Expr::value(at))
        .filter(Column::Id.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes away what a client is found by.
pub async fn forget_name(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .delete::<name_part::Entity>()
        .filter(name_part::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// The fields that these clients carry, in one query.
pub async fn carried(
    scope: &Scope,
    db: &impl ConnectionTrait,
    clients: impl IntoIterator<Item = ClientId>,
) -> ApiResult<BTreeMap<ClientId, BTreeSet<CounsellingFieldId>>> {
    let named = carried_field::Column::ClientId.is_in(clients);
    let rows = scope
        .find_named::<carried_field::Entity>(named)
        .all(db)
        .await?;
    let mut carried = BTreeMap::<_, BTreeSet<_>>::new();
    for row in rows {
        carried
            .entry(row.client_id)
            .or_default()
            .insert(row.counselling_field_id);
    }
    Ok(carried)
}

/// Writes which fields a client carries from now on. A field that is not offered any more can be
/// kept, and not be taken up.
pub async fn carry(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
    fields: &BTreeSet<CounsellingFieldId>,
) -> ApiResult<()> {
    let mut present = carried(scope, tx, [client]).await?;
    let present = present.remove(&client).unwrap_or_default();
    if present == *fields {
        return Ok(());
    }
    let offered = counselling_fields::operations::all(scope, tx).await?;
    let is_offered = |id: &CounsellingFieldId| {
        let mut active = offered.iter().filter(|one| one.active);
        active.any(|one| one.id == *id)
    };
    let added: Vec<_> = fields.difference(&present).copied().collect();
    if fields.len() > MAX_COUNSELLING_FIELDS || !added.iter().all(is_offered) {
        return Err(ApiError::Field {
            pointer: "/counselling_field_ids".into(),
            error: FieldError::new(FieldCode::OutOfRange),
        });
    }
    scope
        .delete::<carried_field::Entity>()
        .filter(carried_field::Column::ClientId.eq(client))
        .filter(carried_field::Column::CounsellingFieldId.is_not_in(fields.iter().copied()))
        .exec(tx)
        .await?;
    if !added.is_empty() {
        let rows = added.into_iter().map(|field| carried_field::ActiveModel {
            client_id: Set(client),
            counselling_field_id: Set(field),
            facility_id: Set(scope.facility()),
        });
        carried_field::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Takes away which fields a client carries.
pub async fn forget_carried(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .delete::<carried_field::Entity>()
        .filter(carried_field::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_of_a_name_is_there_once() {
        let ends: Vec<_> = ends("über").into_iter().collect();
        assert_eq!(ends, ["ber", "er", "r", "über"]);
        assert_eq!(super::ends("aaa").len(), 3);
    }

    #[test]
    fn whatever_begins_with_a_text_lies_before_what_comes_after_it() {
        for (text, after) in [
            ("a", Some("b")),
            ("az", Some("a{")),
            ("ü", Some("ý")),
            ("a\u{d7ff}", Some("a\u{e000}")),
            ("a\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
            ("", None),
        ] {
            let found = after_all_that_begin_with(text);
            assert_eq!(found.as_deref(), after, "{text:?}");
            if let Some(after) = after {
                let longest = format!("{text}\u{10ffff}\u{10ffff}");
                assert!(longest.as_str() < after, "{text:?}");
            }
        }
    }
}
