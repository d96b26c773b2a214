//! The portal: what a person seeking help meets, usually on a phone, often in distress, sometimes
//! watched. Everything of it is below `/p/{slug}`.

mod access;
mod access_pages;
mod area;
mod draft;
mod exit;
mod frame;
mod landing;
mod reply;
mod request_page;
mod requests_page;
mod sending;
mod write_page;

pub use access_pages::{RegisterPage, SignInPage};
pub use area::{ClientArea, PortalArea};
pub use frame::NoPage;
pub use landing::LandingPage;
pub use request_page::RequestPage;
pub use requests_page::RequestsPage;
pub use write_page::WritePage;
