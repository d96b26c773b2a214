//! The conversations of the caller, and how they are shown.

use super::{
    entity::{Column, Entity, member, message},
    finding::{find, me},
    messages,
    people::{Named, account, account_of},
    reach::Reachable,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    crypto::{Sealed, column::CHAT_DESCRIPTION},
    extract::{contains_pattern, next_page, read_cursor},
    open_door,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    chats::{Chat, ChatKind, ChatMessage, ChatQuery, ChatSort, UnreadChats},
    counselors::CounselorRef,
    ids::{ChatId, ChatMessageId, CounselorId},
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, LikeExpr},
};
use std::collections::HashMap;

/// A conversation as the database answers it.
#[derive(FromQueryResult)]
struct Row {
    id: ChatId,
    kind: ChatKind,
    name: String,
    sort_key: String,
    sealed_description: Option<Sealed>,
    created_by: Option<CounselorId>,
    last_position: i64,
    last_message_id: Option<ChatMessageId>,
    active_at: DateTime<Utc>,
    version: Version,
    since_position: i64,
    read_position: i64,
}

/// How far the others in a conversation have come.
#[derive(FromQueryResult)]
struct Others {
    chat_id: ChatId,
    members: i64,
    delivered: i64,
    read: i64,
}

/// The name by which a conversation is found and sorted: that of the group, or of the other.
const NAME: &str = "CASE WHEN chats.kind = 'group' THEN chats.name_key ELSE coalesce((\
    SELECT coalesce(c.pseudonym_key, s.display_name_key) FROM chat_members p \
    LEFT JOIN clients c ON c.id = p.client_id \
    LEFT JOIN counselors s ON s.id = p.counselor_id \
    WHERE p.chat_id = chats.id AND p.member_id <> chat_members.member_id LIMIT 1), '') END";

/// The caller's conversations, newest first or by name.
pub async fn list_chats(caller: &Caller, query: ChatQuery) -> ApiResult<Page<Chat>> {
    caller.check(Action::ListChats, Relation::Common)?;
    let me = me(caller)?.id();
    let (limit, sort) = (
        query.limit.unwrap_or_default().rows(),
        query.sort.unwrap_or_default(),
    );
    // What was opened and not written in yet is there for whoever opened it.
    let begun = Condition::any()
        .add(Column::LastPosition.gt(0))
        .add(Column::OpenedBy.eq(me))
        .add(Column::Kind.eq(ChatKind::Group));
    let mut select = of_caller(caller).filter(begun);
    if let Some(kind) = query.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    if let Some(search) = &query.q {
        let pattern = LikeExpr::new(contains_pattern(search.as_str())).escape('\\');
        select = select.filter(Expr::cust(NAME).like(pattern));
    }
    select = match sort {
        ChatSort::Newest => {
            if let Some(after) = &query.after {
                let last: (DateTime<Utc>, ChatId) = read_cursor(after)?;
                let last = Expr::tuple([Expr::value(last.0), Expr::value(last.1)]);
                let place = [Column::ActiveAt, Column::Id];
                let place = place.map(|column| Expr::col((Entity, column)));
                select = select.filter(Expr::tuple(place).lt(last));
            }
            select
                .order_by_desc(Column::ActiveAt)
                .order_by_desc(Column::Id)
        }
        ChatSort::Name => {
            if let Some(after) = &query.after {
                let (name, id): (String, ChatId) = read_cursor(after)?;
                let last = Expr::tuple([Expr::value(name), Expr::value(id)]);
                let place = [Expr::cust(NAME), Expr::col((Entity, Column::Id))];
                select = select.filter(Expr::tuple(place).gt(last));
            }
            select
                .order_by_asc(Expr::cust(NAME))
                .order_by_asc(Column::Id)
        }
    };
    let mut rows: Vec<Row> = columns(select)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = match sort {
        ChatSort::Newest => next_page(&mut rows, limit, |last| (last.active_at, last.id))?,
        ChatSort::Name => next_page(&mut rows, limit, |last| (last.sort_key.clone(), last.id))?,
    };
    Ok(Page {
        items: show(caller, rows, caller.db()).await?,
        next,
    })
}

/// How many messages the caller has not read.
pub async fn count_unread_chats(caller: &Caller) -> ApiResult<UnreadChats> {
    unread(caller).await.map(|(messages, _)| messages)
}

/// The same, and in how many conversations those are.
pub async fn unread(caller: &Caller) -> ApiResult<(UnreadChats, i64)> {
    caller.check(Action::CountUnreadChats, Relation::Common)?;
    let unread = "CAST(sum(chats.last_position - chat_members.read_position) AS BIGINT)";
    let position = |column| Expr::col((member::Entity, column));
    let counts: Vec<(ChatKind, i64, i64)> = of_caller(caller)
        .filter(
            Expr::col((Entity, Column::LastPosition)).gt(position(member::Column::ReadPosition)),
        )
        .select_only()
        .column(Column::Kind)
        .expr_as(Expr::cust(unread), "unread")
        .expr_as(Column::Id.count(), "conversations")
        .group_by(Column::Kind)
        .into_tuple()
        .all(caller.db())
        .await?;
    let (mut all, mut conversations) = (UnreadChats::default(), 0);
    for (kind, unread, in_so_many) in counts {
        conversations += in_so_many;
        match kind {
            ChatKind::Client => all.clients = unread,
            ChatKind::Colleague => all.colleagues = unread,
            ChatKind::Group => all.groups = unread,
        }
    }
    if caller
        .decide(Action::ListOpenDoorVisits, Relation::Common)
        .is_allowed()
    {
        all.at_open_door = open_door::count_waiting(caller).await?;
    }
    Ok((all, conversations))
}

