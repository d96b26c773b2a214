//! One function per operation. Nothing else reads or writes the table of clients, but for signing
//! in and for naming the client of a mail request.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult, accounts,
    audit::note_look,
    caller::Caller,
    change::Change,
    counselors::{self, entity as counselor},
    counters,
    crypto::{
        ClientKey, FacilityKeys, Sealed,
        column::{CLIENT_EMAIL, CLIENT_PHONE},
        destroy_client_key,
    },
    database, documents,
    extract::{contains_pattern, next_page, read_cursor},
    idempotency::{self, Created},
    mail_requests, notes, outgoing_mails,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Actor, Relation},
    accounts::ClientRegistration,
    audit::AuditAction,
    clients::{Client, ClientCreate, ClientNumber, ClientQuery, ClientUpdate},
    ids::{ClientId, CounselorId, FacilityId},
    page::Page,
    problem::ProblemCode,
    text::{EmailAddress, PhoneNumber},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, LikeExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

pub use super::export::export_client;

/// The facility's clients, newest first.
pub async fn list_clients(caller: &Caller, query: ClientQuery) -> ApiResult<Page<Client>> {
    caller.check(Action::ListClients, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = visible_to(caller).find_also_related(counselor::Entity);
    if let Some(search) = &query.q {
        select = select.filter(matches(caller, search.as_str()).await?);
    }
    if let Some(after) = &query.after {
        let number: ClientNumber = read_cursor(after)?;
        select = select.filter(Column::Number.lt(number));
    }
    let mut models = select
        .order_by_desc(Column::Number)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |(last, _)| last.number)?;
    let shown = models.iter().map(|(client, _)| client);
    let keys = contact_keys(caller, shown, caller.db()).await?;
    let items = models
        .into_iter()
        .map(|(client, counselor)| show(client, counselor, &keys));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Part of the pseudonym, or the whole number with or without its `K-`; for those who may see
/// contact data, the whole e-mail address too.
async fn matches(caller: &Caller, search: &str) -> ApiResult<Condition> {
    let pattern = LikeExpr::new(contains_pattern(search)).escape('\\');
    let digits = search
        .trim_start_matches(['K', 'k'])
        .trim_start_matches('-');
    let number = digits.parse().ok().map(ClientNumber);
    let contact = sees_contact(caller, Relation::Others);
    let email = match EmailAddress::try_from(search) {
        Ok(email) if contact => Some(caller.keys().await?.email_index(&email.key())),
        _ => None,
    };
    Ok(Condition::any()
        .add(Expr::col((Entity, Column::PseudonymKey)).like(pattern))
        .add_option(number.map(|number| Column::Number.eq(number)))
        .add_option(email.map(|email| Column::EmailKey.eq(email))))
}

/// Makes a client account.
pub async fn create_client(caller: &Caller, body: ClientCreate) -> ApiResult<Created<'_, Client>> {
    caller.check(Action::CreateClient, Relation::Common)?;
    let counselor = primary_counselor(caller, body.primary_counselor_id).await?;
    let hash = caller
        .state()
        .passwords
        .hash(body.password.as_str())
        .await?;
    let keys = caller.keys().await?;
    let mut change = Change::begin(caller, AuditAction::CreateClient).await?;
    let tx = change.tx();
    let model = insert(tx, &keys, caller.facility(), body, hash, caller.now()).await?;
    let (id, version) = (model.id, model.version);
    let keys = contact_keys(caller, [&model], tx).await?;
    change.on(id);
    Ok(Created {
        change,
        answer: show(model, counselor, &keys)?,
        version: Some(version),
        client: Some(id),
    })
}

/// A person making an account for themselves.
pub fn registered(registration: ClientRegistration) -> ClientCreate {
    ClientCreate {
        pseudonym: registration.pseudonym,
        password: registration.password,
        email: registration.email,
        phone: None,
        primary_counselor_id: None,
        language: registration.language,
    }
}

