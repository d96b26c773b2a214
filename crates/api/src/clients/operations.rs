//! One function per operation. Nothing else reads or writes the table of clients, but for signing
//! in and for naming the client of a mail request.

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    erasure, news, own, parts, show,
};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    caller::Caller,
    change::Change,
    counselors::{self, entity as counselor},
    counters,
    crypto::{
        ClientKey, FacilityKeys,
        column::{CLIENT_ADDRESS, CLIENT_EMAIL, CLIENT_MASTER_DATA, CLIENT_NAME, CLIENT_PHONE},
    },
    database, deletion_routine,
    hand_overs::operations as hand_overs,
    idempotency::Created,
    master_data_fields,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    accounts::{AccountKind, ClientRegistration},
    audit::AuditAction,
    clients::{Client, ClientCreate, ClientNumber, ClientRef, ClientStatus, ClientUpdate, Edit},
    events::ClientPart,
    ids::{ClientId, CounselorId},
    master_data_fields::{MasterData, MasterDataRefusal, complete},
    passwords::OwnNames,
    problem::ProblemCode,
    text::{ClientName, EmailAddress, PhoneNumber, PostalAddress},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};
use std::collections::HashMap;
use uuid::Uuid;

pub use super::{
    export::{export_client, export_own_data},
    holds::{check_not_held, end_legal_hold, held, lock_unheld, place_legal_hold},
    list::list_clients,
    mail_counselling::{
        can_sign_in, give_first_counselor, give_to, master_data, primary_counselor_of,
    },
    own::{delete_own_account, read_own_data, update_own_data},
    show::read_master_data,
    states::{delete_client, lock_client, restore_client, unlock_client},
};

/// Makes a client account.
pub async fn create_client(caller: &Caller, body: ClientCreate) -> ApiResult<Created<'_, Client>> {
    caller.check(Action::CreateClient, Relation::Common)?;
    primary_counselor(caller, body.primary_counselor_id).await?;
    let hash = match &body.password {
        Some(password) => {
            let names = OwnNames::of_client(&body.pseudonym, body.email.as_ref());
            let passwords = &caller.state().passwords;
            passwords
                .choose(AccountKind::Client, password.as_str(), &names)
                .await?
        }
        None => String::new(),
    };
    // Whoever chose it for somebody else knows it.
    let due = body.password.is_some();
    let keys = caller.keys().await?;
    let mut change = Change::begin(caller, AuditAction::CreateClient).await?;
    let tx = change.tx();
    let offered = master_data_fields::operations::fields(caller.scope(), tx).await?;
    complete(&offered, &body.master_data).map_err(refused)?;
    let model = insert(tx, &keys, caller.scope(), body, hash, (due, caller.now())).await?;
    let (id, version) = (model.id, model.version);
    let counselor = model.primary_counselor_id;
    let answer = show::client(caller, load(caller, id, tx).await?, tx).await?;
    change.on(id);
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    Ok(Created {
        change,
        answer,
        version: Some(version),
        client: Some(id),
    })
}

/// An answer in the master data that is not taken.
fn refused((field, error): MasterDataRefusal) -> ApiError {
    ApiError::Field {
        pointer: format!("/master_data/{field}"),
        error,
    }
}

/// A person making an account for themselves.
pub fn registered(registration: ClientRegistration) -> ClientCreate {
    ClientCreate {
        password: Some(registration.password),
        email: registration.email,
        phone: registration.phone,
        language: registration.language,
        ..ClientCreate::called(registration.pseudonym)
    }
}

