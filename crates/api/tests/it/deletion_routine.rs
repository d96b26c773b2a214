//! When what was deleted is really erased, and that nothing is left of it then.

use crate::{
    monitorings::monitoring,
    support::{
        Facility, Person, STAFF_PASSWORD, TestApp, code, counselor_create, credentials, letter,
        says,
    },
};
use api::{deletion_routine::ensure_routines, jobs::Worker};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Role,
    clients::{ClientCreate, ClientQuery, ClientStatus, ClientUpdate, Edit},
    counselling_fields::FieldQuery,
    counselors::CounselorCreate,
    deletion_routine::{
        DaysToErase, DeletionRoutineUpdate, ErasedCounts, ErasureEntry, ErasureKind, ErasureQuery,
    },
    ids::ClientId,
    mail_requests::DraftSave,
    master_data_fields::MasterDataValue,
    monitorings::MonitoringWrite,
    notes::NoteWrite,
    page::Limit,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeSet;

const PSEUDONYM: &str = "Wiesenschaumkraut";
const SUBJECT: &str = "Rhabarberkompott";
const TEXT: &str = "zitronengelbe Kummerkiste";
const LATER: &str = "l.ater";
const NOTE: &str = "tannengruene Aktennotiz";
const EMAIL: &str = "verborgen.apfelbaum@mail.example";

/// Everything that there can be of a client, so far.
pub async fn everything(facility: &Facility<'_>) -> Person {
    let person = facility.client(PSEUDONYM).await;
    let admin = &facility.admin.client;
    let fields = admin.list_counselling_fields(&FieldQuery::default()).await;
    let questions = admin.list_master_data_fields(&FieldQuery::default()).await;
    let year = questions.unwrap().items[1].id;
    let update = ClientUpdate {
        email: Edit::Set(EMAIL.try_into().unwrap()),
        phone: Edit::Set("0151 7744 9922".try_into().unwrap()),
        name: Edit::Set("Ottilie Himbeerstrauch".try_into().unwrap()),
        address: Edit::Set("Zur alten Mühlenpforte 7".try_into().unwrap()),
        primary_counselor_id: Edit::Set(facility.admin.id),
        counselling_field_ids: Some([fields.unwrap().items[0].id].into()),
        master_data: [(year, Some(MasterDataValue::Number(1984)))].into(),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, Version::FIRST, &update)
        .await
        .unwrap();
    let mut request = letter(SUBJECT);
    request.text = TEXT.try_into().unwrap();
    let request = person.client.create_mail_request(&request).await.unwrap();
    let id = request.summary.id;
    admin
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    let draft = DraftSave {
        text: "noch ein Gedanke".try_into().unwrap(),
    };
    admin.save_draft(id, None, &draft).await.unwrap();
    let note = NoteWrite {
        text: NOTE.try_into().unwrap(),
    };
    admin.create_note(person.id, &note).await.unwrap();
    let recorded = MonitoringWrite {
        client_id: Some(person.id),
        mail_request_id: Some(id),
        remark: Some(NOTE.try_into().unwrap()),
        ..monitoring()
    };
    admin.create_monitoring(&recorded).await.unwrap();
    person
}

/// Where something is found: every column of every row of every table is looked through.
pub async fn tables_with(app: &TestApp, needle: &[u8]) -> BTreeSet<String> {
    let backend = app.db.get_database_backend();
    let is_sqlite = backend == DbBackend::Sqlite;
    let hex = api::crypto::hex(needle);
    let tables = if is_sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()"
    };
    let query = async |sql: String| {
        let statement = Statement::from_string(backend, sql);
        app.db.query_all_raw(statement).await.unwrap()
    };
    let mut found = BTreeSet::new();
    for table in query(tables.to_owned()).await {
        let table: String = table.try_get("", "name").unwrap();
        let columns = if is_sqlite {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT column_name::text AS name FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            )
        };
        for column in query(columns).await {
            let column: String = column.try_get("", "name").unwrap();
            let has = if is_sqlite {
                format!("instr(lower(hex(\"{column}\")), '{hex}') > 0")
            } else {
                // A uuid and sealed bytes are their own hexadecimal digits.
                format!(
                    "position('{hex}' in replace(\"{column}\"::text, '-', '')) > 0 \
                     OR position('{hex}' in encode(convert_to(\"{column}\"::text, 'UTF8'), 'hex')) > 0"
                )
            };
            let rows = query(format!("SELECT 1 AS one FROM \"{table}\" WHERE {has}")).await;
            if !rows.is_empty() {
                found.insert(table.clone());
            }
        }
    }
    found
}

