//! Writing a request: first the words, and only then who one is.

use super::{
    access::{AccessFields, AccessSummary, WhichWay},
    area::use_portal,
    draft::DraftState,
    frame::{NOT_DONE, NotDone, Waiting},
    offer::{About, AboutYou, Who},
    sending::{Sending, Step, Unsent},
};
use crate::{
    attachments::HoldField,
    i18n::{portal as portal_words, portal_access, portal_mail as words},
    paths,
    session::{SignedIn, use_session},
    shell::set_title,
    ui::{
        Button, ErrorSummary, Steps, TextArea, TextField, dom,
        icon::{self, icon},
    },
};
use leptos::prelude::*;

/// The id of the form, for the button below it.
const FORM: &str = "write";

/// The page.
#[component]
pub fn WritePage() -> impl IntoView {
    let portal = use_portal();
    let sending = Sending::begin();
    set_title(move || match sending.step.get() {
        Step::Words => words::t().page_title.into(),
        Step::Access => portal_access::t().title.into(),
    });
    // A step is another page to whoever reads it.
    Effect::new(move |before: Option<Step>| {
        let step = sending.step.get();
        if before.is_some_and(|before| before != step) {
            if let Some(main) = dom::by_id("main") {
                main.set_scroll_top(0);
            }
            dom::focus_soon(if sending.trouble.with_untracked(Option::is_some) {
                NOT_DONE
            } else {
                "main"
            });
        }
        step
    });
    // Whether the words go on to an access or are sent right away is to be known before they are
    // typed, not to change under the hands.
    let is_known = Memo::new(move |_| portal.visitor.with(|visitor| *visitor != SignedIn::Unknown));
    move || {
        if is_known.get() {
            view! { <Page sending=sending /> }.into_any()
        } else {
            view! { <Waiting /> }.into_any()
        }
    }
}

#[component]
fn Page(sending: Sending) -> impl IntoView {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        sending.submit();
    };
    let content = move || match sending.step.get() {
        Step::Words => view! { <Words sending=sending /> }.into_any(),
        Step::Access => view! {
            <AccessSummary access=sending.access />
            <Trouble sending=sending />
            <WhichWay access=sending.access />
            <AccessFields access=sending.access />
        }
        .into_any(),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <form class="portal-form" id=FORM method="post" novalidate on:submit=submit>
                    <Head sending=sending />
                    {content}
                </form>
                <Notes />
            </div>
        </main>
        <Actions sending=sending />
    }
    .into_any()
}

#[component]
fn Head(sending: Sending) -> impl IntoView {
    let portal = use_portal();
    let step = sending.step;
    let steps = move || {
        portal.pseudonym().is_none().then(|| {
            view! {
                <Steps
                    label=|| words::t().steps
                    names=|| vec![words::t().title, portal_access::t().title]
                    current=Signal::derive(move || usize::from(step.get() == Step::Access))
                />
            }
        })
    };
    let title = move || match step.get() {
        Step::Words => words::t().title,
        Step::Access => portal_access::t().title,
    };
    let lead = move || match step.get() {
        Step::Words => words::t().lead,
        Step::Access => portal_access::t().lead,
    };
    let writing_as = move || {
        portal
            .pseudonym()
            .map(|name| view! { <p class="muted">{words::writing_as(&name)}</p> })
    };
    view! {
        <header class="stack">
            {steps}
            <h1>{title}</h1>
            <p class="muted">{lead}</p>
            {writing_as}
        </header>
    }
    .into_any()
}

#[component]
fn Words(sending: Sending) -> impl IntoView {
    let (portal, session) = (use_portal(), use_session());
    view! {
        <ErrorSummary form=sending.form />
        <Trouble sending=sending />
        <About choices=sending.choices />
        <Who choices=sending.choices portal=portal session=session />
        <div class="question">
            <TextField
                entry=sending.subject
                hint=|| words::t().subject_hint
            />
        </div>
        <div class="question">
            <TextArea entry=sending.text hint=|| words::t().text_hint />
            <HoldField held=sending.files />
        </div>
        <AboutYou choices=sending.choices />
    }
    .into_any()
}