/// Writes a new row, within the caller's transaction. An empty hash is no password.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn insert(
    tx: &impl ConnectionTrait,
    keys: &FacilityKeys,
    scope: &Scope,
    body: ClientCreate,
    password_hash: String,
    (password_change_due, now): (bool, DateTime<Utc>),
) -> ApiResult<Model> {
    let facility = scope.facility();
    let number = counters::next(tx, facility, "clients").await?;
    let id = ClientId(Uuid::now_v7());
    let email = body.email.as_ref();
    let email_key = email.map(|email| keys.email_index(&email.key()));
    let key = ClientKey::random();
    let seal = |column, text: Option<&str>| {
        let sealed = text.map(|text| key.seal(column, id.0, text));
        sealed.transpose()
    };
    let data = if body.master_data.is_empty() {
        None
    } else {
        let offered = master_data_fields::operations::fields(scope, tx).await?;
        let changes = body.master_data.into_iter();
        let changes = changes.map(|(field, value)| (field, Some(value))).collect();
        let data = domain::master_data_fields::change(&offered, &MasterData::new(), &changes);
        Some(master_data_json(&data.map_err(refused)?)?)
    };
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(facility),
        number: Set(ClientNumber(
            i32::try_from(number).map_err(ApiError::internal)?,
        )),
        pseudonym_key: Set(body.pseudonym.key()),
        pseudonym: Set(body.pseudonym.into()),
        email_key: Set(email_key),
        sealed_email: Set(seal(CLIENT_EMAIL, email.map(EmailAddress::as_str))?),
        sealed_phone: Set(seal(
            CLIENT_PHONE,
            body.phone.as_ref().map(PhoneNumber::as_str),
        )?),
        sealed_name: Set(seal(
            CLIENT_NAME,
            body.name.as_ref().map(ClientName::as_str),
        )?),
        sealed_address: Set(seal(
            CLIENT_ADDRESS,
            body.address.as_ref().map(PostalAddress::as_str),
        )?),
        sealed_master_data: Set(seal(CLIENT_MASTER_DATA, data.as_deref())?),
        password_hash: Set(password_hash),
        primary_counselor_id: Set(body.primary_counselor_id),
        language: Set(body.language),
        status: Set(ClientStatus::Active),
        locked_at: Set(None),
        deleted_at: Set(None),
        version: Set(Version::FIRST),
        created_at: Set(now),
        invited_at: Set(None),
        last_signed_in_at: Set(None),
        last_seen_at: Set(now),
        password_change_due: Set(password_change_due),
        held_at: Set(None),
        sealed_hold_reason: Set(None),
        deleted_by_client: Set(false),
        deletion_warned_at: Set(None),
        recovery_code_hash: Set(None),
        recovery_code_made_at: Set(None),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    keys.keep_client_key(tx, id, &key).await?;
    parts::write_name(tx, &model).await?;
    parts::carry(scope, tx, id, &body.counselling_field_ids).await?;
    Ok(model)
}

/// Answers as they are sealed.
pub fn master_data_json(data: &MasterData) -> ApiResult<String> {
    serde_json::to_string(data).map_err(ApiError::internal)
}

/// One client, as far as the caller may see them; the look is noted.
pub async fn read_client(caller: &Caller, id: ClientId) -> ApiResult<Client> {
    let row = find(caller, id, Action::ReadClient, caller.db()).await?;
    note_look(caller, AuditAction::ReadClient, id).await?;
    show::client(caller, row, caller.db()).await
}

