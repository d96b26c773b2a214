//! Conversations of two: what is written is there once, in one order, for those two alone.

use crate::{
    access::World,
    support::{Person, Staff, TestApp, code, field},
};
use chrono::TimeDelta;
use client::{Client, EventStream, Heard};
use domain::{
    audit::{AuditAction, AuditQuery},
    channels::{Channel, ChannelSettingsUpdate, Channels, CounselorChannelsUpdate},
    chats::{
        Chat, ChatAccount, ChatHistory, ChatHistoryQuery, ChatKind, ChatMarks, ChatMemberQuery,
        ChatMembersAdd, ChatMessage, ChatMessageSend, ChatMessageWrite, ChatOpen, ChatPartnerKind,
        ChatPartnerQuery, ChatQuery, ChatSort, EDITABLE_FOR, GroupChatCreate, UnreadChats,
    },
    counselors::{CounselorDelete, CounselorUpdate},
    events::{Event, EventKind},
    ids::{ChatId, ChatMessageId, ClientId},
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;
use uuid::Uuid;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn text(text: &str) -> ChatMessageWrite {
    ChatMessageWrite {
        text: text.try_into().unwrap(),
    }
}

/// What is sent, without files.
pub fn said(text: &str) -> ChatMessageSend {
    self::text(text).text.into()
}

/// Writes something new.
pub async fn writes(client: &Client, chat: ChatId, says: &str) -> ChatMessage {
    let said = said(says);
    let sent = client.send_chat_message(chat, Uuid::now_v7(), &said);
    sent.await.unwrap()
}

pub fn group_chat<const N: usize>(name: &str, clients: [ClientId; N]) -> GroupChatCreate {
    GroupChatCreate {
        name: name.try_into().unwrap(),
        description: "Nur unter uns".try_into().unwrap(),
        members: ChatMembersAdd {
            client_ids: clients.into(),
            ..ChatMembersAdd::default()
        },
    }
}

/// Opens the conversation of staff with a client.
async fn opened(staff: &Staff, client: &Person) -> Chat {
    let with = ChatAccount::Client(client.id);
    staff.client.open_chat(&ChatOpen { with }).await.unwrap()
}

async fn with_staff(client: &Client, staff: &Staff) -> client::CallResult<Chat> {
    let with = ChatAccount::Counselor(staff.id);
    client.open_chat(&ChatOpen { with }).await
}

pub async fn chats(client: &Client) -> Vec<Chat> {
    let all = ChatQuery::default();
    client.list_chats(&all).await.unwrap().items
}

async fn history(client: &Client, chat: ChatId) -> ChatHistory {
    let query = ChatHistoryQuery {
        limit: Some(Limit::try_from(100).unwrap()),
        ..ChatHistoryQuery::default()
    };
    client.list_chat_messages(chat, &query).await.unwrap()
}

/// What is written there, oldest first; nothing where something was deleted.
pub async fn texts(client: &Client, chat: ChatId) -> Vec<Option<String>> {
    let messages = history(client, chat).await.messages.into_iter();
    messages.map(|message| message.text).collect()
}

/// What is heard next of the chat.
pub async fn heard(live: &mut EventStream) -> Event {
    loop {
        let next = timeout(PATIENCE, live.next()).await.unwrap();
        let Some(Heard::Event(event)) = next else {
            panic!("{next:?}");
        };
        if event.kind.is_of_chat() {
            return event;
        }
    }
}

#[actix_web::test]
async fn a_conversation_is_there_for_its_two_and_nobody_else_hears_of_it() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let mut outsiders = Vec::new();
    for (outsider, is_staff) in [
        (&world.facility.admin.client, true),
        (&world.colleague.client, true),
        (&world.stranger.client, false),
        (&world.abroad.admin.client, true),
    ] {
        let live = outsider.stream_events(None).await.unwrap();
        outsiders.push((outsider, is_staff, live));
    }
    let mut of_client = client.stream_events(None).await.unwrap();
    let mut of_owner = owner.stream_events(None).await.unwrap();

    let chat = opened(&world.owner, &world.client).await;
    assert_eq!(
        (chat.kind, chat.name.as_str()),
        (ChatKind::Client, "Seestern")
    );
    assert_eq!((chat.members, chat.last_position), (2, 0));
    let partner = chat.partner.as_ref().unwrap();
    assert_eq!(partner.account, ChatAccount::Client(world.client.id));
    assert!(partner.number.is_some());
    // What is opened is there for whoever opened it; the other sees it with the first message.
    assert_eq!(chats(owner).await, std::slice::from_ref(&chat));
    assert_eq!(chats(client).await, []);
    let first = writes(owner, chat.id, "Guten Tag 👋🏽 — שלום").await;
    assert_eq!(first.text.as_deref(), Some("Guten Tag 👋🏽 — שלום"));
    assert_eq!((first.position, first.chat_id), (1, chat.id));
    let theirs = chats(client).await.remove(0);
    assert_eq!((theirs.id, theirs.name.as_str()), (chat.id, "m.brandt"));
    assert_eq!((theirs.unread, theirs.last_position), (1, 1));
    let newest = theirs.last_message.unwrap();
    assert_eq!(newest.key, None, "only its author is told");
    assert_eq!(
        ChatMessage {
            key: first.key,
            ..newest
        },
        first
    );
    let answer = writes(client, chat.id, "Hallo").await;
    let author = answer.author.unwrap();
    assert_eq!(author.account, ChatAccount::Client(world.client.id));
    let expected = ["Guten Tag 👋🏽 — שלום", "Hallo"].map(|text| Some(text.to_owned()));
    for caller in [owner, client] {
        assert_eq!(texts(caller, chat.id).await, expected);
    }

    for live in [&mut of_client, &mut of_owner] {
        for (kind, message) in [
            (EventKind::ChatsChanged, None),
            (EventKind::ChatMessageSent, Some(first.id)),
            (EventKind::ChatMessageSent, Some(answer.id)),
        ] {
            let event = heard(live).await;
            assert_eq!((event.kind, event.chat_id), (kind, Some(chat.id)));
            assert_eq!(event.chat_message_id, message);
        }
    }
    for (outsider, is_staff, mut live) in outsiders {
        assert_eq!(chats(outsider).await, []);
        let refused = outsider.read_chat(chat.id).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
        let refused = outsider.read_chat_message(first.id).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
        // Each hears of their own first of all, so nothing of the above came before it.
        let own = if is_staff {
            outsider.create_group_chat(&group_chat("Eigenes", [])).await
        } else {
            with_staff(outsider, &world.owner).await
        };
        let own = own.unwrap();
        assert_eq!(heard(&mut live).await.chat_id, Some(own.id));
    }
    let query = AuditQuery {
        action: Some(AuditAction::OpenChat),
        ..AuditQuery::default()
    };
    let noted = world.facility.admin.client.list_audit_entries(&query).await;
    assert_eq!(
        noted.unwrap().items.len(),
        2,
        "of the client and of the stranger"
    );
}

