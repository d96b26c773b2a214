//! One function per operation, and the look-up that a request begins with.

use crate::{
    ApiResult,
    accounts::entity::{Column, Entity, Model},
    caller::Caller,
    change::Change,
    extract::{next_page, read_cursor},
    facility::entity as facility,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Openness, Relation},
    audit::AuditAction,
    ids::{ClientId, SessionId},
    page::Page,
    problem::ProblemCode,
    sessions::{SessionQuery, SessionSummary},
};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

/// The caller's own sessions, newest first.
pub async fn list_sessions(
    caller: &Caller,
    query: SessionQuery,
) -> ApiResult<Page<SessionSummary>> {
    caller.check(Action::ListSessions, Relation::Common)?;
    let (current, rows) = (caller.session()?, query.limit.unwrap_or_default().rows());
    let mut select = caller.scope().find::<Entity>().filter(living_of(caller)?);
    if let Some(after) = &query.after {
        let id: SessionId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let items = models.into_iter().map(|session| SessionSummary {
        id: session.id,
        device: session.device,
        created_at: session.created_at,
        last_seen_at: session.last_used_at,
        current: session.id == current,
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Where a client is, and was, signed in, newest first: for taking along.
pub async fn of_client(caller: &Caller, client: ClientId) -> ApiResult<Vec<Model>> {
    let sessions = caller.scope().find::<Entity>();
    let sessions = sessions.filter(Column::ClientId.eq(client));
    Ok(sessions.order_by_desc(Column::Id).all(caller.db()).await?)
}

/// Ends one of the caller's own sessions.
pub async fn end_session(caller: &Caller, id: SessionId) -> ApiResult<()> {
    caller.check(Action::EndSession, Relation::Own)?;
    let own = living_of(caller)?.add(Column::Id.eq(id));
    let ended = end(caller, AuditAction::EndSession, own).await?;
    if ended == 0 {
        // Somebody else's, unknown, or over: all the same from here.
        return Err(ProblemCode::NotFound.into());
    }
    Ok(())
}

/// Ends all sessions of the caller but this one.
pub async fn end_other_sessions(caller: &Caller) -> ApiResult<()> {
    caller.check(Action::EndOtherSessions, Relation::Common)?;
    let others = living_of(caller)?.add(Column::Id.ne(caller.session()?));
    end(caller, AuditAction::EndOtherSessions, others).await?;
    Ok(())
}

/// Ends those sessions at once, and answers how many. Nothing to end is nothing to note.
async fn end(caller: &Caller, action: AuditAction, which: Condition) -> ApiResult<usize> {
    let mut change = Change::begin(caller, action).await?;
    let ended: Vec<SessionId> = caller
        .scope()
        .find::<Entity>()
        .filter(which)
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(change.tx())
        .await?;
    if let [id, ..] = ended[..] {
        caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::EndedAt, Expr::value(caller.now()))
            .filter(Column::Id.is_in(ended.iter().copied()))
            .exec(change.tx())
            .await?;
        if action == AuditAction::EndSession {
            change.on(id);
        }
        change.commit().await?;
    }
    for id in &ended {
        caller.state().ended.tell(id.0);
    }
    Ok(ended.len())
}

/// The caller's own sessions that have neither ended nor run out.
fn living_of(caller: &Caller) -> ApiResult<Condition> {
    let actor = caller.actor();
    let own = if let Some(id) = actor.client_id() {
        Column::ClientId.eq(id)
    } else {
        Column::CounselorId.eq(caller.counselor_id()?)
    };
    Ok(Condition::all()
        .add(own)
        .add(Column::EndedAt.is_null())
        .add(Column::ExpiresAt.gt(caller.now())))
}

/// What a request needs to know of its session.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Living {
    pub openness: Openness,
    pub last_used_at: DateTime<Utc>,
}

/// The session, unless it has ended or run out.
pub async fn find_living(
    scope: &Scope,
    id: SessionId,
    now: DateTime<Utc>,
) -> ApiResult<Option<Living>> {
    let living = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .inner_join(facility::Entity)
        .select_only()
        .column(Column::LastUsedAt)
        .column(facility::Column::Openness)
        .into_model()
        .one(scope.db())
        .await?;
    Ok(living)
}

/// Notes that the session is in use. Nothing depends on it: where it fails, the next request
/// notes it.
pub async fn note_seen(scope: &Scope, id: SessionId, now: DateTime<Utc>) {
    let noted = scope
        .update::<Entity>()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(scope.db())
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of a session was not noted");
    }
}
