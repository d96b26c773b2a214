//! What admins do with staff accounts: roles, activity, deletion; and what clients see of staff.

use crate::support::{
    Facility, STAFF_PASSWORD, Staff, TestApp, code, counselor_create, credentials, field, says,
};
use client::Client;
use domain::{
    access::{Openness, Role},
    clients::{ClientQuery, ClientUpdate, Edit},
    counselling_fields::{CounsellingFieldUpdate, FieldQuery},
    counselors::{
        CounselorCreate, CounselorDelete, CounselorDeletionQuery, CounselorQuery, CounselorUpdate,
        Descriptions, PortalCounselorQuery, RoleChange,
    },
    groups::{GroupCreate, GroupQuery},
    ids::CounselorId,
    mail_requests::{MailAvailabilityUpdate, MailRequestQuery, MailRequestStatus},
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

async fn version(admin: &Client, id: CounselorId) -> Version {
    admin.read_counselor(id).await.unwrap().version
}

async fn signs_in(app: &TestApp, name: &str) -> bool {
    let body = credentials(Some("lahntal"), name, STAFF_PASSWORD);
    app.nobody().sign_in_counselor(&body).await.is_ok()
}

const DEMOTED: RoleChange = RoleChange {
    role: Role::Counselor,
};
const PROMOTED: RoleChange = RoleChange { role: Role::Admin };

#[actix_web::test]
async fn a_change_of_role_holds_with_the_next_request() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let refused = brandt.client.read_licences().await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let mut live = brandt.client.stream_events(None).await.unwrap();
    let promoted = admin
        .change_counselor_role(brandt.id, Version::FIRST, &PROMOTED)
        .await
        .unwrap();
    assert_eq!(promoted.role, Role::Admin);
    // The same access token, and a live connection that has to come back.
    brandt.client.read_licences().await.unwrap();
    let ended = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(ended.unwrap(), None);
    admin
        .change_counselor_role(brandt.id, promoted.version, &DEMOTED)
        .await
        .unwrap();
    let refused = brandt.client.read_licences().await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let stale = admin
        .change_counselor_role(brandt.id, promoted.version, &PROMOTED)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn who_is_deactivated_is_out_at_once_and_can_come_back() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let other_device = app.nobody();
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    other_device.sign_in_counselor(&body).await.unwrap();
    let mut live = brandt.client.stream_events(None).await.unwrap();
    let version = version(admin, brandt.id).await;
    let gone = admin
        .deactivate_counselor(brandt.id, version)
        .await
        .unwrap();
    assert!(!gone.active && gone.deactivated_at.is_some());
    for client in [&brandt.client, &other_device] {
        let refused = client.list_clients(&ClientQuery::default()).await;
        assert_eq!(code(refused), ProblemCode::SessionEnded);
    }
    let ended = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(ended.unwrap(), None);
    assert!(!signs_in(&app, "m.brandt").await);
    let back = admin.activate_counselor(brandt.id, gone.version).await;
    assert!(back.unwrap().deactivated_at.is_none());
    assert!(signs_in(&app, "m.brandt").await);
    // What has ended stays so.
    let refused = brandt.client.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(refused), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn the_last_active_admin_stays_one() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (admin, id) = (&facility.admin.client, facility.admin.id);
    // Neither a counselor nor an admin who cannot sign in could run the facility.
    facility.counselor("m.brandt").await;
    let asleep = CounselorCreate {
        role: Role::Admin,
        active: false,
        ..counselor_create("l.eitung")
    };
    let asleep = admin.create_counselor(&asleep).await.unwrap();
    let version = version(admin, id).await;
    let demoted = admin.change_counselor_role(id, version, &DEMOTED).await;
    assert_eq!(code(demoted), ProblemCode::LastAdmin);
    let deactivated = admin.deactivate_counselor(id, version).await;
    assert_eq!(code(deactivated), ProblemCode::LastAdmin);
    let deleted = admin
        .delete_counselor(id, version, &CounselorDelete::default())
        .await;
    assert_eq!(code(deleted), ProblemCode::LastAdmin);
    // Nothing has happened, and with a second one all of it may.
    admin
        .activate_counselor(asleep.id, asleep.version)
        .await
        .unwrap();
    let demoted = admin.change_counselor_role(id, version, &DEMOTED).await;
    assert_eq!(demoted.unwrap().role, Role::Counselor);
}

