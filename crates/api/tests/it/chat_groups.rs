//! Group chats: who is in them, who changes them, and what clients get to know.

use crate::{
    access::World,
    chats::{chats, group_chat, heard, texts, writes},
    groups::group,
    support::{TestApp, code, field},
};
use client::Client;
use domain::{
    chats::{
        Chat, ChatAccount, ChatHistoryQuery, ChatMarks, ChatMember, ChatMemberQuery,
        ChatMembersAdd, ChatOpen, GroupChatCreate, GroupChatUpdate,
    },
    events::EventKind,
    ids::ChatId,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};

async fn members(client: &Client, chat: ChatId) -> Vec<ChatMember> {
    let mut query = ChatMemberQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..ChatMemberQuery::default()
    };
    let mut members = Vec::new();
    loop {
        let page = client.list_chat_members(chat, &query).await.unwrap();
        members.extend(page.items);
        if page.next.is_none() {
            return members;
        }
        query.after = page.next;
    }
}

async fn accounts(client: &Client, chat: ChatId) -> Vec<ChatAccount> {
    let members = members(client, chat).await;
    let mut accounts: Vec<_> = members.iter().map(ChatMember::account).collect();
    accounts.sort_unstable();
    accounts
}

/// A group chat of the owner with the client and the colleague.
async fn made(world: &World<'_>) -> Chat {
    let body = GroupChatCreate {
        members: ChatMembersAdd {
            client_ids: vec![world.client.id],
            counselor_ids: vec![world.colleague.id],
            group_ids: Vec::new(),
        },
        ..group_chat("Montagsgruppe", [])
    };
    let made = world.owner.client.create_group_chat(&body).await;
    made.unwrap()
}

#[actix_web::test]
async fn clients_see_a_groups_name_and_never_its_description() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let chat = made(&world).await;
    assert_eq!((chat.name.as_str(), chat.members), ("Montagsgruppe", 3));
    assert_eq!(chat.description.as_deref(), Some("Nur unter uns"));
    let creator = chat.created_by.as_ref().unwrap();
    assert_eq!(creator.id, world.owner.id);
    let colleague = world.colleague.client.read_chat(chat.id).await.unwrap();
    assert_eq!(colleague.description, chat.description);
    writes(&world.owner.client, chat.id, "Willkommen").await;
    // Whatever the client asks for.
    let token = world.client.client.access_token().unwrap();
    for path in [
        "/chats".to_owned(),
        format!("/chats/{}", chat.id),
        format!("/chats/{}/members", chat.id),
        format!("/chats/{}/messages", chat.id),
    ] {
        let url = format!("{}/api/v1{path}", app.url);
        let answer = crate::support::http().get(url).bearer_auth(&token).send();
        let answer = answer.await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        let answer = answer.text().await.unwrap();
        assert!(!answer.contains("unter uns"), "{path}: {answer}");
        assert!(!answer.contains("description"), "{path}: {answer}");
        assert!(!answer.contains("created_by"), "{path}: {answer}");
    }
    let theirs = chats(&world.client.client).await.remove(0);
    assert_eq!((theirs.name.as_str(), theirs.members), ("Montagsgruppe", 3));
}

