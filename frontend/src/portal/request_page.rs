//! One request of a client: what was said, and writing again.

use super::{
    area::use_portal,
    hand_over::Question,
    reply::{FIELD, Reply},
    requests_page::state,
    write_page::Notes,
};
use crate::{
    i18n::{self, common, mail_requests as mail_words, portal_mail as words},
    mail_requests::{Reader, Reading, ShownRequest, Thread},
    paths,
    shell::set_title,
    ui::{
        Banner, Button, Kind, Skeleton,
        icon::{self, icon},
    },
};
use domain::{
    hand_overs::HandOver,
    ids::MailRequestId,
    mail_requests::{MailRequest, Side},
    problem::ProblemCode,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RequestPage(
    /// Which request; `None` if the address names none.
    id: Option<MailRequestId>,
) -> impl IntoView {
    let content = match id {
        Some(id) => view! { <Detail id=id /> }.into_any(),
        None => view! { <NotHere /> }.into_any(),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">{content}</div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Detail(id: MailRequestId) -> impl IntoView {
    let reader = Reader {
        side: Side::Client,
        field: FIELD,
        arrived: |_, message| words::answer_arrived(&message.author),
    };
    let reading = Reading::begin(id, reader);
    set_title(move || {
        reading
            .subject()
            .unwrap_or_else(|| words::t().request.into())
    });
    let shown = reading.shown();
    move || match shown.get() {
        ShownRequest::Missing => view! { <NotHere /> }.into_any(),
        ShownRequest::Failure(error) => view! {
            <Back />
            <h1>{move || words::t().request}</h1>
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button on_click=move |()| reading.load()>{move || common::t().retry}</Button>
                }
            >
                {move || i18n::error_text(&error)}
            </Banner>
        }
        .into_any(),
        ShownRequest::Here => view! {
            <Head request=reading.request />
            <Confirmation id=id />
            <Asked reading=reading />
            <Thread request=reading.request reader=Side::Client />
            <Reply id=id request=reading.request on_sent=move |sent| reading.show(sent) />
        }
        .into_any(),
        ShownRequest::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
    }
}

#[component]
fn Back() -> impl IntoView {
    let list = paths::portal_requests(&use_portal().slug());
    view! {
        <p class="small">
            <a class="back" href=list>
                {icon(icon::ARROW_LEFT)}
                {move || words::t().list_title}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn NotHere() -> impl IntoView {
    set_title(|| words::t().not_here.into());
    view! {
        <Back />
        <h1>{move || ProblemCode::NotFound.text(i18n::language())}</h1>
    }
    .into_any()
}

#[component]
fn Head(request: Memo<Option<MailRequest>>) -> impl IntoView {
    let summary =
        Memo::new(move |_| request.with(|request| request.as_ref().map(|r| r.summary.clone())));
    let subject = move || summary.with(|summary| summary.as_ref().map(|s| s.subject.clone()));
    let number =
        move || summary.with(|summary| summary.as_ref().map(|s| mail_words::number(&s.number)));
    view! {
        <header class="stack stack-2">
            <Back />
            <h1>{subject}</h1>
            <div class="row small muted" role="status">
                {move || summary.with(|summary| summary.as_ref().map(state))}
                <span class="num">{number}</span>
            </div>
        </header>
    }
    .into_any()
}

/// What one is asked about it, if one is.
#[component]
fn Asked(reading: Reading) -> impl IntoView {
    let asked = Memo::new(move |_| {
        let request = reading.request;
        let asked = request.with(|request| request.as_ref()?.hand_over.clone());
        asked.filter(HandOver::is_open)
    });
    move || {
        let question = asked.get()?;
        Some(view! { <Question question=question on_answer=move |()| reading.load() /> })
    }
}

/// That the request has arrived, and what happens now.
#[component]
fn Confirmation(id: MailRequestId) -> impl IntoView {
    let portal = use_portal();
    let sent = portal.just_sent;
    on_cleanup(move || sent.set(None));
    move || {
        (sent.get() == Some(id)).then(|| {
            let what_now = move || words::what_now(&portal.pseudonym().unwrap_or_default());
            view! {
                <Banner kind=Kind::Info>
                    <p>
                        <b>{move || words::t().arrived}</b>
                    </p>
                    <p>{what_now}</p>
                </Banner>
            }
            .into_any()
        })
    }
}
