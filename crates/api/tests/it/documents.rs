//! Documents, and the store that they lie in: a folder, and in `just test-s3` a bucket of s3rver, a
//! server of its own that speaks S3.

use crate::{
    program::{server, start, stop},
    support::{
        Facility, Person, S3, STAFF_PASSWORD, TestApp, code, counselor_create, credentials, note,
    },
};
use api::{
    blobs::entity::{self as blob, BlobState},
    jobs::{Worker, ensure_housekeeping, entity as job},
};
use chrono::TimeDelta;
use client::Client;
use domain::{
    access::{Openness, Role},
    counselors::CounselorCreate,
    documents::{Document, DocumentKind, DocumentQuery, DocumentUpdate, MAX_DOCUMENT_BYTES},
    ids::{BlobId, ClientId, DocumentId},
    notes::NoteQuery,
    page::Limit,
    problem::{Problem, ProblemCode},
    version::Version,
};
use reqwest::{Response, StatusCode, header};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

/// What a piece holds; longer files have several.
const PIECE: usize = 1024 * 1024;

/// A PDF of this many bytes, as far as anybody looks, that never repeats itself.
fn pdf(bytes: usize) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend(
        (0_u32..)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .take(bytes),
    );
    file.truncate(bytes);
    file
}

async fn names(client: &Client, of: ClientId) -> Vec<String> {
    let page = client.list_documents(of, &DocumentQuery::default()).await;
    let items = page.unwrap().items.into_iter();
    items.map(|one| one.name).collect()
}

/// All files in the store.
fn stored(app: &TestApp) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![app.blobs()];
    while let Some(folder) = folders.pop() {
        // What the server takes away at the same moment is not there.
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if is_piece(&path)
                && let Ok(bytes) = fs::read(&path)
            {
                found.insert(path, bytes);
            }
        }
    }
    found
}

/// Whether it is of a document, and not the mark of the store. A bucket keeps what it knows of each
/// object in files beside it.
fn is_piece(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    match S3::given() {
        Some(_) => name.ends_with("._S3rver_object") && !name.starts_with("beistand-blobs"),
        None => name != "beistand-blobs",
    }
}

async fn blobs(app: &TestApp) -> Vec<blob::Model> {
    blob::Entity::find().all(&app.db).await.unwrap()
}

/// Does all background work that is due.
async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn show(client: &Client, document: &Document) -> Document {
    let shown = DocumentUpdate {
        visible_to_client: Some(true),
    };
    let shown = client.update_document(document.id, document.version, &shown);
    shown.await.unwrap()
}

async fn get(client: &Client, app: &TestApp, id: DocumentId) -> Response {
    let url = format!("{}/api/v1/documents/{id}/content", app.url);
    let token = client.access_token().unwrap();
    let request = crate::support::http().get(url).bearer_auth(token);
    request
        .header(header::ACCEPT_ENCODING, "gzip, br")
        .send()
        .await
        .unwrap()
}

#[actix_web::test]
async fn what_is_downloaded_is_what_was_uploaded() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    for bytes in [9, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
        let file = pdf(bytes);
        let made = brandt
            .client
            .create_document(person.id, "Brief.pdf", file.clone());
        let made = made.await.unwrap();
        assert_eq!(made.bytes, i64::try_from(bytes).unwrap());
        assert_eq!(
            (made.kind, made.version),
            (DocumentKind::Pdf, Version::FIRST)
        );
        assert_eq!(made.uploaded_by.as_ref().unwrap().id, brandt.id);
        assert!(!made.visible_to_client);
        let read = facility.admin.client.download_document(made.id).await;
        assert!(read.unwrap() == file, "{bytes}");
    }
}

