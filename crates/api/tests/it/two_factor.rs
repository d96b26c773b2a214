//! The second step of signing in.

use crate::support::{
    CLIENT_PASSWORD, Facility, STAFF_PASSWORD, Staff, TestApp, code, counselor_create, credentials,
    field, signed_in,
};
use api::two_factor::entity::{recovery_code, two_factor};
use chrono::TimeDelta;
use client::{CallResult, Client};
use domain::{
    access::Role,
    accounts::{AccountKind, Duty, Session},
    audit::{AuditAction, AuditQuery},
    counselors::{CounselorCreate, CounselorQuery},
    passwords::PasswordChange,
    problem::{FieldCode, ProblemCode},
    two_factor::{
        PasswordProof, RECOVERY_CODES, SignIn, SignInChallenge, SignInConfirmation,
        SignInSettingsUpdate, TwoFactorConfirmation,
    },
    version::Version,
};
use sea_orm::EntityTrait;
use std::num::NonZeroU32;
use totp_rs::{Builder, Secret, Totp};

fn proof(password: &str) -> PasswordProof {
    PasswordProof {
        own_password: password.try_into().unwrap(),
    }
}

/// An authenticator app.
struct Device(Totp);

impl Device {
    fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    fn code(&self, app: &TestApp) -> String {
        let now = u64::try_from(app.hand.now().timestamp()).unwrap();
        self.0.generate(now).to_string()
    }

    /// The next one, when there is one.
    fn next_code(&self, app: &TestApp) -> String {
        app.hand.advance(TimeDelta::seconds(30));
        self.code(app)
    }
}

/// Sets it up, and answers the device with the recovery codes.
async fn set_up(app: &TestApp, client: &Client) -> (Device, Vec<String>) {
    let setup = client
        .begin_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    assert!(setup.qr_code.size > 21 && setup.qr_code.path.starts_with('M'));
    let device = Device::new(&setup.secret);
    let codes = client
        .confirm_two_factor(&confirmation(&device.code(app)))
        .await;
    (device, codes.unwrap().codes)
}

fn confirmation(code: &str) -> TwoFactorConfirmation {
    TwoFactorConfirmation {
        code: code.try_into().unwrap(),
    }
}

async fn first_step(app: &TestApp) -> SignInChallenge {
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    match app.nobody().sign_in_counselor(&body).await.unwrap() {
        SignIn::SecondStep(challenge) => challenge,
        SignIn::Done(_) => panic!("a code was to be asked for"),
    }
}

async fn second_step(
    app: &TestApp,
    challenge: &SignInChallenge,
    code: &str,
) -> CallResult<Session> {
    let body = SignInConfirmation {
        challenge: challenge.challenge.clone(),
        code: code.try_into().unwrap(),
    };
    app.nobody().confirm_sign_in(&body).await
}

/// Both steps.
async fn sign_in(app: &TestApp, code: &str) -> CallResult<Session> {
    second_step(app, &first_step(app).await, code).await
}

/// An admin whose password is known.
async fn admin(app: &TestApp, facility: &Facility<'_>) -> Client {
    let body = CounselorCreate {
        role: Role::Admin,
        ..counselor_create("l.eitung")
    };
    facility.admin.client.create_counselor(&body).await.unwrap();
    let client = app.nobody();
    let body = credentials(Some("lahntal"), "l.eitung", STAFF_PASSWORD);
    signed_in(client.sign_in_counselor(&body).await);
    client
}

#[actix_web::test]
async fn signing_in_takes_a_code_each_of_which_is_good_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let before = brandt.client.read_two_factor().await.unwrap();
    assert_eq!((before.since, before.recovery_codes_left), (None, 0));
    let (device, codes) = set_up(&app, &brandt.client).await;
    assert_eq!(codes.len(), RECOVERY_CODES);
    let after = brandt.client.read_two_factor().await.unwrap();
    assert!(after.since.is_some() && !after.required);
    assert_eq!(after.recovery_codes_left, 10);

    // The code that confirmed it was used by that.
    let code_now = device.code(&app);
    assert_eq!(code(sign_in(&app, &code_now).await), ProblemCode::WrongCode);
    let next = device.next_code(&app);
    let session = sign_in(&app, &next).await.unwrap();
    assert_eq!(session.account.actor().counselor_id(), Some(brandt.id));
    for replayed in [&next, &code_now] {
        assert_eq!(code(sign_in(&app, replayed).await), ProblemCode::WrongCode);
    }
    // Of the step to come, a clock may be early; of the one after, not.
    let early = device.next_code(&app);
    app.hand.advance(TimeDelta::seconds(-30));
    assert!(sign_in(&app, &early).await.is_ok());
    let (first, second) = (device.next_code(&app), device.next_code(&app));
    app.hand.advance(TimeDelta::seconds(60));
    for late in [first, second] {
        assert_eq!(
            code(sign_in(&app, &late).await),
            ProblemCode::WrongCode,
            "{late}"
        );
    }
}

