//! Who may see what of a portal: its facility must exist, and requests are for its clients.

use super::frame::{Frame, Trouble, Unknown, Waiting};
use crate::{
    chats::note_deliveries,
    i18n::{self, portal as words},
    live::use_live,
    paths,
    remote::{Remote, fetch},
    router,
    session::{Session, SignedIn, use_session},
    shell::name_place,
};
use domain::{
    accounts::{Account, AccountKind},
    facility::{Portal as About, RegistrationAccess, RegistrationRules},
    ids::{BookingId, MailRequestId},
    problem::ProblemCode,
    recovery_codes::RecoveryCode,
    text::Slug,
};
use leptos::prelude::*;
use std::cell::RefCell;

/// The portal that is shown, from any component below [`PortalArea`].
#[derive(Clone, Copy, Debug)]
pub struct Portal {
    slug: StoredValue<Slug>,
    /// What the facility says of itself, once it is known.
    pub about: RwSignal<Option<About>>,
    /// Who is here: staff, and clients of other facilities, are nobody.
    pub visitor: Memo<SignedIn>,
    /// The request that was just sent and is to be confirmed.
    pub just_sent: RwSignal<Option<MailRequestId>>,
    /// The appointment with which something was just done that is to be confirmed.
    pub just_booked: RwSignal<Option<(BookingId, Done)>>,
}

thread_local! {
    /// The recovery code that was just made and is shown once. It stands nowhere else.
    static CODE: RefCell<Option<RecoveryCode>> = const { RefCell::new(None) };
}

/// Keeps a recovery code until it was seen, or forgets the one that was.
pub fn keep_code(code: Option<RecoveryCode>) {
    CODE.set(code);
}

/// The recovery code that is still to be seen.
pub fn kept_code() -> Option<RecoveryCode> {
    CODE.with_borrow(Clone::clone)
}

/// What was done with an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was booked.
    Booked,
    /// It was moved to another time.
    Moved,
}

/// The portal, from any component.
pub fn use_portal() -> Portal {
    expect_context()
}

impl Portal {
    /// The part of the address that names the facility.
    pub fn slug(self) -> Slug {
        self.slug.get_value()
    }

    /// Who can make an account here, and what is asked of them; notifies.
    pub fn registration(self) -> RegistrationRules {
        self.about
            .with(|about| about.as_ref().map(|about| about.registration))
            .unwrap_or_default()
    }

    /// Why nobody new can make an account here, if so; notifies.
    pub fn nobody_new(self) -> Option<&'static str> {
        match self.registration().access {
            RegistrationAccess::Open => None,
            RegistrationAccess::Invitation => Some(words::t().by_invitation),
            RegistrationAccess::Closed => Some(words::t().nobody_new),
        }
    }

    /// The pseudonym of the client who is signed in here; notifies.
    pub fn pseudonym(self) -> Option<String> {
        self.visitor.with(|visitor| match visitor {
            SignedIn::As(Account::Client { pseudonym, .. }) => Some(pseudonym.clone()),
            _ => None,
        })
    }

    /// Goes on to `next`, by way of a recovery code that is still to be shown.
    pub fn go_on(self, next: &str) {
        if kept_code().is_some() {
            router::replace(&paths::portal_recovery_code(&self.slug(), next));
        } else {
            router::replace(next);
        }
    }

    /// `next`, if it is an address of this portal.
    pub fn own(self, next: Option<&str>) -> Option<String> {
        let portal = paths::portal(&self.slug());
        let next = paths::own(next?)?;
        let rest = next.strip_prefix(&portal)?;
        (rest.is_empty() || rest.starts_with(['/', '?'])).then(|| next.to_owned())
    }
}

/// Everything below `/p/{slug}`.
#[component]
pub fn PortalArea(
    /// The part of the address that names the facility; `None` if it names none.
    slug: Option<Slug>,
    /// The page that the address names.
    #[prop(into)]
    page: ViewFn,
) -> impl IntoView {
    super::exit::leave_on_escapes();
    match slug {
        Some(slug) => view! { <Facility slug=slug page=page /> }.into_any(),
        None => view! { <Frame facility=|| None><Unknown /></Frame> }.into_any(),
    }
}