#[actix_web::test]
async fn a_download_is_saved_under_its_name_and_never_shown_or_kept() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let file = vec![b'a'; 5000];
    let made = admin.create_document(person.id, "Grüße €.txt", file).await;
    let made = made.unwrap();
    let answer = get(admin, &app, made.id).await;
    let said = |name: &str| answer.headers()[name].to_str().unwrap();
    assert_eq!(
        said("content-disposition"),
        "attachment; filename=\"Gr__e _.txt\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.txt"
    );
    assert_eq!(said("content-type"), "text/plain");
    assert_eq!(said("content-length"), "5000");
    assert_eq!(said("x-content-type-options"), "nosniff");
    assert_eq!(
        said("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(said("cache-control"), "no-store");
}

#[actix_web::test]
async fn documents_are_listed_newest_first_and_each_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    for number in 1..=5 {
        let name = format!("Brief {number}.pdf");
        admin
            .create_document(person.id, &name, pdf(20))
            .await
            .unwrap();
    }
    admin
        .create_document(other.id, "Anderer.pdf", pdf(20))
        .await
        .unwrap();
    let mut query = DocumentQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..DocumentQuery::default()
    };
    let mut read = Vec::new();
    loop {
        let page = admin.list_documents(person.id, &query).await.unwrap();
        read.extend(page.items.into_iter().map(|one| one.name));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let expected: Vec<_> = (1..=5).rev().map(|n| format!("Brief {n}.pdf")).collect();
    assert_eq!(read, expected);
}

#[actix_web::test]
async fn a_client_sees_what_is_there_for_them_and_nothing_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let made = admin
        .create_document(person.id, "Brief.pdf", pdf(20))
        .await
        .unwrap();
    admin
        .create_document(person.id, "Intern.pdf", pdf(20))
        .await
        .unwrap();
    assert_eq!(names(&person.client, person.id).await, [""; 0]);
    let hidden = person.client.download_document(made.id).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);

    let shown = show(admin, &made).await;
    assert_eq!((shown.visible_to_client, shown.version), (true, Version(2)));
    assert_eq!(names(&person.client, person.id).await, ["Brief.pdf"]);
    assert!(person.client.download_document(made.id).await.unwrap() == pdf(20));
    let strangers = other.client.download_document(made.id).await;
    assert_eq!(code(strangers), ProblemCode::NotFound);
    let query = DocumentQuery::default();
    let strangers = other.client.list_documents(person.id, &query);
    assert_eq!(code(strangers.await), ProblemCode::NotFound);

    let hide = DocumentUpdate {
        visible_to_client: Some(false),
    };
    let stale = admin.update_document(made.id, made.version, &hide).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    admin
        .update_document(made.id, shown.version, &hide)
        .await
        .unwrap();
    assert_eq!(names(&person.client, person.id).await, [""; 0]);
}

#[actix_web::test]
async fn a_kind_is_told_by_content_and_the_name_made_to_fit() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    for (name, file, kept) in [
        ("rechnung.exe", pdf(20), "rechnung.exe.pdf"),
        ("../../etc/passwd", b"root:x:0".to_vec(), "passwd.txt"),
        ("a\u{202e}fdp.b\"; x", pdf(20), "afdp.b_; x.pdf"),
        ("", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "Dokument.png"),
    ] {
        let made = admin.create_document(person.id, name, file).await.unwrap();
        assert_eq!(made.name, kept);
    }
    for file in [
        b"<!DOCTYPE html><script>alert(1)</script>".to_vec(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
        b"MZ\x90\0\x03\0\0\0".to_vec(),
        b"#!/bin/sh".to_vec(),
        // Told before all of it has arrived, and the answer is read all the same.
        [b"\x7fELF\x02\x01\x01\0".to_vec(), vec![0; 20 * PIECE]].concat(),
    ] {
        let refused = admin.create_document(person.id, "Brief.pdf", file).await;
        assert_eq!(code(refused), ProblemCode::DocumentKindRefused);
    }
    let empty = admin
        .create_document(person.id, "Brief.pdf", Vec::new())
        .await;
    assert_eq!(code(empty), ProblemCode::DocumentEmpty);
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (4, 4));
}

