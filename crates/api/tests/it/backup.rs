//! A backup holds everything of one moment, and restoring brings all of it back.

use crate::{
    open_door::{always, enters, opened},
    program::{beistand, master_key, run, text},
    support::{
        Facility, Person, TestApp, code, empty_database, keyring, letter, note, says, texts,
    },
};
use api::{
    backup::{BackupError, BackupResult, Restored, backup, restore},
    blobs::Store,
    config::Settings,
    crypto::{Keyring, hex},
    database,
    jobs::Worker,
};
use domain::{
    documents::DocumentQuery, ids::MailRequestId, mail_requests::DraftSave, problem::ProblemCode,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sealed::{Key, MasterKeys};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    collections::BTreeMap,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{sync::watch, time::timeout};

/// A folder for a backup, not yet there.
fn folder() -> (PathBuf, TempDir) {
    let parent = tempfile::tempdir().unwrap();
    (parent.path().join("backup"), parent)
}

async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn count(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Every row of every table, as text, and what the schema is made of.
async fn everything(db: &DatabaseConnection) -> BTreeMap<String, Vec<String>> {
    let sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let tables = if sqlite {
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
    } else {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut everything = BTreeMap::new();
    for table in rows(db, tables).await {
        let select = if table == "seaql_migrations" {
            // The time beside it is that of the migration.
            "version".to_owned()
        } else if sqlite {
            let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            let columns = rows(db, &columns).await;
            let quoted = columns.iter().map(|column| format!("quote(\"{column}\")"));
            quoted.collect::<Vec<_>>().join(" || ',' || ")
        } else {
            "to_jsonb(t)::text".to_owned()
        };
        let all = format!("SELECT {select} FROM \"{table}\" t ORDER BY 1");
        everything.insert(table, rows(db, &all).await);
    }
    let schema = if sqlite {
        "SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1"
    } else {
        "SELECT indexdef::text FROM pg_indexes WHERE schemaname = 'public' \
         UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
         UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint \
         WHERE connamespace = 'public'::regnamespace ORDER BY 1"
    };
    everything.insert("(schema)".into(), rows(db, schema).await);
    everything
}

/// A file of several pieces.
fn document() -> Vec<u8> {
    [b"%PDF-1.7".to_vec(), vec![7; 2_500_000]].concat()
}

/// Every file under a folder, with its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// A facility in which something of everything has happened.
async fn fill<'a>(app: &'a TestApp, slug: &str) -> (Facility<'a>, Person, MailRequestId) {
    let facility = app.facility(slug).await;
    let counselor = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let id = person.request_of(&counselor).await;
    let draft = DraftSave {
        text: "Zeile eins\nZeile\tzwei \\ 'drei' – ☂".try_into().unwrap(),
    };
    counselor.client.save_draft(id, None, &draft).await.unwrap();
    let counselor = &counselor.client;
    let noted = counselor.create_note(person.id, &note("Ruft an")).await;
    noted.unwrap();
    let uploaded = counselor
        .create_document(person.id, "Brief.pdf", document())
        .await;
    uploaded.unwrap();
    person
        .request("Ein \\N und ein \\. und ein \"Zitat\"")
        .await;
    (facility, person, id)
}

async fn restored(url: &str, from: &Path, keys: Option<&Path>) -> BackupResult<Restored> {
    let clock = api::clock::Clock::system();
    let store = store_beside(from);
    restore(url, &store, from, keys, &keyring(), &clock).await
}

/// A store of documents that holds nothing yet.
fn store_beside(backup: &Path) -> Store {
    let folder = backup.with_file_name("restored-blobs");
    Store::new(&Settings {
        blobs: folder.to_str().unwrap().to_owned(),
        ..Settings::default()
    })
    .unwrap()
}

async fn back_up(app: &TestApp, to: &Path) {
    let store = Some(&app.state.blobs);
    backup(&app.database_url, store, to, &app.hand.clock())
        .await
        .unwrap();
}

#[track_caller]
fn refusal<T>(result: BackupResult<T>) -> BackupError {
    match result {
        Err(error) => error,
        Ok(_) => panic!("a refusal was expected"),
    }
}

#[actix_web::test]
async fn what_is_restored_is_all_that_was_there_row_by_row() {
    let app = TestApp::new().await;
    let (facility, person, id) = fill(&app, "lahntal").await;
    let gone = facility.client("Anker").await;
    gone.request("Weg").await;
    let of_gone = facility
        .admin
        .client
        .create_document(gone.id, "Weg.pdf", document());
    of_gone.await.unwrap();
    let version = facility.admin.client.read_client(gone.id).await;
    let version = version.unwrap().version;
    facility
        .admin
        .client
        .erase_client(gone.id, version)
        .await
        .unwrap();
    fill(&app, "wetterau").await;
    opened(&facility, &always()).await;
    enters(&app, Some("Bald weg")).await.unwrap();

    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}

    let (to, _folder) = folder();
    let made = run(beistand()
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .env("BEISTAND_BLOBS", app.blobs())
        .args(["backup", "--to"])
        .arg(&to));
    assert!(made.status.success(), "{}", text(&made.stderr));
    let (url, _files) = empty_database().await;
    let blobs = to.with_file_name("restored-blobs");
    let restore = run(beistand()
        .env("BEISTAND_DATABASE_URL", &url)
        .env("BEISTAND_BLOBS", &blobs)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args(["restore", "--from"])
        .arg(&to));
    assert!(restore.status.success(), "{}", text(&restore.stderr));
    let said = text(&restore.stdout);
    assert!(
        said.contains("The texts of 2 clients can be read, those of 0 cannot"),
        "{said}"
    );

    let db = database::connect(&url).await.unwrap();
    let (there, mut before) = (everything(&db).await, everything(&app.db).await);
    // What is promised to be gone soon lies in no backup.
    for table in ["open_door_visits", "open_door_messages"] {
        let left_out = before.get_mut(table).unwrap();
        assert_eq!(left_out.len(), 1, "{table}");
        left_out.clear();
    }
    for (table, rows) in &before {
        assert_eq!(there.get(table), Some(rows), "{table}");
    }
    assert_eq!(there.len(), before.len());
    for table in [
        "messages",
        "drafts",
        "notes",
        "documents",
        "client_keys",
        "audit_entries",
    ] {
        assert!(!before[table].is_empty(), "{table}");
    }

    assert_eq!(files(&blobs), files(&app.blobs()));
    assert_eq!(
        files(&blobs).len(),
        2 * 3 + 1,
        "two documents of three pieces, and the mark"
    );

    let again = app
        .restarted_with(|settings| {
            settings.database_url = url;
            settings.blobs = blobs.to_str().unwrap().to_owned();
        })
        .await;
    let admin = again.meet(&facility).admin;
    let query = DocumentQuery::default();
    let documents = admin.client.list_documents(person.id, &query);
    let id_of_document = documents.await.unwrap().items[0].id;
    let bytes = admin
        .client
        .download_document(id_of_document)
        .await
        .unwrap();
    assert!(bytes == document());
    let audit = admin.client.verify_audit_log().await.unwrap();
    assert_eq!(audit.broken_at, None);
    let request = admin.client.read_mail_request(id).await.unwrap();
    assert_eq!(texts(&request)[0], "Ich weiß nicht weiter.");
    drop(person);
}

/// Rows numbered by the database itself would need their counters restored, too.
#[actix_web::test]
async fn there_is_nothing_a_backup_would_leave_out() {
    let app = TestApp::new().await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%'";
        assert_eq!(count(&app.db, sql).await, 0);
        return;
    }
    for sql in [
        "SELECT count(*) FROM information_schema.sequences",
        "SELECT count(*) FROM pg_largeobject_metadata",
        "SELECT count(*) FROM pg_tables \
         WHERE schemaname NOT IN ('public', 'pg_catalog', 'information_schema')",
    ] {
        assert_eq!(count(&app.db, sql).await, 0, "{sql}");
    }
}

