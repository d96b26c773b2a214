//! Records of pieces of counselling: their list, one of them, writing one down, and what the
//! facility wants to know in them.

mod around;
mod checks;
mod edit_page;
mod field_form;
mod fields_page;
mod filters;
mod list_page;
mod mandatory_page;
mod part;
mod questions;
mod rows;
mod show_page;
mod typed;

pub use edit_page::{EditMonitoringPage, NewMonitoringPage};
pub use fields_page::MonitoringFieldsPage;
pub use list_page::MonitoringsPage;
pub use mandatory_page::MonitoringSettingsPage;
pub(crate) use part::{ChatMonitorings, MonitoringsPart};
pub use show_page::MonitoringPage;
pub(crate) use typed::name_of as channel_name;