/// What is left of a client: nothing but that, in the audit log, somebody of this id was erased.
pub async fn assert_no_trace(app: &TestApp, id: ClientId) {
    let audit = BTreeSet::from(["audit_entries".to_owned()]);
    assert_eq!(tables_with(app, id.0.as_bytes()).await, audit);
    let written = tables_with(app, id.to_string().as_bytes()).await;
    assert!(written.is_subset(&audit), "{written:?}");
    let nowhere = BTreeSet::new();
    for trace in [
        PSEUDONYM.to_owned(),
        PSEUDONYM.to_lowercase(),
        // Any end of the name, as it is searched by.
        "schaumkraut".to_owned(),
        SUBJECT.to_owned(),
        SUBJECT.to_lowercase(),
        TEXT.to_owned(),
        EMAIL.to_owned(),
        NOTE.to_owned(),
    ] {
        let found = tables_with(app, trace.as_bytes()).await;
        assert_eq!(found, nowhere, "{trace}");
    }
}

pub async fn protocol(admin: &client::Client) -> Vec<ErasureEntry> {
    let mut query = ErasureQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        after: None,
    };
    let mut entries = Vec::new();
    loop {
        let page = admin.list_erasures(&query).await.unwrap();
        entries.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return entries,
        }
    }
}

pub async fn ensure(app: &TestApp) {
    ensure_routines(&app.db, app.hand.now()).await.unwrap();
}

fn worker(app: &TestApp) -> Worker {
    Worker::new(app.state.clone())
}

/// Runs what is due, to the end.
pub async fn run(app: &TestApp) -> usize {
    let (worker, mut jobs) = (worker(app), 0);
    loop {
        match worker.run_due().await.unwrap() {
            0 => return jobs,
            more => jobs += more,
        }
    }
}

async fn clients(app: &TestApp) -> i64 {
    let backend = app.db.get_database_backend();
    let sql = "SELECT count(*) AS n FROM clients";
    let row = app.db.query_one_raw(Statement::from_string(backend, sql));
    row.await.unwrap().unwrap().try_get("", "n").unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[actix_web::test]
async fn a_deleted_client_is_erased_at_night_when_the_period_is_over_and_leaves_no_trace() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    let person = everything(&facility).await;
    let kept = facility.client("Anker").await;
    kept.request("Bleibt").await;
    let everywhere = tables_with(&app, person.id.0.as_bytes()).await;
    assert!(
        everywhere.len() > 7,
        "the search finds what is there: {everywhere:?}"
    );
    for (trace, table) in [(PSEUDONYM, "clients"), (SUBJECT, "mail_requests")] {
        let found = tables_with(&app, trace.as_bytes()).await;
        assert!(found.contains(table), "{trace}: {found:?}");
    }
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.delete_client(person.id, version).await.unwrap();
    ensure(&app).await;
    ensure(&app).await;

    // 15 January, ten o'clock: deleted. The thirtieth night after is the last to restore them in.
    for _ in 0..30 {
        assert_eq!(
            run(&app).await,
            usize::from(app.hand.now() > at("2026-01-16T02:00:00Z"))
        );
        assert_eq!(clients(&app).await, 2);
        app.hand.advance(TimeDelta::days(1));
    }
    assert!(app.hand.now() < at("2026-02-15T02:00:00Z"));
    app.hand.advance(TimeDelta::days(1));
    run(&app).await;

    assert_eq!(clients(&app).await, 1);
    assert_no_trace(&app, person.id).await;
    let entries = protocol(&later(&app).await).await;
    let expected = ErasedCounts {
        clients: 1,
        mail_requests: 1,
        messages: 2,
        notes: 1,
        ..ErasedCounts::default()
    };
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].erased, expected);
    assert_eq!(
        (entries[0].kind, entries[0].marked),
        (ErasureKind::Routine, 0)
    );
    assert_eq!(run(&app).await, 0, "until the next night");
    app.hand.advance(TimeDelta::days(1));
    run(&app).await;
    let admin = later(&app).await;
    assert_eq!(protocol(&admin).await, entries, "twice does nothing");
    let stays = admin.read_client(kept.id).await.unwrap();
    assert_eq!(stays.pseudonym, "Anker");
}

