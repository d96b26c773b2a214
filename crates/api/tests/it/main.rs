//! What the server promises, through its own HTTP and our own typed client. Each test has a
//! database of its own: SQLite, or PostgreSQL where `BEISTAND_TEST_POSTGRES` names a server.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look into the tables from outside"
)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod access;
mod accounts;
mod api_tokens;
mod audit;
mod backup;
mod cli;
mod client_export;
mod clients;
mod counselors;
mod crypto;
mod documents;
mod edge;
mod events;
mod facility;
mod idempotency;
mod jobs;
mod limits;
mod logs;
mod mail_requests;
mod mail_server;
mod migrations;
mod notes;
mod openapi;
mod openness;
mod operations;
mod outgoing_mails;
mod program;
mod request_cost;
mod sessions;
mod support;