async fn active_admins(app: &TestApp) -> i64 {
    let sql = "SELECT COUNT(*) AS admins FROM counselors WHERE role = 'admin' AND active";
    let statement = Statement::from_string(app.db.get_database_backend(), sql);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "admins").unwrap()
}

#[actix_web::test]
async fn of_two_admins_who_put_each_other_out_at_once_one_stays() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let here = &facility.admin;
    for round in 0..8 {
        let there = facility.another_admin(&format!("admin{round}")).await;
        let (of_here, of_there) = (
            version(&here.client, here.id).await,
            version(&here.client, there.id).await,
        );
        let nobody = CounselorDelete::default();
        let refused = match round % 3 {
            0 => {
                let (one, two) = futures_util::future::join(
                    here.client
                        .change_counselor_role(there.id, of_there, &DEMOTED),
                    there
                        .client
                        .change_counselor_role(here.id, of_here, &DEMOTED),
                )
                .await;
                [one.map(drop), two.map(drop)]
            }
            1 => {
                let (one, two) = futures_util::future::join(
                    here.client.deactivate_counselor(there.id, of_there),
                    there.client.deactivate_counselor(here.id, of_here),
                )
                .await;
                [one.map(drop), two.map(drop)]
            }
            _ => {
                let (one, two) = futures_util::future::join(
                    here.client.delete_counselor(there.id, of_there, &nobody),
                    there
                        .client
                        .change_counselor_role(here.id, of_here, &DEMOTED),
                )
                .await;
                [one.map(drop), two.map(drop)]
            }
        };
        let refused: Vec<_> = refused.into_iter().filter(Result::is_err).collect();
        assert_eq!(refused.len(), 1, "round {round}");
        let refused = refused.into_iter().next().unwrap();
        let why = code(refused);
        // Who was put out before they were asked is refused for that.
        let expected = [
            ProblemCode::LastAdmin,
            ProblemCode::SessionEnded,
            ProblemCode::Forbidden,
        ];
        assert!(expected.contains(&why), "round {round}: {why:?}");
        assert_eq!(active_admins(&app).await, 1, "round {round}");
        // The first admin runs the facility again, whoever won.
        let sql = format!(
            "UPDATE counselors SET role = 'admin', active = TRUE, deactivated_at = NULL \
             WHERE login_name = 'admin'; \
             UPDATE counselors SET role = 'counselor' WHERE login_name = 'admin{round}'; \
             UPDATE sessions SET ended_at = NULL"
        );
        app.db.execute_unprepared(&sql).await.unwrap();
    }
}

/// The facility's work, as it stands before somebody goes.
struct Work<'a> {
    facility: &'a Facility<'a>,
    going: &'a Staff,
}

impl Work<'_> {
    async fn primary_counselors(&self) -> Vec<(String, Option<CounselorId>)> {
        let query = ClientQuery::default();
        let page = self.facility.admin.client.list_clients(&query).await;
        let clients = page.unwrap().items.into_iter();
        clients
            .map(|one| (one.pseudonym, one.primary_counselor.map(|of| of.id)))
            .collect()
    }

    async fn requests(&self) -> Vec<(String, Option<CounselorId>, MailRequestStatus)> {
        let query = MailRequestQuery::default();
        let page = self.facility.admin.client.list_mail_requests(&query).await;
        let mut requests: Vec<_> = page
            .unwrap()
            .items
            .into_iter()
            .map(|one| (one.subject, one.counselor.map(|of| of.id), one.status))
            .collect();
        requests.sort_by(|a, b| a.0.cmp(&b.0));
        requests
    }

    async fn group_made_by(&self) -> Option<CounselorId> {
        let query = GroupQuery::default();
        let page = self.facility.admin.client.list_groups(&query).await;
        let groups = page.unwrap().items;
        assert_eq!(groups.len(), 1);
        groups[0].created_by.as_ref().map(|of| of.id)
    }

    async fn delete(&self, heir: Option<CounselorId>) {
        let admin = &self.facility.admin.client;
        let version = version(admin, self.going.id).await;
        let body = CounselorDelete { hand_over_to: heir };
        admin
            .delete_counselor(self.going.id, version, &body)
            .await
            .unwrap();
    }
}

