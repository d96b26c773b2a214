//! Waiting for a place in a group appointment: what becomes free is held in turn, nobody gets in
//! between, and there are never more than fit.

use crate::{
    booking_mails::{ADDRESS, COUNSELOR, demo, heads, reachable_at, since},
    bookings::{appointment, at, rules},
    client_export::unpacked,
    group_bookings::group_booking,
    support::{Facility, Person, Staff, TestApp, code, field},
    waiting_list::work,
};
use chrono::{DateTime, TimeDelta, Utc};
use client::Client;
use domain::{
    access::Openness,
    bookings::{
        Booking, BookingState, Cancellation, GroupBookingCreate, GroupBookingUpdate, GroupOffer,
        GroupOfferQuery, GroupWaiterQuery, ParticipantsAdd,
    },
    clients::{ClientUpdate, Edit},
    counselors::CounselorUpdate,
    ids::ClientId,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use futures_util::future::{join, join_all};

const MONDAY: &str = "2026-01-19T09:00:00Z";

/// A group appointment of one place, which somebody has.
struct Full<'a> {
    facility: Facility<'a>,
    brandt: Staff,
    group: Booking,
    holder: Person,
}

impl<'a> Full<'a> {
    async fn new(app: &'a TestApp) -> Self {
        Self::at(app, MONDAY).await
    }

    async fn at(app: &'a TestApp, starts_at: &str) -> Self {
        let facility = app.facility("lahntal").await;
        rules(&facility, |rules| {
            (rules.lead_hours, rules.notice_hours) = (0, 0);
        })
        .await;
        let brandt = facility.counselor("m.brandt").await;
        let group = full_group(&brandt, starts_at).await;
        let holder = facility.client("Vorher").await;
        holder.client.join_group_booking(group.id).await.unwrap();
        Self {
            facility,
            brandt,
            group,
            holder,
        }
    }

    async fn people(&self, names: &[&str]) -> Vec<Person> {
        let mut people = Vec::new();
        for name in names {
            people.push(self.facility.client(name).await);
        }
        people
    }

    /// They wait, one after the other.
    async fn wait(&self, app: &TestApp, people: &[&Person]) {
        for person in people {
            let waits = person.client.wait_for_group_booking(self.group.id).await;
            assert_eq!(waits.unwrap().waiting.unwrap().held_until, None);
            app.hand.advance(TimeDelta::seconds(1));
        }
    }

    /// The place is free.
    async fn free(&self) {
        let left = self.holder.client.leave_group_booking(self.group.id);
        left.await.unwrap();
    }

    /// How the group stands to somebody.
    async fn offer(&self, person: &Person) -> GroupOffer {
        let query = GroupOfferQuery::default();
        let offers = person.client.list_group_offers(&query).await.unwrap();
        let mut offers = offers.items.into_iter();
        offers.find(|one| one.id == self.group.id).unwrap()
    }

    /// Until when a place is held for somebody.
    async fn held(&self, person: &Person) -> Option<DateTime<Utc>> {
        self.offer(person).await.waiting?.held_until
    }

    async fn holds(&self, people: &[&Person]) -> Vec<bool> {
        let mut held = Vec::new();
        for person in people {
            held.push(self.held(person).await.is_some());
        }
        held
    }

    async fn join(&self, person: &Person) -> client::CallResult<Booking> {
        person.client.join_group_booking(self.group.id).await
    }

    /// Who waits, in turn, and whether a place is held for them.
    async fn queue(&self, staff: &Client) -> Vec<(String, bool)> {
        let mut query = GroupWaiterQuery {
            limit: Some(Limit::try_from(1).unwrap()),
            ..GroupWaiterQuery::default()
        };
        let mut found = Vec::new();
        loop {
            let page = staff.list_group_waiters(self.group.id, &query).await;
            let page = page.unwrap();
            let items = page.items.into_iter();
            found.extend(items.map(|one| (one.client.pseudonym, one.held_until.is_some())));
            if page.next.is_none() {
                return found;
            }
            query.after = page.next;
        }
    }

    /// How many take part, and how many wait.
    async fn counts(&self) -> (u64, u64) {
        let group = self.brandt.client.read_booking(self.group.id).await;
        let group = group.unwrap().group.unwrap();
        (group.participants.unwrap(), group.waiting.unwrap())
    }

