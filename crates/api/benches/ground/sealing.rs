//! How much of a request is sealing.

use crate::house::{MASTER, admin, house, per_request};
use api::crypto::{ClientKey, column};
use client::Client;
use domain::{
    accounts::{Account, ClientRegistration},
    attachments::AttachmentIds,
    clients::ClientQuery,
    language::Language,
    mail_requests::{MailRequestCreate, MessageCreate},
    page::Limit,
};
use sealed::Key;
use std::time::{Duration, Instant};

const MESSAGES: usize = 50;
const CLIENTS: usize = 50;

/// How long the opening takes that a request needs, beside the request itself.
pub async fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(&folder).await;
    let admin = admin(&house.url, &house.password).await;
    let text = "Ich weiß nicht, wo ich anfangen soll. ".repeat(25);
    let mut persons = Vec::new();
    for n in 0..CLIENTS {
        let person = Client::new(&house.url);
        let body = ClientRegistration {
            pseudonym: format!("Mensch {n}").as_str().try_into().unwrap(),
            password: "acht Zeichen".try_into().unwrap(),
            email: Some(format!("m{n}@mail.example").as_str().try_into().unwrap()),
            phone: None,
            language: Language::De,
        };
        let session = person.register_client("lahntal", &body).await.unwrap();
        assert!(matches!(session.account, Account::Client { .. }));
        persons.push(person);
    }
    let create = MailRequestCreate::new(
        "Schlaf".try_into().unwrap(),
        text.as_str().try_into().unwrap(),
    );
    let request = persons[0].create_mail_request(&create).await.unwrap();
    let id = request.summary.id;
    for _ in 1..MESSAGES {
        let body = MessageCreate {
            text: text.as_str().try_into().unwrap(),
            attachments: AttachmentIds::default(),
        };
        persons[0].follow_up_mail_request(id, &body).await.unwrap();
    }
    let list = ClientQuery {
        limit: Some(Limit::try_from(50).unwrap()),
        ..ClientQuery::default()
    };

    let detail = per_request(async || drop(admin.read_mail_request(id).await.unwrap())).await;
    let clients = per_request(async || drop(admin.list_clients(&list).await.unwrap())).await;

    let key = ClientKey::random();
    let row = uuid::Uuid::now_v7();
    let message = key.seal(column::MESSAGE_TEXT, row, &text).unwrap();
    let email = key
        .seal(column::CLIENT_EMAIL, row, "m1@mail.example")
        .unwrap();
    let master = Key::from_bytes(MASTER);
    let place = sealed::Place {
        column: "client_keys.key",
        row: *row.as_bytes(),
    };
    let wrapped = master.wrap(place, &Key::random()).unwrap();
    let unwrap = once(|| drop(master.unwrap(place, &wrapped).unwrap()));
    let open_text = once(|| drop(key.open(column::MESSAGE_TEXT, row, &message).unwrap()));
    let open_email = once(|| drop(key.open(column::CLIENT_EMAIL, row, &email).unwrap()));
    let count = |n: usize| u32::try_from(n).unwrap();
    println!("\nsealing, as a share of the request it is part of (goal: below 10 %)");
    share(
        &format!(
            "mail request with {MESSAGES} messages of {} bytes",
            text.len()
        ),
        unwrap + open_text * count(MESSAGES),
        detail,
    );
    share(
        &format!("list of {CLIENTS} clients with e-mail address"),
        (unwrap + open_email) * count(CLIENTS),
        clients,
    );
}

fn share(what: &str, part: Duration, whole: Duration) {
    let percent = part.as_secs_f64() / whole.as_secs_f64() * 100.0;
    println!("  {what}: {part:.1?} of {whole:.1?}, {percent:.1} %");
}

fn once(work: impl Fn()) -> Duration {
    let started = Instant::now();
    for _ in 0..10_000 {
        work();
    }
    started.elapsed() / 10_000
}
