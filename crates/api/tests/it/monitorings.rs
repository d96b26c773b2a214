use crate::{
    bookings::{Example, TEN, appointment, blocker},
    support::{Person, STAFF_PASSWORD, TestApp, code, credentials, field, letter},
};
use api::monitorings::entity::{self, answer};
use chrono::{NaiveDate, TimeDelta};
use client::Client;
use domain::{
    access::Openness,
    audit::{AuditAction, AuditQuery},
    bookings::BookingCreate,
    channels::Channel,
    clients::{ClientUpdate, Edit},
    counselling_fields::{CounsellingFieldUpdate, FieldQuery, Labels},
    counselors::CounselorDelete,
    ids::{
        ChoiceId, ClientId, CounsellingFieldId, MasterDataFieldId, MonitoringFieldId, MonitoringId,
    },
    mail_requests::MailRequestCreate,
    master_data_fields::{
        MasterData, MasterDataField, MasterDataFieldUpdate, MasterDataKind, MasterDataValue,
    },
    monitorings::{
        FieldSet, FieldSetAdd, Figure, Monitoring, MonitoringAnswer, MonitoringAnswers,
        MonitoringField, MonitoringFieldCreate, MonitoringFieldKind, MonitoringFieldUpdate,
        MonitoringQuery, MonitoringRules, MonitoringWrite, OptionSave, Part, SuggestionQuery,
    },
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Three quarters of an hour on the phone, on the day on which tests begin.
pub fn monitoring() -> MonitoringWrite {
    MonitoringWrite {
        counselor_id: None,
        client_id: None,
        mail_request_id: None,
        booking_id: None,
        chat_id: None,
        date: day("2026-01-15"),
        minutes: 45.try_into().unwrap(),
        subject: "Erstgespräch".try_into().unwrap(),
        channel: Some(Channel::Phone),
        counselling_field_ids: BTreeSet::new(),
        master_data: MasterData::new(),
        answers: MonitoringAnswers::new(),
        remark: None,
    }
}

pub fn monitoring_field(kind: MonitoringFieldKind) -> MonitoringFieldCreate {
    let option = |text| OptionSave {
        id: None,
        labels: labels(text),
        active: true,
        official: None,
    };
    MonitoringFieldCreate {
        labels: labels("Feld"),
        kind,
        options: if kind.has_options() {
            vec![option("eins"), option("zwei"), option("drei")]
        } else {
            Vec::new()
        },
        official: None,
        mandatory: false,
    }
}

fn labels(text: &str) -> Labels {
    Labels {
        de: text.try_into().unwrap(),
        en: text.try_into().unwrap(),
    }
}

fn about(client: ClientId) -> MonitoringWrite {
    MonitoringWrite {
        client_id: Some(client),
        ..monitoring()
    }
}

/// What was written, to be written again with something changed.
fn again(one: &Monitoring) -> MonitoringWrite {
    MonitoringWrite {
        counselor_id: None,
        client_id: one.client.as_ref().map(|client| client.id),
        mail_request_id: one.mail_request_id,
        booking_id: one.booking_id,
        chat_id: one.chat_id,
        date: one.date,
        minutes: one.minutes,
        subject: one.subject.as_deref().unwrap_or("neu").try_into().unwrap(),
        channel: one.channel,
        counselling_field_ids: one.counselling_field_ids.clone(),
        master_data: one.master_data.clone(),
        answers: one.answers.clone(),
        remark: one.remark.as_deref().map(|text| text.try_into().unwrap()),
    }
}

async fn create(client: &Client, body: &MonitoringWrite) -> Monitoring {
    client.create_monitoring(body).await.unwrap()
}

async fn listed(client: &Client, query: MonitoringQuery) -> Vec<MonitoringId> {
    let page = client.list_monitorings(&query).await.unwrap();
    page.items.into_iter().map(|one| one.id).collect()
}

async fn field_of(admin: &Client, kind: MasterDataKind) -> MasterDataField {
    let page = admin.list_master_data_fields(&FieldQuery::default()).await;
    let mut fields = page.unwrap().items.into_iter();
    fields.find(|one| one.kind == kind).unwrap()
}

/// Everything that can be counted, as it lies in the database.
async fn counted(app: &TestApp) -> (Vec<String>, BTreeMap<Figure, usize>) {
    let rows = entity::Entity::find().all(&app.db).await.unwrap();
    let mut rows: Vec<_> = rows
        .into_iter()
        .map(|one| {
            let (date, minutes, channel) = (one.date, one.minutes, one.channel);
            format!("{date} {minutes} {channel:?} {}", one.counselor_id)
        })
        .collect();
    rows.sort();
    let mut answers = BTreeMap::new();
    for one in answer::Entity::find().all(&app.db).await.unwrap() {
        let figure = Figure {
            topic: one.topic,
            field_id: one.field_id,
            answer: one.answer,
        };
        *answers.entry(figure).or_default() += 1;
    }
    (rows, answers)
}

#[actix_web::test]
async fn counselors_see_their_own_and_admins_all_newest_first() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let admin = &facility.admin.client;
    let on = |date: &str| MonitoringWrite {
        date: day(date),
        ..monitoring()
    };
    let mut ids = Vec::new();
    for (staff, date) in [
        (&brandt, "2025-12-30"),
        (&petersen, "2026-01-02"),
        (&brandt, "2026-01-15"),
        (&brandt, "2026-01-02"),
        (&brandt, "2026-01-02"),
    ] {
        ids.push(create(&staff.client, &on(date)).await.id);
    }
    let newest = |places: &[usize]| places.iter().map(|place| ids[*place]).collect::<Vec<_>>();
    let everything = MonitoringQuery::default;
    assert_eq!(
        listed(&brandt.client, everything()).await,
        newest(&[2, 4, 3, 0])
    );
    assert_eq!(listed(&petersen.client, everything()).await, newest(&[1]));
    assert_eq!(listed(admin, everything()).await, newest(&[2, 4, 3, 1, 0]));

    // Page by page, across days on which there are several.
    for rows in 1..=5 {
        let mut query = MonitoringQuery {
            limit: Some(Limit::try_from(rows).unwrap()),
            ..MonitoringQuery::default()
        };
        let mut read = Vec::new();
        loop {
            let page = admin.list_monitorings(&query).await.unwrap();
            assert!(page.items.len() <= usize::from(rows));
            read.extend(page.items.into_iter().map(|one| one.id));
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        assert_eq!(read, newest(&[2, 4, 3, 1, 0]), "{rows} a page");
    }

    // A counselor who names a colleague sees nothing.
    let of = |id| MonitoringQuery {
        counselor_id: Some(id),
        ..MonitoringQuery::default()
    };
    assert_eq!(listed(admin, of(petersen.id)).await, newest(&[1]));
    assert_eq!(listed(&brandt.client, of(petersen.id)).await, []);
    let read = brandt.client.read_monitoring(ids[1]).await;
    assert_eq!(code(read), ProblemCode::NotFound);
    let abroad = app.facility("wetterau").await;
    assert_eq!(listed(&abroad.admin.client, everything()).await, []);
    let read = abroad.admin.client.read_monitoring(ids[0]).await;
    assert_eq!(code(read), ProblemCode::NotFound);
}

#[actix_web::test]
async fn the_list_is_narrowed_by_client_period_and_channel() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    let walk_in = create(&brandt, &monitoring()).await.id;
    let chat = MonitoringWrite {
        channel: Some(Channel::Chat),
        date: day("2026-01-10"),
        ..about(person.id)
    };
    let chat = create(&brandt, &chat).await.id;
    let early = MonitoringWrite {
        channel: None,
        date: day("2025-11-01"),
        ..about(person.id)
    };
    let early = create(&brandt, &early).await.id;
    let admin = &facility.admin.client;
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topics = topics.unwrap().items;
    let several = monitoring_field(MonitoringFieldKind::SeveralOf);
    let several = admin.create_monitoring_field(&several).await.unwrap();
    let [first, second] = [0, 1].map(|place| several.options[place].id);
    let on = |topic: usize, chosen: &[ChoiceId]| MonitoringWrite {
        date: day("2025-06-01"),
        counselling_field_ids: [topics[topic].id].into(),
        answers: [(
            several.id,
            MonitoringAnswer::Chosen(chosen.iter().copied().collect()),
        )]
        .into(),
        ..monitoring()
    };
    let both = create(&brandt, &on(0, &[first, second])).await.id;
    let single = create(&brandt, &on(1, &[second])).await.id;
    let query = MonitoringQuery::default;
    for (query, expected) in [
        (
            MonitoringQuery {
                field_id: Some(topics[0].id.0),
                ..query()
            },
            vec![both],
        ),
        // Each is there once, whatever number of answers it has.
        (
            MonitoringQuery {
                field_id: Some(several.id.0),
                ..query()
            },
            vec![single, both],
        ),
        (
            MonitoringQuery {
                field_id: Some(several.id.0),
                answer: Some(second.to_string()),
                ..query()
            },
            vec![single, both],
        ),
        (
            MonitoringQuery {
                field_id: Some(several.id.0),
                answer: Some(first.to_string()),
                from: Some(day("2025-06-01")),
                until: Some(day("2025-06-30")),
                ..query()
            },
            vec![both],
        ),
        (
            MonitoringQuery {
                field_id: Some(several.id.0),
                answer: Some("yes".to_owned()),
                ..query()
            },
            vec![],
        ),
        (
            MonitoringQuery {
                client_id: Some(person.id),
                ..query()
            },
            vec![chat, early],
        ),
        (
            MonitoringQuery {
                channel: Some(Channel::Chat),
                ..query()
            },
            vec![chat],
        ),
        // The first and the last day are within it.
        (
            MonitoringQuery {
                from: Some(day("2026-01-10")),
                until: Some(day("2026-01-15")),
                ..query()
            },
            vec![walk_in, chat],
        ),
        (
            MonitoringQuery {
                from: Some(day("2025-10-01")),
                until: Some(day("2026-01-09")),
                ..query()
            },
            vec![early],
        ),
    ] {
        let shown = listed(&brandt, query.clone()).await;
        assert_eq!(shown, expected, "{query:?}");
    }
}

