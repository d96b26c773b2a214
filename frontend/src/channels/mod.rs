//! By which means counselling is offered: by the facility, and by each counselor.

mod checks;
mod counselor_page;
mod facility_page;

pub use counselor_page::ChannelsPage;
pub use facility_page::ChannelSettingsPage;
