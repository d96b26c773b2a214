//! The figures of a period, counted by another way besides.

use crate::{
    bookings::appointment,
    chats::{group_chat, writes},
    deletion_routine::{later, second_admin, tables_with},
    jobs::rows,
    monitoring_export::lines,
    monitorings::{monitoring, monitoring_field},
    open_door,
    support::{Facility, TestApp, field, sign_in_all},
};
use api::jobs::Worker;
use chrono::{DurationRound, TimeDelta};
use client::Client;
use domain::{
    audit::{AuditAction, AuditQuery},
    bookings::Cancellation,
    channels::Channel,
    chats::{ChatAccount, ChatMessageWrite, ChatOpen},
    counselling_fields::FieldQuery,
    ids::{ClientId, CounselorId},
    language::Language,
    monitorings::{
        Monitoring, MonitoringAnswer, MonitoringExport, MonitoringFieldKind, MonitoringQuery,
        MonitoringRules, MonitoringWrite, TableFormat,
    },
    problem::FieldCode,
    statistics::{
        BookingFigures, ChatFigures, ClientFigures, FirstAnswer, MailRequestFigures,
        MonitoringFigures, Month, Statistics, StatisticsQuery,
    },
};
use migrations::{Migrator, MigratorTrait};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn months(from: &str, to: &str) -> StatisticsQuery {
    StatisticsQuery {
        from: Some(month(from)),
        to: Some(month(to)),
        counselor_id: None,
    }
}

async fn whole(facility: &Facility<'_>, query: &StatisticsQuery) -> Statistics {
    facility.admin.client.read_statistics(query).await.unwrap()
}

async fn erase(facility: &Facility<'_>, client: ClientId) {
    let admin = &facility.admin.client;
    let version = admin.read_client(client).await.unwrap().version;
    let deleted = admin.delete_client(client, version).await.unwrap();
    admin.erase_client(client, deleted.version).await.unwrap();
}

#[actix_web::test]
async fn requests_count_for_the_month_they_came_in_and_how_long_they_waited() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let stern = facility.client("Stern").await;
    let received = app.hand.now();
    let mut requests = Vec::new();
    for minutes in [10, 30, 600] {
        let request = stern.request("Schlaf").await;
        app.hand.advance(TimeDelta::minutes(minutes));
        for _ in 0..2 {
            // Only the first answer is the first.
            brandt.answer(request).await;
        }
        requests.push(request);
    }
    let waiting = stern.request("Wartet").await;
    let version = brandt.client.read_mail_request(requests[0]).await.unwrap();
    brandt
        .client
        .complete_mail_request(requests[0], version.summary.version)
        .await
        .unwrap();
    let this = Month::at(&chrono_tz::Europe::Berlin, received).unwrap();
    let query = StatisticsQuery {
        from: Some(this),
        to: Some(this),
        counselor_id: None,
    };
    let figures = whole(&facility, &query).await;
    assert_eq!(
        figures.mail_requests,
        MailRequestFigures {
            received: 4,
            answered: 3,
            completed: 1,
            overdue: 0
        }
    );
    assert_eq!(
        figures.first_answer,
        Some(FirstAnswer {
            median_minutes: 30,
            ninth_decile_minutes: 600
        })
    );
    assert_eq!(figures.months.len(), 1);
    assert_eq!(figures.months[0].mail_requests, figures.mail_requests);
    assert_eq!(figures.open_month, Some(this));
    // Nobody has taken what waits.
    let own = brandt.client.read_statistics(&query).await.unwrap();
    assert_eq!(own.mail_requests.received, 3);
    assert_eq!(own.counselor_id, Some(brandt.id));
    assert_eq!(
        brandt
            .client
            .read_mail_request(waiting)
            .await
            .unwrap()
            .summary
            .id,
        waiting
    );
}