/// Whoever lists what there is of a client has to be allowed to see them.
#[actix_web::test]
async fn the_monitorings_of_a_client_who_is_hidden_are_not_listed_for_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let made = create(&brandt.client, &about(person.id)).await.id;
    let of = || MonitoringQuery {
        client_id: Some(person.id),
        ..MonitoringQuery::default()
    };
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        let readable = brandt.client.read_client(person.id).await.is_ok();
        let shown = brandt.client.list_monitorings(&of()).await;
        assert_eq!(shown.is_ok(), readable, "{openness:?}");
        if !readable {
            assert_eq!(code(shown), ProblemCode::NotFound);
        }
        // What one did oneself stays one's own.
        let own = listed(&brandt.client, MonitoringQuery::default()).await;
        assert_eq!(own, [made]);
    }
}

#[actix_web::test]
async fn a_monitoring_is_read_as_it_was_written_changed_and_deleted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = MonitoringWrite {
        remark: Some("Kommt wieder.\nRuft vorher an.".try_into().unwrap()),
        ..about(person.id)
    };
    let made = create(&brandt.client, &body).await;
    assert_eq!(made.version, Version::FIRST);
    assert_eq!((made.counselor.id, made.changed_at), (brandt.id, None));
    assert_eq!(made.client.as_ref().unwrap().id, person.id);
    assert_eq!(made.subject.as_deref(), Some("Erstgespräch"));
    assert_eq!(
        made.remark.as_deref(),
        Some("Kommt wieder.\nRuft vorher an.")
    );
    assert_eq!(i64::from(made.minutes), 45);
    let read = brandt.client.read_monitoring(made.id).await.unwrap();
    assert_eq!(read, made);

    let other = MonitoringWrite {
        subject: "Zweites Gespräch".try_into().unwrap(),
        client_id: None,
        remark: None,
        channel: None,
        ..body
    };
    let changed = brandt
        .client
        .update_monitoring(made.id, made.version, &other)
        .await
        .unwrap();
    assert_eq!(changed.version, Version(2));
    assert_eq!(
        (
            changed.client.as_ref(),
            changed.remark.as_ref(),
            changed.channel
        ),
        (None, None, None)
    );
    assert!(changed.changed_at > Some(changed.created_at));
    let stale = brandt
        .client
        .update_monitoring(made.id, made.version, &other);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let read = brandt.client.read_monitoring(made.id).await.unwrap();
    assert_eq!(read, changed);

    brandt.client.delete_monitoring(made.id).await.unwrap();
    let gone = brandt.client.read_monitoring(made.id).await;
    assert_eq!(code(gone), ProblemCode::NotFound);
    assert_eq!(counted(&app).await, (vec![], BTreeMap::new()));
}