#[actix_web::test]
async fn a_document_has_25_mb_and_not_a_byte_more() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let most = usize::try_from(MAX_DOCUMENT_BYTES).unwrap();
    admin
        .create_document(person.id, "Voll.pdf", pdf(most))
        .await
        .unwrap();
    let url = format!("{}/api/v1/clients/{}/documents", app.url, person.id);
    let body = pdf(most + 1);
    // Without a length that would tell beforehand.
    let chunks = futures_util::stream::iter(
        body.chunks(PIECE)
            .map(|one| Ok::<_, std::io::Error>(one.to_vec()))
            .collect::<Vec<_>>(),
    );
    let answer = crate::support::http()
        .post(url)
        .bearer_auth(admin.access_token().unwrap())
        .body(reqwest::Body::wrap_stream(chunks))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!(problem.code, ProblemCode::DocumentTooLarge);
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (25, 1));
    assert_eq!(names(admin, person.id).await, ["Voll.pdf"]);
}

#[actix_web::test]
async fn neither_content_nor_name_is_found_in_the_store_and_names_there_tell_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let words = b"zitronengelbe Kummerkiste ".repeat(50_000);
    let made = admin
        .create_document(person.id, "Kummerkiste.txt", words.clone())
        .await;
    let made = made.unwrap();
    let stored = stored(&app);
    assert_eq!(stored.len(), 2);
    let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(holds(&words, b"Kummerkiste"));
    for (path, bytes) in stored {
        assert!(!holds(&bytes, b"Kummerkiste"), "{path:?}");
        let path = path.to_str().unwrap().to_lowercase();
        for telling in [
            "kummer",
            &made.id.0.simple().to_string(),
            &person.id.0.simple().to_string(),
        ] {
            assert!(!path.contains(telling), "{path}");
        }
    }
}

/// Whoever holds the store cannot make others read something else.
#[actix_web::test]
async fn what_was_changed_in_the_store_is_not_read() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let made = admin
        .create_document(person.id, "Brief.pdf", pdf(3 * PIECE))
        .await;
    let made = made.unwrap();
    let pieces: Vec<(PathBuf, Vec<u8>)> = stored(&app).into_iter().collect();
    assert_eq!(pieces.len(), 3);
    let swapped = |a: usize, b: usize| {
        fs::write(&pieces[a].0, &pieces[b].1).unwrap();
        fs::write(&pieces[b].0, &pieces[a].1).unwrap();
    };
    for (a, b) in [(0, 1), (1, 2)] {
        swapped(a, b);
        assert!(admin.download_document(made.id).await.is_err(), "{a} {b}");
        swapped(a, a);
        swapped(b, b);
    }
    let mut bent = pieces[1].1.clone();
    bent[700] ^= 1;
    fs::write(&pieces[1].0, bent).unwrap();
    assert!(admin.download_document(made.id).await.is_err());
    fs::remove_file(&pieces[1].0).unwrap();
    assert!(admin.download_document(made.id).await.is_err());
    fs::write(&pieces[1].0, &pieces[1].1).unwrap();
    assert!(admin.download_document(made.id).await.unwrap() == pdf(3 * PIECE));
}

#[actix_web::test]
async fn a_deleted_document_is_gone_and_its_bytes_soon_after() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let made = admin
        .create_document(person.id, "Brief.pdf", pdf(20))
        .await
        .unwrap();
    let kept = admin
        .create_document(person.id, "Bleibt.pdf", pdf(20))
        .await
        .unwrap();
    admin.delete_document(made.id).await.unwrap();
    assert_eq!(
        code(admin.download_document(made.id).await),
        ProblemCode::NotFound
    );
    assert_eq!(
        code(admin.delete_document(made.id).await),
        ProblemCode::NotFound
    );
    assert_eq!(names(admin, person.id).await, ["Bleibt.pdf"]);
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (1, 1));
    assert!(admin.download_document(kept.id).await.unwrap() == pdf(20));
}

