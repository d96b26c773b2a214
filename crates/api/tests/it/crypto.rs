//! What is at rest is sealed: nothing that was written can be found in the files, and nothing
//! opens with another key or in another place.

use crate::{
    chats::{group_chat, writes},
    support::{Facility, Person, TestApp, code, keyring, letter, registration, says, texts},
};
use api::{crypto::Keyring, database, scope::Scope};
use client::CallError;
use domain::{
    chats::{ChatAccount, ChatOpen, GroupChatCreate},
    clients::{ClientQuery, ClientUpdate, Edit},
    counselling_fields::FieldQuery,
    direct_messages::{DirectMessageContent, DirectMessageSend, DirectMessageWay},
    groups::GroupCreate,
    ids::MailRequestId,
    mail_requests::DraftSave,
    master_data_fields::{MasterDataKind, MasterDataValue},
    problem::ProblemCode,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sealed::{Key, MasterKeys};
use std::process::Command;

/// Unmistakable, so that finding one is no accident.
const TEXT: &str = "zitronengelbe Kummerkiste";
const ANSWER: &str = "fliederblaue Antwortpost";
const DRAFT: &str = "moosgruener Entwurf";
const EMAIL: &str = "verborgen.apfelbaum@mail.example";
const PHONE: &str = "0151 7744 9922";
const NAME: &str = "Ottilie Himbeerstrauch";
const ADDRESS: &str = "Zur alten Muehlenpforte 7";
const TOWN: &str = "Oberbrombeerhausen";
const NOTICE: &str = "kornblumenblauer Hinweis";
const ABOUT: &str = "safrangelber Betreff";
#[rustfmt::skip]
const PLANTED: [&str; 10] = [TEXT, ANSWER, DRAFT, EMAIL, PHONE, NAME, ADDRESS, TOWN, NOTICE, ABOUT];
/// The facility's, not the client's.
const DESCRIPTION: &str = "altrosa Gruppenzweck";
/// Said in the chat: to a client, to a colleague, and about a group.
const CHATTED: [&str; 3] = [
    "himmelblaue Plauderei",
    "olivgruene Absprache",
    "weinrotes Vorhaben",
];

/// Everything that is on the disk: SQLite's file and its log, or a dump of PostgreSQL.
fn at_rest(app: &TestApp) -> Vec<u8> {
    if app.db.get_database_backend() == DbBackend::Sqlite {
        let file = app.database_url.strip_prefix("sqlite://").unwrap();
        let with_log = [file.to_owned(), format!("{file}-wal")];
        return with_log
            .iter()
            .flat_map(|file| std::fs::read(file).unwrap())
            .collect();
    }
    let dump = Command::new("pg_dump").arg(&app.database_url).output();
    let dump = dump.unwrap();
    assert!(dump.status.success());
    dump.stdout
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    let haystack = haystack.to_ascii_lowercase();
    let needle = needle.to_ascii_lowercase();
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

/// A person with contact data, an answered request and a draft.
async fn plant(facility: &Facility<'_>) -> (Person, MailRequestId) {
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let fields = admin.list_master_data_fields(&FieldQuery::default()).await;
    let mut fields = fields.unwrap().items.into_iter();
    let town = fields
        .find(|one| one.kind == MasterDataKind::Text)
        .unwrap()
        .id;
    let contact = ClientUpdate {
        email: Edit::Set(EMAIL.try_into().unwrap()),
        phone: Edit::Set(PHONE.try_into().unwrap()),
        name: Edit::Set(NAME.try_into().unwrap()),
        address: Edit::Set(ADDRESS.try_into().unwrap()),
        master_data: [(town, Some(MasterDataValue::Text(TOWN.into())))].into(),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .update_client(person.id, version, &contact)
        .await
        .unwrap();
    let mut request = letter("Schlaf");
    request.text = TEXT.try_into().unwrap();
    let request = person.client.create_mail_request(&request).await.unwrap();
    let id = request.summary.id;
    admin.answer_mail_request(id, &says(ANSWER)).await.unwrap();
    let draft = DraftSave {
        text: DRAFT.try_into().unwrap(),
    };
    admin.save_draft(id, None, &draft).await.unwrap();
    let notice = DirectMessageSend {
        subject: ABOUT.try_into().unwrap(),
        text: NOTICE.try_into().unwrap(),
        way: DirectMessageWay::Email,
        content: DirectMessageContent::Confidential,
    };
    admin.send_direct_message(person.id, &notice).await.unwrap();
    let group = GroupCreate {
        name: "Montagsgruppe".try_into().unwrap(),
        description: DESCRIPTION.try_into().unwrap(),
    };
    let group = admin.create_group(&group).await.unwrap();
    admin.add_group_member(group.id, person.id).await.unwrap();
    (person, id)
}

/// What is said in the chat.
async fn chat(facility: &Facility<'_>, person: &Person) {
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    for (with, text) in [
        (ChatAccount::Client(person.id), CHATTED[0]),
        (ChatAccount::Counselor(brandt.id), CHATTED[1]),
    ] {
        let chat = admin.open_chat(&ChatOpen { with }).await.unwrap();
        let message = writes(admin, chat.id, text).await;
        assert_eq!(message.text.as_deref(), Some(text));
    }
    let group = GroupChatCreate {
        description: CHATTED[2].try_into().unwrap(),
        ..group_chat("Montagsgruppe", [person.id])
    };
    let group = admin.create_group_chat(&group).await.unwrap();
    assert_eq!(group.description.as_deref(), Some(CHATTED[2]));
}

/// All of it, read through the API again.
async fn assert_readable(facility: &Facility<'_>, person: &Person, id: MailRequestId) {
    let admin = &facility.admin.client;
    let request = admin.read_mail_request(id).await.unwrap();
    assert_eq!(texts(&request), [TEXT, ANSWER]);
    let draft = admin.read_draft(id).await.unwrap().unwrap();
    assert_eq!(draft.text, DRAFT);
    let client = admin.read_client(person.id).await.unwrap();
    assert_eq!(client.email.as_deref(), Some(EMAIL));
    assert_eq!(client.phone.as_deref(), Some(PHONE));
}

/// And what the first schema did not know.
async fn assert_profile_readable(facility: &Facility<'_>, person: &Person) {
    let client = facility.admin.client.read_client(person.id).await.unwrap();
    assert_eq!(client.name.as_deref(), Some(NAME));
    assert_eq!(client.address.as_deref(), Some(ADDRESS));
    let data: Vec<_> = client.master_data.into_values().collect();
    assert_eq!(data, [MasterDataValue::Text(TOWN.into())]);
}

async fn execute(app: &TestApp, sql: &str) {
    app.db.execute_unprepared(sql).await.unwrap();
}

#[actix_web::test]
async fn nothing_that_was_written_is_found_on_the_disk() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, id) = plant(&facility).await;
    assert_readable(&facility, &person, id).await;
    assert_profile_readable(&facility, &person).await;
    chat(&facility, &person).await;
    let at_rest = at_rest(&app);
    assert!(
        contains(&at_rest, "Seestern"),
        "the search finds what is stored in the open"
    );
    for planted in PLANTED.into_iter().chain([DESCRIPTION]).chain(CHATTED) {
        assert!(!contains(&at_rest, planted), "{planted}");
    }
}

#[actix_web::test]
async fn a_sealed_text_does_not_open_in_another_row() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let (one, other) = (person.request("Eins").await, person.request("Zwei").await);
    execute(
        &app,
        "UPDATE messages SET sealed_text = (SELECT sealed_text FROM messages ORDER BY id LIMIT 1)",
    )
    .await;
    let mut refused = 0;
    for id in [one, other] {
        match person.client.read_mail_request(id).await {
            Ok(request) => assert_eq!(texts(&request), ["Ich weiß nicht weiter."]),
            Err(CallError::Problem(problem)) => {
                assert_eq!(problem.code, ProblemCode::Internal);
                refused += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(refused, 1, "one of the two holds its own text");
}

#[actix_web::test]
async fn an_e_mail_address_is_found_by_those_who_may_see_it_and_signs_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (person, _) = plant(&facility).await;
    facility.client("Anker").await;
    let found = async |client: &client::Client, q: &str| {
        let query = ClientQuery {
            q: Some(q.try_into().unwrap()),
            ..ClientQuery::default()
        };
        let page = client.list_clients(&query).await.unwrap();
        page.items.iter().map(|one| one.id).collect::<Vec<_>>()
    };
    let written_otherwise = EMAIL.to_uppercase();
    assert_eq!(
        found(&facility.admin.client, &written_otherwise).await,
        [person.id]
    );
    assert!(found(&facility.admin.client, "apfelbaum").await.is_empty());
    assert!(found(&brandt.client, EMAIL).await.is_empty());
    let taken = {
        let mut body = registration("Welle");
        body.email = Some(EMAIL.try_into().unwrap());
        app.nobody().register_client("lahntal", &body).await
    };
    assert_eq!(code(taken), ProblemCode::EmailTaken);
}

#[actix_web::test]
async fn erasing_a_client_destroys_their_key_and_leaves_nothing_of_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, id) = plant(&facility).await;
    let other = facility.client("Anker").await;
    let kept = other.request("Bleibt").await;
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();

    let gone = admin.read_mail_request(id).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
    let gone = person.client.read_mail_request(id).await;
    assert_eq!(code(gone), ProblemCode::SessionEnded);
    let keys = "SELECT count(*) AS keys FROM client_keys";
    let statement = Statement::from_string(app.db.get_database_backend(), keys);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "keys").unwrap(), 1, "the other's");
    let at_rest = at_rest(&app);
    assert!(contains(&at_rest, "Anker"));

    for trace in PLANTED.into_iter().chain(["Seestern"]) {
        assert!(!contains(&at_rest, trace), "{trace}");
    }
    let request = admin.read_mail_request(kept).await.unwrap();
    assert_eq!(texts(&request), ["Ich weiß nicht weiter."]);
}