#[actix_web::test]
async fn a_day_to_come_and_people_who_are_not_here_are_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let admin = &facility.another_admin("k.vogt").await.client;
    // Half past eleven at night in London is the next day in Berlin.
    app.hand.advance(TimeDelta::minutes(13 * 60 + 30));
    for (client, name) in [(admin, "k.vogt"), (&brandt.client, "m.brandt")] {
        let body = credentials(Some("lahntal"), name, STAFF_PASSWORD);
        client.sign_in_counselor(&body).await.unwrap();
    }
    let refused = async |body: MonitoringWrite| field(admin.create_monitoring(&body).await);
    let tomorrow = |date| MonitoringWrite {
        date: day(date),
        ..monitoring()
    };
    create(admin, &tomorrow("2026-01-16")).await;
    assert_eq!(
        refused(tomorrow("2026-01-17")).await,
        ("/date".into(), FieldCode::OutOfRange)
    );
    let abroad = app.facility("wetterau").await;
    let stranger = abroad.client("Anker").await;
    assert_eq!(
        refused(about(stranger.id)).await,
        ("/client_id".into(), FieldCode::OutOfRange)
    );
    let of = |id| MonitoringWrite {
        counselor_id: Some(id),
        ..monitoring()
    };
    let foreign = abroad.counselor("f.remd").await.id;
    assert_eq!(
        refused(of(foreign)).await,
        ("/counselor_id".into(), FieldCode::OutOfRange)
    );
    // An admin writes for others, a counselor for themselves.
    let made = create(admin, &of(brandt.id)).await;
    assert_eq!(made.counselor.id, brandt.id);
    assert_eq!(
        listed(&brandt.client, MonitoringQuery::default()).await,
        [made.id]
    );
    let refused = brandt.client.create_monitoring(&of(petersen.id)).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let given = brandt
        .client
        .update_monitoring(made.id, made.version, &of(petersen.id))
        .await;
    assert_eq!(code(given), ProblemCode::Forbidden);
}

#[actix_web::test]
async fn what_the_facility_wants_to_know_has_to_be_said() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await.client;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let year = field_of(admin, MasterDataKind::Year).await.id;
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topic = topics.unwrap().items[0].id;
    let set = brandt.read_monitoring_settings().await.unwrap();
    assert_eq!(set.rules, MonitoringRules::default());
    let whole = MonitoringWrite {
        remark: Some("Alles gesagt".try_into().unwrap()),
        counselling_field_ids: [topic].into(),
        master_data: [(year, MasterDataValue::Number(1984))].into(),
        ..about(person.id)
    };
    let all = MonitoringRules {
        parts: Part::ALL.into(),
        master_data_field_ids: [year].into(),
        smallest_count: Some(5.try_into().unwrap()),
    };
    let changed = admin.update_monitoring_settings(set.version, &all).await;
    let changed = changed.unwrap();
    assert_eq!(
        (changed.rules.clone(), changed.version),
        (all.clone(), Version(2))
    );
    assert_eq!(brandt.read_monitoring_settings().await.unwrap(), changed);
    let stale = admin.update_monitoring_settings(set.version, &all).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);

    create(&brandt, &whole).await;
    for (part, without) in [
        (
            Part::Channel,
            MonitoringWrite {
                channel: None,
                ..whole.clone()
            },
        ),
        (
            Part::Client,
            MonitoringWrite {
                client_id: None,
                ..whole.clone()
            },
        ),
        (
            Part::CounsellingFields,
            MonitoringWrite {
                counselling_field_ids: BTreeSet::new(),
                ..whole.clone()
            },
        ),
        (
            Part::Remark,
            MonitoringWrite {
                remark: None,
                ..whole.clone()
            },
        ),
    ] {
        let refused = brandt.create_monitoring(&without).await;
        assert_eq!(field(refused), (part.pointer().into(), FieldCode::Required));
    }
    let silent = MonitoringWrite {
        master_data: MasterData::new(),
        ..whole
    };
    let refused = brandt.create_monitoring(&silent).await;
    let pointer = format!("/master_data/{year}");
    assert_eq!(field(refused), (pointer, FieldCode::Required));
    // Nobody can be asked for what is not there.
    let unknown = MonitoringRules {
        parts: BTreeSet::new(),
        master_data_field_ids: [MasterDataFieldId(uuid::Uuid::nil())].into(),
        smallest_count: None,
    };
    let refused = admin.update_monitoring_settings(changed.version, &unknown);
    assert_eq!(
        field(refused.await),
        ("/master_data_field_ids".into(), FieldCode::OutOfRange)
    );
}

