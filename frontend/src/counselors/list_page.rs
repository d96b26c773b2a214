//! The counselor administration: the list of staff accounts.

use super::create_dialog::CreateDialog;
use crate::{
    i18n::{counselor_administration as words, format, shell},
    pages::{Pages, Shown},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    shell::{NotFoundPart, set_title},
    ui::{
        Avatar, Button, Empty, SearchField, Size, Skeleton, Tone,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::{Action, Relation, Role},
    counselors::{Counselor, CounselorQuery, CounselorSummary},
    text::SearchText,
};
use leptos::prelude::*;

/// The page. Whoever may not see it is told that it is not here.
#[component]
pub fn CounselorsPage() -> impl IntoView {
    let session = use_session();
    let may_enter = Memo::new(move |_| {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::CreateCounselor, Relation::Common))
    });
    move || {
        if may_enter.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <NotFoundPart /> }.into_any()
        }
    }
}

type Word = fn() -> &'static str;

/// What the address asks for.
#[derive(Clone, PartialEq)]
struct Filter {
    q: String,
    role: Option<Role>,
    active: Option<bool>,
}

impl Filter {
    /// As the address says; notifies.
    fn here() -> Self {
        Self {
            q: router::query("q").unwrap_or_default(),
            role: match router::query("role").as_deref() {
                Some("admin") => Some(Role::Admin),
                Some("counselor") => Some(Role::Counselor),
                _ => None,
            },
            active: match router::query("active").as_deref() {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            },
        }
    }

    fn role_name(&self) -> Option<&'static str> {
        self.role.map(|role| match role {
            Role::Admin => "admin",
            Role::Counselor => "counselor",
        })
    }

    fn active_name(&self) -> Option<&'static str> {
        self.active.map(|active| if active { "yes" } else { "no" })
    }

    fn address(&self) -> String {
        paths::counselors(self.q.trim(), self.role_name(), self.active_name())
    }
}

#[component]
fn Content() -> impl IntoView {
    set_title(|| shell::t().counselor_administration.into());
    let filter = Memo::new(|_| Filter::here());
    let ask = move |client: client::Client, after| {
        let query = filter.with_untracked(|filter| CounselorQuery {
            q: SearchText::try_from(filter.q.as_str()).ok(),
            role: filter.role,
            active: filter.active,
            after,
            limit: None,
        });
        async move { client.list_counselors(&query).await }
    };
    let pages = Pages::new(ask, |one: &CounselorSummary, other| one.id == other.id);
    Effect::new(move |_| {
        filter.track();
        pages.load();
    });
    let creating = RwSignal::new(false);
    let toasts = use_toasts();
    let created = Callback::new(move |(counselor, invited): (Counselor, bool)| {
        toasts.say(words::created(&counselor.display_name, invited));
        router::go(&paths::counselor(counselor.id));
    });
    let shown = pages.shown();
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || shell::t().counselor_administration}</h1>
                <div class="page-actions">
                    <Button
                        class="btn-primary"
                        shape=icon::USER_ROUND_PLUS
                        on_click=move |()| creating.set(true)
                    >
                        {move || words::t().create}
                    </Button>
                </div>
            </header>
            <InUse />
            <Filters filter=filter />
            {move || match shown.get() {
                Shown::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
                Shown::Failure => pages.failure_view(),
                Shown::Empty => view! {
                    <Empty
                        shape=icon::SEARCH
                        title=|| words::t().nothing_found
                        text=|| words::t().nothing_found_text
                    >
                        <a class="btn" href=paths::COUNSELORS>{move || words::t().clear}</a>
                    </Empty>
                }
                .into_any(),
                Shown::Rows => view! { <Table pages=pages /> }.into_any(),
            }}
        </div>
        <CreateDialog open=creating on_created=created />
    }
    .into_any()
}

/// How many licences are in use, and the way to more.
#[component]
fn InUse() -> impl IntoView {
    let licences = load(|client| async move { client.read_licences().await });
    move || match licences.ready() {
        Loaded::Here(licences) => Some(
            view! {
                <p class="muted">
                    {move || words::in_use(licences)}
                    " "
                    <a href=paths::LICENCES>{move || words::t().more_licences}</a>
                </p>
            }
            .into_any(),
        ),
        Loaded::Nothing => None,
        Loaded::Failure(error) => Some(licences.failure_view(error)),
    }
}