#[actix_web::test]
async fn the_creator_stays_and_everybody_else_can_be_taken_out() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner, &world.colleague);
    let chat = made(&world).await.id;
    let creators = members(&colleague.client, chat).await;
    let creators = creators.iter().filter(|one| one.is_creator);
    assert!(
        creators
            .map(ChatMember::account)
            .eq([ChatAccount::Counselor(owner.id)])
    );
    for caller in [&owner.client, &colleague.client] {
        let refused = caller.remove_chat_member(chat, owner.id.0).await;
        assert_eq!(code(refused), ProblemCode::CreatorStays);
    }
    let mut live = world.client.client.stream_events(None).await.unwrap();
    let before = writes(&owner.client, chat, "Willkommen").await;
    let event = heard(&mut live).await;
    assert_eq!(event.chat_message_id, Some(before.id));
    colleague
        .client
        .remove_chat_member(chat, world.client.id.0)
        .await
        .unwrap();
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatsChanged);
    writes(&owner.client, chat, "Unter uns").await;
    // What is heard next is something else.
    let with = ChatAccount::Counselor(owner.id);
    let own = world.client.client.open_chat(&ChatOpen { with }).await;
    let own = own.unwrap().id;
    assert_eq!(heard(&mut live).await.chat_id, Some(own));
    for refused in [
        code(world.client.client.read_chat(chat).await),
        code(world.client.client.read_chat_message(before.id).await),
        code(
            owner
                .client
                .remove_chat_member(chat, world.client.id.0)
                .await,
        ),
    ] {
        assert_eq!(refused, ProblemCode::NotFound);
    }
    // Who leaves goes by themselves.
    let leaves = colleague.client.remove_chat_member(chat, colleague.id.0);
    leaves.await.unwrap();
    assert_eq!(
        accounts(&owner.client, chat).await,
        [ChatAccount::Counselor(owner.id)]
    );
    assert_eq!(owner.client.read_chat(chat).await.unwrap().members, 1);
}

#[actix_web::test]
async fn clients_staff_and_whole_groups_come_in_and_read_what_is_written_from_then_on() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let empty = group_chat("Montagsgruppe", []);
    let chat = owner.create_group_chat(&empty).await.unwrap().id;
    writes(owner, chat, "Noch ist niemand da").await;
    let whole = owner
        .create_group(&group("Alleinerziehende"))
        .await
        .unwrap();
    for member in [&world.client, &world.stranger] {
        owner.add_group_member(whole.id, member.id).await.unwrap();
    }
    let mut live = world.stranger.client.stream_events(None).await.unwrap();
    let body = ChatMembersAdd {
        client_ids: vec![world.client.id],
        counselor_ids: vec![world.colleague.id, world.owner.id],
        group_ids: vec![whole.id],
    };
    let added = owner.add_chat_members(chat, &body).await.unwrap();
    assert_eq!(added.members, 4, "nobody twice");
    let again = owner.add_chat_members(chat, &body).await.unwrap();
    assert_eq!(again.members, 4);
    let mut expected = vec![
        ChatAccount::Client(world.client.id),
        ChatAccount::Client(world.stranger.id),
        ChatAccount::Counselor(world.owner.id),
        ChatAccount::Counselor(world.colleague.id),
    ];
    expected.sort_unstable();
    assert_eq!(accounts(owner, chat).await, expected);
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatsChanged);

    let theirs = chats(&world.stranger.client).await.remove(0);
    assert_eq!((theirs.unread, theirs.last_message), (0, None));
    assert_eq!(texts(&world.stranger.client, chat).await, []);
    let first = writes(&world.stranger.client, chat, "Hallo zusammen").await;
    assert_eq!(first.position, 2);
    let said = [Some("Hallo zusammen".to_owned())];
    assert_eq!(texts(&world.client.client, chat).await, said);
    let both = [Some("Noch ist niemand da".to_owned()), said[0].clone()];
    assert_eq!(texts(owner, chat).await, both);
    let earliest = owner
        .list_chat_messages(chat, &ChatHistoryQuery::default())
        .await;
    let earliest = earliest.unwrap().messages[0].id;
    let refused = world.client.client.read_chat_message(earliest).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    // Everybody has read it once the last of them has.
    let read = ChatMarks {
        delivered: None,
        read: Some(2),
    };
    for (client, by_all) in [
        (owner, 1),
        (&world.client.client, 1),
        (&world.colleague.client, 2),
    ] {
        client.mark_chat_read(chat, &read).await.unwrap();
        let seen = world.stranger.client.read_chat(chat).await.unwrap();
        assert_eq!(seen.read_by_others, by_all);
    }
    // Clients know each other by name alone.
    let seen = members(&world.client.client, chat).await;
    assert!(seen.iter().all(|one| one.person.number.is_none()));
    let numbers = members(owner, chat).await;
    let numbers = numbers.iter().filter(|one| one.person.number.is_some());
    assert_eq!(numbers.count(), 2);
}

