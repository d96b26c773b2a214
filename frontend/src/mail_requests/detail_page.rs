//! One mail request.

use super::{
    aside::CaseFile,
    break_glass::{BreakGlasses, Locked},
    comments::{Comments, NewComment},
    composer::{Composer, FIELD},
    draft::Writing,
    due::Due,
    filters::last_list,
    neighbours::Neighbours,
    reading::{Reader, Reading, ShownRequest, may},
    status::Status,
    steps::Steps,
    thread::Thread,
    viewers::ViewersNotice,
};
use crate::{
    hand_overs::HandOverState,
    i18n::{self, common, mail_request_steps as step_words, mail_requests as words},
    session::use_session,
    shell::{Back, NotHere, set_title},
    ui::{Avatar, Banner, Button, Kind, Size, Skeleton, Tone, dom, use_toasts},
};
use domain::{
    access::Action,
    ids::MailRequestId,
    mail_requests::{MailRequestStep, MailRequestSummary, Side},
    problem::ProblemCode,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MailDetailPage(
    /// Which request; `None` if the address names none.
    id: Option<MailRequestId>,
) -> impl IntoView {
    match id {
        Some(id) => view! { <Detail id=id /> }.into_any(),
        None => view! { <NotHere back=back /> }.into_any(),
    }
}

#[component]
fn Detail(id: MailRequestId) -> impl IntoView {
    let reader = Reader {
        side: Side::Counselor,
        field: FIELD,
        arrived: |request, _| words::arrived_from(&request.summary.client.pseudonym),
    };
    let reading = Reading::begin(id, reader);
    set_title(move || reading.subject().unwrap_or_else(|| words::t().title.into()));
    dom::on_shortcut(|event| {
        if event.key() == "r" && dom::by_id(FIELD).is_some() {
            event.prevent_default();
            dom::focus_soon(FIELD);
        }
    });
    let shown = reading.shown();
    move || match shown.get() {
        ShownRequest::Missing => view! { <NotHere back=back /> }.into_any(),
        ShownRequest::Failure(error) if error.code() == Some(ProblemCode::BreakGlassRequired) => {
            view! {
                <div class="page stack">
                    {back()}
                    <Locked id=id />
                </div>
            }
            .into_any()
        }
        ShownRequest::Failure(error) => view! {
            <div class="page stack">
                {back()}
                <h1 class="sr-only">{move || words::t().title}</h1>
                <Banner
                    kind=Kind::Danger
                    actions=move || view! {
                        <Button class="btn-sm" on_click=move |()| reading.load()>
                            {move || common::t().retry}
                        </Button>
                    }
                >
                    {i18n::error_text(&error)}
                </Banner>
            </div>
        }
        .into_any(),
        ShownRequest::Here => view! { <Case reading=reading /> }.into_any(),
        ShownRequest::Nothing => view! { <div class="page"><Skeleton lines=6 /></div> }.into_any(),
    }
}

fn back() -> AnyView {
    view! { <Back href=last_list() word=|| words::t().title /> }.into_any()
}

#[component]
fn Case(reading: Reading) -> impl IntoView {
    let comments = Comments::begin(reading);
    let jump = |href: &'static str, word: fn() -> &'static str| {
        view! { <a href=href>{move || word()}</a> }
    };
    view! {
        <div class="case">
            <nav class="tabs case-jump" aria-label=move || step_words::t().on_this_page>
                {jump("#thread", || step_words::t().jump_thread)}
                {jump("#answer-heading", || step_words::t().jump_answer)}
                {jump("#file", || step_words::t().jump_file)}
                {jump("#earlier", || step_words::t().jump_earlier)}
            </nav>
            <div class="case-main">
                <Head reading=reading comments=comments />
                <div class="stack case-notices">
                    <ViewersNotice reading=reading />
                    <BreakGlasses id=reading.id />
                    <HandOver reading=reading />
                </div>
                <Thread
                    request=reading.request
                    reader=Side::Counselor
                    between=comments.between()
                />
                <NewComment comments=comments />
                <Answer reading=reading />
            </div>
            <CaseFile reading=reading />
        </div>
    }
    .into_any()
}

/// What the client was asked about it.
#[component]
fn HandOver(reading: Reading) -> impl IntoView {
    let session = use_session();
    let question = Signal::derive(move || {
        let request = reading.request;
        request.with(|request| request.as_ref()?.hand_over.clone())
    });
    let may_withdraw = Signal::derive(move || {
        let account = session.account();
        reading.request.with(|request| {
            let both = request.as_ref().zip(account);
            both.is_some_and(|(of, account)| may(&account, Action::WithdrawHandOver, &of.summary))
        })
    });
    view! {
        <HandOverState
            question=question
            may_withdraw=may_withdraw
            on_change=move |()| reading.load()
        />
    }
    .into_any()
}

#[component]
fn Head(reading: Reading, comments: Comments) -> impl IntoView {
    let request = reading.request;
    let summary =
        Memo::new(move |_| request.with(|request| request.as_ref().map(|r| r.summary.clone())));
    let text = move |what: fn(&MailRequestSummary) -> String| {
        summary.with(|summary| summary.as_ref().map(what))
    };
    let status =
        Memo::new(move |_| summary.with(|s| s.as_ref().map(MailRequestSummary::shown_status)));
    let due = Memo::new(move |_| summary.with(|s| s.as_ref()?.answer_due_at));
    let field = Memo::new(move |_| {
        summary.with(|summary| {
            let field = summary.as_ref()?.counselling_field.as_ref()?;
            Some(field.labels.in_language(i18n::language()).to_owned())
        })
    });
    let counselor = Memo::new(move |_| {
        summary.with(|summary| Some(summary.as_ref()?.counselor.as_ref()?.display_name.clone()))
    });
    view! {
        <header class="case-head stack stack-2">
            <div class="row small">{back()} <Neighbours id=reading.id /></div>
            <div class="row case-title">
                <h1>{move || text(|summary| summary.subject.clone())}</h1>
                <Steps reading=reading on_ask=move |()| comments.ask() />
            </div>
            <div class="row small muted" role="status">
                {move || status.get().map(|status| view! { <Status status=status /> })}
                {move || due.get().map(|at| view! { <Due at=Some(at) /> })}
                {move || field.get().map(|field| view! { <span class="tag">{field}</span> })}
                <span class="num">{move || text(|summary| words::number(&summary.number))}</span>
                <span class="who">
                    {move || {
                        text(|summary| summary.client.pseudonym.clone())
                            .map(|name| view! { <Avatar name=name tone=Tone::Client size=Size::Small /> })
                    }}
                    <span>
                        {move || text(|s| format!("{}, {}", s.client.pseudonym, s.client.number))}
                    </span>
                </span>
                {move || {
                    counselor
                        .get()
                        .map(|name| view! {
                            <span class="who">
                                <Avatar name=name.clone() tone=Tone::Staff size=Size::Small />
                                {name}
                            </span>
                        })
                }}
            </div>
        </header>
    }
    .into_any()
}

/// The composer, or why there is none.
#[component]
fn Answer(reading: Reading) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let ready = reading.request;
    let may_answer = Memo::new(move |_| {
        ready.with(|request| {
            let summary = request.as_ref().map(|request| &request.summary);
            summary
                .zip(session.account())
                .is_some_and(|(summary, account)| {
                    // An answer is written as a draft first.
                    [Action::AnswerMailRequest, Action::SaveDraft]
                        .iter()
                        .all(|action| may(&account, *action, summary))
                })
        })
    });
    let takes_answers = Memo::new(move |_| {
        ready.with(|request| {
            let status = request.as_ref().map(|request| request.summary.status);
            status.is_some_and(|status| status.after(MailRequestStep::Answer, true).is_ok())
        })
    });
    let pseudonym = Memo::new(move |_| {
        ready.with(|request| {
            request
                .as_ref()
                .map(|r| r.summary.client.pseudonym.clone())
                .unwrap_or_default()
        })
    });
    let counselor = Memo::new(move |_| {
        ready.with(|request| {
            Some(
                request
                    .as_ref()?
                    .summary
                    .counselor
                    .as_ref()?
                    .display_name
                    .clone(),
            )
        })
    });
    let composer = move || {
        let writing = Writing::begin(session, reading.id)?;
        let sent = RwSignal::from(writing.sent.clone());
        Effect::new(move |_| {
            if let Some(answered) = sent.get() {
                reading.show(answered);
                toasts.say(words::t().sent);
            }
        });
        Some(view! { <Composer writing=writing pseudonym=pseudonym /> })
    };
    move || {
        if may_answer.get() && takes_answers.get() {
            return composer().into_any();
        }
        let why = move || {
            if may_answer.get() {
                Some(step_words::t().archived_first.to_owned())
            } else {
                counselor.get().map(|name| words::answered_by(&name))
            }
        };
        view! {
            <div class="answer">
                <Banner kind=Kind::Quiet>{why}</Banner>
            </div>
        }
        .into_any()
    }
}
