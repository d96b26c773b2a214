//! The facility's own data, the portal's legal pages and its rules of registration: pages of the
//! settings.

mod legal_page;
mod logo_field;
mod registration_page;
mod settings_page;

pub use legal_page::LegalPagesPage;
pub use registration_page::RegistrationSettingsPage;
pub use settings_page::FacilitySettingsPage;