/// A primary client, a request under way, a released one and a completed one of `going`.
async fn busy<'a>(app: &TestApp, facility: &'a Facility<'a>, going: &'a Staff) -> Work<'a> {
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let client = admin.read_client(person.id).await.unwrap();
    let looked_after = ClientUpdate {
        primary_counselor_id: Edit::Set(going.id),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, client.version, &looked_after)
        .await
        .unwrap();
    for (subject, status) in [
        ("A im Gang", None),
        ("B freigegeben", Some("open")),
        ("C fertig", Some("completed")),
    ] {
        let id = person.request(subject).await;
        going.answer(id).await;
        if let Some(status) = status {
            let sql =
                format!("UPDATE mail_requests SET status = '{status}' WHERE subject = '{subject}'");
            app.db.execute_unprepared(&sql).await.unwrap();
        }
    }
    let group: GroupCreate = serde_json::from_value(json!({ "name": "Montagsgruppe" })).unwrap();
    going.client.create_group(&group).await.unwrap();
    Work { facility, going }
}

#[actix_web::test]
async fn before_deleting_one_sees_what_would_be_left_behind() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    busy(&app, &facility, &brandt).await;
    let admin = &facility.admin.client;
    let preview = admin
        .preview_counselor_deletion(brandt.id, &CounselorDeletionQuery::default())
        .await
        .unwrap();
    assert_eq!(preview.primary_clients, 1);
    assert_eq!((preview.open_requests, preview.done_requests), (2, 1));
    assert_eq!(preview.groups, 1);
}

#[actix_web::test]
async fn a_colleague_takes_over_what_was_theirs() {
    use MailRequestStatus::{Completed, InProgress, Open};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let work = busy(&app, &facility, &brandt).await;
    let mut live = petersen.client.stream_events(None).await.unwrap();
    let heir = Some(petersen.id);
    work.delete(heir).await;
    let clients = work.primary_counselors().await;
    assert_eq!(clients, [("Seestern".to_owned(), heir)]);
    assert_eq!(work.group_made_by().await, heir);
    assert_eq!(
        work.requests().await,
        [
            ("A im Gang".to_owned(), heir, InProgress),
            ("B freigegeben".to_owned(), heir, Open),
            ("C fertig".to_owned(), heir, Completed),
        ]
    );
    let heard = timeout(Duration::from_secs(10), live.next()).await;
    assert!(heard.unwrap().is_some(), "the heir hears of it");
}

#[actix_web::test]
async fn without_an_heir_what_was_theirs_is_everyones() {
    use MailRequestStatus::{Completed, Open};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let work = busy(&app, &facility, &brandt).await;
    work.delete(None).await;
    let clients = work.primary_counselors().await;
    assert_eq!(clients, [("Seestern".to_owned(), None)]);
    assert_eq!(work.group_made_by().await, None);
    assert_eq!(
        work.requests().await,
        [
            ("A im Gang".to_owned(), None, Open),
            ("B freigegeben".to_owned(), None, Open),
            ("C fertig".to_owned(), None, Completed),
        ]
    );
}

