//! Encryption at rest: which key seals what. Above operations nobody sees a sealed text, and SQL
//! never sees an open one.
//!
//! master key (the operator's) → facility key → client key. What belongs to a client is sealed
//! under the client's key alone: destroying it makes everything of theirs unreadable, wherever a
//! copy may lie.

pub mod entity;
mod plain_texts;

pub use plain_texts::seal_plain_texts;

use crate::{ApiError, ApiResult, scope::Scope};
use chrono::{DateTime, Utc};
use domain::{
    ids::{BlobId, ClientId, FacilityId, OpenDoorVisitId, SessionId},
    problem::ProblemCode,
};
use entity::{client_key, facility_key};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DeriveValueType,
    EntityTrait, QueryFilter, sea_query::Expr,
};
use sealed::{Key, MasterKeys, Opener, Place, SealError, Sealer, Wrapped};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use uuid::Uuid;

/// Columns that hold sealed texts, by the names that bind them there. A name never changes: what
/// was sealed under it would not open under another.
pub mod column {
    pub const MESSAGE_TEXT: &str = "messages.text";
    pub const REQUEST_DATA: &str = "mail_requests.request_data";
    pub const DRAFT_TEXT: &str = "drafts.text";
    pub const INTERNAL_COMMENT_TEXT: &str = "internal_comments.text";
    pub const BREAK_GLASS_REASON: &str = "break_glasses.reason";
    pub const HAND_OVER_WORDS: &str = "hand_overs.words";
    pub const DOCUMENT_NAME: &str = "documents.name";
    pub const ATTACHMENT_NAME: &str = "attachments.name";
    pub const TEMPLATE_NAME: &str = "text_templates.name";
    pub const TEMPLATE_TEXT: &str = "text_templates.text";
    pub const WEBHOOK_URL: &str = "webhooks.url";
    pub const WEBHOOK_SECRET: &str = "webhooks.secret";
    pub const WEBHOOK_OLD_SECRET: &str = "webhooks.old_secret";
    pub const SIGNATURE_TEXT: &str = "signatures.text";
    pub const CHANNEL_ADDRESS: &str = "counselor_channels.on_site_address";
    pub const CHANNEL_PHONE: &str = "counselor_channels.phone";
    pub const BOOKING_TITLE: &str = "bookings.title";
    pub const BOOKING_REMARKS: &str = "group_bookings.remarks";
    pub const BOOKING_NOTE: &str = "bookings.note";
    pub const BOOKING_INTERNAL_NOTE: &str = "bookings.internal_note";
    pub const BOOKING_REASON: &str = "bookings.reason";
    pub const ABSENCE_LABEL: &str = "absences.label";
    pub const MONITORING_TEXTS: &str = "monitorings.texts";
    pub const NOTE_TEXT: &str = "notes.text";
    pub const CLIENT_EMAIL: &str = "clients.email";
    pub const CLIENT_PHONE: &str = "clients.phone";
    pub const COUNSELOR_PHONE: &str = "counselors.phone";
    pub const COUNSELOR_POSTCODE: &str = "counselors.postcode";
    pub const LICENCE_REQUEST_DETAILS: &str = "licence_requests.details";
    pub const CLIENT_NAME: &str = "clients.name";
    pub const CLIENT_ADDRESS: &str = "clients.address";
    pub const CLIENT_HOLD_REASON: &str = "clients.hold_reason";
    pub const CLIENT_MASTER_DATA: &str = "clients.master_data";
    pub const TWO_FACTOR_SECRET: &str = "two_factors.secret";
    pub const NEW_TWO_FACTOR_SECRET: &str = "two_factors.new_secret";
    pub const GROUP_DESCRIPTION: &str = "groups.description";
    pub const CHAT_DESCRIPTION: &str = "chats.description";
    pub const CHAT_MESSAGE_TEXT: &str = "chat_messages.text";
    pub const OPEN_DOOR_TEXT: &str = "open_door_messages.text";
    pub const DIRECT_MESSAGE_SUBJECT: &str = "direct_messages.subject";
    pub const DIRECT_MESSAGE_TEXT: &str = "direct_messages.text";
    pub(super) const BLOB: &str = "blobs";
    pub(super) const FACILITY_KEY: &str = "facility_keys.key";
    pub(super) const CLIENT_KEY: &str = "client_keys.key";
    pub(super) const OPEN_DOOR_KEY: &str = "open_door_visits.key";
}

