use crate::support::{TestApp, code, note};
use domain::{
    access::Openness, ids::ClientId, notes::NoteQuery, page::Limit, problem::ProblemCode,
    version::Version,
};

async fn texts(client: &client::Client, of: ClientId) -> Vec<String> {
    let page = client.list_notes(of, &NoteQuery::default()).await.unwrap();
    page.items.into_iter().map(|one| one.text).collect()
}

#[actix_web::test]
async fn notes_are_shown_newest_first_with_who_wrote_them_and_when() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    for number in 1..=5 {
        let text = format!("Notiz {number}");
        let made = brandt.client.create_note(person.id, &note(&text)).await;
        let made = made.unwrap();
        assert_eq!((made.text, made.changed_at), (text, None));
        assert_eq!(made.author.unwrap().id, brandt.id);
    }
    let mut query = NoteQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..NoteQuery::default()
    };
    let mut read = Vec::new();
    loop {
        let page = facility.admin.client.list_notes(person.id, &query).await;
        let page = page.unwrap();
        read.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let numbers: Vec<_> = read.iter().map(|one| one.text.as_str()).collect();
    let expected: Vec<_> = (1..=5).rev().map(|n| format!("Notiz {n}")).collect();
    assert_eq!(numbers, expected);
    assert!(read.is_sorted_by_key(|one| std::cmp::Reverse(one.written_at)));
}

#[actix_web::test]
async fn a_note_is_changed_by_who_wrote_it_and_by_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await.client,
        facility.counselor("j.petersen").await.client,
    );
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let made = brandt
        .create_note(person.id, &note("Ruft an"))
        .await
        .unwrap();
    let other = note("Ruft nicht an");
    for colleague in [&petersen, admin] {
        let refused = colleague.update_note(made.id, made.version, &other).await;
        assert_eq!(code(refused), ProblemCode::Forbidden);
    }
    let changed = brandt.update_note(made.id, made.version, &other).await;
    let changed = changed.unwrap();
    assert_eq!(
        (changed.text.as_str(), changed.version),
        ("Ruft nicht an", Version(2))
    );
    assert!(changed.changed_at > Some(changed.written_at));
    let stale = brandt.update_note(made.id, made.version, &note("x")).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    assert_eq!(texts(admin, person.id).await, ["Ruft nicht an"]);
}

#[actix_web::test]
async fn a_note_is_deleted_by_who_wrote_it_or_by_an_admin() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await.client,
        facility.counselor("j.petersen").await.client,
    );
    let person = facility.client("Seestern").await;
    for deleter in [&brandt, &facility.admin.client] {
        let made = brandt
            .create_note(person.id, &note("Ruft an"))
            .await
            .unwrap();
        let refused = petersen.delete_note(made.id).await;
        assert_eq!(code(refused), ProblemCode::Forbidden);
        deleter.delete_note(made.id).await.unwrap();
        assert_eq!(
            code(brandt.delete_note(made.id).await),
            ProblemCode::NotFound
        );
    }
    assert_eq!(texts(&brandt, person.id).await, [""; 0]);
}

/// Not even that there are any.
#[actix_web::test]
async fn no_client_ever_sees_a_note() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await.client;
    let person = facility.client("Seestern").await;
    let made = brandt
        .create_note(person.id, &note("Ruft an"))
        .await
        .unwrap();
    let (client, text) = (&person.client, note("x"));
    let listed = client.list_notes(person.id, &NoteQuery::default()).await;
    assert_eq!(code(listed), ProblemCode::NotFound);
    let created = client.create_note(person.id, &text).await;
    assert_eq!(code(created), ProblemCode::NotFound);
    let changed = client.update_note(made.id, made.version, &text).await;
    assert_eq!(code(changed), ProblemCode::NotFound);
    assert_eq!(
        code(client.delete_note(made.id).await),
        ProblemCode::NotFound
    );
    assert_eq!(texts(&brandt, person.id).await, ["Ruft an"]);
}

/// Whoever may not read the client does not see the notes either, their own included.
#[actix_web::test]
async fn notes_follow_the_openness_of_their_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let made = brandt.client.create_note(person.id, &note("Ruft an")).await;
    let made = made.unwrap();
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        let readable = brandt.client.read_client(person.id).await.is_ok();
        let listed = brandt
            .client
            .list_notes(person.id, &NoteQuery::default())
            .await;
        let created = brandt.client.create_note(person.id, &note("Neu")).await;
        assert_eq!(
            (listed.is_ok(), created.is_ok()),
            (readable, readable),
            "{openness:?}"
        );
        if !readable {
            assert_eq!(code(listed), ProblemCode::NotFound);
            assert_eq!(
                code(brandt.client.delete_note(made.id).await),
                ProblemCode::NotFound
            );
        }
    }
}