    /// Changes for how many it is.
    async fn resize(&self, version: Version, most: u16) -> client::CallResult<Booking> {
        let body = GroupBookingUpdate {
            max_participants: Edit::Set(most.try_into().unwrap()),
            ..GroupBookingUpdate::default()
        };
        let staff = &self.brandt.client;
        staff
            .update_group_booking(self.group.id, version, &body)
            .await
    }
}

async fn full_group(staff: &Staff, starts_at: &str) -> Booking {
    let body = GroupBookingCreate {
        max_participants: Some(1.try_into().unwrap()),
        ..group_booking(at(starts_at))
    };
    staff.client.create_group_booking(&body).await.unwrap()
}

fn only(id: ClientId) -> ParticipantsAdd {
    ParticipantsAdd {
        client_ids: vec![id],
        group_ids: Vec::new(),
    }
}

fn named(queue: &[(&str, bool)]) -> Vec<(String, bool)> {
    let queue = queue.iter().map(|(name, held)| ((*name).to_owned(), *held));
    queue.collect()
}

#[actix_web::test]
async fn a_freed_place_goes_from_one_to_the_next_in_turn_and_nobody_gets_in_between() {
    let app = demo().await;
    // In two hours, so that a place is held for half an hour and nobody's session ends meanwhile.
    let full = Full::at(&app, "2026-01-15T12:00:00Z").await;
    let id = full.group.id;
    let first = reachable_at(&full.facility, "Erste", ADDRESS).await;
    let others = full.people(&["Zweite", "Dritte", "Eilige"]).await;
    let (second, third, hasty) = (&others[0], &others[1], &others[2]);
    full.wait(&app, &[&first, second, third]).await;
    // Once is enough.
    let since_when = full.offer(&first).await.waiting.unwrap();
    let again = first.client.wait_for_group_booking(id).await.unwrap();
    assert_eq!((again.waiting, again.full), (Some(since_when), true));
    assert_eq!(full.counts().await, (1, 3));
    let staff = &full.brandt.client;
    let waiting = named(&[("Erste", false), ("Zweite", false), ("Dritte", false)]);
    assert_eq!(full.queue(staff).await, waiting);
    let mut known = 0;
    since(&app, &mut known).await;

    let freed_at = app.hand.now();
    full.free().await;
    // It is free, and no round has been yet.
    assert_eq!(code(full.join(hasty).await), ProblemCode::NoPlaceLeft);
    assert_eq!(code(full.join(second).await), ProblemCode::NoPlaceLeft);
    assert!(full.offer(hasty).await.full);
    let mails = since(&app, &mut known).await;
    let told = [
        (ADDRESS, "Ein Termin ist für Sie frei geworden"),
        (COUNSELOR, "Ein Termin wurde abgesagt"),
    ];
    let mut heads = heads(&mails);
    heads.retain(|(to, _)| *to == ADDRESS);
    assert_eq!(heads, told[..1]);
    let mail = mails.iter().find(|one| one.to == ADDRESS).unwrap();
    assert_eq!(mail.calendar, None, "nothing is certain yet");
    for secret in ["Trennungsgruppe", "Brandt", "Erste"] {
        assert!(!mail.mail.text.contains(secret), "{}", mail.mail.text);
    }
    let quarter = |now: DateTime<Utc>| now + (full.group.starts_at - now) / 4;
    let hold = quarter(freed_at)..=quarter(app.hand.now());
    assert!(hold.contains(&full.held(&first).await.unwrap()));
    assert!(!full.offer(&first).await.full, "it is theirs");
    // What is held is nobody else's, staff's neither, and cannot be done away with.
    assert_eq!(code(full.join(hasty).await), ProblemCode::NoPlaceLeft);
    let refused = staff.add_participants(id, &only(hasty.id)).await;
    assert_eq!(code(refused), ProblemCode::NoPlaceLeft);

    // Who gives it back waits no more.
    let given_back = first.client.stop_waiting_for_group_booking(id).await;
    given_back.unwrap();
    work(&app).await;
    assert_eq!(full.offer(&first).await.waiting, None);
    assert_eq!(full.holds(&[second, third]).await, [true, false]);
    // Nor does who lets it pass.
    app.hand.advance(TimeDelta::minutes(30));
    assert_eq!(code(full.join(second).await), ProblemCode::NoPlaceLeft);
    work(&app).await;
    assert_eq!(full.queue(staff).await, named(&[("Dritte", true)]));
    let joined = full.join(third).await.unwrap();
    assert_eq!(joined.state, BookingState::Confirmed);
    assert_eq!(full.counts().await, (1, 0));
    let gone = third.client.stop_waiting_for_group_booking(id).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
    let takes_part = third.client.wait_for_group_booking(id).await;
    assert_eq!(code(takes_part), ProblemCode::Conflict);
}