#[actix_web::test]
async fn a_backup_made_while_everybody_writes_is_of_one_moment() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let acknowledged = Rc::new(watch::Sender::new(Vec::new()));
    let enough = Rc::new(Cell::new(false));
    let mut writers = Vec::new();
    for number in 0..6 {
        let person = facility.client(&format!("Seestern{number}")).await;
        let (acknowledged, enough) = (acknowledged.clone(), enough.clone());
        writers.push(actix_web::rt::spawn(async move {
            while !enough.get() {
                let request = person.client.create_mail_request(&letter("Schlaf")).await;
                let id = request.unwrap().summary.id;
                acknowledged.send_modify(|all| all.push(id));
                let more = says("Noch etwas.");
                person
                    .client
                    .follow_up_mail_request(id, &more)
                    .await
                    .unwrap();
            }
        }));
    }
    let mut seen = acknowledged.subscribe();
    let twenty = seen.wait_for(|all: &Vec<_>| all.len() >= 20);
    let twenty = timeout(Duration::from_mins(1), twenty).await;
    drop(twenty.expect("they write"));
    let mut attempts = 1..=20;
    // One that is over before anybody's writing was acknowledged proves nothing.
    let (before, to, _folder) = loop {
        assert!(attempts.next().is_some(), "writers went on");
        let before = acknowledged.borrow().clone();
        let (to, folder) = folder();
        let mut command = beistand();
        command
            .env("BEISTAND_DATABASE_URL", &app.database_url)
            .args(["backup", "--to"])
            .arg(&to);
        let made = actix_web::web::block(move || run(&mut command))
            .await
            .unwrap();
        assert!(made.status.success(), "{}", text(&made.stderr));
        if acknowledged.borrow().len() > before.len() {
            break (before, to, folder);
        }
    };
    enough.set(true);
    for writer in writers {
        writer.await.unwrap();
    }

    let (url, _files) = empty_database().await;
    restored(&url, &to, None).await.unwrap();
    let again = app
        .restarted_with(|settings| settings.database_url = url)
        .await;
    let wrong = "SELECT count(*) FROM mail_requests r WHERE message_count <> \
                 (SELECT count(*) FROM messages m WHERE m.mail_request_id = r.id)";
    assert_eq!(count(&again.db, wrong).await, 0);
    let audit_entries = "SELECT count(*) FROM audit_entries";
    let admin = again.meet(&facility).admin.client;
    let entries = count(&again.db, audit_entries).await;
    let audit = admin.verify_audit_log().await.unwrap();
    assert_eq!((audit.entries, audit.broken_at), (entries, None));
    for id in before {
        let request = admin.read_mail_request(id).await.unwrap();
        assert_eq!(texts(&request)[0], "Ich weiß nicht weiter.");
    }
}