#[actix_web::test]
async fn of_two_people_there_is_one_conversation_whoever_opens_it_and_however_often() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner, &world.client);
    let with = ChatAccount::Client(client.id);
    let from_staff =
        (0..5).map(|_| async move { owner.client.open_chat(&ChatOpen { with }).await });
    let from_client = (0..5).map(|_| with_staff(&client.client, owner));
    let (from_staff, from_client) =
        futures_util::future::join(join_all(from_staff), join_all(from_client)).await;
    let all = from_staff.into_iter().chain(from_client);
    let ids: BTreeSet<_> = all.map(|chat| chat.unwrap().id).collect();
    assert_eq!(ids.len(), 1);
    let pair = with_staff(&owner.client, &world.colleague).await.unwrap();
    assert_eq!(pair.kind, ChatKind::Colleague);
    let same = with_staff(&world.colleague.client, owner).await.unwrap();
    assert_eq!(same.id, pair.id);
    let expected = ("/with".to_owned(), FieldCode::OutOfRange);
    let alone = with_staff(&owner.client, owner).await;
    assert_eq!(field(alone), expected);
    let abroad = with_staff(&world.abroad.admin.client, owner).await;
    assert_eq!(field(abroad), expected);
    let with = ChatAccount::Client(world.stranger.id);
    let other_client = client.client.open_chat(&ChatOpen { with }).await;
    assert_eq!(field(other_client), expected);
}

