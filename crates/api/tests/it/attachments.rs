//! Files that go with messages. What may be in one, and how it lies in the store, is shown with
//! documents.

use crate::support::{Person, TestApp, code, letter, says};
use api::{
    attachments::entity as attachment,
    blobs::entity as blob,
    jobs::{Worker, ensure_housekeeping},
};
use chrono::TimeDelta;
use client::Client;
use domain::{
    access::Openness,
    attachments::{AttachmentQuery, MAX_ATTACHMENTS},
    clients::{ClientUpdate, Edit},
    documents::DocumentKind,
    ids::{AttachmentId, ClientId, MailRequestId},
    mail_requests::{MailRequest, MailRequestCreate, MessageCreate},
    problem::{FieldCode, ProblemCode},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::io::Read;

const PDF: &[u8] = b"%PDF-1.7\nzitronengelb";

async fn ready(client: &Client, request: Option<MailRequestId>, name: &str) -> AttachmentId {
    let file = client.create_attachment(request, name, PDF.to_vec()).await;
    file.unwrap().id
}

fn with(files: impl IntoIterator<Item = AttachmentId>) -> MessageCreate {
    MessageCreate {
        attachments: files.into_iter().collect::<Vec<_>>().try_into().unwrap(),
        ..says("Hier")
    }
}

/// A new request that comes with these files.
async fn request_with(
    person: &Person,
    files: impl IntoIterator<Item = AttachmentId>,
) -> MailRequest {
    let body = MailRequestCreate {
        attachments: with(files).attachments,
        ..letter("Schlaf")
    };
    person.client.create_mail_request(&body).await.unwrap()
}

/// The names of what goes with each message.
fn names(request: &MailRequest) -> Vec<Vec<&str>> {
    let messages = request.messages.iter();
    messages
        .map(|one| one.attachments.iter().map(|file| &*file.name).collect())
        .collect()
}

async fn listed(client: &Client, request: Option<MailRequestId>) -> Vec<AttachmentId> {
    let list = client.list_attachments(request).await.unwrap();
    list.items.into_iter().map(|one| one.id).collect()
}

#[actix_web::test]
async fn files_go_with_their_message_and_are_read_by_both_sides() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let first = ready(&person.client, None, "../Zeugnis.exe").await;
    let second = ready(&person.client, None, "Brief.pdf").await;
    assert_eq!(listed(&person.client, None).await, [first, second]);
    let request = request_with(&person, [first, second]).await;
    assert_eq!(names(&request), [["Zeugnis.exe.pdf", "Brief.pdf"]]);
    assert_eq!(listed(&person.client, None).await, []);
    let id = request.summary.id;
    let read = brandt.client.read_mail_request(id).await.unwrap();
    let file = &read.messages[0].attachments[0];
    assert_eq!(
        (file.kind, file.bytes),
        (DocumentKind::Pdf, i64::try_from(PDF.len()).unwrap())
    );
    assert!(brandt.client.download_attachment(first).await.unwrap() == PDF);

    let answer = ready(&brandt.client, Some(id), "Antrag.pdf").await;
    let answered = brandt.client.answer_mail_request(id, &with([answer])).await;
    assert_eq!(names(&answered.unwrap())[1], ["Antrag.pdf"]);
    assert!(person.client.download_attachment(answer).await.unwrap() == PDF);
    let again = ready(&person.client, Some(id), "Noch einer.pdf").await;
    let message = with([again]);
    let written = person.client.follow_up_mail_request(id, &message).await;
    assert_eq!(names(&written.unwrap())[2], ["Noch einer.pdf"]);
}

#[actix_web::test]
async fn what_is_not_sent_is_nobody_elses() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let id = person.request_of(&brandt).await;
    let of_staff = ready(&brandt.client, Some(id), "Antrag.pdf").await;
    let of_person = ready(&person.client, Some(id), "Brief.pdf").await;
    for (client, file) in [
        (&person.client, of_staff),
        (&petersen.client, of_staff),
        (&facility.admin.client, of_staff),
        (&brandt.client, of_person),
        (&other.client, of_person),
    ] {
        let refused = client.download_attachment(file).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
        let refused = client.delete_attachment(file).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
    }
    assert_eq!(listed(&facility.admin.client, Some(id)).await, []);
    assert_eq!(listed(&brandt.client, Some(id)).await, [of_staff]);
    // Nor does it go with anybody else's message, or to another request.
    let admin = &facility.admin.client;
    let message = with([of_staff]);
    let refused = admin.answer_mail_request(id, &message).await;
    assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    let refused = person.client.follow_up_mail_request(id, &message).await;
    assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    let another = person.request_of(&brandt).await;
    let refused = brandt.client.answer_mail_request(another, &message).await;
    assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    let read = admin.read_mail_request(another).await.unwrap();
    assert_eq!(read.messages.len(), 2, "what was refused was not sent");
}

