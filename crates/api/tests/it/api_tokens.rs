use crate::support::{Facility, TestApp, code, field};
use chrono::TimeDelta;
use client::{Client, EventStream};
use domain::{
    access::TokenScope::{
        self, ClientContactsRead, ClientContactsWrite, ClientsRead, ClientsWrite, EventsRead,
        MailRequestsRead,
    },
    api_tokens::{ApiTokenCreate, ApiTokenCreated, ApiTokenQuery},
    audit::{AuditActorKind, AuditQuery},
    clients::{ClientQuery, ClientUpdate, Edit},
    mail_requests::MailRequestQuery,
    problem::{FieldCode, ProblemCode},
};
use sea_orm::{ConnectionTrait, Statement};
use std::time::Duration;
use tokio::time::timeout;

fn for_days(app: &TestApp, scopes: &[TokenScope], days: i64) -> ApiTokenCreate {
    ApiTokenCreate {
        name: "Jahresstatistik".try_into().unwrap(),
        scopes: scopes.iter().copied().collect(),
        expires_at: app.hand.now() + TimeDelta::days(days),
    }
}

async fn token(app: &TestApp, facility: &Facility<'_>, scopes: &[TokenScope]) -> ApiTokenCreated {
    let body = for_days(app, scopes, 30);
    facility.admin.client.create_api_token(&body).await.unwrap()
}

fn program(app: &TestApp, token: &str) -> Client {
    let client = app.nobody();
    client.set_access_token(token);
    client
}

async fn works(client: &Client) -> bool {
    client.list_clients(&ClientQuery::default()).await.is_ok()
}

#[actix_web::test]
async fn a_program_does_what_its_token_was_made_for_and_nothing_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    let made = token(&app, &facility, &[ClientsRead]).await;
    assert!(made.token.starts_with("beistand_"), "it is recognised");
    let program = program(&app, &made.token);
    assert_eq!(program.read_client(person.id).await.unwrap().email, None);
    let query = MailRequestQuery::default();
    for refused in [
        code(program.list_mail_requests(&query).await),
        code(program.read_mail_request(id).await),
        code(program.stream_events(None).await),
    ] {
        assert_eq!(refused, ProblemCode::MissingScope);
    }
    let version = program.read_client(person.id).await.unwrap().version;
    let change = ClientUpdate::default();
    let refused = program.update_client(person.id, version, &change).await;
    assert_eq!(code(refused), ProblemCode::MissingScope);
    // What no scope is for.
    let body = for_days(&app, &[ClientsRead], 1);
    assert_eq!(
        code(program.create_api_token(&body).await),
        ProblemCode::Forbidden
    );
    let entries = program.list_audit_entries(&AuditQuery::default()).await;
    assert_eq!(code(entries), ProblemCode::Forbidden);
    assert_eq!(code(program.sign_out().await), ProblemCode::Forbidden);
}

#[actix_web::test]
async fn contact_data_needs_a_scope_of_its_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let version = facility
        .admin
        .client
        .read_client(person.id)
        .await
        .unwrap()
        .version;
    let change = ClientUpdate {
        email: Edit::Set("seestern@mail.example".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    for (scopes, code_of_change) in [
        (
            &[ClientsRead, ClientsWrite][..],
            Some(ProblemCode::MissingScope),
        ),
        (&[ClientContactsWrite], Some(ProblemCode::MissingScope)),
        (&[ClientsWrite, ClientContactsWrite], None),
    ] {
        let made = token(&app, &facility, scopes).await;
        let changed = program(&app, &made.token)
            .update_client(person.id, version, &change)
            .await;
        assert_eq!(changed.err().and_then(|error| error.code()), code_of_change);
    }
    let made = token(&app, &facility, &[ClientsRead]).await;
    let read = program(&app, &made.token).read_client(person.id).await;
    assert_eq!(read.unwrap().email, None);
    let made = token(&app, &facility, &[ClientsRead, ClientContactsRead]).await;
    let read = program(&app, &made.token).read_client(person.id).await;
    assert_eq!(
        read.unwrap().email.as_deref(),
        Some("seestern@mail.example")
    );
}

#[actix_web::test]
async fn a_token_is_listed_with_its_last_use_and_never_shown_again() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = token(&app, &facility, &[ClientsRead]).await;
    let second = token(&app, &facility, &[MailRequestsRead]).await;
    let list = async || {
        let page = admin.list_api_tokens(&ApiTokenQuery::default()).await;
        page.unwrap().items
    };
    let listed = list().await;
    assert_eq!(listed, [second.api_token.clone(), first.api_token.clone()]);
    assert_eq!(listed[1].last_used_at, None);
    assert_eq!(listed[0].created_by.id, facility.admin.id);

    let program = program(&app, &first.token);
    assert!(works(&program).await);
    let used = list().await[1].last_used_at.unwrap();
    app.hand.advance(TimeDelta::seconds(50));
    assert!(works(&program).await);
    assert_eq!(list().await[1].last_used_at, Some(used), "once a minute");
    app.hand.advance(TimeDelta::seconds(20));
    assert!(works(&program).await);
    assert!(list().await[1].last_used_at > Some(used));

    let secret = first.token.trim_start_matches("beistand_");
    for column in ["token_hash", "name", "scopes"] {
        let sql = format!("SELECT COUNT(*) AS n FROM api_tokens WHERE {column} LIKE '%{secret}%'");
        let found = Statement::from_string(app.db.get_database_backend(), sql);
        let found = app.db.query_one_raw(found).await.unwrap().unwrap();
        assert_eq!(found.try_get::<i64>("", "n").unwrap(), 0, "{column}");
    }
}