#[actix_web::test]
async fn more_places_are_held_for_as_many_and_staff_take_somebody_off() {
    let app = TestApp::new().await;
    let full = Full::new(&app).await;
    let people = full.people(&["Erste", "Zweite", "Dritte", "Vierte"]).await;
    let all: Vec<_> = people.iter().collect();
    full.wait(&app, &all).await;
    let staff = &full.brandt.client;
    let bigger = full.resize(full.group.version, 3).await.unwrap();
    work(&app).await;
    assert_eq!(full.holds(&all).await, [true, true, false, false]);
    let smaller = full.resize(bigger.version, 2).await;
    assert_eq!(
        field(smaller),
        ("/max_participants".into(), FieldCode::OutOfRange)
    );
    // Whom staff add takes what is held for them, and is on the list no more.
    let id = full.group.id;
    staff
        .add_participants(id, &only(people[1].id))
        .await
        .unwrap();
    assert_eq!(full.counts().await, (2, 3));
    staff.remove_group_waiter(id, people[0].id).await.unwrap();
    let again = staff.remove_group_waiter(id, people[0].id).await;
    assert_eq!(code(again), ProblemCode::NotFound);
    work(&app).await;
    let waiting = named(&[("Dritte", true), ("Vierte", false)]);
    assert_eq!(full.queue(staff).await, waiting);
    // Who is erased takes part no more, nor waits.
    let admin = &full.facility.admin.client;
    for gone in [&people[2], &people[1]] {
        let archive = admin.export_client(gone.id).await.unwrap();
        let files = unpacked(archive);
        let waits = files.get("waiting_list.json");
        let waits =
            waits.is_some_and(|json| String::from_utf8_lossy(json).contains("Trennungsgruppe"));
        assert_eq!(waits, gone.id == people[2].id);
        let version = admin.read_client(gone.id).await.unwrap().version;
        admin.erase_client(gone.id, version).await.unwrap();
    }
    work(&app).await;
    assert_eq!(full.queue(staff).await, named(&[("Vierte", true)]));
    assert_eq!(full.counts().await, (1, 1));
    // One place is nobody's any more.
    let late = full.facility.client("Fünfte").await;
    full.join(&late).await.unwrap();
}

/// Who waits, who tries, whom staff add, and the rounds of several servers, all at once.
#[actix_web::test]
async fn of_twenty_who_wait_and_twenty_who_try_exactly_one_gets_the_place() {
    let app = TestApp::new().await;
    let full = Full::new(&app).await;
    let (mut people, mut hasty) = (Vec::new(), Vec::new());
    for number in 0..20 {
        people.push(full.facility.client(&format!("Wartet {number}")).await);
        hasty.push(full.facility.client(&format!("Eilt {number}")).await);
    }
    let all: Vec<_> = people.iter().collect();
    full.wait(&app, &all).await;
    full.free().await;
    let tries = hasty.iter().map(|one| full.join(one));
    let rounds = (0..20).map(|_| async {
        let now = app.hand.now();
        let rounds = api::waiting_list::ensure_rounds(&app.db, now).await;
        rounds.unwrap();
        work(&app).await;
    });
    let (tried, _) = join(join_all(tries), join_all(rounds)).await;
    for one in tried {
        assert_eq!(code(one), ProblemCode::NoPlaceLeft);
    }
    let held = full.holds(&all).await;
    let expected: Vec<_> = (0..20).map(|number| number == 0).collect();
    assert_eq!(held, expected);
    // The hold against bookings, staff's too.
    let joins = hasty.iter().chain(&people[1..]).map(|one| full.join(one));
    let own = (0..20).map(|_| full.join(&people[0]));
    let adds = hasty.iter().map(|one| {
        let staff = &full.brandt.client;
        async { staff.add_participants(full.group.id, &only(one.id)).await }
    });
    let (others, (own, added)) = join(join_all(joins), join(join_all(own), join_all(adds))).await;
    assert!(own.iter().all(Result::is_ok));
    for refused in others.into_iter().chain(added) {
        assert_eq!(code(refused), ProblemCode::NoPlaceLeft);
    }
    assert_eq!(full.counts().await, (1, 19));
}