#[actix_web::test]
async fn who_may_read_the_request_may_read_its_files() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let file = ready(&person.client, None, "Brief.pdf").await;
    let request = request_with(&person, [file]).await;
    brandt.answer(request.summary.id).await;
    for (openness, allowed) in [
        (Openness::FullyOpen, true),
        (Openness::Open, true),
        (Openness::Restricted, false),
        (Openness::StronglyRestricted, false),
    ] {
        app.set_openness(openness).await;
        let read = petersen.client.download_attachment(file).await;
        if allowed {
            assert!(read.unwrap() == PDF, "{openness:?}");
        } else {
            assert_eq!(code(read), ProblemCode::NotFound, "{openness:?}");
        }
        assert!(brandt.client.download_attachment(file).await.unwrap() == PDF);
    }
    let strangers = other.client.download_attachment(file).await;
    assert_eq!(code(strangers), ProblemCode::NotFound);
}

#[actix_web::test]
async fn a_file_is_sent_once_and_taken_away_before() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let (sent, away) = (
        ready(&person.client, None, "a.pdf").await,
        ready(&person.client, None, "b.pdf").await,
    );
    person.client.delete_attachment(away).await.unwrap();
    let request = request_with(&person, [sent]).await.summary.id;
    let refused = person.client.delete_attachment(sent).await;
    assert_eq!(code(refused), ProblemCode::Conflict);
    for gone in [sent, away] {
        let message = with([gone]);
        let refused = person
            .client
            .follow_up_mail_request(request, &message)
            .await;
        assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    }
    Worker::new(app.state.clone()).run_due().await.unwrap();
    assert_eq!(blob::Entity::find().count(&app.db).await.unwrap(), 1);
}

#[actix_web::test]
async fn ten_files_go_with_a_message_and_no_eleventh() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let mut files = Vec::new();
    for _ in 0..MAX_ATTACHMENTS {
        files.push(ready(&person.client, None, "a.pdf").await);
    }
    let eleventh = person.client.create_attachment(None, "b.pdf", PDF.to_vec());
    assert_eq!(code(eleventh.await), ProblemCode::LimitReached);
    let request = request_with(&person, files.clone()).await;
    assert_eq!(request.messages[0].attachments.len(), MAX_ATTACHMENTS);
    files.push(ready(&person.client, None, "b.pdf").await);
    let twice = serde_json::json!({ "text": "Hier", "attachments": [files[0], files[0]] });
    let eleven = serde_json::json!({ "text": "Hier", "attachments": files });
    for body in [twice, eleven] {
        let url = format!(
            "{}/api/v1/mail-requests/{}/follow-ups",
            app.url, request.summary.id
        );
        let answer = crate::support::http()
            .post(url)
            .bearer_auth(person.client.access_token().unwrap())
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 422);
        let problem: domain::problem::Problem = answer.json().await.unwrap();
        assert_eq!(problem.errors[0].pointer, "/attachments");
        assert_eq!(problem.errors[0].code, FieldCode::OutOfRange);
    }
}

#[actix_web::test]
async fn a_client_who_sends_file_after_file_is_slowed_down_and_others_are_not() {
    let app = TestApp::with(|settings| settings.sign_in_burst = 2.try_into().unwrap()).await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    for name in ["a.pdf", "b.pdf", "c.pdf", "d.pdf"] {
        ready(&person.client, None, name).await;
    }
    let more = person.client.create_attachment(None, "e.pdf", PDF.to_vec());
    assert_eq!(code(more.await), ProblemCode::TooManyAttempts);
    let other = facility.client("Welle").await;
    ready(&other.client, None, "a.pdf").await;
}