#[actix_web::test]
async fn of_two_uses_of_a_code_at_once_one_succeeds() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (device, recovery) = set_up(&app, &brandt.client).await;
    let challenge = first_step(&app).await;
    for code in [device.next_code(&app), recovery[0].clone()] {
        let uses = (0..4).map(|_| second_step(&app, &challenge, &code));
        let uses = futures_util::future::join_all(uses).await;
        assert_eq!(uses.iter().filter(|one| one.is_ok()).count(), 1, "{uses:?}");
    }
}

#[actix_web::test]
async fn a_recovery_code_is_good_once_and_new_ones_replace_the_old() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (_, codes) = set_up(&app, &brandt.client).await;
    let typed = codes[3].replace('-', " ").to_uppercase();
    assert!(sign_in(&app, &typed).await.is_ok());
    assert_eq!(code(sign_in(&app, &codes[3]).await), ProblemCode::WrongCode);
    let left = brandt.client.read_two_factor().await.unwrap();
    assert_eq!(left.recovery_codes_left, 9);

    let wrong = brandt
        .client
        .renew_recovery_codes(&proof("nicht dieses"))
        .await;
    assert_eq!(
        field(wrong),
        ("/own_password".into(), FieldCode::WrongPassword)
    );
    let renewed = brandt
        .client
        .renew_recovery_codes(&proof(STAFF_PASSWORD))
        .await;
    let renewed = renewed.unwrap().codes;
    assert_eq!(renewed.len(), RECOVERY_CODES);
    assert_eq!(code(sign_in(&app, &codes[4]).await), ProblemCode::WrongCode);
    assert!(sign_in(&app, &renewed[0]).await.is_ok());
}

#[actix_web::test]
async fn the_answer_to_the_password_opens_nothing_and_runs_out() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (device, codes) = set_up(&app, &brandt.client).await;
    let challenge = first_step(&app).await;
    let thief = app.nobody();
    thief.set_access_token(challenge.challenge.as_str());
    let read = thief.list_counselors(&CounselorQuery::default()).await;
    assert_eq!(code(read), ProblemCode::Unauthenticated);
    assert_eq!(app.nobody().refresh_cookie(), None);
    let refreshed = thief.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::Unauthenticated);

    app.hand.advance(TimeDelta::minutes(6));
    let late = second_step(&app, &challenge, &device.code(&app)).await;
    assert_eq!(code(late), ProblemCode::SignInExpired);
    // With another password, what the old one began is over.
    let challenge = first_step(&app).await;
    let change = PasswordChange {
        current_password: STAFF_PASSWORD.try_into().unwrap(),
        password: "ein ganz neuer Satz".try_into().unwrap(),
    };
    brandt.client.change_own_password(&change).await.unwrap();
    let late = second_step(&app, &challenge, &codes[0]).await;
    assert_eq!(code(late), ProblemCode::SignInExpired);
    // An access token is no challenge either.
    let token = brandt.client.access_token().unwrap();
    let forged = SignInChallenge {
        challenge: token.as_str().try_into().unwrap(),
    };
    let forged = second_step(&app, &forged, &codes[0]).await;
    assert_eq!(code(forged), ProblemCode::SignInExpired);
}

/// A wrong password gets the same answer and the same work, with a second step or without.
#[actix_web::test]
async fn a_wrong_password_does_not_tell_whether_there_is_a_second_step() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility.counselor("j.petersen").await;
    set_up(&app, &brandt.client).await;
    let mut seen = Vec::new();
    for name in ["m.brandt", "j.petersen"] {
        let body = credentials(Some("lahntal"), name, "falsch");
        let refused = app.nobody().sign_in_counselor(&body).await.unwrap_err();
        let mut problem = refused.problem().unwrap().clone();
        problem.request_id = None;
        seen.push(problem);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].code, ProblemCode::InvalidCredentials);
}

