//! The second step of signing in, for staff: setting it up, switching it off, and what the
//! facility asks of everybody.

mod section;
mod set_up;
mod settings_page;

pub use section::TwoFactorSection;
pub use set_up::SetUp;
pub use settings_page::SignInSettingsPage;
