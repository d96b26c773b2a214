//! Groups of clients: who sees them, who is in them, who may take them apart.

use crate::{
    access::World,
    support::{TestApp, code},
};
use client::Client;
use domain::{
    access::Openness,
    audit::{AuditAction, AuditQuery},
    groups::{GroupCreate, GroupMemberQuery, GroupQuery, GroupUpdate},
    ids::{ClientId, GroupId},
    page::Limit,
    problem::ProblemCode,
};

pub fn group(name: &str) -> GroupCreate {
    GroupCreate {
        name: name.try_into().unwrap(),
        description: "Für alle, die allein erziehen".try_into().unwrap(),
    }
}

async fn names(client: &Client, q: Option<&str>) -> Vec<String> {
    let mut query = GroupQuery {
        q: q.map(|q| q.try_into().unwrap()),
        limit: Some(Limit::try_from(2).unwrap()),
        ..GroupQuery::default()
    };
    let mut names = Vec::new();
    loop {
        let page = client.list_groups(&query).await.unwrap();
        names.extend(page.items.into_iter().map(|group| group.name));
        if page.next.is_none() {
            return names;
        }
        query.after = page.next;
    }
}

async fn members(client: &Client, id: GroupId) -> Vec<ClientId> {
    let mut query = GroupMemberQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..GroupMemberQuery::default()
    };
    let mut members = Vec::new();
    loop {
        let page = client.list_group_members(id, &query).await.unwrap();
        members.extend(page.items.into_iter().map(|member| member.client.id));
        if page.next.is_none() {
            return members;
        }
        query.after = page.next;
    }
}

#[actix_web::test]
async fn groups_are_listed_by_name_page_by_page_and_found_by_a_part_of_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    for name in ["Trauer", "eltern 50%", "Anfang", "Eltern", "Eltern"] {
        brandt.client.create_group(&group(name)).await.unwrap();
    }
    let abroad = app.facility("wetterau").await;
    let client = &abroad.admin.client;
    client.create_group(&group("Fremde")).await.unwrap();
    let admin = &facility.admin.client;
    assert_eq!(
        names(admin, None).await,
        ["Anfang", "Eltern", "Eltern", "eltern 50%", "Trauer"]
    );
    assert_eq!(
        names(admin, Some("ELT")).await,
        ["Eltern", "Eltern", "eltern 50%"]
    );
    assert_eq!(names(admin, Some("0%")).await, ["eltern 50%"]);
    assert!(names(admin, Some("_")).await.is_empty());
}

#[actix_web::test]
async fn a_group_has_a_maker_a_description_and_members_that_come_and_go() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let made = owner.create_group(&group("Montag")).await.unwrap();
    assert_eq!(made.created_by.as_ref().unwrap().id, world.owner.id);
    assert_eq!(
        (made.members, made.description.as_str()),
        (0, "Für alle, die allein erziehen")
    );
    for _ in 0..2 {
        for client in [world.client.id, world.stranger.id] {
            owner.add_group_member(made.id, client).await.unwrap();
        }
    }
    let read = owner.read_group(made.id).await.unwrap();
    assert_eq!(read.members, 2, "nobody twice");
    assert_eq!(
        members(owner, made.id).await,
        [world.stranger.id, world.client.id],
        "Anker before Seestern"
    );
    owner
        .remove_group_member(made.id, world.stranger.id)
        .await
        .unwrap();
    let again = owner.remove_group_member(made.id, world.stranger.id).await;
    assert_eq!(code(again), ProblemCode::NotFound);
    assert_eq!(members(owner, made.id).await, [world.client.id]);

    let change = GroupUpdate {
        name: Some("Dienstag".try_into().unwrap()),
        description: None,
    };
    let changed = owner.update_group(made.id, made.version, &change).await;
    let changed = changed.unwrap();
    assert_eq!(changed.name, "Dienstag");
    assert_eq!(changed.description, made.description);
    let stale = owner.update_group(made.id, made.version, &change).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let empty = GroupUpdate {
        description: Some("".try_into().unwrap()),
        ..GroupUpdate::default()
    };
    let changed = owner.update_group(made.id, changed.version, &empty).await;
    assert_eq!(changed.unwrap().description, "");

    owner.delete_group(made.id).await.unwrap();
    assert_eq!(code(owner.read_group(made.id).await), ProblemCode::NotFound);
    let log = AuditQuery {
        record_id: Some(made.id.0),
        ..AuditQuery::default()
    };
    let admin = &world.facility.admin.client;
    let log = admin.list_audit_entries(&log).await.unwrap().items;
    let actions: Vec<_> = log.iter().rev().map(|entry| entry.action).collect();
    assert_eq!(
        actions,
        [
            AuditAction::CreateGroup,
            AuditAction::AddGroupMember,
            AuditAction::AddGroupMember,
            AuditAction::RemoveGroupMember,
            AuditAction::UpdateGroup,
            AuditAction::UpdateGroup,
            AuditAction::DeleteGroup,
        ]
    );
}