#[actix_web::test]
async fn erasing_somebody_changes_no_figure() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let (stern, mond) = (
        facility.client("Stern").await,
        facility.client("Mond").await,
    );
    for (person, counselor, minutes) in [
        (&stern, &brandt, 25),
        (&mond, &brandt, 40),
        (&stern, &petersen, 90),
    ] {
        let request = person.request("Schlaf").await;
        app.hand.advance(TimeDelta::minutes(minutes));
        counselor.answer(request).await;
        let version = counselor
            .client
            .read_mail_request(request)
            .await
            .unwrap()
            .summary
            .version;
        counselor
            .client
            .complete_mail_request(request, version)
            .await
            .unwrap();
    }
    stern.request("Noch offen").await;
    let soon = (app.hand.now() + TimeDelta::hours(2))
        .duration_trunc(TimeDelta::hours(1))
        .unwrap();
    let mut booked = Vec::new();
    for (person, hours) in [
        (&stern, 0),
        (&stern, 1),
        (&stern, 2),
        (&mond, 3),
        (&stern, 24 * 40),
    ] {
        let at = (soon + TimeDelta::hours(hours)).to_rfc3339();
        booked.push(
            brandt
                .client
                .create_booking(&appointment(person.id, &at))
                .await
                .unwrap(),
        );
    }
    app.hand.advance(TimeDelta::hours(4));
    let calendar = &brandt.client;
    calendar
        .mark_booking_held(booked[0].id, booked[0].version)
        .await
        .unwrap();
    calendar
        .mark_booking_missed(booked[1].id, booked[1].version)
        .await
        .unwrap();
    calendar
        .cancel_booking(booked[4].id, booked[4].version, &Cancellation::default())
        .await
        .unwrap();
    let query = months("2026-01", "2026-12");
    let of = |counselor| StatisticsQuery {
        counselor_id: counselor,
        ..query
    };
    let mut before = Vec::new();
    for counselor in [None, Some(brandt.id), Some(petersen.id)] {
        before.push(whole(&facility, &of(counselor)).await);
    }
    assert_eq!(
        before[0].mail_requests,
        MailRequestFigures {
            received: 4,
            answered: 3,
            completed: 3,
            overdue: 0
        }
    );
    assert_eq!(
        before[0].bookings,
        BookingFigures {
            booked: 5,
            held: 1,
            cancelled: 1,
            no_show: 1
        }
    );
    erase(&facility, stern.id).await;
    for (before, counselor) in before
        .into_iter()
        .zip([None, Some(brandt.id), Some(petersen.id)])
    {
        let after = whole(&facility, &of(counselor)).await;
        assert_eq!(
            after,
            Statistics {
                counted_at: after.counted_at,
                ..before
            }
        );
    }
}

#[actix_web::test]
async fn a_period_is_one_that_can_be_counted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for (from, to) in [("2026-02", "2026-01"), ("2020-01", "2025-01")] {
        let refused = admin.read_statistics(&months(from, to)).await;
        assert_eq!(
            field(refused),
            ("/from".to_owned(), FieldCode::OutOfRange),
            "{from} to {to}"
        );
    }
    let five_years = admin
        .read_statistics(&months("2020-02", "2025-01"))
        .await
        .unwrap();
    assert_eq!(five_years.months.len(), 60);
    assert_eq!(five_years.first_answer, None);
    assert_eq!(five_years.open_month, None);
}

/// What is asked of a number generator: the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        // Steele and Vigna, 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }
}

/// All monitorings that there are, page by page.
async fn all_monitorings(facility: &Facility<'_>) -> Vec<Monitoring> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let query = MonitoringQuery {
            after,
            limit: Some(100.try_into().unwrap()),
            ..MonitoringQuery::default()
        };
        let page = facility
            .admin
            .client
            .list_monitorings(&query)
            .await
            .unwrap();
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

/// The figures of monitorings, counted one by one.
fn counted_one_by_one(
    all: &[Monitoring],
    from: Month,
    to: Month,
    whose: Option<CounselorId>,
) -> Counts {
    let theirs = all
        .iter()
        .filter(|one| whose.is_none_or(|id| one.counselor.id == id));
    let mut counts = Counts::default();
    let (mut before, mut within) = (BTreeSet::new(), BTreeSet::new());
    for one in theirs {
        let month = Month::of(one.date).unwrap();
        let client = one.client.as_ref().map(|client| client.id.0);
        if month < from {
            before.extend(client);
        }
        if !(from..=to).contains(&month) {
            continue;
        }
        within.extend(client);
        let minutes = u64::try_from(i64::from(one.minutes)).unwrap();
        let figures = MonitoringFigures {
            monitorings: 1,
            minutes,
        };
        counts.all += figures;
        *counts.months.entry(month).or_default() += figures;
        *counts.channels.entry(one.channel).or_default() += figures;
        *counts.counselors.entry(one.counselor.id.0).or_default() += figures;
        for field in &one.counselling_field_ids {
            *counts.topics.entry(field.0).or_default() += figures;
        }
        for (field, answer) in &one.answers {
            let answers = match answer {
                MonitoringAnswer::YesNo(true) => vec!["yes".to_owned()],
                MonitoringAnswer::YesNo(false) => vec!["no".to_owned()],
                MonitoringAnswer::Number(number) => vec![number.to_string()],
                MonitoringAnswer::Chosen(chosen) => {
                    chosen.iter().map(ToString::to_string).collect()
                }
                MonitoringAnswer::Text(_) => continue,
            };
            for answer in answers {
                *counts.answers.entry((field.0, answer)).or_default() += figures;
            }
        }
    }
    let active = within.len() as u64;
    let new = within.difference(&before).count() as u64;
    counts.clients = ClientFigures {
        active,
        new,
        returning: active - new,
    };
    counts
}

