//! The calendar of staff (chapter 40): what is free, booked, blocked, and what is done with it.

mod blocker_form;
mod calendar;
mod calendar_page;
mod create_dialog;
mod desk;
mod details;
mod entry;
mod filters;
mod list;
mod month;
mod single_form;
mod time_grid;
mod times;
mod view;

pub use calendar_page::CalendarPage;
pub use view::View;
