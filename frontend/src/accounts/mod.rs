//! The staff's way in.

mod entries;
mod forgot_page;
mod frame;
mod link_form;
mod reset_page;
mod second_step;
mod security_page;
mod sign_in;

pub use entries::{Refusal, SignInEntries, SignInFields};
pub use forgot_page::ForgotPage;
pub use link_form::{LinkForm, Redeemed};
pub use reset_page::ResetPage;
pub use second_step::code_entry;
pub use security_page::{DutyPage, SecurityPage};
pub use sign_in::SignInPage;
