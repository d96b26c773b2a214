//! How long messages of the chat are on their way while many listen.

use crate::{
    house::{House, admin, house_with, registered, servers},
    live_connections,
};
use actix_web::rt;
use client::{Client, Heard};
use domain::{
    access::Role,
    accounts::CounselorSignIn,
    chats::{ChatAccount, ChatMessageSend, ChatOpen},
    counselors::{CounselorCreate, Salutation},
    events::EventKind,
    ids::ChatId,
    language::Language,
};
use std::{
    cell::RefCell,
    collections::HashMap,
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

const COUNSELORS: usize = 10;
/// Each with a conversation with one counselor.
const CLIENTS: usize = 100;
/// Of all of them together: as many devices each.
const CONNECTIONS: usize = 1_000;
/// Messages a second, for so many seconds.
const RATE: u32 = 200;
const SECONDS: u32 = 20;

/// Somebody who writes and reads.
#[derive(Clone)]
struct Somebody {
    client: Client,
    account: ChatAccount,
}

/// From sending a message until a device of the other has read it, with one device each and with
/// many.
pub async fn measure() {
    for server in servers() {
        let server = server.as_deref();
        let folder = tempfile::tempdir().unwrap();
        let house = house_with(server, "bench_chats", &folder).await;
        let (process, address) = live_connections::start(&house.database_url);
        let host = address.strip_prefix("http://").unwrap();
        let (people, chats) = people(&house, &address).await;
        let few = on_their_way(&people, &chats).await;
        let each = CONNECTIONS / people.len();
        for somebody in &people {
            for _ in 1..each {
                listen(host, &somebody.client.access_token().unwrap()).await;
            }
        }
        let many = on_their_way(&people, &chats).await;
        let database = server.map_or("SQLite", |_| "PostgreSQL");
        println!(
            "\n{RATE} messages of the chat a second on {database}, from sending one until the other has read it (goal: 99 % within 100 ms)"
        );
        for (connections, took) in [(people.len(), few), (people.len() * each, many)] {
            let at = |percent: usize| took[(took.len() - 1) * percent / 100];
            println!(
                "  {connections} connections: {} messages, half within {:.1?}, 99 % within {:.1?}, all within {:.1?}",
                took.len(),
                at(50),
                at(99),
                at(100),
            );
        }
        drop(process);
    }
}

/// Everybody, and the conversations: that of each client, with the places of the two.
async fn people(house: &House, address: &str) -> (Vec<Somebody>, Vec<(ChatId, [usize; 2])>) {
    let admin = admin(&house.url, &house.password).await;
    let at_server = |client: &Client| {
        let there = Client::new(address);
        there.set_access_token(&client.access_token().unwrap());
        there
    };
    let (mut people, mut chats) = (Vec::new(), Vec::new());
    for number in 0..COUNSELORS {
        let name = format!("c.ounselor{number}");
        let password = "ein langes Wort für alle";
        let body = CounselorCreate {
            role: Role::Counselor,
            login_name: name.as_str().try_into().unwrap(),
            salutation: Salutation::Neutral,
            first_name: "Miriam".try_into().unwrap(),
            last_name: "Brandt".try_into().unwrap(),
            email: format!("{name}@lahntal.example")
                .as_str()
                .try_into()
                .unwrap(),
            display_name: name.as_str().try_into().unwrap(),
            password: Some(password.try_into().unwrap()),
            language: Language::De,
            active: true,
            newsletter: false,
        };
        let id = admin.create_counselor(&body).await.unwrap().id;
        let client = Client::new(&house.url);
        let body = CounselorSignIn {
            facility: None,
            name: name.as_str().try_into().unwrap(),
            password: password.try_into().unwrap(),
        };
        client.sign_in_counselor(&body).await.unwrap();
        people.push(Somebody {
            client: at_server(&client),
            account: ChatAccount::Counselor(id),
        });
    }
    for number in 0..CLIENTS {
        let (client, id) = registered(&house.url, number).await;
        let counselor = number % COUNSELORS;
        let with = people[counselor].account;
        let client = at_server(&client);
        let chat = client.open_chat(&ChatOpen { with }).await.unwrap().id;
        chats.push((chat, [people.len(), counselor]));
        people.push(Somebody {
            client,
            account: ChatAccount::Client(id),
        });
    }
    (people, chats)
}

/// Another device, which hears everything and asks for nothing.
async fn listen(host: &str, token: &str) {
    let mut stream = TcpStream::connect(host).await.unwrap();
    let request = format!(
        "GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut buffer = [0; 4_096];
    let head = stream.read(&mut buffer).await.unwrap();
    assert!(buffer[..head].starts_with(b"HTTP/1.1 200"), "it listens");
    rt::spawn(async move { while let Ok(1..) = stream.read(&mut buffer).await {} });
}

/// When each message was to be sent, and how long those took that have arrived.
#[derive(Default)]
struct Sent {
    at: HashMap<String, Instant>,
    took: Vec<Duration>,
}

/// Messages at the same pace, whether those before have arrived or not; how long each was on its
/// way, the quickest first.
async fn on_their_way(people: &[Somebody], chats: &[(ChatId, [usize; 2])]) -> Vec<Duration> {
    let sent = Rc::new(RefCell::new(Sent::default()));
    let mut listeners = Vec::new();
    for somebody in people {
        let mut live = somebody.client.stream_events(None).await.unwrap();
        let (somebody, sent) = (somebody.clone(), sent.clone());
        listeners.push(rt::spawn(async move {
            while let Some(heard) = live.next().await {
                let Heard::Event(event) = heard else {
                    panic!("nothing is missed");
                };
                if let (EventKind::ChatMessageSent, Some(id)) = (event.kind, event.chat_message_id)
                {
                    rt::spawn(read(somebody.clone(), id, sent.clone()));
                }
            }
        }));
    }
    let mut pace = tokio::time::interval(Duration::from_secs(1) / RATE);
    let all = (RATE * SECONDS) as usize;
    for number in 0..all {
        let due = pace.tick().await;
        let (chat, two) = chats[number % chats.len()];
        let somebody = people[two[number / chats.len() % 2]].clone();
        let sent = sent.clone();
        rt::spawn(async move {
            let says = format!("Nachricht {number}");
            sent.borrow_mut().at.insert(says.clone(), due.into_std());
            let text = says.as_str().try_into().unwrap();
            let message = ChatMessageSend {
                text: Some(text),
                ..ChatMessageSend::default()
            };
            let key = Uuid::now_v7();
            somebody
                .client
                .send_chat_message(chat, key, &message)
                .await
                .unwrap();
        });
    }
    let waits_until = Instant::now() + Duration::from_secs(30);
    while sent.borrow().took.len() < all && Instant::now() < waits_until {
        pace.tick().await;
    }
    for listener in listeners {
        listener.abort();
    }
    let mut took = sent.take().took;
    assert_eq!(took.len(), all, "every message arrives");
    took.sort_unstable();
    took
}

/// Reads a message as the app does when it hears of one.
async fn read(somebody: Somebody, id: domain::ids::ChatMessageId, sent: Rc<RefCell<Sent>>) {
    let message = somebody.client.read_chat_message(id).await.unwrap();
    if message
        .author
        .is_some_and(|author| author.account == somebody.account)
    {
        return;
    }
    let mut sent = sent.borrow_mut();
    let at = sent.at[&message.text.unwrap()];
    sent.took.push(at.elapsed());
}