/// A field of each kind, and an answer to it.
async fn every_kind(admin: &Client) -> Vec<(MonitoringField, MonitoringAnswer)> {
    use MonitoringFieldKind::{Number, OneOf, SeveralOf, Text, YesNo};
    let mut fields = Vec::new();
    for kind in [Text, Number, YesNo, OneOf, SeveralOf] {
        let made = admin.create_monitoring_field(&monitoring_field(kind)).await;
        let made = made.unwrap();
        let chosen = |count| {
            let options = made.options.iter().take(count);
            MonitoringAnswer::Chosen(options.map(|one| one.id).collect())
        };
        let answer = match kind {
            Text => MonitoringAnswer::Text("Pflaumenkuchenwetter".into()),
            Number => MonitoringAnswer::Number(3),
            YesNo => MonitoringAnswer::YesNo(false),
            OneOf => chosen(1),
            SeveralOf => chosen(2),
        };
        fields.push((made, answer));
    }
    fields
}

fn answers_to(fields: &[(MonitoringField, MonitoringAnswer)]) -> MonitoringAnswers {
    let fields = fields.iter();
    fields
        .map(|(field, answer)| (field.id, answer.clone()))
        .collect()
}

#[actix_web::test]
async fn answers_of_every_kind_are_kept_and_what_can_be_counted_is() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    let fields = every_kind(admin).await;
    let town = field_of(admin, MasterDataKind::Text).await.id;
    let gender = field_of(admin, MasterDataKind::Choice).await;
    let female = MasterDataValue::Text(gender.choices[0].id.to_string());
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topics: BTreeSet<_> = topics
        .unwrap()
        .items
        .iter()
        .take(2)
        .map(|one| one.id)
        .collect();
    let body = MonitoringWrite {
        remark: Some("Holunderblütensirup".try_into().unwrap()),
        subject: "Brombeerstrauch".try_into().unwrap(),
        counselling_field_ids: topics.clone(),
        master_data: [
            (town, MasterDataValue::Text("Zwetschgenhausen".into())),
            (gender.id, female.clone()),
        ]
        .into(),
        answers: answers_to(&fields),
        ..about(person.id)
    };
    for client_id in [Some(person.id), None] {
        let body = MonitoringWrite {
            client_id,
            ..body.clone()
        };
        let made = create(&brandt, &body).await;
        assert_eq!(made.answers, body.answers);
        assert_eq!(made.master_data, body.master_data);
        assert_eq!(made.counselling_field_ids, topics);
        assert_eq!(brandt.read_monitoring(made.id).await.unwrap(), made);
    }
    let (_, answers) = counted(&app).await;
    // Two topics, the gender, a number, a yes or no, one option and two of several; twice.
    assert_eq!(answers.len(), 2 + 1 + 1 + 1 + 1 + 2);
    assert!(answers.values().all(|count| *count == 2), "{answers:?}");
    // What people wrote is nowhere to be read.
    for row in entity::Entity::find().all(&app.db).await.unwrap() {
        let sealed = String::from_utf8_lossy(&row.sealed_texts.unwrap().0).into_owned();
        for text in [
            "Pflaumenkuchenwetter",
            "Holunderblütensirup",
            "Brombeerstrauch",
            "Zwetschgenhausen",
        ] {
            assert!(!sealed.contains(text));
            assert!(!answers.keys().any(|one| one.answer.contains(text)));
        }
    }
}

#[actix_web::test]
async fn what_is_changed_is_counted_anew() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let fields = every_kind(admin).await;
    let made = create(
        admin,
        &MonitoringWrite {
            answers: answers_to(&fields),
            ..monitoring()
        },
    )
    .await;
    let several = &fields[4].0;
    let last = MonitoringAnswer::Chosen([several.options[2].id].into());
    let mut other = again(&made);
    other.answers = [(several.id, last)].into();
    other.minutes = 10.try_into().unwrap();
    let changed = admin.update_monitoring(made.id, made.version, &other).await;
    assert_eq!(changed.unwrap().answers, other.answers);
    let (rows, answers) = counted(&app).await;
    assert_eq!(
        rows,
        [format!("2026-01-15 10 Some(Phone) {}", facility.admin.id)]
    );
    let answers: Vec<_> = answers.into_keys().map(|one| one.answer).collect();
    assert_eq!(answers, [several.options[2].id.to_string()]);
}