#[actix_web::test]
async fn what_is_never_sent_is_forgotten_after_two_weeks() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let sent = ready(&person.client, None, "a.pdf").await;
    request_with(&person, [sent]).await;
    let unsent = ready(&person.client, None, "b.pdf").await;
    let worker = Worker::new(app.state.clone());
    let count = async || {
        let files = attachment::Entity::find().count(&app.db).await.unwrap();
        (files, blob::Entity::find().count(&app.db).await.unwrap())
    };
    ensure_housekeeping(&app.db, app.hand.now()).await.unwrap();
    app.hand.advance(TimeDelta::days(13));
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(count().await, (2, 2));
    app.hand.advance(TimeDelta::days(2));
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(count().await, (1, 1));
    let left = attachment::Entity::find().one(&app.db).await.unwrap();
    assert_eq!(left.unwrap().id, sent);
    assert_ne!(sent, unsent);
}

#[actix_web::test]
async fn files_go_with_their_client_and_into_the_export() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let sent = ready(&person.client, None, "Zeugnis.pdf").await;
    let request = request_with(&person, [sent]).await;
    ready(&person.client, None, "b.pdf").await;

    let url = format!("{}/api/v1/clients/{}/export", app.url, person.id);
    let archive = crate::support::http()
        .get(url)
        .bearer_auth(admin.access_token().unwrap())
        .send()
        .await
        .unwrap();
    let archive = archive.bytes().await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let number = &request.summary.number;
    let file = format!("mail-requests/{number}-001 Zeugnis.pdf");
    let mut bytes = Vec::new();
    let mut entry = archive.by_name(&file).unwrap();
    entry.read_to_end(&mut bytes).unwrap();
    drop(entry);
    assert!(bytes == PDF);
    let mut json = String::new();
    let mut entry = archive
        .by_name(&format!("mail-requests/{number}.json"))
        .unwrap();
    entry.read_to_string(&mut json).unwrap();
    assert!(json.contains(&file), "{json}");

    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(attachment::Entity::find().count(&app.db).await.unwrap(), 0);
    assert_eq!(blob::Entity::find().count(&app.db).await.unwrap(), 0);
}

#[actix_web::test]
async fn files_go_with_what_staff_write_for_a_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let upload = async |client: &Client, of: ClientId| {
        let file = client.create_attachment(of, "Brief.pdf", PDF.to_vec());
        file.await.map(|file| file.id)
    };
    let file = upload(&brandt.client, person.id).await.unwrap();
    let listed = async |client: &Client, of: ClientId| {
        let list = client.list_attachments(of).await.unwrap().items;
        list.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(&brandt.client, person.id).await, [file]);
    // Nobody else has it ready, nor does it go to anybody else.
    assert_eq!(listed(&petersen.client, person.id).await, []);
    assert_eq!(listed(&person.client, person.id).await, []);
    let write = async |client: &Client, of: ClientId| {
        let body = MailRequestCreate {
            client_id: Some(of),
            attachments: with([file]).attachments,
            ..letter("Am Telefon")
        };
        client.create_mail_request(&body).await
    };
    for refused in [
        write(&petersen.client, person.id).await,
        write(&brandt.client, other.id).await,
    ] {
        assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    }
    let request = write(&brandt.client, person.id).await.unwrap();
    assert_eq!(names(&request), [["Brief.pdf"]]);
    assert!(person.client.download_attachment(file).await.unwrap() == PDF);

    // Who may not write for a client may not attach either, and clients only for themselves.
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let change = ClientUpdate {
        primary_counselor_id: Edit::Set(petersen.id),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, version, &change)
        .await
        .unwrap();
    app.set_openness(Openness::Restricted).await;
    let refused = upload(&brandt.client, person.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    let refused = upload(&other.client, person.id).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    let query = AttachmentQuery {
        mail_request_id: Some(request.summary.id),
        client_id: Some(other.id),
        chat_id: None,
    };
    let refused = admin.create_attachment(query, "a.pdf", PDF.to_vec()).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
}

#[actix_web::test]
async fn staff_names_what_it_attaches_to() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let refused = admin.create_attachment(None, "a.pdf", PDF.to_vec()).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    let refused = admin.create_attachment(Some(id), "a.html", b"<!doctype html>".to_vec());
    assert_eq!(code(refused.await), ProblemCode::DocumentKindRefused);
    let empty = letter("Schlaf");
    assert!(empty.attachments.is_empty());
    let nothing = MessageCreate {
        text: "x".try_into().unwrap(),
        attachments: empty.attachments,
    };
    assert_eq!(
        serde_json::to_value(&nothing).unwrap(),
        serde_json::json!({ "text": "x" })
    );
}