/// On PostgreSQL at two servers; on SQLite there is one.
#[actix_web::test]
async fn what_is_sent_again_is_there_once_however_often_and_wherever() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = opened(&world.owner, &world.client).await.id;
    let other = app.restarted().await;
    let elsewhere = match app.db.get_database_backend() {
        DbBackend::Sqlite => app.nobody(),
        _ => other.nobody(),
    };
    elsewhere.set_access_token(&world.client.client.access_token().unwrap());
    let (client, key, says) = (&world.client.client, Uuid::now_v7(), said("Nur einmal"));
    let tries = (0..40).map(|number: usize| {
        let client = if number.is_multiple_of(2) {
            client
        } else {
            &elsewhere
        };
        client.send_chat_message(chat, key, &says)
    });
    let answers = join_all(tries).await;
    let first = answers[0].clone().unwrap();
    assert_eq!((first.key, first.position), (Some(key), 1));
    for answer in answers {
        assert_eq!(answer.unwrap(), first);
    }
    // Somebody else's key is their own.
    let theirs = world.owner.client.send_chat_message(chat, key, &says);
    assert_eq!(theirs.await.unwrap().position, 2);
    // What comes late is answered with the message as it is by now.
    client
        .update_chat_message(first.id, &text("Geändert"))
        .await
        .unwrap();
    let late = client.send_chat_message(chat, key, &says).await.unwrap();
    assert_eq!(
        (late.id, late.text.as_deref()),
        (first.id, Some("Geändert"))
    );
    client.delete_chat_message(first.id).await.unwrap();
    let late = client.send_chat_message(chat, key, &says).await.unwrap();
    assert_eq!((late.id, late.text), (first.id, None));
    assert_eq!(history(client, chat).await.messages.len(), 2);
}

/// On PostgreSQL at two servers; on SQLite there is one.
#[actix_web::test]
async fn those_who_write_at_once_see_one_order_on_every_device() {
    const EACH: usize = 15;
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = opened(&world.owner, &world.client).await.id;
    let other = app.restarted().await;
    let second = |client: &Client| {
        let device = match app.db.get_database_backend() {
            DbBackend::Sqlite => app.nobody(),
            _ => other.nobody(),
        };
        device.set_access_token(&client.access_token().unwrap());
        device
    };
    let devices = [
        world.owner.client.clone(),
        world.client.client.clone(),
        second(&world.owner.client),
        second(&world.client.client),
    ];
    let mut lives = Vec::new();
    for device in &devices {
        lives.push(device.stream_events(None).await.unwrap());
    }
    let writers = devices
        .iter()
        .enumerate()
        .map(|(device, client)| async move {
            for number in 0..EACH {
                writes(client, chat, &format!("{device} {number}")).await;
            }
        });
    join_all(writers).await;
    let total = devices.len() * EACH;
    let read = history(&devices[0], chat).await.messages;
    let positions: Vec<_> = read.iter().map(|message| message.position).collect();
    let expected: Vec<_> = (1..=i64::try_from(total).unwrap()).collect();
    assert_eq!(positions, expected, "without gaps");
    let ids: Vec<ChatMessageId> = read.iter().map(|message| message.id).collect();
    for device in &devices[1..] {
        let same = history(device, chat).await.messages;
        assert!(
            same.iter()
                .map(|message| message.id)
                .eq(ids.iter().copied())
        );
    }
    for device in 0..devices.len() {
        let prefix = format!("{device} ");
        let own: Vec<_> = read
            .iter()
            .filter_map(|message| message.text.as_deref()?.strip_prefix(&prefix))
            .collect();
        let expected: Vec<_> = (0..EACH).map(|number| number.to_string()).collect();
        assert_eq!(own, expected, "each in the order in which they wrote");
    }
    for live in &mut lives {
        let mut told = Vec::new();
        while told.len() < total {
            told.extend(heard(live).await.chat_message_id);
        }
        assert_eq!(told, ids, "once each, and in that order");
    }
}

#[actix_web::test]
async fn who_was_away_hears_each_message_once_when_they_come_back() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = opened(&world.owner, &world.client).await.id;
    let mut live = world.client.client.stream_events(None).await.unwrap();
    let first = writes(&world.owner.client, chat, "Eins").await;
    while heard(&mut live).await.chat_message_id != Some(first.id) {}
    let position = live.position();
    drop(live);
    let mut missed = Vec::new();
    for number in 0..5 {
        missed.push(
            writes(&world.owner.client, chat, &format!("{number}"))
                .await
                .id,
        );
    }
    let again = world.client.client.stream_events(position).await;
    let mut live = again.unwrap();
    for id in missed {
        assert_eq!(heard(&mut live).await.chat_message_id, Some(id));
    }
}

