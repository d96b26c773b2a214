//! What a facility says of itself, its legal pages, who can register, and what is left to do.

use crate::support::{Facility, Staff, TestApp, code, letter, registration};
use api::jobs::{Worker, ensure_housekeeping};
use domain::{
    account_links::{ForgottenClientPassword, ForgottenPassword},
    accounts::ClientRegistration,
    facility::{
        ContactRule, FacilityData, FormOfAddress, LegalPage, LegalPages, LegalTexts,
        PortalLanguages, RegistrationAccess, RegistrationRules, SetupStep,
    },
    language::Language,
    message_templates::MessageTemplateWrite,
    outgoing_mails::{DeliveryWay, MailTemplate},
    problem::ProblemCode,
    text::LegalText,
    version::Version,
    working_time::WorkingTime,
};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgba, RgbaImage};
use reqwest::{StatusCode, header};
use std::io::Cursor;

#[actix_web::test]
async fn anyone_may_see_what_a_portal_says_of_itself() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let portal = app.nobody().read_portal("lahntal").await.unwrap();
    assert_eq!(portal.name, "Beratungsstelle lahntal");
    assert_eq!(portal.time_zone, "Europe/Berlin");
    assert_eq!(portal.languages, PortalLanguages::default());
    assert_eq!(portal.registration, RegistrationRules::default());
    assert_eq!(portal.legal_pages, []);
}

#[actix_web::test]
async fn an_unknown_facility_is_told_as_such() {
    let app = TestApp::new().await;
    for slug in ["nirgendwo", "Lahntal", "%00", "a%20b"] {
        let answer = app.nobody().read_portal(slug).await;
        assert_eq!(code(answer), ProblemCode::UnknownFacility, "{slug}");
    }
}

/// Everything that can be said.
fn everything() -> FacilityData {
    FacilityData {
        postal_address: Some("Uferweg 4\n35037 Marburg".try_into().unwrap()),
        phone: Some("06421 55 00 10".try_into().unwrap()),
        email: Some("kontakt@lahntal.example".try_into().unwrap()),
        website: Some("https://www.lahntal.example".try_into().unwrap()),
        billing_address: Some("Kreiskasse\nMarkt 1".try_into().unwrap()),
        languages: PortalLanguages::try_from(vec![Language::En]).unwrap(),
        ..FacilityData::new(
            "Haus am Fluss".try_into().unwrap(),
            "Europe/London".try_into().unwrap(),
        )
    }
}

#[actix_web::test]
async fn what_admins_say_of_the_facility_stands_in_its_portal_but_for_where_invoices_go() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = admin.read_facility_settings().await.unwrap();
    assert_eq!(first.data.name.as_str(), "Beratungsstelle lahntal");
    let data = everything();
    let saved = admin.update_facility_settings(first.version, &data).await;
    let saved = saved.unwrap();
    assert_eq!(saved.data, everything());
    assert_eq!(admin.read_facility_settings().await.unwrap(), saved);
    let portal = app.nobody().read_portal("lahntal").await.unwrap();
    assert_eq!(portal.name, "Haus am Fluss");
    assert_eq!(portal.time_zone, "Europe/London");
    assert_eq!(portal.phone, everything().phone);
    assert_eq!(portal.languages, everything().languages);
    let raw = serde_json::to_string(&portal).unwrap();
    assert!(!raw.contains("Kreiskasse"), "{raw}");
    // Hours are meant in the new zone.
    let time = admin.read_working_time().await.unwrap();
    assert_eq!(time.time_zone, "Europe/London");
    let stale = admin.update_facility_settings(Version::FIRST, &data).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_time_zone_that_is_none_is_refused_at_its_field() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let body = FacilityData {
        time_zone: "Mars/Olympus".try_into().unwrap(),
        ..everything()
    };
    let refused = admin.update_facility_settings(Version::FIRST, &body).await;
    let refused = refused.unwrap_err();
    let problem = refused.problem().unwrap();
    assert_eq!(problem.code, ProblemCode::InvalidBody);
    assert_eq!(problem.errors[0].pointer, "/time_zone");
}