/// Writes a new row, within the caller's transaction.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn insert(
    tx: &impl ConnectionTrait,
    keys: &FacilityKeys,
    facility: FacilityId,
    body: ClientCreate,
    password_hash: String,
    now: DateTime<Utc>,
) -> ApiResult<Model> {
    let number = counters::next(tx, facility, "clients").await?;
    let id = ClientId(Uuid::now_v7());
    let email_key = body
        .email
        .as_ref()
        .map(|email| keys.email_index(&email.key()));
    let key = ClientKey::random();
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(facility),
        number: Set(ClientNumber(
            i32::try_from(number).map_err(ApiError::internal)?,
        )),
        pseudonym_key: Set(body.pseudonym.key()),
        pseudonym: Set(body.pseudonym.into()),
        email_key: Set(email_key),
        sealed_email: Set(seal(
            &key,
            id,
            CLIENT_EMAIL,
            body.email.as_ref().map(EmailAddress::as_str),
        )?),
        sealed_phone: Set(seal(
            &key,
            id,
            CLIENT_PHONE,
            body.phone.as_ref().map(PhoneNumber::as_str),
        )?),
        password_hash: Set(password_hash),
        primary_counselor_id: Set(body.primary_counselor_id),
        language: Set(body.language),
        version: Set(Version::FIRST),
        created_at: Set(now),
        last_signed_in_at: Set(None),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    keys.keep_client_key(tx, id, &key).await?;
    Ok(model)
}

fn seal(
    key: &ClientKey,
    id: ClientId,
    column: &'static str,
    text: Option<&str>,
) -> ApiResult<Option<Sealed>> {
    text.map(|text| key.seal(column, id.0, text)).transpose()
}

/// One client.
pub async fn read_client(caller: &Caller, id: ClientId) -> ApiResult<Client> {
    let (client, counselor) = find(caller, id, Action::ReadClient, caller.db()).await?;
    note_look(caller, AuditAction::ReadClient, id).await?;
    let keys = contact_keys(caller, [&client], caller.db()).await?;
    show(client, counselor, &keys)
}

/// Everything about who a client is, noted as taken along.
pub(super) async fn begin_export(caller: &Caller, id: ClientId) -> ApiResult<Client> {
    let mut change = Change::begin(caller, AuditAction::ExportClient).await?;
    let (client, counselor) = find(caller, id, Action::ExportClient, change.tx()).await?;
    let keys = contact_keys(caller, [&client], change.tx()).await?;
    let shown = show(client, counselor, &keys)?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// Changes a client, if nobody else has since `version`.
pub async fn update_client(
    caller: &Caller,
    id: ClientId,
    version: Version,
    body: ClientUpdate,
) -> ApiResult<Client> {
    primary_counselor(caller, body.primary_counselor_id).await?;
    let mut change = Change::begin(caller, AuditAction::UpdateClient).await?;
    let (client, _) = find(caller, id, Action::UpdateClient, change.tx()).await?;
    if body.changes_contact() {
        caller.check(Action::UpdateClientContact, relation(caller, &client))?;
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(changed_columns(caller, id, version, body, change.tx()).await?)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    // Read as it is now, even if the change has put it out of the caller's sight.
    let (client, counselor) = load(caller, id, change.tx()).await?;
    let keys = contact_keys(caller, [&client], change.tx()).await?;
    let shown = show(client, counselor, &keys)?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// Who normally looks after a client.
pub async fn find_primary_counselor(
    change: &Change<'_>,
    client: ClientId,
) -> ApiResult<Option<CounselorId>> {
    let found = change
        .caller()
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(client))
        .one(change.tx())
        .await?;
    Ok(found.and_then(|client| client.primary_counselor_id))
}

/// Erases a client for good, with everything they wrote and were written (chapter 70), if nobody
/// has changed them since `version`. Their key is destroyed with them, so that what a backup still
/// holds can never be read again.
pub async fn erase_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::EraseClient).await?;
    let (client, _) = find(caller, id, Action::EraseClient, change.tx()).await?;
    if client.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    mail_requests::operations::erase_of_client(&mut change, id).await?;
    documents::operations::erase_of_client(&mut change, id).await?;
    notes::operations::erase_of_client(&change, id).await?;
    accounts::erase_sessions(caller.scope(), id, change.tx()).await?;
    idempotency::forget_client(caller.scope(), change.tx(), id).await?;
    outgoing_mails::forget_client(caller.scope(), change.tx(), id).await?;
    destroy_client_key(caller.scope(), id, change.tx()).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(id);
    change.commit().await?;
    Ok(database::forget_erased(caller.db()).await?)
}

async fn changed_columns(
    caller: &Caller,
    id: ClientId,
    version: Version,
    body: ClientUpdate,
    tx: &impl ConnectionTrait,
) -> ApiResult<ActiveModel> {
    let mut change = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if body.changes_contact() {
        let keys = caller.keys().await?;
        let key = keys.find_client_key(caller.scope(), id, tx).await?;
        if let Some(email) = &body.email {
            change.email_key = Set(Some(keys.email_index(&email.key())));
            change.sealed_email = Set(seal(&key, id, CLIENT_EMAIL, Some(email.as_str()))?);
        }
        if let Some(phone) = &body.phone {
            change.sealed_phone = Set(seal(&key, id, CLIENT_PHONE, Some(phone.as_str()))?);
        }
    }
    if let Some(pseudonym) = body.pseudonym {
        change.pseudonym_key = Set(pseudonym.key());
        change.pseudonym = Set(pseudonym.into());
    }
    if let Some(counselor) = body.primary_counselor_id {
        change.primary_counselor_id = Set(Some(counselor));
    }
    if let Some(language) = body.language {
        change.language = Set(language);
    }
    Ok(change)
}

