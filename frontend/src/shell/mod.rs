//! The frame around the staff's pages: left bar, top bar, menu, and who may come in.

mod absence;
mod app;
mod bars;
mod navigation;
mod notices;
mod search;
pub mod theme;

pub use absence::{Back, NotCome, NotHere};
pub use app::App;
pub use navigation::{Navigation, name_place, provide_title, set_title, skip};
pub use notices::{NoticePart, use_notices, was_seen};
pub use search::{SearchPart, use_search};

use crate::{
    chats::note_deliveries,
    i18n::{common, shell as words},
    live::{Live, use_live},
    paths,
    remote::fetch,
    router,
    session::{SignedIn, use_session},
    ui::{Banner, Button, Kind, Skeleton, dom},
};
use bars::{NavBar, TopBar};
use client::{CallResult, Client};
use domain::{
    accounts::{Account, AccountKind},
    chats::UnreadChats,
    events::EventKind,
    mail_requests::MailRequestCounts,
};
use leptos::prelude::*;
use notices::Notices;

/// How many mail requests there are, shared by the bar and the list.
#[derive(Clone, Copy, Debug)]
pub struct Counts(pub RwSignal<Option<MailRequestCounts>>);

/// How many messages of the chat one has not read, once that is known.
pub type UnreadMessages = Signal<Option<UnreadChats>>;

/// That, from any page.
pub fn use_unread_chats() -> UnreadMessages {
    expect_context()
}

/// What a page shows below `main`: its save bar, while there is something to save.
#[derive(Clone, Copy, Debug)]
pub struct Foot(RwSignal<Option<ViewFn>>);

/// The foot of the frame, from any page.
pub fn use_foot() -> Foot {
    expect_context()
}

impl Foot {
    /// Shows this as long as the calling component is shown.
    pub fn show<V: IntoView + 'static>(self, view: impl Fn() -> V + Send + Sync + 'static) {
        self.0.set(Some(ViewFn::from(view)));
        on_cleanup(move || {
            self.0.try_set(None);
        });
    }
}

/// All pages that only staff may see.
#[component]
pub fn StaffArea(
    /// The page that the address names.
    #[prop(into)]
    page: ViewFn,
) -> impl IntoView {
    let (session, live) = (use_session(), use_live());
    session.restore(AccountKind::Counselor);
    let may_enter = Memo::new(move |_| match session.signed_in() {
        SignedIn::As(Account::Counselor { id, .. }) => Ok(id),
        SignedIn::As(Account::Client { .. }) | SignedIn::Unknown => Err(SignedIn::Unknown),
        other => Err(other),
    });
    let owes = Memo::new(move |_| session.account().and_then(|account| account.duty()));
    // What has to be done first stands in the place of every page.
    Effect::new(move |_| {
        if owes.get().is_some() && router::path() != paths::DUTY {
            router::replace(paths::DUTY);
        }
    });
    Effect::new(move |_| match may_enter.get() {
        Ok(_) if owes.get().is_some() => live.stop(),
        Ok(_) => {
            live.start(session);
            dom::focus_soon("main");
        }
        Err(SignedIn::Nobody) => {
            live.stop();
            router::replace(&paths::sign_in(&session.way_back()));
        }
        Err(_) => live.stop(),
    });
    on_cleanup(move || live.stop());
    move || match may_enter.get() {
        Ok(_) if owes.get().is_some() => view! { <BareFrame page=page.clone() /> }.into_any(),
        Ok(_) => view! { <Frame page=page.clone() /> }.into_any(),
        Err(SignedIn::Unreachable) => view! {
            <main class="page" id="main" tabindex="-1">
                <h1 class="sr-only">{move || common::t().app}</h1>
                <Banner
                    kind=Kind::Danger
                    actions=move || view! {
                        <Button on_click=move |()| session.restore(AccountKind::Counselor)>
                            {move || common::t().retry}
                        </Button>
                    }
                >
                    {move || common::t().unreachable}
                </Banner>
            </main>
        }
        .into_any(),
        Err(_) => view! { <main class="page" id="main" tabindex="-1"><Skeleton lines=5 /></main> }
            .into_any(),
    }
}

#[component]
fn Frame(page: ViewFn) -> impl IntoView {
    let counts = Counts(RwSignal::new(None));
    provide_context(counts);
    let live = use_live();
    keep(
        counts.0,
        live,
        EventKind::is_of_mail_request,
        |client| async move { client.count_mail_requests().await },
    );
    let unread = RwSignal::new(None);
    provide_context::<UnreadMessages>(unread.into());
    keep(
        unread,
        live,
        |kind| kind.is_of_chat() || kind == EventKind::OpenDoorChanged,
        |client| async move { client.count_unread_chats().await },
    );
    note_deliveries();
    let foot = Foot(RwSignal::new(None));
    provide_context(foot);
    view! {
        <a class="skip" href="#main" on:click=navigation::skip>
            {move || common::t().back_to_top}
        </a>
        <div class="app">
            <NavBar counts=counts unread=unread.into() />
            <TopBar />
            <main class="app-main" id="main" tabindex="-1">
                {page.run()}
            </main>
            <div class="app-foot">{move || foot.0.get().map(|view| view.run())}</div>
        </div>
        <Notices />
    }
    .into_any()
}

/// Without anything that leads elsewhere: for what has to be done first.
#[component]
fn BareFrame(page: ViewFn) -> impl IntoView {
    let session = use_session();
    view! {
        <main id="main" tabindex="-1">
            {page.run()}
            <div class="page row">
                <Button class="btn-quiet" on_click=move |()| session.leave()>
                    {move || words::t().sign_out}
                </Button>
            </div>
        </main>
    }
    .into_any()
}

/// Reads a number now and whenever something happens that it hangs on; how it changes is not
/// announced, only shown.
fn keep<T, F>(
    number: RwSignal<Option<T>>,
    live: Live,
    hangs_on: fn(EventKind) -> bool,
    ask: impl Fn(Client) -> F + Copy + Send + Sync + 'static,
) where
    T: Send + Sync + 'static,
    F: Future<Output = CallResult<T>> + 'static,
{
    let session = use_session();
    let is_asking = RwSignal::new(false);
    let read = move || {
        is_asking.set(true);
        fetch(ask(session.client()), move |result| {
            is_asking.set(false);
            if let Ok(new) = result {
                number.set(Some(new));
            }
        });
    };
    read();
    // While one answer is on its way, the next question waits for it.
    live.follow(
        move |event| hangs_on(event.kind),
        move || is_asking.get(),
        read,
    );
}

/// The same within the frame.
#[component]
pub fn NotFoundPart() -> impl IntoView {
    set_title(|| words::t().not_found.into());
    view! {
        <div class="page stack">
            <h1>{move || words::t().not_found}</h1>
            <p>{move || words::t().not_found_text}</p>
        </div>
    }
    .into_any()
}

/// An address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_title(|| words::t().not_found.into());
    view! {
        <main class="page" id="main" tabindex="-1">
            <div class="stack">
                <h1>{move || words::t().not_found}</h1>
                <p>{move || words::t().not_found_text}</p>
                <p>
                    <a class="btn" href=paths::HOME>{move || words::t().to_start}</a>
                </p>
            </div>
        </main>
    }
    .into_any()
}