/// Half of it is transparent.
fn logo(width: u32, height: u32) -> Vec<u8> {
    let image = RgbaImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgba([0, 90, 120, 255])
        } else {
            Rgba([0, 0, 0, 0])
        }
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[actix_web::test]
async fn a_logo_is_shown_by_the_name_that_the_portal_tells_and_kept_by_browsers() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let set = admin.replace_facility_logo(Version::FIRST, "image/png", logo(1200, 300));
    let set = set.await.unwrap();
    let portal = app.nobody().read_portal("lahntal").await.unwrap();
    assert!(portal.logo.is_some() && portal.logo == set.logo);
    let address = app
        .nobody()
        .facility_logo(&portal.slug, portal.logo.unwrap());
    let answer = reqwest::get(&address).await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/png");
    let tag = answer.headers()[header::ETAG].clone();
    let shown = answer.bytes().await.unwrap();
    let shown = image::load_from_memory_with_format(&shown, ImageFormat::Png).unwrap();
    assert_eq!(shown.dimensions(), (640, 160));
    assert_eq!(shown.get_pixel(600, 80).0[3], 0, "it is still transparent");
    let again = reqwest::Client::new().get(&address);
    let again = again.header(header::IF_NONE_MATCH, tag).send();
    assert_eq!(again.await.unwrap().status(), StatusCode::NOT_MODIFIED);

    let stale = admin.replace_facility_logo(Version::FIRST, "image/png", logo(40, 40));
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let wrong = admin.replace_facility_logo(set.version, "image/svg+xml", b"<svg/>".to_vec());
    assert_eq!(code(wrong.await), ProblemCode::UnsupportedPicture);
    let other = admin.replace_facility_logo(set.version, "image/png", logo(40, 40));
    let other = other.await.unwrap();
    let gone = reqwest::get(&address).await.unwrap().status();
    assert_eq!(gone, StatusCode::NOT_FOUND, "the one before is gone");
    let removed = admin.remove_facility_logo(other.version).await.unwrap();
    assert_eq!(removed.logo, None);
    let portal = app.nobody().read_portal("lahntal").await.unwrap();
    assert_eq!(portal.logo, None);
}

