//! The operator's newsletter: to those who want it, once each, whatever happens to the program, and
//! no more after one click.

use crate::{
    mail_server::{Fault, MailServer},
    program::{beistand, master_key, run, text},
    support::{Facility, TestApp, counselor_create, http, keyring},
};
use api::newsletters::{self, Newsletter};
use chrono::TimeDelta;
use domain::counselors::{CounselorCreate, CounselorDelete, CounselorQuery, CounselorUpdate};
use std::{
    collections::BTreeSet,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// The command, with the file that it sends.
fn command(app: &TestApp, server: &MailServer, folder: &TempDir) -> Command {
    let file = folder.path().join("brief.md");
    std::fs::write(&file, "# Neues\n\nAb März gibt es *mehr*.\n").unwrap();
    let mut command = beistand();
    command
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .env("BEISTAND_PUBLIC_URL", &app.url)
        .env("BEISTAND_SMTP_URL", server.url())
        .env("BEISTAND_SMTP_TIMEOUT_SECONDS", "10")
        .env("BEISTAND_MAIL_FROM", "betrieb@beratung.example")
        .args(["newsletter", "send", "--per-minute", "6000"])
        .args(["--subject", "Neues im März", "--file"])
        .arg(file);
    command
}

fn said(output: &Output) -> String {
    text(&output.stdout).trim().to_owned()
}

/// Staff who want it, and some who do not.
async fn readers(facility: &Facility<'_>, names: &[&str]) {
    let admin = &facility.admin.client;
    for name in names {
        let body = CounselorCreate {
            newsletter: true,
            ..counselor_create(name)
        };
        admin.create_counselor(&body).await.unwrap();
    }
    let body = counselor_create("no.thanks");
    admin.create_counselor(&body).await.unwrap();
    let gone = CounselorCreate {
        active: false,
        newsletter: true,
        ..counselor_create("not.active")
    };
    admin.create_counselor(&gone).await.unwrap();
}

fn addresses(server: &MailServer) -> Vec<String> {
    let inbox = server.inbox();
    inbox.iter().map(|mail| mail.to.clone()).collect()
}

#[actix_web::test]
async fn subscribers_of_every_facility_get_it_once_and_can_leave_with_one_click() {
    let (app, server) = (TestApp::new().await, MailServer::start());
    let folder = tempfile::tempdir().unwrap();
    let facility = app.facility("lahntal").await;
    readers(&facility, &["m.brandt", "j.petersen"]).await;
    let abroad = app.facility("wetterau").await;
    readers(&abroad, &["k.abroad"]).await;
    let dry = run(command(&app, &server, &folder).arg("--dry-run"));
    assert_eq!(said(&dry), "3 would get it. Nothing was sent");
    assert!(server.inbox().is_empty());
    // Two at once share the work.
    let mut other = command(&app, &server, &folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let sent = run(&mut command(&app, &server, &folder));
    assert!(sent.status.success(), "{}", text(&sent.stderr));
    assert!(other.wait().unwrap().success());
    assert_eq!(server.inbox().len(), 3);
    let dry = run(command(&app, &server, &folder).arg("--dry-run"));
    assert_eq!(said(&dry), "0 would get it. Nothing was sent");
    let expected = ["j.petersen", "k.abroad", "m.brandt"];
    let expected = expected.map(|name| format!("{name}@staff.example"));
    assert_eq!(
        BTreeSet::from_iter(addresses(&server)),
        BTreeSet::from(expected)
    );
    let again = run(&mut command(&app, &server, &folder));
    assert_eq!(
        said(&again),
        "sent 0\tbefore 3\tleft out 0\tfailed 0\twaiting 0\tunclear 0"
    );
    assert_eq!(server.inbox().len(), 3);

    let mail = server
        .inbox()
        .into_iter()
        .find(|one| one.to.starts_with("m.brandt"));
    let raw = mail.unwrap().raw.replace("\r\n ", " ");
    assert!(
        raw.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{raw}"
    );
    let header = raw
        .lines()
        .find_map(|line| line.strip_prefix("List-Unsubscribe: "));
    let address = header.unwrap().trim().trim_matches(['<', '>']).to_owned();
    assert!(address.starts_with(&app.url), "{address}");
    // To look at it changes nothing: programs follow links by themselves.
    let page = http().get(&address).send().await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("<form method=\"post\">")
    );
    let wants = async || {
        let admin = &facility.admin.client;
        let all = admin
            .list_counselors(&CounselorQuery::default())
            .await
            .unwrap()
            .items;
        let one = all
            .into_iter()
            .find(|one| one.display_name == "m.brandt")
            .unwrap();
        admin.read_counselor(one.id).await.unwrap().newsletter
    };
    assert!(wants().await);
    let one_click = http()
        .post(&address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click");
    assert_eq!(one_click.send().await.unwrap().status(), 200);
    assert!(!wants().await);
    // Somebody else's, with this one's proof, is nobody's.
    let (_, proof) = address.rsplit_once('.').unwrap();
    let forged = format!(
        "{}/newsletter/unsubscribe/{}.{proof}",
        app.url, facility.admin.id
    );
    assert_eq!(http().post(&forged).send().await.unwrap().status(), 404);
}

/// Killed while the mail server is silent about a mail that it has not taken: whoever got theirs
/// gets no second one, and everybody gets one.
#[actix_web::test]
async fn what_was_killed_goes_on_where_it_was() {
    let (app, server) = (TestApp::new().await, MailServer::start());
    let folder = tempfile::tempdir().unwrap();
    let facility = app.facility("lahntal").await;
    let names: Vec<_> = (0..8).map(|number| format!("reader{number}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    readers(&facility, &names).await;
    // One connection a mail: the fourth is never answered.
    server.pass_then_fail(3, Fault::Stall);
    let mut killed = command(&app, &server, &folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !server.has_stalled() {
        tokio::task::yield_now().await;
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(server.inbox().len(), 3);
    // Meanwhile some who wait want it no more, or are not there any more.
    let admin = &facility.admin.client;
    let all = admin.list_counselors(&CounselorQuery::default()).await;
    let all = all.unwrap().items;
    let of = |name: &str| all.iter().find(|one| one.display_name == name).unwrap().id;
    let version = async |id| admin.read_counselor(id).await.unwrap().version;
    let (locked, deleted, leaving) = (of("reader5"), of("reader6"), of("reader7"));
    let done = admin.deactivate_counselor(locked, version(locked).await);
    done.await.unwrap();
    let nobody = CounselorDelete::default();
    let done = admin.delete_counselor(deleted, version(deleted).await, &nobody);
    done.await.unwrap();
    let no_more = CounselorUpdate {
        newsletter: Some(false),
        ..CounselorUpdate::default()
    };
    let done = admin.update_counselor(leaving, version(leaving).await, &no_more);
    done.await.unwrap();
    let dry = run(command(&app, &server, &folder).arg("--dry-run"));
    assert_eq!(said(&dry), "1 would get it. Nothing was sent");
    let went_on = run(&mut command(&app, &server, &folder));
    assert_eq!(
        said(&went_on),
        "sent 1\tbefore 3\tleft out 3\tfailed 0\twaiting 0\tunclear 1",
        "{}",
        text(&went_on.stderr)
    );
    // What the mail server was given when the program was killed goes out again only if one says so.
    let unclear = run(command(&app, &server, &folder).arg("--unclear"));
    assert_eq!(
        said(&unclear),
        "sent 1\tbefore 4\tleft out 0\tfailed 0\twaiting 0\tunclear 0"
    );
    let expected = (0..5).map(|number| format!("reader{number}@staff.example"));
    let mut got = addresses(&server);
    got.sort();
    assert_eq!(got, expected.collect::<Vec<_>>());
}

/// The mail server has taken it, and the connection breaks before it says so.
#[actix_web::test]
async fn what_may_have_arrived_is_not_sent_a_second_time() {
    let (app, server) = (TestApp::new().await, MailServer::start());
    let folder = tempfile::tempdir().unwrap();
    let facility = app.facility("lahntal").await;
    readers(&facility, &["m.brandt", "j.petersen"]).await;
    server.fail_next(&[Fault::DropAfterData]);
    let first = run(&mut command(&app, &server, &folder));
    assert!(!first.status.success());
    assert_eq!(
        said(&first),
        "sent 0\tbefore 0\tleft out 0\tfailed 0\twaiting 1\tunclear 1"
    );
    let second = run(&mut command(&app, &server, &folder));
    assert_eq!(
        said(&second),
        "sent 1\tbefore 0\tleft out 0\tfailed 0\twaiting 0\tunclear 1"
    );
    let got = addresses(&server);
    assert_eq!((got.len(), BTreeSet::from_iter(got).len()), (2, 2));
}

/// However the minutes are cut, none has more mails than were asked for, and none is wasted.
#[actix_web::test]
async fn no_minute_has_more_mails_than_it_may() {
    const A_MINUTE: u32 = 3;
    let app = TestApp::with(|settings| settings.demo = true).await;
    let facility = app.facility("lahntal").await;
    let names: Vec<_> = (0..8).map(|number| format!("reader{number}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    readers(&facility, &names).await;
    let newsletter = Newsletter {
        subject: "Neues im März",
        text: "Es gibt mehr.",
        per_minute: A_MINUTE,
        public_url: &app.url,
        host: "beratung.example",
        unclear_too: false,
    };
    let mailer = &app.state.mailer;
    let before = mailer.demo_mails().unwrap().len();
    let rest = async |pause| app.hand.advance(TimeDelta::from_std(pause).unwrap());
    let by = (&keyring(), &app.hand.clock(), mailer);
    let sent = newsletters::send(&app.db, by, &newsletter, rest).await;
    assert_eq!(sent.unwrap().mails, 8);
    let mut sent = mailer.demo_mails().unwrap();
    sent.truncate(sent.len() - before);
    let mut sent: Vec<_> = sent.iter().map(|mail| mail.at).collect();
    sent.sort();
    let minute = TimeDelta::minutes(1);
    let next = |place: usize| sent.get(place + A_MINUTE as usize);
    for (place, at) in sent.iter().enumerate() {
        assert!(
            next(place).is_none_or(|next| *next - *at >= minute),
            "{sent:?}"
        );
    }
    let all = sent[7] - sent[0];
    assert!(all < minute * 3, "no longer than it has to: {all}");
}

#[actix_web::test]
async fn a_mail_server_that_takes_no_more_is_come_back_to() {
    let (app, server) = (TestApp::new().await, MailServer::start());
    let folder = tempfile::tempdir().unwrap();
    let facility = app.facility("lahntal").await;
    readers(&facility, &["m.brandt", "j.petersen"]).await;
    server.fail_next(&[Fault::Recipient(550), Fault::Recipient(451)]);
    let first = run(&mut command(&app, &server, &folder));
    assert!(!first.status.success());
    assert_eq!(
        said(&first),
        "sent 0\tbefore 0\tleft out 0\tfailed 1\twaiting 1\tunclear 0"
    );
    assert!(text(&first.stderr).contains("Run the same command again later"));
    let second = run(&mut command(&app, &server, &folder));
    assert_eq!(
        said(&second),
        "sent 1\tbefore 0\tleft out 0\tfailed 0\twaiting 0\tunclear 0"
    );
}
