//! Booking an appointment: what about, by which means, with whom, when; then it is held while one
//! says what is to be known beforehand, and booked.

mod appointments_page;
mod cancel;
mod choosing;
mod countdown;
mod days;
mod held;
mod page;
mod questions;
mod reserving;
mod times;

pub use appointments_page::AppointmentsPage;
pub use page::BookPage;