/// Data of an old backup with the keys of a new one: who was erased in between stays unreadable.
#[actix_web::test]
async fn newer_keys_keep_the_erased_unreadable_in_older_data() {
    let app = TestApp::new().await;
    let (facility, person, id) = fill(&app, "lahntal").await;
    let other = facility.client("Anker").await;
    let kept = other.request("Bleibt").await;
    let (old, _old) = folder();
    back_up(&app, &old).await;
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    // Somebody whom the older data do not know.
    facility.client("Welle").await;
    let (new, _new) = folder();
    back_up(&app, &new).await;

    let (url, _files) = empty_database().await;
    let keys = new.join("keys.txt");
    let numbers = restored(&url, &old, Some(&keys)).await.unwrap();
    assert_eq!(
        (numbers.clients_with_key, numbers.clients_without_key),
        (1, 1)
    );
    let again = app
        .restarted_with(|settings| settings.database_url = url)
        .await;
    let admin = again.meet(&facility).admin.client;
    assert_eq!(code(admin.read_mail_request(id).await), ProblemCode::Erased);
    let request = admin.read_mail_request(kept).await.unwrap();
    assert_eq!(texts(&request), ["Ich weiß nicht weiter."]);
}

#[actix_web::test]
async fn keys_lie_in_no_other_file_and_no_file_is_for_others_eyes() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let sql = match app.db.get_database_backend() {
        DbBackend::Sqlite => "SELECT lower(hex(wrapped_key)) FROM client_keys",
        _ => "SELECT encode(wrapped_key, 'hex') FROM client_keys",
    };
    let keys = rows(&app.db, sql).await;
    assert_eq!(keys.len(), 1);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&to), 0o700);
    for (name, bytes) in files(&to) {
        let file = to.join(&name);
        assert_eq!(mode(&file), 0o600, "{file:?}");
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        let raw: Vec<u8> = (0..keys[0].len() / 2)
            .map(|at| u8::from_str_radix(&keys[0][2 * at..2 * at + 2], 16).unwrap())
            .collect();
        let found = holds(&raw) || holds(keys[0].as_bytes());
        assert_eq!(found, file.ends_with("keys.txt"), "{file:?}");
    }
}

