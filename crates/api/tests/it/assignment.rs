//! Who gets a new mail request (chapter 30), and what becomes of what the client stated with it.

use crate::support::{Facility, Person, Staff, TestApp, code, field, letter};
use api::mail_requests::entity::mail_request;
use client::CallError;
use domain::{
    access::Openness,
    clients::{ClientUpdate, Edit},
    counselling_fields::CounsellingFieldUpdate,
    counselors::{CounselorDelete, CounselorUpdate},
    ids::{CounsellingFieldId, CounselorId, MailRequestId, MasterDataFieldId},
    mail_requests::{
        AssignmentSettingsUpdate, Difference, MailAvailabilityUpdate, MailOffer, MailRequestAssign,
        MailRequestCreate, MailRequestQuery, MailRequestStatus, MailRequestSummary, ProfileTaking,
        Side, Taking,
        assignment::{Availability, Bond, Capacity},
    },
    master_data_fields::{MasterData, MasterDataKind, MasterDataValue},
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::{FieldCode, ProblemCode},
};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::collections::{BTreeMap, BTreeSet};

/// A facility with two counselors, and its admin as the fallback.
struct House<'a> {
    app: &'a TestApp,
    facility: Facility<'a>,
    brandt: Staff,
    petersen: Staff,
    person: Person,
}

impl<'a> House<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        let house = Self {
            app,
            brandt: facility.counselor("m.brandt").await,
            petersen: facility.counselor("j.petersen").await,
            person: facility.client("Seestern").await,
            facility,
        };
        let fallback = Edit::Set(house.fallback());
        house.set_assignment(fallback, None).await;
        house
    }

    fn fallback(&self) -> CounselorId {
        self.facility.admin.id
    }

    async fn set_assignment(&self, fallback: Edit<CounselorId>, automatic: Option<bool>) {
        let admin = &self.facility.admin.client;
        let version = admin.read_assignment_settings().await.unwrap().version;
        let body = AssignmentSettingsUpdate {
            fallback_counselor_id: fallback,
            automatic_primary_counselor: automatic,
            ..AssignmentSettingsUpdate::default()
        };
        let set = admin.update_assignment_settings(version, &body).await;
        set.unwrap();
    }

    async fn fields(&self) -> Vec<CounsellingFieldId> {
        let offer = self.strangers_offer().await;
        let fields = offer.counselling_fields.iter();
        fields.map(|field| field.id).collect()
    }

    async fn strangers_offer(&self) -> MailOffer {
        let nobody = self.app.nobody();
        nobody.read_portal_mail_offer("lahntal").await.unwrap()
    }

    async fn look_after(&self, person: &Person, counselor: CounselorId) {
        let admin = &self.facility.admin.client;
        let version = admin.read_client(person.id).await.unwrap().version;
        let change = ClientUpdate {
            primary_counselor_id: Edit::Set(counselor),
            ..ClientUpdate::default()
        };
        let changed = admin.update_client(person.id, version, &change).await;
        changed.unwrap();
    }

    async fn only_primary_clients(&self, of: &Staff) {
        let version = of.client.read_counselor(of.id).await.unwrap().version;
        let change = CounselorUpdate {
            primary_clients_only: Some(true),
            ..CounselorUpdate::default()
        };
        let changed = of.client.update_counselor(of.id, version, &change).await;
        changed.unwrap();
    }

    async fn mails(&self) -> Vec<MailTemplate> {
        let query = OutgoingMailQuery::default();
        let admin = &self.facility.admin.client;
        let mails = admin.list_outgoing_mails(&query).await.unwrap();
        mails.items.into_iter().map(|mail| mail.template).collect()
    }
}

async fn sets(of: &Staff, availability: Availability) {
    let body = MailAvailabilityUpdate {
        availability: Some(availability),
        counselling_field_ids: None,
    };
    update(of, &body).await;
}

