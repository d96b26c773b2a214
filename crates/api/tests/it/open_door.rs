//! The open door: who comes in as nobody, waits, is picked up and leaves no trace.

use crate::{
    access::World,
    deletion_routine::tables_with,
    jobs::rows,
    support::{Facility, Staff, TestApp, counselor_create, http, sign_in_all},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use client::{CallError, CallResult, Client, Visit};
use domain::{
    chats::ChatMessageWrite,
    counselors::CounselorDelete,
    ids::OpenDoorVisitId,
    open_door::{
        ABANDONED_AFTER, KEPT_FOR, OpenDoorEnd, OpenDoorEnter, OpenDoorHandOver, OpenDoorMessage,
        OpenDoorMessageQuery, OpenDoorMessages, OpenDoorRules, OpenDoorSide, OpenDoorStatus,
        OwnOpenDoorVisit, OwnOpenDoorVisitQuery, TOKEN_HEADER,
    },
    problem::ProblemCode,
    text::Slug,
    version::Version,
    working_time::Span,
};
use futures_util::{StreamExt, future::join_all, stream::FuturesUnordered};
use sea_orm::{ConnectionTrait, Statement};
use std::num::NonZeroU32;
use uuid::Uuid;

/// Round the clock.
pub fn always() -> OpenDoorRules {
    let week = vec![vec![Span::parse("00:00", "24:00").unwrap()]; 7];
    OpenDoorRules {
        enabled: true,
        hours: week.try_into().unwrap(),
        closed_on_closing_days: false,
        max_waiting: domain::open_door::MAX_WAITING.try_into().unwrap(),
    }
}

/// Opens the door of a facility.
pub async fn opened(facility: &Facility<'_>, rules: &OpenDoorRules) {
    let admin = &facility.admin.client;
    let version = admin.read_open_door_settings().await.unwrap().version;
    let changed = admin.update_open_door_settings(version, rules).await;
    changed.unwrap();
}

fn slug(text: &str) -> Slug {
    text.try_into().unwrap()
}

/// Comes in, with these words or without any.
pub async fn enters(app: &TestApp, text: Option<&str>) -> CallResult<Visit> {
    let body = OpenDoorEnter {
        text: text.map(|text| text.try_into().unwrap()),
    };
    let entered = app
        .nobody()
        .enter_open_door(&slug("lahntal"), &body)
        .await?;
    Ok(app.nobody().open_door_visit(&entered.token))
}

async fn seen(visit: &Visit) -> OwnOpenDoorVisit {
    let now = OwnOpenDoorVisitQuery::default();
    visit.read_own_open_door_visit(&now).await.unwrap()
}

fn text(text: &str) -> ChatMessageWrite {
    ChatMessageWrite {
        text: text.try_into().unwrap(),
    }
}

fn said(part: &OpenDoorMessages) -> Vec<(i64, OpenDoorSide, &str)> {
    let said = part.messages.iter();
    said.map(|one| (one.position, one.side, one.text.as_str()))
        .collect()
}

/// Writes as the visitor, under this key.
async fn writes(visit: &Visit, key: u128, words: &str) -> CallResult<OpenDoorMessage> {
    let key = Uuid::from_u128(key);
    visit.send_own_open_door_message(key, &text(words)).await
}

/// Writes as staff, under this key.
async fn answers(
    client: &Client,
    id: OpenDoorVisitId,
    key: u128,
    words: &str,
) -> CallResult<OpenDoorMessage> {
    let key = Uuid::from_u128(key);
    client.send_open_door_message(id, key, &text(words)).await
}

/// Who waits, as somebody sees it.
pub async fn waiting(staff: &Staff) -> Vec<OpenDoorVisitId> {
    let list = staff.client.list_open_door_visits().await.unwrap();
    list.waiting.iter().map(|visit| visit.id).collect()
}

fn code<T: std::fmt::Debug>(result: CallResult<T>) -> ProblemCode {
    result.unwrap_err().code().unwrap()
}

/// Runs the rounds that are due.
async fn round(app: &TestApp) {
    Worker::new(app.state.clone()).run_due().await.unwrap();
}

#[actix_web::test]
async fn somebody_waits_is_picked_up_talks_and_goes() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    opened(&facility, &always()).await;
    let first = enters(&app, Some("Ich weiß nicht weiter.")).await.unwrap();
    let second = enters(&app, None).await.unwrap();
    assert_eq!(
        [seen(&first).await.place, seen(&second).await.place],
        [Some(1), Some(2)]
    );
    // Staff see the order, and what the first one said.
    let list = brandt.client.list_open_door_visits().await.unwrap();
    let texts: Vec<_> = list
        .waiting
        .iter()
        .map(|visit| (visit.number, visit.first_text.as_deref()))
        .collect();
    assert_eq!(texts, [(1, Some("Ich weiß nicht weiter.")), (2, None)]);
    let id = list.waiting[0].id;
    // Nobody writes to who was not picked up; the visitor writes on while they wait.
    let early = answers(&brandt.client, id, 9, "Hallo");
    assert_eq!(code(early.await), ProblemCode::Forbidden);
    let more = writes(&first, 1, "Es ist viel.");
    assert_eq!(more.await.unwrap().position, 2);

    let picked = brandt.client.pick_up_open_door_visit(id).await.unwrap();
    assert_eq!(picked.status, OpenDoorStatus::Talking);
    // Asked twice, it is theirs already.
    brandt.client.pick_up_open_door_visit(id).await.unwrap();
    let talking = seen(&first).await;
    assert_eq!(talking.counselor.as_deref(), Some("m.brandt"));
    assert_eq!((talking.place, seen(&second).await.place), (None, Some(1)));

    for (number, words) in [(1, "Guten Abend"), (1, "Guten Abend"), (2, "Erzählen Sie")] {
        let sent = answers(&brandt.client, id, number, words);
        assert_eq!(sent.await.unwrap().text, words);
    }
    // Both sides' keys are their own; what is sent again is there once.
    let again = writes(&first, 1, "Es ist viel.");
    assert_eq!(again.await.unwrap().position, 2);
    let all = OpenDoorMessageQuery::default();
    let expected = [
        (1, OpenDoorSide::Visitor, "Ich weiß nicht weiter."),
        (2, OpenDoorSide::Visitor, "Es ist viel."),
        (3, OpenDoorSide::Counselor, "Guten Abend"),
        (4, OpenDoorSide::Counselor, "Erzählen Sie"),
    ];
    let read = first.list_own_open_door_messages(&all).await.unwrap();
    assert_eq!(said(&read), expected);
    let read = brandt.client.list_open_door_messages(id, &all).await;
    assert_eq!(said(&read.unwrap()), expected);
    let later = OpenDoorMessageQuery {
        after: Some(2),
        limit: Some(domain::page::Limit::try_from(1).unwrap()),
    };
    let part = first.list_own_open_door_messages(&later).await.unwrap();
    assert_eq!((said(&part), part.has_later), (vec![expected[2]], true));

    first.leave_open_door().await.unwrap();
    first.leave_open_door().await.unwrap();
    let over = seen(&first).await;
    assert_eq!(over.ended_by, Some(OpenDoorEnd::Visitor));
    assert!(over.erased_by.unwrap() < app.hand.now() + TimeDelta::hours(48));
    let late = writes(&first, 3, "Noch was");
    assert_eq!(code(late.await), ProblemCode::Conflict);
    let late = answers(&brandt.client, id, 3, "Ja?");
    assert_eq!(code(late.await), ProblemCode::Conflict);
    // What had arrived before is still answered to who did not hear of it.
    let again = writes(&first, 1, "Es ist viel.");
    assert_eq!(again.await.unwrap().position, 2);

    // Staff can end as well: who talks, and who waits.
    let id = waiting(&brandt).await[0];
    let ended = brandt.client.end_open_door_visit(id).await.unwrap();
    assert_eq!(ended.ended_by, Some(OpenDoorEnd::Counselor));
    assert_eq!(seen(&second).await.ended_by, Some(OpenDoorEnd::Counselor));
    assert!(waiting(&brandt).await.is_empty());
}