#[actix_web::test]
async fn what_is_unread_is_counted_until_it_is_read_on_any_device() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let chat = opened(&world.owner, &world.client).await.id;
    let pair = with_staff(&world.colleague.client, &world.owner).await;
    let pair = pair.unwrap().id;
    for number in 0..3 {
        writes(client, chat, &format!("{number}")).await;
    }
    writes(&world.colleague.client, pair, "Hast du Zeit?").await;
    let unread = UnreadChats {
        clients: 3,
        colleagues: 1,
        groups: 0,
        at_open_door: 0,
    };
    assert_eq!(owner.count_unread_chats().await.unwrap(), unread);
    assert_eq!(
        client.count_unread_chats().await.unwrap(),
        UnreadChats::default(),
        "what one wrote oneself was read"
    );
    let seen = client.read_chat(chat).await.unwrap();
    assert_eq!((seen.delivered_to_others, seen.read_by_others), (0, 0));
    let mut live = client.stream_events(None).await.unwrap();
    for (marks, delivered, read, unread) in [
        (marks(Some(2), None), 2, 0, 3),
        (marks(None, Some(1)), 2, 1, 2),
        (marks(Some(1), Some(1)), 2, 1, 2),
        (marks(None, Some(99)), 3, 3, 0),
    ] {
        owner.mark_chat_read(chat, &marks).await.unwrap();
        let seen = client.read_chat(chat).await.unwrap();
        assert_eq!(
            (seen.delivered_to_others, seen.read_by_others),
            (delivered, read)
        );
        assert_eq!(owner.read_chat(chat).await.unwrap().unread, unread);
    }
    // Told where it went forward, and only there.
    for _ in 0..3 {
        assert_eq!(heard(&mut live).await.kind, EventKind::ChatRead);
    }
    let next = writes(client, chat, "Noch da?").await;
    let event = heard(&mut live).await;
    assert_eq!(event.chat_message_id, Some(next.id));
    // Whoever answers has read what was there.
    writes(owner, chat, "Ja").await;
    assert_eq!(owner.read_chat(chat).await.unwrap().unread, 0);
    assert_eq!(client.read_chat(chat).await.unwrap().unread, 1);
    assert_eq!(owner.count_unread_chats().await.unwrap().clients, 0);
}

fn marks(delivered: Option<i64>, read: Option<i64>) -> ChatMarks {
    ChatMarks { delivered, read }
}

#[actix_web::test]
async fn one_changes_what_one_wrote_for_five_minutes_and_deletes_it_with_a_trace() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let chat = opened(&world.owner, &world.client).await.id;
    let fresh = writes(client, chat, "Ich binn da").await;
    let mut live = owner.stream_events(None).await.unwrap();
    let right = text("Ich bin da");
    let changed = client.update_chat_message(fresh.id, &right).await;
    let changed = changed.unwrap();
    assert!(changed.edited_at.is_some());
    assert_eq!((changed.position, changed.sent_at), (1, fresh.sent_at));
    let seen = owner.read_chat_message(fresh.id).await.unwrap();
    assert_eq!(seen.text.as_deref(), Some("Ich bin da"));
    let event = heard(&mut live).await;
    assert_eq!(event.kind, EventKind::ChatMessageChanged);
    assert_eq!(event.chat_message_id, Some(fresh.id));
    for refused in [
        code(owner.update_chat_message(fresh.id, &text("x")).await),
        code(owner.delete_chat_message(fresh.id).await),
    ] {
        assert_eq!(refused, ProblemCode::Forbidden, "somebody else's");
    }
    app.hand.advance(EDITABLE_FOR);
    let late = client.update_chat_message(fresh.id, &text("x")).await;
    assert_eq!(code(late), ProblemCode::TooLateToEdit);

    client.delete_chat_message(fresh.id).await.unwrap();
    client.delete_chat_message(fresh.id).await.unwrap();
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatMessageChanged);
    let trace = owner.read_chat_message(fresh.id).await.unwrap();
    assert_eq!(trace.text, None);
    assert!(trace.deleted_at.is_some());
    assert!(trace.author.is_some(), "who deleted it stays to be seen");
    let gone = client.update_chat_message(fresh.id, &text("x")).await;
    assert_eq!(code(gone), ProblemCode::Conflict);
    let newest = owner.read_chat(chat).await.unwrap().last_message;
    assert_eq!(newest, Some(trace));
    let next = writes(client, chat, "Weiter").await;
    assert_eq!(next.position, 2, "its place is not given away");
    let sql = "SELECT 1 FROM chat_messages WHERE sealed_text IS NULL";
    let statement = sea_orm::Statement::from_string(app.db.get_database_backend(), sql);
    assert_eq!(app.db.query_all_raw(statement).await.unwrap().len(), 1);
}

