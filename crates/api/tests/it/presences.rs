//! Presence: who is there, who can be written to, and who is writing.

use crate::{
    access::World,
    chats::{said, writes},
    support::{Person, Staff, TestApp, code},
};
use chrono::TimeDelta;
use client::{Arrived, CallResult, Client, EventStream};
use domain::{
    chats::{Chat, ChatAccount, ChatOpen},
    counselors::{CounselorUpdate, PortalCounselorQuery},
    events::EphemeralEvent,
    ids::ConnectionId,
    presences::{AccountPresence, GONE_AFTER, LINGERS, Presence},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::DbBackend;
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

async fn live(client: &Client) -> EventStream {
    client.stream_events(None).await.unwrap()
}

/// What goes by next.
async fn goes_by(live: &mut EventStream) -> EphemeralEvent {
    loop {
        let next = timeout(PATIENCE, live.arrives()).await.unwrap();
        match next.unwrap() {
            Arrived::Ephemeral(event) => return event,
            Arrived::Heard(_) | Arrived::Beat(_) => {}
        }
    }
}

fn changed(account: ChatAccount, presence: Presence) -> EphemeralEvent {
    EphemeralEvent::PresenceChanged(AccountPresence { account, presence })
}

fn of_staff(staff: &Staff) -> ChatAccount {
    ChatAccount::Counselor(staff.id)
}

fn of_client(person: &Person) -> ChatAccount {
    ChatAccount::Client(person.id)
}

/// How somebody is shown to the caller, if they are.
async fn seen(caller: &Client, account: ChatAccount) -> Option<Presence> {
    let all = caller.list_presences().await.unwrap();
    let one = all.into_iter().find(|one| one.account == account);
    one.map(|one| one.presence)
}

async fn opened(caller: &Client, with: ChatAccount) -> CallResult<Chat> {
    caller.open_chat(&ChatOpen { with }).await
}

async fn is_refused(caller: &Client, chat: &Chat) -> bool {
    let hello = said("Hallo");
    let sent = caller.send_chat_message(chat.id, Uuid::now_v7(), &hello);
    let refused = match sent.await {
        Ok(_) => false,
        Err(error) => {
            assert_eq!(code(Err::<(), _>(error)), ProblemCode::CounselorUnreachable);
            true
        }
    };
    let shown = caller.read_chat(chat.id).await.unwrap();
    assert_eq!(shown.is_reachable, !refused, "what is shown is what holds");
    refused
}

/// The four, by who writes, at the server; it says so before one writes, too.
#[actix_web::test]
async fn what_a_counselor_chooses_holds_for_whoever_writes() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner;
    world.look_after(&world.client, owner).await;
    let (primary, other) = (&world.client.client, &world.stranger.client);
    let colleague = &world.colleague.client;
    let mut chats = Vec::new();
    for client in [colleague, primary, other] {
        chats.push(opened(client, of_staff(owner)).await.unwrap());
    }
    for (presence, refused) in [
        (Presence::Unavailable, [true, true, true]),
        (Presence::Offline, [false, false, false]),
        (Presence::PrimaryClientsOnly, [false, false, true]),
        (Presence::Online, [false, false, false]),
    ] {
        owner.client.set_presence(presence).await.unwrap();
        for (index, client) in [colleague, primary, other].into_iter().enumerate() {
            let is = is_refused(client, &chats[index]).await;
            assert_eq!(is, refused[index], "{presence:?} {index}");
            let typing = client.note_typing(chats[index].id).await;
            assert_eq!(typing.is_err(), refused[index], "{presence:?} {index}");
        }
        // What was written can be read; a new conversation is not opened with whoever is not there.
        let new = opened(&world.facility.admin.client, of_staff(owner)).await;
        assert_eq!(
            new.is_err(),
            presence == Presence::Unavailable,
            "{presence:?}"
        );
        // They write themselves, whatever they have chosen.
        writes(&owner.client, chats[1].id, "Guten Tag").await;
    }
}