/// Does what waits, as a server does it.
async fn rounds(app: &TestApp) {
    ensure_housekeeping(&app.db, app.hand.now()).await.unwrap();
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

#[actix_web::test]
async fn a_mail_to_a_client_names_the_facility_only_where_it_may() {
    for names in [true, false] {
        let app = TestApp::with(|settings| settings.demo = true).await;
        let facility = app.facility("lahntal").await;
        let admin = &facility.admin;
        let body = FacilityData {
            mails_name_facility: names,
            ..everything()
        };
        let set = admin.client.update_facility_settings(Version::FIRST, &body);
        set.await.unwrap();
        let person = app.nobody();
        let body = ClientRegistration {
            email: Some("seestern@mail.example".try_into().unwrap()),
            ..registration("Seestern")
        };
        person.register_client("lahntal", &body).await.unwrap();
        let request = person.create_mail_request(&letter("Schlaf")).await;
        admin.answer(request.unwrap().summary.id).await;
        rounds(&app).await;
        let mails = app.state.mailer.demo_mails().unwrap();
        let to_client = mails.iter().find(|mail| mail.to.contains("seestern"));
        let text = &to_client.expect("the client is told").mail.text;
        assert_eq!(text.contains("Haus am Fluss"), names, "{text}");
        assert_eq!(text.contains("Automatische Benachrichtigung"), !names);
        for mail in mails.iter().filter(|mail| !mail.to.contains("seestern")) {
            let text = &mail.mail.text;
            assert!(text.contains("Haus am Fluss"), "staff know where they work");
        }
    }
}

#[actix_web::test]
async fn clients_are_addressed_as_the_facility_has_chosen_and_staff_always_formally() {
    for form in FormOfAddress::ALL {
        let informal = form == FormOfAddress::Informal;
        let app = TestApp::with(|settings| settings.demo = true).await;
        let facility = app.facility("lahntal").await;
        let admin = &facility.admin;
        let before = app.nobody().read_portal("lahntal").await.unwrap();
        assert_eq!(before.form_of_address, FormOfAddress::Formal);
        let body = FacilityData {
            form_of_address: form,
            ..everything()
        };
        let set = admin.client.update_facility_settings(Version::FIRST, &body);
        assert_eq!(set.await.unwrap().data.form_of_address, form);
        let portal = app.nobody().read_portal("lahntal").await.unwrap();
        assert_eq!(
            portal.form_of_address, form,
            "it is told before anyone signs in"
        );

        let person = app.nobody();
        let body = ClientRegistration {
            email: Some("seestern@mail.example".try_into().unwrap()),
            ..registration("Seestern")
        };
        person.register_client("lahntal", &body).await.unwrap();
        let request = person.create_mail_request(&letter("Schlaf")).await;
        admin.answer(request.unwrap().summary.id).await;
        // The same message goes to either side.
        let asked = ForgottenPassword {
            facility: None,
            email: "admin@lahntal.example".try_into().unwrap(),
            login_name: "admin".try_into().unwrap(),
        };
        app.nobody().forgot_password(&asked).await.unwrap();
        let asked = ForgottenClientPassword {
            name: "Seestern".try_into().unwrap(),
        };
        let nobody = app.nobody();
        let asked = nobody.forgot_client_password("lahntal", &asked);
        asked.await.unwrap();
        rounds(&app).await;
        let mails = app.state.mailer.demo_mails().unwrap();
        let (to_client, to_staff): (Vec<_>, Vec<_>) =
            mails.iter().partition(|mail| mail.to.contains("seestern"));
        assert_eq!((to_client.len(), to_staff.len()), (2, 1));
        for mail in to_client {
            let text = &mail.mail.text;
            let says_du = text.contains("für dich ist eine neue Nachricht da")
                || text.contains("für dein Konto wurde ein neues Passwort angefordert");
            assert_eq!(says_du, informal, "{text}");
            assert_eq!(text.contains("Bitte antworte nicht darauf."), informal);
        }
        for mail in to_staff {
            let text = &mail.mail.text;
            assert!(text.contains("für Ihr Konto wurde"), "{text}");
            assert!(text.contains("Bitte antworten Sie nicht darauf."), "{text}");
        }
    }
}

#[actix_web::test]
async fn the_first_words_of_messages_follow_the_form_of_address_and_a_facilitys_own_stay() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let key = (MailTemplate::NewAnswer, DeliveryWay::Email, Language::De);
    let own = MessageTemplateWrite {
        subject: Some("Post".try_into().unwrap()),
        text: "Guten Tag, Ihre Post: {Link}".try_into().unwrap(),
    };
    let changed = admin.update_message_template(key, Version(0), &own);
    changed.await.unwrap();
    let body = FacilityData {
        form_of_address: FormOfAddress::Informal,
        ..everything()
    };
    let set = admin.update_facility_settings(Version::FIRST, &body);
    set.await.unwrap();
    let all = admin.list_message_templates().await.unwrap().items;
    let text = |template, way, language| {
        let mut found = all.iter();
        let found =
            found.find(|one| (one.template, one.way, one.language) == (template, way, language));
        found.unwrap().text.clone()
    };
    let (template, way, language) = key;
    assert_eq!(
        text(template, way, language),
        "Guten Tag, Ihre Post: {Link}"
    );
    let sms = text(template, DeliveryWay::Sms, language);
    assert_eq!(sms, "Für dich liegt eine Nachricht bereit: {Link}");
    let staff = text(MailTemplate::NewRequest, way, language);
    assert!(staff.contains("wartet auf Sie"), "{staff}");
    let reset = admin.reset_message_template(key, Version(1));
    let reset = reset.await.unwrap().text;
    assert!(
        reset.contains("für dich ist eine neue Nachricht da"),
        "{reset}"
    );
}

fn says(text: &str) -> LegalText {
    text.try_into().unwrap()
}

#[actix_web::test]
async fn legal_pages_are_read_by_anyone_and_written_by_admins() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let pages = LegalPages {
        imprint: LegalTexts {
            de: Some(says("# Verantwortlich\n\nHaus am Fluss")),
            en: None,
        },
        privacy: LegalTexts::default(),
    };
    let first = admin.read_legal_pages().await.unwrap();
    assert_eq!(first.pages, LegalPages::default());
    let saved = admin
        .update_legal_pages(first.version, &pages)
        .await
        .unwrap();
    assert_eq!(saved.pages, pages);
    let stale = admin.update_legal_pages(first.version, &pages).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let nobody = app.nobody();
    let portal = nobody.read_portal("lahntal").await.unwrap();
    assert_eq!(portal.legal_pages, [LegalPage::Imprint]);
    let shown = nobody.read_portal_legal_page("lahntal", LegalPage::Imprint);
    assert_eq!(shown.await.unwrap(), pages.imprint);
    let empty = nobody.read_portal_legal_page("lahntal", LegalPage::Privacy);
    assert_eq!(empty.await.unwrap(), LegalTexts::default());
    // Another facility has its own.
    app.facility("edertal").await;
    let other = nobody.read_portal_legal_page("edertal", LegalPage::Imprint);
    assert_eq!(other.await.unwrap(), LegalTexts::default());
}

async fn set_rules(facility: &Facility<'_>, rules: RegistrationRules) {
    let admin = &facility.admin.client;
    let version = admin.read_registration_settings().await.unwrap().version;
    let set = admin.update_registration_settings(version, &rules).await;
    assert_eq!(set.unwrap().rules, rules);
}