/// A hundred thousand messages, of which each part is a seek.
#[actix_web::test]
async fn a_long_conversation_is_read_in_both_directions_without_gaps() {
    const LAST: i64 = 100_000;
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = opened(&world.owner, &world.client).await.id;
    fill(&app, chat, LAST).await;
    let client = &world.client.client;
    let part = async |before, after, limit: u16| {
        let query = ChatHistoryQuery {
            before,
            after,
            limit: Some(Limit::try_from(limit).unwrap()),
        };
        let part = client.list_chat_messages(chat, &query).await.unwrap();
        let positions: Vec<_> = part.messages.iter().map(|one| one.position).collect();
        (positions, part.has_earlier, part.has_later)
    };
    let run = |from: i64, to: i64| (from..=to).collect::<Vec<_>>();
    for (before, after, limit, from, to, earlier, later) in [
        (None, None, 25, LAST - 24, LAST, true, false),
        (
            Some(LAST - 24),
            None,
            100,
            LAST - 124,
            LAST - 25,
            true,
            true,
        ),
        (Some(50_000), None, 3, 49_997, 49_999, true, true),
        (Some(4), None, 25, 1, 3, false, true),
        (None, Some(0), 2, 1, 2, false, true),
        (None, Some(49_999), 3, 50_000, 50_002, true, true),
        (None, Some(LAST - 1), 25, LAST, LAST, true, false),
    ] {
        let expected = (run(from, to), earlier, later);
        let case = format!("{before:?} {after:?}");
        assert_eq!(part(before, after, limit).await, expected, "{case}");
    }
    assert_eq!(part(Some(1), None, 25).await, (vec![], false, true));
    assert_eq!(part(None, Some(LAST), 25).await, (vec![], true, false));
    let next = writes(client, chat, "Und weiter").await;
    assert_eq!(next.position, LAST + 1);
    let seek = "SELECT id FROM chat_messages WHERE chat_id = $1 AND position < 50000 \
                ORDER BY position DESC LIMIT 25";
    let backend = app.db.get_database_backend();
    let explain = match backend {
        DbBackend::Sqlite => format!("EXPLAIN QUERY PLAN {seek}"),
        _ => format!("EXPLAIN {seek}"),
    };
    let values = [chat.into()];
    let statement = sea_orm::Statement::from_sql_and_values(backend, explain, values);
    let plan = app.db.query_all_raw(statement).await.unwrap();
    let plan: Vec<String> = plan
        .iter()
        .map(|row| {
            row.try_get("", "detail")
                .or(row.try_get("", "QUERY PLAN"))
                .unwrap()
        })
        .collect();
    let plan = plan.join("\n");
    assert!(plan.contains("chat_messages_in_order"), "{plan}");
    assert!(!plan.contains("Sort") && !plan.contains("TEMP"), "{plan}");
}

/// Messages that were deleted: what they said is sealed for one row only.
async fn fill(app: &TestApp, chat: ChatId, last: i64) {
    let backend = app.db.get_database_backend();
    let (number, new_id) = match backend {
        DbBackend::Sqlite => (
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
             WHERE n < $2) SELECT n FROM numbers",
            "randomblob(16)",
        ),
        _ => (
            "SELECT generate_series(1, $2::bigint) AS n",
            "gen_random_uuid()",
        ),
    };
    let fill = format!(
        "INSERT INTO chat_messages (id, facility_id, chat_id, position, key, sent_at, deleted_at) \
         SELECT {new_id}, chats.facility_id, chats.id, numbers.n, {new_id}, chats.active_at, \
         chats.active_at FROM chats, ({number}) AS numbers WHERE chats.id = $1"
    );
    let count = "UPDATE chats SET last_position = $2 WHERE id = $1".to_owned();
    for sql in [fill, count] {
        let values = [chat.into(), last.into()];
        let statement = sea_orm::Statement::from_sql_and_values(backend, sql, values);
        app.db.execute_raw(statement).await.unwrap();
    }
    if backend == DbBackend::Postgres {
        app.db
            .execute_unprepared("ANALYZE chat_messages")
            .await
            .unwrap();
    }
}

