//! The program itself: its settings, its commands, and that it starts and stops.

use crate::{
    program::{beistand, master_key, run, signing_key, start, stop, text},
    support::{TestApp, credentials, empty_database, fresh_database, signed_in},
};
use api::database;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{TimeDelta, Utc};
use client::Client;
use domain::{access::Role, accounts::Account, bookings::BookingQuery, slots::SlotQuery};
use migrations::{Migrator, MigratorTrait};
use std::{fs, io::Read, process::Stdio};

#[test]
fn without_signing_keys_it_says_how_to_make_one() {
    let output = run(beistand().arg("serve"));
    assert!(!output.status.success());
    let said = text(&output.stderr);
    assert!(
        said.contains("BEISTAND_SIGNING_KEYS is not set. Make one with"),
        "{said}"
    );
}

#[test]
fn without_master_keys_it_says_how_to_make_one() {
    let output = run(beistand()
        .arg("serve")
        .env("BEISTAND_SIGNING_KEYS", signing_key()));
    assert!(!output.status.success());
    let said = text(&output.stderr);
    assert!(
        said.contains("BEISTAND_MASTER_KEYS_FILE is set. Make a key with"),
        "{said}"
    );
}

/// A server with the wrong key would answer nothing but errors: it does not start at all.
#[test]
fn a_database_is_not_opened_with_another_master_key() {
    let folder = tempfile::tempdir().unwrap();
    let database_url = format!("sqlite://{}", folder.path().join("test.db").display());
    let create = |key: &str| {
        run(beistand()
            .env("BEISTAND_DATABASE_URL", &database_url)
            .env("BEISTAND_MASTER_KEYS", key)
            .args("facility create --slug lahntal --name Lahntal --admin-login admin".split(' '))
            .args("--admin-email admin@lahntal.example".split(' '))
            .args("--admin-first-name Katharina --admin-last-name Vogt".split(' ')))
    };
    assert!(create(&master_key()).status.success());
    for wrong in [
        format!("test:{}", STANDARD.encode([8; 32])),
        format!("other:{}", STANDARD.encode([9; 32])),
    ] {
        let refused = create(&wrong);
        let said = text(&refused.stderr);
        assert!(!refused.status.success());
        assert!(
            said.contains("the master keys do not open this database"),
            "{said}"
        );
    }
}

#[test]
fn plain_http_over_a_network_is_refused() {
    let output = run(beistand()
        .arg("serve")
        .env("BEISTAND_SIGNING_KEYS", signing_key())
        .env("BEISTAND_PUBLIC_URL", "http://beratung.example"));
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("is not https"));
}

#[test]
fn a_setting_of_the_wrong_kind_is_named() {
    let output = run(beistand().arg("serve").env("BEISTAND_LISTEN", "somewhere"));
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("settings cannot be read"));
}

#[test]
fn the_document_is_printed_without_a_database() {
    let output = run(beistand().arg("openapi"));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
    let is_the_file = text(&output.stdout) == std::fs::read_to_string(file).unwrap();
    assert!(
        is_the_file,
        "openapi/openapi.json is stale: run `just openapi`"
    );
}

#[actix_web::test]
async fn from_nothing_to_a_facility_whose_admin_signs_in() {
    let (database_url, _files) = fresh_database().await;
    let made = run(beistand()
        .env("BEISTAND_DATABASE_URL", &database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args([
            "facility",
            "create",
            "--slug",
            "lahntal",
            "--name",
            "Beratungsstelle Lahntal",
            "--admin-login",
            "k.vogt",
            "--admin-email",
            "vogt@lahntal.example",
            "--admin-first-name",
            "Katharina",
            "--admin-last-name",
            "Vogt",
        ]));
    assert!(made.status.success(), "{}", text(&made.stderr));
    let said = text(&made.stdout);
    let password = said.lines().next().unwrap().rsplit(' ').next().unwrap();
    for way_on in ["k.vogt at http://127.0.0.1:8080/login", "8080/p/lahntal"] {
        assert!(said.contains(way_on), "it does not say {way_on}: {said}");
    }

    // Settings come from a file, too; the environment goes before it.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beistand.toml");
    std::fs::write(
        &file,
        "listen = \"127.0.0.1:0\"\ndatabase_url = \"sqlite://elsewhere.db\"\n",
    )
    .unwrap();
    let (server, address) = start(
        beistand()
            .arg("--config")
            .arg(&file)
            .arg("serve")
            .env("BEISTAND_DATABASE_URL", &database_url)
            .env("BEISTAND_MASTER_KEYS", master_key())
            .env("BEISTAND_SIGNING_KEYS", signing_key()),
    );
    let session = Client::new(&address)
        .sign_in_counselor(&credentials(None, "k.vogt", password))
        .await;
    assert!(stop(server), "it stops when asked");
    let account = signed_in(session).account;
    assert!(
        matches!(
            account,
            Account::Counselor {
                role: Role::Admin,
                ..
            }
        ),
        "{account:?}"
    );
}

#[test]
fn a_second_facility_of_one_address_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let database_url = format!("sqlite://{}", folder.path().join("data/test.db").display());
    let create = |slug: &str| {
        run(beistand()
            .env("BEISTAND_DATABASE_URL", &database_url)
            .env("BEISTAND_MASTER_KEYS", master_key())
            .args([
                "facility",
                "create",
                "--slug",
                slug,
                "--name",
                "Beratungsstelle",
                "--admin-login",
                "admin",
                "--admin-email",
                "admin@lahntal.example",
                "--admin-first-name",
                "Katharina",
                "--admin-last-name",
                "Vogt",
            ]))
    };
    assert!(create("lahntal").status.success());
    let again = create("lahntal");
    assert!(!again.status.success());
    assert!(
        text(&again.stderr).contains("address is taken"),
        "{}",
        text(&again.stderr)
    );
    let wrong = create("Lahn Tal");
    assert!(
        text(&wrong.stderr).contains("--slug"),
        "{}",
        text(&wrong.stderr)
    );
}

