//! The page: before one comes in, and everything after that.

use super::{visit::VisitView, way::read_door};
use crate::{
    i18n::{self, portal_open_door as words},
    paths,
    portal::{area::use_portal, exit::VISIT, frame::Crisis},
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Button, Kind, Skeleton, dom,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::{
    open_door::{OpenDoor, OpenDoorEnter},
    problem::ProblemCode,
    text::{ChatText, Slug},
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the text field.
const FIRST: &str = "door-first";

/// The name under which this tab remembers the secret of a visit: it survives a reload, and is gone
/// with the tab and the quick way out.
fn name_of(slug: &Slug) -> String {
    format!("{VISIT}{}", slug.as_str())
}

/// The page.
#[component]
pub fn OpenDoorPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let name = StoredValue::new(name_of(&use_portal().slug()));
    let token = RwSignal::new(name.with_value(|name| dom::remembered_in_tab(name)));
    let enter = Callback::new(move |new: String| {
        name.with_value(|name| dom::remember_in_tab(name, Some(&new)));
        token.set(Some(new));
        dom::focus_soon("main");
    });
    let forget = Callback::new(move |()| {
        name.with_value(|name| dom::remember_in_tab(name, None));
        token.set(None);
        dom::focus_soon("main");
    });
    move || match token.get() {
        Some(token) => view! { <VisitView token=token on_forget=forget /> }.into_any(),
        None => view! { <Before on_enter=enter /> }.into_any(),
    }
}

/// What it is, whether it is open, and the way in.
#[component]
fn Before(on_enter: Callback<String>) -> impl IntoView {
    let door = read_door();
    let content = move || match door.get() {
        None => view! { <Skeleton lines=4 /> }.into_any(),
        Some(door) if door.open => view! { <Enter door=door on_enter=on_enter /> }.into_any(),
        Some(door) => view! { <Closed door=door /> }.into_any(),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <header class="stack stack-2">
                        <h1>{move || words::t().title}</h1>
                        <p class="lead">{move || words::t().lead}</p>
                    </header>
                    {content}
                </div>
                <aside class="notes">
                    <ul class="door-facts">
                        <li>{icon(icon::USER_ROUND)} {move || words::t().fact_name}</li>
                        <li>{icon(icon::SHIELD_CHECK)} {move || words::t().fact_secrecy}</li>
                        <li>{icon(icon::TRASH)} {move || words::t().fact_erased}</li>
                    </ul>
                    <Crisis />
                </aside>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Enter(door: OpenDoor, on_enter: Callback<String>) -> impl IntoView {
    let (session, slug) = (use_session(), StoredValue::new(use_portal().slug()));
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let text = typed.with_untracked(|typed| ChatText::try_from(typed.as_str()).ok());
        busy.set(true);
        failure.set(None);
        let (client, slug) = (session.client(), slug.get_value());
        spawn_local(async move {
            let answer = client.enter_open_door(&slug, &OpenDoorEnter { text }).await;
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match answer {
                Ok(entered) => on_enter.run(entered.token),
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let failed = move || {
        failure.get().map(|error| {
            let text = match error.code() {
                Some(ProblemCode::TooManyAttempts) => i18n::with_wait(words::t().too_often, &error),
                _ => i18n::error_text(&error),
            };
            view! { <Banner kind=Kind::Danger>{text}</Banner> }
        })
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p class="path-when door-when">{icon(icon::CLOCK)} {move || words::when(&door)}</p>
            {door.full.then(|| view! { <Banner kind=Kind::Info>{move || words::t().full}</Banner> })}
            <div class="field">
                <label class="label" for=FIRST>{move || words::t().first}</label>
                <p class="hint" id="door-first-hint">{move || words::t().first_hint}</p>
                <textarea
                    class="textarea"
                    id=FIRST
                    rows="4"
                    dir="auto"
                    autocomplete="off"
                    maxlength="5000"
                    aria-describedby="door-first-hint"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                ></textarea>
            </div>
            {failed}
            <div class="row">
                <Button submit=true class="btn-primary btn-lg" busy=busy>
                    {move || words::t().enter}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Closed(door: OpenDoor) -> impl IntoView {
    let slug = use_portal().slug();
    view! {
        <div class="stack">
            <Banner kind=Kind::Info>{move || words::when(&door)}</Banner>
            <p>{move || words::t().closed_text}</p>
            <div class="row">
                <a class="btn btn-primary btn-lg" href=paths::portal_write(&slug)>
                    {icon(icon::SQUARE_PEN)}
                    {move || words::t().write}
                </a>
            </div>
        </div>
    }
    .into_any()
}
