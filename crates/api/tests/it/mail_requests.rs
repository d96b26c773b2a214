use crate::{
    own_data,
    support::{Facility, Person, Staff, TestApp, code, field, letter, says, texts},
};
use api::mail_requests::entity::mail_request;
use client::Client;
use domain::{
    access::Openness,
    clients::{ClientUpdate, OwnDataUpdate, SortOrder},
    ids::MailRequestId,
    mail_requests::{
        DraftSave, MailRequestCounts, MailRequestQuery, MailRequestSort, MailRequestStatus,
        MailRequestSummary, ShownStatus, Side,
    },
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

async fn people(app: &TestApp) -> (Facility<'_>, Staff, Person) {
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    (facility, brandt, person)
}

fn draft(text: &str) -> DraftSave {
    DraftSave {
        text: text.try_into().unwrap(),
    }
}

/// No operation leads to these states yet.
async fn set_status(app: &TestApp, id: MailRequestId, status: MailRequestStatus) {
    mail_request::Entity::update_many()
        .col_expr(mail_request::Column::Status, Expr::value(status))
        .filter(mail_request::Column::Id.eq(id))
        .exec(&app.db)
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_client_writes_a_counselor_answers_the_client_reads() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;

    let arrived = brandt.client.read_mail_request(id).await.unwrap();
    assert_eq!(arrived.summary.shown_status(), ShownStatus::New);
    assert_eq!(arrived.summary.client.pseudonym, "Seestern");
    assert_eq!(arrived.summary.number, "2026-0001");
    assert!(arrived.summary.unread);
    assert_eq!(texts(&arrived), ["Ich weiß nicht weiter."]);

    let answered = brandt
        .client
        .answer_mail_request(id, &says("Guten Tag,\n\nerzählen Sie mir mehr."))
        .await
        .unwrap();
    assert_eq!(answered.summary.shown_status(), ShownStatus::Answered);
    assert_eq!(answered.summary.counselor.as_ref().unwrap().id, brandt.id);

    let read = person.client.read_mail_request(id).await.unwrap();
    assert_eq!(
        texts(&read),
        [
            "Ich weiß nicht weiter.",
            "Guten Tag,\n\nerzählen Sie mir mehr."
        ]
    );
    assert_eq!(
        (read.messages[1].from, read.messages[1].author.as_str()),
        (Side::Counselor, "m.brandt")
    );
    assert!(read.summary.unread);
}

#[actix_web::test]
async fn reading_is_noted_for_ones_own_side_only() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    assert!(
        !person
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .unread
    );

    brandt.client.mark_mail_request_read(id).await.unwrap();
    assert!(
        !brandt
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .unread
    );
    assert!(person.client.read_mail_request(id).await.unwrap().messages[0].read);

    brandt
        .client
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    assert!(!brandt.client.read_mail_request(id).await.unwrap().messages[1].read);
    person.client.mark_mail_request_read(id).await.unwrap();
    assert!(brandt.client.read_mail_request(id).await.unwrap().messages[1].read);
    assert!(
        !person
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .unread
    );

    person
        .client
        .follow_up_mail_request(id, &says("Danke"))
        .await
        .unwrap();
    assert!(
        brandt
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .unread
    );
}

#[actix_web::test]
async fn writing_again_reopens_what_was_done() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    for status in [MailRequestStatus::Completed, MailRequestStatus::Archived] {
        let id = person.request_of(&brandt).await;
        set_status(&app, id, status).await;
        let reopened = person
            .client
            .follow_up_mail_request(id, &says("Noch etwas"))
            .await
            .unwrap();
        assert_eq!(reopened.summary.status, MailRequestStatus::InProgress);
        assert_eq!(reopened.summary.counselor.unwrap().id, brandt.id);
    }
}

#[actix_web::test]
async fn what_is_put_away_is_not_answered() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    set_status(&app, id, MailRequestStatus::Archived).await;
    let refused = brandt
        .client
        .answer_mail_request(id, &says("Guten Tag"))
        .await;
    assert_eq!(code(refused), ProblemCode::Conflict);
    assert_eq!(
        brandt
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .messages
            .len(),
        2
    );
}