#[actix_web::test]
async fn of_a_hundred_who_pick_up_at_once_one_does_and_the_others_are_told_who() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    facility.set_licences(200).await;
    let names: Vec<_> = (0..20).map(|number| format!("counselor{number}")).collect();
    for name in &names {
        let body = counselor_create(name);
        facility.admin.client.create_counselor(&body).await.unwrap();
    }
    let staff = sign_in_all(&app, "lahntal", &names).await;
    let visit = enters(&app, None).await.unwrap();
    let id = waiting(&facility.admin).await[0];
    // Twenty of them, five times each.
    let tries = (0..100).map(|number| {
        let one = &staff[number % staff.len()];
        async move { (one.id, one.client.pick_up_open_door_visit(id).await) }
    });
    let tries = join_all(tries).await;
    let winners: std::collections::BTreeSet<_> = tries
        .iter()
        .filter(|(_, result)| result.is_ok())
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(winners.len(), 1, "{winners:?}");
    let winner = *winners.first().unwrap();
    for (one, result) in tries {
        if one == winner {
            assert_eq!(result.unwrap().counselor.unwrap().id, winner);
            continue;
        }
        let Err(CallError::Problem(problem)) = result else {
            panic!("somebody else was faster");
        };
        assert_eq!(problem.code, ProblemCode::TakenOver);
        assert_eq!(problem.taken_by.unwrap().id, winner);
    }
    assert_eq!(seen(&visit).await.status, OpenDoorStatus::Talking);
    // Who is not in it does not get to know what is said there; that there is one, they do.
    for (other, known) in [(&facility.admin, 1), (&staff[0], 1), (&staff[1], 1)] {
        if other.id == winner {
            continue;
        }
        let refused = other.client.read_open_door_visit(id).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
        let all = OpenDoorMessageQuery::default();
        let refused = other.client.list_open_door_messages(id, &all).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
        let list = other.client.list_open_door_visits().await.unwrap();
        assert_eq!(list.with_colleagues, known);
        assert!(list.waiting.is_empty() && list.own.is_empty());
    }
}

