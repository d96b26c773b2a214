//! What a facility wants to know of its clients: the page of the settings.

mod form;
mod page;

pub use page::MasterDataFieldsPage;