#[component]
fn Facility(slug: Slug, page: ViewFn) -> impl IntoView {
    let session = use_session();
    session.restore(AccountKind::Client);
    let visitor = {
        let slug = slug.clone();
        Memo::new(move |_| visitor(session, &slug))
    };
    let slug = StoredValue::new(slug);
    let about = RwSignal::new(None::<About>);
    provide_context(Portal {
        slug,
        about,
        visitor,
        just_sent: RwSignal::new(None),
        just_booked: RwSignal::new(None),
    });
    stay_connected(session, visitor);
    note_deliveries();

    let facility = RwSignal::new(Remote::<About>::Loading);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let load = move || {
        let client = session.client();
        let slug = slug.get_value();
        owner.with_value(|owner| {
            owner.with(|| {
                fetch(
                    async move { client.read_portal(slug.as_str()).await },
                    move |result| {
                        facility.set(match result {
                            Ok(here) => {
                                i18n::format::set_time_zone(&here.time_zone);
                                i18n::set_form_of_address(here.form_of_address);
                                name_place(&here.name);
                                let spoken = untrack(i18n::language);
                                if !here.languages.has(spoken) {
                                    i18n::show_language(here.languages.nearest(spoken));
                                }
                                about.set(Some(here.clone()));
                                Remote::Ready(here)
                            }
                            Err(error) => Remote::Failed(error),
                        });
                    },
                );
            });
        });
    };
    load();
    let name = move || facility.with(|facility| facility.ready().map(|here| here.name.clone()));
    let content = move || match facility.get() {
        Remote::Ready(_) => page.run(),
        Remote::Loading => view! { <Waiting /> }.into_any(),
        Remote::Failed(error) if error.code() == Some(ProblemCode::UnknownFacility) => {
            view! { <Unknown /> }.into_any()
        }
        Remote::Failed(error) => {
            view! { <Trouble error=error on_retry=move |()| load() /> }.into_any()
        }
    };
    view! { <Frame facility=name>{content}</Frame> }.into_any()
}

fn visitor(session: Session, slug: &Slug) -> SignedIn {
    match session.signed_in() {
        SignedIn::As(account @ Account::Client { .. }) if account.facility().slug == *slug => {
            SignedIn::As(account)
        }
        SignedIn::As(Account::Client { .. }) => SignedIn::Nobody,
        // Staff are asked who they are here at once, see `Session::restore`.
        SignedIn::As(Account::Counselor { .. }) => SignedIn::Unknown,
        other => other,
    }
}

/// Answers arrive live for whoever is signed in here.
fn stay_connected(session: Session, visitor: Memo<SignedIn>) {
    let live = use_live();
    let hears =
        |visitor: &SignedIn| matches!(visitor, SignedIn::As(account) if account.duty().is_none());
    let is_client = Memo::new(move |_| visitor.with(hears));
    Effect::new(move |_| {
        if is_client.get() {
            live.start(session);
        } else {
            live.stop();
        }
    });
    on_cleanup(move || live.stop());
}

/// The pages that only clients of the facility may see; others sign in first.
#[component]
pub fn ClientArea(
    /// The page that the address names.
    #[prop(into)]
    page: ViewFn,
) -> impl IntoView {
    let (session, portal) = (use_session(), use_portal());
    // What has to be done first stands in the place of every page.
    Effect::new(move |_| {
        let duty = paths::portal_duty(&portal.slug());
        let owes = |visitor: &SignedIn| matches!(visitor, SignedIn::As(account) if account.duty().is_some());
        if portal.visitor.with(owes) && router::path() != duty {
            router::replace(&duty);
        }
    });
    let state = Memo::new(move |_| {
        portal.visitor.with(|visitor| match visitor {
            SignedIn::As(_) => Entrance::Open,
            SignedIn::Nobody => Entrance::Closed,
            SignedIn::Unreachable => Entrance::Unreachable,
            SignedIn::Unknown => Entrance::Waiting,
        })
    });
    Effect::new(move |_| {
        if state.get() == Entrance::Closed {
            let back = portal.own(Some(&session.way_back()));
            router::replace(&paths::portal_sign_in(&portal.slug(), back.as_deref()));
        }
    });
    move || match state.get() {
        Entrance::Open => page.run(),
        Entrance::Unreachable => view! {
            <Trouble
                error=client::CallError::Unreachable
                on_retry=move |()| session.restore(AccountKind::Client)
            />
        }
        .into_any(),
        Entrance::Closed | Entrance::Waiting => view! { <Waiting /> }.into_any(),
    }
}

/// Whether one may come in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entrance {
    Open,
    Closed,
    Unreachable,
    Waiting,
}