#[actix_web::test]
async fn it_is_closed_outside_its_hours_and_full_when_as_many_wait_as_can() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let door = async || app.nobody().read_open_door(&slug("lahntal")).await.unwrap();
    assert!(!door().await.enabled, "off until it is switched on");
    assert_eq!(code(enters(&app, None).await), ProblemCode::OpenDoorClosed);
    let two = OpenDoorRules {
        max_waiting: 2.try_into().unwrap(),
        ..always()
    };
    opened(&facility, &two).await;
    // Ten at once for two places.
    let tries = join_all((0..10).map(|_| enters(&app, None))).await;
    let (inside, refused): (Vec<_>, Vec<_>) = tries.into_iter().partition(Result::is_ok);
    assert_eq!((inside.len(), refused.len()), (2, 8));
    for one in refused {
        assert_eq!(code(one), ProblemCode::OpenDoorFull);
    }
    assert!(door().await.full);
    inside[0].as_ref().unwrap().leave_open_door().await.unwrap();
    assert!(!door().await.full);

    // It is Thursday, eleven in the morning, in the facility.
    let mut week = vec![Vec::new(); 7];
    week[3] = vec![Span::parse("16:00", "20:00").unwrap()];
    let evenings = OpenDoorRules {
        hours: week.try_into().unwrap(),
        ..two
    };
    opened(&facility, &evenings).await;
    let closed = door().await;
    assert_eq!(
        (closed.open, closed.opens_at),
        (false, Some("2026-01-15T15:00:00Z".parse().unwrap()))
    );
    assert_eq!(code(enters(&app, None).await), ProblemCode::OpenDoorClosed);
    // Who was in already and still waits is let go by the next round, half an hour later.
    let inside = inside[1].as_ref().unwrap();
    app.hand.advance(TimeDelta::minutes(1));
    seen(inside).await;
    round(&app).await;
    let over = seen(inside).await;
    assert_eq!(over.ended_by, Some(OpenDoorEnd::Closed));
}