#[actix_web::test]
async fn one_changed_byte_in_any_file_is_noticed_and_nothing_is_restored() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let (url, _files) = empty_database().await;
    let mut changed = 0;
    for (name, whole) in files(&to) {
        let file = to.join(&name);
        if file.ends_with("manifest.json") || whole.is_empty() {
            continue;
        }
        let mut broken = whole.clone();
        broken[whole.len() / 2] ^= 1;
        fs::write(&file, broken).unwrap();
        let refused = refusal(restored(&url, &to, None).await);
        assert!(
            matches!(&refused, BackupError::Damaged(damaged) if *damaged == file),
            "{refused}"
        );
        fs::write(&file, &whole[1..]).unwrap();
        let refused = refusal(restored(&url, &to, None).await);
        assert!(matches!(refused, BackupError::Damaged(_)), "{refused}");
        fs::write(&file, whole).unwrap();
        changed += 1;
    }
    assert!(
        changed >= 5,
        "the database, the keys, and three pieces of a document"
    );
    restored(&url, &to, None).await.unwrap();
}

#[actix_web::test]
async fn a_database_that_holds_something_is_left_alone() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let before = everything(&app.db).await;
    let refused = refusal(restored(&app.database_url, &to, None).await);
    assert!(
        matches!(
            refused,
            BackupError::NotEmpty(_) | BackupError::FileThere(_)
        ),
        "{refused}"
    );
    assert_eq!(everything(&app.db).await, before);
}

/// What comes after a refusal finds the database as empty as before.
#[actix_web::test]
async fn other_master_keys_are_refused_and_the_right_ones_go_on_from_there() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let (url, _files) = empty_database().await;
    let key = Key::from_bytes([8; 32]);
    let wrong = Keyring::new(MasterKeys::new(vec![("test".into(), key)]).unwrap());
    let refused = restore(
        &url,
        &store_beside(&to),
        &to,
        None,
        &wrong,
        &app.hand.clock(),
    )
    .await;
    assert!(matches!(refusal(refused), BackupError::MasterKeys(_)));
    restored(&url, &to, None).await.unwrap();
}

/// The sums are right, and yet the rows do not fit: it is found when others are written already.
#[actix_web::test]
async fn a_restore_that_fails_in_the_middle_leaves_nothing_behind() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let keys = to.join("keys.txt");
    let whole = fs::read_to_string(&keys).unwrap();
    // Keys are written last of all; the same one twice does not fit.
    let lines: Vec<_> = whole.lines().collect();
    let (head, line) = (lines[0], lines[1]);
    let doubled = format!("{head}\n{line}\n{line}\n");
    let sum = hex(&Sha256::digest(&doubled));
    let twice = to.with_extension("keys");
    fs::write(&twice, format!("{doubled}sha256 {sum}\n")).unwrap();

    let (url, files) = empty_database().await;
    let refused = refusal(restored(&url, &to, Some(&twice)).await);
    assert!(
        matches!(refused, BackupError::Sql(_)),
        "{refused}: the same key twice"
    );
    if let Some(files) = &files {
        let left: Vec<_> = fs::read_dir(files.path()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    } else {
        let db = database::connect(&url).await.unwrap();
        let left = everything(&db).await;
        assert_eq!(left.keys().collect::<Vec<_>>(), ["(schema)"]);
        assert_eq!(left["(schema)"], Vec::<String>::new());
        // A schema without rows, as `migrate` makes it, stays as well.
        database::migrate(&db, &keyring(), &app.hand.clock())
            .await
            .unwrap();
        let before = everything(&db).await;
        refusal(restored(&url, &to, Some(&twice)).await);
        assert_eq!(everything(&db).await, before);
    }
    restored(&url, &to, None).await.unwrap();
}