/// As after restoring a backup without the keys of those who were erased since.
#[actix_web::test]
async fn without_its_key_a_text_is_gone_for_good() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, id) = plant(&facility).await;
    execute(&app, "DELETE FROM client_keys").await;
    let admin = &facility.admin.client;
    assert_eq!(code(admin.read_mail_request(id).await), ProblemCode::Erased);
    let client = admin.read_client(person.id).await.unwrap();
    assert_eq!((client.email, client.phone), (None, None));
}

#[actix_web::test]
async fn the_master_key_changes_while_the_server_goes_on() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, id) = plant(&facility).await;
    app.facility("wetterau").await;

    let ring = |names: &[(&str, u8)]| {
        let keys = names.iter().map(|(name, byte)| {
            let key = Key::from_bytes([*byte; 32]);
            ((*name).to_owned(), key)
        });
        Keyring::new(MasterKeys::new(keys.collect()).unwrap())
    };
    let both = ring(&[("next", 10), ("test", 9)]);
    let now = app.hand.clock().now();
    assert_eq!(both.rotate(&app.db, now).await.unwrap(), 2);
    assert_eq!(
        both.rotate(&app.db, now).await.unwrap(),
        0,
        "once is enough"
    );
    let next = ring(&[("next", 10)]);
    assert_eq!(next.check(&app.db).await.unwrap(), Ok(()));
    assert!(keyring().check(&app.db).await.unwrap().is_err());
    assert_readable(&facility, &person, id).await;
    assert_profile_readable(&facility, &person).await;

    // A server that knows only the new key reads what was sealed before.
    let facility_id = facility_of(&app, &person).await;
    let scope = Scope::new(facility_id, app.db.clone());
    let keys = next.facility(&scope).await.unwrap();
    let key = keys.find_client_key(&scope, person.id, &app.db).await;
    assert!(key.is_ok());
}