/// The last place, wanted by who waits for it and who does not, by two servers' clients at once.
#[actix_web::test]
async fn whoever_is_told_that_there_is_no_place_can_wait_and_nobody_is_let_in_twice() {
    let app = TestApp::new().await;
    let full = Full::new(&app).await;
    let bigger = full.resize(full.group.version, 2).await.unwrap();
    assert_eq!(bigger.group.unwrap().waiting, Some(0));
    let mut people = Vec::new();
    for number in 0..20 {
        people.push(full.facility.client(&format!("Welle {number}")).await);
    }
    let joins = people.iter().map(|one| full.join(one));
    let waits = people
        .iter()
        .map(|one| one.client.wait_for_group_booking(full.group.id));
    let (joined, waits) = join(join_all(joins), join_all(waits)).await;
    let came = joined.iter().filter(|one| one.is_ok()).count();
    for (join, wait) in joined.into_iter().zip(waits) {
        if let Err(error) = join {
            assert_eq!(error.code(), Some(ProblemCode::NoPlaceLeft));
        }
        if let Err(error) = wait {
            let known = [ProblemCode::SlotsFree, ProblemCode::Conflict];
            assert!(known.contains(&error.code().unwrap()), "{error:?}");
        }
    }
    work(&app).await;
    let (present, waiting) = full.counts().await;
    assert_eq!(present, 1 + came as u64);
    let held = full.queue(&full.brandt.client).await;
    assert_eq!(held.len() as u64, waiting);
    let held = held.iter().filter(|(_, held)| *held).count();
    // Either somebody has it, or it is held for one of those who wait, or nobody does.
    assert!(came + held <= 1, "{came} {held}");
    assert!(came + held == 1 || waiting == 0, "{came} {held} {waiting}");
}

#[actix_web::test]
async fn what_does_not_take_place_is_waited_for_by_nobody_and_who_had_a_place_is_told() {
    let app = demo().await;
    let full = Full::new(&app).await;
    let first = reachable_at(&full.facility, "Erste", ADDRESS).await;
    let second = full.facility.client("Zweite").await;
    full.wait(&app, &[&first, &second]).await;
    full.free().await;
    let mut known = 0;
    since(&app, &mut known).await;
    let staff = &full.brandt.client;
    let off = Cancellation::default();
    let cancelled = staff.cancel_booking(full.group.id, full.group.version, &off);
    cancelled.await.unwrap();
    let mails = since(&app, &mut known).await;
    assert_eq!(heads(&mails), [(ADDRESS, "Ein Termin wurde abgesagt")]);
    assert_eq!(crate::jobs::rows(&app, "group_booking_waiters").await, 0);
    let late = second.client.wait_for_group_booking(full.group.id).await;
    assert_eq!(code(late), ProblemCode::NotFound);

    // What clients can book no more, because it is internal or too near.
    for (starts_at, near) in [
        ("2026-01-20T09:00:00Z", false),
        ("2026-01-21T09:00:00Z", true),
    ] {
        let group = full_group(&full.brandt, starts_at).await;
        first.client.join_group_booking(group.id).await.unwrap();
        second
            .client
            .wait_for_group_booking(group.id)
            .await
            .unwrap();
        if near {
            rules(&full.facility, |rules| rules.lead_hours = 336).await;
        } else {
            let internal = GroupBookingUpdate {
                bookable: Some(false),
                ..GroupBookingUpdate::default()
            };
            let changed = staff.update_group_booking(group.id, group.version, &internal);
            changed.await.unwrap();
        }
        api::waiting_list::ensure_rounds(&app.db, app.hand.now())
            .await
            .unwrap();
        work(&app).await;
        assert_eq!(crate::jobs::rows(&app, "group_booking_waiters").await, 0);
    }
}

