//! How somebody can be reached.

use super::here::Word;
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    chats::{self, me},
    counselors::entity::{Column, Entity},
    events::Hub,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    chats::ChatAccount,
    ids::CounselorId,
    presences::{AccountPresence, BeatAnswer, Presence, PresenceSet, Reach},
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, sea_query::Expr};

/// Whether a counselor can be written to, and by whom; `None` where there is none.
pub async fn reach_of(
    scope: &Scope,
    id: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<Reach>> {
    let columns: Option<(bool, bool, Presence)> = scope
        .find::<Entity>()
        .select_only()
        .columns([Column::Active, Column::PrimaryClientsOnly, Column::Presence])
        .filter(Column::Id.eq(id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(
        columns.map(|(active, primary_clients_only, presence)| Reach {
            active,
            primary_clients_only,
            presence,
        }),
    )
}

/// What others see of what a counselor has chosen.
pub fn shown(
    hub: &Hub,
    scope: &Scope,
    (id, chosen): (CounselorId, Presence),
    now: DateTime<Utc>,
) -> Presence {
    let account = ChatAccount::Counselor(id);
    chosen.shown(hub.here().is_connected(scope.facility(), account, now))
}

/// How those can be reached whom the caller can see: staff see all colleagues and the clients they
/// chat with who are there, clients see those who are there for them.
pub async fn list_presences(caller: &Caller) -> ApiResult<Vec<AccountPresence>> {
    caller.check(Action::ListPresences, Relation::Common)?;
    let (hub, now) = (&caller.state().hub, caller.now());
    let partners = chats::partners(caller.scope(), me(caller)?).await?;
    let counselors: Vec<(CounselorId, bool, Presence)> = caller
        .scope()
        .find::<Entity>()
        .select_only()
        .columns([Column::Id, Column::PrimaryClientsOnly, Column::Presence])
        .filter(Column::Active.eq(true))
        .into_tuple()
        .all(caller.db())
        .await?;
    let is_staff = caller.actor().client_id().is_none();
    let is_seen =
        |id, hidden: bool| is_staff || !hidden || partners.contains(&ChatAccount::Counselor(id));
    let mut all: Vec<_> = counselors
        .into_iter()
        .filter(|(id, hidden, _)| is_seen(*id, *hidden))
        .map(|(id, _, chosen)| AccountPresence {
            account: ChatAccount::Counselor(id),
            presence: shown(hub, caller.scope(), (id, chosen), now),
        })
        .collect();
    if is_staff {
        let clients = hub.here().clients(caller.facility(), now).into_iter();
        let clients = clients.map(ChatAccount::Client);
        let here = clients.filter(|account| partners.contains(account));
        all.extend(here.map(|account| AccountPresence {
            account,
            presence: Presence::Online,
        }));
    }
    Ok(all)
}

/// Chooses how the caller can be reached. Everybody who sees it is told at once.
pub async fn set_presence(caller: &Caller, body: PresenceSet) -> ApiResult<()> {
    caller.check(Action::SetPresence, Relation::Common)?;
    let id = caller.counselor_id()?;
    let chosen = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Presence, Expr::value(body.presence))
        .filter(Column::Id.eq(id))
        .exec(caller.db())
        .await?;
    if chosen.rows_affected == 0 {
        return Err(ApiError::Problem(ProblemCode::NotFound));
    }
    caller.state().hub.tell_chosen(caller.scope(), id).await
}

/// Notes that a live connection of the caller is still there.
pub async fn answer_beat(caller: &Caller, answer: BeatAnswer) -> ApiResult<()> {
    caller.check(Action::AnswerBeat, Relation::Common)?;
    let word = Word {
        facility: caller.facility(),
        account: me(caller)?,
        connection: answer.connection_id,
        has_ended: false,
    };
    caller.state().hub.note_here(word).await
}