#[actix_web::test]
async fn conversations_are_listed_newest_first_or_by_name_and_found_by_a_part_of_it() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let with_client = opened(&world.owner, &world.client).await.id;
    let with_stranger = opened(&world.owner, &world.stranger).await.id;
    let pair = with_staff(owner, &world.colleague).await.unwrap().id;
    let group = group_chat("Montagsgruppe", []);
    let group = owner.create_group_chat(&group).await.unwrap().id;
    writes(owner, with_client, "Guten Tag").await;
    let list = async |kind, q: Option<&str>, sort| {
        let mut query = ChatQuery {
            kind,
            q: q.map(|q| q.try_into().unwrap()),
            sort,
            limit: Some(Limit::try_from(1).unwrap()),
            after: None,
        };
        let mut ids = Vec::new();
        loop {
            let page = owner.list_chats(&query).await.unwrap();
            ids.extend(page.items.into_iter().map(|chat| chat.id));
            if page.next.is_none() {
                return ids;
            }
            query.after = page.next;
        }
    };
    let newest = [with_client, group, pair, with_stranger];
    assert_eq!(list(None, None, None).await, newest);
    // Anker, j.petersen, Montagsgruppe, Seestern.
    let by_name = [with_stranger, pair, group, with_client];
    assert_eq!(list(None, None, Some(ChatSort::Name)).await, by_name);
    for (kind, expected) in [
        (ChatKind::Client, vec![with_client, with_stranger]),
        (ChatKind::Colleague, vec![pair]),
        (ChatKind::Group, vec![group]),
    ] {
        assert_eq!(list(Some(kind), None, None).await, expected);
    }
    for (q, expected) in [
        ("STERN", vec![with_client]),
        ("petersen", vec![pair]),
        ("montag", vec![group]),
        ("%", vec![]),
    ] {
        assert_eq!(list(None, Some(q), None).await, expected, "{q}");
    }
}

async fn partners(
    client: &Client,
    kind: ChatPartnerKind,
    q: &str,
) -> Vec<(String, Option<ChatId>)> {
    let query = ChatPartnerQuery {
        kind,
        q: Some(q.try_into().unwrap()),
        after: None,
        limit: None,
    };
    let found = client.list_chat_partners(&query).await.unwrap().items;
    let found = found.into_iter().map(|one| (one.person.name, one.chat_id));
    found.collect()
}

#[actix_web::test]
async fn searching_finds_people_with_and_without_a_conversation() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let chat = opened(&world.owner, &world.client).await.id;
    let (clients, counselors) = (ChatPartnerKind::Clients, ChatPartnerKind::Counselors);
    let named = |name: &str, chat| (name.to_owned(), chat);
    assert_eq!(
        partners(owner, clients, "e").await,
        [named("Anker", None), named("Seestern", Some(chat))]
    );
    assert_eq!(partners(owner, counselors, "brandt").await, [], "oneself");
    let colleague = named("j.petersen", None);
    assert_eq!(
        partners(owner, counselors, "peter").await,
        std::slice::from_ref(&colleague)
    );
    // Who is gone is not found.
    let admin = &world.facility.admin.client;
    admin
        .delete_client(world.stranger.id, Version::FIRST)
        .await
        .unwrap();
    assert_eq!(partners(owner, clients, "anker").await, []);
    // Clients look among staff alone: who offers the chat and is there for them.
    let query = ChatPartnerQuery {
        kind: clients,
        q: None,
        after: None,
        limit: None,
    };
    let refused = client.list_chat_partners(&query).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let own = named("m.brandt", Some(chat));
    assert_eq!(partners(client, counselors, "brandt").await, [own]);
    assert_eq!(partners(client, counselors, "peter").await, [colleague]);
    let without = CounselorChannelsUpdate {
        offered: Some([Channel::Mail].into_iter().collect()),
        ..CounselorChannelsUpdate::default()
    };
    let petersen = &world.colleague;
    let set = petersen
        .client
        .read_counselor_channels(petersen.id)
        .await
        .unwrap();
    petersen
        .client
        .update_counselor_channels(petersen.id, set.version, &without)
        .await
        .unwrap();
    assert_eq!(partners(client, counselors, "peter").await, []);
    let refused = with_staff(client, petersen).await;
    assert_eq!(code(refused), ProblemCode::CounselorUnreachable);
    let set = admin.read_channel_settings().await.unwrap();
    let mail: Channels = [Channel::Mail].into_iter().collect();
    let none = ChannelSettingsUpdate { offered: mail };
    admin
        .update_channel_settings(set.version, &none)
        .await
        .unwrap();
    assert_eq!(partners(client, counselors, "brandt").await, []);
    // What is under way goes on.
    writes(client, chat, "Sind Sie noch da?").await;
}

