//! The two bars.

use super::{Counts, UnreadMessages, search::Search, theme::Theme};
use crate::{
    i18n::{self, Language, common, shell as words},
    paths,
    presences::OwnPresence,
    router,
    session::{Session, use_session},
    settings,
    ui::{
        Mark, Menu,
        icon::{self as shapes, icon, icon_lg},
    },
};
use domain::{
    access::{Action, Relation},
    chats::UnreadChats,
    mail_requests::MailRequestCounts,
};
use leptos::prelude::*;

/// The left bar; below on phones.
#[component]
pub fn NavBar(
    /// For the number of new requests.
    counts: Counts,
    /// For the number of unread messages.
    unread: UnreadMessages,
) -> impl IntoView {
    let session = use_session();
    let new = move || {
        counts
            .0
            .get()
            .map(|counts| counts.new)
            .filter(|new| *new > 0)
    };
    let badge = move || {
        new().map(|new| {
            view! {
                <span class="count count-new">
                    {i18n::format::counted(new, MailRequestCounts::MOST)} <span class="sr-only">{words::new_requests(new)}</span>
                </span>
            }
        })
    };
    let unread = move || unread_badge(unread);
    let facility = move || {
        session
            .account()
            .map(|account| account.facility().name.clone())
    };
    view! {
        <nav class="app-nav" aria-label=move || words::t().navigation>
            <a class="brand" href=paths::HOME>
                <Mark />
                <span><b>{move || common::t().app}</b> <small>{facility}</small></span>
            </a>
            <ul class="nav-list">
                <NavItem
                    list=Action::ReadDashboard
                    href=paths::HOME
                    shape=shapes::HOUSE
                    full=|| words::t().overview
                    short=|| words::t().overview
                >
                    ""
                </NavItem>
                <NavItem
                    list=Action::ListMailRequests
                    href=paths::MAIL
                    shape=shapes::MAIL
                    full=|| words::t().mail
                    short=|| words::t().mail_short
                >
                    {badge}
                </NavItem>
                <NavItem
                    list=Action::ListBookings
                    href=paths::BOOKINGS
                    shape=shapes::CALENDAR_DAYS
                    full=|| words::t().appointments
                    short=|| words::t().appointments
                >
                    ""
                </NavItem>
                <NavItem
                    list=Action::ListChats
                    href=paths::CHATS
                    shape=shapes::PHONE
                    full=|| words::t().chat
                    short=|| words::t().chat_short
                >
                    {unread}
                </NavItem>
                <NavItem
                    list=Action::ListClients
                    href=paths::MEMBERS
                    shape=shapes::USERS_ROUND
                    full=|| words::t().members
                    short=|| words::t().members_short
                >
                    ""
                </NavItem>
                <NavItem
                    list=Action::ReadStatistics
                    href=paths::STATISTICS
                    shape=shapes::CHART_COLUMN
                    full=|| words::t().statistics
                    short=|| words::t().statistics
                    only_desk=true
                >
                    ""
                </NavItem>
            </ul>
            <HelpLink />
        </nav>
    }
    .into_any()
}

/// How many messages are unread, and how many people wait at the open door; notifies.
fn unread_badge(unread: UnreadMessages) -> Option<impl IntoView> {
    let UnreadChats { at_open_door, .. } = unread.get().unwrap_or_default();
    let unread = unread.get().map_or(0, UnreadChats::total);
    (unread + at_open_door > 0).then(|| {
        let unread_words = (unread > 0).then(|| words::unread_messages(unread));
        let waiting_words = (at_open_door > 0).then(|| words::at_open_door(at_open_door));
        view! {
            <span class="count count-new">
                <span aria-hidden="true">{i18n::format::number(unread + at_open_door)}</span>
                <span class="sr-only">
                    {unread_words
                        .map(|words| format!("{}{words}", i18n::format::number(unread)))}
                    " "
                    {waiting_words}
                </span>
            </span>
        }
    })
}

/// The way to the help from each page.
#[component]
fn HelpLink() -> impl IntoView {
    view! {
        <div class="nav-foot">
            <a class="nav-item" href=help_of_page>
                {icon(shapes::LIFE_BUOY)}
                <span class="nav-full">{move || words::t().help_of_page}</span>
                <span class="nav-short">{move || words::t().help_short}</span>
            </a>
        </div>
    }
    .into_any()
}

/// The help, at what belongs to the page that is open.
fn help_of_page() -> String {
    let page = router::path();
    let page = Some(page.as_str()).filter(|page| *page != paths::HELP);
    paths::help(&[("page", page)])
}

