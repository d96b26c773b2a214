//! How many staff accounts there may be, and asking for more.

use crate::{
    mail_server::MailServer,
    program::{beistand, master_key, run, text},
    support::{TestApp, code, counselor_create, field, licence_request},
};
use api::jobs::Worker;
use domain::{
    audit::{AuditAction, AuditQuery},
    licences::{LicenceRequestQuery, LicenceRequestStatus},
    outgoing_mails::{MailRecipient, OutgoingMailQuery},
    problem::{FieldCode, ProblemCode},
};

#[actix_web::test]
async fn without_a_volume_there_may_be_as_many_as_one_likes() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let licences = facility.admin.client.read_licences().await.unwrap();
    assert_eq!((licences.volume, licences.active), (None, 2));
}

#[actix_web::test]
async fn nobody_is_made_or_activated_beyond_the_volume() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    facility.set_licences(2).await;
    facility.counselor("m.brandt").await;
    let refused = admin
        .create_counselor(&counselor_create("j.petersen"))
        .await;
    assert_eq!(code(refused), ProblemCode::NoLicenceLeft);
    // Who is not active takes none.
    let mut waiting = counselor_create("a.demir");
    waiting.active = false;
    let waiting = admin.create_counselor(&waiting).await.unwrap();
    assert!(!waiting.active && waiting.deactivated_at.is_some());
    let refused = admin.activate_counselor(waiting.id, waiting.version).await;
    assert_eq!(code(refused), ProblemCode::NoLicenceLeft);
    // Activating who is active already takes none either.
    let own = admin.read_counselor(facility.admin.id).await.unwrap();
    let same = admin.activate_counselor(own.id, own.version).await.unwrap();
    assert!(same.active);
    facility.set_licences(3).await;
    let active = admin.activate_counselor(waiting.id, waiting.version).await;
    let active = active.unwrap();
    assert!(active.active && active.deactivated_at.is_none());
    // A lower volume takes nobody's account away.
    facility.set_licences(1).await;
    let licences = admin.read_licences().await.unwrap();
    assert_eq!(licences.volume.unwrap().accounts(), 1);
    assert_eq!(licences.active, 3);
}

#[actix_web::test]
async fn of_many_at_once_only_as_many_as_there_are_licences_for() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let mut waiting = Vec::new();
    for number in 0..6 {
        let mut body = counselor_create(&format!("waiting{number}"));
        body.active = false;
        waiting.push(admin.create_counselor(&body).await.unwrap());
    }
    facility.set_licences(4).await;
    let activations = waiting.iter().map(async |one| {
        let activated = admin.activate_counselor(one.id, one.version).await;
        activated.map(drop)
    });
    let bodies: Vec<_> = (0..6)
        .map(|number| counselor_create(&format!("new{number}")))
        .collect();
    let creations = bodies
        .iter()
        .map(async |body| admin.create_counselor(body).await.map(drop));
    let (activated, created) = futures_util::future::join(
        futures_util::future::join_all(activations),
        futures_util::future::join_all(creations),
    )
    .await;
    let all: Vec<_> = activated.into_iter().chain(created).collect();
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 3);
    for refused in all.into_iter().filter(Result::is_err) {
        assert_eq!(code(refused), ProblemCode::NoLicenceLeft);
    }
    assert_eq!(admin.read_licences().await.unwrap().active, 4);
}

#[actix_web::test]
async fn the_operator_and_the_contact_person_hear_of_a_request() {
    let mails = MailServer::start();
    let url = mails.url();
    let app = TestApp::with(|settings| {
        settings.smtp_url = Some(url.as_str().into());
        settings.mail_from = Some("noreply@beratung.example".into());
        settings.operator_email = Some("betrieb@beratung.example".into());
    })
    .await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    facility.set_licences(5).await;
    let sent = admin.create_licence_request(&licence_request(8)).await;
    let sent = sent.unwrap();
    assert_eq!(sent.status, LicenceRequestStatus::Sent);
    assert_eq!(sent.requested_by.id, facility.admin.id);
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    let mut taken = mails.inbox();
    taken.sort_by(|a, b| a.to.cmp(&b.to));
    let to: Vec<_> = taken.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["betrieb@beratung.example", "k.vogt@lahntal.example"]);
    for mail in &taken {
        let text = mail.raw.replace("=\r\n", "");
        assert!(text.contains("Katharina Vogt"), "{text}");
        assert!(text.contains("Beratungsstelle lahntal"), "{text}");
    }
    // Admins see that both went out; no address is shown.
    let listed = admin
        .list_outgoing_mails(&OutgoingMailQuery::default())
        .await;
    let recipients: Vec<_> = listed
        .unwrap()
        .items
        .into_iter()
        .map(|mail| mail.recipient)
        .collect();
    assert!(recipients.contains(&MailRecipient::Operator));
    assert!(recipients.contains(&MailRecipient::LicenceContact));
}

