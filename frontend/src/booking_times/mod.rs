//! When in a week a counselor can be booked: the editor of their booking times.

mod page;
mod row;
mod week;

pub use page::BookingTimesPage;