#[actix_web::test]
async fn of_two_who_answer_a_new_request_at_once_one_gets_it() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let petersen = facility.counselor("j.petersen").await;
    for _ in 0..5 {
        let id = person.request("Schlaf").await;
        let (hello, greetings) = (says("Hallo"), says("Grüße"));
        let (first, second) = tokio::join!(
            brandt.client.answer_mail_request(id, &hello),
            petersen.client.answer_mail_request(id, &greetings),
        );
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let request = facility.admin.client.read_mail_request(id).await.unwrap();
        assert_eq!(
            (request.messages.len(), request.summary.message_count),
            (2, 2)
        );
    }
}

#[actix_web::test]
async fn every_message_of_a_storm_is_there_once() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let bodies: Vec<_> = (0..12).map(|n| says(&format!("Nachricht {n}"))).collect();
    let sent = bodies
        .iter()
        .map(|body| person.client.follow_up_mail_request(id, body));
    let results = futures_util::future::join_all(sent).await;
    let acknowledged = results.iter().filter(|result| result.is_ok()).count();
    let request = person.client.read_mail_request(id).await.unwrap();
    assert_eq!(request.messages.len(), 2 + acknowledged);
    assert_eq!(request.summary.message_count, 2 + 12);
}

#[actix_web::test]
async fn a_draft_is_saved_and_read_and_goes_with_the_answer() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    assert_eq!(brandt.client.read_draft(id).await.unwrap(), None);

    let saved = brandt
        .client
        .save_draft(id, None, &draft("Guten"))
        .await
        .unwrap();
    assert_eq!(
        (saved.text.as_str(), saved.version),
        ("Guten", Version::FIRST)
    );
    let saved = brandt
        .client
        .save_draft(id, Some(saved.version), &draft("Guten Tag"))
        .await
        .unwrap();
    assert_eq!(saved.version, Version(2));
    let read = facility.admin.client.read_draft(id).await.unwrap().unwrap();
    assert_eq!(
        (read.text.as_str(), read.saved_by.id),
        ("Guten Tag", brandt.id)
    );
    assert!(
        brandt
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .has_draft
    );
    assert!(
        !person
            .client
            .read_mail_request(id)
            .await
            .unwrap()
            .summary
            .has_draft
    );

    brandt
        .client
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    assert_eq!(brandt.client.read_draft(id).await.unwrap(), None);
}

#[actix_web::test]
async fn nobody_overwrites_anothers_draft_unseen() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let petersen = facility.counselor("j.petersen").await;
    let id = person.request("Schlaf").await;
    brandt
        .client
        .save_draft(id, None, &draft("von Brandt"))
        .await
        .unwrap();
    for expected in [None, Some(Version(7))] {
        let stale = petersen
            .client
            .save_draft(id, expected, &draft("von Petersen"))
            .await;
        assert_eq!(code(stale), ProblemCode::StaleVersion, "{expected:?}");
    }
    let kept = petersen.client.read_draft(id).await.unwrap().unwrap();
    assert_eq!(kept.text, "von Brandt");
    let over = petersen
        .client
        .save_draft(id, Some(kept.version), &draft("gemeinsam"))
        .await;
    assert_eq!(over.unwrap().saved_by.id, petersen.id);
}

#[actix_web::test]
async fn of_many_saves_from_one_version_exactly_one_wins() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    for expected in [None, Some(Version::FIRST)] {
        let body = draft("so");
        let saves = (0..6).map(|_| brandt.client.save_draft(id, expected, &body));
        let results = futures_util::future::join_all(saves).await;
        assert_eq!(
            results.iter().filter(|result| result.is_ok()).count(),
            1,
            "{results:?}"
        );
    }
}