#[actix_web::test]
async fn a_client_may_ask_for_video_whoever_has_said_so_and_counsels_by_video() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner, &world.client.client);
    let chat = with_staff(client, owner).await.unwrap().id;
    let asks = async |who: &Client| who.read_chat(chat).await.unwrap().takes_video_requests;
    assert!(!asks(client).await, "nobody is asked who has not said so");
    let willing = CounselorUpdate {
        video_requests: Some(true),
        ..CounselorUpdate::default()
    };
    let version = owner.client.read_counselor(owner.id).await.unwrap().version;
    let changed = owner.client.update_counselor(owner.id, version, &willing);
    changed.await.unwrap();
    assert!(asks(client).await);
    assert!(!asks(&owner.client).await, "staff start a call themselves");
    let pair = with_staff(&world.colleague.client, owner).await.unwrap();
    assert!(!pair.takes_video_requests);
    let admin = &world.facility.admin.client;
    let set = admin.read_channel_settings().await.unwrap();
    let without: Channels = [Channel::Mail, Channel::Chat].into_iter().collect();
    let update = ChannelSettingsUpdate { offered: without };
    let set = admin.update_channel_settings(set.version, &update).await;
    set.unwrap();
    assert!(
        !asks(client).await,
        "the facility does not counsel by video"
    );
}

#[actix_web::test]
async fn who_is_there_for_primary_clients_only_is_written_to_by_them_alone() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner;
    world.look_after(&world.client, owner).await;
    let strangers = with_staff(&world.stranger.client, owner).await.unwrap().id;
    let own = with_staff(&world.client.client, owner).await.unwrap().id;
    let change = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let version = owner.client.read_counselor(owner.id).await.unwrap().version;
    let changed = owner.client.update_counselor(owner.id, version, &change);
    changed.await.unwrap();
    writes(&world.client.client, own, "Guten Tag").await;
    let stranger = &world.stranger.client;
    let hello = said("Hallo");
    let refused = stranger.send_chat_message(strangers, Uuid::now_v7(), &hello);
    assert_eq!(code(refused.await), ProblemCode::CounselorUnreachable);
    assert_eq!(
        chats(stranger).await.len(),
        1,
        "what was said stays to be read"
    );
    let found = partners(stranger, ChatPartnerKind::Counselors, "brandt").await;
    assert_eq!(found, []);
    let found = partners(&world.client.client, ChatPartnerKind::Counselors, "brandt").await;
    assert_eq!(found.len(), 1);
    // Colleagues are no clients, and staff write to whom they want.
    let pair = with_staff(&world.colleague.client, owner).await.unwrap();
    writes(&world.colleague.client, pair.id, "Hallo").await;
    writes(&owner.client, strangers, "Guten Tag").await;
    // Nobody writes to whoever cannot sign in.
    let admin = &world.facility.admin.client;
    let version = admin.read_counselor(owner.id).await.unwrap().version;
    admin.deactivate_counselor(owner.id, version).await.unwrap();
    for (client, chat) in [
        (&world.client.client, own),
        (&world.colleague.client, pair.id),
    ] {
        let refused = client.send_chat_message(chat, Uuid::now_v7(), &hello);
        assert_eq!(code(refused.await), ProblemCode::CounselorUnreachable);
    }
}