/// Everything about who a client is, noted as taken along.
pub(super) async fn begin_export(caller: &Caller, id: ClientId) -> ApiResult<Client> {
    let mut change = Change::begin(caller, AuditAction::ExportClient).await?;
    let row = find(caller, id, Action::ExportClient, change.tx()).await?;
    let shown = show::client(caller, row, change.tx()).await?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// The same for the client themselves. An archive is much to read: a few at once, and then one now
/// and then.
pub(super) async fn begin_own_export(caller: &Caller) -> ApiResult<Client> {
    caller.check(Action::ExportOwnData, Relation::Common)?;
    let id = own::client_id(caller)?;
    caller.state().throttle.take_along(&id.to_string())?;
    let mut change = Change::begin(caller, AuditAction::ExportOwnData).await?;
    let row = load(caller, id, change.tx()).await?;
    change.on(id);
    change.commit().await?;
    show::own(caller, row).await
}

/// Changes a client, if nobody else has since `version`.
pub async fn update_client(
    caller: &Caller,
    id: ClientId,
    version: Version,
    body: ClientUpdate,
) -> ApiResult<Client> {
    if let Edit::Set(counselor) = body.primary_counselor_id {
        primary_counselor(caller, Some(counselor)).await?;
    }
    let mut change = Change::begin(caller, AuditAction::UpdateClient).await?;
    apply(&mut change, id, version, body).await?;
    // Read as it is now, even if the change has put it out of the caller's sight.
    let row = load(caller, id, change.tx()).await?;
    let shown = show::client(caller, row, change.tx()).await?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// The same within a change that does more.
pub async fn apply(
    change: &mut Change<'_>,
    id: ClientId,
    version: Version,
    body: ClientUpdate,
) -> ApiResult<()> {
    let (caller, tx) = (change.caller(), change.tx());
    let (client, _) = find(caller, id, Action::UpdateClient, tx).await?;
    let relation = show::relation(caller, &client);
    if body.changes_contact() {
        caller.check(Action::UpdateClientContact, relation)?;
    }
    if body.changes_identity() {
        caller.check(Action::UpdateClientIdentity, relation)?;
    }
    if !body.master_data.is_empty() {
        caller.check(Action::UpdateClientMasterData, relation)?;
    }
    if !client.status.can_be_edited() {
        return Err(ProblemCode::Conflict.into());
    }
    let (fields, renamed) = (body.counselling_field_ids.clone(), body.pseudonym.is_some());
    let before = client.primary_counselor_id;
    let now = body.primary_counselor_id.into_change().unwrap_or(before);
    if let Some(to) = now {
        let unasked = AuditAction::UpdateClientWithoutConsent;
        let unasked = (body.without_consent, unasked);
        hand_overs::check_consent(change, id, (before, to), unasked).await?;
    }
    let tx = change.tx();
    if renamed {
        parts::lock_named(caller.scope(), tx, id).await?;
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(changed_columns(caller, &client, version, body, tx).await?)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    if let Some(fields) = &fields {
        parts::carry(caller.scope(), tx, id, fields).await?;
    }
    if renamed {
        let (client, _) = load(caller, id, tx).await?;
        parts::rename(caller.scope(), tx, &client).await?;
    }
    news::tell_changed(change, id, (before, now));
    Ok(())
}

/// Who normally looks after a client.
pub async fn find_primary_counselor(
    change: &Change<'_>,
    client: ClientId,
) -> ApiResult<Option<CounselorId>> {
    primary_counselor_of(change.caller().scope(), client, change.tx()).await
}

/// How many clients a counselor normally looks after.
pub async fn count_of_counselor(scope: &Scope, counselor: CounselorId) -> ApiResult<u64> {
    let clients = scope
        .find::<Entity>()
        .filter(Column::PrimaryCounselorId.eq(counselor));
    Ok(clients.count(scope.db()).await?)
}

/// Gives a counselor's clients to a colleague, or to nobody, within the transaction that deletes
/// the counselor.
pub async fn hand_over(
    change: &mut Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    let given = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::PrimaryCounselorId, Expr::value(to))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::PrimaryCounselorId.eq(from))
        .exec(change.tx())
        .await?;
    if given.rows_affected > 0 {
        for counselor in [Some(from), to] {
            let (event, audience) = news::of_several(counselor);
            change.tell(event, audience);
        }
    }
    Ok(())
}

/// Erases a client for good, with everything they wrote and were written (chapter 70), if nobody
/// has changed them since `version`.
pub async fn erase_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::EraseClient).await?;
    let (client, _) = find(caller, id, Action::EraseClient, change.tx()).await?;
    if client.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    check_not_held(caller.scope(), change.tx(), id).await?;
    let erasure = erasure::erase(caller.scope(), change.tx(), id, caller.now()).await?;
    let (counts, news) = (erasure.counts, erasure.news);
    if counts.clients == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    deletion_routine::note_by_hand(caller.scope(), change.tx(), counts, caller.now()).await?;
    for (event, audience) in news {
        change.tell(event, audience);
    }
    change.on(id);
    change.commit().await?;
    Ok(database::forget_erased(caller.db()).await?)
}

pub(super) async fn changed_columns(
    caller: &Caller,
    client: &Model,
    version: Version,
    body: ClientUpdate,
    tx: &impl ConnectionTrait,
) -> ApiResult<ActiveModel> {
    let mut change = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    let seals = body.changes_contact() || body.changes_identity() || !body.master_data.is_empty();
    if seals {
        seal_changes(caller, client, &body, &mut change, tx).await?;
    }
    if let Some(pseudonym) = body.pseudonym {
        change.pseudonym_key = Set(pseudonym.key());
        change.pseudonym = Set(pseudonym.into());
    }
    if let Some(counselor) = body.primary_counselor_id.into_change() {
        change.primary_counselor_id = Set(counselor);
    }
    if let Some(language) = body.language {
        change.language = Set(language);
    }
    Ok(change)
}