async fn counsels_on(of: &Staff, fields: &[CounsellingFieldId]) {
    let body = MailAvailabilityUpdate {
        availability: None,
        counselling_field_ids: Some(fields.iter().copied().collect()),
    };
    update(of, &body).await;
}

async fn update(of: &Staff, body: &MailAvailabilityUpdate) {
    let version = of
        .client
        .read_mail_availability(of.id)
        .await
        .unwrap()
        .version;
    let set = of
        .client
        .update_mail_availability(of.id, version, body)
        .await;
    set.unwrap();
}

fn places(capacity: u32) -> Availability {
    Availability::ByCapacity {
        capacity: Capacity::try_from(capacity).unwrap(),
    }
}

fn to(counselor: CounselorId) -> MailRequestCreate {
    MailRequestCreate {
        counselor_id: Some(counselor),
        ..letter("Schlaf")
    }
}

async fn write(person: &Person, body: &MailRequestCreate) -> MailRequestSummary {
    let written = person.client.create_mail_request(body).await;
    written.unwrap().summary
}

/// Writes, and once more where the server has too much to do at the moment.
async fn write_patiently(person: &Person, body: &MailRequestCreate) -> MailRequestSummary {
    loop {
        match person.client.create_mail_request(body).await {
            Err(CallError::Problem(problem)) if problem.code == ProblemCode::Unavailable => {}
            written => return written.unwrap().summary,
        }
    }
}

fn owner(request: &MailRequestSummary) -> Option<CounselorId> {
    request.counselor.as_ref().map(|counselor| counselor.id)
}

fn names(offer: &MailOffer) -> Vec<(&str, Bond)> {
    let counselors = offer.counselors.iter();
    counselors
        .map(|one| (one.counselor.display_name.as_str(), one.bond))
        .collect()
}

async fn complete(app: &TestApp, id: MailRequestId) {
    mail_request::Entity::update_many()
        .col_expr(
            mail_request::Column::Status,
            Expr::value(MailRequestStatus::Completed),
        )
        .filter(mail_request::Column::Id.eq(id))
        .exec(&app.db)
        .await
        .unwrap();
}

#[actix_web::test]
async fn whoever_is_chosen_gets_it_and_hears_of_it() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let request = write(&house.person, &to(house.brandt.id)).await;
    assert_eq!(owner(&request), Some(house.brandt.id));
    assert_eq!(request.status, MailRequestStatus::InProgress);
    assert_eq!(house.mails().await, [MailTemplate::NewRequest]);
    let seen = house.brandt.client.read_mail_request(request.id).await;
    assert!(seen.unwrap().summary.unread);
}

#[actix_web::test]
async fn what_is_for_whoever_has_time_is_open_to_all_as_long_as_somebody_has() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let fields = house.fields().await;
    let request = write(&house.person, &letter("Schlaf")).await;
    assert_eq!(
        (owner(&request), request.status),
        (None, MailRequestStatus::Open)
    );

    for staff in [&house.brandt, &house.petersen, &house.facility.admin] {
        sets(staff, Availability::None).await;
    }
    let request = write(&house.person, &letter("Schlaf")).await;
    assert_eq!(owner(&request), Some(house.fallback()));

    sets(&house.petersen, Availability::Unlimited).await;
    counsels_on(&house.petersen, &fields[..1]).await;
    for (field, expected) in [(fields[0], None), (fields[1], Some(house.fallback()))] {
        let body = MailRequestCreate {
            counselling_field_id: Some(field),
            ..letter("Schlaf")
        };
        assert_eq!(owner(&write(&house.person, &body).await), expected);
    }

    house.set_assignment(Edit::Clear, None).await;
    sets(&house.petersen, Availability::None).await;
    let request = write(&house.person, &letter("Schlaf")).await;
    assert_eq!(
        owner(&request),
        None,
        "without a fallback it is everybody's"
    );
}