#[actix_web::test]
async fn conversations_with_clients_go_to_whoever_takes_over() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, heir) = (&world.owner, &world.colleague);
    let chat = opened(owner, &world.client).await.id;
    writes(&world.client.client, chat, "Guten Tag").await;
    let double = opened(owner, &world.stranger).await.id;
    writes(&world.stranger.client, double, "Hallo").await;
    let already = opened(heir, &world.stranger).await.id;
    let group = group_chat("Montagsgruppe", [world.client.id]);
    let group = owner.client.create_group_chat(&group).await.unwrap().id;
    let mut live = heir.client.stream_events(None).await.unwrap();

    let admin = &world.facility.admin.client;
    let version = admin.read_counselor(owner.id).await.unwrap().version;
    let body = CounselorDelete {
        hand_over_to: Some(heir.id),
    };
    admin
        .delete_counselor(owner.id, version, &body)
        .await
        .unwrap();
    let theirs: BTreeSet<_> = chats(&heir.client).await.iter().map(|one| one.id).collect();
    assert_eq!(theirs, BTreeSet::from([chat, double, already, group]));
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatsChanged);
    let seen = heir.client.read_chat(chat).await.unwrap();
    assert_eq!((seen.unread, seen.members), (1, 2));
    writes(&heir.client, chat, "Ich übernehme").await;
    let with_heir = with_staff(&world.client.client, heir).await.unwrap();
    assert_eq!((with_heir.id, with_heir.unread), (chat, 1));
    let first = history(&heir.client, chat).await.messages.remove(0);
    assert_eq!(first.text.as_deref(), Some("Guten Tag"));
    // They had one of their own with the other client, which stays the one they write in.
    let with_heir = with_staff(&world.stranger.client, heir).await.unwrap();
    assert_eq!(with_heir.id, already);
    let members = heir
        .client
        .list_chat_members(group, &ChatMemberQuery::default())
        .await;
    let members = members.unwrap().items;
    let creators: Vec<_> = members.iter().filter(|one| one.is_creator).collect();
    assert_eq!(creators.len(), 1);
    assert_eq!(creators[0].account(), ChatAccount::Counselor(heir.id));
    assert_eq!(members.len(), 2, "whoever is gone is in no group");
}

#[actix_web::test]
async fn nothing_is_left_of_what_an_erased_client_said() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let chat = opened(&world.owner, &world.client).await.id;
    writes(client, chat, "Guten Tag").await;
    writes(owner, chat, "Guten Tag").await;
    let group = group_chat("Montagsgruppe", [world.client.id, world.stranger.id]);
    let group = owner.create_group_chat(&group).await.unwrap().id;
    writes(client, group, "Von mir").await;
    writes(&world.stranger.client, group, "Von anderen").await;
    let mut live = owner.stream_events(None).await.unwrap();

    let admin = &world.facility.admin.client;
    let version = admin.read_client(world.client.id).await.unwrap().version;
    admin.erase_client(world.client.id, version).await.unwrap();
    assert_eq!(code(owner.read_chat(chat).await), ProblemCode::NotFound);
    let event = heard(&mut live).await;
    assert_eq!(
        (event.kind, event.chat_id),
        (EventKind::ChatsChanged, Some(chat))
    );
    let event = heard(&mut live).await;
    assert_eq!(
        (event.kind, event.chat_id),
        (EventKind::ChatChanged, Some(group))
    );
    let left = history(owner, group).await.messages;
    assert_eq!(left[0].text, None);
    assert_eq!(left[0].author, None);
    assert!(left[0].deleted_at.is_some());
    assert_eq!(left[1].text.as_deref(), Some("Von anderen"));
    assert_eq!(owner.read_chat(group).await.unwrap().members, 2);
}

#[actix_web::test]
async fn a_time_of_sending_is_the_servers() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = opened(&world.owner, &world.client).await.id;
    app.hand.advance(TimeDelta::hours(1));
    let message = writes(&world.client.client, chat, "Spät").await;
    assert!(message.sent_at >= app.hand.now() - TimeDelta::seconds(1));
    let seen = world.owner.client.read_chat(chat).await.unwrap();
    assert_eq!(seen.active_at, message.sent_at);
}
