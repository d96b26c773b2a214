//! The virus scanner, against a stand-in for `clamd` that speaks its protocol (see [`crate::clamd`]).

use crate::{
    clamd::{Clamd, Fault, eicar},
    support::{TestApp, code, letter},
};
use api::blobs::entity as blob;
use domain::{
    audit::{AuditAction, AuditQuery},
    chats::{ChatAccount, ChatMessageSend, ChatOpen},
    mail_requests::MailRequestCreate,
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::ProblemCode,
};
use sea_orm::EntityTrait;
use uuid::Uuid;

async fn scanning(clamd: &Clamd) -> TestApp {
    let address = clamd.address();
    TestApp::with(|settings| {
        settings.clamd = Some(address);
        settings.clamd_timeout_seconds = 1;
    })
    .await
}

/// Text of several pieces, with this at its end.
fn long(end: &[u8]) -> Vec<u8> {
    [&b"Zeile\n".repeat(400_000), end].concat()
}

#[actix_web::test]
async fn what_is_clean_is_taken_and_all_of_it_was_looked_at() {
    let clamd = Clamd::start();
    let app = scanning(&clamd).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let file = long(b"Ende");
    let document = admin.create_document(person.id, "Brief.txt", file.clone());
    let document = document.await.unwrap();
    assert!(!document.quarantined);
    assert_eq!(clamd.scanned(), file.len() as u64);
    let read = admin.download_document(document.id).await.unwrap();
    assert!(read == file);
}

#[actix_web::test]
async fn a_finding_is_shut_away_shown_and_told() {
    let clamd = Clamd::start();
    let app = scanning(&clamd).await;
    let facility = app.facility("lahntal").await;
    facility.another_admin("j.petersen").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let document = admin.create_document(person.id, "Brief.txt", long(&eicar()));
    let document = document.await.unwrap();
    assert!(document.quarantined);
    let refused = admin.download_document(document.id).await;
    assert_eq!(code(refused), ProblemCode::Quarantined);

    let client = &person.client;
    let file = client.create_attachment(None, "Zeugnis.txt", eicar()).await;
    let file = file.unwrap();
    assert!(file.quarantined);
    let request = MailRequestCreate {
        attachments: vec![file.id].try_into().unwrap(),
        ..letter("Schlaf")
    };
    let request = client.create_mail_request(&request).await.unwrap();
    assert!(request.messages[0].attachments[0].quarantined);
    for reader in [client, admin] {
        let refused = reader.download_attachment(file.id).await;
        assert_eq!(code(refused), ProblemCode::Quarantined);
    }

    // In the chat it is seen to be there, and nobody reads it.
    let with = ChatAccount::Counselor(facility.admin.id);
    let chat = client.open_chat(&ChatOpen { with }).await.unwrap().id;
    let sent = client.create_attachment(chat, "Karte.txt", eicar()).await;
    let sent = sent.unwrap().id;
    let message = ChatMessageSend {
        text: None,
        attachments: vec![sent].try_into().unwrap(),
    };
    let message = client
        .send_chat_message(chat, Uuid::now_v7(), &message)
        .await;
    assert!(message.unwrap().attachments[0].quarantined);
    for reader in [client, admin] {
        let refused = reader.download_attachment(sent).await;
        assert_eq!(code(refused), ProblemCode::Quarantined);
    }

    let query = AuditQuery {
        action: Some(AuditAction::QuarantineFile),
        ..AuditQuery::default()
    };
    let noted = admin.list_audit_entries(&query).await.unwrap().items;
    let records: Vec<_> = noted.iter().map(|one| one.record.unwrap().id).collect();
    assert_eq!(records, [sent.0, file.id.0, document.id.0]);
    let mails = admin
        .list_outgoing_mails(&OutgoingMailQuery::default())
        .await;
    let told = mails.unwrap().items.into_iter();
    let told = told.filter(|mail| mail.template == MailTemplate::FileQuarantined);
    assert_eq!(told.count(), 6, "two admins, of each finding");
}

#[actix_web::test]
async fn what_was_not_looked_at_is_not_taken() {
    let clamd = Clamd::start();
    let app = scanning(&clamd).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    for fault in [
        Fault::Stall,
        Fault::StallAtEnd,
        Fault::Drop,
        Fault::DropInAnswer,
        Fault::TooLarge,
    ] {
        clamd.set_fault(Some(fault));
        let refused = admin.create_document(person.id, "Brief.txt", long(b"Ende"));
        let refused = code(refused.await);
        assert_eq!(refused, ProblemCode::ScannerUnavailable, "{fault:?}");
        let refused = person
            .client
            .create_attachment(None, "a.txt", long(b"Ende"));
        let refused = code(refused.await);
        assert_eq!(refused, ProblemCode::ScannerUnavailable, "{fault:?}");
    }
    let kept = blob::Entity::find()
        .all(&app.db)
        .await
        .unwrap()
        .into_iter()
        .filter(|blob| blob.state == blob::BlobState::Kept);
    assert_eq!(kept.count(), 0);
    clamd.set_fault(None);
    let file = person
        .client
        .create_attachment(None, "a.txt", long(b"Ende"));
    assert!(!file.await.unwrap().quarantined);
}

#[actix_web::test]
async fn where_no_scanner_listens_nothing_is_taken() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .unwrap()
        .port();
    let app = TestApp::with(|settings| {
        settings.clamd = Some(format!("tcp://127.0.0.1:{port}"));
    })
    .await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let refused = person
        .client
        .create_attachment(None, "a.txt", b"Hallo".to_vec());
    assert_eq!(code(refused.await), ProblemCode::ScannerUnavailable);
}
