//! What can be booked, and when in a week.

use crate::support::{Facility, Staff, TestApp, code, field};
use domain::{
    booking_times::{BookingTimesWrite, BookingWeek, WeeksAhead},
    channels::AppointmentChannel,
    clients::Edit,
    counselling_fields::FieldQuery,
    counselors::CounselorDelete,
    ids::ServiceId,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    services::{MAX_SERVICES, Service, ServiceCreate, ServiceQuery, ServiceUpdate},
    version::Version,
};
use serde_json::{Value, json};

/// A service of the facility's, or one's own.
pub fn service(shared: bool) -> ServiceCreate {
    ServiceCreate {
        shared,
        name: "Erstgespräch".try_into().unwrap(),
        duration_minutes: 30.try_into().unwrap(),
        follow_up_minutes: 15.try_into().unwrap(),
        channel: AppointmentChannel::OnSite,
        counselling_field_id: None,
        description: "Zum Kennenlernen.".try_into().unwrap(),
        confirmed_at_once: false,
    }
}

/// A week in which these rows, `(day, service, from, until)`, are the only ones.
pub fn week(rows: &[(usize, ServiceId, &str, &str)]) -> BookingTimesWrite {
    let day = |weekday| {
        let rows: Vec<Value> = rows
            .iter()
            .filter(|row| row.0 == weekday)
            .map(|row| json!({ "service_id": row.1, "from": row.2, "until": row.3 }))
            .collect();
        json!({ "bookable": !rows.is_empty(), "rows": rows })
    };
    let days: Vec<_> = (0..7).map(day).collect();
    BookingTimesWrite {
        weeks_ahead: WeeksAhead::default(),
        week: serde_json::from_value(json!(days)).unwrap(),
    }
}

async fn make(staff: &Staff, shared: bool, name: &str) -> Service {
    let body = ServiceCreate {
        name: name.try_into().unwrap(),
        ..service(shared)
    };
    staff.client.create_service(&body).await.unwrap()
}

async fn names(staff: &Staff) -> Vec<String> {
    let mut query = ServiceQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..ServiceQuery::default()
    };
    let mut names = Vec::new();
    loop {
        let page = staff.client.list_services(&query).await.unwrap();
        names.extend(page.items.into_iter().map(|one| one.name));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return names,
        }
    }
}

async fn two(facility: &Facility<'_>) -> (Staff, Staff) {
    (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    )
}

#[actix_web::test]
async fn everybody_has_the_facilitys_services_and_their_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = two(&facility).await;
    let shared = make(&facility.admin, true, "Für alle").await;
    let own = make(&brandt, false, "Brandt").await;
    make(&petersen, false, "Petersen").await;
    make(&facility.admin, true, "Noch eine").await;
    assert_eq!(names(&brandt).await, ["Für alle", "Brandt", "Noch eine"]);
    assert_eq!(names(&facility.admin).await, ["Für alle", "Noch eine"]);
    let abroad = app.facility("wetterau").await;
    assert_eq!(names(&abroad.admin).await, [""; 0]);

    let refused = brandt.client.create_service(&service(true)).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let change = ServiceUpdate {
        duration_minutes: Some(60.try_into().unwrap()),
        ..ServiceUpdate::default()
    };
    let refused = brandt
        .client
        .update_service(shared.id, shared.version, &change);
    assert_eq!(code(refused.await), ProblemCode::Forbidden);
    let hidden = petersen.client.update_service(own.id, own.version, &change);
    assert_eq!(code(hidden.await), ProblemCode::NotFound);
    let changed = brandt
        .client
        .update_service(own.id, own.version, &change)
        .await
        .unwrap();
    let unchanged = Service {
        duration_minutes: 30,
        version: own.version,
        ..changed.clone()
    };
    assert_eq!((changed.duration_minutes, unchanged), (60, own.clone()));
    let stale = brandt.client.update_service(own.id, own.version, &change);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_service_is_about_a_counselling_field_that_can_be_chosen() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let fields = admin
        .list_counselling_fields(&FieldQuery::default())
        .await
        .unwrap();
    let field_of = |id| ServiceCreate {
        counselling_field_id: Some(id),
        ..service(true)
    };
    let made = admin
        .create_service(&field_of(fields.items[0].id))
        .await
        .unwrap();
    assert_eq!(
        made.counselling_field.as_ref().map(|one| one.id),
        Some(fields.items[0].id)
    );
    let abroad = app.facility("wetterau").await;
    let foreign = abroad
        .admin
        .client
        .list_counselling_fields(&FieldQuery::default())
        .await
        .unwrap();
    let refused = admin.create_service(&field_of(foreign.items[0].id)).await;
    let at = "/counselling_field_id".to_owned();
    assert_eq!(field(refused), (at, FieldCode::OutOfRange));
    let any = ServiceUpdate {
        counselling_field_id: Edit::Clear,
        ..ServiceUpdate::default()
    };
    let changed = admin
        .update_service(made.id, made.version, &any)
        .await
        .unwrap();
    assert_eq!(changed.counselling_field, None);
}

#[actix_web::test]
async fn there_is_room_for_a_hundred() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for _ in 0..MAX_SERVICES {
        make(&facility.admin, false, "Meine").await;
    }
    let admin = &facility.admin.client;
    let refused = admin.create_service(&service(false)).await;
    assert_eq!(code(refused), ProblemCode::LimitReached);
    admin.create_service(&service(true)).await.unwrap();
}