#[actix_web::test]
async fn answers_that_do_not_fit_are_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let fields = every_kind(admin).await;
    let number = fields[1].0.id;
    let refused = async |id: MonitoringFieldId, answer| {
        let body = MonitoringWrite {
            answers: [(id, answer)].into(),
            ..monitoring()
        };
        let (pointer, code) = field(admin.create_monitoring(&body).await);
        assert_eq!(pointer, format!("/answers/{id}"));
        code
    };
    let three = || MonitoringAnswer::Number(3);
    assert_eq!(
        refused(number, MonitoringAnswer::YesNo(true)).await,
        FieldCode::WrongType
    );
    assert_eq!(
        refused(number, MonitoringAnswer::Number(-1)).await,
        FieldCode::OutOfRange
    );
    let nobodys = MonitoringFieldId(uuid::Uuid::nil());
    assert_eq!(refused(nobodys, three()).await, FieldCode::UnknownField);
    let mandatory = MonitoringFieldUpdate {
        mandatory: Some(true),
        ..MonitoringFieldUpdate::default()
    };
    let one = &fields[1].0;
    let changed = admin.update_monitoring_field(one.id, one.version, &mandatory);
    changed.await.unwrap();
    let silent = admin.create_monitoring(&monitoring()).await;
    let pointer = format!("/answers/{number}");
    assert_eq!(field(silent), (pointer, FieldCode::Required));
}

/// Renaming and deactivating fields and options leaves what was answered as it was.
#[actix_web::test]
async fn old_answers_stay_readable_and_can_be_saved_again() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let fields = every_kind(admin).await;
    let body = MonitoringWrite {
        answers: answers_to(&fields),
        ..monitoring()
    };
    let made = create(admin, &body).await;
    let figures = counted(&app).await;
    // Of the fields to choose from, only the last option is left, under another name.
    for (one, _) in &fields {
        let kept = one.options.last().map(|option| OptionSave {
            id: Some(option.id),
            labels: labels("anders"),
            active: true,
            official: None,
        });
        let change = MonitoringFieldUpdate {
            labels: Some(labels("umbenannt")),
            options: Some(kept.into_iter().collect()),
            ..MonitoringFieldUpdate::default()
        };
        let changed = admin
            .update_monitoring_field(one.id, one.version, &change)
            .await;
        let changed = changed.unwrap();
        assert_eq!(changed.options.len(), one.options.len());
        assert!(changed.options.iter().skip(1).all(|option| !option.active));
    }
    let read = admin.read_monitoring(made.id).await.unwrap();
    assert_eq!(read.answers, made.answers);
    // What cannot be chosen any more was chosen, and stays.
    let same = admin
        .update_monitoring(made.id, made.version, &again(&read))
        .await;
    let same = same.unwrap();
    assert_eq!(same.answers, made.answers);
    let anew = admin.create_monitoring(&body).await;
    assert_eq!(field(anew).1, FieldCode::OutOfRange);

    for (one, _) in &fields {
        let off = MonitoringFieldUpdate {
            active: Some(false),
            ..MonitoringFieldUpdate::default()
        };
        let changed = admin.update_monitoring_field(one.id, Version(2), &off);
        assert!(!changed.await.unwrap().active);
    }
    // A form does not show them any more, and does not send them.
    let mut silent = again(&same);
    silent.answers = MonitoringAnswers::new();
    let saved = admin
        .update_monitoring(made.id, same.version, &silent)
        .await;
    assert_eq!(saved.unwrap().answers, made.answers);
    let anew = admin.create_monitoring(&body).await;
    assert_eq!(field(anew).1, FieldCode::UnknownField);
    assert_eq!(counted(&app).await, figures);
}

#[actix_web::test]
async fn a_counselling_field_that_is_gone_is_kept_and_not_taken_up() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topic = topics.unwrap().items.remove(0);
    let body = MonitoringWrite {
        counselling_field_ids: [topic.id].into(),
        ..monitoring()
    };
    let made = create(admin, &body).await;
    let off = CounsellingFieldUpdate {
        active: Some(false),
        ..CounsellingFieldUpdate::default()
    };
    let changed = admin.update_counselling_field(topic.id, topic.version, &off);
    changed.await.unwrap();
    let same = admin.update_monitoring(made.id, made.version, &body).await;
    assert_eq!(same.unwrap().counselling_field_ids, [topic.id].into());
    let refused = admin.create_monitoring(&body).await;
    assert_eq!(
        field(refused),
        ("/counselling_field_ids".into(), FieldCode::OutOfRange)
    );
}

#[actix_web::test]
async fn fields_are_ordered_and_read_by_staff() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await.client;
    let fields = every_kind(admin).await;
    let first = MonitoringFieldUpdate {
        position: Some(0),
        ..MonitoringFieldUpdate::default()
    };
    let last = &fields[4].0;
    let moved = admin.update_monitoring_field(last.id, last.version, &first);
    assert_eq!(moved.await.unwrap().position, 0);
    let page = brandt.list_monitoring_fields(&FieldQuery::default()).await;
    let order: Vec<_> = page.unwrap().items.iter().map(|one| one.id).collect();
    let expected = [4, 0, 1, 2, 3].map(|place| fields[place].0.id);
    assert_eq!(order, expected);
    let stale = admin.update_monitoring_field(last.id, last.version, &first);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let body = monitoring_field(MonitoringFieldKind::YesNo);
    let refused = brandt.create_monitoring_field(&body);
    assert_eq!(code(refused.await), ProblemCode::Forbidden);
    // Another facility has none of them.
    let abroad = app.facility("wetterau").await.admin.client;
    let page = abroad.list_monitoring_fields(&FieldQuery::default()).await;
    assert_eq!(page.unwrap().items, []);
    let none = MonitoringFieldCreate {
        options: Vec::new(),
        ..monitoring_field(MonitoringFieldKind::OneOf)
    };
    let refused = admin.create_monitoring_field(&none).await;
    assert_eq!(field(refused), ("/options".into(), FieldCode::Required));
}