#[actix_web::test]
async fn guessing_codes_is_noted_and_slowed_down_from_wherever_it_comes() {
    let burst = NonZeroU32::new(3).unwrap();
    let app = TestApp::with(|settings| {
        settings.sign_in_burst = burst;
        settings.trust_proxy = true;
    })
    .await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (_, codes) = set_up(&app, &brandt.client).await;
    let challenge = first_step(&app).await;
    let url = format!(
        "{}/api/v1/accounts/counselors/sign-in/confirmation",
        app.url
    );
    let mut statuses = Vec::new();
    for n in 1..=4 {
        let body = SignInConfirmation {
            challenge: challenge.challenge.clone(),
            code: "000000".try_into().unwrap(),
        };
        let request = crate::support::http().post(&url).json(&body);
        let request = request.header("X-Forwarded-For", format!("192.0.2.{n}"));
        statuses.push(request.send().await.unwrap().status().as_u16());
    }
    // Setting it up was the first code.
    assert_eq!(statuses, [401, 401, 429, 429]);
    let slowed = second_step(&app, &challenge, &codes[0]).await;
    assert_eq!(code(slowed), ProblemCode::TooManyAttempts);
    let query = AuditQuery {
        action: Some(AuditAction::RefuseSignIn),
        ..AuditQuery::default()
    };
    let mut noted = 0;
    while noted < 2 {
        // Written after the answer.
        let log = facility
            .admin
            .client
            .list_audit_entries(&query)
            .await
            .unwrap();
        noted = log.items.len();
    }
    assert_eq!(noted, 2);
}

#[actix_web::test]
async fn setting_it_up_takes_the_password_and_a_right_code_and_ends_other_sessions() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let elsewhere = app.nobody();
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    signed_in(elsewhere.sign_in_counselor(&body).await);
    let refused = brandt.client.begin_two_factor(&proof("nicht dieses")).await;
    assert_eq!(
        field(refused),
        ("/own_password".into(), FieldCode::WrongPassword)
    );
    let early = brandt
        .client
        .confirm_two_factor(&confirmation("123456"))
        .await;
    assert_eq!(code(early), ProblemCode::Conflict);
    let setup = brandt
        .client
        .begin_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    let device = Device::new(&setup.secret);
    let right = device.code(&app);
    let wrong = if right == "123456" {
        "654321"
    } else {
        "123456"
    };
    for wrong in [wrong, "k7mt-3xqa-p9cd-w2fh"] {
        let refused = brandt.client.confirm_two_factor(&confirmation(wrong)).await;
        assert_eq!(code(refused), ProblemCode::WrongCode);
    }
    // Nothing holds before it is confirmed.
    signed_in(app.nobody().sign_in_counselor(&body).await);
    brandt
        .client
        .confirm_two_factor(&confirmation(&right))
        .await
        .unwrap();
    let query = CounselorQuery::default();
    assert_eq!(
        code(elsewhere.list_counselors(&query).await),
        ProblemCode::SessionEnded
    );
    assert!(brandt.client.list_counselors(&query).await.is_ok());
}

/// The old device is good until the new one is confirmed, and not a moment longer.
#[actix_web::test]
async fn another_device_takes_the_place_of_the_first() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (old, _) = set_up(&app, &brandt.client).await;
    let setup = brandt
        .client
        .begin_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    let new = Device::new(&setup.secret);
    assert!(sign_in(&app, &old.next_code(&app)).await.is_ok());
    let confirmed = confirmation(&new.next_code(&app));
    brandt.client.confirm_two_factor(&confirmed).await.unwrap();
    assert_eq!(
        code(sign_in(&app, &old.next_code(&app)).await),
        ProblemCode::WrongCode
    );
    assert!(sign_in(&app, &new.next_code(&app)).await.is_ok());
}

#[actix_web::test]
async fn it_can_be_switched_off_with_the_password() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    set_up(&app, &brandt.client).await;
    let refused = brandt
        .client
        .disable_two_factor(&proof("nicht dieses"))
        .await;
    assert_eq!(
        field(refused),
        ("/own_password".into(), FieldCode::WrongPassword)
    );
    brandt
        .client
        .disable_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    signed_in(app.nobody().sign_in_counselor(&body).await);
    let renewed = brandt
        .client
        .renew_recovery_codes(&proof(STAFF_PASSWORD))
        .await;
    assert_eq!(code(renewed), ProblemCode::TwoFactorMissing);
    assert!(
        two_factor::Entity::find()
            .all(&app.db)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        recovery_code::Entity::find()
            .all(&app.db)
            .await
            .unwrap()
            .is_empty()
    );
}