#[actix_web::test]
async fn a_place_is_free_again_only_when_a_request_is_completed() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    sets(&house.brandt, places(2)).await;
    let mut ids = Vec::new();
    for expected in [house.brandt.id, house.brandt.id, house.fallback()] {
        let request = write(&house.person, &to(house.brandt.id)).await;
        assert_eq!(owner(&request), Some(expected));
        ids.push(request.id);
    }
    // To answer is not to complete.
    house.brandt.answer(ids[0]).await;
    let request = write(&house.person, &to(house.brandt.id)).await;
    assert_eq!(owner(&request), Some(house.fallback()));
    let brandt = &house.brandt;
    let set = brandt
        .client
        .read_mail_availability(brandt.id)
        .await
        .unwrap();
    assert_eq!((set.uncompleted, set.availability), (2, places(2)));
    assert!(
        !names(&house.strangers_offer().await)
            .iter()
            .any(|one| one.0 == "m.brandt")
    );

    complete(&app, ids[0]).await;
    let request = write(&house.person, &to(house.brandt.id)).await;
    assert_eq!(owner(&request), Some(house.brandt.id));
}

/// The promise of the chapter, on either database.
#[actix_web::test]
async fn of_a_hundred_at_once_no_more_than_the_capacity_are_given() {
    const CLIENTS: usize = 10;
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    sets(&house.brandt, places(7)).await;
    sets(&house.petersen, places(13)).await;
    let mut people = Vec::new();
    for n in 0..CLIENTS {
        people.push(house.facility.client(&format!("Klient {n}")).await);
    }
    let (brandt, petersen) = (to(house.brandt.id), to(house.petersen.id));
    let written = (0..100).map(|n| {
        let body = if n % 2 == 0 { &brandt } else { &petersen };
        write_patiently(&people[n % CLIENTS], body)
    });
    let mut owners = BTreeMap::<_, usize>::new();
    for request in join_all(written).await {
        *owners.entry(owner(&request)).or_default() += 1;
    }
    let expected = [
        (Some(house.brandt.id), 7),
        (Some(house.petersen.id), 13),
        (Some(house.fallback()), 80),
    ];
    assert_eq!(owners, BTreeMap::from(expected));
    for (staff, capacity) in [(&house.brandt, 7), (&house.petersen, 13)] {
        let set = staff.client.read_mail_availability(staff.id).await.unwrap();
        assert_eq!(set.uncompleted, capacity);
    }
}

#[actix_web::test]
async fn the_portal_offers_who_is_there_for_strangers_and_who_knows_the_client() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let offer = house.strangers_offer().await;
    let everybody = ["j.petersen", "Katharina Vogt", "m.brandt"];
    assert_eq!(names(&offer), everybody.map(|name| (name, Bond::Stranger)));
    assert_eq!(offer.counselling_fields.len(), 12);
    assert_eq!(offer.master_data_fields.len(), 5);

    let answered = house.person.request("Schlaf").await;
    house.petersen.answer(answered).await;

    sets(&house.facility.admin, Availability::None).await;
    sets(&house.petersen, Availability::None).await;
    house.only_primary_clients(&house.brandt).await;
    assert_eq!(names(&house.strangers_offer().await), []);

    house.look_after(&house.person, house.brandt.id).await;
    let offer = house.person.client.read_mail_offer().await.unwrap();
    assert_eq!(
        names(&offer),
        [
            ("j.petersen", Bond::Corresponded),
            ("m.brandt", Bond::Primary)
        ]
    );
    for known in [&house.brandt, &house.petersen] {
        let request = write(&house.person, &to(known.id)).await;
        assert_eq!(owner(&request), Some(known.id));
    }
    let other = house.facility.client("Anker").await;
    assert_eq!(names(&other.client.read_mail_offer().await.unwrap()), []);
    for strange in [&house.brandt, &house.petersen] {
        let request = write(&other, &to(strange.id)).await;
        assert_eq!(owner(&request), Some(house.fallback()));
    }
}

