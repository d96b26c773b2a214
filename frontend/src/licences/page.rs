//! The form for more licences, and what became of it before.

use crate::{
    forms::{Entry, Form, any, optional, required},
    i18n::{
        clients::t as client_words, counselor_administration, format, licences as words, shell,
    },
    pages::{Pages, Shown},
    paths,
    remote::{Loaded, load},
    session::use_session,
    shell::{NotFoundPart, set_title},
    ui::{
        Banner, Button, ErrorSummary, Kind, Skeleton, TextArea, TextField,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::{Action, Relation},
    accounts::Account,
    licences::{
        LicenceRequest, LicenceRequestCreate, LicenceRequestQuery, LicenceRequestStatus,
        LicenceVolume, Licences,
    },
    problem::{FieldCode, FieldError},
    text::{EmailAddress, PersonName, Remark},
};
use leptos::{prelude::*, task::spawn_local};

/// The page. Whoever may not see it is told that it is not here.
#[component]
pub fn LicencesPage() -> impl IntoView {
    let session = use_session();
    let may_enter = Memo::new(move |_| {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::CreateLicenceRequest, Relation::Common))
    });
    move || {
        if may_enter.get() {
            view! { <Content /> }.into_any()
        } else {
            view! { <NotFoundPart /> }.into_any()
        }
    }
}

#[component]
fn Content() -> impl IntoView {
    set_title(|| words::t().title.into());
    let licences = load(|client| async move { client.read_licences().await });
    let ask = |client: client::Client, after| async move {
        let query = LicenceRequestQuery { after, limit: None };
        client.list_licence_requests(&query).await
    };
    let pages = Pages::new(ask, |one: &LicenceRequest, other| one.id == other.id);
    pages.load();
    let form = move || match licences.ready() {
        Loaded::Here(licences) => view! { <Ask licences=licences pages=pages /> }.into_any(),
        Loaded::Failure(error) => licences.failure_view(error),
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
    };
    let shown = pages.shown();
    view! {
        <div class="page">
            <p class="small">
                <a class="back" href=paths::COUNSELORS>
                    {icon(icon::ARROW_LEFT)}
                    {move || shell::t().counselor_administration}
                </a>
            </p>
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
            </header>
            <div class="stack stack-7">
                <div class="form-page">{form}</div>
                <section class="sect" aria-labelledby="licence-requests">
                    <h2 id="licence-requests">{move || words::t().requests}</h2>
                    {move || match shown.get() {
                        Shown::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
                        Shown::Failure => pages.failure_view(),
                        Shown::Empty => view! {
                            <p class="muted">{move || words::t().no_requests}</p>
                        }
                        .into_any(),
                        Shown::Rows => view! { <Table pages=pages /> }.into_any(),
                    }}
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn volume(raw: &str) -> Result<LicenceVolume, FieldError> {
    if raw.trim().is_empty() {
        return Err(FieldError::new(FieldCode::Required));
    }
    let number: Result<u32, _> = raw.trim().parse();
    number.map_or_else(
        |_| Err(FieldError::new(FieldCode::OutOfRange)),
        LicenceVolume::try_from,
    )
}

#[component]
fn Ask(licences: Licences, pages: Pages<LicenceRequest>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    if licences.volume.is_none() {
        return view! {
            <Banner kind=Kind::Info>{move || words::t().unlimited}</Banner>
        }
        .into_any();
    }
    let account = untrack(|| session.account());
    let (name, facility) = match &account {
        Some(Account::Counselor {
            display_name,
            facility,
            ..
        }) => (display_name.clone(), facility.name.clone()),
        _ => (String::new(), String::new()),
    };
    let facility = Entry::new("facility", || words::t().facility, facility, any);
    let contact_name = Entry::new(
        "contact_name",
        || words::t().contact_name,
        name,
        required::<PersonName>,
    );
    let contact_email = Entry::new(
        "contact_email",
        || words::t().contact_email,
        "",
        required::<EmailAddress>,
    )
    .in_words(|code| (code == FieldCode::InvalidFormat).then(|| client_words().email_format));
    let needed = Entry::new(
        "volume",
        || words::t().volume,
        "",
        |raw| volume(raw).map(drop),
    )
    .in_words(|code| (code == FieldCode::OutOfRange).then(|| words::t().more_than_now));
    let remark = Entry::new("remark", || words::t().remark, "", optional::<Remark>);
    let form = Form::new(vec![contact_name, contact_email, needed, remark]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (Some(contact_name), Some(contact_email), Ok(number)) = (
            contact_name.parse(),
            contact_email.parse(),
            needed.value.with_untracked(|raw| volume(raw)),
        ) else {
            return form.succeed();
        };
        let body = LicenceRequestCreate {
            volume: number,
            contact_name,
            contact_email,
            remark: remark.parse(),
        };
        if let Err(error) = body.check_volume(licences.volume) {
            return form.refuse_for(needed, error);
        }
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_licence_request(&body).await) {
                Ok(_) => {
                    form.succeed();
                    needed.value.try_set(String::new());
                    remark.value.try_set(String::new());
                    pages.load();
                    toasts.say(words::t().sent);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack" method="post" novalidate autocomplete="off" on:submit=send>
            <p>{move || counselor_administration::in_use(licences)}</p>
            <ErrorSummary form=form />
            <TextField entry=facility read_only=true />
            <div class="grid-2">
                <TextField entry=contact_name autocomplete="name" />
                <TextField
                    entry=contact_email
                    kind="email"
                    autocomplete="email"
                    hint=|| words::t().contact_email_hint
                />
            </div>
            <TextField entry=needed kind="number" hint=|| words::t().volume_hint />
            <TextArea entry=remark hint=|| words::t().remark_hint />
            <div class="row">
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Table(pages: Pages<LicenceRequest>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    let row = |request: LicenceRequest| {
        let LicenceRequest {
            volume,
            contact_name,
            contact_email,
            remark,
            status,
            created_at,
            ..
        } = request;
        view! {
            <tr>
                <td class="c-first t-nowrap">{move || words::accounts(volume.accounts())}</td>
                <td class="c-full c-grow">
                    {contact_name} <span class="t-sub">{contact_email}</span>
                    <span class="t-sub">{remark}</span>
                </td>
                <td class="c-meta t-nowrap">
                    <time datetime=format::machine(created_at)>{move || format::day(created_at)}</time>
                </td>
                <td class="c-second c-meta"><Standing status=status /></td>
            </tr>
        }
        .into_any()
    };
    view! {
        <div class="table-wrap" aria-busy=move || pages.busy.get().then_some("true")>
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().caption}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().volume}</th>
                        <th>{move || words::t().contact_name}</th>
                        <th>{move || words::t().asked}</th>
                        <th>{move || words::t().state}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|request| (request.id, request.granted_at) children=row />
                </tbody>
            </table>
        </div>
        {pages.foot(words::loaded)}
    }
    .into_any()
}

#[component]
fn Standing(status: LicenceRequestStatus) -> impl IntoView {
    let (name, shape) = match status {
        LicenceRequestStatus::Recorded => ("new", icon::CIRCLE_DOT),
        LicenceRequestStatus::Sent => ("answered", icon::MAIL),
        LicenceRequestStatus::Granted | LicenceRequestStatus::Done => {
            ("completed", icon::CIRCLE_CHECK)
        }
    };
    view! {
        <span class="status" data-status=name>{icon(shape)} {move || words::status(status)}</span>
    }
    .into_any()
}
