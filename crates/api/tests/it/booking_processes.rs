//! Nobody is booked twice, whichever process of the program they turn to.

use crate::{
    bookings::{Example, rules},
    program::{kill, server, start},
    services::week,
    support::{CLIENT_PASSWORD, TestApp, code},
};
use api::clock::Clock;
use chrono::TimeDelta;
use client::Client;
use domain::{
    accounts::ClientSignIn,
    bookings::{BookingQuery, BookingState, ReservationBooking, SlotReservation},
    problem::ProblemCode,
    slots::{Slot, SlotQuery},
    version::Version,
};
use futures_util::future::join_all;
use sea_orm::DbBackend;

const CLIENTS: usize = 20;

fn holding(slot: &Slot) -> SlotReservation {
    SlotReservation {
        counselor_id: slot.counselor_id,
        service_id: slot.service_id,
        starts_at: slot.starts_at,
    }
}

/// On PostgreSQL at two processes; on SQLite there is one.
#[actix_web::test]
async fn of_those_who_reserve_and_book_at_two_processes_at_once_one_wins() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    rules(&facility, |rules| rules.max_open_bookings = 50).await;
    let brandt = &example.brandt;
    let days: Vec<_> = (0..7)
        .map(|day| (day, example.chat, "09:00", "12:00"))
        .collect();
    let set = brandt
        .client
        .update_booking_times(brandt.id, Version::FIRST, &week(&days))
        .await;
    set.unwrap();
    for number in 0..CLIENTS {
        facility.client(&format!("Welle {number}")).await;
    }
    let several = app.db.get_database_backend() != DbBackend::Sqlite;
    let processes: Vec<_> = (0..if several { 2 } else { 1 })
        .map(|_| start(&mut server(&app.database_url)))
        .collect();
    let mut clients = Vec::new();
    for number in 0..CLIENTS {
        let client = Client::new(&processes[number % processes.len()].1);
        let name = format!("Welle {number}").as_str().try_into().unwrap();
        let password = CLIENT_PASSWORD.try_into().unwrap();
        let sign_in = ClientSignIn { name, password };
        client
            .sign_in_client(&facility.slug, &sign_in)
            .await
            .unwrap();
        clients.push(client);
    }
    // The processes go by the clock on the wall.
    let now = Clock::system().now();
    let query = SlotQuery {
        from: now,
        until: now + TimeDelta::days(7),
        counselor_id: Some(brandt.id),
        service_id: None,
        channel: None,
    };
    let free = clients[0].list_slots(&query).await.unwrap().items;
    for slot in &free[..5] {
        let body = holding(slot);
        let tries = clients.iter().map(|one| one.reserve_slot(&body));
        let (won, lost): (Vec<_>, Vec<_>) = join_all(tries)
            .await
            .into_iter()
            .enumerate()
            .partition(|(_, answer)| answer.is_ok());
        assert_eq!(won.len(), 1, "{}", slot.starts_at);
        for (_, answer) in lost {
            assert_eq!(code(answer), ProblemCode::SlotTaken);
        }
        // Whoever holds it books it at all processes at once, and has booked it once.
        let (who, held) = &won[0];
        let (client, held) = (&clients[*who], held.as_ref().unwrap());
        let token = client.access_token().unwrap();
        let body = ReservationBooking::default();
        let at_all: Vec<_> = (0..10)
            .map(|number| {
                let client = Client::new(&processes[number % processes.len()].1);
                client.set_access_token(&token);
                client
            })
            .collect();
        let books = at_all
            .iter()
            .map(|one| one.book_reservation(held.id, held.version, &body));
        let booked = join_all(books).await;
        let booked = booked.iter().filter(|answer| answer.is_ok());
        assert_eq!(booked.count(), 1, "{}", slot.starts_at);
    }
    let query = BookingQuery {
        from: query.from,
        until: query.until,
        counselor_id: Some(brandt.id),
        client_id: None,
    };
    let mut stand = Vec::new();
    for client in &clients {
        stand.extend(client.list_bookings(&query).await.unwrap().items);
    }
    stand.retain(|one| one.state == BookingState::Requested);
    let mut starts: Vec<_> = stand.iter().map(|one| one.starts_at).collect();
    starts.sort_unstable();
    let expected: Vec<_> = free[..5].iter().map(|slot| slot.starts_at).collect();
    assert_eq!(starts, expected);
    for (process, _) in processes {
        kill(process);
    }
}
