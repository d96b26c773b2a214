//! By when answers are promised, and what happens when they are late. How working time is counted
//! is shown in the domain.

use crate::support::{Facility, Person, Staff, TestApp, code, registration};
use api::jobs::{Worker, ensure_housekeeping};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use client::Client;
use domain::{
    accounts::{Account, ClientRegistration},
    ids::{CounselorId, MailRequestId},
    mail_requests::{MailRequestQuery, MailRequestSummary},
    outgoing_mails::{MailRecipient, MailTemplate, OutgoingMail, OutgoingMailQuery},
    page::Limit,
    problem::ProblemCode,
    version::Version,
    working_time::{
        AnswerPeriod, ClosedDayQuery, ClosingDay, FederalState, Holiday, PeriodUnit, WorkingTime,
    },
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Hours of nine to five, from Monday to Friday.
pub fn hours(amount: u16) -> WorkingTime {
    WorkingTime {
        answer_period: Some(AnswerPeriod::new(amount, PeriodUnit::Hours).unwrap()),
        ..WorkingTime::default()
    }
}

pub async fn promise(facility: &Facility<'_>, working_time: &WorkingTime) {
    let admin = &facility.admin.client;
    let version = admin.read_working_time().await.unwrap().version;
    let changed = admin.update_working_time(version, working_time).await;
    changed.unwrap();
}

async fn summary(staff: &Staff, id: MailRequestId) -> MailRequestSummary {
    let request = staff.client.read_mail_request(id).await;
    request.unwrap().summary
}

async fn due(staff: &Staff, id: MailRequestId) -> Option<DateTime<Utc>> {
    summary(staff, id).await.answer_due_at
}

/// The same moment, but for the milliseconds that the test's clock goes by itself.
#[track_caller]
fn assert_about(found: Option<DateTime<Utc>>, expected: &str) {
    let found = found.expect("there is a promise");
    assert!(
        (found - at(expected)).abs() < TimeDelta::seconds(5),
        "{found} is not {expected}"
    );
}

async fn overdue(client: &Client, overdue: bool) -> Vec<MailRequestId> {
    let query = MailRequestQuery {
        overdue: Some(overdue),
        ..MailRequestQuery::default()
    };
    let page = client.list_mail_requests(&query).await.unwrap();
    page.items.into_iter().map(|one| one.id).collect()
}

/// Does the rounds that are due, as a server does them.
pub async fn rounds(app: &TestApp) {
    ensure_housekeeping(&app.db, app.hand.now()).await.unwrap();
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn told(facility: &Facility<'_>) -> Vec<OutgoingMail> {
    let query = OutgoingMailQuery {
        limit: Some(Limit::try_from(100).unwrap()),
        ..OutgoingMailQuery::default()
    };
    let mails = facility.admin.client.list_outgoing_mails(&query).await;
    let templates = [MailTemplate::RequestOverdue, MailTemplate::AnswerLate];
    let mails = mails.unwrap().items.into_iter();
    mails
        .filter(|mail| templates.contains(&mail.template))
        .collect()
}

/// A client with an e-mail address.
async fn reachable(app: &TestApp, pseudonym: &str) -> Person {
    let body = ClientRegistration {
        email: Some("seestern@mail.example".try_into().unwrap()),
        ..registration(pseudonym)
    };
    let client = app.nobody();
    let session = client.register_client("lahntal", &body).await.unwrap();
    let Account::Client { id, .. } = session.account else {
        panic!("a client was registered");
    };
    Person { client, id }
}

// The tests' clock begins on Thursday, 15 January 2026, at eleven in Berlin.

#[actix_web::test]
async fn an_answer_is_due_from_the_first_message_that_waits() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    // Two working days, where nobody has chosen anything.
    assert_eq!(due(admin, id).await, Some(at("2026-01-19T16:00:00Z")));
    let own = person.client.read_mail_request(id).await.unwrap();
    assert_eq!(
        own.summary.answer_due_at, None,
        "it is nothing to hold against us"
    );

    promise(&facility, &hours(8)).await;
    let another = person.request("Sorge").await;
    assert_about(due(admin, another).await, "2026-01-16T10:00:00Z");
    app.hand.advance(TimeDelta::hours(2));
    person.say(another).await;
    assert_about(due(admin, another).await, "2026-01-16T10:00:00Z");
    admin.answer(another).await;
    assert_eq!(due(admin, another).await, None);
    person.say(another).await;
    assert_about(due(admin, another).await, "2026-01-16T12:00:00Z");
}

#[actix_web::test]
async fn who_comes_back_to_what_was_done_waits_anew() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    promise(&facility, &hours(1)).await;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    for status in ["completed", "archived"] {
        let done = format!("UPDATE mail_requests SET status = '{status}'");
        app.db.execute_unprepared(&done).await.unwrap();
        app.hand.advance(TimeDelta::hours(3));
        assert_eq!(due(&facility.admin, id).await, None, "nobody waits for it");
        assert_eq!(overdue(&facility.admin.client, true).await, []);
        person.say(id).await;
        let found = due(&facility.admin, id).await.unwrap();
        assert!(found > app.hand.now(), "{status}");
        let open = "UPDATE mail_requests SET status = 'open'";
        app.db.execute_unprepared(open).await.unwrap();
    }
}

