//! The frame around every page of the portal, with the way out always in view.

use super::{
    area::{Portal, keep_code},
    exit,
};
use crate::{
    i18n::{self, Language, common, documents as document_words, portal as words},
    paths, router,
    session::{SignedIn, use_session},
    shell::{set_title, skip},
    ui::{
        Banner, Button, Kind, Mark, Menu, Skeleton, dom,
        icon::{self, icon, icon_lg},
        use_toasts,
    },
};
use client::CallError;
use domain::facility::LegalPage;
use leptos::prelude::*;

/// The bar, the page and its foot. Pages bring their own `main`.
#[component]
pub fn Frame(
    /// The facility's name, once it is known.
    #[prop(into)]
    facility: Signal<Option<String>>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip" href="#main" on:click=skip>
            {move || common::t().back_to_top}
        </a>
        <div class="portal">
            <Top facility=facility />
            {children()}
            <footer class="portal-foot">
                <div class="wrap">
                    {move || facility.get().map(|name| view! { <p>{name}</p> })}
                    <p>{move || words::t().tagline}</p>
                    <Foot />
                </div>
            </footer>
        </div>
    }
    .into_any()
}

/// What the law asks for, how to reach the facility, and who helps at once.
#[component]
fn Foot() -> impl IntoView {
    let context = use_context::<Portal>();
    let known = move || {
        let portal = context?;
        let about = portal.about.get()?;
        let link = |page: LegalPage, word: fn() -> &'static str| {
            let href = paths::portal_legal_page(&about.slug, page);
            let has = about.legal_pages.contains(&page);
            has.then(|| view! { <a href=href>{word}</a> })
        };
        let imprint = link(LegalPage::Imprint, || words::t().imprint);
        let privacy = link(LegalPage::Privacy, || words::t().privacy);
        let phone = about.phone.as_ref().map(|phone| {
            view! { <a href=format!("tel:{}", phone.dialled())>{phone.as_str().to_owned()}</a> }
        });
        let email = about.email.as_ref().map(|email| {
            let email = email.as_str().to_owned();
            let href = format!("mailto:{email}");
            view! { <a href=href>{email}</a> }
        });
        let website = about.website.as_ref().map(|website| {
            let website = website.as_str().to_owned();
            let words = website.trim_start_matches("https://").to_owned();
            view! { <a href=website.clone() rel="noreferrer">{words}</a> }
        });
        let address = about.postal_address.as_ref().map(|address| {
            let lines: Vec<_> = address.as_str().lines().collect();
            view! { <p>{lines.join(", ")}</p> }
        });
        Some(view! {
            {address}
            <nav class="foot-links" aria-label=move || words::t().legal>
                {phone} {email} {website} {imprint} {privacy}
            </nav>
        })
    };
    view! {
        {known}
        <div class="foot-help">
            <HelpLines />
        </div>
    }
    .into_any()
}

/// Who helps at once, where waiting for an answer would be too long.
#[component]
pub fn Crisis() -> impl IntoView {
    view! {
        <section class="crisis" aria-label=move || words::t().crisis>
            {icon(icon::PHONE)}
            <div>
                <b>{move || words::t().crisis_ask}</b>
                " "
                {move || words::t().crisis_text}
            </div>
            <HelpLines />
        </section>
    }
    .into_any()
}

#[component]
fn HelpLines() -> impl IntoView {
    view! {
        <ul>
            <li>
                <a href="tel:112">{move || words::t().emergency}</a>
            </li>
            <li>
                <a href="tel:08001110111">{move || words::t().helpline}</a>
                " "
                <small>{move || words::t().around_the_clock}</small>
            </li>
        </ul>
    }
    .into_any()
}