#[actix_web::test]
async fn a_ready_made_set_is_added_once_and_is_the_facilitys_own_from_then_on() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for set in FieldSet::ALL {
        let add = FieldSetAdd { set };
        let (one, two) = futures_util::join!(
            admin.add_monitoring_field_set(&add),
            admin.add_monitoring_field_set(&add)
        );
        let added = one.unwrap().fields;
        assert_eq!(added, two.unwrap().fields, "two at once add one set");
        let expected: Vec<_> = set.fields().iter().map(|one| Some(one.origin)).collect();
        let origins: Vec<_> = added.iter().map(|one| one.origin.as_deref()).collect();
        assert_eq!(origins, expected);
        for (made, meant) in added.iter().zip(set.fields()) {
            assert_eq!(made.labels.de.as_str(), meant.labels.0);
            assert_eq!(
                made.official.clone().map(String::from).as_deref(),
                meant.official
            );
            for (option, (de, en, official)) in made.options.iter().zip(meant.options) {
                assert_eq!(option.labels.de.as_str(), *de);
                assert_eq!(option.labels.en.as_str(), *en);
                assert_eq!(
                    option.official.clone().map(String::from).as_deref(),
                    *official
                );
            }
            assert_eq!(made.options.len(), meant.options.len());
        }
    }
    let general = FieldSetAdd {
        set: FieldSet::General,
    };
    let before = admin
        .add_monitoring_field_set(&general)
        .await
        .unwrap()
        .fields;
    let renamed = MonitoringFieldUpdate {
        labels: Some(labels("Wie alt")),
        active: Some(false),
        ..MonitoringFieldUpdate::default()
    };
    let renamed = admin
        .update_monitoring_field(before[0].id, before[0].version, &renamed)
        .await
        .unwrap();
    let after = admin
        .add_monitoring_field_set(&general)
        .await
        .unwrap()
        .fields;
    assert_eq!(after[0], renamed, "neither added again nor overwritten");
    assert_eq!(after[1..], before[1..]);
    let query = FieldQuery {
        limit: Some(Limit::try_from(100).unwrap()),
        ..FieldQuery::default()
    };
    let all = admin.list_monitoring_fields(&query).await.unwrap().items;
    let positions: Vec<_> = all.iter().map(|one| one.position).collect();
    assert!(
        positions.is_sorted_by(|one, next| one < next),
        "{positions:?}"
    );
    let together: usize = FieldSet::ALL.iter().map(|set| set.fields().len()).sum();
    assert_eq!(all.len(), together);
}

#[actix_web::test]
async fn erasing_a_client_takes_away_who_it_was_and_leaves_every_figure() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let kept = facility.client("Anker").await;
    let fields = every_kind(admin).await;
    let year = field_of(admin, MasterDataKind::Year).await.id;
    let town = field_of(admin, MasterDataKind::Text).await.id;
    let request = person.request_of(&brandt).await;
    let whole = MonitoringWrite {
        remark: Some("Wohnt am Fluss".try_into().unwrap()),
        mail_request_id: Some(request),
        channel: Some(Channel::Mail),
        master_data: [
            (year, MasterDataValue::Number(1984)),
            (town, MasterDataValue::Text("Gießen".into())),
        ]
        .into(),
        answers: answers_to(&fields),
        ..about(person.id)
    };
    let made = create(&brandt.client, &whole).await;
    assert_eq!(made.mail_request_id, Some(request));
    let other = create(&brandt.client, &about(kept.id)).await;
    let before = counted(&app).await;

    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(counted(&app).await, before, "the past does not change");

    let left = brandt.client.read_monitoring(made.id).await.unwrap();
    assert_eq!(left.client, None);
    assert_eq!((left.mail_request_id, left.booking_id), (None, None));
    assert_eq!((&left.subject, &left.remark), (&None, &None));
    assert_eq!(
        left.master_data,
        [(year, MasterDataValue::Number(1984))].into()
    );
    let text = fields[0].0.id;
    assert!(made.answers.contains_key(&text) && !left.answers.contains_key(&text));
    assert_eq!(left.answers.len(), fields.len() - 1);
    assert_eq!(
        (left.date, left.minutes, left.channel),
        (made.date, made.minutes, made.channel)
    );
    let row = entity::Entity::find_by_id(made.id).one(&app.db).await;
    assert_eq!(row.unwrap().unwrap().sealed_texts, None);
    // Whoever has the old one on their screen does not bring it back.
    let old = again(&left);
    let stale = brandt.client.update_monitoring(made.id, made.version, &old);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let stale = brandt
        .client
        .update_monitoring(made.id, left.version, &whole);
    assert_eq!(
        field(stale.await),
        ("/client_id".into(), FieldCode::OutOfRange)
    );
    let untouched = brandt.client.read_monitoring(other.id).await.unwrap();
    assert_eq!(untouched, other);
    // It can still be put right.
    let corrected = MonitoringWrite {
        minutes: 50.try_into().unwrap(),
        ..again(&left)
    };
    let changed = brandt
        .client
        .update_monitoring(made.id, left.version, &corrected)
        .await
        .unwrap();
    assert_eq!(changed.subject.as_deref(), Some("neu"));
}

#[actix_web::test]
async fn a_deleted_mail_request_leaves_its_monitoring() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let request = person.request_of(&brandt).await;
    let body = MonitoringWrite {
        mail_request_id: Some(request),
        ..about(person.id)
    };
    let made = create(&brandt.client, &body).await;
    let version = admin
        .read_mail_request(request)
        .await
        .unwrap()
        .summary
        .version;
    admin.delete_mail_request(request, version).await.unwrap();
    let left = brandt.client.read_monitoring(made.id).await.unwrap();
    assert_eq!(left.mail_request_id, None);
    assert_eq!((left.client, left.subject), (made.client, made.subject));
}