#[actix_web::test]
async fn documents_follow_the_openness_of_their_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    let made = brandt
        .create_document(person.id, "Brief.pdf", pdf(20))
        .await
        .unwrap();
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        let readable = brandt.read_client(person.id).await.is_ok();
        let listed = brandt
            .list_documents(person.id, &DocumentQuery::default())
            .await;
        let read = brandt.download_document(made.id).await;
        let created = brandt.create_document(person.id, "Neu.pdf", pdf(20)).await;
        assert_eq!(
            (listed.is_ok(), read.is_ok(), created.is_ok()),
            (readable, readable, readable),
            "{openness:?}"
        );
        if !readable {
            assert_eq!(code(listed), ProblemCode::NotFound);
            assert_eq!(code(created), ProblemCode::NotFound);
        }
    }
}

async fn upload_with_key(
    app: &TestApp,
    client: &Client,
    of: ClientId,
    key: &str,
    file: Vec<u8>,
) -> Response {
    crate::support::http()
        .post(format!("{}/api/v1/clients/{of}/documents", app.url))
        .bearer_auth(client.access_token().unwrap())
        .header("Idempotency-Key", key)
        .header("Document-Name", "Brief.pdf")
        .body(file)
        .send()
        .await
        .unwrap()
}

#[actix_web::test]
async fn uploading_the_same_twice_makes_one_document() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let upload =
        |key: &'static str, file: Vec<u8>| upload_with_key(&app, admin, person.id, key, file);
    let both =
        futures_util::future::join(upload("a", pdf(2 * PIECE)), upload("a", pdf(2 * PIECE))).await;
    let first: Document = both.0.json().await.unwrap();
    let again: Document = both.1.json().await.unwrap();
    assert_eq!(first, again);
    let refused = upload("a", pdf(2 * PIECE + 1)).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let refused: Problem = refused.json().await.unwrap();
    assert_eq!(refused.code, ProblemCode::IdempotencyKeyReused);
    work(&app).await;
    assert_eq!(names(admin, person.id).await, ["Brief.pdf"]);
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (2, 1));
}

/// The beginning of an upload, by hand: `sent` of `bytes` are on their way.
fn begin_upload(
    app: &TestApp,
    client: &Client,
    of: ClientId,
    bytes: usize,
    sent: &[u8],
) -> TcpStream {
    let mut connection = TcpStream::connect(app.url.strip_prefix("http://").unwrap()).unwrap();
    let head = format!(
        "POST /api/v1/clients/{of}/documents HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\
         content-length: {bytes}\r\nconnection: close\r\n\r\n",
        client.access_token().unwrap()
    );
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(sent).unwrap();
    connection
}

/// Waits until it is so.
async fn until(mut so: impl AsyncFnMut() -> bool) {
    let there = async {
        while !so().await {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(30), there).await;
    waited.expect("it comes to that");
}

/// Waits until the blobs of the facility stand like this.
async fn until_blobs_are(app: &TestApp, states: &[BlobState]) {
    until(async || {
        let now: Vec<_> = blobs(app).await.iter().map(|one| one.state).collect();
        now == states
    })
    .await;
}

#[actix_web::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let file = pdf(4 * PIECE);
    let connection = begin_upload(&app, admin, person.id, file.len(), &file[..3 * PIECE]);
    until_blobs_are(&app, &[BlobState::Pending]).await;
    until(async || stored(&app).len() >= 2).await;
    assert_eq!(names(admin, person.id).await, [""; 0]);
    connection.shutdown(Shutdown::Both).unwrap();
    until_blobs_are(&app, &[BlobState::Doomed]).await;
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (0, 0));
    assert_eq!(names(admin, person.id).await, [""; 0]);
}

