//! Nothing that was acknowledged is lost or doubled, whatever happens to the processes that took it.

use crate::{
    chats::{group_chat, heard, said},
    program::{kill, server, start},
    support::{CLIENT_PASSWORD, STAFF_PASSWORD, TestApp, credentials},
};
use client::{CallError, Client, Heard};
use domain::{
    accounts::ClientSignIn,
    chats::{ChatHistoryQuery, ChatMessage},
    events::{EventKind, Position},
    ids::{ChatId, ChatMessageId},
    page::Limit,
    problem::ProblemCode,
};
use futures_util::future::join_all;
use sea_orm::DbBackend;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Child,
    time::Duration,
};
use tokio::{sync::watch, time::timeout};
use uuid::Uuid;

const WRITERS: usize = 8;
const MESSAGES: usize = 10_000;
/// How often a server is killed meanwhile.
const DEATHS: usize = 4;
/// Longer than all of it takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_mins(10);

/// How long to wait before trying again, unless a server comes back before.
const BACK_OFF: Duration = Duration::from_millis(200);

/// Where the servers are to be found at the moment.
type Addresses = watch::Receiver<Vec<String>>;

fn start_server(database_url: &str) -> (Child, String) {
    let unlimited = "1000000";
    start(
        server(database_url)
            .env("BEISTAND_ACCOUNT_REQUESTS_PER_MINUTE", unlimited)
            .env("BEISTAND_ADDRESS_REQUESTS_PER_MINUTE", unlimited),
    )
}

/// A client of one of the servers, whichever is there.
fn at(addresses: &Addresses, place: usize, token: &str) -> Client {
    let addresses = addresses.borrow();
    let client = Client::new(&addresses[place % addresses.len()]);
    client.set_access_token(token);
    client
}

/// Writes a share of the messages one after the other, each until it is acknowledged, as the app
/// does: under the key that was made for it.
async fn write(
    mut addresses: Addresses,
    (writer, token): (usize, String),
    chat: ChatId,
    acknowledged: watch::Sender<usize>,
) -> BTreeMap<usize, ChatMessageId> {
    let mut answered = BTreeMap::new();
    let mut client = at(&addresses, writer, &token);
    for number in 0..MESSAGES / WRITERS {
        let (key, says) = (Uuid::now_v7(), said(&format!("{writer} {number}")));
        let mut tries = 0;
        let message = loop {
            match client.send_chat_message(chat, key, &says).await {
                Ok(message) => break message,
                Err(CallError::Unreachable) => {
                    // Another server, or the same once it is back.
                    tries += 1;
                    let _ = timeout(BACK_OFF, addresses.changed()).await;
                    client = at(&addresses, writer + tries, &token);
                }
                Err(CallError::Problem(problem)) => {
                    assert_eq!(problem.code, ProblemCode::Unavailable, "{problem:?}");
                }
            }
        };
        answered.insert(number, message.id);
        acknowledged.send_modify(|count| *count += 1);
    }
    answered
}

/// What a device hears of, in the order in which it does, however often it has to come back.
async fn listen(
    mut addresses: Addresses,
    token: String,
    mut position: Option<Position>,
) -> Vec<ChatMessageId> {
    let (mut told, mut tries) = (Vec::new(), 0);
    while told.len() < MESSAGES {
        tries += 1;
        let client = at(&addresses, tries, &token);
        let Ok(mut live) = client.stream_events(position).await else {
            let _ = timeout(BACK_OFF, addresses.changed()).await;
            continue;
        };
        while told.len() < MESSAGES {
            match live.next().await {
                Some(Heard::Event(event)) if event.kind == EventKind::ChatMessageSent => {
                    told.extend(event.chat_message_id);
                }
                Some(Heard::Event(_)) => {}
                Some(Heard::Missed) => panic!("nothing was gone for so long"),
                None => break,
            }
        }
        position = live.position();
    }
    told
}

/// The access tokens of a counselor and of the clients, by this server's clock.
async fn sign_in_all(url: &str) -> Vec<String> {
    let staff = Client::new(url);
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    staff.sign_in_counselor(&body).await.unwrap();
    let mut tokens = vec![staff.access_token().unwrap()];
    for number in 1..WRITERS {
        let client = Client::new(url);
        let body = ClientSignIn {
            name: format!("Welle {number}").as_str().try_into().unwrap(),
            password: CLIENT_PASSWORD.try_into().unwrap(),
        };
        client.sign_in_client("lahntal", &body).await.unwrap();
        tokens.push(client.access_token().unwrap());
    }
    tokens
}