#[actix_web::test]
async fn settings_are_the_admins_and_name_their_version() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = admin.read_open_door_settings().await.unwrap();
    assert_eq!(first.rules, OpenDoorRules::default());
    let rules = always();
    let changed = admin.update_open_door_settings(first.version, &rules);
    let changed = changed.await.unwrap();
    assert_eq!((changed.rules, changed.door.open), (rules.clone(), true));
    let stale = admin.update_open_door_settings(Version::FIRST, &rules);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn whoever_waits_hears_at_once_that_they_moved_up_and_what_is_written() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let first = enters(&app, None).await.unwrap();
    let second = enters(&app, None).await.unwrap();
    let staff = &facility.admin.client;
    let [one, _] = waiting(&facility.admin).await[..] else {
        panic!("two wait");
    };
    let mut last = seen(&second).await;
    // What is to happen while the visitor's request waits for it.
    for step in 0..4 {
        let waits = OwnOpenDoorVisitQuery {
            after: Some(last.mark.clone()),
        };
        let happens = async {
            match step {
                0 => first.leave_open_door().await.unwrap(),
                1 => drop(
                    staff
                        .pick_up_open_door_visit(waiting(&facility.admin).await[0])
                        .await
                        .unwrap(),
                ),
                2 => {
                    let list = staff.list_open_door_visits().await.unwrap();
                    let id = list.own[0].id;
                    let sent = answers(staff, id, 1, "Hallo");
                    sent.await.unwrap();
                }
                _ => {
                    let list = staff.list_open_door_visits().await.unwrap();
                    staff.end_open_door_visit(list.own[0].id).await.unwrap();
                }
            }
        };
        let (heard, ()) = tokio::join!(second.read_own_open_door_visit(&waits), happens);
        let heard = heard.unwrap();
        match step {
            0 => assert_eq!(heard.place, Some(1)),
            1 => assert_eq!(heard.status, OpenDoorStatus::Talking),
            2 => assert_eq!(heard.last_position, 1),
            _ => assert_eq!(heard.ended_by, Some(OpenDoorEnd::Counselor)),
        }
        last = heard;
    }
    assert_eq!(
        code(staff.pick_up_open_door_visit(one).await),
        ProblemCode::Conflict
    );
}

#[actix_web::test]
async fn only_the_secret_leads_back_and_it_leads_nowhere_else() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    opened(&world.facility, &always()).await;
    let visit = enters(&app, Some("Hallo")).await.unwrap();
    let id = waiting(&world.owner).await[0];
    let now = OwnOpenDoorVisitQuery::default();
    let url = format!("{}/api/v1/open-door-visit", app.url);
    for forged in [
        String::new(),
        id.to_string(),
        visit.token()[1..].to_owned(),
        format!("{}A", visit.token()),
        visit.token().to_lowercase(),
    ] {
        let other = app.nobody().open_door_visit(&forged);
        let refused = other.read_own_open_door_visit(&now).await;
        assert_eq!(code(refused), ProblemCode::NotFound, "{forged}");
        let refused = writes(&other, 1, "Ich");
        assert_eq!(code(refused.await), ProblemCode::NotFound, "{forged}");
    }
    // Nor does whoever is signed in get there without it; nor anywhere else with it.
    let admin = world.facility.admin.client.access_token().unwrap();
    let answer = http().get(&url).bearer_auth(admin).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    let list = format!("{}/api/v1/open-door-visits", app.url);
    let answer = http().get(&list).bearer_auth(visit.token()).send().await;
    assert_eq!(answer.unwrap().status(), 401);
    let answer = http().get(&list).header(TOKEN_HEADER, visit.token()).send();
    assert_eq!(answer.await.unwrap().status(), 401);
    // Another facility's staff know of nothing.
    let abroad = &world.abroad.admin;
    assert!(waiting(abroad).await.is_empty());
    assert_eq!(
        code(abroad.client.pick_up_open_door_visit(id).await),
        ProblemCode::NotFound
    );
    // Of the secret the database holds only what proves it.
    assert!(tables_with(&app, visit.token().as_bytes()).await.is_empty());
}

#[actix_web::test]
async fn one_address_does_not_fill_the_queue() {
    let three = NonZeroU32::new(3).unwrap();
    let app = TestApp::with(|settings| settings.sign_in_burst = three).await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    for _ in 0..3 {
        enters(&app, None).await.unwrap();
    }
    assert_eq!(code(enters(&app, None).await), ProblemCode::TooManyAttempts);
    assert_eq!(waiting(&facility.admin).await.len(), 3);
}

/// As many answers to one visitor wait at once.
const AT_ONCE: usize = 4;