#[actix_web::test]
async fn an_admin_erases_at_once_and_leaves_no_trace() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = everything(&facility).await;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_no_trace(&app, person.id).await;
    let again = admin.erase_client(person.id, version).await;
    assert_eq!(code(again), ProblemCode::NotFound);
    let entries = protocol(admin).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].kind, ErasureKind::ByHand);
    assert_eq!(entries[0].erased.messages, 2);
    let abroad = app.facility("wetterau").await;
    assert_eq!(protocol(&abroad.admin.client).await, []);
}

#[actix_web::test]
async fn who_was_restored_stays() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    let person = facility.client("Seestern").await;
    let deleted = admin
        .delete_client(person.id, Version::FIRST)
        .await
        .unwrap();
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(29));
    let admin = later(&app).await;
    let restored = admin.restore_client(person.id, deleted.version).await;
    restored.unwrap();
    app.hand.advance(TimeDelta::days(9));
    run(&app).await;
    assert_eq!(clients(&app).await, 1);
}

/// An admin who will sign in again.
async fn second_admin(facility: &Facility<'_>) {
    let body = CounselorCreate {
        role: Role::Admin,
        ..counselor_create(LATER)
    };
    let made = facility.admin.client.create_counselor(&body).await;
    made.unwrap();
}

/// That admin, days later, when the first one's session is over.
async fn later(app: &TestApp) -> client::Client {
    let client = app.nobody();
    let body = credentials(Some("lahntal"), LATER, STAFF_PASSWORD);
    client.sign_in_counselor(&body).await.unwrap();
    client
}

/// Killed in the middle, by nobody's choice: the next worker goes on, and the counts are right.
#[actix_web::test]
async fn a_run_that_is_killed_goes_on_where_it_was_and_counts_everybody_once() {
    const DOOMED: usize = 40;
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    for n in 0..DOOMED {
        let body = ClientCreate::called(format!("Doomed {n}").as_str().try_into().unwrap());
        let made = admin.create_client(&body).await.unwrap();
        admin.delete_client(made.id, made.version).await.unwrap();
    }
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(32));
    let state = app.state.clone();
    let first = actix_web::rt::spawn(async move { Worker::new(state).run_due().await });
    while clients(&app).await == i64::try_from(DOOMED).unwrap() {
        tokio::task::yield_now().await;
    }
    first.abort();
    assert!(first.await.is_err(), "it was killed before it was done");
    let left = clients(&app).await;
    assert!((1..40).contains(&left), "{left} are left");

    assert_eq!(run(&app).await, 0, "it may still be at work");
    app.hand.advance(TimeDelta::minutes(6));
    assert_eq!(run(&app).await, 1);
    assert_eq!(clients(&app).await, 0);
    let entries = protocol(&later(&app).await).await;
    let erased: u64 = entries.iter().map(|entry| entry.erased.clients).sum();
    assert_eq!(erased, 40);
}

#[actix_web::test]
async fn two_servers_that_run_at_once_erase_everybody_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    for n in 0..10 {
        let body = ClientCreate::called(format!("Doomed {n}").as_str().try_into().unwrap());
        let made = admin.create_client(&body).await.unwrap();
        admin.delete_client(made.id, made.version).await.unwrap();
    }
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(32));
    let other = app.restarted().await;
    // The second has taken the job over from the first, which is slow and not dead.
    let (one, two) = (worker(&app), worker(&other));
    let claimed = one.claim().await.unwrap();
    let [slow] = &claimed[..] else {
        panic!("one job is due");
    };
    app.hand.advance(TimeDelta::minutes(6));
    let claimed = two.claim().await.unwrap();
    let [taken_over] = &claimed[..] else {
        panic!("its lease is over");
    };
    let (first, second) = futures_util::future::join(
        api::deletion_routine::attempt(&app.state, slow),
        api::deletion_routine::attempt(&other.state, taken_over),
    )
    .await;
    assert!(first.is_ok() && second.is_ok());
    run(&app).await;
    assert_eq!(clients(&app).await, 0);
    let entries = protocol(&later(&app).await).await;
    let erased: u64 = entries.iter().map(|entry| entry.erased.clients).sum();
    assert_eq!(erased, 10);
}