/// Why it is not sent, and once more.
#[component]
fn Trouble(sending: Sending) -> impl IntoView {
    let banner = move |unsent: Unsent| {
        let Unsent { error, access_made } = unsent;
        let what = move || {
            if access_made {
                words::t().access_made
            } else {
                words::t().not_sent
            }
        };
        view! { <NotDone what=what error=error on_retry=move |()| sending.submit() /> }.into_any()
    };
    (move || sending.trouble.get().map(banner)).into_any()
}

/// The bar below: whether it is safe, and what comes next.
#[component]
fn Actions(sending: Sending) -> impl IntoView {
    let portal = use_portal();
    let word = move || match (sending.step.get(), portal.pseudonym()) {
        (Step::Words, None) => words::t().go_on,
        (Step::Words, Some(_)) | (Step::Access, _) => words::t().send_request,
    };
    let before = move || match sending.step.get() {
        Step::Words => view! { <Draft sending=sending /> }.into_any(),
        Step::Access => view! {
            <a class="btn btn-quiet" href=paths::portal_write(&portal.slug())>
                {icon(icon::ARROW_LEFT)}
                {move || words::t().back}
            </a>
        }
        .into_any(),
    };
    view! {
        <div class="actionbar" role="region" aria-label=move || words::t().actions>
            <div class="wrap">
                {before}
                <Button
                    class="btn-primary btn-lg push"
                    submit=true
                    form=FORM
                    busy=Signal::derive(move || sending.is_busy())
                >
                    {word}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// Whether what is typed is safe, and deleting it.
#[component]
fn Draft(sending: Sending) -> impl IntoView {
    let is_typed = Memo::new(move |_| sending.kept.with(Option::is_some));
    let is_deleted = Memo::new(move |_| !is_typed.get() && sending.deleted.with(Option::is_some));
    let discard = move |()| {
        sending.discard();
        dom::focus_soon(sending.subject.name);
    };
    let restore = move |()| {
        sending.restore();
        dom::focus_soon(sending.subject.name);
    };
    let done = move || is_deleted.get().then(|| words::t().discarded);
    view! {
        <DraftState state=sending.kept done=Signal::derive(done) />
        {move || match (is_typed.get(), is_deleted.get()) {
            (true, _) => view! {
                <Button class="btn-quiet btn-sm" on_click=discard>{move || words::t().discard}</Button>
            }
            .into_any(),
            (false, true) => view! {
                <Button class="btn-quiet btn-sm" on_click=restore>{move || words::t().undo}</Button>
            }
            .into_any(),
            (false, false) => ().into_any(),
        }}
    }
    .into_any()
}

/// What is good to know beside writing.
#[component]
pub fn Notes() -> impl IntoView {
    let portal = use_portal();
    let note = |shape: &'static str, title: fn() -> &'static str, text: fn() -> &'static str| {
        view! {
            <li>
                {icon(shape)}
                <div>
                    <b>{title}</b>
                    <span>{text}</span>
                </div>
            </li>
        }
        .into_any()
    };
    let second = move || match portal.pseudonym() {
        None => note(
            icon::CLOCK,
            || words::t().at_your_pace,
            || words::t().at_your_pace_text,
        ),
        Some(_) => note(
            icon::LOG_OUT,
            || words::t().shared,
            || words::t().shared_text,
        ),
    };
    view! {
        <aside aria-label=move || words::t().notes>
            <ul class="notes">
                {note(icon::SHIELD_CHECK, || words::t().confidential, || words::t().confidential_text)}
                {second}
                <li>
                    {icon(icon::PHONE)}
                    <div>
                        <b>{move || words::t().urgent}</b>
                        <span>
                            <a href="tel:08001110111">{move || portal_words::t().helpline}</a>
                            ", "
                            <a href="tel:112">{move || portal_words::t().emergency}</a>
                        </span>
                    </div>
                </li>
            </ul>
        </aside>
    }
    .into_any()
}