#[actix_web::test]
async fn the_demo_starts_without_settings_and_again_on_its_data() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["serve", "--demo"][..], &["demo"]] {
        let mut command = beistand();
        command
            .args(arguments)
            .env("BEISTAND_LISTEN", "127.0.0.1:0");
        let (server, address) = start(command.current_dir(folder.path()));
        let client = Client::new(&address);
        let mut sessions = Vec::new();
        for name in ["k.vogt", "m.brandt", "j.petersen"] {
            let body = credentials(None, name, "lahntal-demo-2026");
            sessions.push(client.sign_in_counselor(&body).await);
        }
        let seen = client.count_mail_requests().await;
        let (entries, free) = calendar(&client).await;
        assert!(stop(server));
        assert!(sessions.iter().all(Result::is_ok), "{sessions:?}");
        assert_eq!(seen.unwrap().all(), 9);
        assert_eq!(entries, 31, "this week and the next");
        assert!(free > 5, "{free}");
    }
}

/// How many entries there are around now, and how much is free.
async fn calendar(client: &Client) -> (usize, usize) {
    let (from, until) = (
        Utc::now() - TimeDelta::days(7),
        Utc::now() + TimeDelta::days(14),
    );
    let entries = BookingQuery {
        from,
        until,
        counselor_id: None,
        client_id: None,
    };
    let free = SlotQuery {
        from: Utc::now(),
        until: from + TimeDelta::days(14),
        counselor_id: None,
        service_id: None,
        channel: None,
    };
    (
        client.list_bookings(&entries).await.unwrap().items.len(),
        client.list_slots(&free).await.unwrap().items.len(),
    )
}

/// What is printed goes to people, what is logged to the log; neither is mixed into the other.
#[test]
fn the_log_is_json_and_apart_from_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = beistand()
        .arg("migrate")
        .current_dir(folder.path())
        .env("BEISTAND_MASTER_KEYS", master_key())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env("RUST_LOG", "info")
        .spawn()
        .unwrap();
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert!(log.lines().count() > 0);
    for line in log.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn a_time_zone_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(beistand()
        .current_dir(folder.path())
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args("facility create --slug lahntal --name Lahntal --admin-login admin".split(' '))
        .args("--admin-email admin@lahntal.example --time-zone Europe/Wetzlar".split(' '))
        .args("--admin-first-name Katharina --admin-last-name Vogt".split(' ')));
    assert!(!refused.status.success());
    let said = text(&refused.stderr);
    assert!(
        said.contains("\"Europe/Wetzlar\" is not the IANA name of a time zone, like Europe/Berlin"),
        "{said}"
    );
}

#[actix_web::test]
async fn facilities_are_listed_without_anyone_in_them() {
    let app = TestApp::new().await;
    app.facility("wetterau").await;
    app.facility("lahntal").await;
    let listed = run(beistand()
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .args(["facility", "list"]));
    assert_eq!(
        text(&listed.stdout),
        "lahntal\tBeratungsstelle lahntal\tEurope/Berlin\t2026-01-15\n\
         wetterau\tBeratungsstelle wetterau\tEurope/Berlin\t2026-01-15\n",
        "{}",
        text(&listed.stderr)
    );
}

