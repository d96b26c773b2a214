//! What things cost: cutting booking times into slots, sealing as a share of a request, lists of
//! many clients and of many mail requests, figures and tables of many monitorings, messages of the
//! chat on their way, what a server does in a second, and memory of idle live connections. `just bench` runs it; nothing here is a
//! test.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that cannot go on stops, and says what it measured"
)]

mod chats;
mod clients;
mod house;
mod live_connections;
mod load;
mod mail_requests;
mod monitorings;
mod sealing;
mod slots;

fn main() {
    // `cargo test --benches` and `cargo bench -- --list` call this too, and want nothing measured.
    let mut arguments: Vec<_> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    if load::be_bare() {
        return;
    }
    arguments.retain(|argument| !argument.starts_with("--"));
    // All of them, or those that are named.
    let wants = |name: &str| arguments.is_empty() || arguments.iter().any(|one| one == name);
    actix_web::rt::System::new().block_on(async {
        if wants("slots") {
            slots::measure();
        }
        if wants("sealing") {
            sealing::measure().await;
        }
        if wants("clients") {
            clients::measure().await;
        }
        if wants("mail_requests") {
            mail_requests::measure().await;
        }
        if wants("monitorings") {
            monitorings::measure().await;
        }
        if wants("chats") {
            chats::measure().await;
        }
        if wants("load") {
            load::measure().await;
        }
        if wants("live_connections") {
            live_connections::measure().await;
        }
    });
}
