//! The language that server and app share: what things are called, what is valid, who may do
//! what, and which step follows which.
//!
//! No input or output, no clock and no randomness happen here, so the same code decides in the
//! browser (to show a button) and in the server (to allow the request).
#![deny(missing_docs)]

pub mod absences;
pub mod access;
pub mod account_links;
pub mod accounts;
pub mod api_tokens;
pub mod attachments;
pub mod audit;
pub mod booking_times;
pub mod bookings;
pub mod break_glasses;
pub mod calendar_feeds;
pub mod channels;
pub mod chats;
pub mod clients;
pub mod counselling_fields;
pub mod counselors;
pub mod dashboard;
pub mod deletion_routine;
pub mod direct_messages;
pub mod documents;
pub mod events;
pub mod facility;
pub mod groups;
pub mod hand_overs;
pub mod ids;
pub mod internal_comments;
pub mod jobs;
pub mod language;
pub mod licences;
pub mod mail_requests;
pub mod master_data_fields;
pub mod message_templates;
pub mod monitorings;
pub mod notes;
pub mod notifications;
pub mod open_door;
pub mod outgoing_mails;
#[cfg(test)]
mod outside;
pub mod page;
pub mod passwords;
pub mod plain_text;
pub mod presences;
pub mod problem;
pub mod proofs_of_work;
pub mod recovery_codes;
pub mod search;
pub mod services;
pub mod sessions;
pub mod slots;
pub mod statistics;
pub mod text;
pub mod text_templates;
pub mod two_factor;
pub mod version;
pub mod video;
pub mod waiting_list;
pub mod watchlist;
pub mod webhooks;
pub mod working_time;
