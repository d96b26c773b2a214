//! Automatic messages say what the facility wants them to, and never what anybody wrote; who has
//! left a mobile number alone hears by SMS.

use crate::{
    bookings::appointment,
    mail_server::MailServer,
    sms_gateway::{SmsGateway, TOKEN},
    support::{Facility, Person, TestApp, code, field},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use domain::{
    clients::{ClientUpdate, Edit},
    language::Language::{De, En},
    message_templates::{MessagePreviewCreate, MessageTemplate, MessageTemplateWrite},
    outgoing_mails::{
        DeliveryWay::{self, Email, Sms},
        MailTemplate::{self, AppointmentReminder, LicenceRequest, NewAnswer, NewRequest},
        OutgoingMail, OutgoingMailQuery, OutgoingMailStatus,
    },
    problem::{FieldCode, ProblemCode},
    version::Version,
};

fn says(subject: Option<&str>, text: &str) -> MessageTemplateWrite {
    MessageTemplateWrite {
        subject: subject.map(|subject| subject.try_into().unwrap()),
        text: text.try_into().unwrap(),
    }
}

/// A facility's own words.
pub fn own_words() -> MessageTemplateWrite {
    says(
        Some("Post von {Einrichtung}"),
        "Hallo,\n\nbitte hier entlang:\n{Link}",
    )
}

/// Words to be looked at.
pub fn previewed() -> MessagePreviewCreate {
    let words = own_words();
    MessagePreviewCreate {
        template: NewAnswer,
        way: Email,
        language: De,
        subject: words.subject,
        text: words.text,
    }
}

async fn app_with(mail: &MailServer, sms: Option<&SmsGateway>) -> TestApp {
    TestApp::with(|settings| {
        settings.smtp_url = Some(mail.url().as_str().into());
        settings.smtp_timeout_seconds = 1;
        settings.mail_from = Some("beratung@lahntal.example".into());
        if let Some(sms) = sms {
            settings.sms_url = Some(sms.url());
            settings.sms_token = Some(TOKEN.into());
            settings.sms_sender = Some("Beratung".into());
        }
    })
    .await
}

async fn person(facility: &Facility<'_>, name: &str, email: &str, phone: &str) -> Person {
    let person = facility.client(name).await;
    let admin = &facility.admin.client;
    let set = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let contact = ClientUpdate {
        email: set(email).map_or(Edit::Keep, |one| Edit::Set(one.try_into().unwrap())),
        phone: set(phone).map_or(Edit::Keep, |one| Edit::Set(one.try_into().unwrap())),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    let changed = admin.update_client(person.id, version, &contact).await;
    changed.unwrap();
    person
}

async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn of(facility: &Facility<'_>, template: MailTemplate) -> Vec<OutgoingMail> {
    let admin = &facility.admin.client;
    let query = OutgoingMailQuery::default();
    let all = admin.list_outgoing_mails(&query).await.unwrap();
    let all = all.items.into_iter();
    all.filter(|one| one.template == template).collect()
}

async fn now(facility: &Facility<'_>, key: (MailTemplate, DeliveryWay)) -> MessageTemplate {
    let all = facility.admin.client.list_message_templates().await;
    let mut all = all.unwrap().items.into_iter();
    let found = all.find(|one| (one.template, one.way, one.language) == (key.0, key.1, De));
    found.unwrap()
}

/// A mail's body as people read it: its lines put together again (RFC 2045, section 6.7).
fn body(raw: &str) -> String {
    raw.replace("=\r\n", "").replace("\r\n", "\n")
}

#[actix_web::test]
async fn a_message_says_what_the_facility_wants_until_it_is_reset() {
    let mail = MailServer::start();
    let app = app_with(&mail, None).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let key = (NewAnswer, Email, De);
    let first = now(&facility, (NewAnswer, Email)).await;
    assert_eq!((first.changed, first.version), (false, Version(0)));
    let words = own_words();
    let own = admin.update_message_template(key, first.version, &words);
    let own = own.await.unwrap();
    assert_eq!((own.changed, own.version), (true, Version(1)));
    assert_eq!(now(&facility, (NewAnswer, Email)).await, own);
    for version in [Version(0), Version(2)] {
        let stale = admin
            .update_message_template(key, version, &own_words())
            .await;
        assert_eq!(code(stale), ProblemCode::StaleVersion, "{version:?}");
    }
    let again = admin.update_message_template(key, own.version, &words);
    assert_eq!(again.await.unwrap().version, Version(2));

    let person = person(&facility, "Seestern", "s@mail.example", "").await;
    facility.admin.answer(person.request("Schlaf").await).await;
    // Elsewhere nothing has changed.
    let abroad = app.facility("wetterau").await;
    let other = self::person(&abroad, "Anker", "a@mail.example", "").await;
    abroad.admin.answer(other.request("Schlaf").await).await;
    work(&app).await;
    let inbox = mail.inbox();
    let to = |address: &str| {
        let found = inbox.iter().find(|one| one.to == address);
        found.unwrap().clone()
    };
    let changed = to("s@mail.example");
    assert_eq!(
        changed.header("Subject"),
        "Post von Beratungsstelle lahntal"
    );
    let text = body(&changed.raw);
    assert!(text.contains("bitte hier entlang:\n"), "{text}");
    assert!(text.contains("/p/lahntal/requests"), "{text}");
    let as_before = to("a@mail.example");
    // The rest of it is encoded, umlauts being in it.
    let begins = as_before
        .header("Subject")
        .starts_with("Eine neue Nachricht ist ");
    assert!(begins && first.subject.as_deref().unwrap().starts_with("Eine neue"));

    let stale = admin.reset_message_template(key, Version(1)).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let reset = admin.reset_message_template(key, Version(2)).await;
    assert_eq!(reset.unwrap(), first);
    assert_eq!(now(&facility, (NewAnswer, Email)).await, first);
}

#[actix_web::test]
async fn what_a_message_cannot_say_is_refused_at_its_place() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let unknown = FieldCode::UnknownPlaceholder;
    for (key, words, refused) in [
        (
            (NewAnswer, Email, De),
            says(Some("Neu"), "{Link} {Pseudonym}"),
            ("/text", unknown),
        ),
        (
            (NewAnswer, Email, De),
            says(Some("Neu"), "{Link} {Angaben}"),
            ("/text", unknown),
        ),
        (
            (NewAnswer, Email, De),
            says(Some("{Link}"), "{Link}"),
            ("/subject", unknown),
        ),
        (
            (NewAnswer, Email, De),
            says(Some("Neu"), "Hallo"),
            ("/text", FieldCode::MissingPlaceholder),
        ),
        (
            (NewAnswer, Email, De),
            says(None, "{Link}"),
            ("/subject", FieldCode::Required),
        ),
        (
            (AppointmentReminder, Email, En),
            says(Some("Soon"), "{link}"),
            ("/text", FieldCode::MissingPlaceholder),
        ),
    ] {
        let expected = (refused.0.to_owned(), refused.1);
        let saved = admin.update_message_template(key, Version(0), &words).await;
        assert_eq!(field(saved), expected, "{words:?}");
        let (template, way, language) = key;
        let preview = MessagePreviewCreate {
            template,
            way,
            language,
            subject: words.subject,
            text: words.text,
        };
        assert_eq!(field(admin.preview_message(&preview).await), expected);
    }
    // What the operator gets is the operator's; what never goes by SMS has no words for it.
    for key in [(LicenceRequest, Email, De), (NewRequest, Sms, De)] {
        let saved = admin
            .update_message_template(key, Version(0), &own_words())
            .await;
        assert_eq!(code(saved), ProblemCode::NotFound, "{key:?}");
    }
}

#[actix_web::test]
async fn a_preview_is_what_arrives_and_a_test_goes_to_whoever_asks() {
    let mail = MailServer::start();
    let app = app_with(&mail, None).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let key = (AppointmentReminder, Email, De);
    let words = says(
        Some("Bald bei {Einrichtung}"),
        "Am {Angaben}.\n\nMehr: {Link}",
    );
    admin
        .update_message_template(key, Version(0), &words)
        .await
        .unwrap();
    let preview = MessagePreviewCreate {
        template: key.0,
        way: key.1,
        language: key.2,
        subject: words.subject,
        text: words.text,
    };
    let preview = admin.preview_message(&preview).await.unwrap();
    assert_eq!(
        preview.subject.as_deref(),
        Some("Bald bei Beratungsstelle lahntal")
    );
    assert!(
        preview
            .text
            .starts_with("Am 16.01.2026, 10:00 bis 10:50 Uhr.\n\nMehr: http")
    );
    assert!(preview.html.unwrap().contains("<p>Am 16.01.2026"));
    admin.test_message_template(key).await.unwrap();
    admin.test_message_template((key.0, Sms, De)).await.unwrap();
    work(&app).await;
    let inbox = mail.inbox();
    assert_eq!(inbox.len(), 2);
    assert!(inbox.iter().all(|one| one.to == "admin@lahntal.example"));
    let texts: Vec<_> = inbox.iter().map(|one| body(&one.raw)).collect();
    assert!(
        texts
            .iter()
            .any(|text| text.contains("Am 16.01.2026, 10:00 bis 10:50 Uhr."))
    );
    assert!(
        texts
            .iter()
            .any(|text| text.contains("Zur Erinnerung: 16.01.2026"))
    );
}

#[actix_web::test]
async fn who_left_a_mobile_number_alone_hears_by_sms_and_nobody_reads_more_in_it() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, Some(&sms)).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let mobile = person(&facility, "Seestern", "", "0151 2345678").await;
    let both = person(&facility, "Anker", "a@mail.example", "0151 7654321").await;
    let at_home = person(&facility, "Welle", "", "06421 123456").await;
    let nothing = person(&facility, "Muschel", "", "").await;
    for one in [&mobile, &both, &at_home, &nothing] {
        facility.admin.answer(one.request("Geheim").await).await;
    }
    work(&app).await;
    let taken = sms.taken();
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].to, "01512345678");
    assert!(
        taken[0]
            .text
            .starts_with("Für Sie liegt eine Nachricht bereit: ")
    );
    assert!(taken[0].text.ends_with("/p/lahntal/requests"));
    assert!(!taken[0].text.contains("eheim") && !taken[0].text.contains("Seestern"));
    assert_eq!(mail.inbox().len(), 1);
    let given_up = of(&facility, NewAnswer).await;
    let given_up: Vec<_> = given_up
        .iter()
        .filter(|one| one.status == OutgoingMailStatus::Failed)
        .collect();
    assert_eq!(given_up.len(), 1);
    assert_eq!(given_up[0].last_error.as_deref(), Some("no mobile number"));

    // In the facility's own words, and of an appointment, too.
    let own = says(None, "Neues von uns: {Link}");
    admin
        .update_message_template(
            (MailTemplate::AppointmentConfirmed, Sms, De),
            Version(0),
            &own,
        )
        .await
        .unwrap();
    let made = appointment(mobile.id, "2026-01-20T09:00:00Z");
    admin.create_booking(&made).await.unwrap();
    work(&app).await;
    let last = sms.taken().pop().unwrap();
    assert!(last.text.starts_with("Neues von uns: "), "{}", last.text);
    app.hand.advance(TimeDelta::days(4) + TimeDelta::hours(2));
    work(&app).await;
    let last = sms.taken().pop().unwrap().text;
    assert!(
        last.starts_with("Zur Erinnerung: 20.01.2026, 10:00 bis "),
        "{last}"
    );
}

#[actix_web::test]
async fn without_a_gateway_nothing_waits_for_one() {
    let mail = MailServer::start();
    let app = app_with(&mail, None).await;
    let facility = app.facility("lahntal").await;
    let mobile = person(&facility, "Seestern", "", "0151 2345678").await;
    facility.admin.answer(mobile.request("Geheim").await).await;
    assert!(of(&facility, NewAnswer).await.is_empty());
}