async fn facility_of(app: &TestApp, person: &Person) -> domain::ids::FacilityId {
    let backend = app.db.get_database_backend();
    let sql = "SELECT facility_id FROM clients WHERE id = $1";
    let statement = Statement::from_sql_and_values(backend, sql, [person.id.into()]);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "facility_id").unwrap()
}

/// The schema before this one held everything in the open.
#[actix_web::test]
async fn a_filled_database_of_the_first_schema_is_sealed_on_the_way_up() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, id) = plant(&facility).await;
    let sealing_steps = 2 + Migrator::migrations()
        .iter()
        .skip_while(|step| step.name() != migrations::DROPS_PLAIN_TEXTS)
        .skip(1)
        .count();
    let steps = u32::try_from(sealing_steps).unwrap();
    Migrator::down(&app.db, Some(steps)).await.unwrap();
    for sql in [
        format!(
            "UPDATE messages SET text = CASE side WHEN 'client' THEN '{TEXT}' ELSE '{ANSWER}' END"
        ),
        format!("UPDATE drafts SET text = '{DRAFT}'"),
        format!("UPDATE clients SET email = '{EMAIL}', email_key = '{EMAIL}', phone = '{PHONE}'"),
    ] {
        execute(&app, &sql).await;
    }
    assert!(contains(&at_rest(&app), TEXT), "it is in the open now");

    database::migrate(&app.db, &keyring(), &app.hand.clock())
        .await
        .unwrap();
    let again = app.restarted().await;
    assert_readable(&again.meet(&facility), &person, id).await;
    let at_rest = at_rest(&again);
    for planted in PLANTED {
        assert!(!contains(&at_rest, planted), "{planted}");
    }
}