/// A sealed text as a column holds it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Sealed(pub Vec<u8>);

impl From<SealError> for ApiError {
    fn from(error: SealError) -> Self {
        Self::internal(error)
    }
}

/// The keys of this server: the operator's, and those of the facilities it has met.
#[derive(Debug)]
pub struct Keyring {
    master: MasterKeys,
    facilities: RwLock<HashMap<FacilityId, Arc<FacilityKeys>>>,
}

impl Keyring {
    /// Opens what `master` has wrapped.
    pub fn new(master: MasterKeys) -> Self {
        Self {
            master,
            facilities: RwLock::default(),
        }
    }

    /// A new facility's keys, within the transaction that makes the facility.
    pub async fn create(
        &self,
        tx: &impl ConnectionTrait,
        facility: FacilityId,
        now: DateTime<Utc>,
    ) -> ApiResult<FacilityKeys> {
        let key = Key::random();
        let wrapped = self.master.wrap(facility_place(facility), &key)?;
        let model = facility_key::ActiveModel {
            facility_id: Set(facility),
            master_key: Set(wrapped.by),
            wrapped_key: Set(wrapped.key),
            wrapped_at: Set(now),
        };
        facility_key::Entity::insert(model)
            .exec_without_returning(tx)
            .await?;
        Ok(FacilityKeys::new(facility, key))
    }

    /// The keys of a facility, read once.
    pub async fn facility(&self, scope: &Scope) -> ApiResult<Arc<FacilityKeys>> {
        let facility = scope.facility();
        if let Some(keys) = self.known(facility) {
            return Ok(keys);
        }
        let row = scope
            .find::<facility_key::Entity>()
            .one(scope.db())
            .await?
            .ok_or_else(|| ApiError::Internal("a facility without a key".into()))?;
        let keys = Arc::new(FacilityKeys::new(facility, self.unwrap(&row)?));
        self.facilities
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(facility, keys.clone());
        Ok(keys)
    }

    fn known(&self, facility: FacilityId) -> Option<Arc<FacilityKeys>> {
        let facilities = self.facilities.read();
        let facilities = facilities.unwrap_or_else(PoisonError::into_inner);
        facilities.get(&facility).cloned()
    }

