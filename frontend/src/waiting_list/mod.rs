//! Who waits for an appointment, as staff see it.

mod dialog;

pub use dialog::WaitingListDialog;