#[actix_web::test]
async fn without_an_operators_address_a_request_is_written_down() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    facility.set_licences(5).await;
    let first = admin.create_licence_request(&licence_request(8)).await;
    assert_eq!(first.unwrap().status, LicenceRequestStatus::Recorded);
    admin
        .create_licence_request(&licence_request(20))
        .await
        .unwrap();
    let listed = async || {
        let all = LicenceRequestQuery::default();
        let page = admin.list_licence_requests(&all).await.unwrap().items;
        page.into_iter()
            .map(|one| (one.volume.accounts(), one.status, one.granted_at.is_some()))
            .collect::<Vec<_>>()
    };
    let recorded = LicenceRequestStatus::Recorded;
    assert_eq!(
        listed().await,
        [(20, recorded, false), (8, recorded, false)]
    );
    let mails = admin
        .list_outgoing_mails(&OutgoingMailQuery::default())
        .await;
    let mails = mails.unwrap().items;
    assert!(
        mails
            .iter()
            .all(|mail| mail.recipient == MailRecipient::LicenceContact)
    );
    // Raising the volume grants what it covers.
    facility.set_licences(10).await;
    let granted = LicenceRequestStatus::Granted;
    assert_eq!(listed().await, [(20, recorded, false), (8, granted, true)]);
}

#[actix_web::test]
async fn one_asks_for_more_than_one_has() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let out_of_range = ("/volume".to_owned(), FieldCode::OutOfRange);
    let unlimited = admin.create_licence_request(&licence_request(8)).await;
    assert_eq!(field(unlimited), out_of_range);
    facility.set_licences(8).await;
    let no_more = admin.create_licence_request(&licence_request(8)).await;
    assert_eq!(field(no_more), out_of_range);
}

/// Neither the contact data nor the remark lies open in the database.
#[actix_web::test]
async fn a_request_is_sealed() {
    use sea_orm::{ConnectionTrait, Statement};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.set_licences(5).await;
    let admin = &facility.admin.client;
    admin
        .create_licence_request(&licence_request(8))
        .await
        .unwrap();
    let backend = app.db.get_database_backend();
    let sql = "SELECT sealed_details FROM licence_requests";
    let row = app
        .db
        .query_one_raw(Statement::from_string(backend, sql))
        .await
        .unwrap()
        .unwrap();
    let sealed: Vec<u8> = row.try_get("", "sealed_details").unwrap();
    let open = String::from_utf8_lossy(&sealed);
    assert!(!open.contains("Vogt") && !open.contains("März"));
    assert!(sealed.len() > 40);
}

#[actix_web::test]
async fn the_operator_sets_the_volume_at_the_command_line() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let licences = |arguments: &str| {
        let output = run(beistand()
            .env("BEISTAND_DATABASE_URL", &app.database_url)
            .env("BEISTAND_MASTER_KEYS", master_key())
            .args(["facility", "licences", "--slug", "lahntal"])
            .args(arguments.split_whitespace()));
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).trim().to_owned()
    };
    assert_eq!(licences(""), "lahntal\tunlimited\t1 active");
    assert_eq!(licences("--volume 5"), "lahntal\t5\t1 active");
    let admin = &facility.admin.client;
    admin
        .create_licence_request(&licence_request(8))
        .await
        .unwrap();
    let query = LicenceRequestQuery::default();
    let asked = admin.list_licence_requests(&query).await.unwrap().items;
    let line = format!(
        "lahntal\t5\t1 active\nasks for 8\tKatharina Vogt\tk.vogt@lahntal.example\t\
         Ab März sind wir drei mehr.\t{}",
        asked[0].id
    );
    assert_eq!(licences(""), line);
    // Of all facilities, where none is named.
    app.facility("wetterau").await;
    let all = run(beistand()
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args(["facility", "licences"]));
    let all = text(&all.stdout);
    assert!(
        all.contains(&line) && all.contains("wetterau\tunlimited\t1 active"),
        "{all}"
    );
    // Dealt with otherwise: the facility's admins see so, and once is enough.
    let done = format!("--done {}", asked[0].id);
    assert_eq!(licences(&done), "lahntal\t5\t1 active");
    let after = admin.list_licence_requests(&query).await.unwrap().items;
    assert_eq!(after[0].status, LicenceRequestStatus::Done);
    let again = run(beistand()
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args(["facility", "licences", "--slug", "lahntal"])
        .args(done.split(' ')));
    assert!(!again.status.success());
    assert_eq!(licences("--volume 8"), "lahntal\t8\t1 active");
    assert_eq!(licences("--unlimited"), "lahntal\tunlimited\t1 active");
    let query = AuditQuery {
        action: Some(AuditAction::ChangeLicenceVolume),
        ..AuditQuery::default()
    };
    let noted = admin.list_audit_entries(&query).await.unwrap();
    assert_eq!(noted.items.len(), 3);
    let refused = run(beistand()
        .env("BEISTAND_DATABASE_URL", &app.database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .args("facility licences --slug lahntal --volume 0".split(' ')));
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("1 to 10000"));
}
