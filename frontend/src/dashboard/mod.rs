//! The first page of staff: what there is, and what needs them.

mod account;
mod agenda;
mod page;
mod tiles;
mod waiting;

pub use page::DashboardPage;
