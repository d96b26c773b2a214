//! The page: one section a thing that can be done.

use super::{code::CodeDialog, contact::ContactDialog, deletion::DeletionDialog};
use crate::{
    i18n::{
        self, format, own_data as words, passwords, portal as portal_words, portal_access, sessions,
    },
    passwords::ChangePasswordForm,
    portal::{area::use_portal, write_page::Notes},
    remote::{Loaded, Resource, load},
    session::use_session,
    sessions::SessionList,
    shell::set_title,
    ui::{
        Button, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{accounts::AccountKind, clients::OwnData, facility::ContactRule};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn OwnDataPage() -> impl IntoView {
    set_title(|| portal_words::t().my_data.into());
    let own = load(|client| async move { client.read_own_data().await });
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <header class="stack">
                        <h1>{move || portal_words::t().my_data}</h1>
                        <p class="muted">{move || words::t().lead}</p>
                    </header>
                    <section class="sect" aria-labelledby="own-contact">
                        <h2 id="own-contact">{move || words::t().contact}</h2>
                        <Contact own=own />
                    </section>
                    <section class="sect" aria-labelledby="own-password">
                        <h2 id="own-password">{move || passwords::t().change}</h2>
                        <ChangePasswordForm kind=AccountKind::Client />
                    </section>
                    <section class="sect" aria-labelledby="own-code">
                        <h2 id="own-code">{move || words::t().code}</h2>
                        <Code own=own />
                    </section>
                    <section class="sect" aria-labelledby="own-devices">
                        <h2 id="own-devices">{move || sessions::t().title}</h2>
                        <SessionList />
                    </section>
                    <section class="sect" aria-labelledby="own-export">
                        <h2 id="own-export">{move || words::t().take}</h2>
                        <Export />
                    </section>
                    <section class="sect" aria-labelledby="own-deletion">
                        <h2 id="own-deletion">{move || words::t().delete}</h2>
                        <Deletion own=own />
                    </section>
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

/// What came of it, or what stands in its place.
fn shown(own: Resource<OwnData>, view: impl Fn(OwnData) -> AnyView + Send + 'static) -> AnyView {
    let content = move || match own.ready() {
        Loaded::Nothing => view! { <Skeleton lines=2 /> }.into_any(),
        Loaded::Failure(error) => own.failure_view(error),
        Loaded::Here(own) => view(own),
    };
    content.into_any()
}

#[component]
fn Contact(own: Resource<OwnData>) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = |label: fn() -> &'static str, value: Option<String>| {
        let value = move || value.clone().unwrap_or_else(|| words::t().none.into());
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    };
    let about = move |one: OwnData| {
        let asked = one.contact != ContactRule::NotAsked;
        let reach = move || {
            if asked {
                words::t().contact_text
            } else {
                words::t().not_asked
            }
        };
        let has_any = asked || one.email.is_some() || one.phone.is_some();
        let reached = has_any.then(|| {
            view! {
                {row(|| portal_access::t().email, one.email)}
                {row(|| portal_access::t().phone, one.phone)}
            }
        });
        view! {
            <div class="stack">
                <dl class="kv">
                    {row(|| portal_access::t().pseudonym, Some(one.pseudonym))} {reached}
                </dl>
                <p class="hint">{reach}</p>
                <div class="row">
                    <Button on_click=move |()| open.set(true)>
                        {move || words::t().contact_change}
                    </Button>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        {shown(own, about)}
        <ContactDialog open=open own=own />
    }
    .into_any()
}

#[component]
fn Code(own: Resource<OwnData>) -> impl IntoView {
    let open = RwSignal::new(false);
    let about = move |one: OwnData| {
        let made = move || match one.recovery_code_made_at {
            Some(at) => words::code_made(&format::day(at)),
            None => words::t().code_none.into(),
        };
        view! {
            <p>{move || words::t().code_text} " " {made}</p>
            <div class="row">
                <Button on_click=move |()| open.set(true)>{move || words::t().code_make}</Button>
            </div>
        }
        .into_any()
    };
    view! {
        {shown(own, about)}
        <CodeDialog open=open own=own />
    }
    .into_any()
}

#[component]
fn Export() -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let take = move |()| {
        busy.set(true);
        toasts.say(words::t().taking);
        let client = session.client();
        spawn_local(async move {
            let taken = session.notice(client.export_own_data().await);
            busy.try_set(false);
            match taken {
                Ok(bytes) => {
                    dom::download_bytes("beratung.zip", "application/zip", &bytes);
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    view! {
        <p>{move || words::t().take_text}</p>
        <div class="row">
            <Button on_click=take busy=busy>{icon(icon::DOWNLOAD)} {move || words::t().take}</Button>
        </div>
    }
    .into_any()
}

#[component]
fn Deletion(own: Resource<OwnData>) -> impl IntoView {
    let open = RwSignal::new(false);
    let slug = use_portal().slug();
    let about = move |one: OwnData| {
        let days = u16::from(one.erased_after_days);
        let (slug, ahead) = (slug.clone(), one.open_appointments);
        let appointments = (ahead > 0).then(|| {
            view! {
                <p>
                    {move || words::open_appointments(ahead)} " "
                    <a href=crate::paths::portal_appointments(&slug)>
                        {move || words::t().to_appointments}
                    </a>
                </p>
            }
        });
        view! {
            <p>{move || words::t().delete_what} " " {move || words::delete_when(days)}</p>
            <p>{move || words::t().delete_undo}</p>
            {appointments}
            <div class="row">
                <Button class="btn-danger" on_click=move |()| open.set(true)>
                    {icon(icon::TRASH)}
                    {move || words::t().delete}
                </Button>
            </div>
            <DeletionDialog open=open days=days />
        }
        .into_any()
    };
    shown(own, about)
}