#[actix_web::test]
async fn what_is_late_is_listed_latest_first_and_what_is_not_is_not() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    promise(&facility, &hours(1)).await;
    let person = facility.client("Seestern").await;
    let mut late = Vec::new();
    for subject in ["Eins", "Zwei", "Drei"] {
        late.push(person.request(subject).await);
        app.hand.advance(TimeDelta::minutes(10));
    }
    // A newer message does not make it wait less.
    person.say(late[0]).await;
    let answered = person.request("Vier").await;
    facility.admin.answer(answered).await;
    assert_eq!(overdue(admin, true).await, []);
    app.hand.advance(TimeDelta::hours(1));
    let fresh = person.request("Fünf").await;
    assert_eq!(overdue(admin, true).await, late);
    assert_eq!(overdue(admin, false).await, [fresh, answered]);
    let mut query = MailRequestQuery {
        overdue: Some(true),
        limit: Some(Limit::try_from(1).unwrap()),
        ..MailRequestQuery::default()
    };
    let mut read = Vec::new();
    loop {
        let page = admin.list_mail_requests(&query).await.unwrap();
        for one in &page.items {
            assert!(one.is_overdue(app.hand.now()));
            read.push(one.id);
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    assert_eq!(read, late);
}

#[actix_web::test]
async fn owner_and_admins_are_told_once_and_the_client_if_the_facility_wants_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility.counselor("j.petersen").await;
    let second = facility.another_admin("a.admin").await;
    let person = reachable(&app, "Seestern").await;
    promise(&facility, &hours(1)).await;
    let id = person.request_of(&brandt).await;
    person.say(id).await;
    rounds(&app).await;
    assert_eq!(told(&facility).await.len(), 0);
    app.hand.advance(TimeDelta::minutes(61));
    let other = app.restarted().await;
    // Two servers at once, and again.
    let (one, two) = (
        Worker::new(app.state.clone()),
        Worker::new(other.state.clone()),
    );
    let (one, two) = tokio::join!(one.run_due(), two.run_due());
    assert!(one.unwrap() + two.unwrap() > 0);
    app.hand.advance(TimeDelta::minutes(5));
    rounds(&app).await;
    let mails = told(&facility).await;
    let mut whom: Vec<CounselorId> = mails.iter().map(counselor_of).collect();
    whom.sort();
    let mut expected = vec![brandt.id, facility.admin.id, second.id];
    expected.sort();
    assert_eq!(whom, expected);
    assert!(
        mails
            .iter()
            .all(|mail| mail.template == MailTemplate::RequestOverdue)
    );

    // Answered, and late again: with a word to the client this time.
    let tell_clients = WorkingTime {
        tell_clients: true,
        ..hours(1)
    };
    promise(&facility, &tell_clients).await;
    brandt.answer(id).await;
    person.say(id).await;
    app.hand.advance(TimeDelta::minutes(65));
    rounds(&app).await;
    rounds(&app).await;
    let mails = told(&facility).await;
    let notes = mails
        .iter()
        .filter(|mail| mail.template == MailTemplate::AnswerLate);
    assert_eq!((mails.len(), notes.count()), (7, 1));
}

#[track_caller]
fn counselor_of(mail: &OutgoingMail) -> CounselorId {
    match &mail.recipient {
        MailRecipient::Counselor { id, .. } => *id,
        other => panic!("staff was told, not {other:?}"),
    }
}

