//! What a client's data look like when an admin takes them along.

use crate::{
    bookings::{Example, appointment},
    direct_messages::direct_message,
    monitorings::{monitoring, monitoring_field},
    support::{Person, TestApp, code, note, registration, says},
};
use domain::{
    audit::{AuditAction, AuditQuery},
    bookings::BookingCreate,
    clients::{ClientQuery, ClientUpdate, Edit},
    direct_messages::DirectMessageSend,
    documents::DocumentUpdate,
    language::Language,
    mail_requests::DraftSave,
    monitorings::{MonitoringAnswer, MonitoringFieldKind, MonitoringWrite},
    problem::ProblemCode,
    waiting_list::WaitingListEntryCreate,
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// The files of an archive.
pub fn unpacked(archive: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let names = archive.file_names();
    let names: Vec<_> = names.map(|name| name.unwrap().into_owned()).collect();
    let mut files = BTreeMap::new();
    for name in names {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(&name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    let file = files.get(name);
    let file = file.unwrap_or_else(|| panic!("{name} among {:?}", files.keys()));
    std::str::from_utf8(file).unwrap()
}

/// Two files of one name, the second of several pieces.
async fn upload(admin: &client::Client, person: &Person) -> Vec<u8> {
    let long = [b"%PDF-1.7 ".to_vec(), vec![b'x'; 2_500_000]].concat();
    let short = b"%PDF-1.7 kurz".to_vec();
    admin
        .create_document(person.id, "Brief.pdf", short)
        .await
        .unwrap();
    let made = admin
        .create_document(person.id, "Brief.pdf", long.clone())
        .await
        .unwrap();
    let shown = DocumentUpdate {
        visible_to_client: Some(true),
    };
    admin
        .update_document(made.id, made.version, &shown)
        .await
        .unwrap();
    long
}

#[actix_web::test]
async fn everything_about_a_client_is_in_the_archive_and_nothing_about_others() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let contact = ClientUpdate {
        email: Edit::Set("verborgen@mail.example".try_into().unwrap()),
        phone: Edit::Set("0151 7744 9922".try_into().unwrap()),
        name: Edit::Set("Annegret Verborgen".try_into().unwrap()),
        primary_counselor_id: Edit::Set(brandt.id),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .update_client(person.id, version, &contact)
        .await
        .unwrap();
    let first = person.request_of(&brandt).await;
    person
        .client
        .follow_up_mail_request(first, &says("<b>Danke</b> &\nGruß"))
        .await
        .unwrap();
    person.request("Zweite <Sorge>").await;
    let draft = DraftSave {
        text: "Moosgrüner Entwurf".try_into().unwrap(),
    };
    brandt.client.save_draft(first, None, &draft).await.unwrap();
    brandt
        .client
        .create_note(person.id, &note("Interne Notiz"))
        .await
        .unwrap();
    for (to, text) in [
        (&person, "Bahnhofstraße <3>"),
        (&other, "Fremder Ort"),
        (&person, "Neue Uhrzeit"),
    ] {
        let message = DirectMessageSend {
            text: text.try_into().unwrap(),
            way: admin.read_direct_message_route(to.id).await.unwrap().way,
            ..direct_message()
        };
        admin.send_direct_message(to.id, &message).await.unwrap();
    }
    let long = upload(admin, &person).await;
    other.request("Fremder Kummer").await;

    let archive = admin.export_client(person.id).await.unwrap();
    let files = unpacked(archive);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "direct-messages.html",
            "direct-messages.json",
            "documents.json",
            "documents/001 Brief.pdf",
            "documents/002 Brief.pdf",
            "index.html",
            "mail-requests/2026-0001.html",
            "mail-requests/2026-0001.json",
            "mail-requests/2026-0002.html",
            "mail-requests/2026-0002.json",
            "profile.json",
            "sign-ins.json",
        ]
    );
    assert!(files["documents/002 Brief.pdf"] == long);
    assert_eq!(text(&files, "documents/001 Brief.pdf"), "%PDF-1.7 kurz");

    let index = text(&files, "index.html");
    for shown in [
        "<html lang=\"de\">",
        "Gespeicherte Daten zu Seestern",
        "Beratungsstelle lahntal",
        "verborgen@mail.example",
        "0151 7744 9922",
        "Annegret Verborgen",
        "K-0001",
        "m.brandt",
        "Schlaf",
        "Zweite &lt;Sorge&gt;",
        "<a href=\"mail%2Drequests/2026%2D0001%2Ehtml\">",
        "<a href=\"documents/002%20Brief%2Epdf\">",
        "im Portal nicht sichtbar",
        "15.01.2026, 11:00 Uhr",
        "Was hier fehlt und warum",
    ] {
        assert!(index.contains(shown), "{shown}: {index}");
    }
    let thread = text(&files, "mail-requests/2026-0001.html");
    for shown in [
        "Ich weiß nicht weiter.",
        "Guten Tag",
        "&lt;b&gt;Danke&lt;/b&gt; &amp;\nGruß",
    ] {
        assert!(thread.contains(shown), "{shown}: {thread}");
    }
    let json = text(&files, "mail-requests/2026-0001.json");
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["messages"][2]["text"], "<b>Danke</b> &\nGruß");
    let notices = text(&files, "direct-messages.html");
    let [first, second] =
        ["Bahnhofstraße &lt;3&gt;", "Neue Uhrzeit"].map(|told| notices.find(told));
    assert!(first.is_some() && first < second, "oldest first: {notices}");
    let json = text(&files, "direct-messages.json");
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(json[0]["text"], "Bahnhofstraße <3>");
    assert_eq!(
        (&json[0]["way"], &json[0]["sent_by"]),
        (&"email".into(), &"Katharina Vogt".into())
    );
    assert!(index.contains("<a href=\"direct%2Dmessages%2Ehtml\">"));
    let profile: serde_json::Value = serde_json::from_str(text(&files, "profile.json")).unwrap();
    assert_eq!(profile["email"], "verborgen@mail.example");
    let sign_ins: serde_json::Value = serde_json::from_str(text(&files, "sign-ins.json")).unwrap();
    assert_eq!(sign_ins.as_array().unwrap().len(), 1);

    for (name, bytes) in &files {
        let file = String::from_utf8_lossy(bytes);
        for foreign in [
            "Interne Notiz",
            "Moosgrüner",
            "Fremder",
            "Anker",
            "http:",
            "https:",
            "<b>Danke",
        ] {
            let json = foreign == "<b>Danke" && name.split('.').next_back() == Some("json");
            assert!(json || !file.contains(foreign), "{foreign} in {name}");
        }
    }
}