#[actix_web::test]
async fn a_draft_of_an_answered_request_is_stale() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    let saved = brandt
        .client
        .save_draft(id, None, &draft("Guten"))
        .await
        .unwrap();
    brandt
        .client
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    let late = brandt
        .client
        .save_draft(id, Some(saved.version), &draft("Guten T"))
        .await;
    assert_eq!(code(late), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_save_must_say_what_it_started_from() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    let answer = crate::support::http()
        .put(format!("{}/api/v1/mail-requests/{id}/draft", app.url))
        .bearer_auth(brandt.client.access_token().unwrap())
        .json(&draft("Guten"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 428);
}

#[actix_web::test]
async fn the_list_shows_the_newest_message_first_and_each_request_once() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let mut ids = Vec::new();
    for n in 0..7 {
        ids.push(person.request(&format!("Anfrage {n}")).await);
    }
    person
        .client
        .follow_up_mail_request(ids[2], &says("Noch etwas"))
        .await
        .unwrap();
    let moved = ids.remove(2);
    ids.push(moved);
    ids.reverse();
    for limit in [1, 3, 7, 100] {
        let mut query = MailRequestQuery {
            limit: Some(Limit::try_from(limit).unwrap()),
            ..MailRequestQuery::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = brandt.client.list_mail_requests(&query).await.unwrap();
            assert!(page.items.len() <= usize::from(limit));
            seen.extend(page.items.into_iter().map(|one| one.id));
            match page.next {
                Some(next) => query.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, ids, "{limit} a page");
    }
}

#[actix_web::test]
async fn the_list_is_filtered_by_what_it_shows_and_the_counts_agree() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    person.request("neu").await;
    person.request_of(&brandt).await;
    let waiting = person.request_of(&brandt).await;
    person
        .client
        .follow_up_mail_request(waiting, &says("Und jetzt?"))
        .await
        .unwrap();
    for status in [
        MailRequestStatus::Open,
        MailRequestStatus::Completed,
        MailRequestStatus::Archived,
    ] {
        let id = person.request_of(&brandt).await;
        set_status(&app, id, status).await;
    }
    let counts = brandt.client.count_mail_requests().await.unwrap();
    let one_of_each = MailRequestCounts {
        new: 1,
        released: 1,
        in_progress: 1,
        answered: 1,
        completed: 1,
        archived: 1,
    };
    assert_eq!(counts, one_of_each);
    for status in ShownStatus::ALL {
        let query = MailRequestQuery {
            status: Some(status),
            ..MailRequestQuery::default()
        };
        let page = brandt.client.list_mail_requests(&query).await.unwrap();
        let shown: Vec<_> = page
            .items
            .iter()
            .map(MailRequestSummary::shown_status)
            .collect();
        assert_eq!(shown, [status]);
    }
}

#[actix_web::test]
async fn no_more_than_a_thousand_are_counted() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let done = person.request_of(&brandt).await;
    set_status(&app, done, MailRequestStatus::Completed).await;
    let one = mail_request::Entity::find_by_id(done).one(&app.db).await;
    let one = one.unwrap().unwrap();
    let count = async |client: &Client| {
        let counts = client.count_mail_requests().await.unwrap();
        (counts.completed, counts.all())
    };
    let mut made = 1;
    for (more, counted) in [(998, 999), (1, 1_000), (300, 1_000)] {
        let copies = (made..made + more).map(|number| mail_request::Model {
            id: MailRequestId(uuid::Uuid::from_u128(number)),
            number: format!("X{number}"),
            ..one.clone()
        });
        for some in copies.collect::<Vec<_>>().chunks(500) {
            let rows = some.iter().cloned().map(IntoActiveModel::into_active_model);
            let rows = mail_request::Entity::insert_many(rows);
            rows.exec_without_returning(&app.db).await.unwrap();
        }
        made += more;
        for openness in [Openness::Open, Openness::StronglyRestricted] {
            app.set_openness(openness).await;
            for client in [&facility.admin.client, &brandt.client, &person.client] {
                assert_eq!(count(client).await, (counted, counted), "{openness:?}");
            }
        }
    }
}

#[actix_web::test]
async fn the_list_is_searched_by_part_of_subject_or_pseudonym() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let other = facility.client("Übermut").await;
    person.request("Ärger in der Schule 👩‍🏫").await;
    other.request("100 % Stress").await;
    for (search, expected) in [
        ("ärger", 1),
        ("SCHULE", 1),
        ("👩‍🏫", 1),
        ("übermut", 1),
        ("100 %", 1),
        ("e", 2),
        ("_", 0),
        ("nie", 0),
    ] {
        let query = MailRequestQuery {
            q: Some(search.try_into().unwrap()),
            ..MailRequestQuery::default()
        };
        let page = brandt.client.list_mail_requests(&query).await.unwrap();
        assert_eq!(page.items.len(), expected, "{search}");
    }
}

#[actix_web::test]
async fn a_cursor_that_the_list_did_not_give_is_refused() {
    let app = TestApp::new().await;
    let (_facility, brandt, _person) = people(&app).await;
    for cursor in ["x", "AAAA", "bnVsbA", "%00", "WyJhIiwiYiJd"] {
        let query = MailRequestQuery {
            after: Some(cursor.into()),
            ..MailRequestQuery::default()
        };
        let answer = brandt.client.list_mail_requests(&query).await;
        assert_eq!(code(answer), ProblemCode::InvalidCursor, "{cursor}");
    }
}