#[actix_web::test]
async fn whoever_is_named_has_to_be_there() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let chat = made(&world).await.id;
    let nobody = field(
        owner
            .add_chat_members(chat, &ChatMembersAdd::default())
            .await,
    );
    assert_eq!(nobody, ("/client_ids".into(), FieldCode::Required));
    let abroad = &world.abroad;
    let foreign = abroad.client("Fremd").await;
    let foreign_group = abroad.admin.client.create_group(&group("Fremde")).await;
    let foreign_group = foreign_group.unwrap().id;
    for (body, pointer) in [
        (
            ChatMembersAdd {
                client_ids: vec![world.client.id, foreign.id],
                ..ChatMembersAdd::default()
            },
            "/client_ids/1",
        ),
        (
            ChatMembersAdd {
                counselor_ids: vec![abroad.admin.id],
                ..ChatMembersAdd::default()
            },
            "/counselor_ids/0",
        ),
        (
            ChatMembersAdd {
                group_ids: vec![foreign_group],
                ..ChatMembersAdd::default()
            },
            "/group_ids/0",
        ),
    ] {
        let refused = field(owner.add_chat_members(chat, &body).await);
        assert_eq!(refused, (pointer.to_owned(), FieldCode::OutOfRange));
        let body = GroupChatCreate {
            members: body,
            ..group_chat("Neue", [])
        };
        let refused = field(owner.create_group_chat(&body).await);
        let pointer = format!("/members{pointer}");
        assert_eq!(refused, (pointer, FieldCode::OutOfRange));
    }
    assert_eq!(owner.read_chat(chat).await.unwrap().members, 3);
}

#[actix_web::test]
async fn a_group_is_changed_by_its_staff_and_deleted_by_whoever_made_it() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner.client, &world.colleague.client);
    let chat = made(&world).await;
    writes(&world.client.client, chat.id, "Guten Tag").await;
    let mut live = world.client.client.stream_events(None).await.unwrap();
    let change = GroupChatUpdate {
        name: Some("Dienstagsgruppe".try_into().unwrap()),
        description: None,
    };
    let changed = colleague.update_group_chat(chat.id, chat.version, &change);
    let changed = changed.await.unwrap();
    assert_eq!(changed.name, "Dienstagsgruppe");
    assert_eq!(changed.description, chat.description);
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatChanged);
    let stale = owner
        .update_group_chat(chat.id, chat.version, &change)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    for refused in [
        code(colleague.delete_group_chat(chat.id).await),
        code(world.client.client.delete_group_chat(chat.id).await),
    ] {
        assert_eq!(refused, ProblemCode::Forbidden);
    }
    // An admin who is in it may; one who is not does not know of it.
    let admin = &world.facility.admin;
    let refused = admin.client.delete_group_chat(chat.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    owner.delete_group_chat(chat.id).await.unwrap();
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatsChanged);
    for client in [owner, colleague, &world.client.client] {
        assert_eq!(chats(client).await, []);
    }
    let second = made(&world).await.id;
    let joins = ChatMembersAdd {
        counselor_ids: vec![admin.id],
        ..ChatMembersAdd::default()
    };
    owner.add_chat_members(second, &joins).await.unwrap();
    admin.client.delete_group_chat(second).await.unwrap();
    assert_eq!(chats(owner).await, []);
}

#[actix_web::test]
async fn a_conversation_of_two_is_no_group() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let with = ChatAccount::Client(world.client.id);
    let chat = owner.open_chat(&ChatOpen { with }).await.unwrap().id;
    let joins = ChatMembersAdd {
        counselor_ids: vec![world.colleague.id],
        ..ChatMembersAdd::default()
    };
    let change = GroupChatUpdate::default();
    for refused in [
        code(owner.add_chat_members(chat, &joins).await),
        code(owner.remove_chat_member(chat, world.client.id.0).await),
        code(owner.update_group_chat(chat, Version::FIRST, &change).await),
        code(owner.delete_group_chat(chat).await),
    ] {
        assert_eq!(refused, ProblemCode::Conflict);
    }
    assert_eq!(owner.read_chat(chat).await.unwrap().members, 2);
}
