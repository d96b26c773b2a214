//! The staff's own data, and the counselor administration.

mod account_form;
mod conflict;
mod create_dialog;
mod delete_dialog;
mod email_proof;
mod everybody;
mod list_page;
mod newsletter_page;
mod picture_field;
mod profile_fields;
mod profile_form;
mod profile_page;
mod record_page;
mod refusal;
mod second_step;

pub use everybody::all_counselors;
pub use list_page::CounselorsPage;
pub use newsletter_page::NewsletterPage;
pub use profile_page::ProfilePage;
pub use record_page::CounselorPage;