#[actix_web::test]
async fn a_query_that_is_not_one_is_refused() {
    let app = TestApp::new().await;
    let (_facility, brandt, _person) = people(&app).await;
    for query in [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "status=lost",
        "q=",
        "q=%00",
        "sort=x",
    ] {
        let answer = crate::support::http()
            .get(format!("{}/api/v1/mail-requests?{query}", app.url))
            .bearer_auth(brandt.client.access_token().unwrap())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400, "{query}");
    }
}

#[actix_web::test]
async fn texts_are_kept_as_they_were_written_in_every_script() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let id = person.request("שלום 👨‍👩‍👧 Ünïcödé").await;
    let text = "مرحبا\n\n\tEingerückt \u{200f}und ‚quer‘ <script>alert(1)</script> 😀";
    person
        .client
        .follow_up_mail_request(id, &says(text))
        .await
        .unwrap();
    let read = brandt.client.read_mail_request(id).await.unwrap();
    assert_eq!(read.summary.subject, "שלום 👨‍👩‍👧 Ünïcödé");
    assert_eq!(texts(&read)[1], text);
}

#[actix_web::test]
async fn numbers_count_up_within_a_facility_and_never_double() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    let body = letter("Schlaf");
    let sent = (0..6).map(|_| person.client.create_mail_request(&body));
    for sent in futures_util::future::join_all(sent).await {
        sent.unwrap();
    }
    let page = brandt
        .client
        .list_mail_requests(&MailRequestQuery::default())
        .await
        .unwrap();
    let mut numbers: Vec<_> = page.items.into_iter().map(|one| one.number).collect();
    numbers.sort();
    assert_eq!(
        numbers,
        [
            "2026-0001",
            "2026-0002",
            "2026-0003",
            "2026-0004",
            "2026-0005",
            "2026-0006"
        ]
    );

    let other = app.facility("wetterau").await.client("Seestern").await;
    let first = other.client.create_mail_request(&body).await.unwrap();
    assert_eq!(first.summary.number, "2026-0001");
}

#[actix_web::test]
async fn a_message_of_20000_characters_arrives_and_one_more_is_refused() {
    let app = TestApp::new().await;
    let (_facility, _brandt, person) = people(&app).await;
    let send = |text: String| {
        crate::support::http()
            .post(format!("{}/api/v1/mail-requests", app.url))
            .bearer_auth(person.client.access_token().unwrap())
            .json(&serde_json::json!({ "subject": "Lang", "text": text }))
            .send()
    };
    assert_eq!(send("😀".repeat(20_000)).await.unwrap().status(), 201);
    let refused = send("x".repeat(20_001)).await.unwrap();
    assert_eq!(refused.status(), 422);
    let problem = client::CallError::Problem(Box::new(refused.json().await.unwrap()));
    assert_eq!(
        field::<()>(Err(problem)),
        ("/text".to_owned(), FieldCode::TooLong)
    );
}

/// Which requests the list shows.
async fn listed(caller: &Staff, query: MailRequestQuery) -> Vec<MailRequestId> {
    let page = caller.client.list_mail_requests(&query).await.unwrap();
    page.items.iter().map(|one| one.id).collect()
}

#[actix_web::test]
async fn the_list_is_filtered_by_counselor_period_and_what_is_unread() {
    let app = TestApp::new().await;
    let (facility, brandt, person) = people(&app).await;
    let petersen = facility.counselor("j.petersen").await;
    let brandts = person.request_of(&brandt).await;
    let petersens = person.request_of(&petersen).await;
    let middle = app.hand.now();
    let new = person.request("Neues").await;
    person.say(brandts).await;
    let all = MailRequestQuery::default;
    for (query, expected) in [
        (all(), vec![brandts, new, petersens]),
        (
            MailRequestQuery {
                counselor_id: Some(petersen.id),
                ..all()
            },
            vec![petersens],
        ),
        (
            MailRequestQuery {
                unread: Some(true),
                ..all()
            },
            vec![brandts, new],
        ),
        (
            MailRequestQuery {
                unread: Some(false),
                ..all()
            },
            vec![petersens],
        ),
        (
            MailRequestQuery {
                from: Some(middle),
                ..all()
            },
            vec![brandts, new],
        ),
        (
            MailRequestQuery {
                until: Some(middle),
                ..all()
            },
            vec![petersens],
        ),
    ] {
        let said = format!("{query:?}");
        assert_eq!(listed(&brandt, query).await, expected, "{said}");
    }
    // A client's unread ones are those whose answer they have not read.
    let unread = MailRequestQuery {
        unread: Some(true),
        ..all()
    };
    let listed = person.client.list_mail_requests(&unread).await.unwrap();
    let ids: Vec<_> = listed.items.iter().map(|one| one.id).collect();
    assert_eq!(ids, [brandts, petersens]);
    assert!(listed.items.iter().all(|one| one.unread));
}