    /// Whether the master keys open every facility's key. An installation that was started with
    /// the wrong one had better not start.
    pub async fn check(&self, db: &DatabaseConnection) -> ApiResult<Result<(), SealError>> {
        for row in facility_keys(db).await? {
            if let Err(error) = self.unwrap(&row) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }

    /// Wraps every facility's key with the first master key, while servers go on: those that hold
    /// both master keys open either. Answers how many were wrapped anew.
    pub async fn rotate(&self, db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<usize> {
        let mut rotated = 0;
        for row in facility_keys(db).await? {
            if row.master_key == self.master.current() {
                continue;
            }
            let key = self.unwrap(&row)?;
            let wrapped = self.master.wrap(facility_place(row.facility_id), &key)?;
            let changed = Scope::new(row.facility_id, db.clone())
                .update::<facility_key::Entity>()
                .col_expr(facility_key::Column::MasterKey, Expr::value(wrapped.by))
                .col_expr(facility_key::Column::WrappedKey, Expr::value(wrapped.key))
                .col_expr(facility_key::Column::WrappedAt, Expr::value(now))
                .filter(facility_key::Column::MasterKey.eq(row.master_key))
                .exec(db)
                .await?;
            rotated += usize::try_from(changed.rows_affected).unwrap_or_default();
        }
        Ok(rotated)
    }

    fn unwrap(&self, row: &facility_key::Model) -> Result<Key, SealError> {
        let wrapped = Wrapped {
            by: row.master_key.clone(),
            key: row.wrapped_key.clone(),
        };
        self.master
            .unwrap(facility_place(row.facility_id), &wrapped)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
async fn facility_keys(db: &DatabaseConnection) -> ApiResult<Vec<facility_key::Model>> {
    Ok(facility_key::Entity::find().all(db).await?)
}

fn facility_place(facility: FacilityId) -> Place {
    place(column::FACILITY_KEY, facility.0)
}

fn place(column: &'static str, row: Uuid) -> Place {
    let row = row.into_bytes();
    Place { column, row }
}

/// What a facility's key is used for, each with a key of its own.
#[derive(Debug)]
pub struct FacilityKeys {
    facility: FacilityId,
    wrapping: Key,
    sealing: Key,
    index: Key,
    audit: Key,
    sign_in: Key,
    refresh: Key,
}

impl FacilityKeys {
    fn new(facility: FacilityId, key: Key) -> Self {
        Self {
            facility,
            wrapping: key.derive("client keys"),
            sealing: key.derive("what belongs to the facility"),
            index: key.derive("blind index"),
            audit: key.derive("audit log"),
            sign_in: key.derive("signing in"),
            refresh: key.derive("refresh tokens"),
        }
    }

    /// What an e-mail address is found by. `email` in the form in which addresses are compared.
    pub fn email_index(&self, email: &str) -> String {
        let column = column::CLIENT_EMAIL.as_bytes();
        hex(&self.index.fingerprint(&[column, email.as_bytes()]))
    }

    /// Seals what belongs to the facility and to no client.
    pub fn seal(&self, column: &'static str, row: Uuid, text: &[u8]) -> ApiResult<Sealed> {
        Ok(Sealed(self.sealing.seal(place(column, row), text)?))
    }

    /// Opens what [`Self::seal`] sealed.
    pub fn open(&self, column: &'static str, row: Uuid, sealed: &Sealed) -> ApiResult<Vec<u8>> {
        Ok(self.sealing.open(place(column, row), &sealed.0)?)
    }

    /// What proves that nobody without the key has written these parts.
    pub fn audit_proof(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.audit.fingerprint(parts)
    }

    /// What proves a link that was sent, and what recovery codes are compared by. Whoever holds
    /// the database alone can neither make it nor test a guess.
    pub fn sign_in_proof(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.sign_in.fingerprint(parts)
    }

    /// The secret of the refresh token that comes after the one with this secret.
    pub fn next_refresh_secret(&self, session: SessionId, secret: &[u8; 32]) -> [u8; 32] {
        self.refresh.fingerprint(&[session.0.as_bytes(), secret])
    }

    /// Keeps a new client's key, within the transaction that makes the client.
    pub async fn keep_client_key(
        &self,
        tx: &impl ConnectionTrait,
        client: ClientId,
        key: &ClientKey,
    ) -> ApiResult<()> {
        let place = place(column::CLIENT_KEY, client.0);
        let wrapped = self.wrapping.wrap(place, &key.0)?;
        let model = client_key::ActiveModel {
            client_id: Set(client),
            facility_id: Set(self.facility),
            wrapped_key: Set(wrapped),
        };
        client_key::Entity::insert(model)
            .exec_without_returning(tx)
            .await?;
        Ok(())
    }

    /// The client's key out of its row.
    pub fn client_key(&self, row: &client_key::Model) -> ApiResult<ClientKey> {
        let place = place(column::CLIENT_KEY, row.client_id.0);
        Ok(ClientKey(self.wrapping.unwrap(place, &row.wrapped_key)?))
    }

    /// The key of a visit at the open door, which has no client, as its row holds it.
    pub fn wrap_visit_key(&self, visit: OpenDoorVisitId, key: &ClientKey) -> ApiResult<Vec<u8>> {
        let place = place(column::OPEN_DOOR_KEY, visit.0);
        Ok(self.wrapping.wrap(place, &key.0)?)
    }

    /// The key of a visit, out of its row.
    pub fn visit_key(&self, visit: OpenDoorVisitId, wrapped: &[u8]) -> ApiResult<ClientKey> {
        let place = place(column::OPEN_DOOR_KEY, visit.0);
        Ok(ClientKey(self.wrapping.unwrap(place, wrapped)?))
    }

    /// The client's key. A client without one was erased; what a backup brought back of them
    /// stays unreadable.
    pub async fn find_client_key(
        &self,
        scope: &Scope,
        client: ClientId,
        db: &impl ConnectionTrait,
    ) -> ApiResult<ClientKey> {
        let row = scope
            .find::<client_key::Entity>()
            .filter(client_key::Column::ClientId.eq(client))
            .one(db)
            .await?
            .ok_or(ProblemCode::Erased)?;
        self.client_key(&row)
    }

    /// The key of what belongs to a client, or else to the facility.
    pub async fn find_owner_key(
        self: Arc<Self>,
        scope: &Scope,
        client: Option<ClientId>,
        db: &impl ConnectionTrait,
    ) -> ApiResult<OwnerKey> {
        match client {
            Some(client) => {
                let key = self.find_client_key(scope, client, db).await?;
                Ok(OwnerKey::Client(key))
            }
            None => Ok(OwnerKey::Facility(self)),
        }
    }

    /// The keys of several clients, in one query. Those of erased clients are not among them.
    pub async fn find_client_keys(
        &self,
        scope: &Scope,
        clients: impl IntoIterator<Item = ClientId>,
        db: &impl ConnectionTrait,
    ) -> ApiResult<HashMap<ClientId, ClientKey>> {
        let rows = scope
            .find::<client_key::Entity>()
            .filter(client_key::Column::ClientId.is_in(clients))
            .all(db)
            .await?;
        rows.iter()
            .map(|row| Ok((row.client_id, self.client_key(row)?)))
            .collect()
    }
}

/// Destroys a client's key: whatever it sealed stays shut for good.
pub async fn destroy_client_key(
    scope: &Scope,
    client: ClientId,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    scope
        .delete::<client_key::Entity>()
        .filter(client_key::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// The key that seals everything a client wrote or was written; or a visitor at the open door.
#[derive(Clone, Debug)]
pub struct ClientKey(Key);

impl ClientKey {
    /// A key that nobody has had before, from the system's randomness.
    pub fn random() -> Self {
        Self(Key::random())
    }

    /// Seals a text for this column of this row.
    pub fn seal(&self, column: &'static str, row: Uuid, text: &str) -> ApiResult<Sealed> {
        Ok(Sealed(self.0.seal(place(column, row), text.as_bytes())?))
    }

    /// Opens what [`Self::seal`] sealed.
    pub fn open(&self, column: &'static str, row: Uuid, sealed: &Sealed) -> ApiResult<String> {
        let text = self.0.open(place(column, row), &sealed.0)?;
        String::from_utf8(text).map_err(ApiError::internal)
    }
}

/// The key that seals what belongs to a client, or else to the facility.
#[derive(Clone, Debug)]
pub enum OwnerKey {
    /// The client's own.
    Client(ClientKey),
    /// The facility's.
    Facility(Arc<FacilityKeys>),
}

impl OwnerKey {
    /// Seals a text for this column of this row.
    pub fn seal(&self, column: &'static str, row: Uuid, text: &str) -> ApiResult<Sealed> {
        match self {
            Self::Client(key) => key.seal(column, row, text),
            Self::Facility(keys) => keys.seal(column, row, text.as_bytes()),
        }
    }

    /// Opens what [`Self::seal`] sealed.
    pub fn open(&self, column: &'static str, row: Uuid, sealed: &Sealed) -> ApiResult<String> {
        match self {
            Self::Client(key) => key.open(column, row, sealed),
            Self::Facility(keys) => {
                String::from_utf8(keys.open(column, row, sealed)?).map_err(ApiError::internal)
            }
        }
    }

    /// Seals the pieces of a blob.
    pub fn blob_sealer(&self, blob: BlobId) -> Sealer {
        Sealer::new(&self.blobs(), place(column::BLOB, blob.0))
    }

    /// Opens what [`Self::blob_sealer`] sealed.
    pub fn blob_opener(&self, blob: BlobId) -> Opener {
        Opener::new(&self.blobs(), place(column::BLOB, blob.0))
    }

    fn blobs(&self) -> Key {
        match self {
            Self::Client(ClientKey(key)) => key.derive(column::BLOB),
            Self::Facility(keys) => keys.sealing.derive(column::BLOB),
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
