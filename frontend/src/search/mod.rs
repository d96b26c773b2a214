//! The search over everything: clients, mail requests and appointments, the help, and the pages by
//! name. The button and the keys that open it are in the frame; this is fetched when they are used.

mod dialog;
mod found;

pub use dialog::SearchDialog;