#[actix_web::test]
async fn a_counselor_is_offered_for_what_they_counsel_on() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let fields = house.fields().await;
    counsels_on(&house.brandt, &fields[..2]).await;
    let offer = house.strangers_offer().await;
    let brandt = offer
        .counselors
        .iter()
        .find(|one| one.counselor.id == house.brandt.id);
    let brandt = brandt.unwrap();
    assert!(brandt.is_offered_for(Some(fields[1])) && brandt.is_offered_for(None));
    assert!(!brandt.is_offered_for(Some(fields[2])));
    for (field, expected) in [(fields[1], house.brandt.id), (fields[2], house.fallback())] {
        let body = MailRequestCreate {
            counselling_field_id: Some(field),
            ..to(house.brandt.id)
        };
        let request = write(&house.person, &body).await;
        assert_eq!(owner(&request), Some(expected));
    }

    // What is not offered any more can be kept, and not be taken up.
    let admin = &house.facility.admin.client;
    let gone = CounsellingFieldUpdate {
        active: Some(false),
        ..CounsellingFieldUpdate::default()
    };
    let version = domain::version::Version::FIRST;
    admin
        .update_counselling_field(fields[0], version, &gone)
        .await
        .unwrap();
    counsels_on(&house.brandt, &fields[..1]).await;
    let petersen = &house.petersen;
    let version = petersen
        .client
        .read_mail_availability(petersen.id)
        .await
        .unwrap()
        .version;
    let body = MailAvailabilityUpdate {
        availability: None,
        counselling_field_ids: Some(BTreeSet::from([fields[0]])),
    };
    let refused = petersen
        .client
        .update_mail_availability(petersen.id, version, &body)
        .await;
    assert_eq!(
        field(refused),
        ("/counselling_field_ids".into(), FieldCode::OutOfRange)
    );
    let body = MailRequestCreate {
        counselling_field_id: Some(fields[0]),
        ..letter("Schlaf")
    };
    let refused = house.person.client.create_mail_request(&body).await;
    assert_eq!(
        field(refused),
        ("/counselling_field_id".into(), FieldCode::OutOfRange)
    );
}

#[actix_web::test]
async fn the_list_is_filtered_by_what_it_is_about() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let fields = house.fields().await;
    write(&house.person, &letter("Irgendetwas")).await;
    for (subject, about) in [("Erstes", fields[0]), ("Zweites", fields[1])] {
        let body = MailRequestCreate {
            counselling_field_id: Some(about),
            ..letter(subject)
        };
        write(&house.person, &body).await;
    }
    let query = MailRequestQuery {
        counselling_field_id: Some(fields[1]),
        ..MailRequestQuery::default()
    };
    let page = house
        .brandt
        .client
        .list_mail_requests(&query)
        .await
        .unwrap();
    let [found] = page.items.as_slice() else {
        panic!("one is about it, not {}", page.items.len());
    };
    assert_eq!(found.subject, "Zweites");
    assert_eq!(
        found.counselling_field.as_ref().unwrap().labels.de.as_str(),
        "Erziehung"
    );
}

#[actix_web::test]
async fn somebody_who_is_gone_or_elsewhere_gets_nothing() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let abroad = app.facility("wetterau").await;
    let admin = &house.facility.admin.client;
    let version = house
        .petersen
        .client
        .read_counselor(house.petersen.id)
        .await;
    let version = version.unwrap().version;
    admin
        .deactivate_counselor(house.petersen.id, version)
        .await
        .unwrap();
    for nobody in [house.petersen.id, abroad.admin.id] {
        let request = write(&house.person, &to(nobody)).await;
        assert_eq!(owner(&request), Some(house.fallback()));
    }

    // Whoever is to be the fallback has to be there.
    for nobody in [house.petersen.id, abroad.admin.id] {
        let version = admin.read_assignment_settings().await.unwrap().version;
        let body = AssignmentSettingsUpdate {
            fallback_counselor_id: Edit::Set(nobody),
            automatic_primary_counselor: None,
            ..AssignmentSettingsUpdate::default()
        };
        let refused = admin.update_assignment_settings(version, &body).await;
        assert_eq!(
            field(refused),
            ("/fallback_counselor_id".into(), FieldCode::OutOfRange)
        );
    }
}

