//! What the database does to everybody: it hangs up, or its disk is full. What was acknowledged is
//! there once, what was refused is not there at all, and it goes on by itself. The modules are about
//! others that fail: the store of documents, the clock, a server that sleeps, scanner and gateway.

mod away;
mod clock;
mod frozen;
mod store;

use crate::{
    chat_processes::read_all,
    chats::said,
    program::{kill, server, start},
    support::{CLIENT_PASSWORD, STAFF_PASSWORD, TestApp, credentials},
};
use api::database;
use client::{CallError, CallResult, Client};
use domain::{
    accounts::ClientSignIn,
    chats::{ChatAccount, ChatMessage, ChatOpen},
    ids::{ChatId, CounselorId},
    problem::ProblemCode,
};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend};
use std::{collections::BTreeSet, fs, process::Command, time::Duration};
use tokio::{sync::watch, time::timeout};
use uuid::Uuid;

const WRITERS: usize = 4;
const MESSAGES: usize = 50;
/// The database hangs up on everybody each time that so many messages more are there.
const BETWEEN: usize = 5;
/// Longer than all of it takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_mins(3);

fn unlimited(database_url: &str) -> Command {
    let mut command = server(database_url);
    command
        .env("BEISTAND_ACCOUNT_REQUESTS_PER_MINUTE", "1000000")
        .env("BEISTAND_ADDRESS_REQUESTS_PER_MINUTE", "1000000");
    command
}

/// Waits until it is so.
async fn until(mut so: impl AsyncFnMut() -> bool) {
    let there = async {
        while !so().await {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, there).await.expect("it comes to that");
}

/// The same program, which can write no file that is longer than this.
fn with_room_for(bytes: u64, command: &Command) -> Command {
    let mut limited = Command::new("bash");
    let limit = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"",
        bytes / 1_024
    );
    limited.args(["-c", &limit]).arg(command.get_program());
    limited.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
}

/// Somebody with a conversation at this server.
async fn person(url: &str, counselor: CounselorId) -> (Client, ChatId) {
    let client = Client::new(url);
    let body = ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    client.sign_in_client("lahntal", &body).await.unwrap();
    let with = ChatAccount::Counselor(counselor);
    let chat = client.open_chat(&ChatOpen { with }).await.unwrap().id;
    (client, chat)
}

/// Writes under a key, once.
async fn attempt(
    client: &Client,
    (chat, key, text): (ChatId, Uuid, &str),
) -> CallResult<ChatMessage> {
    client.send_chat_message(chat, key, &said(text)).await
}

/// A refusal that says that it may work later.
fn is_for_now(error: &CallError) -> bool {
    matches!(error, CallError::Problem(problem) if problem.code == ProblemCode::Unavailable)
}

fn texts(messages: Vec<ChatMessage>) -> Vec<String> {
    let texts = messages.into_iter().map(|message| message.text.unwrap());
    texts.collect()
}

/// SQLite is a file, and nobody hangs up.
#[actix_web::test]
async fn a_database_that_hangs_up_again_and_again_loses_and_doubles_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility.client("Seestern").await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        assert!(database::file(&app.database_url).is_some());
        return;
    }
    let (process, url) = start(&mut unlimited(&app.database_url));
    let (client, chat) = person(&url, brandt.id).await;
    let (there, mut so_far) = watch::channel(0);
    let writers = (0..WRITERS).map(|writer| {
        let (client, there) = (&client, &there);
        async move {
            for number in 0..MESSAGES {
                let (key, text) = (Uuid::now_v7(), format!("{writer} {number}"));
                while let Err(error) = attempt(client, (chat, key, &text)).await {
                    assert!(is_for_now(&error), "{error:?}");
                }
                there.send_modify(|count| *count += 1);
            }
        }
    });
    let hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let database = database::connect(&app.database_url).await.unwrap();
    let hanging_up = async {
        for due in (BETWEEN..WRITERS * MESSAGES).step_by(BETWEEN) {
            so_far.wait_for(|count| *count >= due).await.unwrap();
            database.execute_unprepared(hang_up).await.unwrap();
        }
    };
    let all = async { tokio::join!(join_all(writers), hanging_up) };
    timeout(PATIENCE, all).await.expect("it goes on");
    let messages = texts(read_all(&client, chat).await);
    kill(process);
    assert_eq!(messages.len(), WRITERS * MESSAGES);
    let different: BTreeSet<_> = messages.into_iter().collect();
    assert_eq!(different.len(), WRITERS * MESSAGES, "each is there once");
}

/// What PostgreSQL says of a full disk has the same answer; here its disk cannot be filled.
#[actix_web::test]
async fn on_a_full_disk_everything_is_still_read_and_nothing_is_half_written() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility.client("Seestern").await;
    let Some(file) = database::file(&app.database_url) else {
        assert_ne!(app.db.get_database_backend(), DbBackend::Sqlite);
        return;
    };
    let beside = |end: &str| {
        let mut name = file.clone().into_os_string();
        name.push(end);
        fs::metadata(name).map_or(0, |file| file.len())
    };
    let room = beside("").max(beside("-wal")) + 256 * 1_024;
    let mut limited = with_room_for(room, &unlimited(&app.database_url));
    let (process, url) = start(&mut limited);
    let (client, chat) = person(&url, brandt.id).await;
    let mut written = Vec::new();
    let refused = loop {
        let (key, text) = (Uuid::now_v7(), format!("Nachricht {}", written.len()));
        match attempt(&client, (chat, key, &text)).await {
            Ok(_) => written.push(text),
            Err(error) => {
                assert!(is_for_now(&error), "{error:?}");
                break (key, text);
            }
        }
        assert!(written.len() < 10_000, "the disk is full in the end");
    };
    assert_eq!(texts(read_all(&client, chat).await), written);
    kill(process);
    // Somebody has made room.
    let (process, url) = start(&mut unlimited(&app.database_url));
    let (client, chat) = person(&url, brandt.id).await;
    assert_eq!(texts(read_all(&client, chat).await), written);
    let (key, text) = refused;
    attempt(&client, (chat, key, &text)).await.unwrap();
    written.push(text);
    assert_eq!(texts(read_all(&client, chat).await), written);
    let staff = Client::new(&url);
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    staff.sign_in_counselor(&body).await.unwrap();
    assert_eq!(texts(read_all(&staff, chat).await), written);
    kill(process);
}
