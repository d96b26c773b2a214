//! What things cost: cutting booking times into slots, sealing as a share of a request, lists of many
//! clients and of many mail requests, and memory of idle live connections. `just bench` runs it; nothing here is a test.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that cannot go on stops, and says what it measured"
)]

mod clients;
mod house;
mod live_connections;
mod mail_requests;
mod sealing;
mod slots;

fn main() {
    // `cargo test --benches` and `cargo bench -- --list` call this too, and want nothing measured.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    actix_web::rt::System::new().block_on(async {
        slots::measure();
        sealing::measure().await;
        clients::measure().await;
        mail_requests::measure().await;
        live_connections::measure().await;
    });
}