#[derive(Debug, Default, PartialEq)]
struct Counts {
    all: MonitoringFigures,
    clients: ClientFigures,
    months: BTreeMap<Month, MonitoringFigures>,
    channels: BTreeMap<Option<Channel>, MonitoringFigures>,
    topics: BTreeMap<Uuid, MonitoringFigures>,
    answers: BTreeMap<(Uuid, String), MonitoringFigures>,
    counselors: BTreeMap<Uuid, MonitoringFigures>,
}

/// The same as they are answered.
fn answered(figures: &Statistics) -> Counts {
    let none = MonitoringFigures::default();
    let months = figures
        .months
        .iter()
        .map(|one| (one.month, one.monitorings));
    let answers = figures.fields.iter().flat_map(|field| {
        let answers = field.answers.iter();
        answers.map(|one| ((field.field_id, one.answer.clone()), one.figures))
    });
    let counselors = figures.counselors.iter().flatten();
    let mut counselors: BTreeMap<_, _> = counselors
        .map(|one| (one.counselor.id.0, one.figures))
        .collect();
    if let Some(one) = figures.counselor_id.filter(|_| figures.monitorings != none) {
        counselors.insert(one.0, figures.monitorings);
    }
    Counts {
        all: figures.monitorings,
        clients: figures.clients,
        months: months.filter(|(_, sum)| *sum != none).collect(),
        channels: figures
            .channels
            .iter()
            .map(|one| (one.channel, one.figures))
            .collect(),
        topics: figures
            .counselling_fields
            .iter()
            .map(|one| (one.counselling_field.id.0, one.figures))
            .collect(),
        answers: answers.collect(),
        counselors,
    }
}

const PERIODS: [(&str, &str); 4] = [
    ("2025-01", "2026-01"),
    ("2025-04", "2025-06"),
    ("2025-06", "2025-06"),
    ("2026-02", "2026-12"),
];

/// Every figure of every period is what counting one by one finds.
async fn expect_exact(facility: &Facility<'_>, counselors: [CounselorId; 2]) {
    let all = all_monitorings(facility).await;
    for (from, to) in PERIODS {
        for whose in [None, Some(counselors[0]), Some(counselors[1])] {
            let query = StatisticsQuery {
                counselor_id: whose,
                ..months(from, to)
            };
            let figures = whole(facility, &query).await;
            let expected = counted_one_by_one(&all, month(from), month(to), whose);
            assert_eq!(answered(&figures), expected, "{from} to {to}, {whose:?}");
        }
    }
}

/// As for a facility that was there before there were sums.
async fn add_up_anew(app: &TestApp, sums: &str) {
    let mut newest = Migrator::migrations().into_iter().rev();
    let since = newest.position(|one| one.name().ends_with(sums));
    let steps = u32::try_from(since.unwrap() + 1).unwrap();
    Migrator::down(&app.db, Some(steps)).await.unwrap();
    Migrator::up(&app.db, None).await.unwrap();
}