#[actix_web::test]
async fn a_page_of_tokens_goes_on_where_the_last_one_ended() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for _ in 0..3 {
        token(&app, &facility, &[ClientsRead]).await;
    }
    let mut query = ApiTokenQuery {
        limit: Some(2.try_into().unwrap()),
        ..ApiTokenQuery::default()
    };
    let admin = &facility.admin.client;
    let first = admin.list_api_tokens(&query).await.unwrap();
    assert_eq!(first.items.len(), 2);
    query.after = first.next;
    let second = admin.list_api_tokens(&query).await.unwrap();
    assert_eq!((second.items.len(), second.next), (1, None));
    assert!(second.items[0].id < first.items[1].id);
}

#[actix_web::test]
async fn a_token_ends_when_it_was_to_end() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let body = for_days(&app, &[ClientsRead], 1);
    let made = facility.admin.client.create_api_token(&body).await.unwrap();
    let program = program(&app, &made.token);
    app.hand.advance(TimeDelta::hours(23));
    assert!(works(&program).await);
    app.hand.advance(TimeDelta::hours(2));
    let read = program.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(read), ProblemCode::Unauthenticated);
}

#[actix_web::test]
async fn a_token_needs_a_name_a_scope_and_an_end_within_a_year() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for days in [-1, 367] {
        let refused = admin
            .create_api_token(&for_days(&app, &[ClientsRead], days))
            .await;
        let expected = ("/expires_at".to_owned(), FieldCode::OutOfRange);
        assert_eq!(field(refused), expected);
    }
    let refused = admin.create_api_token(&for_days(&app, &[], 1)).await;
    assert_eq!(field(refused), ("/scopes".to_owned(), FieldCode::Required));
}

#[actix_web::test]
async fn a_revoked_token_is_refused_at_once_and_its_live_connection_ends() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let scopes = [ClientsRead, EventsRead, MailRequestsRead];
    let (doomed, other) = (
        token(&app, &facility, &scopes).await,
        token(&app, &facility, &scopes).await,
    );
    let admin = &facility.admin.client;
    let (one, two) = (program(&app, &doomed.token), program(&app, &other.token));
    let mut of_one = one.stream_events(None).await.unwrap();
    let mut of_two = two.stream_events(None).await.unwrap();
    admin.revoke_api_token(doomed.api_token.id).await.unwrap();
    assert!(!works(&one).await && works(&two).await);
    let next = async |live: &mut EventStream| timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(next(&mut of_one).await.unwrap(), None);
    // Once more changes nothing, and says so.
    admin.revoke_api_token(doomed.api_token.id).await.unwrap();
    facility.client("Seestern").await.request("Schlaf").await;
    assert!(next(&mut of_two).await.unwrap().is_some());
}

#[actix_web::test]
async fn the_audit_log_names_the_token() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let made = token(&app, &facility, &[ClientsRead]).await;
    let read = program(&app, &made.token).read_client(person.id).await;
    read.unwrap();
    let query = AuditQuery {
        actor_id: Some(made.api_token.id.0),
        ..AuditQuery::default()
    };
    let page = facility.admin.client.list_audit_entries(&query).await;
    let entry = page.unwrap().items.remove(0);
    assert_eq!(entry.actor.kind, AuditActorKind::ApiToken);
    assert_eq!(entry.actor.name.as_deref(), Some("Jahresstatistik"));
    assert_eq!(entry.credential_id, Some(made.api_token.id.0));
}

#[actix_web::test]
async fn made_up_tokens_are_nobodys() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let made = token(&app, &facility, &[ClientsRead]).await;
    let shortened = &made.token[..made.token.len() - 1];
    for made_up in ["beistand_", "beistand_AAAA", shortened] {
        let stranger = program(&app, made_up);
        let read = stranger.list_clients(&ClientQuery::default()).await;
        assert_eq!(code(read), ProblemCode::Unauthenticated, "{made_up}");
    }
}