#[actix_web::test]
async fn what_arrives_for_a_client_who_was_erased_meanwhile_is_not_kept() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let file = pdf(2 * PIECE);
    let mut connection = begin_upload(&app, admin, person.id, file.len(), &file[..PIECE + 9]);
    until_blobs_are(&app, &[BlobState::Pending]).await;
    erase(&facility, &person).await;
    let (answer, ()) = tokio::join!(
        actix_web::web::block(move || {
            connection.write_all(&file[PIECE + 9..]).unwrap();
            let mut answer = String::new();
            connection.read_to_string(&mut answer).unwrap();
            answer
        }),
        work(&app)
    );
    assert!(
        answer.as_ref().unwrap().starts_with("HTTP/1.1 404"),
        "{answer:?}"
    );
    work(&app).await;
    until(async || stored(&app).is_empty()).await;
    assert_eq!(blobs(&app).await.len(), 0);
}

/// The folder may be taken away between two looks at it; here it cannot be made at all.
#[actix_web::test]
async fn whose_client_is_erased_while_the_store_fails_hears_of_the_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let file = pdf(2 * PIECE);
    let mut connection = begin_upload(&app, admin, person.id, file.len(), &file[..PIECE + 9]);
    until_blobs_are(&app, &[BlobState::Pending]).await;
    erase(&facility, &person).await;
    work(&app).await;
    until(async || blobs(&app).await.is_empty()).await;
    let away = app.blobs().with_extension("away");
    fs::rename(app.blobs(), &away).unwrap();
    fs::write(app.blobs(), "not a folder").unwrap();
    let answer = actix_web::web::block(move || {
        connection.write_all(&file[PIECE + 9..]).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = answer.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
}

async fn erase(facility: &Facility<'_>, person: &Person) {
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
}

/// As a server leaves it that loses its power while something arrives.
#[actix_web::test]
async fn what_was_given_up_is_removed_after_a_day() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let made = admin
        .create_document(person.id, "Bleibt.pdf", pdf(20))
        .await
        .unwrap();
    // Sessions end by themselves before the day is over.
    facility.another_admin("l.ater").await;
    let kept = blobs(&app).await.remove(0);
    let id = BlobId("0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10".parse().unwrap());
    let half = blob::Model {
        id,
        state: BlobState::Pending,
        created_at: app.hand.now(),
        ..kept.clone()
    };
    half.into_active_model().insert(&app.db).await.unwrap();
    app.state
        .blobs
        .put_piece(id, 0, "half".into())
        .await
        .unwrap();
    ensure_housekeeping(&app.db, app.hand.now()).await.unwrap();
    app.hand.advance(TimeDelta::hours(23));
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (2, 2));
    app.hand.advance(TimeDelta::hours(2));
    work(&app).await;
    assert_eq!(blobs(&app).await, [kept]);
    assert_eq!(stored(&app).len(), 1);
    let later = app.nobody();
    let body = credentials(Some("lahntal"), "l.ater", STAFF_PASSWORD);
    later.sign_in_counselor(&body).await.unwrap();
    assert!(later.download_document(made.id).await.unwrap() == pdf(20));
}

/// A store that is away when a client is erased finds the bytes gone when it is back.
#[actix_web::test]
async fn erasing_a_client_removes_their_documents_and_notes_whatever_the_store_says() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    for client in [&person, &other] {
        admin
            .create_document(client.id, "Brief.pdf", pdf(2 * PIECE))
            .await
            .unwrap();
        admin
            .create_note(client.id, &note("Ruft an"))
            .await
            .unwrap();
    }
    erase(&facility, &person).await;
    for (table, left) in [("documents", 1), ("notes", 1), ("blobs", 2)] {
        assert_eq!(crate::jobs::rows(&app, table).await, left, "{table}");
    }
    let doomed = blobs(&app)
        .await
        .into_iter()
        .find(|one| one.state == BlobState::Doomed);
    assert_eq!(doomed.unwrap().client_id, None, "nobody's any more");

    let away = app.blobs().with_extension("away");
    fs::rename(app.blobs(), &away).unwrap();
    fs::write(app.blobs(), "not a folder").unwrap();
    work(&app).await;
    assert_eq!(blobs(&app).await.len(), 2);
    let jobs = job::Entity::find().all(&app.db).await.unwrap();
    assert!(jobs[0].last_error.is_some(), "{jobs:?}");
    fs::remove_file(app.blobs()).unwrap();
    fs::rename(&away, app.blobs()).unwrap();
    app.hand.advance(TimeDelta::hours(1));
    work(&app).await;
    assert_eq!((stored(&app).len(), blobs(&app).await.len()), (2, 1));
    assert_eq!(names(admin, other.id).await, ["Brief.pdf"]);
    let notes = admin.list_notes(other.id, &NoteQuery::default()).await;
    assert_eq!(notes.unwrap().items.len(), 1);
}