/// On SQLite the new file appears when everything is in it; on PostgreSQL it is one transaction.
#[actix_web::test]
async fn a_restore_that_is_killed_in_the_middle_leaves_nothing_behind() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let (url, files) = empty_database().await;
    // It reads its keys twice: to check them, and when all other rows are written. The second time
    // nobody gives them to it.
    let pipe = to.with_extension("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let mut restoring = beistand()
        .env("BEISTAND_DATABASE_URL", &url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args(["restore", "--from"])
        .arg(&to)
        .arg("--keys")
        .arg(&pipe)
        .spawn()
        .unwrap();
    let keys = fs::read(to.join("keys.txt")).unwrap();
    std::thread::spawn(move || fs::write(pipe, keys).unwrap());
    if let Some(files) = &files {
        let unfinished = files.path().join("empty.db.restoring-wal");
        wait_until(async || unfinished.exists()).await;
        restoring.kill().unwrap();
        restoring.wait().unwrap();
        assert!(!files.path().join("empty.db").exists());
    } else {
        let db = database::connect(&url).await.unwrap();
        let at_it = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                     AND query LIKE 'COPY incoming_keys%'";
        wait_until(async || count(&db, at_it).await == 1).await;
        restoring.kill().unwrap();
        restoring.wait().unwrap();
        wait_until(async || count(&db, at_it).await == 0).await;
        let left = everything(&db).await;
        assert_eq!(left.keys().collect::<Vec<_>>(), ["(schema)"]);
    }
    restored(&url, &to, None).await.unwrap();
}

async fn wait_until(condition: impl AsyncFn() -> bool) {
    let wait = async {
        while !condition().await {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_mins(1), wait).await.unwrap();
}

#[actix_web::test]
async fn a_backup_of_an_older_schema_is_brought_to_the_present_one() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    Migrator::down(&app.db, Some(1)).await.unwrap();
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let (url, _files) = empty_database().await;
    restored(&url, &to, None).await.unwrap();
    database::migrate(&app.db, &keyring(), &app.hand.clock())
        .await
        .unwrap();
    let db = database::connect(&url).await.unwrap();
    assert_eq!(everything(&db).await, everything(&app.db).await);
}

/// Changes a word of the manifest, as another program would have written it.
fn forge(folder: &Path, from: &str, to: &str) {
    let file = folder.join("manifest.json");
    let manifest = fs::read_to_string(&file).unwrap();
    assert!(manifest.contains(from));
    fs::write(&file, manifest.replacen(from, to, 1)).unwrap();
}

#[actix_web::test]
async fn a_newer_schema_another_database_and_an_unfinished_folder_are_refused() {
    let app = TestApp::new().await;
    fill(&app, "lahntal").await;
    let (to, _folder) = folder();
    back_up(&app, &to).await;
    let (url, _files) = empty_database().await;

    let other = match app.db.get_database_backend() {
        DbBackend::Sqlite => "postgres://nobody@127.0.0.1:1/nowhere",
        _ => "sqlite://nowhere.db",
    };
    let refused = refusal(restored(other, &to, None).await);
    assert!(
        matches!(refused, BackupError::OtherKind { .. }),
        "{refused}"
    );

    forge(
        &to,
        "\"m20261123_000001_facility\"",
        "\"m20991231_000001_tomorrow\"",
    );
    let refused = refusal(restored(&url, &to, None).await);
    assert!(
        refused
            .to_string()
            .contains("m20991231_000001_tomorrow, which this program does not know"),
        "{refused}"
    );
    forge(&to, "\"m20991231_000001_tomorrow\",", "");
    let refused = refusal(restored(&url, &to, None).await);
    assert!(matches!(refused, BackupError::OtherSchema(_)), "{refused}");
    forge(&to, "\"format\": 1", "\"format\": 2");
    let refused = refusal(restored(&url, &to, None).await);
    assert!(
        matches!(refused, BackupError::Unreadable { .. }),
        "{refused}"
    );

    fs::remove_file(to.join("manifest.json")).unwrap();
    let refused = refusal(restored(&url, &to, None).await);
    assert!(matches!(refused, BackupError::Unfinished(_)), "{refused}");
    let refused = backup(&app.database_url, None, &to, &app.hand.clock()).await;
    assert!(matches!(refusal(refused), BackupError::FolderInUse(_)));
    let (elsewhere, _elsewhere) = folder();
    let refused = backup(&url, None, &elsewhere, &app.hand.clock()).await;
    assert!(matches!(refusal(refused), BackupError::NothingThere));
    assert!(!elsewhere.exists());
}
