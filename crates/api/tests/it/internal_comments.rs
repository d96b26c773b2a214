//! What staff say to each other about a request.

use crate::{
    access::World,
    support::{TestApp, code},
};
use domain::{
    access::Openness,
    ids::CounselorId,
    internal_comments::InternalCommentCreate,
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::ProblemCode,
};
use sea_orm::{ConnectionTrait, Statement};

pub fn comment(text: &str, addressee: Option<CounselorId>) -> InternalCommentCreate {
    InternalCommentCreate {
        text: text.try_into().unwrap(),
        addressee_id: addressee,
    }
}

#[actix_web::test]
async fn colleagues_read_it_and_clients_never_do() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let (owner, colleague) = (&world.owner.client, &world.colleague.client);
    let said = comment("Kennst du die Schule?", Some(world.colleague.id));
    let said = owner.create_internal_comment(id, &said).await.unwrap();
    assert_eq!(said.author.id, world.owner.id);
    let answer = comment("Ja, von früher.", None);
    colleague
        .create_internal_comment(id, &answer)
        .await
        .unwrap();
    let there = owner.list_internal_comments(id).await.unwrap().items;
    let texts: Vec<_> = there.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Kennst du die Schule?", "Ja, von früher."]);
    let addressee = there[0].addressee.as_ref().unwrap();
    assert_eq!(addressee.id, world.colleague.id);

    let client = &world.client.client;
    let refused = client.list_internal_comments(id).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let thread = serde_json::to_string(&client.read_mail_request(id).await.unwrap()).unwrap();
    assert!(!thread.contains("Schule") && !thread.contains("früher"));

    colleague
        .delete_internal_comment(there[1].id)
        .await
        .unwrap();
    let left = owner.list_internal_comments(id).await.unwrap().items;
    assert_eq!(left, there[..1]);
}

#[actix_web::test]
async fn whoever_is_asked_is_told_not_what() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let said = comment("Kennst du die Schule?", Some(world.colleague.id));
    let owner = &world.owner.client;
    owner.create_internal_comment(id, &said).await.unwrap();
    let query = OutgoingMailQuery::default();
    let mails = world
        .facility
        .admin
        .client
        .list_outgoing_mails(&query)
        .await;
    let asked: Vec<_> = mails
        .unwrap()
        .items
        .into_iter()
        .filter(|mail| mail.template == MailTemplate::ColleagueAsks)
        .collect();
    assert_eq!(asked.len(), 1);
    let rows = Statement::from_string(
        app.db.get_database_backend(),
        "SELECT count(*) AS n FROM outgoing_mails WHERE CAST(data AS TEXT) LIKE '%Schule%'",
    );
    let row = app.db.query_one_raw(rows).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0);
}

/// Nobody is sent to what they could not read.
#[actix_web::test]
async fn only_a_colleague_who_can_read_the_request_can_be_asked() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let (owner, admin) = (&world.owner.client, world.facility.admin.id);
    for (openness, allowed) in [
        (Openness::FullyOpen, true),
        (Openness::Open, true),
        (Openness::Restricted, false),
        (Openness::StronglyRestricted, false),
    ] {
        app.set_openness(openness).await;
        let ask = comment("Was meinst du?", Some(world.colleague.id));
        let asked = owner.create_internal_comment(id, &ask).await;
        if allowed {
            asked.unwrap();
        } else {
            assert_eq!(code(asked), ProblemCode::ColleagueCannotRead);
        }
        let ask = comment("Was meinst du?", Some(admin));
        owner.create_internal_comment(id, &ask).await.unwrap();
    }
    world.set_confidential(true).await;
    let ask = comment("Was meinst du?", Some(admin));
    let asked = owner.create_internal_comment(id, &ask).await;
    assert_eq!(code(asked), ProblemCode::ColleagueCannotRead);
}

#[actix_web::test]
async fn what_was_said_is_sealed() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let owner = &world.owner.client;
    let said = comment("Kennst du die Schule?", None);
    owner.create_internal_comment(id, &said).await.unwrap();
    let rows = Statement::from_string(
        app.db.get_database_backend(),
        "SELECT sealed_text FROM internal_comments",
    );
    let row = app.db.query_one_raw(rows).await.unwrap().unwrap();
    let sealed: Vec<u8> = row.try_get("", "sealed_text").unwrap();
    let sealed = String::from_utf8_lossy(&sealed).into_owned();
    assert!(!sealed.contains("Schule"));
}