#[actix_web::test]
async fn who_is_deleted_is_gone_but_for_the_name_under_what_they_wrote() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let request = person.request_of(&brandt).await;
    let details = CounselorUpdate {
        phone: Edit::Set("06421 123456".try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    let changed = brandt
        .client
        .update_counselor(brandt.id, Version::FIRST, &details)
        .await
        .unwrap();
    let nobody = CounselorDelete::default();
    let stale = admin
        .delete_counselor(brandt.id, Version::FIRST, &nobody)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let refused = brandt.client.list_clients(&ClientQuery::default()).await;
    refused.expect("nothing has happened yet");
    admin
        .delete_counselor(brandt.id, changed.version, &nobody)
        .await
        .unwrap();
    // Out at once, and never in again.
    let refused = brandt.client.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(refused), ProblemCode::SessionEnded);
    assert!(!signs_in(&app, "m.brandt").await);
    assert!(!signs_in(&app, "m.brandt@staff.example").await);
    // Out of every list, and nothing more can be done to them.
    let listed = admin.list_counselors(&CounselorQuery::default()).await;
    assert_eq!(listed.unwrap().items.len(), 1);
    let read = admin.read_counselor(brandt.id).await;
    assert_eq!(code(read), ProblemCode::NotFound);
    let again = admin
        .delete_counselor(brandt.id, changed.version.next(), &nobody)
        .await;
    assert_eq!(code(again), ProblemCode::NotFound);
    let shown = app
        .nobody()
        .list_portal_counselors("lahntal", &PortalCounselorQuery::default())
        .await;
    assert_eq!(shown.unwrap().items.len(), 1);
    // What they wrote is still theirs.
    let thread = person.client.read_mail_request(request).await.unwrap();
    assert_eq!(thread.messages[1].author, "m.brandt");
    // The rest of them is not in the database any more, and both names are free.
    let sql = "SELECT login_name, first_name, last_name, email, search_key, password_hash \
               FROM counselors WHERE deleted_at IS NOT NULL AND sealed_phone IS NULL";
    let statement = Statement::from_string(app.db.get_database_backend(), sql);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    for column in [
        "login_name",
        "first_name",
        "last_name",
        "email",
        "search_key",
        "password_hash",
    ] {
        let left: String = row.try_get("", column).unwrap();
        assert_eq!(left, "", "{column}");
    }
    facility.counselor("m.brandt").await;
}

#[actix_web::test]
async fn only_an_active_colleague_inherits() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let abroad = app.facility("wetterau").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let mut asleep = counselor_create("j.petersen");
    asleep.active = false;
    let asleep = admin.create_counselor(&asleep).await.unwrap();
    for heir in [brandt.id, asleep.id, abroad.admin.id] {
        let body = CounselorDelete {
            hand_over_to: Some(heir),
        };
        let refused = admin
            .delete_counselor(brandt.id, Version::FIRST, &body)
            .await;
        let expected = ("/hand_over_to".to_owned(), FieldCode::OutOfRange);
        assert_eq!(field(refused), expected);
    }
    assert!(signs_in(&app, "m.brandt").await);
}

#[actix_web::test]
async fn nobody_is_given_clients_after_they_were_deleted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let nobody = CounselorDelete::default();
    admin
        .delete_counselor(brandt.id, Version::FIRST, &nobody)
        .await
        .unwrap();
    let person = facility.client("Seestern").await;
    let change = ClientUpdate {
        primary_counselor_id: Edit::Set(brandt.id),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    let refused = admin.update_client(person.id, version, &change).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
}

#[actix_web::test]
async fn who_has_no_password_yet_cannot_sign_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let body = CounselorCreate {
        password: None,
        ..counselor_create("m.brandt")
    };
    let admin = &facility.admin.client;
    let made = admin.create_counselor(&body).await.unwrap();
    assert!(made.active);
    assert!(!signs_in(&app, "m.brandt").await);
}

#[actix_web::test]
async fn when_somebody_signed_in_last_is_for_those_who_may_read_accounts() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let never = counselor_create("a.demir");
    admin.create_counselor(&never).await.unwrap();
    let all = CounselorQuery::default();
    let rows = async |client: &Client| client.list_counselors(&all).await.unwrap().items;
    let by_admin = rows(admin).await;
    let seen: Vec<_> = by_admin
        .iter()
        .map(|row| (row.login_name.as_deref(), row.last_signed_in_at.is_some()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some("a.demir"), false),
            (Some("admin"), true),
            (Some("m.brandt"), true)
        ]
    );
    assert_eq!(by_admin[2].full_name.as_deref(), Some("Miriam Brandt"));
    // A counselor sees of colleagues that they are there, and of themselves all of it.
    for row in rows(&brandt.client).await {
        let own = row.id == brandt.id;
        let row = serde_json::to_value(row).unwrap();
        for field in ["login_name", "full_name", "last_signed_in_at"] {
            assert_eq!(row.get(field).is_some(), own, "{field} of {row}");
        }
    }
}

