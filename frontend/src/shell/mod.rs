//! The frame around the staff's pages: left bar, top bar, menu, and who may come in.

mod absence;
mod app;
mod bars;
mod navigation;
pub mod theme;

pub use absence::{Back, NotCome, NotHere};
pub use app::App;
pub use navigation::{Navigation, name_place, provide_title, set_title, skip};

use crate::{
    i18n::{common, shell as words},
    live::{Live, News, use_live},
    paths,
    remote::fetch,
    router,
    session::{SignedIn, use_session},
    ui::{Banner, Button, Kind, Skeleton, dom},
};
use bars::{NavBar, TopBar};
use domain::{
    accounts::{Account, AccountKind},
    mail_requests::MailRequestCounts,
};
use leptos::prelude::*;

/// How many mail requests there are, shared by the bar and the list.
#[derive(Clone, Copy, Debug)]
pub struct Counts(pub RwSignal<Option<MailRequestCounts>>);

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
    keep_counts(counts, use_live());
    let foot = Foot(RwSignal::new(None));
    provide_context(foot);
    view! {
        <a class="skip" href="#main" on:click=navigation::skip>
            {move || common::t().back_to_top}
        </a>
        <div class="app">
            <NavBar counts=counts />
            <TopBar />
            <main class="app-main" id="main" tabindex="-1">
                {page.run()}
            </main>
            <div class="app-foot">{move || foot.0.get().map(|view| view.run())}</div>
        </div>
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

/// Reads the counts now and whenever something changes; how they change is not announced, only
/// shown.
fn keep_counts(counts: Counts, live: Live) {
    let session = use_session();
    let owner = Owner::current();
    let pending = StoredValue::new(false);
    let read = move || {
        // While one answer is on its way, the next question can wait for it.
        if pending.get_value() {
            return;
        }
        pending.set_value(true);
        let client = session.client();
        fetch(
            async move { client.count_mail_requests().await },
            move |result| {
                pending.set_value(false);
                if let Ok(new) = result {
                    counts.0.set(Some(new));
                }
            },
        );
    };
    read();
    live.listen(move |news: News| {
        let counts_alike = matches!(news, News::Event(event) if !event.kind.is_of_mail_request());
        if let Some(owner) = owner.as_ref().filter(|_| !counts_alike) {
            owner.with(read);
        }
    });
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