/// All of it, from the beginning.
pub async fn read_all(client: &Client, chat: ChatId) -> Vec<ChatMessage> {
    let mut query = ChatHistoryQuery {
        before: None,
        after: Some(0),
        limit: Some(Limit::try_from(Limit::MAX).unwrap()),
    };
    let mut all = Vec::new();
    loop {
        let part = client.list_chat_messages(chat, &query).await.unwrap();
        query.after = part.messages.last().map(|last| last.position);
        all.extend(part.messages);
        if !part.has_later {
            return all;
        }
    }
}

/// On PostgreSQL two servers, of which one is killed and comes back again and again; on SQLite one.
#[actix_web::test]
async fn in_a_storm_with_dying_servers_each_message_is_there_once_and_in_order() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let mut clients = Vec::new();
    for number in 1..WRITERS {
        clients.push(facility.client(&format!("Welle {number}")).await.id);
    }
    let several = app.db.get_database_backend() != DbBackend::Sqlite;
    let started = (0..if several { 2 } else { 1 }).map(|_| start_server(&app.database_url));
    let (mut processes, found): (Vec<_>, Vec<_>) = started.unzip();
    let (moved, addresses) = watch::channel(found);
    let first = addresses.borrow()[0].clone();
    let writers = sign_in_all(&first).await;

    // The device is there before anything is written.
    let mut live = at(&addresses, 0, &writers[1])
        .stream_events(None)
        .await
        .unwrap();
    let mut group = group_chat("Sturm", []);
    group.members.client_ids = clients;
    let staff = at(&addresses, 0, &writers[0]);
    let chat = staff.create_group_chat(&group).await.unwrap().id;
    assert_eq!(heard(&mut live).await.kind, EventKind::ChatsChanged);
    let device = listen(addresses.clone(), writers[1].clone(), live.position());
    let device = actix_web::rt::spawn(device);
    let (acknowledged, mut so_far) = watch::channel(0);
    let tasks: Vec<_> = writers
        .iter()
        .cloned()
        .enumerate()
        .map(|writer| {
            let task = write(addresses.clone(), writer, chat, acknowledged.clone());
            actix_web::rt::spawn(task)
        })
        .collect();
    for death in 1..=DEATHS {
        let due = death * MESSAGES / (DEATHS + 1);
        let storm = so_far.wait_for(|count| *count >= due);
        timeout(PATIENCE, storm).await.expect("it goes on").unwrap();
        let place = death % processes.len();
        let url = app.database_url.clone();
        let dying = processes.remove(place);
        // Waiting for a process would keep the writers from writing.
        let (process, address) = actix_web::web::block(move || {
            kill(dying);
            start_server(&url)
        })
        .await
        .unwrap();
        processes.insert(place, process);
        moved.send_modify(|all| all[place] = address);
    }
    let answered = timeout(PATIENCE, join_all(tasks))
        .await
        .expect("all is sent");
    let told = timeout(PATIENCE, device).await.expect("all is heard of");
    let told = told.unwrap();

    let reader = at(&addresses, 0, &writers[2]);
    let all = read_all(&reader, chat).await;
    for process in processes {
        kill(process);
    }
    let positions: Vec<_> = all.iter().map(|message| message.position).collect();
    let expected: Vec<_> = (1..=i64::try_from(MESSAGES).unwrap()).collect();
    assert!(positions == expected, "{} messages", positions.len());
    for (writer, answered) in answered.into_iter().enumerate() {
        let prefix = format!("{writer} ");
        let own = all
            .iter()
            .filter_map(|message| {
                let number = message.text.as_deref()?.strip_prefix(&prefix)?;
                Some((number.parse::<usize>().unwrap(), message.id))
            })
            .collect::<Vec<_>>();
        let acknowledged: Vec<_> = answered.unwrap().into_iter().collect();
        assert!(
            own == acknowledged,
            "once each, in the order of writing: {writer}"
        );
    }
    let order: Vec<_> = all.iter().map(|message| message.id).collect();
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), MESSAGES);
    assert!(
        told == order,
        "heard of once each, in the order of the conversation"
    );
}