#[actix_web::test]
async fn of_one_visit_only_a_few_answers_wait_and_others_are_not_kept_from_waiting() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let visit = enters(&app, None).await.unwrap();
    let other = enters(&app, None).await.unwrap();
    let waits = OwnOpenDoorVisitQuery {
        after: Some(seen(&visit).await.mark),
    };
    let all = (0..=AT_ONCE).map(|_| visit.read_own_open_door_visit(&waits));
    let mut all: FuturesUnordered<_> = all.collect();
    let refused = all.next().await.unwrap();
    assert_eq!(code(refused), ProblemCode::TooManyAttempts);
    let theirs = OwnOpenDoorVisitQuery {
        after: Some(seen(&other).await.mark),
    };
    let (heard, ()) = tokio::join!(other.read_own_open_door_visit(&theirs), async {
        visit.leave_open_door().await.unwrap();
    });
    assert_eq!(heard.unwrap().place, Some(1));
    while let Some(answer) = all.next().await {
        assert_eq!(answer.unwrap().status, OpenDoorStatus::Ended);
    }
    // Their places are free again.
    let again = (0..AT_ONCE).map(|_| visit.read_own_open_door_visit(&waits));
    for answer in join_all(again).await {
        assert_eq!(answer.unwrap().status, OpenDoorStatus::Ended);
    }
}

#[actix_web::test]
async fn whoever_is_gone_for_too_long_has_left() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let [stays, waits, talks] = [1, 2, 3].map(|_| enters(&app, None));
    let (stays, waits, talks) = (
        stays.await.unwrap(),
        waits.await.unwrap(),
        talks.await.unwrap(),
    );
    let last = waiting(&facility.admin).await[2];
    let staff = &facility.admin.client;
    staff.pick_up_open_door_visit(last).await.unwrap();
    app.hand.advance(ABANDONED_AFTER - TimeDelta::minutes(1));
    seen(&stays).await;
    let list = staff.list_open_door_visits().await.unwrap();
    assert_eq!(list.waiting[0].away_since, None);
    assert!(list.waiting[1].away_since.is_some() && list.own[0].away_since.is_some());
    app.hand.advance(TimeDelta::minutes(2));
    round(&app).await;
    let ended = |visit: OwnOpenDoorVisit| visit.ended_by;
    assert_eq!(ended(seen(&stays).await), None);
    for gone in [&waits, &talks] {
        assert_eq!(ended(seen(gone).await), Some(OpenDoorEnd::Abandoned));
    }
}

#[actix_web::test]
async fn whom_a_counselor_leaves_behind_waits_again_before_all_others() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    opened(&facility, &always()).await;
    let visit = enters(&app, Some("Hallo")).await.unwrap();
    let id = waiting(&brandt).await[0];
    let admin = &facility.admin.client;
    for delete in [false, true] {
        let staff = if delete {
            facility.counselor("j.petersen").await
        } else {
            Staff {
                client: brandt.client.clone(),
                id: brandt.id,
            }
        };
        staff.client.pick_up_open_door_visit(id).await.unwrap();
        enters(&app, None).await.unwrap();
        assert_eq!(seen(&visit).await.status, OpenDoorStatus::Talking);
        let version = admin.read_counselor(staff.id).await.unwrap().version;
        if delete {
            let body = CounselorDelete::default();
            admin
                .delete_counselor(staff.id, version, &body)
                .await
                .unwrap();
        } else {
            admin.deactivate_counselor(staff.id, version).await.unwrap();
        }
        let again = seen(&visit).await;
        assert_eq!(
            (again.status, again.place),
            (OpenDoorStatus::Waiting, Some(1))
        );
    }
}

