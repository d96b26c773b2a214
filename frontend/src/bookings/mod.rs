//! The calendar of staff (chapter 40): what is free, booked, blocked, and what is done with it.

mod blocker_form;
mod calendar;
mod calendar_page;
mod create_dialog;
mod desk;
mod details;
mod diagnosis;
mod drag;
mod drawn;
mod entry;
mod filters;
mod grid;
mod group_form;
mod group_page;
mod list;
mod month;
mod moving;
mod noting;
mod participants;
mod placed;
mod queue;
mod repeat;
mod single_form;
mod steps;
mod strip;
mod time_grid;
mod times;
mod view;

pub use calendar_page::CalendarPage;
pub use group_page::GroupBookingPage;
pub use view::View;