#[actix_web::test]
async fn booking_times_are_replaced_as_a_whole_and_by_one_at_a_time() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = two(&facility).await;
    let shared = make(&facility.admin, true, "Für alle").await.id;
    let own = make(&brandt, false, "Meine").await.id;
    let before = brandt.client.read_booking_times(brandt.id).await.unwrap();
    assert_eq!(
        (before.version, before.week),
        (Version(0), BookingWeek::default())
    );
    let rows = week(&[
        (0, shared, "09:00", "12:00"),
        (0, own, "10:00", "11:00"),
        (4, own, "14:00", "15:30"),
    ]);
    let set = brandt
        .client
        .update_booking_times(brandt.id, Version(0), &rows)
        .await
        .unwrap();
    assert_eq!((&set.week, set.version), (&rows.week, Version::FIRST));
    let stale = brandt
        .client
        .update_booking_times(brandt.id, Version(0), &rows);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);

    // Colleagues see it, and leave it alone; admins change it.
    let seen = petersen.client.read_booking_times(brandt.id).await.unwrap();
    assert_eq!(seen, set);
    let refused = petersen
        .client
        .update_booking_times(brandt.id, set.version, &rows);
    assert_eq!(code(refused.await), ProblemCode::Forbidden);
    let fewer = BookingTimesWrite {
        weeks_ahead: WeeksAhead::try_from(8).unwrap(),
        ..week(&[(6, shared, "00:00", "24:00")])
    };
    let admin = &facility.admin.client;
    let changed = admin
        .update_booking_times(brandt.id, set.version, &fewer)
        .await
        .unwrap();
    assert_eq!(
        (changed.week, changed.weeks_ahead),
        (fewer.week, fewer.weeks_ahead)
    );
}

#[actix_web::test]
async fn only_what_one_may_offer_stands_in_ones_booking_times() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = two(&facility).await;
    let own = make(&brandt, false, "Meine").await.id;
    let theirs = make(&petersen, false, "Ihre").await.id;
    let rows = week(&[(2, own, "09:00", "10:00"), (2, theirs, "10:00", "11:00")]);
    let refused = brandt
        .client
        .update_booking_times(brandt.id, Version(0), &rows)
        .await;
    let at = "/week/2/rows/1/service_id".to_owned();
    assert_eq!(field(refused), (at, FieldCode::OutOfRange));
    let kept = brandt.client.read_booking_times(brandt.id).await.unwrap();
    assert_eq!(kept.version, Version(0));
}

#[actix_web::test]
async fn of_two_who_set_booking_times_at_once_one_is_told_to_look_again() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let own = make(&brandt, false, "Meine").await.id;
    let (early, late) = (
        week(&[(0, own, "08:00", "10:00")]),
        week(&[(0, own, "16:00", "18:00")]),
    );
    let (one, other) = tokio::join!(
        brandt
            .client
            .update_booking_times(brandt.id, Version(0), &early),
        brandt
            .client
            .update_booking_times(brandt.id, Version(0), &late),
    );
    let kept = brandt.client.read_booking_times(brandt.id).await.unwrap();
    let (won, lost) = if one.is_ok() {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(won.unwrap(), kept);
    assert_eq!(code(lost), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_deleted_service_goes_from_everybodys_booking_times() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = two(&facility).await;
    let shared = make(&facility.admin, true, "Für alle").await.id;
    let other = make(&facility.admin, true, "Noch eine").await.id;
    let rows = week(&[(0, shared, "09:00", "12:00"), (0, other, "13:00", "14:00")]);
    for staff in [&brandt, &petersen] {
        let set = staff
            .client
            .update_booking_times(staff.id, Version(0), &rows);
        set.await.unwrap();
    }
    facility.admin.client.delete_service(shared).await.unwrap();
    let left = week(&[(0, other, "13:00", "14:00")]);
    for staff in [&brandt, &petersen] {
        let now = staff.client.read_booking_times(staff.id).await.unwrap();
        assert_eq!((&now.week, now.version), (&left.week, Version(2)));
        let stale = staff
            .client
            .update_booking_times(staff.id, Version::FIRST, &left);
        assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    }
}

#[actix_web::test]
async fn what_was_a_deleted_counselors_own_goes_with_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let own = make(&brandt, false, "Meine").await.id;
    let rows = week(&[(0, own, "09:00", "12:00")]);
    let set = brandt
        .client
        .update_booking_times(brandt.id, Version(0), &rows);
    set.await.unwrap();
    let client = &brandt.client;
    let address = domain::channels::CounselorChannelsUpdate {
        phone: Edit::Set("06421 1234".try_into().unwrap()),
        ..Default::default()
    };
    client
        .update_counselor_channels(brandt.id, Version(0), &address)
        .await
        .unwrap();
    client
        .create_absence(&crate::absences::absence())
        .await
        .unwrap();
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .delete_counselor(brandt.id, version, &CounselorDelete::default())
        .await
        .unwrap();
    for table in [
        "services",
        "booking_times",
        "booking_plans",
        "absences",
        "counselor_channels",
    ] {
        assert_eq!(crate::jobs::rows(&app, table).await, 0, "{table}");
    }
}