/// The changes of what is sealed under the client's key.
async fn seal_changes(
    caller: &Caller,
    client: &Model,
    body: &ClientUpdate,
    change: &mut ActiveModel,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    let (keys, id) = (caller.keys().await?, client.id);
    let key = keys.find_client_key(caller.scope(), id, tx).await?;
    let seal = |column, text: Option<&str>| {
        let sealed = text.map(|text| key.seal(column, id.0, text));
        sealed.transpose()
    };
    if let Some(email) = body.email.clone().into_change() {
        let email = email.as_ref();
        change.email_key = Set(email.map(|email| keys.email_index(&email.key())));
        change.sealed_email = Set(seal(CLIENT_EMAIL, email.map(EmailAddress::as_str))?);
    }
    if let Some(phone) = body.phone.clone().into_change() {
        let phone = phone.as_ref().map(PhoneNumber::as_str);
        change.sealed_phone = Set(seal(CLIENT_PHONE, phone)?);
    }
    if let Some(name) = body.name.clone().into_change() {
        let name = name.as_ref().map(ClientName::as_str);
        change.sealed_name = Set(seal(CLIENT_NAME, name)?);
    }
    if let Some(address) = body.address.clone().into_change() {
        let address = address.as_ref().map(PostalAddress::as_str);
        change.sealed_address = Set(seal(CLIENT_ADDRESS, address)?);
    }
    if !body.master_data.is_empty() {
        let present = match &client.sealed_master_data {
            Some(sealed) => show::read_master_data(&key.open(CLIENT_MASTER_DATA, id.0, sealed)?)?,
            None => MasterData::new(),
        };
        let offered = master_data_fields::operations::fields(caller.scope(), tx).await?;
        let data = domain::master_data_fields::change(&offered, &present, &body.master_data);
        let data = data.map_err(refused)?;
        change.sealed_master_data = Set(seal(CLIENT_MASTER_DATA, Some(&master_data_json(&data)?))?);
    }
    Ok(())
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
pub async fn find(
    caller: &Caller,
    id: ClientId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<show::Row> {
    let (client, counselor) = load(caller, id, db).await?;
    caller.check(action, show::relation(caller, &client))?;
    Ok((client, counselor))
}

/// A client, locked until the end of the transaction: whoever decides by a count of what is theirs
/// takes this first, so that two at once do not count the same.
pub async fn lock(change: &Change<'_>, id: ClientId) -> ApiResult<()> {
    let client = change.caller().scope().find::<Entity>();
    let client = client.filter(Column::Id.eq(id));
    let found = client.lock(LockType::NoKeyUpdate).one(change.tx()).await?;
    found
        .map(drop)
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Clients who cannot be erased until the end of the transaction, whoever else may change them.
/// Answers those who are there.
pub async fn hold(
    change: &Change<'_>,
    ids: impl IntoIterator<Item = ClientId>,
) -> ApiResult<Vec<ClientId>> {
    let held = change
        .caller()
        .scope()
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(ids))
        .order_by_asc(Column::Id)
        .lock(LockType::KeyShare)
        .into_tuple()
        .all(change.tx())
        .await?;
    Ok(held)
}

/// Those with these ids, as they are shown beside what is theirs.
pub async fn references(
    scope: &Scope,
    ids: impl IntoIterator<Item = ClientId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ClientId, ClientRef>> {
    let found = scope
        .find::<Entity>()
        .filter(Column::Id.is_in(ids))
        .all(db)
        .await?;
    let found = found.into_iter().map(|one| {
        let reference = ClientRef {
            id: one.id,
            number: one.number,
            pseudonym: one.pseudonym,
        };
        (one.id, reference)
    });
    Ok(found.collect())
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
    Ok(show::relation(caller, &client))
}

/// Whether staff may see a client.
pub async fn is_seen_by(
    caller: &Caller,
    id: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let relation = match relation_to(caller, id, db).await {
        Err(error) if error.code() == ProblemCode::NotFound => return Ok(false),
        relation => relation?,
    };
    Ok(caller.decide(Action::ReadClient, relation).is_allowed())
}

pub(super) async fn load(
    caller: &Caller,
    id: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<show::Row> {
    caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .find_also_related(counselor::Entity)
        .one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Matches a pseudonym or an e-mail address, in the form names are compared in.
pub fn named(keys: &FacilityKeys, key: &str) -> Condition {
    Condition::any()
        .add(Column::PseudonymKey.eq(key))
        .add(Column::EmailKey.eq(keys.email_index(key)))
}
