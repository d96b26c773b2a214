//! One mail request.

use super::{
    composer::{Composer, FIELD},
    draft::Writing,
    list_page::last_list,
    status::Status,
    thread::Thread,
};
use crate::{
    i18n::{self, common, mail_requests as words},
    live::{News, use_live},
    remote::{Remote, fetch},
    session::use_session,
    shell::set_title,
    ui::{
        Avatar, Banner, Button, Kind, Size, Skeleton, Tone, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::Action,
    accounts::Account,
    ids::MailRequestId,
    mail_requests::{MailRequest, MailRequestSummary, Side, access::Ownership},
    problem::ProblemCode,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn MailDetailPage(
    /// Which request; `None` if the address names none.
    id: Option<MailRequestId>,
) -> impl IntoView {
    match id {
        Some(id) => view! { <Detail id=id /> }.into_any(),
        None => view! { <NotHere /> }.into_any(),
    }
}

#[component]
fn Detail(id: MailRequestId) -> impl IntoView {
    let session = use_session();
    let request = RwSignal::new(Remote::<MailRequest>::Loading);
    let ready = Memo::new(move |_| request.with(|request| request.ready().cloned()));
    let subject = Memo::new(move |_| {
        ready.with(|request| request.as_ref().map(|r| r.summary.subject.clone()))
    });
    set_title(move || subject.get().unwrap_or_else(|| words::t().title.into()));
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let load = move || {
        owner.with_value(|owner| {
            owner.with(|| {
                let client = session.client();
                fetch(
                    async move { client.read_mail_request(id).await },
                    move |result| {
                        arrive(request, result);
                    },
                );
            });
        });
    };
    load();
    use_live().listen(move |news| match news {
        News::Event(event) if event.mail_request_id != id => {}
        News::Event(_) | News::Missed => load(),
    });
    mark_read(id, ready);
    dom::on_shortcut(|event| {
        if event.key() == "r" && dom::by_id(FIELD).is_some() {
            event.prevent_default();
            dom::focus_soon(FIELD);
        }
    });
    let is_here = Memo::new(move |_| ready.with(Option::is_some));
    let failure = Memo::new(move |_| {
        request.with(|request| match request {
            Remote::Failed(error) => Some(error.clone()),
            Remote::Loading | Remote::Ready(_) => None,
        })
    });
    move || match failure.get() {
        Some(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere /> }.into_any()
        }
        Some(error) => view! {
            <div class="page stack">
                <Back />
                <h1 class="sr-only">{move || words::t().title}</h1>
                <Banner
                    kind=Kind::Danger
                    actions=move || view! {
                        <Button class="btn-sm" on_click=move |()| load()>
                            {move || common::t().retry}
                        </Button>
                    }
                >
                    {i18n::error_text(&error)}
                </Banner>
            </div>
        }
        .into_any(),
        None if is_here.get() => view! { <Case id=id request=request ready=ready /> }.into_any(),
        None => view! { <div class="page"><Skeleton lines=6 /></div> }.into_any(),
    }
}

/// Shows what came. A request that is shown stays when reading it again fails; and while
/// somebody writes, the composer stays where it is although the thread above it grows.
fn arrive(request: RwSignal<Remote<MailRequest>>, result: Result<MailRequest, CallError>) {
    let shown =
        request.with_untracked(|request| request.ready().map(|request| request.messages.len()));
    match result {
        Err(_) if shown.is_some() => {}
        Err(error) => request.set(Remote::Failed(error)),
        Ok(new) => {
            let more = new
                .messages
                .get(shown.unwrap_or(usize::MAX)..)
                .unwrap_or_default();
            if more.iter().any(|message| message.from == Side::Client) {
                use_toasts().say(words::arrived_from(&new.summary.client.pseudonym));
            }
            let composer = dom::by_id(FIELD)
                .filter(|field| document().active_element().as_ref() == Some(field));
            let before = composer.as_ref().map(web_sys::HtmlElement::offset_top);
            request.set(Remote::Ready(new));
            request_animation_frame(move || {
                if let (Some(field), Some(before), Some(main)) =
                    (composer, before, dom::by_id("main"))
                {
                    main.set_scroll_top(main.scroll_top() + field.offset_top() - before);
                }
            });
        }
    }
}

/// Notes that our side has read it, as soon as somebody can see it and whenever more arrives.
pub fn mark_read(id: MailRequestId, ready: Memo<Option<MailRequest>>) {
    let session = use_session();
    let visible = RwSignal::new(!document().hidden());
    let handle = window_event_listener(ev::visibilitychange, move |_| {
        visible.set(!document().hidden());
    });
    on_cleanup(move || handle.remove());
    let unread = Memo::new(move |_| {
        ready.with(|request| {
            let summary = request.as_ref().map(|request| &request.summary)?;
            let allowed = may(&session.account()?, Action::MarkMailRequestRead, summary);
            (summary.unread && allowed).then_some(summary.message_count)
        })
    });
    Effect::new(move |_| {
        if unread.get().is_some() && visible.get() {
            let client = session.client();
            spawn_local(async move {
                // Where this fails, the request stays unread and the next look tries again.
                let _ = client.mark_mail_request_read(id).await;
            });
        }
    });
}

/// Whether the account may do this to the request.
fn may(account: &Account, action: Action, request: &MailRequestSummary) -> bool {
    account.may(
        action,
        Ownership::from(request).relation_of(account.actor()),
    )
}

#[component]
fn Back() -> impl IntoView {
    view! {
        <p class="small">
            <a class="back" href=last_list()>
                {icon(icon::ARROW_LEFT)}
                {move || words::t().title}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn NotHere() -> impl IntoView {
    set_title(|| ProblemCode::NotFound.text(i18n::language()).into());
    view! {
        <div class="page stack">
            <Back />
            <h1>{move || ProblemCode::NotFound.text(i18n::language())}</h1>
        </div>
    }
    .into_any()
}

#[component]
fn Case(
    id: MailRequestId,
    request: RwSignal<Remote<MailRequest>>,
    ready: Memo<Option<MailRequest>>,
) -> impl IntoView {
    view! {
        <div class="case-main">
            <Head request=ready />
            <Thread request=ready reader=Side::Counselor />
            <Answer id=id request=request ready=ready />
        </div>
    }
    .into_any()
}

#[component]
fn Head(request: Memo<Option<MailRequest>>) -> impl IntoView {
    let summary =
        Memo::new(move |_| request.with(|request| request.as_ref().map(|r| r.summary.clone())));
    let text = move |what: fn(&MailRequestSummary) -> String| {
        summary.with(|summary| summary.as_ref().map(what))
    };
    let status =
        Memo::new(move |_| summary.with(|s| s.as_ref().map(MailRequestSummary::shown_status)));
    let counselor = Memo::new(move |_| {
        summary.with(|summary| Some(summary.as_ref()?.counselor.as_ref()?.display_name.clone()))
    });
    view! {
        <header class="case-head stack stack-2">
            <Back />
            <h1>{move || text(|summary| summary.subject.clone())}</h1>
            <div class="row small muted" role="status">
                {move || status.get().map(|status| view! { <Status status=status /> })}
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
fn Answer(
    id: MailRequestId,
    request: RwSignal<Remote<MailRequest>>,
    ready: Memo<Option<MailRequest>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
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
        let writing = Writing::begin(session, id)?;
        let sent = RwSignal::from(writing.sent.clone());
        Effect::new(move |_| {
            if let Some(answered) = sent.get() {
                request.set(Remote::Ready(answered));
                toasts.say(words::t().sent);
            }
        });
        Some(view! { <Composer writing=writing pseudonym=pseudonym /> })
    };
    move || {
        if may_answer.get() {
            composer().into_any()
        } else {
            view! {
                <div class="answer">
                    <Banner kind=Kind::Quiet>
                        {move || counselor.get().map(|name| words::answered_by(&name))}
                    </Banner>
                </div>
            }
            .into_any()
        }
    }
}