/// A secret is opened by the facility's key only, and a recovery code cannot be read back.
#[actix_web::test]
async fn neither_secrets_nor_recovery_codes_stand_in_the_database() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let setup = brandt
        .client
        .begin_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    let secret = Secret::try_from_base32(&setup.secret).unwrap();
    let holds = |bytes: &[u8]| bytes.windows(20).any(|part| part == secret.as_bytes());
    let row = async || {
        let rows = two_factor::Entity::find().all(&app.db).await.unwrap();
        rows.into_iter().next().unwrap()
    };
    let pending = row().await.sealed_new_secret.unwrap();
    assert!(!holds(&pending.0));
    let device = Device::new(&setup.secret);
    let confirmed = confirmation(&device.code(&app));
    let codes = brandt
        .client
        .confirm_two_factor(&confirmed)
        .await
        .unwrap()
        .codes;
    let kept = row().await;
    assert_eq!(kept.sealed_new_secret, None);
    assert!(!holds(&kept.sealed_secret.unwrap().0));
    let hashes = recovery_code::Entity::find().all(&app.db).await.unwrap();
    assert_eq!(hashes.len(), RECOVERY_CODES);
    for row in hashes {
        assert_eq!(row.code_hash.len(), 64);
        for code in &codes {
            let bare = code.replace('-', "");
            assert!(!row.code_hash.contains(code) && !row.code_hash.contains(&bare));
        }
    }
}

#[actix_web::test]
async fn an_admin_takes_it_away_from_a_colleague_who_lost_everything() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    set_up(&app, &brandt.client).await;
    let own = facility
        .admin
        .client
        .remove_two_factor(facility.admin.id)
        .await;
    assert_eq!(
        code(own),
        ProblemCode::Forbidden,
        "one's own takes a password"
    );
    facility
        .admin
        .client
        .remove_two_factor(brandt.id)
        .await
        .unwrap();
    let read = brandt
        .client
        .list_counselors(&CounselorQuery::default())
        .await;
    assert_eq!(code(read), ProblemCode::SessionEnded);
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    signed_in(app.nobody().sign_in_counselor(&body).await);
}

async fn require(admin: &Client, version: Version, required: bool) -> CallResult<Version> {
    let body = SignInSettingsUpdate {
        two_factor_required: required,
    };
    let settings = admin.update_sign_in_settings(version, &body).await?;
    assert_eq!(settings.two_factor_required, required);
    Ok(settings.version)
}

async fn session_of(staff: &Staff) -> Session {
    let session = staff.client.refresh_session(AccountKind::Counselor).await;
    session.unwrap()
}

#[actix_web::test]
async fn a_facility_can_ask_it_of_everybody() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let admin = admin(&app, &facility).await;
    let settings = admin.read_sign_in_settings().await.unwrap();
    assert!(!settings.two_factor_required);
    assert_eq!(settings.without_two_factor, 3);
    let first = settings.version;
    assert_eq!(
        code(require(&admin, first, true).await),
        ProblemCode::TwoFactorMissing
    );
    set_up(&app, &admin).await;
    let second = require(&admin, first, true).await.unwrap();
    assert_eq!(
        code(require(&admin, first, false).await),
        ProblemCode::StaleVersion
    );
    assert_eq!(
        admin
            .read_sign_in_settings()
            .await
            .unwrap()
            .without_two_factor,
        2
    );

    // Whoever has none can set it up and do nothing else, from this moment on.
    let query = CounselorQuery::default();
    assert_eq!(
        code(brandt.client.list_counselors(&query).await),
        ProblemCode::TwoFactorDue
    );
    assert_eq!(
        code(brandt.client.stream_events(None).await),
        ProblemCode::TwoFactorDue
    );
    assert_eq!(
        session_of(&brandt).await.account.duty(),
        Some(Duty::SetUpTwoFactor)
    );
    assert!(brandt.client.read_two_factor().await.unwrap().required);
    set_up(&app, &brandt.client).await;
    assert!(brandt.client.list_counselors(&query).await.is_ok());
    assert_eq!(session_of(&brandt).await.account.duty(), None);
    let off = brandt
        .client
        .disable_two_factor(&proof(STAFF_PASSWORD))
        .await;
    assert_eq!(code(off), ProblemCode::TwoFactorRequired);
    // Clients are not asked.
    assert!(person.client.count_mail_requests().await.is_ok());
    let body = domain::accounts::ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    let session = app.nobody().sign_in_client("lahntal", &body).await.unwrap();
    assert_eq!(session.account.duty(), None);

    require(&admin, second, false).await.unwrap();
    brandt
        .client
        .disable_two_factor(&proof(STAFF_PASSWORD))
        .await
        .unwrap();
    assert!(brandt.client.list_counselors(&query).await.is_ok());
}
