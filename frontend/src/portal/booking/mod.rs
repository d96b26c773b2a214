//! Booking an appointment: what about, by which means, with whom, when; then it is held while one
//! says what is to be known beforehand, and booked. One's own appointments can be moved and called
//! off, and group appointments joined.

mod appointment;
mod appointments_page;
mod cancel;
mod choosing;
mod countdown;
mod days;
mod group_place;
mod groups_page;
mod held;
mod leave;
mod move_page;
mod own;
mod page;
mod questions;
mod reserving;
mod times;
mod wait;
mod waiting_part;
mod weeks;

pub use appointments_page::AppointmentsPage;
pub use groups_page::GroupOffersPage;
pub use move_page::MovePage;
pub use page::BookPage;
