//! The program itself: its settings, its commands, and that it starts and stops.

use crate::{
    program::{beistand, master_key, run, signing_key, start, stop, text},
    support::{credentials, fresh_database},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use client::Client;
use domain::{access::Role, accounts::Account};
use std::{io::Read, process::Stdio};

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
    let password = said.trim().rsplit(' ').next().unwrap();

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
    let account = session.unwrap().account;
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
    for _ in 0..2 {
        let mut command = beistand();
        command
            .args(["serve", "--demo"])
            .env("BEISTAND_LISTEN", "127.0.0.1:0");
        let (server, address) = start(command.current_dir(folder.path()));
        let client = Client::new(&address);
        let mut sessions = Vec::new();
        for name in ["k.vogt", "m.brandt", "j.petersen"] {
            let body = credentials(None, name, "lahntal-demo-2026");
            sessions.push(client.sign_in_counselor(&body).await);
        }
        let seen = client.count_mail_requests().await;
        assert!(stop(server));
        assert!(sessions.iter().all(Result::is_ok), "{sessions:?}");
        assert_eq!(seen.unwrap().all(), 9);
    }
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