#[test]
fn everything_wrong_with_the_settings_is_said_at_once_and_no_secret_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beistand.toml");
    let lines = "listen = \"somewhere\"\nsign_in_bursts = 3\nsmtp_url = \"smtps://u:geheim@h\"\n";
    fs::write(&file, lines).unwrap();
    let checked = run(beistand()
        .current_dir(folder.path())
        .arg("--config")
        .arg(&file)
        .args(["config", "check"])
        .env("BEISTAND_PUBLIC_URL", "https://beratung.example/portal")
        .env("BEISTAND_WORKERS", "many")
        .env("BEISTAND_SIGNING_KEYS", "main:geheim")
        .env("BEISTAND_DATABASE_URL", "postgres://u:geheim@127.0.0.1:1/x")
        .env("BEISTAND_LISTENS", "127.0.0.1:0"));
    assert_eq!(checked.status.code(), Some(1));
    let said = text(&checked.stdout);
    for problem in [
        "warning: BEISTAND_LISTENS is not a setting",
        "for key `listen`",
        "there is no setting \"sign_in_bursts\"",
        "for key `workers`",
        "BEISTAND_PUBLIC_URL is \"https://beratung.example/portal\"",
        "BEISTAND_MAIL_FROM has to be an e-mail address",
        "BEISTAND_SIGNING_KEYS: \"main\" is not name:base64",
        "neither BEISTAND_MASTER_KEYS nor BEISTAND_MASTER_KEYS_FILE is set",
        "the database cannot be used",
        "database_url = \"postgres://(hidden)@127.0.0.1/x\"",
        "smtp_url = \"(hidden)\"",
    ] {
        assert!(said.contains(problem), "{problem} is missing in {said}");
    }
    let all = said + &text(&checked.stderr);
    assert!(!all.contains("geheim"), "{all}");
    // A start is refused for the same reasons.
    let refused = run(beistand().arg("--config").arg(&file).arg("serve"));
    let said = text(&refused.stderr);
    assert!(
        said.contains("there is no setting \"sign_in_bursts\""),
        "{said}"
    );
}

#[actix_web::test]
async fn a_check_looks_at_the_database_and_the_keys_and_changes_nothing() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let check = |key: &str| {
        run(beistand()
            .args(["config", "check"])
            .env("BEISTAND_DATABASE_URL", &app.database_url)
            .env("BEISTAND_SIGNING_KEYS", signing_key())
            .env("BEISTAND_MASTER_KEYS", key))
    };
    let good = check(&master_key());
    let said = text(&good.stdout);
    assert!(good.status.success(), "{said}");
    assert!(said.contains("The database is up to date."), "{said}");
    let wrong = check(&format!("test:{}", STANDARD.encode([8; 32])));
    assert_eq!(wrong.status.code(), Some(1));
    let said = text(&wrong.stdout);
    assert!(
        said.contains("the master keys do not open this database"),
        "{said}"
    );

    Migrator::down(&app.db, Some(1)).await.unwrap();
    let older = check(&master_key());
    assert!(text(&older.stdout).contains("is of an older version"));
    let pending = Migrator::get_pending_migrations(&app.db).await.unwrap();
    assert_eq!(pending.len(), 1, "it was not migrated");
    let (url, _files) = empty_database().await;
    let empty = run(beistand()
        .args(["config", "check"])
        .env("BEISTAND_DATABASE_URL", &url)
        .env("BEISTAND_SIGNING_KEYS", signing_key())
        .env("BEISTAND_MASTER_KEYS", master_key()));
    assert!(empty.status.success(), "{}", text(&empty.stdout));
    let db = database::connect(&url).await.unwrap();
    assert!(database::applied_migrations(&db).await.unwrap().is_empty());
}

#[actix_web::test]
async fn after_keys_were_rotated_the_old_master_key_is_not_needed() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let next = format!("next:{}", STANDARD.encode([10; 32]));
    let with = |keys: &str, arguments: [&str; 2]| {
        run(beistand()
            .args(arguments)
            .env("BEISTAND_DATABASE_URL", &app.database_url)
            .env("BEISTAND_SIGNING_KEYS", signing_key())
            .env("BEISTAND_MASTER_KEYS", keys))
    };
    assert!(!with(&next, ["config", "check"]).status.success());
    let rotated = with(&format!("{next},{}", master_key()), ["keys", "rotate"]);
    assert!(text(&rotated.stdout).starts_with("1 facilities' keys"));
    assert!(with(&next, ["config", "check"]).status.success());
}
