//! What callers may see of a client.

use super::{
    entity::{Column, Entity, Model},
    parts,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    counselors::entity as counselor,
    crypto::{
        ClientKey, Sealed,
        column::{
            CLIENT_ADDRESS, CLIENT_EMAIL, CLIENT_HOLD_REASON, CLIENT_MASTER_DATA, CLIENT_NAME,
            CLIENT_PHONE,
        },
    },
    deletion_routine, documents,
    hand_overs::operations as hand_overs,
    notes,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Actor, Relation},
    clients::{Client, ClientAccess, ClientCounts, ClientSummary, LegalHold},
    ids::{ClientId, CounsellingFieldId},
    master_data_fields::MasterData,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, Select,
    sea_query::{Expr, Query},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A client with their primary counselor.
pub type Row = (Model, Option<counselor::Model>);

/// How the caller stands to the client: staff's own are those whose primary counselor they are.
pub fn relation(caller: &Caller, client: &Model) -> Relation {
    Relation::to_counselors(caller.actor(), client.primary_counselor_id)
}

/// Keeps of the facility's clients those that the table lets `caller` read: `relation`, read
/// backwards.
pub fn visible_to(caller: &Caller, select: Select<Entity>) -> Select<Entity> {
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

/// Whether [`visible_to`] keeps all of them.
pub fn sees_all(caller: &Caller) -> bool {
    let relations = [Relation::Own, Relation::Nobodys, Relation::Others];
    let sees = |relation| caller.decide(Action::ReadClient, relation).is_allowed();
    relations.into_iter().all(sees)
}

/// Whether the caller sees e-mail address and telephone number of whom they stand to like that.
pub fn sees_contact(caller: &Caller, relation: Relation) -> bool {
    let access = caller.decide(Action::ReadClientContact, relation);
    access.is_allowed()
}

fn sees_identity(caller: &Caller, relation: Relation) -> bool {
    let access = caller.decide(Action::ReadClientIdentity, relation);
    access.is_allowed()
}

fn sees_hold(caller: &Caller, client: &Model) -> bool {
    let access = caller.decide(Action::PlaceLegalHold, relation(caller, client));
    access.is_allowed()
}

fn sees_master_data(caller: &Caller, relation: Relation) -> bool {
    let access = caller.decide(Action::ReadClientMasterData, relation);
    access.is_allowed()
}

/// What rows are shown with, read for all of them at once.
struct Shown {
    keys: HashMap<ClientId, ClientKey>,
    fields: BTreeMap<ClientId, BTreeSet<CounsellingFieldId>>,
    /// When each deleted client is erased.
    erased_from: HashMap<ClientId, DateTime<Utc>>,
    /// How much there is of whoever is shown alone.
    counts: ClientCounts,
}

impl Shown {
    /// Keys are read only where something is opened with them.
    async fn of(
        caller: &Caller,
        rows: &[Row],
        with_key: impl Fn(&Model) -> bool,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Self> {
        let clients = || rows.iter().map(|(client, _)| client);
        let with_key: Vec<_> = clients()
            .filter(|client| with_key(client))
            .map(|client| client.id)
            .collect();
        let keys = if with_key.is_empty() {
            HashMap::new()
        } else {
            let keys = caller.keys().await?;
            keys.find_client_keys(caller.scope(), with_key, db).await?
        };
        let ids = clients().map(|client| client.id);
        let fields = parts::carried(caller.scope(), db, ids).await?;
        let deleted: Vec<_> = clients()
            .filter_map(|client| Some((client.id, client.deleted_at?)))
            .collect();
        let erased_from = if deleted.is_empty() {
            HashMap::new()
        } else {
            let routine = deletion_routine::settings(caller.facility(), db).await?;
            let days = routine.erase_deleted_clients_after_days;
            let erased = deleted.into_iter().map(|(id, at)| (id, days.end(at)));
            erased.collect()
        };
        Ok(Self {
            keys,
            fields,
            erased_from,
            counts: ClientCounts::default(),
        })
    }

    /// Opens a column, where there is a key for it.
    fn open(
        &self,
        client: ClientId,
        column: &'static str,
        sealed: Option<&Sealed>,
    ) -> ApiResult<Option<String>> {
        let opened = self.keys.get(&client).zip(sealed);
        let opened = opened.map(|(key, sealed)| key.open(column, client.0, sealed));
        opened.transpose()
    }

    /// E-mail address and telephone number, for those who may see them.
    fn contact(
        &self,
        caller: &Caller,
        client: &Model,
    ) -> ApiResult<(Option<String>, Option<String>)> {
        if !sees_contact(caller, relation(caller, client)) {
            return Ok((None, None));
        }
        Ok((
            self.open(client.id, CLIENT_EMAIL, client.sealed_email.as_ref())?,
            self.open(client.id, CLIENT_PHONE, client.sealed_phone.as_ref())?,
        ))
    }

    fn identity(
        &self,
        caller: &Caller,
        client: &Model,
    ) -> ApiResult<(Option<String>, Option<String>)> {
        if !sees_identity(caller, relation(caller, client)) {
            return Ok((None, None));
        }
        Ok((
            self.open(client.id, CLIENT_NAME, client.sealed_name.as_ref())?,
            self.open(client.id, CLIENT_ADDRESS, client.sealed_address.as_ref())?,
        ))
    }

    fn legal_hold(&self, caller: &Caller, client: &Model) -> ApiResult<Option<LegalHold>> {
        let Some(since) = client.held_at.filter(|_| sees_hold(caller, client)) else {
            return Ok(None);
        };
        let sealed = client.sealed_hold_reason.as_ref();
        let reason = self.open(client.id, CLIENT_HOLD_REASON, sealed)?;
        let reason = reason.unwrap_or_default();
        Ok(Some(LegalHold { since, reason }))
    }

    fn summary(&self, caller: &Caller, (client, counselor): Row) -> ApiResult<ClientSummary> {
        let (email, phone) = self.contact(caller, &client)?;
        Ok(ClientSummary {
            id: client.id,
            number: client.number,
            email,
            phone,
            primary_counselor: counselor.as_ref().map(counselor::Model::reference),
            counselling_field_ids: self.fields.get(&client.id).cloned().unwrap_or_default(),
            status: client.status,
            access: access(&client),
            erased_from: self.erased_from.get(&client.id).copied(),
            deleted_by_client: client.deleted_by_client,
            created_at: client.created_at,
            last_signed_in_at: client.last_signed_in_at,
            version: client.version,
            pseudonym: client.pseudonym,
        })
    }

    fn client(&self, caller: &Caller, (client, counselor): Row) -> ApiResult<Client> {
        let (email, phone) = self.contact(caller, &client)?;
        let (name, address) = self.identity(caller, &client)?;
        let sealed = client.sealed_master_data.as_ref();
        let sealed = sealed.filter(|_| sees_master_data(caller, relation(caller, &client)));
        let data = self.open(client.id, CLIENT_MASTER_DATA, sealed)?;
        let legal_hold = self.legal_hold(caller, &client)?;
        Ok(Client {
            id: client.id,
            number: client.number,
            email,
            phone,
            name,
            address,
            primary_counselor: counselor.as_ref().map(counselor::Model::reference),
            counselling_field_ids: self.fields.get(&client.id).cloned().unwrap_or_default(),
            master_data: data.map_or(Ok(MasterData::new()), |data| read_master_data(&data))?,
            language: client.language,
            status: client.status,
            access: access(&client),
            erased_from: self.erased_from.get(&client.id).copied(),
            deleted_by_client: client.deleted_by_client,
            created_at: client.created_at,
            invited_at: client.invited_at,
            last_signed_in_at: client.last_signed_in_at,
            legal_hold,
            hand_over: None,
            counts: self.counts,
            version: client.version,
            pseudonym: client.pseudonym,
        })
    }
}

/// How much there is of a client that the caller may see, in one query.
async fn counts(
    caller: &Caller,
    client: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientCounts> {
    let (scope, relation) = (caller.scope(), relation(caller, client));
    let sees = |action| caller.decide(action, relation).is_allowed();
    let (sees_notes, sees_documents) = (sees(Action::ListNotes), sees(Action::ListDocuments));
    if !sees_notes && !sees_documents {
        return Ok(ClientCounts::default());
    }
    let mut all = Query::select();
    if sees_notes {
        let count = notes::operations::count_of_client(scope, client.id);
        all.expr_as(Expr::from(count), "notes");
    }
    if sees_documents {
        let count = documents::operations::count_of_client(scope, client.id);
        all.expr_as(Expr::from(count), "documents");
    }
    let row = db.query_one(&all).await?;
    let count = |is_seen: bool, name: &str| match &row {
        Some(row) if is_seen => row.try_get("", name).map(Some),
        _ => Ok(None),
    };
    Ok(ClientCounts {
        notes: count(sees_notes, "notes")?,
        documents: count(sees_documents, "documents")?,
    })
}

fn access(client: &Model) -> ClientAccess {
    let has_password = client.password_hash().is_some();
    ClientAccess::of(has_password, client.invited_at.is_some())
}

/// Answers as they are sealed.
pub fn read_master_data(json: &str) -> ApiResult<MasterData> {
    serde_json::from_str(json).map_err(ApiError::internal)
}

/// A client as the caller may see them, with what is sealed opened.
pub async fn client(caller: &Caller, row: Row, db: &impl ConnectionTrait) -> ApiResult<Client> {
    let something_sealed = |client: &Model| {
        let relation = relation(caller, client);
        let contact = client.sealed_email.is_some() || client.sealed_phone.is_some();
        let identity = client.sealed_name.is_some() || client.sealed_address.is_some();
        client.sealed_master_data.is_some() && sees_master_data(caller, relation)
            || contact && sees_contact(caller, relation)
            || identity && sees_identity(caller, relation)
            || client.held_at.is_some() && sees_hold(caller, client)
    };
    let rows = [row];
    let mut shown = Shown::of(caller, &rows, something_sealed, db).await?;
    let [row] = rows;
    shown.counts = counts(caller, &row.0, db).await?;
    let (id, primary) = (row.0.id, row.0.primary_counselor_id);
    Ok(Client {
        hand_over: hand_overs::of_client(caller, id, primary, db).await?,
        ..shown.client(caller, row)?
    })
}

/// A client as they see themselves: all that they told, and nothing that staff alone are to know.
pub async fn own(caller: &Caller, row: Row) -> ApiResult<Client> {
    let rows = [row];
    let shown = Shown::of(caller, &rows, |_| true, caller.db()).await?;
    let [(client, counselor)] = rows;
    let open = |column, sealed: &Option<Sealed>| shown.open(client.id, column, sealed.as_ref());
    let data = open(CLIENT_MASTER_DATA, &client.sealed_master_data)?;
    let (email, phone) = (
        open(CLIENT_EMAIL, &client.sealed_email)?,
        open(CLIENT_PHONE, &client.sealed_phone)?,
    );
    let (name, address) = (
        open(CLIENT_NAME, &client.sealed_name)?,
        open(CLIENT_ADDRESS, &client.sealed_address)?,
    );
    let master_data = data.map_or(Ok(MasterData::new()), |data| read_master_data(&data))?;
    let mut own = shown.client(caller, (client, counselor))?;
    (own.email, own.phone, own.name, own.address) = (email, phone, name, address);
    own.master_data = master_data;
    own.legal_hold = None;
    Ok(own)
}

/// Clients as a list shows them, in a fixed number of queries.
pub async fn summaries(
    caller: &Caller,
    rows: Vec<Row>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<ClientSummary>> {
    let contact = |client: &Model| {
        let sealed = client.sealed_email.is_some() || client.sealed_phone.is_some();
        sealed && sees_contact(caller, relation(caller, client))
    };
    let shown = Shown::of(caller, &rows, contact, db).await?;
    rows.into_iter()
        .map(|row| shown.summary(caller, row))
        .collect()
}
