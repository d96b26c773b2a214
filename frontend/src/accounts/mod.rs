//! The staff's way in.

mod entries;
mod frame;
mod second_step;
mod sign_in;

pub use entries::{Refusal, SignInEntries, SignInFields};
pub use sign_in::SignInPage;