/// Several devices are one person: they are there until the last is gone, whether it says so or is
/// lost.
#[actix_web::test]
async fn somebody_is_there_as_long_as_one_of_their_devices_is() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner, &world.colleague);
    let mut watching = live(&colleague.client).await;
    assert_eq!(
        goes_by(&mut watching).await,
        changed(of_staff(colleague), Presence::Online),
        "of oneself, on every device"
    );
    assert_eq!(
        seen(&colleague.client, of_staff(owner)).await,
        Some(Presence::Offline)
    );
    let desk = live(&owner.client).await;
    let come = changed(of_staff(owner), Presence::Online);
    assert_eq!(goes_by(&mut watching).await, come);
    let phone = live(&owner.client).await;
    drop(desk);
    app.hand.advance(LINGERS);
    let connection = ConnectionId(Uuid::now_v7());
    colleague.client.answer_beat(connection).await.unwrap();
    assert_eq!(
        seen(&colleague.client, of_staff(owner)).await,
        Some(Presence::Online)
    );
    // What they choose is seen at once.
    owner.client.set_presence(Presence::Offline).await.unwrap();
    let hidden = changed(of_staff(owner), Presence::Offline);
    assert_eq!(goes_by(&mut watching).await, hidden);
    owner.client.set_presence(Presence::Online).await.unwrap();
    assert_eq!(goes_by(&mut watching).await, come);
    // The phone is lost without a word.
    app.hand.advance(TimeDelta::seconds(15));
    colleague.client.answer_beat(connection).await.unwrap();
    assert_eq!(
        seen(&colleague.client, of_staff(owner)).await,
        Some(Presence::Online)
    );
    app.hand.advance(TimeDelta::seconds(10));
    let gone = changed(of_staff(owner), Presence::Offline);
    assert_eq!(goes_by(&mut watching).await, gone, "within half a minute");
    assert_eq!(
        seen(&colleague.client, of_staff(owner)).await,
        Some(Presence::Offline)
    );
    drop(phone);
}

/// Whoever answers stays, however long: the question comes over the connection itself.
#[actix_web::test]
async fn whoever_answers_stays() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let mut own = live(&world.owner.client).await;
    let connection = loop {
        let next = timeout(PATIENCE, own.arrives()).await.unwrap();
        if let Some(Arrived::Beat(connection)) = next {
            break connection;
        }
    };
    for _ in 0..5 {
        app.hand.advance(GONE_AFTER - TimeDelta::seconds(1));
        world.owner.client.answer_beat(connection).await.unwrap();
    }
    let colleague = &world.colleague.client;
    assert_eq!(
        seen(colleague, of_staff(&world.owner)).await,
        Some(Presence::Online)
    );
}

/// Staff see colleagues and the clients they chat with; clients see who is there for them, and
/// nobody else's.
#[actix_web::test]
async fn presence_is_seen_by_those_it_concerns() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner, &world.client);
    let chat = opened(&owner.client, of_client(client)).await.unwrap();
    writes(&owner.client, chat.id, "Guten Tag").await;
    let mut of_owner = live(&owner.client).await;
    let mut of_stranger = live(&world.stranger.client).await;
    let _client = live(&client.client).await;
    let mut abroad = live(&world.abroad.admin.client).await;
    assert_eq!(
        goes_by(&mut of_owner).await,
        changed(of_staff(owner), Presence::Online)
    );
    assert_eq!(
        goes_by(&mut of_owner).await,
        changed(of_client(client), Presence::Online),
        "of whom one chats with, and not of strangers"
    );
    assert_eq!(
        seen(&owner.client, of_client(client)).await,
        Some(Presence::Online)
    );
    assert_eq!(seen(&owner.client, of_client(&world.stranger)).await, None);
    assert_eq!(seen(&world.colleague.client, of_client(client)).await, None);
    assert_eq!(seen(&world.stranger.client, of_client(client)).await, None);
    assert_eq!(
        seen(&world.abroad.admin.client, of_staff(owner)).await,
        None
    );
    // Whoever is there for primary clients only is hidden from others, but for those who know them.
    let change = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let changed_to = owner
        .client
        .update_counselor(owner.id, Version::FIRST, &change)
        .await;
    changed_to.unwrap();
    assert_eq!(
        seen(&client.client, of_staff(owner)).await,
        Some(Presence::Online)
    );
    assert_eq!(seen(&world.stranger.client, of_staff(owner)).await, None);
    owner
        .client
        .set_presence(Presence::Unavailable)
        .await
        .unwrap();
    let colleague = &world.colleague;
    colleague
        .client
        .set_presence(Presence::Unavailable)
        .await
        .unwrap();
    let unavailable = changed(of_staff(colleague), Presence::Unavailable);
    assert_eq!(
        goes_by(&mut of_stranger).await,
        unavailable,
        "not of the hidden one"
    );
    // What anybody sees in the portal.
    let cards = app
        .nobody()
        .list_portal_counselors(&world.facility.slug, &PortalCounselorQuery::default())
        .await
        .unwrap();
    let card = |id| cards.items.iter().find(|one| one.counselor.id == id);
    assert_eq!(card(colleague.id).unwrap().presence, Presence::Unavailable);
    assert!(card(owner.id).is_none());
    // Another facility's heard of nobody but their own.
    world
        .abroad
        .admin
        .client
        .set_presence(Presence::Offline)
        .await
        .unwrap();
    let own = ChatAccount::Counselor(world.abroad.admin.id);
    assert_eq!(goes_by(&mut abroad).await, changed(own, Presence::Online));
    assert_eq!(goes_by(&mut abroad).await, changed(own, Presence::Offline));
}