#[actix_web::test]
async fn the_list_is_searched_and_filtered() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let unal = CounselorCreate {
        display_name: "Ünal Yıldız".try_into().unwrap(),
        last_name: "Yıldız".try_into().unwrap(),
        email: "kontakt@post.example".try_into().unwrap(),
        role: Role::Admin,
        active: false,
        ..counselor_create("u.yildiz")
    };
    admin.create_counselor(&unal).await.unwrap();
    let found = async |client: &Client, query: CounselorQuery| {
        let page = client.list_counselors(&query).await.unwrap();
        let names = page.items.into_iter().map(|row| row.display_name);
        names.collect::<Vec<_>>()
    };
    let search = |q: &str| CounselorQuery {
        q: Some(q.try_into().unwrap()),
        ..CounselorQuery::default()
    };
    for (q, expected) in [
        ("ünal", &["Ünal Yıldız"][..]),
        ("ÜNAL", &["Ünal Yıldız"]),
        ("kontakt@post", &["Ünal Yıldız"]),
        ("u.yil", &["Ünal Yıldız"]),
        ("miriam", &["m.brandt", "Ünal Yıldız"]),
        ("%", &[]),
        ("_", &[]),
    ] {
        assert_eq!(found(admin, search(q)).await, expected, "{q}");
    }
    // Who sees only display names finds only by them.
    for (q, expected) in [
        ("ünal", &["Ünal Yıldız"][..]),
        ("kontakt@post", &[]),
        ("miriam", &[]),
    ] {
        assert_eq!(found(&brandt.client, search(q)).await, expected, "{q}");
    }
    for (role, active, expected) in [
        (
            Some(Role::Admin),
            None,
            &["Katharina Vogt", "Ünal Yıldız"][..],
        ),
        (Some(Role::Counselor), None, &["m.brandt"]),
        (None, Some(false), &["Ünal Yıldız"]),
        (None, Some(true), &["Katharina Vogt", "m.brandt"]),
        (Some(Role::Admin), Some(true), &["Katharina Vogt"]),
    ] {
        let query = CounselorQuery {
            role,
            active,
            ..CounselorQuery::default()
        };
        assert_eq!(found(admin, query).await, expected, "{role:?} {active:?}");
    }
    // What was changed is found by its new name only.
    let renamed = CounselorUpdate {
        display_name: Some("Mirjam Öhler".try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    admin
        .update_counselor(brandt.id, Version::FIRST, &renamed)
        .await
        .unwrap();
    assert_eq!(found(admin, search("öhler")).await, ["Mirjam Öhler"]);
    assert_eq!(found(admin, search("m.brandt")).await, ["Mirjam Öhler"]);
    assert!(found(&brandt.client, search("m.brandt")).await.is_empty());
}

#[actix_web::test]
async fn another_email_address_takes_the_password_of_whoever_changes_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = facility.counselor("k.leitung").await;
    let promoted = facility
        .admin
        .client
        .change_counselor_role(admin.id, Version::FIRST, &PROMOTED);
    promoted.await.unwrap();
    let brandt = facility.counselor("m.brandt").await;
    let present = brandt.client.read_counselor(brandt.id).await.unwrap();
    let with = |email: &str, password: Option<&str>| CounselorUpdate {
        email: Some(email.try_into().unwrap()),
        own_password: password.map(|password| password.try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    // Whoever finds a browser signed in is not them, and an admin has their own.
    for staff in [&brandt.client, &admin.client] {
        for (password, expected) in [
            (None, FieldCode::Required),
            (Some("nicht mein Passwort"), FieldCode::WrongPassword),
        ] {
            let change = with("taeter@mail.example", password);
            let refused = staff.update_counselor(brandt.id, Version::FIRST, &change);
            assert_eq!(field(refused.await), ("/own_password".into(), expected));
        }
    }
    let read = brandt.client.read_counselor(brandt.id).await.unwrap();
    assert_eq!(read, present);
    // The same address, however it is written, is none that anybody has to prove.
    let louder = with(&present.email.to_uppercase(), None);
    let same = brandt
        .client
        .update_counselor(brandt.id, present.version, &louder);
    let same = same.await.unwrap();
    let change = with("m.brandt@beratung.example", Some(STAFF_PASSWORD));
    let changed = admin
        .client
        .update_counselor(brandt.id, same.version, &change);
    assert_eq!(changed.await.unwrap().email, "m.brandt@beratung.example");
}

#[actix_web::test]
async fn a_profile_is_kept_field_by_field() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let change: CounselorUpdate = serde_json::from_value(json!({
        "salutation": "ms", "first_name": "Mirjam", "last_name": "Brandt-Öhler",
        "email": "mirjam@lahntal.example", "phone": "06421 123456", "postcode": "35037",
        "display_name": "Mirjam B.", "languages": ["tr", "de"],
        "descriptions": { "de": "Guten Tag", "en": "Hello" },
        "primary_clients_only": true, "video_requests": true,
        "external_video_url": "https://meet.example/raum", "newsletter": true, "language": "en",
        "own_password": STAFF_PASSWORD
    }))
    .unwrap();
    let changed = brandt
        .client
        .update_counselor(brandt.id, Version::FIRST, &change)
        .await
        .unwrap();
    let read = brandt.client.read_counselor(brandt.id).await.unwrap();
    assert_eq!(read, changed);
    let mut shown = serde_json::to_value(&read).unwrap();
    for field in ["id", "last_signed_in_at"] {
        shown.as_object_mut().unwrap().remove(field).unwrap();
    }
    assert_eq!(
        shown,
        json!({
            "role": "counselor", "login_name": "m.brandt", "salutation": "ms",
            "first_name": "Mirjam", "last_name": "Brandt-Öhler",
            "email": "mirjam@lahntal.example", "phone": "06421 123456", "postcode": "35037",
            "display_name": "Mirjam B.", "languages": ["de", "tr"],
            "descriptions": { "de": "Guten Tag", "en": "Hello" },
            "primary_clients_only": true, "video_requests": true,
            "external_video_url": "https://meet.example/raum", "newsletter": true,
            "language": "en", "active": true, "version": 2
        })
    );
    // What is emptied is empty, and what is not named stays.
    let emptied: CounselorUpdate = serde_json::from_value(json!({
        "phone": null, "external_video_url": null, "descriptions": { "en": "Hello" }
    }))
    .unwrap();
    let emptied = brandt
        .client
        .update_counselor(brandt.id, changed.version, &emptied)
        .await
        .unwrap();
    assert_eq!((emptied.phone, emptied.external_video_url), (None, None));
    assert_eq!(emptied.postcode.as_deref(), Some("35037"));
    let english = Descriptions {
        de: None,
        en: Some("Hello".try_into().unwrap()),
    };
    assert_eq!(emptied.descriptions, english);
    assert!(emptied.newsletter);
}

#[actix_web::test]
async fn a_profile_refuses_what_it_cannot_be() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let token = brandt.client.access_token().unwrap();
    for (body, pointer, expected) in [
        (
            json!({ "login_name": "k.vogt" }),
            "/login_name",
            "unknown_field",
        ),
        (json!({ "role": "admin" }), "/role", "unknown_field"),
        (json!({ "active": false }), "/active", "unknown_field"),
        (
            json!({ "external_video_url": "http://meet.example" }),
            "/external_video_url",
            "invalid_format",
        ),
        (
            json!({ "external_video_url": "javascript:alert(1)" }),
            "/external_video_url",
            "invalid_format",
        ),
        (
            json!({ "languages": ["de", "xx"] }),
            "/languages/1",
            "invalid_format",
        ),
        (
            json!({ "descriptions": { "fr": "Salut" } }),
            "/descriptions/fr",
            "unknown_field",
        ),
        (json!({ "email": "niemand" }), "/email", "invalid_format"),
        (json!({ "first_name": " " }), "/first_name", "required"),
    ] {
        let answer = crate::support::http()
            .patch(format!("{}/api/v1/counselors/{}", app.url, brandt.id))
            .bearer_auth(&token)
            .header(reqwest::header::IF_MATCH, "\"v1\"")
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 422, "{body}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        assert_eq!(problem["errors"][0]["code"], expected, "{body}");
    }
}