#[actix_web::test]
async fn nothing_is_left_of_a_visit_two_days_after_its_end() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let brandt = facility.counselor("m.brandt").await;
    let visit = enters(&app, Some("Niemand darf das wissen")).await.unwrap();
    let staff = &brandt.client;
    let id = waiting(&brandt).await[0];
    staff.pick_up_open_door_visit(id).await.unwrap();
    let sent = answers(staff, id, 1, "Guten Abend");
    sent.await.unwrap();
    // What is written lies there sealed, and the visit names nobody and no address.
    for open in ["Niemand darf das wissen", "Guten Abend", "127.0.0"] {
        let mut found = tables_with(&app, open.as_bytes()).await;
        // What staff did is told with their network, as ever.
        found.remove("audit_entries");
        assert!(found.is_empty(), "{open}: {found:?}");
    }
    let filled = tables_with(&app, id.0.as_bytes()).await;
    assert!(filled.contains("open_door_visits") && filled.contains("open_door_messages"));
    visit.leave_open_door().await.unwrap();

    app.hand.advance(KEPT_FOR - TimeDelta::minutes(5));
    round(&app).await;
    assert_eq!(rows(&app, "open_door_messages").await, 2);
    let old = app
        .db
        .query_one_raw(Statement::from_string(
            app.db.get_database_backend(),
            "SELECT wrapped_key FROM open_door_visits",
        ))
        .await
        .unwrap()
        .unwrap();
    let wrapped: Vec<u8> = old.try_get("", "wrapped_key").unwrap();

    app.hand.advance(TimeDelta::minutes(10));
    round(&app).await;
    for table in ["open_door_visits", "open_door_messages"] {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
    for trace in [id.0.as_bytes().as_slice(), wrapped.as_slice()] {
        let mut found = tables_with(&app, trace).await;
        // That staff picked somebody up, and no more.
        found.remove("audit_entries");
        assert!(found.is_empty(), "{found:?}");
    }
    // A day later one signs in anew.
    let brandt = sign_in_all(&app, "lahntal", &["m.brandt".into()]).await;
    let staff = &brandt[0].client;
    let now = OwnOpenDoorVisitQuery::default();
    let gone = visit.read_own_open_door_visit(&now).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
    assert_eq!(
        code(staff.read_open_door_visit(id).await),
        ProblemCode::NotFound
    );
    // With the last visit the rounds end; they begin again with the next, whose number goes on.
    assert_eq!(rows(&app, "jobs").await, 0);
    enters(&app, None).await.unwrap();
    let list = staff.list_open_door_visits().await.unwrap();
    assert_eq!(list.waiting[0].number, 2);
    assert_eq!(rows(&app, "jobs").await, 1);
}

#[actix_web::test]
async fn a_visit_is_handed_over_to_a_colleague_who_reads_it_all_and_the_visitor_sees_who_answers() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let gone = facility.counselor("g.one").await;
    opened(&facility, &always()).await;
    let visitor = enters(&app, Some("Ich weiß nicht weiter.")).await.unwrap();
    let id = waiting(&brandt).await[0];
    let pass = async |from: &Staff, counselor_id| {
        let body = OpenDoorHandOver { counselor_id };
        from.client.hand_over_open_door_visit(id, &body).await
    };
    // Who waits is nobody's to give away.
    let early = pass(&brandt, petersen.id);
    assert_eq!(code(early.await), ProblemCode::Forbidden);
    brandt.client.pick_up_open_door_visit(id).await.unwrap();
    answers(&brandt.client, id, 1, "Guten Abend").await.unwrap();
    let theirs = pass(&petersen, petersen.id);
    assert_eq!(code(theirs.await), ProblemCode::NotFound);
    let admin = &facility.admin.client;
    let version = admin.read_counselor(gone.id).await.unwrap().version;
    admin.deactivate_counselor(gone.id, version).await.unwrap();
    for nobody in [gone.id, brandt.id] {
        let refused = pass(&brandt, nobody).await;
        assert_eq!(code(refused), ProblemCode::InvalidBody);
    }
    let before = seen(&visitor).await.mark;
    pass(&brandt, petersen.id).await.unwrap();
    let now = seen(&visitor).await;
    assert_eq!(now.counselor.as_deref(), Some("j.petersen"));
    assert_ne!(now.mark, before, "it is heard of at once");
    let lost = brandt.client.read_open_door_visit(id).await;
    assert_eq!(code(lost), ProblemCode::NotFound);
    let own = brandt.client.list_open_door_visits().await.unwrap().own;
    assert!(own.is_empty(), "{own:?}");
    let all = OpenDoorMessageQuery::default();
    let read = petersen
        .client
        .list_open_door_messages(id, &all)
        .await
        .unwrap();
    assert_eq!(said(&read).len(), 2);
    answers(&petersen.client, id, 2, "Ich mache weiter")
        .await
        .unwrap();
    // Of two at once one goes through, and it is with one colleague.
    let back = pass(&petersen, brandt.id);
    let end = petersen.client.end_open_door_visit(id);
    let (back, end) = futures_util::future::join(back, end).await;
    assert!(back.is_ok() || end.is_ok());
    visitor.leave_open_door().await.unwrap();
    for one in [&brandt, &petersen] {
        let over = pass(one, facility.admin.id);
        let refused = code(over.await);
        assert!([ProblemCode::Conflict, ProblemCode::NotFound].contains(&refused));
    }
}
