//! Which address shows which page, and that a page is fetched when it is first visited. The pages
//! of one section (`mail`, `people`, `settings` …) are one chunk of the program, which
//! `crates/bundler` cuts out of it. A build for development is not cut: there every page is here
//! from the start.

use crate::{
    i18n::common,
    paths, router,
    shell::set_title,
    ui::{Banner, Button, Kind, Skeleton, dom},
};
use futures_util::FutureExt;
use leptos::{prelude::*, task::spawn_local, wasm_split::SplitLoaderError};
use std::{cell::RefCell, future::Future, pin::Pin, sync::Arc};

/// How a page is shown, once its section is here.
pub type Fetched = Result<ViewFn, SplitLoaderError>;

type Coming = Pin<Box<dyn Future<Output = Fetched>>>;
type Fetch = dyn Fn() -> Coming + Send + Sync;

thread_local! {
    /// The page at this address, which was begun to be fetched before it can be shown.
    static BEGUN: RefCell<Option<(String, Coming)>> = const { RefCell::new(None) };
}

/// A page of the program.
#[derive(Clone)]
pub enum Page {
    /// One that is here from the start.
    Here(ViewFn),
    /// One that is fetched; [`page!`](crate::page) makes it.
    Elsewhere(Arc<Fetch>),
}

/// Where an address leads.
#[derive(Clone)]
pub enum Place {
    /// To a page for everybody.
    Everybody(Page),
    /// To a page for those who are signed in.
    SignedIn(Page),
}

/// Finds where an address leads, if anywhere, by its parts; a portal's are those below the
/// portal. Each program has one.
pub type Find = fn(&[&str]) -> Option<Place>;

/// Whom the page that the address names is for; `None` if it names none. Notifies.
pub(crate) fn audience(find: Find) -> Option<Audience> {
    here(find).map(|place| match place {
        Place::Everybody(_) => Audience::Everybody,
        Place::SignedIn(_) => Audience::SignedIn,
    })
}

/// Whom a page is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    Everybody,
    SignedIn,
}

/// The page that the address names, if it is for this audience. What stands in its place until it
/// is here stands in `around`.
pub(crate) fn page(find: Find, audience: Audience, around: fn(AnyView) -> AnyView) -> AnyView {
    let view = move || match (here(find), audience) {
        (Some(Place::Everybody(page)), Audience::Everybody)
        | (Some(Place::SignedIn(page)), Audience::SignedIn) => Some(page.show(around)),
        _ => None,
    };
    view.into_any()
}

/// Begins to fetch the page that the address names, while the server is still asked who is signed
/// in: the two take their time beside each other and not one after the other.
pub(crate) fn begin(find: Find) {
    if let Some(Place::SignedIn(Page::Elsewhere(fetch))) = untrack(|| here(find)) {
        let mut page = fetch();
        if (&mut page).now_or_never().is_none() {
            BEGUN.set(Some((untrack(router::path), page)));
        }
    }
}

fn here(find: Find) -> Option<Place> {
    let path = router::path();
    let base = if paths::is_portal(&path) { 2 } else { 0 };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    find(parts.get(base..)?)
}

/// How far a page is that is fetched.
#[derive(Clone)]
enum State {
    Waiting,
    Failed,
    Here(ViewFn),
}

impl Page {
    /// A page that comes this way.
    pub fn fetched<F: Future<Output = Fetched> + 'static>(
        fetch: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self {
        Self::Elsewhere(Arc::new(move || Box::pin(fetch())))
    }

    /// Waits for it, for what shows something of its own in the meantime.
    pub(crate) async fn come(self) -> Fetched {
        match self {
            Self::Here(view) => Ok(view),
            Self::Elsewhere(fetch) => fetch().await,
        }
    }

    fn show(self, around: fn(AnyView) -> AnyView) -> AnyView {
        let fetch = match self {
            Self::Here(view) => return view.run(),
            Self::Elsewhere(fetch) => fetch,
        };
        let state = RwSignal::new(State::Waiting);
        let begin = Callback::new(move |()| {
            state.set(State::Waiting);
            // Taken whatever it is: nobody else would drive it on.
            let begun = BEGUN.take();
            let begun = begun.filter(|(path, _)| *path == untrack(router::path));
            let page = begun.map_or_else(|| fetch(), |(_, page)| page);
            spawn_local(async move {
                let page = page.await.map_or(State::Failed, State::Here);
                // Where it was left in the meantime, there is nothing to show it in.
                let _ = state.try_set(page);
            });
        });
        begin.run(());
        let view = move || match state.get() {
            State::Waiting => around(view! { <Skeleton lines=5 /> }.into_any()),
            State::Failed => around(view! { <Missing on_retry=begin /> }.into_any()),
            State::Here(view) => view.run(),
        };
        view.into_any()
    }
}

/// That a page did not come. Fetching it once more loads everything anew where the server has
/// another version by now; `crates/bundler/src/chunks.js` sees to that.
#[component]
fn Missing(on_retry: Callback<()>) -> impl IntoView {
    set_title(|| common::t().not_possible.into());
    let again = move |()| {
        // The button goes, and with it the focus.
        dom::focus_soon("main");
        on_retry.run(());
    };
    view! {
        <div class="stack">
            <h1>{move || common::t().not_possible}</h1>
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button on_click=again>{move || common::t().retry}</Button>
                }
            >
                {move || common::t().page_missing}
            </Banner>
        </div>
    }
    .into_any()
}

/// A page of a section: `page!(mail: MailListPage)`, or with what its address says,
/// `page!(mail: MailDetailPage, id: Option<MailRequestId> = id.parse().ok())`.
#[cfg(not(debug_assertions))]
#[macro_export]
macro_rules! page {
    ($section:ident: $page:ident $(, $name:ident: $type:ty = $value:expr)*) => {{
        #[::leptos::wasm_split::wasm_split($section, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn show($($name: $type),*) -> $crate::chunks::Fetched {
            Ok(::leptos::prelude::ViewFn::from(move || {
                ::leptos::prelude::view! { <$page $($name = $name)* /> }
            }))
        }
        $(let $name: $type = $value;)*
        $crate::chunks::Page::fetched(move || show($($name),*))
    }};
}

/// The same while developing: the page is here from the start.
#[cfg(debug_assertions)]
#[macro_export]
macro_rules! page {
    ($section:ident: $page:ident $(, $name:ident: $type:ty = $value:expr)*) => {{
        $(let $name: $type = $value;)*
        $crate::chunks::Page::Here(::leptos::prelude::ViewFn::from(move || {
            ::leptos::prelude::view! { <$page $($name = $name)* /> }
        }))
    }};
}
