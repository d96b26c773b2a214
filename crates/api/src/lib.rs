//! The Beistand server: a JSON REST API, one live connection, and the app it serves.
#![doc = include_str!("../../DECISIONS.md")]

mod access;
pub mod accounts;
mod address;
pub mod api_tokens;
pub mod app;
pub mod audit;
pub mod backup;
pub mod caller;
pub mod change;
mod cli;
pub mod clients;
pub mod clock;
pub mod config;
pub mod counselors;
mod counters;
pub mod crypto;
pub mod database;
mod demo;
mod edge;
mod error;
mod events;
pub mod extract;
pub mod facility;
mod health;
pub mod idempotency;
pub mod jobs;
mod limits;
mod logging;
pub mod mail_requests;
pub mod metrics;
mod openapi;
pub mod outgoing_mails;
mod passwords;
mod routes;
mod schema;
pub mod scope;
mod sessions;
mod shutdown;
pub mod state;
mod throttle;
mod tokens;
mod web_app;

pub use cli::main;
pub use error::{ApiError, ApiResult};
pub use openapi::document;