#[actix_web::test]
async fn the_preview_says_what_the_night_then_does() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    let gone = everything(&facility).await;
    let version = admin.read_client(gone.id).await.unwrap().version;
    admin.delete_client(gone.id, version).await.unwrap();
    let quiet = facility.client("Still").await;
    let writing = facility.client("Schreibt").await;
    let request = writing.request("Noch da").await;
    app.hand.advance(TimeDelta::days(100));
    let admin = &later(&app).await;
    admin
        .answer_mail_request(request, &says("Guten Tag"))
        .await
        .unwrap();
    let newcomer = facility.client("Später").await;
    for (days, months, erases, marks) in [
        (99, None, 1, 0),
        (101, None, 0, 0),
        (101, Some(3), 0, 1),
        (99, Some(4), 1, 0),
    ] {
        let query = serde_json::json!({
            "erase_deleted_clients_after_days": days,
            "mark_inactive_clients_after_months": months,
        });
        let query = serde_json::from_value(query).unwrap();
        let preview = admin.preview_deletion_routine(&query).await.unwrap();
        let expected = ErasedCounts {
            clients: erases,
            mail_requests: erases,
            messages: 2 * erases,
            notes: erases,
            ..ErasedCounts::default()
        };
        assert_eq!(
            (preview.erases, preview.marks),
            (expected, marks),
            "{days} {months:?}"
        );
    }

    let routine = admin.read_deletion_routine().await.unwrap();
    assert_eq!(
        routine.erase_deleted_clients_after_days,
        DaysToErase::DEFAULT
    );
    assert_eq!(routine.mark_inactive_clients_after_months, None);
    let update = DeletionRoutineUpdate {
        erase_deleted_clients_after_days: 101.try_into().unwrap(),
        mark_inactive_clients_after_months: Some(3.try_into().unwrap()),
        ..DeletionRoutineUpdate::default()
    };
    let changed = admin
        .update_deletion_routine(routine.version, &update)
        .await;
    let changed = changed.unwrap();
    assert_eq!(admin.read_deletion_routine().await.unwrap(), changed);
    let stale = admin
        .update_deletion_routine(routine.version, &update)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let deleted = admin.read_client(gone.id).await.unwrap();
    let until = deleted.erased_from.unwrap() - app.hand.now();
    assert_eq!(until.num_days(), 0, "another period, another day");

    ensure(&app).await;
    app.hand.advance(TimeDelta::hours(20));
    run(&app).await;
    let admin = &later(&app).await;
    let standing = async |status| {
        let query = ClientQuery {
            status: Some(status),
            ..ClientQuery::default()
        };
        let page = admin.list_clients(&query).await.unwrap();
        page.items.iter().map(|one| one.id).collect::<BTreeSet<_>>()
    };
    let deleted = standing(ClientStatus::Deleted).await;
    assert_eq!(deleted, BTreeSet::from([quiet.id, gone.id]));
    let active = standing(ClientStatus::Active).await;
    assert_eq!(active, BTreeSet::from([writing.id, newcomer.id]));
    let entries = protocol(&later(&app).await).await;
    assert_eq!((entries[0].marked, entries[0].erased.clients), (1, 0));
}

#[actix_web::test]
async fn periods_out_of_bounds_are_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for (body, pointer) in [
        (
            r#"{"erase_deleted_clients_after_days":0}"#,
            "/erase_deleted_clients_after_days",
        ),
        (
            r#"{"erase_deleted_clients_after_days":30,"mark_inactive_clients_after_months":1}"#,
            "/mark_inactive_clients_after_months",
        ),
        (
            r#"{"erase_deleted_clients_after_days":30,"erase_documents_after_months":0}"#,
            "/erase_documents_after_months",
        ),
        (
            r#"{"erase_deleted_clients_after_days":30,"erase_mail_requests_after_months":361}"#,
            "/erase_mail_requests_after_months",
        ),
    ] {
        let answer = crate::support::http()
            .put(format!("{}/api/v1/deletion-routine", app.url))
            .bearer_auth(facility.admin.client.access_token().unwrap())
            .header("content-type", "application/json")
            .header("if-match", "\"v1\"")
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 422, "{body}");
        let problem: domain::problem::Problem = answer.json().await.unwrap();
        assert_eq!(problem.errors[0].pointer, pointer);
    }
}