#[actix_web::test]
async fn a_fallback_who_goes_is_followed_by_whoever_takes_over() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let admin = &house.facility.admin.client;
    house.set_assignment(Edit::Set(house.brandt.id), None).await;
    counsels_on(&house.brandt, &house.fields().await[..1]).await;
    for (goes, heir) in [
        (&house.brandt, Some(house.petersen.id)),
        (&house.petersen, None),
    ] {
        let version = admin.read_counselor(goes.id).await.unwrap().version;
        let body = CounselorDelete { hand_over_to: heir };
        admin
            .delete_counselor(goes.id, version, &body)
            .await
            .unwrap();
        let settings = admin.read_assignment_settings().await.unwrap();
        assert_eq!(settings.fallback_counselor.map(|one| one.id), heir);
    }
}

#[actix_web::test]
async fn the_first_request_makes_its_counselor_the_primary_one_where_that_is_wanted() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let admin = &house.facility.admin.client;
    let primary = async |person: &Person| {
        let client = admin.read_client(person.id).await.unwrap();
        client.primary_counselor.map(|counselor| counselor.id)
    };
    write(&house.person, &to(house.brandt.id)).await;
    assert_eq!(primary(&house.person).await, None, "off until it is set");

    house.set_assignment(Edit::Keep, Some(true)).await;
    write(&house.person, &to(house.brandt.id)).await;
    write(&house.person, &to(house.petersen.id)).await;
    assert_eq!(primary(&house.person).await, Some(house.brandt.id));

    // Of what is open to all, it is whoever answers first.
    let other = house.facility.client("Anker").await;
    let request = other.request("Schlaf").await;
    assert_eq!(primary(&other).await, None);
    house.petersen.answer(request).await;
    assert_eq!(primary(&other).await, Some(house.petersen.id));
}

#[actix_web::test]
async fn settings_are_not_overwritten_unseen() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let admin = &house.facility.admin.client;
    let version = admin.read_assignment_settings().await.unwrap().version;
    house.set_assignment(Edit::Keep, Some(true)).await;
    let body = AssignmentSettingsUpdate::default();
    let stale = admin.update_assignment_settings(version, &body).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);

    let brandt = &house.brandt;
    let version = brandt
        .client
        .read_mail_availability(brandt.id)
        .await
        .unwrap()
        .version;
    sets(brandt, Availability::None).await;
    let body = MailAvailabilityUpdate::default();
    let stale = admin
        .update_mail_availability(brandt.id, version, &body)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let set = admin.read_mail_availability(brandt.id).await.unwrap();
    assert_eq!(set.availability, Availability::None);
}

#[actix_web::test]
async fn staff_write_a_request_for_a_client() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    sets(&house.brandt, places(1)).await;
    write(&house.person, &to(house.brandt.id)).await;
    let for_them = |counselor| MailRequestCreate {
        client_id: Some(house.person.id),
        counselor_id: counselor,
        ..letter("Am Telefon")
    };
    let brandt = &house.brandt;
    let written = brandt
        .client
        .create_mail_request(&for_them(Some(brandt.id)))
        .await;
    let written = written.unwrap();
    assert_eq!(
        owner(&written.summary),
        Some(brandt.id),
        "who writes it down takes it over"
    );
    assert_eq!(written.messages[0].from, Side::Client);
    assert_eq!(written.messages[0].author, "Seestern");
    let theirs = house
        .person
        .client
        .read_mail_request(written.summary.id)
        .await;
    assert_eq!(theirs.unwrap().summary.subject, "Am Telefon");
    let body = for_them(Some(brandt.id));
    let for_a_colleague = house.petersen.client.create_mail_request(&body).await;
    let for_a_colleague = for_a_colleague.unwrap().summary;
    assert_eq!(owner(&for_a_colleague), Some(house.fallback()));

    let for_nobody = brandt.client.create_mail_request(&letter("Schlaf")).await;
    assert_eq!(
        field(for_nobody),
        ("/client_id".into(), FieldCode::Required)
    );
    let other = house.facility.client("Anker").await;
    let for_another = other.client.create_mail_request(&for_them(None)).await;
    assert_eq!(code(for_another), ProblemCode::NotFound);
}