#[component]
fn Filters(filter: Memo<Filter>) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut filter = filter.get_untracked();
        change(&mut filter);
        router::replace(&filter.address());
    };
    let q = Memo::new(move |_| filter.with(|filter| filter.q.clone()));
    let search = move |q: String| change(&|filter| filter.q.clone_from(&q));
    let select = move |id: &'static str,
                       label: Word,
                       chosen: fn(&Filter) -> Option<&'static str>,
                       choices: [(&'static str, Word); 3],
                       set: fn(&mut Filter, &str)| {
        let option = move |(value, word): (&'static str, Word)| {
            let selected =
                move || filter.with(|filter| chosen(filter).unwrap_or_default() == value);
            view! { <option value=value prop:selected=selected>{word}</option> }
        };
        view! {
            <select
                class="select"
                id=id
                aria-label=label
                on:change=move |event| {
                    let value = event_target_value(&event);
                    change(&|filter| set(filter, &value));
                }
            >
                {choices.map(option)}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="filters" role="search" aria-label=move || words::t().filter>
            <SearchField
                label=|| words::t().search
                placeholder=|| words::t().search_short
                value=q
                on_search=search
            />
            {select(
                "filter-role",
                || words::t().role,
                Filter::role_name,
                [
                    ("", || words::t().all_roles),
                    ("counselor", || words::role(Role::Counselor)),
                    ("admin", || words::role(Role::Admin)),
                ],
                |filter, value| {
                    filter.role = match value {
                        "admin" => Some(Role::Admin),
                        "counselor" => Some(Role::Counselor),
                        _ => None,
                    };
                },
            )}
            {select(
                "filter-active",
                || words::t().state,
                Filter::active_name,
                [
                    ("", || words::t().all_states),
                    ("yes", || words::t().is_active),
                    ("no", || words::t().is_inactive),
                ],
                |filter, value| {
                    filter.active = match value {
                        "yes" => Some(true),
                        "no" => Some(false),
                        _ => None,
                    };
                },
            )}
        </div>
    }
    .into_any()
}

#[component]
fn Table(pages: Pages<CounselorSummary>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    view! {
        <div class="table-wrap" aria-busy=move || pages.busy.get().then_some("true")>
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().caption}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().name}</th>
                        <th class="c-wide">{move || words::t().login_name}</th>
                        <th>{move || words::t().role}</th>
                        <th>{move || words::t().state}</th>
                        <th>{move || words::t().last_signed_in}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=|row| row.id
                        children=move |row| view! { <Row row=row /> }
                    />
                </tbody>
            </table>
        </div>
        {pages.foot(words::loaded)}
    }
    .into_any()
}

#[component]
fn Row(row: CounselorSummary) -> impl IntoView {
    let session = use_session();
    let slug = untrack(|| session.account()).map(|account| account.facility().slug.clone());
    let picture = row
        .picture
        .zip(slug)
        .map(|(picture, slug)| session.client().counselor_picture(&slug, picture));
    let last = match row.last_signed_in_at {
        Some(at) => view! {
            <span class="t-label">{move || words::t().signed_in}</span>
            <time datetime=format::machine(at)>{move || format::moment(at)}</time>
        }
        .into_any(),
        None => view! { <span class="muted">{move || words::t().never}</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="c-first c-grow t-title">
                <span class="who">
                    <Avatar
                        name=row.display_name.clone()
                        tone=Tone::Staff
                        size=Size::Small
                        picture=picture
                    />
                    <span>
                        <a class="row-link" href=paths::counselor(row.id)>
                            {row.display_name}
                        </a>
                        <span class="t-sub">{row.full_name}</span>
                    </span>
                </span>
            </td>
            <td class="c-hide c-wide">{row.login_name}</td>
            <td class="c-meta">{move || words::role(row.role)}</td>
            <td class="c-meta"><State active=row.active /></td>
            <td class="c-second c-meta t-nowrap">{last}</td>
        </tr>
    }
    .into_any()
}

/// Whether somebody can sign in: shape and word.
#[component]
pub fn State(active: bool) -> impl IntoView {
    let (state, shape) = if active {
        ("completed", icon::CIRCLE_CHECK)
    } else {
        ("archived", icon::LOCK)
    };
    let word = move || {
        if active {
            words::t().is_active
        } else {
            words::t().is_inactive
        }
    };
    view! { <span class="status" data-status=state>{icon(shape)} {word}</span> }.into_any()
}