/// The counselor that a body names, who must be one of the facility's.
async fn primary_counselor(
    caller: &Caller,
    id: Option<CounselorId>,
) -> ApiResult<Option<counselor::Model>> {
    match id {
        Some(id) => counselors::operations::exists(caller, id).await.map(Some),
        None => Ok(None),
    }
}

/// The only way to load one: say what for.
async fn find(
    caller: &Caller,
    id: ClientId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<(Model, Option<counselor::Model>)> {
    let (client, counselor) = load(caller, id, db).await?;
    caller.check(action, relation(caller, &client))?;
    Ok((client, counselor))
}

async fn load(
    caller: &Caller,
    id: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<(Model, Option<counselor::Model>)> {
    caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .find_also_related(counselor::Entity)
        .one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// How the caller stands to the client: staff's own are those whose primary counselor they are.
fn relation(caller: &Caller, client: &Model) -> Relation {
    Relation::to_counselors(caller.actor(), client.primary_counselor_id)
}

/// How the caller stands to a client, for what belongs to the client.
pub async fn relation_to(
    caller: &Caller,
    id: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<Relation> {
    if let Some(own) = caller.actor().client_id() {
        return Ok(if own == id {
            Relation::Own
        } else {
            Relation::Others
        });
    }
    let client = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(db)
        .await?
        .ok_or(ProblemCode::NotFound)?;
    Ok(relation(caller, &client))
}

/// The clients that the table lets `caller` read: [`relation`], read backwards.
fn visible_to(caller: &Caller) -> Select<Entity> {
    let select = caller.scope().find::<Entity>();
    let Actor::Counselor { id, .. } = caller.actor() else {
        return select;
    };
    let relations = [
        (Relation::Own, Column::PrimaryCounselorId.eq(id)),
        (Relation::Nobodys, Column::PrimaryCounselorId.is_null()),
        (Relation::Others, Column::PrimaryCounselorId.ne(id)),
    ];
    caller.filter(select, Action::ReadClient, relations)
}

fn sees_contact(caller: &Caller, relation: Relation) -> bool {
    let access = caller.decide(Action::ReadClientContact, relation);
    access.is_allowed()
}

/// The keys that open the contact data of these clients: none for those who may not see it.
async fn contact_keys(
    caller: &Caller,
    clients: impl IntoIterator<Item = &Model>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ClientId, ClientKey>> {
    let with_contact: Vec<_> = clients
        .into_iter()
        .filter(|client| sees_contact(caller, relation(caller, client)))
        .filter(|client| client.sealed_email.is_some() || client.sealed_phone.is_some())
        .map(|client| client.id)
        .collect();
    if with_contact.is_empty() {
        return Ok(HashMap::new());
    }
    let keys = caller.keys().await?;
    keys.find_client_keys(caller.scope(), with_contact, db)
        .await
}

/// What the caller may see of a client: contact data only where there is a key for it.
fn show(
    client: Model,
    counselor: Option<counselor::Model>,
    keys: &HashMap<ClientId, ClientKey>,
) -> ApiResult<Client> {
    let open = |column, sealed: Option<Sealed>| {
        let opened = keys.get(&client.id).zip(sealed);
        let opened = opened.map(|(key, sealed)| key.open(column, client.id.0, &sealed));
        opened.transpose()
    };
    Ok(Client {
        id: client.id,
        number: client.number,
        pseudonym: client.pseudonym,
        email: open(CLIENT_EMAIL, client.sealed_email)?,
        phone: open(CLIENT_PHONE, client.sealed_phone)?,
        primary_counselor: counselor.as_ref().map(counselor::Model::reference),
        language: client.language,
        created_at: client.created_at,
        last_signed_in_at: client.last_signed_in_at,
        version: client.version,
    })
}

/// Matches a pseudonym or an e-mail address, in the form names are compared in.
pub fn named(keys: &FacilityKeys, key: &str) -> Condition {
    Condition::any()
        .add(Column::PseudonymKey.eq(key))
        .add(Column::EmailKey.eq(keys.email_index(key)))
}
