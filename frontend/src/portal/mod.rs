//! The portal: what a person seeking help meets, usually on a phone, often in distress, sometimes
//! watched. Everything of it is below `/p/{slug}`.

mod access;
mod access_pages;
mod app;
mod area;
mod booking;
mod chats_page;
mod documents_page;
mod draft;
mod exit;
mod forgot_page;
mod frame;
mod hand_over;
mod landing;
mod legal_page;
mod messages_page;
mod offer;
mod open_door;
mod own_data;
mod password_page;
mod people;
mod reply;
mod request_page;
mod requests_page;
mod sending;
mod video_pages;
mod write_page;

pub use access_pages::{RegisterPage, SignInPage};
pub(crate) use app::App;
use area::{ClientArea, PortalArea};
pub use booking::{AppointmentsPage, BookPage, GroupOffersPage, MovePage};
pub use chats_page::ChatsPage;
pub use documents_page::DocumentsPage;
pub use forgot_page::ForgotPage;
use frame::NoPage;
pub use landing::LandingPage;
pub use legal_page::{ImprintPage, PrivacyPage};
pub use messages_page::MessagesPage;
pub use open_door::OpenDoorPage;
pub use own_data::{OwnDataPage, RecoverPage, RecoveryCodePage};
pub use password_page::{DutyPage, PasswordPage};
pub use request_page::RequestPage;
pub use requests_page::RequestsPage;
pub use video_pages::{VideoLinkPage, VideoPage};
pub use write_page::WritePage;