#[actix_web::test]
async fn whoever_is_deleted_has_still_counselled() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let made = create(&brandt.client, &monitoring()).await;
    let before = counted(&app).await;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    let body = CounselorDelete {
        hand_over_to: Some(petersen.id),
    };
    admin
        .delete_counselor(brandt.id, version, &body)
        .await
        .unwrap();
    assert_eq!(counted(&app).await, before);
    assert_eq!(admin.read_monitoring(made.id).await.unwrap(), made);
    assert_eq!(
        listed(&petersen.client, MonitoringQuery::default()).await,
        []
    );
    let corrected = MonitoringWrite {
        minutes: 50.try_into().unwrap(),
        ..again(&made)
    };
    let changed = admin
        .update_monitoring(made.id, made.version, &corrected)
        .await;
    assert_eq!(changed.unwrap().counselor, made.counselor);
}

/// A mail request or an appointment is named with its client only.
#[actix_web::test]
async fn a_place_that_is_not_the_clients_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let request = person.request_of(&brandt).await;
    let booking = brandt
        .client
        .create_booking(&appointment(person.id, TEN))
        .await;
    let booking = booking.unwrap().id;
    let kept_free = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    let kept_free = brandt.client.create_blocker(&kept_free).await.unwrap().id;
    let wrong = async |body: MonitoringWrite| field(brandt.client.create_monitoring(&body).await);
    let of = |client_id| MonitoringWrite {
        client_id,
        mail_request_id: Some(request),
        ..monitoring()
    };
    let at = |client_id, id| MonitoringWrite {
        client_id,
        booking_id: Some(id),
        ..monitoring()
    };
    for client in [None, Some(other.id)] {
        assert_eq!(
            wrong(of(client)).await,
            ("/mail_request_id".into(), FieldCode::OutOfRange)
        );
        assert_eq!(
            wrong(at(client, booking)).await,
            ("/booking_id".into(), FieldCode::OutOfRange)
        );
    }
    assert_eq!(
        wrong(at(None, kept_free)).await,
        ("/booking_id".into(), FieldCode::OutOfRange)
    );
    create(&brandt.client, &of(Some(person.id))).await;
    create(&brandt.client, &at(Some(person.id), booking)).await;
}

/// Where everyone sees only what is theirs, a mail request of one's own is reason enough to name
/// its client, and nothing else is.
#[actix_web::test]
async fn whom_one_does_not_see_one_names_only_where_one_counselled_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let person = facility.client("Seestern").await;
    let request = person.request_of(&brandt).await;
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let theirs = ClientUpdate {
        primary_counselor_id: Edit::Set(petersen.id),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, version, &theirs)
        .await
        .unwrap();
    app.set_openness(Openness::StronglyRestricted).await;
    let body = about(person.id);
    let refused = brandt.client.create_monitoring(&body).await;
    assert_eq!(field(refused), ("/client_id".into(), FieldCode::OutOfRange));
    let with_request = MonitoringWrite {
        mail_request_id: Some(request),
        ..body
    };
    let made = create(&brandt.client, &with_request).await;
    assert_eq!(made.client.unwrap().id, person.id);
    let refused = petersen.client.create_monitoring(&with_request).await;
    assert_eq!(
        field(refused),
        ("/mail_request_id".into(), FieldCode::OutOfRange)
    );
}

/// A client who has told something in their profile.
async fn known(
    admin: &Client,
    person: &Person,
    year: MasterDataFieldId,
) -> BTreeSet<CounsellingFieldId> {
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topics: BTreeSet<_> = [topics.unwrap().items[0].id].into();
    let profile = ClientUpdate {
        counselling_field_ids: Some(topics.clone()),
        master_data: [(year, Some(MasterDataValue::Number(1984)))].into(),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .update_client(person.id, version, &profile)
        .await
        .unwrap();
    topics
}

#[actix_web::test]
async fn a_clients_page_suggests_what_the_profile_says() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let year = field_of(admin, MasterDataKind::Year).await;
    let topics = known(admin, &person, year.id).await;
    let nothing = brandt
        .client
        .suggest_monitoring(&SuggestionQuery::default())
        .await;
    let nothing = nothing.unwrap();
    assert_eq!(nothing.date, day("2026-01-15"));
    assert_eq!((nothing.client, nothing.minutes), (None, None));
    let on = SuggestionQuery {
        client_id: Some(person.id),
        ..SuggestionQuery::default()
    };
    let suggested = brandt.client.suggest_monitoring(&on).await.unwrap();
    assert_eq!(suggested.client.unwrap().id, person.id);
    assert_eq!(suggested.counselling_field_ids, topics);
    assert_eq!(
        suggested.master_data,
        [(year.id, MasterDataValue::Number(1984))].into()
    );
    // It was read in the client's profile.
    let query = AuditQuery {
        action: Some(AuditAction::ReadClient),
        actor_id: Some(brandt.id.0),
        ..AuditQuery::default()
    };
    let looks = admin.list_audit_entries(&query).await.unwrap().items;
    assert_eq!(looks.len(), 1);
    // What is not asked for any more is not suggested.
    let off = MasterDataFieldUpdate {
        active: Some(false),
        ..MasterDataFieldUpdate::default()
    };
    let changed = admin.update_master_data_field(year.id, year.version, &off);
    changed.await.unwrap();
    let suggested = brandt.client.suggest_monitoring(&on).await.unwrap();
    assert_eq!(suggested.master_data, MasterData::new());
    assert_eq!(listed(admin, MonitoringQuery::default()).await, []);
    app.set_openness(Openness::StronglyRestricted).await;
    let hidden = brandt.client.suggest_monitoring(&on).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
}

