//! Erasing what was written in the chat and kept for long enough.

use super::entity::{Column, Entity, member, message};
use crate::{
    ApiResult, attachments, clients::operations as clients, deletion_routine::Sweep,
    monitorings::operations::unlink_chat, scope::Scope, statistics,
};
use chrono::{DateTime, Utc};
use domain::{
    chats::ChatKind,
    events::{Audience, Event, EventKind},
    ids::{ChatId, ChatMessageId, ClientId},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{CaseStatement, Expr, ExprTrait, SelectStatement},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Messages whose time is over, but for those of conversations in which somebody is under a hold.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    let with_held = scope
        .find::<member::Entity>()
        .filter(member::Column::ClientId.in_subquery(clients::held(scope)))
        .select_only()
        .column(member::Column::ChatId)
        .into_query();
    Condition::all()
        .add(message::Column::SentAt.lte(cutoff))
        .add(message::Column::ChatId.not_in_subquery(with_held))
        // Who left a group has written in it all the same.
        .add(message::Column::ChatId.not_in_subquery(of_held(scope)))
}

/// Conversations in which somebody under a hold has written.
fn of_held(scope: &Scope) -> SelectStatement {
    scope
        .find::<message::Entity>()
        .filter(message::Column::SealedFor.in_subquery(clients::held(scope)))
        .select_only()
        .column(message::Column::ChatId)
        .into_query()
}

/// Refuses to delete a conversation in which somebody under a hold has written.
pub async fn check_nobody_held(
    scope: &Scope,
    chat: ChatId,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    let wrote = scope
        .find::<message::Entity>()
        .filter(message::Column::ChatId.eq(chat))
        .filter(message::Column::SealedFor.in_subquery(clients::held(scope)));
    if wrote.count(tx).await? > 0 {
        return Err(ProblemCode::LegalHold.into());
    }
    Ok(())
}

/// Erases some of them, the oldest of each conversation first, so that what is left of one has no
/// gap. A conversation of two of which nothing is left goes as a whole.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(ChatId, i64)> = scope
        .find::<message::Entity>()
        .filter(over(scope, cutoff))
        .select_only()
        .columns([message::Column::ChatId, message::Column::Position])
        .order_by_asc(message::Column::ChatId)
        .order_by_asc(message::Column::Position)
        .limit(Sweep::BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    // They come in their order: of each conversation the last one stays.
    let cuts: BTreeMap<ChatId, i64> = found.iter().copied().collect();
    let of_chats = || member::Column::ChatId.is_in(cuts.keys().copied());
    let theirs: Vec<Option<ClientId>> = scope
        .find::<member::Entity>()
        .filter(of_chats())
        .filter(member::Column::ClientId.is_not_null())
        .select_only()
        .column(member::Column::ClientId)
        .into_tuple()
        .all(tx)
        .await?;
    let theirs: BTreeSet<ClientId> = theirs.into_iter().flatten().collect();
    let unheld = clients::lock_unheld(scope, tx, theirs.clone()).await?;
    if unheld.len() < theirs.len() {
        // A hold has just begun: the next attempt leaves it out.
        return Ok(found.len() as u64);
    }
    for (chat, cut) in &cuts {
        erase_up_to(sweep, *chat, *cut).await?;
    }
    Ok(found.len() as u64)
}

/// Erases the beginning of a conversation. Nobody writes in it meanwhile.
async fn erase_up_to(sweep: &mut Sweep<'_>, id: ChatId, cut: i64) -> ApiResult<()> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let row = scope.find::<Entity>().filter(Column::Id.eq(id));
    let Some(chat) = row.lock_exclusive().one(tx).await? else {
        return Ok(());
    };
    let begun = || {
        Condition::all()
            .add(message::Column::ChatId.eq(id))
            .add(message::Column::Position.lte(cut))
    };
    let messages: Vec<ChatMessageId> = scope
        .find::<message::Entity>()
        .filter(begun())
        .select_only()
        .column(message::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    attachments::operations::erase_of_chat_messages(scope, tx, &messages, sweep.now()).await?;
    let gone = scope
        .delete::<message::Entity>()
        .filter(begun())
        .exec(tx)
        .await?;
    sweep.counts.chat_messages += gone.rows_affected;
    let members: Vec<Uuid> = scope
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(id))
        .select_only()
        .column(member::Column::MemberId)
        .into_tuple()
        .all(tx)
        .await?;
    if cut < chat.last_position || chat.kind == ChatKind::Group {
        begin_after(scope, tx, id, cut).await?;
        if cut >= chat.last_position {
            let nothing = Expr::value(None::<ChatMessageId>);
            scope
                .update::<Entity>()
                .col_expr(Column::LastMessageId, nothing)
                .filter(Column::Id.eq(id))
                .exec(tx)
                .await?;
        }
    } else {
        attachments::operations::erase_of_chat(scope, tx, id, sweep.now()).await?;
        unlink_chat(scope, tx, id).await?;
        statistics::chats::forget(scope, tx, [id.0]).await?;
        scope
            .delete::<Entity>()
            .filter(Column::Id.eq(id))
            .exec(tx)
            .await?;
    }
    let event = Event::of_chat(EventKind::ChatsChanged, id);
    let told = members.into_iter().map(|id| Audience::Account { id });
    sweep.news.extend(told.map(|audience| (event, audience)));
    Ok(())
}

/// From now on a conversation begins after this position, for everybody in it: nothing before it is
/// missing, and nothing before it is unread.
async fn begin_after(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    chat: ChatId,
    cut: i64,
) -> ApiResult<()> {
    use member::Column;
    let at_least = |column: Column| {
        CaseStatement::new()
            .case(Expr::col(column).lt(cut), Expr::value(cut))
            .finally(Expr::col(column))
    };
    let mut update = scope.update::<member::Entity>();
    for column in [
        Column::SincePosition,
        Column::DeliveredPosition,
        Column::ReadPosition,
    ] {
        update = update.col_expr(column, at_least(column).into());
    }
    update.filter(Column::ChatId.eq(chat)).exec(tx).await?;
    Ok(())
}
