//! When counselors are away.

use crate::support::{TestApp, code, field};
use domain::{
    absences::{AbsenceCreate, AbsencePeriod, AbsenceQuery, AbsenceUpdate},
    page::Limit,
    problem::{FieldCode, ProblemCode},
};
use serde_json::json;

/// Two days of the caller's.
pub fn absence() -> AbsenceCreate {
    AbsenceCreate {
        counselor_id: None,
        period: days("2026-02-02", "2026-02-03"),
        label: "Fortbildung".try_into().unwrap(),
    }
}

/// Whole days, both included.
pub fn days(from: &str, until: &str) -> AbsencePeriod {
    serde_json::from_value(json!({ "unit": "days", "from": from, "until": until })).unwrap()
}

/// Between two moments.
pub fn times(from: &str, until: &str) -> AbsencePeriod {
    let period = json!({ "unit": "times", "starts_at": from, "ends_at": until });
    serde_json::from_value(period).unwrap()
}

#[actix_web::test]
async fn everybody_sees_who_is_away_and_enters_their_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let made = brandt.client.create_absence(&absence()).await.unwrap();
    assert_eq!(made.counselor.id, brandt.id);
    assert_eq!(made.starts_at.to_rfc3339(), "2026-02-01T23:00:00+00:00");
    assert_eq!(made.ends_at.to_rfc3339(), "2026-02-03T23:00:00+00:00");
    let seen = petersen
        .client
        .list_absences(&AbsenceQuery::default())
        .await
        .unwrap();
    assert_eq!(seen.items, std::slice::from_ref(&made));

    // For a colleague only an admin does, and only for a colleague.
    let for_brandt = AbsenceCreate {
        counselor_id: Some(brandt.id),
        ..absence()
    };
    let refused = petersen.client.create_absence(&for_brandt).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let admin = &facility.admin.client;
    admin.create_absence(&for_brandt).await.unwrap();
    let abroad = app.facility("wetterau").await;
    let refused = abroad.admin.client.create_absence(&for_brandt).await;
    let at = "/counselor_id".to_owned();
    assert_eq!(field(refused), (at, FieldCode::OutOfRange));

    let hours = AbsenceUpdate {
        period: Some(times("2026-02-02T08:00:00Z", "2026-02-02T09:30:00Z")),
        ..AbsenceUpdate::default()
    };
    let refused = petersen
        .client
        .update_absence(made.id, made.version, &hours);
    assert_eq!(code(refused.await), ProblemCode::Forbidden);
    let changed = brandt
        .client
        .update_absence(made.id, made.version, &hours)
        .await
        .unwrap();
    assert_eq!(Some(changed.period), hours.period);
    assert_eq!(
        (changed.label.as_str(), changed.ends_at - changed.starts_at),
        ("Fortbildung", chrono::TimeDelta::minutes(90))
    );
    let stale = brandt.client.update_absence(made.id, made.version, &hours);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let refused = petersen.client.delete_absence(made.id).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    admin.delete_absence(made.id).await.unwrap();
    let gone = brandt.client.delete_absence(made.id).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
}

#[actix_web::test]
async fn a_list_of_absences_is_of_a_period_and_by_when_they_begin() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let admin = &facility.admin.client;
    for (counselor, from, until) in [
        (brandt.id, "2026-03-02", "2026-03-06"),
        (facility.admin.id, "2026-02-02", "2026-02-02"),
        (brandt.id, "2026-02-02", "2026-02-20"),
        (brandt.id, "2026-01-19", "2026-01-20"),
    ] {
        let body = AbsenceCreate {
            counselor_id: Some(counselor),
            period: days(from, until),
            ..absence()
        };
        admin.create_absence(&body).await.unwrap();
    }
    let starts = async |query: AbsenceQuery| {
        let mut query = AbsenceQuery {
            limit: Some(Limit::try_from(1).unwrap()),
            ..query
        };
        let mut starts = Vec::new();
        loop {
            let page = admin.list_absences(&query).await.unwrap();
            starts.extend(page.items.iter().map(|one| {
                let day = one.ends_at.date_naive();
                day.to_string()
            }));
            match page.next {
                Some(next) => query.after = Some(next),
                None => return starts,
            }
        }
    };
    let all = ["2026-01-20", "2026-02-02", "2026-02-20", "2026-03-06"];
    assert_eq!(starts(AbsenceQuery::default()).await, all);
    let theirs = AbsenceQuery {
        counselor_id: Some(brandt.id),
        ..AbsenceQuery::default()
    };
    assert_eq!(starts(theirs).await, [all[0], all[2], all[3]]);
    // What ends when the period begins, or begins when it ends, is not in it.
    let february = AbsenceQuery {
        from: Some("2026-01-20T23:00:00Z".parse().unwrap()),
        until: Some("2026-03-01T23:00:00Z".parse().unwrap()),
        ..AbsenceQuery::default()
    };
    assert_eq!(starts(february).await, [all[1], all[2]]);
}