#[actix_web::test]
async fn who_cannot_have_a_place_is_passed_over_and_keeps_their_turn() {
    let app = TestApp::new().await;
    let full = Full::new(&app).await;
    rules(&full.facility, |rules| rules.max_open_bookings = 1).await;
    let people = full.people(&["Voll", "Fremd", "Stamm"]).await;
    let all: Vec<_> = people.iter().collect();
    full.wait(&app, &all).await;
    let admin = &full.facility.admin.client;
    // As many as one can have.
    let body = appointment(people[0].id, "2026-02-20T09:00:00Z");
    let kept = admin.create_booking(&body).await.unwrap();
    let version = admin.read_client(people[2].id).await.unwrap().version;
    let primary = ClientUpdate {
        primary_counselor_id: Edit::Set(full.brandt.id),
        ..ClientUpdate::default()
    };
    let set = admin.update_client(people[2].id, version, &primary);
    set.await.unwrap();
    let staff = &full.brandt.client;
    let only_primary = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let version = staff.read_counselor(full.brandt.id).await.unwrap().version;
    let set = staff.update_counselor(full.brandt.id, version, &only_primary);
    set.await.unwrap();
    full.free().await;
    work(&app).await;
    let waiting = named(&[("Voll", false), ("Fremd", false), ("Stamm", true)]);
    assert_eq!(full.queue(staff).await, waiting);
    let open = CounselorUpdate {
        primary_clients_only: Some(false),
        ..CounselorUpdate::default()
    };
    let version = staff.read_counselor(full.brandt.id).await.unwrap().version;
    let set = staff.update_counselor(full.brandt.id, version, &open);
    set.await.unwrap();
    let given_back = people[2]
        .client
        .stop_waiting_for_group_booking(full.group.id);
    given_back.await.unwrap();
    work(&app).await;
    let waiting = named(&[("Voll", false), ("Fremd", true)]);
    assert_eq!(full.queue(staff).await, waiting);
    let given_back = people[1]
        .client
        .stop_waiting_for_group_booking(full.group.id);
    given_back.await.unwrap();
    let none = Cancellation::default();
    let cancelled = admin.cancel_booking(kept.id, kept.version, &none).await;
    cancelled.unwrap();
    work(&app).await;
    assert_eq!(full.queue(staff).await, named(&[("Voll", true)]));
}

#[actix_web::test]
async fn one_waits_for_what_is_full_and_for_five_at_most_and_staff_see_whom_they_may() {
    let app = TestApp::new().await;
    let full = Full::new(&app).await;
    rules(&full.facility, |rules| rules.max_open_bookings = 9).await;
    let person = full.facility.client("Seestern").await;
    let open = full_group(&full.brandt, "2026-01-20T09:00:00Z").await;
    let refused = person.client.wait_for_group_booking(open.id).await;
    assert_eq!(code(refused), ProblemCode::SlotsFree);
    full.wait(&app, &[&person]).await;
    for day in 20..=24 {
        let id = match day {
            20 => open.id,
            _ => {
                full_group(&full.brandt, &format!("2026-01-{day}T09:00:00Z"))
                    .await
                    .id
            }
        };
        full.holder.client.join_group_booking(id).await.unwrap();
        let waits = person.client.wait_for_group_booking(id).await;
        match day {
            24 => assert_eq!(code(waits), ProblemCode::LimitReached),
            _ => assert!(waits.unwrap().full),
        }
    }
    let awaited = GroupOfferQuery {
        waiting: Some(true),
        ..GroupOfferQuery::default()
    };
    let awaited = person.client.list_group_offers(&awaited).await.unwrap();
    assert_eq!(awaited.items.len(), 5);

    let petersen = full.facility.counselor("j.petersen").await;
    let admin = &full.facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let primary = ClientUpdate {
        primary_counselor_id: Edit::Set(petersen.id),
        ..ClientUpdate::default()
    };
    let set = admin.update_client(person.id, version, &primary);
    set.await.unwrap();
    let staff = &full.brandt.client;
    assert_eq!(full.queue(staff).await, named(&[("Seestern", false)]));
    app.set_openness(Openness::StronglyRestricted).await;
    assert_eq!(full.queue(staff).await, []);
    assert_eq!(full.counts().await, (1, 1));
    let hidden = staff.remove_group_waiter(full.group.id, person.id).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
}