#[actix_web::test]
async fn the_list_is_sorted_by_client_under_whatever_name_they_have() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let mut people = Vec::new();
    for name in ["wolke", "Anker", "Mond"] {
        people.push(facility.client(name).await);
    }
    for (place, subject) in [
        (0, "eins"),
        (1, "zwei"),
        (2, "drei"),
        (1, "vier"),
        (0, "fünf"),
    ] {
        people[place].request(subject).await;
    }
    let sorted = async |order| {
        let (mut subjects, mut after) = (Vec::new(), None);
        loop {
            let query = MailRequestQuery {
                sort: Some(MailRequestSort::Client),
                order,
                limit: Some(Limit::try_from(2).unwrap()),
                after,
                ..MailRequestQuery::default()
            };
            let page = admin.list_mail_requests(&query).await.unwrap();
            subjects.extend(page.items.into_iter().map(|one| one.subject));
            after = page.next;
            if after.is_none() {
                return subjects;
            }
        }
    };
    assert_eq!(sorted(None).await, ["zwei", "vier", "drei", "eins", "fünf"]);
    let backwards = sorted(Some(SortOrder::Descending)).await;
    assert_eq!(backwards, ["fünf", "eins", "drei", "vier", "zwei"]);
    // Staff give one of them another name, and another one does so themselves.
    let renamed = ClientUpdate {
        pseudonym: Some("Zaunkönig".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(people[1].id).await.unwrap().version;
    let changed = admin.update_client(people[1].id, version, &renamed).await;
    changed.unwrap();
    assert_eq!(sorted(None).await, ["drei", "eins", "fünf", "zwei", "vier"]);
    people[0].request("sechs").await;
    people[1].request("sieben").await;
    let renamed = sorted(None).await;
    assert_eq!(
        renamed,
        ["drei", "eins", "fünf", "sechs", "zwei", "vier", "sieben"]
    );
    let version = people[0].client.read_own_data().await.unwrap().version;
    let own = OwnDataUpdate {
        pseudonym: Some("Ast".try_into().unwrap()),
        ..own_data::nothing()
    };
    people[0]
        .client
        .update_own_data(version, &own)
        .await
        .unwrap();
    let renamed = sorted(None).await;
    assert_eq!(
        renamed,
        ["eins", "fünf", "sechs", "drei", "zwei", "vier", "sieben"]
    );
}

#[actix_web::test]
async fn the_list_is_sorted_either_way_page_by_page() {
    let app = TestApp::new().await;
    let (_facility, brandt, person) = people(&app).await;
    for subject in ["Brief", "apfel", "Brief", "Zaun", "Éclair"] {
        person.request(subject).await;
    }
    for sort in MailRequestSort::ALL {
        let mut ways = Vec::new();
        for order in [SortOrder::Ascending, SortOrder::Descending] {
            let (mut rows, mut after) = (Vec::new(), None);
            loop {
                let query = MailRequestQuery {
                    sort: Some(sort),
                    order: Some(order),
                    limit: Some(Limit::try_from(2).unwrap()),
                    after,
                    ..MailRequestQuery::default()
                };
                let page = brandt.client.list_mail_requests(&query).await.unwrap();
                rows.extend(page.items.into_iter().map(|one| (one.subject, one.id)));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            ways.push(rows);
        }
        assert_eq!(ways[0].len(), 5);
        ways[1].reverse();
        assert_eq!(ways[0], ways[1], "{sort:?}");
        let subjects: Vec<_> = ways[0].iter().map(|row| row.0.as_str()).collect();
        if sort == MailRequestSort::Subject {
            assert_eq!(subjects[..4], ["apfel", "Brief", "Brief", "Zaun"]);
        } else {
            assert_eq!(subjects, ["Brief", "apfel", "Brief", "Zaun", "Éclair"]);
        }
    }
}
