//! What is told live of changes of clients, their notes and documents, and of monitorings, and to
//! whom.

use crate::{
    monitorings::monitoring,
    support::{TestApp, note, registration},
};
use client::{EventStream, Heard};
use domain::{
    access::Openness,
    clients::{ClientCreate, ClientUpdate, Edit},
    documents::DocumentUpdate,
    events::{Event, EventKind},
    ids::ClientId,
    monitorings::MonitoringWrite,
};
use std::time::Duration;
use tokio::time::timeout;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);
const PDF: &[u8] = b"%PDF-1.7\nBrief";

/// What is heard next: its kind, and of which client.
async fn next(live: &mut EventStream) -> (EventKind, Option<ClientId>) {
    let heard = timeout(PATIENCE, live.next()).await.unwrap();
    let Some(Heard::Event(event)) = heard else {
        panic!("{heard:?}");
    };
    let Event {
        kind,
        mail_request_id,
        counselor_id,
        client_id,
        chat_id,
        chat_message_id,
        open_door_visit_id,
    } = event;
    assert_eq!((mail_request_id, counselor_id), (None, None), "{kind:?}");
    assert_eq!((chat_id, chat_message_id), (None, None), "{kind:?}");
    assert_eq!(open_door_visit_id, None, "{kind:?}");
    (kind, client_id)
}

#[actix_web::test]
async fn notes_and_documents_are_told_to_staff_and_to_the_client_what_is_there_for_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let mut colleague = brandt.client.stream_events(None).await.unwrap();
    let mut own = person.client.stream_events(None).await.unwrap();
    let mut of_other = other.client.stream_events(None).await.unwrap();
    let id = person.id;

    let made = admin.create_note(id, &note("Ruft an")).await.unwrap();
    let changed = note("Ruft nicht an");
    admin
        .update_note(made.id, made.version, &changed)
        .await
        .unwrap();
    admin.delete_note(made.id).await.unwrap();
    for _ in 0..3 {
        let heard = next(&mut colleague).await;
        assert_eq!(heard, (EventKind::NotesChanged, Some(id)));
    }

    let document = admin.create_document(id, "Brief.pdf", PDF.to_vec()).await;
    let document = document.unwrap();
    let show = DocumentUpdate {
        visible_to_client: Some(true),
    };
    let shown = admin.update_document(document.id, document.version, &show);
    shown.await.unwrap();
    admin.delete_document(document.id).await.unwrap();
    for _ in 0..3 {
        let heard = next(&mut colleague).await;
        assert_eq!(heard, (EventKind::DocumentsChanged, Some(id)));
    }
    // The client hears of neither the notes nor what was not there for them yet.
    for _ in 0..2 {
        let heard = next(&mut own).await;
        assert_eq!(heard, (EventKind::DocumentsChanged, Some(id)));
    }

    let document = admin
        .create_document(other.id, "Brief.pdf", PDF.to_vec())
        .await;
    let document = document.unwrap();
    let shown = admin.update_document(document.id, document.version, &show);
    shown.await.unwrap();
    let heard = next(&mut of_other).await;
    assert_eq!(heard, (EventKind::DocumentsChanged, Some(other.id)));
}

#[actix_web::test]
async fn who_comes_changes_and_leaves_is_told_to_the_staff_who_see_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    app.set_openness(Openness::StronglyRestricted).await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let admin = &facility.admin.client;
    let mut office = admin.stream_events(None).await.unwrap();
    let mut theirs = brandt.client.stream_events(None).await.unwrap();
    let mut colleague = petersen.client.stream_events(None).await.unwrap();

    let body = registration("Zugvogel");
    let registered = app.nobody().register_client("lahntal", &body).await;
    registered.unwrap();
    let (kind, came) = next(&mut office).await;
    assert_eq!(kind, EventKind::ClientChanged);
    let came = admin.read_client(came.unwrap()).await.unwrap();
    assert_eq!(came.pseudonym, "Zugvogel");

    let body = ClientCreate {
        primary_counselor_id: Some(brandt.id),
        ..ClientCreate::called("Seestern".try_into().unwrap())
    };
    let made = admin.create_client(&body).await.unwrap();
    let locked = admin.lock_client(made.id, made.version).await.unwrap();
    let unlocked = admin.unlock_client(made.id, locked.version).await.unwrap();
    for _ in 0..3 {
        let told = (EventKind::ClientChanged, Some(made.id));
        assert_eq!(next(&mut office).await, told);
        assert_eq!(next(&mut theirs).await, told);
    }
    // Who loses them hears of it as who gets them does.
    let given = ClientUpdate {
        primary_counselor_id: Edit::Set(petersen.id),
        ..ClientUpdate::default()
    };
    let given = admin.update_client(made.id, unlocked.version, &given).await;
    let told = (EventKind::ClientChanged, Some(made.id));
    assert_eq!(next(&mut theirs).await, told);
    assert_eq!(next(&mut colleague).await, told);
    for _ in 0..2 {
        assert_eq!(next(&mut office).await, told);
    }

    let deleted = admin.delete_client(made.id, given.unwrap().version).await;
    let deleted = deleted.unwrap();
    assert_eq!(next(&mut colleague).await, told);
    admin.erase_client(made.id, deleted.version).await.unwrap();
    // Whoever is gone is not named, neither now nor in what was told before.
    let gone = (EventKind::ClientChanged, None);
    assert_eq!(next(&mut colleague).await, gone);
    let mut later = petersen.client.stream_events(Some(0)).await.unwrap();
    let nobody = ClientId(uuid::Uuid::nil());
    for _ in 0..2 {
        let heard = next(&mut later).await;
        assert_eq!(heard, (EventKind::ClientChanged, Some(nobody)));
    }
    assert_eq!(next(&mut later).await, gone);
}

#[actix_web::test]
async fn of_monitorings_hear_who_may_read_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let admin = &facility.admin.client;
    let [mut own, mut office, mut other] = [
        brandt.client.stream_events(None).await.unwrap(),
        admin.stream_events(None).await.unwrap(),
        petersen.client.stream_events(None).await.unwrap(),
    ];
    let made = brandt.client.create_monitoring(&monitoring()).await;
    let made = made.unwrap();
    let given = MonitoringWrite {
        counselor_id: Some(petersen.id),
        ..monitoring()
    };
    let given = admin.update_monitoring(made.id, made.version, &given).await;
    admin.delete_monitoring(given.unwrap().id).await.unwrap();
    let heard = async |live: &mut EventStream| {
        let heard = timeout(PATIENCE, live.next()).await.unwrap();
        match heard {
            Some(Heard::Event(event)) => (event.kind, event.counselor_id),
            other => panic!("{other:?}"),
        }
    };
    let of = |id| (EventKind::MonitoringsChanged, Some(id));
    for _ in 0..2 {
        assert_eq!(heard(&mut own).await, of(brandt.id));
    }
    // It was their colleague's before, and is nobody's by now.
    for _ in 0..2 {
        assert_eq!(heard(&mut other).await, of(petersen.id));
    }
    let mut all = Vec::new();
    for _ in 0..4 {
        all.push(heard(&mut office).await);
    }
    assert_eq!(all.iter().filter(|one| **one == of(brandt.id)).count(), 2);
    assert_eq!(all.iter().filter(|one| **one == of(petersen.id)).count(), 2);
}