#[actix_web::test]
async fn who_can_register_with_what_follows_the_rules_in_every_case() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let known = app.nobody();
    let first = registration("Zugvogel");
    known.register_client("lahntal", &first).await.unwrap();
    let mut unique = 0;
    for access in RegistrationAccess::ALL {
        for contact in ContactRule::ALL {
            let rules = RegistrationRules { access, contact };
            set_rules(&facility, rules).await;
            let portal = app.nobody().read_portal("lahntal").await.unwrap();
            assert_eq!(portal.registration, rules, "it is told beforehand");
            for (email, phone) in [(false, false), (true, false), (false, true), (true, true)] {
                unique += 1;
                let mail = format!("person{unique}@mail.example");
                let body = ClientRegistration {
                    email: email.then(|| mail.try_into().unwrap()),
                    phone: phone.then(|| "0171 1234567".try_into().unwrap()),
                    ..registration(&format!("Person {unique}"))
                };
                let answer = app.nobody().register_client("lahntal", &body).await;
                match rules.check(email, phone) {
                    Ok(()) => assert!(answer.is_ok(), "{rules:?} {email} {phone}"),
                    Err(expected) => assert_eq!(code(answer), expected, "{rules:?}"),
                }
            }
            // Who has an account gets in whatever the rules say, and staff make new ones.
            let again = domain::accounts::ClientSignIn {
                name: first.pseudonym.as_str().try_into().unwrap(),
                password: first.password.as_str().try_into().unwrap(),
            };
            let back = app.nobody().sign_in_client("lahntal", &again).await;
            back.unwrap();
        }
    }
    let admin = &facility.admin.client;
    let open = RegistrationRules::default();
    let stale = admin
        .update_registration_settings(Version::FIRST, &open)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_new_facility_sees_whether_its_invitations_go_out() {
    for demo in [true, false] {
        let app = TestApp::with(|settings| settings.demo = demo).await;
        let facility = app.facility("lahntal").await;
        let mail = done(&facility.admin).await.contains(&SetupStep::Mail);
        assert_eq!(
            mail, demo,
            "the demo shows its mails, the other has no server"
        );
    }
}

async fn done(staff: &Staff) -> Vec<SetupStep> {
    let setup = staff.client.read_setup().await.unwrap();
    let items = setup.items.into_iter();
    items.filter(|one| one.done).map(|one| one.step).collect()
}

#[actix_web::test]
async fn what_is_left_to_do_follows_what_is_done() {
    use SetupStep::{ContactData, Counselors, LegalPages as Legal, Registration, TestRequest};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin;
    let client = &admin.client;
    assert_eq!(done(admin).await, []);
    let set = client
        .update_facility_settings(Version::FIRST, &everything())
        .await;
    set.unwrap();
    assert_eq!(done(admin).await, [ContactData]);
    // The portal speaks English only, so German texts are not enough.
    let mut pages = LegalPages::default();
    pages.imprint.de = Some(says("Wir"));
    pages.privacy.de = Some(says("Daten"));
    let saved = client.update_legal_pages(Version::FIRST, &pages).await;
    assert_eq!(done(admin).await, [ContactData]);
    pages.imprint.en = Some(says("We"));
    pages.privacy.en = Some(says("Data"));
    let saved = client.update_legal_pages(saved.unwrap().version, &pages);
    saved.await.unwrap();
    assert_eq!(done(admin).await, [ContactData, Legal]);
    set_rules(&facility, RegistrationRules::default()).await;
    assert_eq!(done(admin).await, [ContactData, Legal, Registration]);
    let version = client.read_working_time().await.unwrap().version;
    let set = client
        .update_working_time(version, &WorkingTime::default())
        .await;
    set.unwrap();
    assert!(done(admin).await.contains(&SetupStep::WorkingTime));
    facility.counselor("m.brandt").await;
    assert!(done(admin).await.contains(&Counselors));
    let person = facility.client("Seestern").await;
    person.request("Test").await;
    assert!(done(admin).await.contains(&TestRequest));
    let all_but_mail = SetupStep::ALL.len() - 1;
    assert_eq!(
        done(admin).await.len(),
        all_but_mail,
        "no mail server is set"
    );

    assert!(!client.read_setup().await.unwrap().dismissed);
    client.dismiss_setup().await.unwrap();
    client.dismiss_setup().await.unwrap();
    assert!(client.read_setup().await.unwrap().dismissed);
}