#[actix_web::test]
async fn what_is_added_up_is_what_counting_one_by_one_finds() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let mut clients = Vec::new();
    for name in ["Stern", "Mond", "Sonne"] {
        clients.push(facility.client(name).await.id);
    }
    let mut fields = Vec::new();
    for kind in [
        MonitoringFieldKind::YesNo,
        MonitoringFieldKind::Number,
        MonitoringFieldKind::SeveralOf,
    ] {
        fields.push(
            admin
                .create_monitoring_field(&monitoring_field(kind))
                .await
                .unwrap(),
        );
    }
    let topics = admin
        .list_counselling_fields(&FieldQuery::default())
        .await
        .unwrap()
        .items;
    let mut dice = Dice(7);
    let mut written: Vec<Monitoring> = Vec::new();
    for round in 0..120 {
        let mut body = monitoring();
        let counselor = [&brandt, &petersen][dice.below(2)].id;
        body.counselor_id = Some(counselor);
        let day = u64::try_from(dice.below(380)).unwrap();
        body.date = body.date - chrono::Days::new(day);
        body.minutes = i64::try_from(dice.below(90) + 1)
            .unwrap()
            .try_into()
            .unwrap();
        body.channel = Channel::ALL.get(dice.below(6)).copied();
        body.client_id = clients.get(dice.below(4)).copied();
        let first = dice.below(topics.len());
        body.counselling_field_ids = topics
            .iter()
            .skip(first)
            .take(dice.below(3))
            .map(|one| one.id)
            .collect();
        if dice.below(2) == 0 {
            body.answers
                .insert(fields[0].id, MonitoringAnswer::YesNo(dice.below(2) == 0));
            let number = i32::try_from(dice.below(4)).unwrap();
            body.answers
                .insert(fields[1].id, MonitoringAnswer::Number(number));
            let chosen = fields[2]
                .options
                .iter()
                .skip(dice.below(2))
                .map(|one| one.id);
            body.answers
                .insert(fields[2].id, MonitoringAnswer::Chosen(chosen.collect()));
        }
        match dice.below(4) {
            0 if !written.is_empty() => {
                let gone = written.swap_remove(dice.below(written.len()));
                admin.delete_monitoring(gone.id).await.unwrap();
            }
            1 if !written.is_empty() => {
                let place = dice.below(written.len());
                let one = &written[place];
                let changed = admin.update_monitoring(one.id, one.version, &body).await;
                written[place] = changed.unwrap();
            }
            _ => written.push(admin.create_monitoring(&body).await.unwrap()),
        }
        if round % 40 == 39 {
            expect_exact(&facility, [brandt.id, petersen.id]).await;
        }
    }
    let figures = whole(&facility, &months("2025-01", "2026-01")).await;
    add_up_anew(&app, "monitoring_figures").await;
    expect_exact(&facility, [brandt.id, petersen.id]).await;
    let sum = figures.fields[0]
        .answers
        .iter()
        .map(|one| one.figures.monitorings)
        .sum::<u64>();
    let unanswered = figures.fields[0].unanswered.unwrap();
    assert_eq!(
        sum + unanswered.monitorings,
        figures.monitorings.monitorings
    );
    assert_eq!(figures.fields[2].unanswered, None);
    // Nobody is known any more, and no figure has changed.
    let before = [None, Some(brandt.id), Some(petersen.id)];
    for (from, to) in PERIODS {
        let mut known = Vec::new();
        for counselor_id in before {
            known.push(
                whole(
                    &facility,
                    &StatisticsQuery {
                        counselor_id,
                        ..months(from, to)
                    },
                )
                .await,
            );
        }
        if let Some(client) = clients.pop() {
            erase(&facility, client).await;
        }
        for (counselor_id, known) in before.into_iter().zip(known) {
            let after = whole(
                &facility,
                &StatisticsQuery {
                    counselor_id,
                    ..months(from, to)
                },
            )
            .await;
            assert_eq!(
                after,
                Statistics {
                    counted_at: after.counted_at,
                    ..known
                }
            );
        }
    }
    // What nobody is behind is still taken out again.
    for one in all_monitorings(&facility).await {
        admin.delete_monitoring(one.id).await.unwrap();
    }
    let figures = whole(&facility, &months("2025-01", "2026-01")).await;
    assert_eq!(figures.monitorings, MonitoringFigures::default());
    assert_eq!((figures.channels, figures.fields), (Vec::new(), Vec::new()));
}

#[actix_web::test]
async fn a_client_who_is_recorded_by_many_at_once_is_counted_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let stern = facility.client("Stern").await;
    let body = MonitoringWrite {
        client_id: Some(stern.id),
        ..monitoring()
    };
    let all = (0..20).map(|_| brandt.client.create_monitoring(&body));
    let all = futures_util::future::join_all(all).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    let figures = whole(&facility, &months("2026-01", "2026-01")).await;
    assert_eq!(
        figures.monitorings,
        MonitoringFigures {
            monitorings: 20,
            minutes: 900
        }
    );
    assert_eq!(
        figures.clients,
        ClientFigures {
            active: 1,
            new: 1,
            returning: 0
        }
    );
}

