//! That nothing of a client is left in any table that there is, whatever was kept of them.

use crate::{
    bookings::appointment,
    chat_documents::sends_file,
    chats::{group_chat, writes},
    deletion_routine::{assert_no_trace, everything, tables_with},
    direct_messages::direct_message,
    group_bookings::group_booking,
    groups::group,
    hand_overs::{ask, set_consent},
    support::{Facility, Person, TestApp, says},
};
use domain::{
    bookings::{BookingSeriesCreate, GroupBookingCreate, ParticipantsAdd, Repetition},
    chats::{ChatAccount, ChatOpen},
    direct_messages::{DirectMessageSend, DirectMessageWay},
    mail_requests::MessageCreate,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeSet;

/// What staff can do for a client besides: meet them, alone, again and again, and with others.
pub async fn meet(facility: &Facility<'_>, person: &Person) {
    let admin = &facility.admin.client;
    let alone = appointment(person.id, "2026-01-20T09:00:00Z");
    admin.create_booking(&alone).await.unwrap();
    let series = BookingSeriesCreate {
        booking: appointment(person.id, "2026-01-21T09:00:00Z"),
        repeat: Repetition::new(1, 3).unwrap(),
    };
    admin.create_booking_series(&series).await.unwrap();
    let together = admin
        .create_group(&group("Alleinerziehende"))
        .await
        .unwrap();
    admin
        .add_group_member(together.id, person.id)
        .await
        .unwrap();
    let meets = group_booking("2026-01-22T12:00:00Z".parse().unwrap());
    let meets = admin.create_group_booking(&meets).await.unwrap();
    let takes_part = ParticipantsAdd {
        client_ids: vec![person.id],
        group_ids: Vec::new(),
    };
    admin.add_participants(meets.id, &takes_part).await.unwrap();
}

/// They wait for a place in another group appointment, which is full.
async fn waits(facility: &Facility<'_>, person: &Person) {
    let admin = &facility.admin.client;
    let full = GroupBookingCreate {
        max_participants: Some(1.try_into().unwrap()),
        ..group_booking("2026-01-23T12:00:00Z".parse().unwrap())
    };
    let full = admin.create_group_booking(&full).await.unwrap();
    let first = facility.client("Zuerst").await;
    first.client.join_group_booking(full.id).await.unwrap();
    person.client.wait_for_group_booking(full.id).await.unwrap();
}

/// And write to them, with files on both sides.
pub async fn write(facility: &Facility<'_>, person: &Person) {
    let (admin, client) = (&facility.admin.client, &person.client);
    let file = b"%PDF-1.7".to_vec();
    let document = admin.create_document(person.id, "Brief.pdf", file.clone());
    document.await.unwrap();
    let request = person.request("Noch etwas").await;
    let attached = client.create_attachment(Some(request), "Bild.pdf", file);
    let follow_up = MessageCreate {
        attachments: vec![attached.await.unwrap().id].try_into().unwrap(),
        ..says("Hier")
    };
    let sent = client.follow_up_mail_request(request, &follow_up).await;
    sent.unwrap();
    let message = DirectMessageSend {
        way: DirectMessageWay::Email,
        ..direct_message()
    };
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    admin.invite_client(person.id).await.unwrap();
    admin.remember_client(person.id).await.unwrap();
    // Alone, which the client has begun, and with others.
    let with = ChatAccount::Counselor(facility.admin.id);
    let alone = client.open_chat(&ChatOpen { with }).await.unwrap();
    let together = group_chat("Montagsgruppe", [person.id]);
    let together = admin.create_group_chat(&together).await.unwrap();
    for chat in [alone.id, together.id] {
        writes(client, chat, "Guten Tag").await;
        writes(admin, chat, "Guten Tag").await;
        for writer in [client, admin] {
            sends_file(writer, chat, "Karte.pdf").await;
        }
    }
}

/// And ask them whether somebody else may go on.
async fn hand_over(facility: &Facility<'_>, person: &Person) {
    let (admin, other) = (&facility.admin, facility.counselor("o.ther").await);
    let request = person.request_of(admin).await;
    set_consent(&admin.client, true).await;
    let question = ask(other.id);
    let asked = admin.client.ask_for_hand_over(request, &question);
    asked.await.unwrap();
    set_consent(&admin.client, false).await;
}

/// The tables that name clients.
async fn tables_of_clients(app: &TestApp) -> BTreeSet<String> {
    let backend = app.db.get_database_backend();
    let tables = if backend == DbBackend::Sqlite {
        "SELECT tables.name AS name FROM sqlite_master AS tables \
         JOIN pragma_table_info(tables.name) AS columns ON columns.name = 'client_id' \
         WHERE tables.type = 'table'"
    } else {
        "SELECT table_name::text AS name FROM information_schema.columns \
         WHERE table_schema = current_schema() AND column_name = 'client_id'"
    };
    let found = app
        .db
        .query_all_raw(Statement::from_string(backend, tables));
    let found = found.await.unwrap();
    let names = found.iter().map(|row| row.try_get("", "name").unwrap());
    names.collect()
}

/// Every table that names clients names this one beforehand, so that a table which is added one day
/// is either filled here or found missing; and none does afterwards.
#[actix_web::test]
async fn nothing_is_left_of_a_client_in_any_table_there_is() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = everything(&facility).await;
    meet(&facility, &person).await;
    waits(&facility, &person).await;
    write(&facility, &person).await;
    hand_over(&facility, &person).await;
    let admin = &facility.admin.client;
    let mut named = tables_of_clients(&app).await;
    // To wait, nothing may be free: `waiting_list` erases somebody who does.
    assert!(named.remove("waiting_list_entries"));
    assert!(named.len() > 12, "{named:?}");
    let filled = tables_with(&app, person.id.0.as_bytes()).await;
    let empty: Vec<_> = named.difference(&filled).collect();
    assert!(empty.is_empty(), "nothing of the client in {empty:?}");

    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_no_trace(&app, person.id).await;
}