#[actix_web::test]
async fn a_counselor_deletes_their_own_groups_and_an_admin_any() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        let made = world.owner.client.create_group(&group("Montag")).await;
        let id = made.unwrap().id;
        let refused = code(world.colleague.client.delete_group(id).await);
        let expected = match openness {
            Openness::FullyOpen | Openness::Open => ProblemCode::Forbidden,
            Openness::Restricted | Openness::StronglyRestricted => ProblemCode::NotFound,
        };
        assert_eq!(refused, expected, "{openness:?}");
        let admin = &world.facility.admin.client;
        admin.delete_group(id).await.unwrap();
        let own = world.colleague.client.create_group(&group("Eigene")).await;
        let own = own.unwrap().id;
        world.colleague.client.delete_group(own).await.unwrap();
    }
}

/// Groups that one sees may hold clients that one does not: neither their names nor their ids are
/// told, and they can be neither added nor removed; their number is no secret.
#[actix_web::test]
async fn a_group_gives_nobody_away_who_could_not_be_seen_anyway() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    world.look_after(&world.client, &world.owner).await;
    world.look_after(&world.stranger, &world.colleague).await;
    let owner = &world.owner.client;
    let id = owner.create_group(&group("Montag")).await.unwrap().id;
    for client in [world.client.id, world.stranger.id] {
        owner.add_group_member(id, client).await.unwrap();
    }
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        let sees_all = matches!(openness, Openness::FullyOpen | Openness::Open);
        let seen = members(owner, id).await;
        assert_eq!(seen.contains(&world.stranger.id), sees_all, "{openness:?}");
        assert!(seen.contains(&world.client.id));
        let everyone = members(&world.facility.admin.client, id).await;
        assert_eq!(everyone.len(), 2);
        assert_eq!(owner.read_group(id).await.unwrap().members, 2);
        if sees_all {
            continue;
        }
        for refused in [
            owner.add_group_member(id, world.stranger.id).await,
            owner.remove_group_member(id, world.stranger.id).await,
        ] {
            assert_eq!(code(refused), ProblemCode::NotFound, "{openness:?}");
        }
        // A colleague's group is as hidden as their clients are.
        assert_eq!(names(owner, None).await, ["Montag"]);
        assert!(names(&world.colleague.client, None).await.is_empty());
    }
}

#[actix_web::test]
async fn what_is_gone_is_in_no_group() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    let id = owner.create_group(&group("Montag")).await.unwrap().id;
    for client in [world.client.id, world.stranger.id] {
        owner.add_group_member(id, client).await.unwrap();
    }
    let admin = &world.facility.admin.client;
    let version = admin.read_client(world.client.id).await.unwrap().version;
    admin.erase_client(world.client.id, version).await.unwrap();
    assert_eq!(owner.read_group(id).await.unwrap().members, 1);
    assert_eq!(members(owner, id).await, [world.stranger.id]);
    admin.delete_group(id).await.unwrap();
    admin.read_client(world.stranger.id).await.unwrap();
}