#[actix_web::test]
async fn chats_with_clients_are_counted_and_still_are_when_they_are_gone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    second_admin(&facility).await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let (stern, mond) = (
        facility.client("Stern").await,
        facility.client("Mond").await,
    );
    open_door::opened(&facility, &open_door::always()).await;
    let open = async |with| {
        let chat = brandt.client.open_chat(&ChatOpen { with }).await;
        chat.unwrap().id
    };
    let with_stern = open(ChatAccount::Client(stern.id)).await;
    let with_mond = open(ChatAccount::Client(mond.id)).await;
    let together = group_chat("Abend", [stern.id, mond.id]);
    let together = brandt.client.create_group_chat(&together).await.unwrap().id;
    let team = group_chat("Team", []);
    let team = brandt.client.create_group_chat(&team).await.unwrap().id;
    let colleague = open(ChatAccount::Counselor(petersen.id)).await;
    for (writer, chat) in [
        (&brandt.client, with_stern),
        (&stern.client, with_stern),
        (&brandt.client, with_stern),
        (&mond.client, with_mond),
        (&mond.client, together),
        (&brandt.client, together),
        // What colleagues write to each other is no counselling.
        (&brandt.client, team),
        (&brandt.client, colleague),
        (&petersen.client, colleague),
    ] {
        writes(writer, chat, "Guten Abend").await;
    }
    let visit = open_door::enters(&app, Some("Ist jemand da?"))
        .await
        .unwrap();
    let waiting = open_door::waiting(&petersen).await[0];
    petersen
        .client
        .pick_up_open_door_visit(waiting)
        .await
        .unwrap();
    let answer = ChatMessageWrite {
        text: "Ich bin da.".try_into().unwrap(),
    };
    let key = Uuid::from_u128(1);
    let sent = petersen
        .client
        .send_open_door_message(waiting, key, &answer);
    sent.await.unwrap();
    visit.leave_open_door().await.unwrap();
    let of = |counselor_id| StatisticsQuery {
        counselor_id,
        ..months("2026-01", "2027-12")
    };
    let counted = async |admin: &Client, counselor_id| {
        let figures = admin.read_statistics(&of(counselor_id)).await;
        figures.unwrap()
    };
    let chats = |chats, messages| ChatFigures { chats, messages };
    let everybody = counted(admin, None).await;
    assert_eq!(everybody.chats, chats(4, 8));
    let this = Month::at(&chrono_tz::Europe::Berlin, app.hand.now()).unwrap();
    let in_month = |figures: &Statistics, month: Month| {
        let mut months = figures.months.iter();
        months.find(|one| one.month == month).unwrap().chats
    };
    assert_eq!(in_month(&everybody, this), chats(4, 8));
    assert_eq!(counted(admin, Some(brandt.id)).await.chats, chats(2, 3));
    assert_eq!(counted(admin, Some(petersen.id)).await.chats, chats(1, 1));
    add_up_anew(&app, "chat_figures").await;
    let anew = counted(admin, None).await;
    assert_eq!(in_month(&anew, this), chats(4, 8));
    assert_eq!(counted(admin, Some(brandt.id)).await.chats, chats(2, 3));
    // A conversation that goes on in another month is one still.
    app.hand.advance(TimeDelta::days(40));
    let admin = later(&app).await;
    let again = sign_in_all(&app, "lahntal", &["m.brandt".to_owned()]).await;
    writes(&again[0].client, with_stern, "Und jetzt?").await;
    let then = Month::at(&chrono_tz::Europe::Berlin, app.hand.now()).unwrap();
    let before = [None, Some(brandt.id), Some(petersen.id)];
    let mut known = Vec::new();
    for counselor in before {
        known.push(counted(&admin, counselor).await);
    }
    assert_eq!(known[0].chats, chats(4, 9));
    assert_eq!(in_month(&known[0], then), chats(1, 1));
    assert_eq!(known[1].chats, chats(2, 4));
    // Somebody is erased, a group is deleted, and the visit is forgotten.
    let version = admin.read_client(stern.id).await.unwrap().version;
    let deleted = admin.delete_client(stern.id, version).await.unwrap();
    admin.erase_client(stern.id, deleted.version).await.unwrap();
    again[0].client.delete_group_chat(together).await.unwrap();
    Worker::new(app.state.clone()).run_due().await.unwrap();
    assert_eq!(rows(&app, "open_door_visits").await, 0);
    for (counselor, known) in before.into_iter().zip(known) {
        let after = counted(&admin, counselor).await;
        assert_eq!(after.chats, known.chats);
        assert_eq!(in_month(&after, this), in_month(&known, this));
        assert_eq!(in_month(&after, then), in_month(&known, then));
    }
    for gone in [with_stern.0, together.0, waiting.0] {
        let found = tables_with(&app, gone.as_bytes()).await;
        assert!(!found.contains("chat_figures"), "{found:?}");
    }
}

