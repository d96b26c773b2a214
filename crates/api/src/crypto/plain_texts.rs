//! Databases of the first schema held texts and contact data in the open. They are sealed in
//! batches, between the migration that makes room and the one that drops the open columns; cut
//! off in the middle, it goes on where it stopped.

use super::{ClientKey, FacilityKeys, Keyring, column};
use crate::{ApiResult, database::begin_write, scope::Scope};
use chrono::{DateTime, Utc};
use domain::ids::{ClientId, FacilityId};
use sea_orm::{ConnectionTrait, DatabaseConnection, FromQueryResult, Statement, Value};
use uuid::Uuid;

/// Rows sealed in one transaction.
const BATCH: u64 = 500;

#[derive(FromQueryResult)]
struct Facility {
    id: FacilityId,
    has_key: bool,
}

#[derive(FromQueryResult)]
struct Client {
    id: ClientId,
    email: Option<String>,
    email_key: Option<String>,
    phone: Option<String>,
}

#[derive(FromQueryResult)]
struct Text {
    id: Uuid,
    client_id: ClientId,
    plain: String,
}

/// Seals everything that is still in the open.
pub async fn seal_plain_texts(
    db: &DatabaseConnection,
    keyring: &Keyring,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let facilities = Facility::find_by_statement(statement(
        db,
        "SELECT f.id, k.facility_id IS NOT NULL AS has_key FROM facilities f \
         LEFT JOIN facility_keys k ON k.facility_id = f.id",
        [],
    ));
    for facility in facilities.all(db).await? {
        let scope = Scope::new(facility.id, db.clone());
        if !facility.has_key {
            keyring.create(db, facility.id, now).await?;
        }
        let keys = keyring.facility(&scope).await?;
        while seal_clients(&scope, &keys).await? {}
        for (select, update, column) in [
            (MESSAGES, SEAL_MESSAGE, column::MESSAGE_TEXT),
            (DRAFTS, SEAL_DRAFT, column::DRAFT_TEXT),
        ] {
            while seal_texts(&scope, &keys, select, update, column).await? {}
        }
    }
    Ok(())
}

async fn seal_clients(scope: &Scope, keys: &FacilityKeys) -> ApiResult<bool> {
    let tx = begin_write(scope.db()).await?;
    let clients = Client::find_by_statement(statement(
        &tx,
        "SELECT c.id, c.email, c.email_key, c.phone FROM clients c \
         LEFT JOIN client_keys k ON k.client_id = c.id \
         WHERE c.facility_id = $1 AND k.client_id IS NULL LIMIT $2",
        [scope.facility().into(), BATCH.into()],
    ))
    .all(&tx)
    .await?;
    for client in &clients {
        let key = ClientKey::random();
        keys.keep_client_key(&tx, client.id, &key).await?;
        let seal = |column, text: &Option<String>| {
            let sealed = text
                .as_ref()
                .map(|text| key.seal(column, client.id.0, text));
            sealed.transpose()
        };
        let index = client.email_key.as_ref().map(|key| keys.email_index(key));
        let values = [
            seal(column::CLIENT_EMAIL, &client.email)?
                .map(|one| one.0)
                .into(),
            index.into(),
            seal(column::CLIENT_PHONE, &client.phone)?
                .map(|one| one.0)
                .into(),
            client.id.into(),
        ];
        let sql = "UPDATE clients SET sealed_email = $1, email_key = $2, sealed_phone = $3, \
                   email = NULL, phone = NULL WHERE id = $4";
        tx.execute_raw(statement(&tx, sql, values)).await?;
    }
    tx.commit().await?;
    Ok(!clients.is_empty())
}

const MESSAGES: &str = "SELECT m.id, r.client_id, m.text AS plain FROM messages m \
    JOIN mail_requests r ON r.id = m.mail_request_id \
    WHERE m.facility_id = $1 AND length(m.sealed_text) = 0 LIMIT $2";
const SEAL_MESSAGE: &str = "UPDATE messages SET sealed_text = $1, text = '' WHERE id = $2";
const DRAFTS: &str = "SELECT d.mail_request_id AS id, r.client_id, d.text AS plain FROM drafts d \
    JOIN mail_requests r ON r.id = d.mail_request_id \
    WHERE d.facility_id = $1 AND length(d.sealed_text) = 0 LIMIT $2";
const SEAL_DRAFT: &str = "UPDATE drafts SET sealed_text = $1, text = '' WHERE mail_request_id = $2";

async fn seal_texts(
    scope: &Scope,
    keys: &FacilityKeys,
    select: &str,
    update: &str,
    column: &'static str,
) -> ApiResult<bool> {
    let tx = begin_write(scope.db()).await?;
    let values = [scope.facility().into(), BATCH.into()];
    let texts = Text::find_by_statement(statement(&tx, select, values));
    let texts = texts.all(&tx).await?;
    for text in &texts {
        let key = keys.find_client_key(scope, text.client_id, &tx).await?;
        let sealed = key.seal(column, text.id, &text.plain)?;
        let values = [sealed.0.into(), text.id.into()];
        tx.execute_raw(statement(&tx, update, values)).await?;
    }
    tx.commit().await?;
    Ok(!texts.is_empty())
}

fn statement(
    db: &impl ConnectionTrait,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), sql, values)
}
