//! One function per operation, and the look-up that a request begins with.

use crate::{
    ApiResult,
    accounts::entity::{Column, Entity, Model},
    caller::Caller,
    change::Change,
    clients::entity as client,
    counselors::entity as counselor,
    extract::{next_page, read_cursor},
    facility::entity as facility,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Openness, Relation, Role, System},
    accounts::Duty,
    audit::AuditAction,
    ids::{ClientId, CounselorId, SessionId},
    page::Page,
    problem::ProblemCode,
    sessions::{SessionQuery, SessionSummary},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
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
    let ended = end_within(caller.scope(), change.tx(), which, caller.now()).await?;
    let count = ended.len();
    if let [id, ..] = ended[..] {
        if action == AuditAction::EndSession {
            change.on(id);
        }
        change.end(ended);
        change.commit().await?;
    }
    Ok(count)
}

/// Ends those sessions at once, within the transaction of what ends them. The connections of those
/// that are answered are to be ended after the commit.
pub async fn end_within(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    which: Condition,
    now: DateTime<Utc>,
) -> ApiResult<Vec<SessionId>> {
    let ended: Vec<SessionId> = scope
        .find::<Entity>()
        .filter(which)
        .filter(Column::EndedAt.is_null())
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    if !ended.is_empty() {
        scope
            .update::<Entity>()
            .col_expr(Column::EndedAt, Expr::value(now))
            .filter(Column::Id.is_in(ended.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(ended)
}

/// Ends all sessions of a counselor, within the transaction of what takes them the right to be
/// there; their live connections end with its commit.
pub async fn end_all_of(change: &mut Change<'_>, counselor: CounselorId) -> ApiResult<()> {
    let caller = change.caller();
    let theirs = living(caller).add(Column::CounselorId.eq(counselor));
    let ended = end_within(caller.scope(), change.tx(), theirs, caller.now()).await?;
    change.end(ended);
    Ok(())
}

/// Ends all live connections of a counselor with the commit. Their sessions go on, and the
/// connections that may come back do so by themselves.
pub async fn cut_connections(change: &mut Change<'_>, counselor: CounselorId) -> ApiResult<()> {
    let caller = change.caller();
    let sessions: Vec<SessionId> = caller
        .scope()
        .find::<Entity>()
        .filter(living(caller).add(Column::CounselorId.eq(counselor)))
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(change.tx())
        .await?;
    change.end(sessions);
    Ok(())
}

/// The caller's own sessions that have neither ended nor run out.
fn living_of(caller: &Caller) -> ApiResult<Condition> {
    let actor = caller.actor();
    let own = if let Some(id) = actor.client_id() {
        Column::ClientId.eq(id)
    } else {
        Column::CounselorId.eq(caller.counselor_id()?)
    };
    Ok(living(caller).add(own))
}

/// Sessions that have neither ended nor run out.
fn living(caller: &Caller) -> Condition {
    Condition::all()
        .add(Column::EndedAt.is_null())
        .add(Column::ExpiresAt.gt(caller.now()))
}

/// What a request needs to know of its session.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Living {
    openness: Openness,
    confidential_administration: bool,
    pub last_used_at: DateTime<Utc>,
    /// The role at this moment, if it is staff's.
    pub role: Option<Role>,
    counselor_id: Option<CounselorId>,
    two_factor_required: bool,
    two_factor_since: Option<DateTime<Utc>>,
    password_change_due: Option<bool>,
}

impl Living {
    /// What the facility has chosen about who sees what.
    pub fn system(&self) -> System {
        System {
            openness: self.openness,
            confidential_administration: self.confidential_administration,
        }
    }

    /// What its account has to do before anything else.
    pub fn duty(&self) -> Option<Duty> {
        match self.counselor_id {
            Some(_) => {
                Duty::of_counselor(self.two_factor_required, self.two_factor_since.is_some())
            }
            None => Duty::of_client(self.password_change_due.unwrap_or_default()),
        }
    }
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
        .left_join(counselor::Entity)
        .left_join(client::Entity)
        .select_only()
        .columns([Column::LastUsedAt, Column::CounselorId])
        .column(facility::Column::Openness)
        .column(facility::Column::ConfidentialAdministration)
        .column(facility::Column::TwoFactorRequired)
        .columns([counselor::Column::Role, counselor::Column::TwoFactorSince])
        .column(client::Column::PasswordChangeDue)
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
