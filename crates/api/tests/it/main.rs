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

mod absences;
mod access;
mod account_links;
mod accounts;
mod api_tokens;
mod assignment;
mod attachments;
mod audit;
mod backup;
mod booking_events;
mod booking_mails;
mod booking_moves;
mod booking_offer;
mod booking_processes;
mod booking_series;
mod bookings;
mod break_glasses;
mod calendar_feeds;
mod calendar_files;
mod chat_documents;
mod chat_groups;
mod chat_processes;
mod chats;
mod clamd;
mod cli;
mod client_events;
mod client_export;
mod clients;
mod counselling_fields;
mod counselor_administration;
mod counselor_pictures;
mod counselors;
mod crypto;
mod dashboard;
mod database;
mod deletion_routine;
mod deletion_warnings;
mod direct_messages;
mod documents;
mod edge;
mod erasure_traces;
mod events;
mod facility;
mod faults;
mod group_booking_mails;
mod group_bookings;
mod group_waiting;
mod groups;
mod hand_overs;
mod idempotency;
mod internal_comments;
mod jobs;
mod licences;
mod limits;
mod logs;
mod mail_request_steps;
mod mail_requests;
mod mail_server;
mod master_data_fields;
mod message_templates;
mod migrations;
mod monitoring_export;
mod monitorings;
mod newsletters;
mod notes;
mod notifications;
mod open_door;
mod openapi;
mod openness;
mod operations;
mod outgoing_mails;
mod own_data;
mod passwords;
mod presences;
mod program;
mod proofs_of_work;
mod prosody;
mod recovery_codes;
mod request_cost;
mod retention;
mod s3_stand_in;
mod scanner;
mod search;
mod services;
mod sessions;
mod slots;
mod sms_gateway;
mod statistics;
mod support;
mod text_templates;
mod two_factor;
mod video;
mod viewers;
mod waiting_list;
mod watchlist;
mod webhook_receiver;
mod webhooks;
mod working_time;