/// A field of this kind.
async fn field_of(house: &House<'_>, kind: MasterDataKind) -> MasterDataFieldId {
    let offer = house.strangers_offer().await;
    let mut fields = offer.master_data_fields.iter();
    fields.find(|field| field.kind == kind).unwrap().id
}

async fn with_data(house: &House<'_>, data: MasterData) -> MailRequestId {
    let body = MailRequestCreate {
        request_data: data,
        ..to(house.brandt.id)
    };
    write(&house.person, &body).await.id
}

#[actix_web::test]
async fn what_a_client_states_is_sealed_compared_and_taken_field_by_field() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let (brandt, id) = (&house.brandt.client, house.person.id);
    let year = field_of(&house, MasterDataKind::Year).await;
    let place = field_of(&house, MasterDataKind::Text).await;
    let children = field_of(&house, MasterDataKind::Number).await;
    let text = |text: &str| MasterDataValue::Text(text.into());
    let version = brandt.read_client(id).await.unwrap().version;
    let profile = ClientUpdate {
        master_data: BTreeMap::from([
            (year, Some(MasterDataValue::Number(1984))),
            (place, Some(text("Gießen"))),
        ]),
        ..ClientUpdate::default()
    };
    brandt.update_client(id, version, &profile).await.unwrap();
    let stated = MasterData::from([
        (year, MasterDataValue::Number(1984)),
        (place, text("Marburg an der Lahn")),
        (children, MasterDataValue::Number(2)),
    ]);
    let request = with_data(&house, stated).await;
    let row = mail_request::Entity::find_by_id(request).one(&app.db).await;
    let sealed = row.unwrap().unwrap().sealed_request_data.unwrap().0;
    assert!(!String::from_utf8_lossy(&sealed).contains("Marburg"));

    let data = brandt.read_request_data(request).await.unwrap();
    let differences: BTreeMap<_, _> = data
        .answers
        .iter()
        .map(|answer| (answer.field.id, answer.difference))
        .collect();
    let expected = [
        (year, Difference::Same),
        (place, Difference::Other),
        (children, Difference::New),
    ];
    assert_eq!(differences, BTreeMap::from(expected));

    let taking = ProfileTaking {
        fields: BTreeMap::from([(place, Taking::Keep), (children, Taking::Overwrite)]),
    };
    let taken = brandt
        .take_into_profile(request, data.version, &taking)
        .await
        .unwrap();
    assert_eq!(taken.version, data.version.next());
    let client = brandt.read_client(id).await.unwrap();
    assert_eq!(client.master_data[&place], text("Gießen"));
    assert_eq!(client.master_data[&children], MasterDataValue::Number(2));

    let taking = ProfileTaking {
        fields: BTreeMap::from([(place, Taking::Overwrite)]),
    };
    let stale = brandt
        .take_into_profile(request, data.version, &taking)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let taken = brandt
        .take_into_profile(request, taken.version, &taking)
        .await
        .unwrap();
    assert!(
        taken
            .answers
            .iter()
            .all(|answer| answer.difference == Difference::Same)
    );
    let client = brandt.read_client(id).await.unwrap();
    assert_eq!(client.master_data[&place], text("Marburg an der Lahn"));
}