#[component]
fn Top(facility: Signal<Option<String>>) -> impl IntoView {
    let context = use_context::<Portal>();
    let is_known = Memo::new(move |_| facility.with(Option::is_some));
    // A facility that does not exist has no pages to lead to.
    let portal = move || context.filter(|_| is_known.get());
    let name = move || facility.get().unwrap_or_else(|| words::t().tagline.into());
    let tagline = move || is_known.get().then(|| words::t().tagline);
    let session = use_session();
    let mark = move || {
        let about = context.and_then(|portal| portal.about.get());
        match about.and_then(|about| Some((about.slug, about.logo?))) {
            Some((slug, logo)) => {
                let address = session.client().facility_logo(&slug, logo);
                view! { <img class="portal-logo" src=address alt="" /> }.into_any()
            }
            None => view! { <Mark /> }.into_any(),
        }
    };
    let brand = move || {
        view! {
            {mark}
            <span>
                <b>{name}</b>
                <small>{tagline}</small>
            </span>
        }
    };
    let home = move || match portal() {
        Some(portal) => {
            view! { <a class="brand" href=paths::portal(&portal.slug())>{brand()}</a> }.into_any()
        }
        None => view! { <span class="brand">{brand()}</span> }.into_any(),
    };
    let one_language = move || {
        let about = context.and_then(|portal| portal.about.get());
        about.is_some_and(|about| about.languages.as_slice().len() < 2)
    };
    let session = use_session();
    let leave = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        exit::leave(session);
    };
    view! {
        <header class="portal-top">
            <div class="wrap">
                {home}
                <button
                    class="btn btn-quiet push"
                    data-desk=""
                    type="button"
                    hidden=one_language
                    lang=|| other_language().tag()
                    on:click=|_| i18n::set_language(other_language())
                >
                    {move || words::t().other_language}
                </button>
                {move || portal().map(|portal| view! { <Account portal=portal /> })}
                <a
                    class="btn exit"
                    href=exit::NEUTRAL
                    rel="noreferrer"
                    aria-describedby="exit-hint"
                    on:click=leave
                >
                    {icon(icon::DOOR_OPEN)}
                    <span class="only-desk">{move || words::t().exit}</span>
                    <span class="only-phone">{move || words::t().exit_short}</span>
                </a>
                <span class="sr-only" id="exit-hint">{move || words::t().exit_hint}</span>
                <Menu
                    id="portal-menu"
                    label=|| words::t().menu
                    class="icon-btn portal-more"
                    trigger=|| icon_lg(icon::MENU)
                >
                    {move || portal().map(|portal| view! { <AccountItems portal=portal /> })}
                    <button
                        role="menuitem"
                        tabindex="-1"
                        type="button"
                        hidden=one_language
                        lang=|| other_language().tag()
                        on:click=|_| i18n::set_language(other_language())
                    >
                        {icon(icon::LANGUAGES)}
                        {move || words::t().other_language}
                    </button>
                </Menu>
            </div>
        </header>
    }
    .into_any()
}

fn other_language() -> Language {
    match i18n::language() {
        Language::De => Language::En,
        Language::En => Language::De,
    }
}

/// The way in: back to the page one is on, where that makes sense.
fn way_in(portal: Portal) -> impl Fn() -> String + Copy {
    move || {
        let write = paths::portal_write(&portal.slug());
        let next = (router::path() == write).then_some(write);
        paths::portal_sign_in(&portal.slug(), next.as_deref())
    }
}

/// Signs out and leads to the first page, so that nothing of the account stays in view.
fn way_out(portal: Portal) -> Callback<()> {
    let (session, toasts) = (use_session(), use_toasts());
    Callback::new(move |()| {
        router::replace(&paths::portal(&portal.slug()));
        keep_code(None);
        session.leave();
        toasts.say(untrack(words::t).signed_out);
    })
}

/// What one can do with one's account, on wide screens.
#[component]
fn Account(portal: Portal) -> impl IntoView {
    let (sign_in, sign_out) = (way_in(portal), way_out(portal));
    move || {
        match portal.visitor.get() {
        SignedIn::As(_) => view! {
            <a class="btn btn-quiet" data-desk="" href=paths::portal_requests(&portal.slug())>
                {icon(icon::MAIL)}
                {move || words::t().my_requests}
            </a>
            <a class="btn btn-quiet" data-desk="" href=paths::portal_appointments(&portal.slug())>
                {icon(icon::CALENDAR_CHECK)}
                {move || words::t().my_appointments}
            </a>
            <a class="btn btn-quiet" data-desk="" href=paths::portal_chats(&portal.slug(), None)>
                {icon(icon::MESSAGE_CIRCLE)}
                {move || words::t().my_chats}
            </a>
            <a class="btn btn-quiet" data-desk="" href=paths::portal_documents(&portal.slug())>
                {icon(icon::FILE_TEXT)}
                {move || document_words::t().title}
            </a>
            <a class="btn btn-quiet" data-desk="" href=paths::portal_own_data(&portal.slug())>
                {icon(icon::CIRCLE_USER)}
                {move || words::t().my_data}
            </a>
            <button class="btn btn-quiet" data-desk="" type="button" on:click=move |_| sign_out.run(())>
                {icon(icon::LOG_OUT)}
                {move || words::t().sign_out}
            </button>
        }
        .into_any(),
        SignedIn::Nobody | SignedIn::Unreachable => view! {
            <a class="btn btn-quiet" data-desk="" href=sign_in>
                {icon(icon::LOG_IN)}
                {move || words::t().sign_in}
            </a>
        }
        .into_any(),
        SignedIn::Unknown => ().into_any(),
    }
    }
}