#[actix_web::test]
async fn figures_leave_without_small_counts_and_those_that_would_tell_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    for (counselor, channel, count) in [
        (&brandt, Channel::Phone, 12),
        (&brandt, Channel::Video, 7),
        (&petersen, Channel::Chat, 2),
    ] {
        let body = MonitoringWrite {
            channel: Some(channel),
            ..monitoring()
        };
        for _ in 0..count {
            counselor.client.create_monitoring(&body).await.unwrap();
        }
    }
    let asked = |format, language| MonitoringExport {
        format,
        language,
        from: Some(month("2026-01")),
        to: Some(month("2026-02")),
        counselor_id: None,
    };
    let csv = async |client: &Client, language| {
        let asked = asked(TableFormat::Csv, language);
        lines(&client.export_statistics(&asked).await.unwrap())
    };
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    // Nothing is set: everything is shown.
    let rows = csv(admin, Language::De).await;
    assert_eq!(rows[0], ["Aufteilung", "Angabe", "Kennzahl", "Wert"]);
    for cells in [
        ["Zeitraum", "", "Monitorings", "21"],
        ["Zeitraum", "", "Minuten", "945"],
        ["Monat", "01.01.2026", "Monitorings", "21"],
        ["Monat", "01.02.2026", "Monitorings", "0"],
        ["Beratungskanal", "Chat", "Monitorings", "2"],
        ["Berater:in", "j.petersen", "Minuten", "90"],
    ] {
        let cells = row(cells);
        let named = |row: &&Vec<String>| row[..3] == cells[..3] || row[1] == cells[1];
        assert!(
            rows.contains(&cells) || rows.iter().filter(named).any(|row| row[3] == cells[3]),
            "{cells:?} is not in {rows:?}"
        );
    }
    let settings = admin.read_monitoring_settings().await.unwrap();
    let rules = MonitoringRules {
        smallest_count: Some(5.try_into().unwrap()),
        ..settings.rules
    };
    admin
        .update_monitoring_settings(settings.version, &rules)
        .await
        .unwrap();
    // On the screen they stay, and it is said what leaves.
    let figures = whole(&facility, &months("2026-01", "2026-02")).await;
    assert_eq!(figures.smallest_count, rules.smallest_count);
    assert_eq!(figures.channels.len(), 3);
    let rows = csv(admin, Language::En).await;
    for cells in [
        ["Period", "", "Monitorings", "21"],
        ["Channel", "Chat", "Monitorings", "not shown"],
        ["Channel", "Chat", "Minutes", "not shown"],
        // The least of the others: 21 less 12 would tell otherwise.
        ["Channel", "Video", "Monitorings", "not shown"],
        ["Channel", "Phone", "Monitorings", "12"],
        ["Channel", "Phone", "Minutes", "540"],
    ] {
        assert!(rows.contains(&row(cells)), "{cells:?} is not in {rows:?}");
    }
    let by_person = rows.iter().filter(|row| row[0] == "Counselor");
    assert!(by_person.clone().count() > 0);
    assert!(by_person.clone().all(|row| row[3] == "not shown"));
    // Of two monitorings nothing is left but that there is nothing to show.
    let own = csv(&petersen.client, Language::De).await;
    assert!(own.contains(&row(["Zeitraum", "", "Monitorings", "nicht ausgewiesen"])));
    assert!(own.contains(&row([
        "Beratungskanal",
        "",
        "Monitorings",
        "nicht ausgewiesen"
    ])));
    let workbook = admin
        .export_statistics(&asked(TableFormat::Xlsx, Language::De))
        .await
        .unwrap();
    assert!(workbook.starts_with(b"PK"));
    let noted = AuditQuery {
        action: Some(AuditAction::ExportStatistics),
        ..AuditQuery::default()
    };
    let noted = admin.list_audit_entries(&noted).await.unwrap();
    assert_eq!(noted.items.len(), 4);
}
