//! One function per operation. Nothing else reads or writes the table of notes.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    caller::Caller,
    change::Change,
    clients::{self, erasure::Erasure},
    counselors::entity as counselor,
    crypto::{ClientKey, column::NOTE_TEXT},
    extract::{next_page, read_cursor},
    idempotency::Created,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    events::ClientPart,
    ids::{ClientId, NoteId},
    notes::{Note, NoteQuery, NoteWrite},
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

/// What staff noted about a client, newest first.
pub async fn list_notes(
    caller: &Caller,
    client: ClientId,
    query: NoteQuery,
) -> ApiResult<Page<Note>> {
    let relation = clients::operations::relation_to(caller, client, caller.db()).await?;
    caller.check(Action::ListNotes, relation)?;
    note_look(caller, AuditAction::ListNotes, client).await?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .find_also_related(counselor::Entity);
    if let Some(after) = &query.after {
        let id: NoteId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |(last, _)| last.id)?;
    let key = client_key(caller, client, caller.db()).await?;
    let items = models
        .into_iter()
        .map(|(note, counselor)| show(&key, note, counselor));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Notes something about a client.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_note(
    caller: &Caller,
    client: ClientId,
    body: NoteWrite,
) -> ApiResult<Created<'_, Note>> {
    let mut change = Change::begin(caller, AuditAction::CreateNote).await?;
    let relation = clients::operations::relation_to(caller, client, change.tx()).await?;
    caller.check(Action::CreateNote, relation)?;
    let id = NoteId(Uuid::now_v7());
    let key = client_key(caller, client, change.tx()).await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(client),
        counselor_id: Set(Some(caller.counselor_id()?)),
        sealed_text: Set(key.seal(NOTE_TEXT, id.0, body.text.as_str())?),
        written_at: Set(caller.now()),
        changed_at: Set(None),
        version: Set(Version::FIRST),
    };
    Entity::insert(model)
        .exec_without_returning(change.tx())
        .await?;
    let (note, counselor) = load(caller, id, change.tx()).await?;
    clients::news::tell_staff_of(&mut change, ClientPart::Notes, client).await?;
    change.on(id);
    Ok(Created {
        answer: show(&key, note, counselor)?,
        change,
        version: Some(Version::FIRST),
        client: Some(client),
    })
}

/// Changes a note of one's own, if it has not been changed since `version`.
pub async fn update_note(
    caller: &Caller,
    id: NoteId,
    version: Version,
    body: NoteWrite,
) -> ApiResult<Note> {
    let mut change = Change::begin(caller, AuditAction::UpdateNote).await?;
    let note = find(caller, id, Action::UpdateNote, change.tx()).await?;
    let key = client_key(caller, note.client_id, change.tx()).await?;
    let sealed = key.seal(NOTE_TEXT, id.0, body.text.as_str())?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SealedText, Expr::value(sealed))
        .col_expr(Column::ChangedAt, Expr::value(Some(caller.now())))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let client = note.client_id;
    let (note, counselor) = load(caller, id, change.tx()).await?;
    let shown = show(&key, note, counselor)?;
    clients::news::tell_staff_of(&mut change, ClientPart::Notes, client).await?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// Deletes a note for good.
pub async fn delete_note(caller: &Caller, id: NoteId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteNote).await?;
    let note = find(caller, id, Action::DeleteNote, change.tx()).await?;
    let (scope, client) = (caller.scope(), note.client_id);
    clients::operations::check_not_held(scope, change.tx(), client).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    clients::news::tell_staff_of(&mut change, ClientPart::Notes, note.client_id).await?;
    change.on(id);
    change.commit().await
}

/// Counts the notes on a client, within another query.
pub fn count_of_client(scope: &Scope, client: ClientId) -> SelectStatement {
    scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .select_only()
        .column_as(Column::Id.count(), "all")
        .into_query()
}

/// Erases the notes on a client, within the transaction that erases the client.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let gone = erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    erasure.counts.notes += gone.rows_affected;
    Ok(())
}

/// The only way to load one to change it: say what for. Whoever may not see the client's notes
/// does not learn that there is one.
async fn find(
    caller: &Caller,
    id: NoteId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let (note, _) = load(caller, id, db).await?;
    let relation = clients::operations::relation_to(caller, note.client_id, db).await?;
    caller.check(Action::ListNotes, relation)?;
    caller.check(
        action,
        Relation::to_counselors(caller.actor(), note.counselor_id),
    )?;
    Ok(note)
}

async fn load(
    caller: &Caller,
    id: NoteId,
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

async fn client_key(
    caller: &Caller,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientKey> {
    let keys = caller.keys().await?;
    keys.find_client_key(caller.scope(), client, db).await
}

fn show(key: &ClientKey, note: Model, counselor: Option<counselor::Model>) -> ApiResult<Note> {
    Ok(Note {
        text: key.open(NOTE_TEXT, note.id.0, &note.sealed_text)?,
        id: note.id,
        client_id: note.client_id,
        author: counselor.as_ref().map(counselor::Model::reference),
        written_at: note.written_at,
        changed_at: note.changed_at,
        version: note.version,
    })
}