#[actix_web::test]
async fn what_a_client_stated_is_suggested_only_when_somebody_asks_for_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let year = field_of(admin, MasterDataKind::Year).await.id;
    let children = field_of(admin, MasterDataKind::Number).await.id;
    known(admin, &person, year).await;
    let body = MailRequestCreate {
        counselor_id: Some(brandt.id),
        request_data: [
            (year, MasterDataValue::Number(1990)),
            (children, MasterDataValue::Number(2)),
        ]
        .into(),
        ..letter("Schlaf")
    };
    let request = person.client.create_mail_request(&body).await.unwrap();
    let of = |stated| SuggestionQuery {
        mail_request_id: Some(request.summary.id),
        stated,
        ..SuggestionQuery::default()
    };
    let silent = brandt.client.suggest_monitoring(&of(false)).await.unwrap();
    assert_eq!(silent.client.unwrap().id, person.id);
    assert_eq!(silent.subject.as_deref(), Some("Schlaf"));
    assert_eq!(silent.channel, Some(Channel::Mail));
    assert_eq!(
        silent.master_data,
        [(year, MasterDataValue::Number(1984))].into()
    );
    let looks = async || {
        let query = AuditQuery {
            action: Some(AuditAction::ReadRequestData),
            ..AuditQuery::default()
        };
        admin.list_audit_entries(&query).await.unwrap().items.len()
    };
    assert_eq!(looks().await, 0);
    let told = brandt.client.suggest_monitoring(&of(true)).await.unwrap();
    assert_eq!(told.master_data, body.request_data);
    assert_eq!(looks().await, 1, "that somebody looked is noted");
    // What comes out of it can be saved as it is.
    let body = MonitoringWrite {
        client_id: Some(person.id),
        mail_request_id: told.mail_request_id,
        master_data: told.master_data,
        counselling_field_ids: told.counselling_field_ids,
        channel: told.channel,
        date: told.date,
        ..monitoring()
    };
    let made = create(&brandt.client, &body).await;
    assert_eq!(made.master_data, body.master_data);
    let without = SuggestionQuery {
        stated: true,
        ..SuggestionQuery::default()
    };
    let refused = brandt.client.suggest_monitoring(&without).await;
    assert_eq!(code(refused), ProblemCode::InvalidQuery);
}

#[actix_web::test]
async fn an_appointment_suggests_its_day_length_and_channel() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let brandt = &example.brandt.client;
    let person = facility.client("Seestern").await;
    let booking = BookingCreate {
        service_id: Some(example.chat),
        duration_minutes: 40.try_into().unwrap(),
        ..appointment(person.id, TEN)
    };
    let booking = brandt.create_booking(&booking).await.unwrap();
    let at = SuggestionQuery {
        booking_id: Some(booking.id),
        ..SuggestionQuery::default()
    };
    // It is next Monday, and cannot be recorded before.
    let suggested = brandt.suggest_monitoring(&at).await.unwrap();
    assert_eq!(suggested.date, day("2026-01-15"));
    app.hand.advance(TimeDelta::days(6));
    let brandt = app.nobody();
    let again = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    brandt.sign_in_counselor(&again).await.unwrap();
    let suggested = brandt.suggest_monitoring(&at).await.unwrap();
    assert_eq!(suggested.date, day("2026-01-19"));
    assert_eq!(suggested.minutes.map(i64::from), Some(40));
    assert_eq!(suggested.channel, booking.channel.map(Channel::from));
    assert_eq!(suggested.subject.as_deref(), Some("Erstgespräch"));
    assert_eq!(suggested.client.unwrap().id, person.id);
}

#[actix_web::test]
async fn looks_at_what_is_about_a_client_are_noted_and_others_are_not() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    let walk_in = create(&brandt, &monitoring()).await;
    let made = create(&brandt, &about(person.id)).await;
    listed(&brandt, MonitoringQuery::default()).await;
    brandt.read_monitoring(walk_in.id).await.unwrap();
    let noted = async |action| {
        let query = AuditQuery {
            action: Some(action),
            ..AuditQuery::default()
        };
        let entries = admin.list_audit_entries(&query).await.unwrap().items;
        let records = entries.into_iter().map(|one| one.record.unwrap().id);
        records.collect::<Vec<_>>()
    };
    assert!(noted(AuditAction::ReadMonitoring).await.is_empty());
    assert!(noted(AuditAction::ListMonitorings).await.is_empty());
    brandt.read_monitoring(made.id).await.unwrap();
    let of = MonitoringQuery {
        client_id: Some(person.id),
        ..MonitoringQuery::default()
    };
    listed(&brandt, of).await;
    assert_eq!(noted(AuditAction::ReadMonitoring).await, [made.id.0]);
    assert_eq!(noted(AuditAction::ListMonitorings).await, [person.id.0]);
    assert_eq!(
        noted(AuditAction::CreateMonitoring).await,
        [made.id.0, walk_in.id.0]
    );
    // Going through what others wrote down is a look into all of it.
    for _ in 0..2 {
        assert_eq!(listed(admin, MonitoringQuery::default()).await.len(), 2);
    }
    let looks = noted(AuditAction::ListMonitorings).await;
    assert_eq!(looks.len(), 2);
    assert_ne!(looks[0], person.id.0);
}