#[actix_web::test]
async fn a_change_holds_for_what_waits_already() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    let answered = person.request("Sorge").await;
    admin.answer(answered).await;
    promise(&facility, &hours(1)).await;
    app.hand.advance(TimeDelta::hours(2));
    rounds(&app).await;
    assert_about(due(admin, id).await, "2026-01-15T11:00:00Z");
    assert_eq!(due(admin, answered).await, None);
    assert_eq!(overdue(&admin.client, true).await, [id]);
    assert_eq!(told(&facility).await.len(), 1);

    let closing = ClosingDay {
        from: "2026-01-15".parse().unwrap(),
        until: "2026-01-16".parse().unwrap(),
    };
    let closed = WorkingTime {
        closing_days: vec![closing].try_into().unwrap(),
        ..hours(1)
    };
    promise(&facility, &closed).await;
    app.hand.advance(TimeDelta::minutes(2));
    rounds(&app).await;
    assert_about(due(admin, id).await, "2026-01-19T09:00:00Z");
    assert_eq!(overdue(&admin.client, true).await, []);
    let nothing = WorkingTime {
        answer_period: None,
        ..hours(1)
    };
    promise(&facility, &nothing).await;
    app.hand.advance(TimeDelta::minutes(2));
    rounds(&app).await;
    assert_eq!(due(admin, id).await, None);
}

#[actix_web::test]
async fn the_settings_are_read_previewed_and_changed_from_their_version() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = admin.read_working_time().await.unwrap();
    assert_eq!(first.working_time, WorkingTime::default());
    assert_eq!(
        (first.version, &*first.time_zone),
        (Version::FIRST, "Europe/Berlin")
    );
    assert_eq!(first.due_at, Some(at("2026-01-19T16:00:00Z")));
    let bavarian = WorkingTime {
        federal_state: Some(FederalState::Bavaria),
        ..hours(500)
    };
    let preview = admin.preview_working_time(&bavarian).await.unwrap();
    let before = admin.preview_working_time(&hours(500)).await.unwrap();
    assert!(preview.due_at > before.due_at, "Good Friday comes between");
    let unchanged = admin.read_working_time().await.unwrap();
    assert_eq!(unchanged.working_time, first.working_time);
    let changed = admin.update_working_time(first.version, &bavarian).await;
    let changed = changed.unwrap();
    assert_eq!(
        (&changed.working_time, changed.version),
        (&bavarian, Version(2))
    );
    let stale = admin.update_working_time(first.version, &hours(1)).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn closed_days_are_told_to_all_staff() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    promise(
        &facility,
        &WorkingTime {
            federal_state: Some(FederalState::Hesse),
            ..hours(8)
        },
    )
    .await;
    let query = ClosedDayQuery {
        from: at("2026-03-30T00:00:00Z"),
        until: at("2026-04-05T22:00:00Z"),
    };
    let counselor = facility.counselor("brandt").await;
    let counselor = &counselor.client;
    let days = counselor.list_closed_days(&query).await.unwrap().items;
    let days: Vec<_> = days.iter().map(|one| (one.day, one.holiday)).collect();
    let day = |day| NaiveDate::from_ymd_opt(2026, 4, day).unwrap();
    assert_eq!(
        days,
        [
            (day(3), Some(Holiday::GoodFriday)),
            (day(5), Some(Holiday::EasterSunday))
        ]
    );
    let too_long = ClosedDayQuery {
        until: query.from + TimeDelta::days(44),
        ..query
    };
    let refused = counselor.list_closed_days(&too_long).await;
    assert_eq!(code(refused), ProblemCode::InvalidBody);
}

/// What is late is found by an index, and not by looking at everything.
#[actix_web::test]
async fn what_is_late_is_found_by_an_index() {
    let app = TestApp::new().await;
    let backend = app.db.get_database_backend();
    let tx = app.db.begin().await.unwrap();
    let (explain, facility, column) = if backend == DbBackend::Sqlite {
        ("EXPLAIN QUERY PLAN", "x'00'", 3)
    } else {
        // Of so few rows it would look at all.
        let off = "SET LOCAL enable_seqscan = off";
        tx.execute_unprepared(off).await.unwrap();
        ("EXPLAIN", "'00000000-0000-0000-0000-000000000000'", 0)
    };
    let sql = format!(
        "{explain} SELECT id FROM mail_requests WHERE facility_id = {facility} AND status IN \
         ('open', 'in_progress') AND answer_due_at < '2026-01-01' ORDER BY answer_due_at, id"
    );
    let plan = tx
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    let plan = plan
        .iter()
        .map(|row| row.try_get_by_index::<String>(column).unwrap());
    let plan: Vec<_> = plan.collect();
    let by_index = plan.iter().any(|step| step.contains("mail_requests_due"));
    let sorts = ["Seq Scan", "Sort", "TEMP B-TREE"];
    let sorts = |step: &String| sorts.iter().any(|word| step.contains(word));
    assert!(by_index && !plan.iter().any(sorts), "{plan:?}");
}