#[actix_web::test]
async fn that_somebody_writes_is_told_to_the_others_there_alone() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner, &world.client);
    let chat = opened(&owner.client, of_client(client)).await.unwrap();
    writes(&owner.client, chat.id, "Guten Tag").await;
    let with_colleague = opened(&owner.client, of_staff(&world.colleague))
        .await
        .unwrap();
    writes(&owner.client, with_colleague.id, "Hallo").await;
    let mut of_client_live = live(&client.client).await;
    let mut of_colleague = live(&world.colleague.client).await;
    let mut of_owner = live(&owner.client).await;
    owner.client.note_typing(chat.id).await.unwrap();
    owner.client.note_typing(with_colleague.id).await.unwrap();
    client.client.note_typing(chat.id).await.unwrap();
    let typing = |chat: &Chat, account| EphemeralEvent::Typing {
        chat_id: chat.id,
        account,
    };
    let next_typing = async |live: &mut EventStream| loop {
        let event = goes_by(live).await;
        if matches!(event, EphemeralEvent::Typing { .. }) {
            return event;
        }
    };
    let expected = typing(&chat, of_staff(owner));
    assert_eq!(next_typing(&mut of_client_live).await, expected);
    let expected = typing(&with_colleague, of_staff(owner));
    assert_eq!(next_typing(&mut of_colleague).await, expected);
    let expected = typing(&chat, of_client(client));
    assert_eq!(next_typing(&mut of_owner).await, expected, "not of oneself");
    let refused = world.colleague.client.note_typing(chat.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
}

/// Two servers on one PostgreSQL: who comes to one, chooses and writes there is known at the other.
/// On SQLite there is one server.
#[actix_web::test]
async fn another_server_knows_who_is_there() {
    let app = TestApp::new().await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        return;
    }
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner, &world.colleague);
    let chat = opened(&owner.client, of_staff(colleague)).await.unwrap();
    writes(&owner.client, chat.id, "Hallo").await;
    let other = app.restarted().await;
    let elsewhere = other.nobody();
    elsewhere.set_access_token(&colleague.client.access_token().unwrap());
    let mut there = live(&elsewhere).await;
    let own = changed(of_staff(colleague), Presence::Online);
    assert_eq!(goes_by(&mut there).await, own);
    let _here = live(&owner.client).await;
    assert_eq!(
        goes_by(&mut there).await,
        changed(of_staff(owner), Presence::Online)
    );
    assert_eq!(
        seen(&elsewhere, of_staff(owner)).await,
        Some(Presence::Online)
    );
    owner
        .client
        .set_presence(Presence::PrimaryClientsOnly)
        .await
        .unwrap();
    let chosen = changed(of_staff(owner), Presence::PrimaryClientsOnly);
    assert_eq!(goes_by(&mut there).await, chosen);
    owner.client.note_typing(chat.id).await.unwrap();
    let typing = EphemeralEvent::Typing {
        chat_id: chat.id,
        account: of_staff(owner),
    };
    assert_eq!(goes_by(&mut there).await, typing, "once");
    owner.client.set_presence(Presence::Online).await.unwrap();
    let chosen = changed(of_staff(owner), Presence::Online);
    assert_eq!(goes_by(&mut there).await, chosen);
}