#[actix_web::test]
async fn a_server_whose_store_is_away_is_not_ready_and_says_so() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let ready = || async {
        let answer = reqwest::get(format!("{}/health/ready", app.url)).await;
        answer.unwrap().status()
    };
    assert_eq!(ready().await, StatusCode::OK);
    let away = app.blobs().with_extension("away");
    fs::rename(app.blobs(), &away).unwrap();
    fs::write(app.blobs(), "not a folder").unwrap();
    assert_eq!(ready().await, StatusCode::SERVICE_UNAVAILABLE);
    let admin = &facility.admin.client;
    let refused = admin.create_document(person.id, "Brief.pdf", pdf(20)).await;
    assert_eq!(code(refused), ProblemCode::Unavailable);
    fs::remove_file(app.blobs()).unwrap();
    fs::rename(&away, app.blobs()).unwrap();
    assert_eq!(ready().await, StatusCode::OK);
    admin
        .create_document(person.id, "Brief.pdf", pdf(20))
        .await
        .unwrap();
}

/// Of what the system says about a process, in KiB.
fn memory(process: u32, what: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Forgets the most memory that a process ever had.
fn forget_peak(process: u32) {
    fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
}

/// The real program: the most memory that it ever has while 25 MB go through it, against what it
/// had before.
#[actix_web::test]
async fn twenty_five_megabytes_go_up_and_down_through_less_than_eight() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = CounselorCreate {
        role: Role::Admin,
        ..counselor_create("m.brandt")
    };
    facility
        .admin
        .client
        .create_counselor(&brandt)
        .await
        .unwrap();
    let person = facility.client("Seestern").await;
    let (child, url) = start(&mut server(&app.database_url));
    let (process, staff) = (child.id(), Client::new(&url));
    let brandt = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    staff.sign_in_counselor(&brandt).await.unwrap();
    let small = staff
        .create_document(person.id, "Warm.pdf", pdf(2 * PIECE))
        .await;
    staff.download_document(small.unwrap().id).await.unwrap();
    staff.export_client(person.id).await.unwrap();
    let whole = usize::try_from(MAX_DOCUMENT_BYTES).unwrap();

    let before = memory(process, "VmRSS");
    forget_peak(process);
    let made = staff
        .create_document(person.id, "Voll.pdf", pdf(whole))
        .await
        .unwrap();
    let up = memory(process, "VmHWM").saturating_sub(before);
    let before = memory(process, "VmRSS");
    forget_peak(process);
    assert!(staff.download_document(made.id).await.unwrap() == pdf(whole));
    let down = memory(process, "VmHWM").saturating_sub(before);
    let before = memory(process, "VmRSS");
    forget_peak(process);
    assert!(staff.export_client(person.id).await.unwrap().len() > whole / 2);
    let out = memory(process, "VmHWM").saturating_sub(before);
    assert!(
        [up, down, out].iter().all(|kib| *kib < 8 * 1024),
        "up {up} KiB, down {down} KiB, in an export {out} KiB"
    );
    assert!(stop(child));
}
