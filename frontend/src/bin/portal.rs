//! The clients' portal, at every address below `/p/`: which address below a portal's shows which
//! page. `paths.rs` writes the addresses, and `staff.rs` says what a line of it is.

use domain::ids::{BookingId, MailRequestId};
use frontend::{
    chunks::{Page, Place},
    page,
    portal::{
        AppointmentsPage, BookPage, ChatsPage, DocumentsPage, DutyPage, ForgotPage,
        GroupOffersPage, ImprintPage, LandingPage, MessagesPage, MovePage, OpenDoorPage,
        PasswordPage, PrivacyPage, RegisterPage, RequestPage, RequestsPage, SessionsPage,
        SignInPage, VideoLinkPage, VideoPage, WritePage,
    },
};
use leptos::prelude::*;

fn main() {
    frontend::start_portal(find);
}

fn find(path: &[&str]) -> Option<Place> {
    use Place::{Everybody, SignedIn};
    Some(match path {
        [] => Everybody(Page::Here(ViewFn::from(|| view! { <LandingPage /> }))),
        ["write"] => Everybody(page!(write: WritePage)),
        ["register"] => Everybody(page!(write: RegisterPage)),
        ["sign-in"] => Everybody(page!(write: SignInPage)),
        ["forgot"] => Everybody(page!(write: ForgotPage)),
        ["password"] => Everybody(page!(write: PasswordPage)),
        ["open-door"] => Everybody(page!(chats: OpenDoorPage)),
        ["imprint"] => Everybody(page!(write: ImprintPage)),
        ["privacy"] => Everybody(page!(write: PrivacyPage)),
        ["first-step"] => SignedIn(page!(requests: DutyPage)),
        ["chats"] => SignedIn(page!(chats: ChatsPage)),
        ["requests"] => SignedIn(page!(requests: RequestsPage)),
        ["requests", id] => {
            SignedIn(page!(requests: RequestPage, id: Option<MailRequestId> = id.parse().ok()))
        }
        ["messages"] => SignedIn(page!(requests: MessagesPage)),
        ["sessions"] => SignedIn(page!(requests: SessionsPage)),
        ["book"] => SignedIn(page!(booking: BookPage)),
        ["appointments"] => SignedIn(page!(booking: AppointmentsPage)),
        ["appointments", id, "move"] => {
            SignedIn(page!(booking: MovePage, id: Option<BookingId> = id.parse().ok()))
        }
        ["appointments", id, "video"] => {
            SignedIn(page!(booking: VideoPage, id: Option<BookingId> = id.parse().ok()))
        }
        ["video"] => Everybody(page!(booking: VideoLinkPage)),
        ["group-appointments"] => SignedIn(page!(booking: GroupOffersPage)),
        ["documents"] => SignedIn(page!(requests: DocumentsPage)),
        _ => return None,
    })
}
