//! Bookings (chapter 40): what stands in the calendar.

mod settings;

pub use settings::{BookingRules, BookingSettings};