#[actix_web::test]
async fn a_request_without_data_has_none_and_wrong_answers_are_refused() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let request = house.person.request("Schlaf").await;
    let data = house
        .brandt
        .client
        .read_request_data(request)
        .await
        .unwrap();
    assert_eq!(data.answers, []);

    let year = field_of(&house, MasterDataKind::Year).await;
    let body = MailRequestCreate {
        request_data: MasterData::from([(year, MasterDataValue::Number(1))]),
        ..letter("Schlaf")
    };
    let refused = house.person.client.create_mail_request(&body).await;
    assert_eq!(
        field(refused),
        (format!("/request_data/{year}"), FieldCode::OutOfRange)
    );
}

/// The level at which everyone reads requests, but not colleagues' clients' master data.
#[actix_web::test]
async fn whoever_may_not_see_the_profile_sees_what_was_stated_and_takes_nothing() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    house.look_after(&house.person, house.petersen.id).await;
    let year = field_of(&house, MasterDataKind::Year).await;
    let stated = MasterData::from([(year, MasterDataValue::Number(1984))]);
    let request = with_data(&house, stated).await;
    let brandt = &house.brandt.client;
    let data = brandt.read_request_data(request).await.unwrap();
    assert_eq!(data.answers[0].stated, MasterDataValue::Number(1984));
    assert_eq!(data.answers[0].difference, Difference::Hidden);
    let taking = ProfileTaking {
        fields: BTreeMap::from([(year, Taking::Overwrite)]),
    };
    let taken = brandt
        .take_into_profile(request, data.version, &taking)
        .await;
    assert_eq!(taken.unwrap().answers[0].difference, Difference::Hidden);
    let petersen = &house.petersen.client;
    let data = petersen.read_request_data(request).await.unwrap();
    assert_eq!(data.answers[0].difference, Difference::New);
}

#[actix_web::test]
async fn whoever_takes_a_first_request_over_becomes_the_primary_counselor() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    house.set_assignment(Edit::Keep, Some(true)).await;
    let admin = &house.facility.admin.client;
    let primary = async |person: &Person| {
        let client = admin.read_client(person.id).await.unwrap();
        client.primary_counselor.map(|counselor| counselor.id)
    };
    let request = house.person.request("Schlaf").await;
    let version = admin
        .read_mail_request(request)
        .await
        .unwrap()
        .summary
        .version;
    let taken = house
        .brandt
        .client
        .take_over_mail_request(request, version)
        .await;
    taken.unwrap();
    assert_eq!(primary(&house.person).await, Some(house.brandt.id));

    let other = house.facility.client("Anker").await;
    let request = other.request("Schlaf").await;
    let version = admin
        .read_mail_request(request)
        .await
        .unwrap()
        .summary
        .version;
    let to = MailRequestAssign::to(house.petersen.id);
    admin
        .assign_mail_request(request, version, &to)
        .await
        .unwrap();
    assert_eq!(primary(&other).await, Some(house.petersen.id));
}

/// What was written for a client is written, even where one sees nobody's requests but one's own.
#[actix_web::test]
async fn staff_write_for_a_client_whatever_they_see_of_others() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    house.look_after(&house.person, house.brandt.id).await;
    app.set_openness(Openness::StronglyRestricted).await;
    let brandt = &house.brandt.client;
    for counselor in [None, Some(house.petersen.id)] {
        let body = MailRequestCreate {
            client_id: Some(house.person.id),
            counselor_id: counselor,
            ..letter("Am Telefon")
        };
        let written = brandt.create_mail_request(&body).await.unwrap().summary;
        assert_eq!(owner(&written), counselor);
        let refused = brandt.read_mail_request(written.id).await;
        assert_eq!(code(refused), ProblemCode::NotFound);
    }
}