#[actix_web::test]
async fn the_pages_are_in_the_clients_language() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let mut body = registration("Starfish");
    body.language = Language::En;
    let client = app.nobody();
    client.register_client("lahntal", &body).await.unwrap();
    let admin = &facility.admin.client;
    let id = admin
        .list_clients(&ClientQuery::default())
        .await
        .unwrap()
        .items[0]
        .id;
    let files = unpacked(admin.export_client(id).await.unwrap());
    let index = text(&files, "index.html");
    for shown in [
        "<html lang=\"en\">",
        "Stored data on Starfish",
        "None.",
        "15 Jan 2026, 11:00",
    ] {
        assert!(index.contains(shown), "{shown}: {index}");
    }
}

#[actix_web::test]
async fn appointments_are_taken_along_with_what_the_team_noted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let body = BookingCreate {
        internal_note: Some("Braucht eine Dolmetscherin.".try_into().unwrap()),
        ..appointment(person.id, "2026-01-19T09:00:00Z")
    };
    admin.create_booking(&body).await.unwrap();
    let files = unpacked(admin.export_client(person.id).await.unwrap());
    for file in ["bookings.html", "bookings.json"] {
        for said in ["Bitte klingeln", "Braucht eine Dolmetscherin."] {
            assert!(text(&files, file).contains(said), "{file}: {said}");
        }
    }
}

#[actix_web::test]
async fn what_one_waits_for_is_taken_along() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let wish = WaitingListEntryCreate {
        service_id: example.chat,
        counselor_id: Some(example.brandt.id),
        // Nothing is free so soon.
        until: Some("2026-01-15".parse().unwrap()),
    };
    person
        .client
        .create_waiting_list_entry(&wish)
        .await
        .unwrap();
    let admin = &facility.admin.client;
    let files = unpacked(admin.export_client(person.id).await.unwrap());
    for (file, said) in [
        ("waiting_list.html", "30 Minuten"),
        ("waiting_list.json", "\"until\": \"2026-01-15\""),
    ] {
        assert!(text(&files, file).contains(said), "{}", text(&files, file));
    }
}

#[actix_web::test]
async fn what_was_recorded_about_the_counselling_is_taken_along_whoever_recorded_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await.client;
    let field = monitoring_field(MonitoringFieldKind::OneOf);
    let field = admin.create_monitoring_field(&field).await.unwrap();
    let chosen = MonitoringAnswer::Chosen([field.options[1].id].into());
    let body = MonitoringWrite {
        client_id: Some(person.id),
        answers: [(field.id, chosen)].into(),
        remark: Some("Wohnt am Fluss".try_into().unwrap()),
        ..monitoring()
    };
    brandt.create_monitoring(&body).await.unwrap();
    let foreign = MonitoringWrite {
        client_id: Some(other.id),
        subject: "Fremder Kummer".try_into().unwrap(),
        ..monitoring()
    };
    brandt.create_monitoring(&foreign).await.unwrap();
    let files = unpacked(admin.export_client(person.id).await.unwrap());
    for file in ["monitorings.html", "monitorings.json"] {
        for said in ["Erstgespräch", "Wohnt am Fluss", "m.brandt", "zwei", "45"] {
            assert!(text(&files, file).contains(said), "{file}: {said}");
        }
        assert!(!text(&files, file).contains("Fremder"));
    }
    assert!(text(&files, "monitorings.html").contains("15.01.2026"));
}

#[actix_web::test]
async fn taking_a_client_along_is_the_admins_and_is_noted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    assert_eq!(
        code(brandt.export_client(person.id).await),
        ProblemCode::Forbidden
    );
    let own = person.client.export_client(person.id).await;
    assert_eq!(code(own), ProblemCode::NotFound);
    admin.export_client(person.id).await.unwrap();
    let query = AuditQuery {
        action: Some(AuditAction::ExportClient),
        ..AuditQuery::default()
    };
    let noted = admin.list_audit_entries(&query).await.unwrap();
    let records: Vec<_> = noted
        .items
        .iter()
        .map(|one| one.record.unwrap().id)
        .collect();
    assert_eq!(records, [person.id.0]);
}
