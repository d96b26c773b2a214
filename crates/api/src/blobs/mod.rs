//! Bytes that are too many for the database: documents, and what other features attach.
//!
//! Each is cut into pieces, sealed under its client's key, and kept in a [`Store`] under a name
//! drawn at random. A row says what there is. It is `pending` while the bytes arrive, `kept` from
//! the transaction on that makes whatever they belong to, and `doomed` once they are to be
//! removed: a job does that, again and again until it is done, and takes the row away last. So
//! nothing in the store is without a row, whenever the server was cut off.

pub mod entity;
mod operations;
mod pieces;
mod store;

pub use operations::{
    Received, attempt, discard, doom, doom_abandoned, doom_of_client, doom_one, keep, open, receive,
};
pub use store::{Store, StoreError, StoreSettingError};