/// Words that are in no field that clients may see.
const HIDDEN: [&str; 8] = [
    "Hildburg",
    "Agebutte",
    "h.agebutte",
    "hagebutte@staff.example",
    "06421 998877",
    "SW1A 9ZZ",
    "meet.example",
    "\"newsletter\"",
];

fn fields(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// Everything that clients, and anyone, can read, looked at field by field.
#[actix_web::test]
async fn clients_see_of_a_counselor_what_the_portal_shows_and_nothing_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let body = CounselorCreate {
        first_name: HIDDEN[0].try_into().unwrap(),
        last_name: HIDDEN[1].try_into().unwrap(),
        email: HIDDEN[3].try_into().unwrap(),
        display_name: "Frau Linde".try_into().unwrap(),
        ..counselor_create(HIDDEN[2])
    };
    let admin = &facility.admin.client;
    let id = admin.create_counselor(&body).await.unwrap().id;
    let staff = app.nobody();
    let signed_in = credentials(Some("lahntal"), HIDDEN[2], STAFF_PASSWORD);
    staff.sign_in_counselor(&signed_in).await.unwrap();
    let details: CounselorUpdate = serde_json::from_value(json!({
        "phone": HIDDEN[4], "postcode": HIDDEN[5], "languages": ["de", "tr"],
        "descriptions": { "de": "Ich höre zu." }, "newsletter": true, "video_requests": true,
        "external_video_url": format!("https://{}/raum", HIDDEN[6])
    }))
    .unwrap();
    let changed = staff
        .update_counselor(id, Version::FIRST, &details)
        .await
        .unwrap();
    let picture = crate::counselor_pictures::png(8, 8);
    staff
        .replace_counselor_picture(id, changed.version, "image/png", picture)
        .await
        .unwrap();
    let counselor = Staff { client: staff, id };
    let person = facility.client("Seestern").await;
    let primary = ClientUpdate {
        primary_counselor_id: Edit::Set(id),
        ..ClientUpdate::default()
    };
    let client = admin.read_client(person.id).await.unwrap();
    admin
        .update_client(person.id, client.version, &primary)
        .await
        .unwrap();
    let request = person.request_of(&counselor).await;

    // What mentions a counselor has exactly these fields.
    let shown = app
        .nobody()
        .list_portal_counselors("lahntal", &PortalCounselorQuery::default())
        .await
        .unwrap();
    let shown = serde_json::to_value(&shown.items).unwrap();
    let linde = shown.as_array().unwrap().iter();
    let linde = linde
        .clone()
        .find(|one| one["display_name"] == "Frau Linde")
        .unwrap();
    assert_eq!(
        fields(linde),
        [
            "descriptions",
            "display_name",
            "id",
            "languages",
            "picture",
            "presence",
            "topics"
        ]
        .into()
    );
    let all = MailRequestQuery::default();
    let list = person.client.list_mail_requests(&all).await;
    let list = serde_json::to_value(list.unwrap()).unwrap();
    let thread = person.client.read_mail_request(request).await.unwrap();
    let thread = serde_json::to_value(thread).unwrap();
    let answered = person
        .client
        .follow_up_mail_request(request, &says("Danke"))
        .await;
    let answered = serde_json::to_value(answered.unwrap()).unwrap();
    for request in [&list["items"][0], &thread, &answered] {
        assert_eq!(fields(&request["counselor"]), ["display_name", "id"].into());
    }
    for message in thread["messages"].as_array().unwrap() {
        assert_eq!(
            fields(message),
            ["author", "from", "id", "read", "sent_at", "text"].into()
        );
    }
    assert_eq!(thread["messages"][1]["author"], "Frau Linde");

    // And whatever address a client or a stranger reads from, nothing else of them is in there.
    let document = serde_json::to_value(api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let reads: Vec<_> = paths
        .iter()
        .filter(|(_, item)| item.get("get").is_some())
        .map(|(path, _)| path.as_str())
        .filter(|path| *path != "/api/v1/events")
        .collect();
    assert!(reads.len() > 15);
    let mut answers = 0;
    for path in reads {
        for id in [request.to_string(), id.to_string(), person.id.to_string()] {
            let address = path
                .replace("{slug}", "lahntal")
                .replace("{picture}", linde["picture"].as_str().unwrap())
                .replace("{id}", &id);
            for token in [None, person.client.access_token()] {
                let mut request = crate::support::http().get(format!("{}{address}", app.url));
                if let Some(token) = token {
                    request = request.bearer_auth(token);
                }
                let answer = request.send().await.unwrap();
                answers += u32::from(answer.status().is_success());
                let body = answer.bytes().await.unwrap();
                let body = String::from_utf8_lossy(&body);
                for hidden in HIDDEN {
                    assert!(!body.contains(hidden), "{hidden} at {address}");
                }
            }
        }
    }
    assert!(answers > 10, "{answers} answers were looked at");
}

#[actix_web::test]
async fn the_portal_shows_who_is_there_for_everyone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    app.set_openness(Openness::StronglyRestricted).await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    facility.counselor("a.demir").await;
    app.facility("wetterau").await.counselor("x.abroad").await;
    let own_clients_only = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    brandt
        .client
        .update_counselor(brandt.id, Version::FIRST, &own_clients_only)
        .await
        .unwrap();
    admin
        .deactivate_counselor(petersen.id, Version::FIRST)
        .await
        .unwrap();
    let mut names = Vec::new();
    let mut query = PortalCounselorQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..PortalCounselorQuery::default()
    };
    loop {
        let nobody = app.nobody();
        let page = nobody.list_portal_counselors("lahntal", &query).await;
        let page = page.unwrap();
        names.extend(page.items.into_iter().map(|one| one.counselor.display_name));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    assert_eq!(names, ["a.demir", "Katharina Vogt"]);
    let unknown = app
        .nobody()
        .list_portal_counselors("nirgends", &PortalCounselorQuery::default())
        .await;
    assert_eq!(code(unknown), ProblemCode::UnknownFacility);
}