/// One conversation.
pub async fn read_chat(caller: &Caller, id: ChatId) -> ApiResult<Chat> {
    find(caller, id, Action::ReadChat, caller.db()).await?;
    shown(caller, id, caller.db()).await
}

/// One conversation that the caller is in, as they see it.
pub async fn shown(caller: &Caller, id: ChatId, db: &impl ConnectionTrait) -> ApiResult<Chat> {
    let select = of_caller(caller).filter(Column::Id.eq(id));
    let rows: Vec<Row> = columns(select).into_model().all(db).await?;
    let shown = show(caller, rows, db).await?.pop();
    shown.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// The conversations that the caller is in, each with how.
fn of_caller(caller: &Caller) -> Select<Entity> {
    caller
        .scope()
        .find::<Entity>()
        .join_rev(JoinType::InnerJoin, member::Relation::Chat.def())
        .filter(member::Column::MemberId.eq(caller.actor().id()))
}

fn columns(select: Select<Entity>) -> Select<Entity> {
    select
        .select_only()
        .columns([
            Column::Id,
            Column::Kind,
            Column::Name,
            Column::SealedDescription,
            Column::CreatedBy,
            Column::LastPosition,
            Column::LastMessageId,
            Column::ActiveAt,
            Column::Version,
        ])
        .column(member::Column::SincePosition)
        .column(member::Column::ReadPosition)
        .expr_as(Expr::cust(NAME), "sort_key")
}

async fn show(caller: &Caller, rows: Vec<Row>, db: &impl ConnectionTrait) -> ApiResult<Vec<Chat>> {
    let others = others(caller, &rows, db).await?;
    let partners = partners(caller, &rows, db).await?;
    let mut newest = newest(caller, &rows, db).await?;
    let mut named = Named::default();
    for partner in partners.values() {
        named.add(account_of(partner));
    }
    for row in &rows {
        named.add(account(row.created_by, None));
    }
    let people = named.read(caller, db).await?;
    let is_staff = caller.actor().client_id().is_none();
    let accounts = partners.values().filter_map(account_of);
    let reachable = Reachable::read(caller, accounts, db).await?;
    let keys = caller.keys().await?;
    let shown = rows.into_iter().map(|row| {
        let partner = partners.get(&row.id).and_then(account_of);
        let is_reachable = match (row.kind, partner) {
            (ChatKind::Group, _) => true,
            (_, Some(partner)) => reachable.is(partner),
            (_, None) => false,
        };
        let takes_video_requests = row.kind == ChatKind::Client
            && partner.is_some_and(|one| reachable.takes_video_requests(one));
        let partner = people.get(partner);
        let description = row.sealed_description.filter(|_| is_staff);
        let description = description
            .map(|sealed| keys.open(CHAT_DESCRIPTION, row.id.0, &sealed))
            .transpose()?
            .map(String::from_utf8);
        let creator = account(row.created_by, None).filter(|_| is_staff);
        let creator = people.get(creator);
        let others = others.get(&row.id);
        let nobody = row.last_position;
        Ok(Chat {
            id: row.id,
            kind: row.kind,
            name: match &partner {
                Some(partner) => partner.name.clone(),
                None => row.name,
            },
            partner,
            description: description.transpose().map_err(ApiError::internal)?,
            created_by: row
                .created_by
                .zip(creator)
                .map(|(id, person)| CounselorRef {
                    id,
                    display_name: person.name,
                }),
            is_reachable,
            takes_video_requests,
            members: others.map_or(0, |others| others.members) + 1,
            last_message: newest.remove(&row.id),
            last_position: row.last_position,
            read_position: row.read_position,
            unread: row.last_position - row.read_position,
            delivered_to_others: others.map_or(nobody, |others| others.delivered),
            read_by_others: others.map_or(nobody, |others| others.read),
            active_at: row.active_at,
            version: row.version,
        })
    });
    shown.collect()
}

async fn others(
    caller: &Caller,
    rows: &[Row],
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ChatId, Others>> {
    use member::Column;
    let others: Vec<Others> = caller
        .scope()
        .find::<member::Entity>()
        .filter(Column::ChatId.is_in(rows.iter().map(|row| row.id)))
        .filter(Column::MemberId.ne(caller.actor().id()))
        .select_only()
        .column(Column::ChatId)
        .column_as(Column::MemberId.count(), "members")
        .column_as(Column::DeliveredPosition.min(), "delivered")
        .column_as(Column::ReadPosition.min(), "read")
        .group_by(Column::ChatId)
        .into_model()
        .all(db)
        .await?;
    Ok(others.into_iter().map(|one| (one.chat_id, one)).collect())
}

/// The other, where there is one only.
async fn partners(
    caller: &Caller,
    rows: &[Row],
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ChatId, member::Model>> {
    use member::Column;
    let pairs = rows.iter().filter(|row| row.kind != ChatKind::Group);
    let partners = caller
        .scope()
        .find::<member::Entity>()
        .filter(Column::ChatId.is_in(pairs.map(|row| row.id)))
        .filter(Column::MemberId.ne(caller.actor().id()))
        .all(db)
        .await?;
    let partners = partners.into_iter().map(|one| (one.chat_id, one));
    Ok(partners.collect())
}

/// The newest message of each, if it was written in the caller's time.
async fn newest(
    caller: &Caller,
    rows: &[Row],
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ChatId, ChatMessage>> {
    let seen = rows
        .iter()
        .filter(|row| row.last_position > row.since_position);
    let ids = seen.filter_map(|row| row.last_message_id);
    let newest = caller
        .scope()
        .find::<message::Entity>()
        .filter(message::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let shown = messages::show(caller, newest, db).await?;
    Ok(shown.into_iter().map(|one| (one.chat_id, one)).collect())
}
