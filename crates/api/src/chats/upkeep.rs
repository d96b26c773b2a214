//! What becomes of conversations when those in them go.

use super::{
    entity::{Column, Entity, member, message},
    groups::tell_changed,
    opening::{joining, pair_key, tell_of},
};
use crate::{
    ApiResult,
    change::Change,
    clients::{entity as client, erasure::Erasure},
    counselors::entity as counselor,
    facility,
    scope::Scope,
    statistics,
};
use domain::{
    chats::{ChatAccount, ChatKind},
    events::{Audience, Event, EventKind},
    ids::{ChatId, ClientId, CounselorId},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect,
    RelationTrait, Select, sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// How many conversations with clients a counselor has in which something was written.
pub async fn count_of_counselor(scope: &Scope, counselor: CounselorId) -> ApiResult<u64> {
    let chats = with_clients(scope, counselor);
    let begun = chats.filter(Column::LastPosition.gt(0));
    Ok(begun.count(scope.db()).await?)
}

fn with_clients(scope: &Scope, counselor: CounselorId) -> Select<Entity> {
    scope
        .find::<Entity>()
        .join_rev(JoinType::InnerJoin, member::Relation::Chat.def())
        .filter(Column::Kind.eq(ChatKind::Client))
        .filter(member::Column::CounselorId.eq(counselor))
}

/// Takes a client out of the chat: their conversations with counselors are gone, with what both
/// wrote; in groups what they wrote is gone, and only that it was there is left.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let (scope, tx, client) = (erasure.scope(), erasure.tx(), erasure.client());
    let others: Vec<(ChatId, Uuid)> = scope
        .find::<member::Entity>()
        .join(JoinType::InnerJoin, member::Relation::Chat.def())
        .filter(Column::ClientId.eq(client))
        .filter(member::Column::MemberId.ne(client.0))
        .select_only()
        .columns([member::Column::ChatId, member::Column::MemberId])
        .into_tuple()
        .all(tx)
        .await?;
    let sealed = scope
        .find::<message::Entity>()
        .filter(message::Column::SealedFor.eq(client));
    let messages = sealed.count(tx).await?;
    erasure.counts.chat_messages += messages;
    let gone: BTreeSet<Uuid> = others.iter().map(|(chat, _)| chat.0).collect();
    statistics::chats::forget(scope, tx, gone).await?;
    scope
        .delete::<Entity>()
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    for (chat, other) in others {
        let event = Event::of_chat(EventKind::ChatsChanged, chat);
        erasure.news.push((event, Audience::Account { id: other }));
    }
    let groups: Vec<ChatId> = scope
        .find::<member::Entity>()
        .select_only()
        .column(member::Column::ChatId)
        .filter(member::Column::ClientId.eq(client))
        .into_tuple()
        .all(tx)
        .await?;
    scope
        .delete::<member::Entity>()
        .filter(member::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    // Those of groups that they were in once are among them.
    scope
        .update::<message::Entity>()
        .col_expr(message::Column::SealedText, Expr::value(None::<Vec<u8>>))
        .col_expr(message::Column::SealedFor, Expr::value(None::<Uuid>))
        .col_expr(message::Column::ClientId, Expr::value(None::<Uuid>))
        .col_expr(
            message::Column::DeletedAt,
            Expr::col(message::Column::DeletedAt).if_null(erasure.now()),
        )
        .filter(message::Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    for chat in groups {
        let event = Event::of_chat(EventKind::ChatChanged, chat);
        erasure.news.push((event, Audience::Chat { chat }));
    }
    Ok(())
}

/// Gives a counselor's conversations with clients and the group chats they made to a colleague,
/// within the transaction that deletes the counselor. Where nobody is named, each conversation goes
/// to whoever looks after the client, or else to the fallback counselor: no client writes where
/// nobody reads.
pub async fn hand_over(
    change: &mut Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    leave_groups(change, from, to).await?;
    let scope = change.caller().scope();
    let chats: Vec<(ChatId, Option<ClientId>, i64)> = with_clients(scope, from)
        .select_only()
        .columns([Column::Id, Column::ClientId, Column::LastPosition])
        .into_tuple()
        .all(change.tx())
        .await?;
    let heirs = Heirs::read(change, to, chats.iter().filter_map(|chat| chat.1)).await?;
    for (chat, client, last) in chats {
        let Some(to) = heirs.of(client) else {
            if last > 0 {
                return Err(ProblemCode::HeirRequired.into());
            }
            // Nobody has written anything, and nobody sees it.
            continue;
        };
        scope
            .update::<member::Entity>()
            .col_expr(member::Column::MemberId, Expr::value(to.0))
            .col_expr(member::Column::CounselorId, Expr::value(to))
            .filter(member::Column::ChatId.eq(chat))
            .filter(member::Column::CounselorId.eq(from))
            .exec(change.tx())
            .await?;
        if let Some(client) = client {
            rename_pair(change, chat, (to, client)).await?;
        }
        tell_of(change, to.0, chat);
        tell_changed(change, chat);
    }
    Ok(())
}

/// Who takes over which conversation.
struct Heirs {
    named: Option<CounselorId>,
    primary: HashMap<ClientId, CounselorId>,
    fallback: Option<CounselorId>,
}

impl Heirs {
    /// What whoever goes looked after is nobody's already, and they are not the fallback any more.
    async fn read(
        change: &Change<'_>,
        named: Option<CounselorId>,
        clients: impl IntoIterator<Item = ClientId>,
    ) -> ApiResult<Self> {
        let mut heirs = Self {
            named,
            primary: HashMap::new(),
            fallback: None,
        };
        if named.is_some() {
            return Ok(heirs);
        }
        let caller = change.caller();
        let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
        let looked_after: Vec<(ClientId, Option<CounselorId>)> = caller
            .scope()
            .find::<client::Entity>()
            .filter(client::Column::Id.is_in(clients))
            .select_only()
            .columns([client::Column::Id, client::Column::PrimaryCounselorId])
            .into_tuple()
            .all(change.tx())
            .await?;
        let active: Vec<CounselorId> = caller
            .scope()
            .find::<counselor::Entity>()
            .filter(counselor::Column::Active.eq(true))
            .select_only()
            .column(counselor::Column::Id)
            .into_tuple()
            .all(change.tx())
            .await?;
        let is_there = |id: &CounselorId| active.contains(id);
        heirs.fallback = facility.fallback_counselor_id.filter(is_there);
        let primary = looked_after.into_iter();
        heirs.primary = primary
            .filter_map(|(client, primary)| Some((client, primary.filter(is_there)?)))
            .collect();
        Ok(heirs)
    }

    fn of(&self, client: Option<ClientId>) -> Option<CounselorId> {
        let primary = client.and_then(|client| self.primary.get(&client));
        self.named.or(primary.copied()).or(self.fallback)
    }
}

/// From now on it is the conversation of these two, unless they have one already.
async fn rename_pair(
    change: &Change<'_>,
    chat: ChatId,
    (counselor, client): (CounselorId, ClientId),
) -> ApiResult<()> {
    let scope = change.caller().scope();
    let (counselor, client) = (
        ChatAccount::Counselor(counselor),
        ChatAccount::Client(client),
    );
    let key = pair_key(counselor, client);
    let theirs = scope.find::<Entity>().filter(Column::PairKey.eq(&key));
    if theirs.one(change.tx()).await?.is_some() {
        return Ok(());
    }
    scope
        .update::<Entity>()
        .col_expr(Column::PairKey, Expr::value(key))
        .filter(Column::Id.eq(chat))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// Takes a counselor out of all group chats; those they made are their heir's.
async fn leave_groups(
    change: &mut Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    let caller = change.caller();
    let made: Vec<(ChatId, i64)> = caller
        .scope()
        .find::<Entity>()
        .select_only()
        .columns([Column::Id, Column::LastPosition])
        .filter(Column::CreatedBy.eq(from))
        .into_tuple()
        .all(change.tx())
        .await?;
    caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::CreatedBy, Expr::value(to))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::CreatedBy.eq(from))
        .exec(change.tx())
        .await?;
    if let Some(to) = to {
        for &(chat, last) in &made {
            let heir = joining(caller, chat, ChatAccount::Counselor(to), last);
            member::Entity::insert(heir)
                .on_conflict_do_nothing_on([member::Column::ChatId, member::Column::MemberId])
                .exec_without_returning(change.tx())
                .await?;
            tell_of(change, to.0, chat);
        }
    }
    let groups: Vec<ChatId> = caller
        .scope()
        .find::<member::Entity>()
        .join(JoinType::InnerJoin, member::Relation::Chat.def())
        .filter(Column::Kind.eq(ChatKind::Group))
        .filter(member::Column::CounselorId.eq(from))
        .select_only()
        .column(member::Column::ChatId)
        .into_tuple()
        .all(change.tx())
        .await?;
    caller
        .scope()
        .delete::<member::Entity>()
        .filter(member::Column::ChatId.is_in(groups.iter().copied()))
        .filter(member::Column::CounselorId.eq(from))
        .exec(change.tx())
        .await?;
    for chat in groups {
        tell_changed(change, chat);
    }
    Ok(())
}