#[component]
fn NavItem(
    /// What one must be allowed to, to find this here.
    list: Action,
    href: &'static str,
    shape: &'static str,
    full: fn() -> &'static str,
    short: fn() -> &'static str,
    /// Whether phones have it in the menu instead.
    #[prop(optional)]
    only_desk: bool,
    children: Children,
) -> impl IntoView {
    let current = move || {
        let path = router::path();
        let is_here = path == href || href != paths::HOME && path.starts_with(href);
        is_here.then_some("page")
    };
    let session = use_session();
    let hidden = move || {
        let account = session.account();
        !account.is_some_and(|account| {
            account.may(list, Relation::Common) || account.may(list, Relation::Own)
        })
    };
    view! {
        <li hidden=hidden class=only_desk.then_some("only-desk")>
            <a class="nav-item" href=href aria-current=current>
                {icon(shape)}
                <span class="nav-full">{full}</span>
                <span class="nav-short">{short}</span>
                {children()}
            </a>
        </li>
    }
    .into_any()
}

/// The top bar: who one is, and the menu.
#[component]
pub fn TopBar() -> impl IntoView {
    let session = use_session();
    let may_administrate = move || {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::CreateCounselor, Relation::Common))
    };
    view! {
        <header class="app-top">
            <a
                class="brand only-phone brand-on-surface"
                href=paths::HOME
                aria-label=move || words::t().to_start
            >
                <Mark />
            </a>
            <Search />
            <OwnPresence />
            <Menu
                id="main-menu"
                label=|| words::t().menu
                class="icon-btn"
                trigger=|| icon_lg(shapes::MENU)
            >
                <a role="menuitem" tabindex="-1" href=paths::PROFILE>
                    {icon(shapes::CIRCLE_USER)}
                    {move || words::t().profile}
                </a>
                <a role="menuitem" tabindex="-1" href=paths::BOOKING_TIMES>
                    {icon(shapes::CLOCK)}
                    {move || words::t().set_up_appointments}
                </a>
                <a class="only-phone" role="menuitem" tabindex="-1" href=paths::STATISTICS>
                    {icon(shapes::CHART_COLUMN)}
                    {move || words::t().statistics}
                </a>
                <a role="menuitem" tabindex="-1" href=paths::MONITORINGS>
                    {icon(shapes::CLIPBOARD_LIST)}
                    {move || words::t().monitorings}
                </a>
                <a role="menuitem" tabindex="-1" href=paths::NOTIFICATIONS>
                    {icon(shapes::BELL)}
                    {move || words::t().notifications}
                </a>
                <a role="menuitem" tabindex="-1" href=paths::NEWSLETTER>
                    {icon(shapes::MAIL)}
                    {move || words::t().newsletter}
                </a>
                {move || {
                    may_administrate()
                        .then(|| view! {
                            <a role="menuitem" tabindex="-1" href=paths::COUNSELORS>
                                {icon(shapes::USERS_ROUND)}
                                {move || words::t().counselor_administration}
                            </a>
                        })
                }}
                <a role="menuitem" tabindex="-1" href=paths::SESSIONS>
                    {icon(shapes::SHIELD_CHECK)}
                    {move || common::t().security}
                </a>
                {move || {
                    settings::has_any()
                        .then(|| view! {
                            <a role="menuitem" tabindex="-1" href=paths::SETTINGS>
                                {icon(shapes::SETTINGS)}
                                {move || words::t().settings}
                            </a>
                        })
                }}
                <a role="menuitem" tabindex="-1" href=help_of_page>
                    {icon(shapes::LIFE_BUOY)}
                    {move || words::t().help}
                </a>
                <hr />
                <Choices />
                <hr />
                <SignOut session=session />
            </Menu>
        </header>
    }
    .into_any()
}

/// How the page looks and which language it speaks.
#[component]
fn Choices() -> impl IntoView {
    let theme = RwSignal::new(Theme::remembered());
    let themes = Theme::ALL.map(|choice| {
        let word = move || match choice {
            Theme::Automatic => words::t().theme_automatic,
            Theme::Light => words::t().theme_light,
            Theme::Dark => words::t().theme_dark,
        };
        let choose = move |_| {
            choice.choose();
            theme.set(choice);
        };
        view! {
            <button
                role="menuitemradio"
                tabindex="-1"
                type="button"
                aria-checked=move || (theme.get() == choice).to_string()
                on:click=choose
            >
                {icon(shapes::SUN_MOON)}
                {word}
                <span class="menu-check">{icon(shapes::CHECK)}</span>
            </button>
        }
        .into_any()
    });
    let other = || match i18n::language() {
        Language::De => Language::En,
        Language::En => Language::De,
    };
    view! {
        {themes}
        <hr />
        <button
            role="menuitem"
            tabindex="-1"
            type="button"
            lang=move || other().tag()
            on:click=move |_| i18n::set_language(other())
        >
            {icon(shapes::LANGUAGES)}
            {move || words::t().other_language}
        </button>
    }
    .into_any()
}

#[component]
fn SignOut(session: Session) -> impl IntoView {
    view! {
        <button role="menuitem" tabindex="-1" type="button" on:click=move |_| session.leave()>
            {icon(shapes::LOG_OUT)}
            {move || words::t().sign_out}
        </button>
    }
    .into_any()
}
