//! One's calendar as an address that other programs read (chapter 40).

mod dialog;

pub use dialog::CalendarFeedDialog;