/// The same in the menu of narrow ones.
#[component]
fn AccountItems(portal: Portal) -> impl IntoView {
    let (sign_in, sign_out) = (way_in(portal), way_out(portal));
    let item = |href: String, shape: &'static str, word: fn() -> &'static str| {
        view! {
            <a role="menuitem" tabindex="-1" href=href>
                {icon(shape)}
                {word}
            </a>
        }
        .into_any()
    };
    let slug = portal.slug();
    let account = move || {
        match portal.visitor.get() {
        SignedIn::As(_) => view! {
            {item(paths::portal_requests(&portal.slug()), icon::MAIL, || words::t().my_requests)}
            {item(
                paths::portal_appointments(&portal.slug()),
                icon::CALENDAR_CHECK,
                || words::t().my_appointments,
            )}
            {item(
                paths::portal_chats(&portal.slug(), None),
                icon::MESSAGE_CIRCLE,
                || words::t().my_chats,
            )}
            {item(paths::portal_documents(&portal.slug()), icon::FILE_TEXT, || document_words::t().title)}
            {item(paths::portal_own_data(&portal.slug()), icon::CIRCLE_USER, || words::t().my_data)}
            <button role="menuitem" tabindex="-1" type="button" on:click=move |_| sign_out.run(())>
                {icon(icon::LOG_OUT)}
                {move || words::t().sign_out}
            </button>
        }
        .into_any(),
        SignedIn::Nobody | SignedIn::Unreachable => {
            item(sign_in(), icon::LOG_IN, || words::t().sign_in)
        }
        SignedIn::Unknown => ().into_any(),
    }
    };
    view! {
        {item(paths::portal_write(&slug), icon::SQUARE_PEN, || words::t().write)}
        {account}
        <hr />
    }
    .into_any()
}

/// While it is not known yet what is here.
#[component]
pub fn Waiting() -> impl IntoView {
    // What had the focus here goes; what comes in its place takes it.
    on_cleanup(|| dom::focus_soon("main"));
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <Skeleton lines=5 />
            </div>
        </main>
    }
    .into_any()
}

/// A page that did not come.
#[component]
pub fn Trouble(
    /// Why.
    error: CallError,
    /// Asks again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    set_title(|| common::t().not_possible.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <h1>{move || common::t().not_possible}</h1>
                    <Banner
                        kind=Kind::Danger
                        actions=move || view! {
                            <Button on_click=on_retry>{move || common::t().retry}</Button>
                        }
                    >
                        {move || i18n::error_text(&error)}
                    </Banner>
                </div>
            </div>
        </main>
    }
    .into_any()
}

/// The id of what is said at its place when something was not done.
pub const NOT_DONE: &str = "not-done";

/// What is not done, why, and once more.
#[component]
pub fn NotDone(
    /// What.
    #[prop(into)]
    what: Signal<&'static str>,
    /// Why.
    error: CallError,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div id=NOT_DONE tabindex="-1">
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button on_click=on_retry>{move || common::t().retry}</Button>
                }
            >
                <b>{move || what.get()}</b>
                " "
                {move || i18n::error_text(&error)}
            </Banner>
        </div>
    }
    .into_any()
}

/// A facility that does not exist.
#[component]
pub fn Unknown() -> impl IntoView {
    set_title(|| words::t().unknown_short.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <div class="stack">
                        <h1>{move || words::t().unknown_title}</h1>
                        <p>{move || words::t().unknown_text}</p>
                    </div>
                    <Crisis />
                </div>
            </div>
        </main>
    }
    .into_any()
}

/// An address below the portal's that leads nowhere.
#[component]
pub fn NoPage() -> impl IntoView {
    let slug = super::area::use_portal().slug();
    set_title(|| words::t().no_page.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="stack">
                    <h1>{move || words::t().no_page}</h1>
                    <p>{move || words::t().no_page_text}</p>
                    <p>
                        <a class="btn" href=paths::portal(&slug)>{move || words::t().to_start}</a>
                    </p>
                </div>
            </div>
        </main>
    }
    .into_any()
}