/// A card says what somebody counsels on: what is offered of it, in the facility's order.
#[actix_web::test]
async fn the_portal_shows_what_somebody_counsels_on() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let fields = admin.list_counselling_fields(&FieldQuery::default()).await;
    let fields = fields.unwrap().items;
    let set = MailAvailabilityUpdate {
        availability: None,
        counselling_field_ids: Some([fields[2].id, fields[0].id, fields[1].id].into()),
    };
    let client = &brandt.client;
    let present = client.read_mail_availability(brandt.id).await.unwrap();
    client
        .update_mail_availability(brandt.id, present.version, &set)
        .await
        .unwrap();
    let gone = CounsellingFieldUpdate {
        active: Some(false),
        ..CounsellingFieldUpdate::default()
    };
    admin
        .update_counselling_field(fields[1].id, fields[1].version, &gone)
        .await
        .unwrap();
    let shown = app
        .nobody()
        .list_portal_counselors("lahntal", &PortalCounselorQuery::default())
        .await;
    let topics = |name: &str| {
        let items = shown.as_ref().unwrap().items.iter();
        let mut card = items.filter(|one| one.counselor.display_name == name);
        card.next().unwrap().topics.clone()
    };
    let expected = [0, 2].map(|place: usize| fields[place].labels.clone());
    assert_eq!(topics("m.brandt"), expected);
    assert_eq!(topics("Katharina Vogt"), []);
}
