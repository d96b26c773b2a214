//! One request of a client: what was said, and writing again.

use super::{
    area::use_portal,
    reply::{FIELD, Reply},
    requests_page::state,
    write_page::Notes,
};
use crate::{
    i18n::{self, common, mail_requests as mail_words, portal_mail as words},
    live::{News, use_live},
    mail_requests::{Thread, mark_read},
    paths,
    remote::{Remote, fetch},
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Button, Kind, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallResult;
use domain::{
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
    let session = use_session();
    let request = RwSignal::new(Remote::<MailRequest>::Loading);
    let ready = Memo::new(move |_| request.with(|request| request.ready().cloned()));
    let subject = Memo::new(move |_| {
        ready.with(|request| request.as_ref().map(|r| r.summary.subject.clone()))
    });
    set_title(move || subject.get().unwrap_or_else(|| words::t().request.into()));
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
            <Back />
            <h1>{move || words::t().request}</h1>
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button on_click=move |()| load()>{move || common::t().retry}</Button>
                }
            >
                {move || i18n::error_text(&error)}
            </Banner>
        }
        .into_any(),
        None if is_here.get() => view! {
            <Head request=ready />
            <Confirmation id=id />
            <Thread request=ready reader=Side::Client />
            <Reply id=id request=ready on_sent=move |sent| request.set(Remote::Ready(sent)) />
        }
        .into_any(),
        None => view! { <Skeleton lines=6 /> }.into_any(),
    }
}

/// Shows what came. A request that is shown stays when reading it again fails; and while somebody
/// writes, the field stays where it is although the thread above it grows.
fn arrive(request: RwSignal<Remote<MailRequest>>, result: CallResult<MailRequest>) {
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
            if let Some(answer) = more
                .iter()
                .rev()
                .find(|message| message.from == Side::Counselor)
            {
                use_toasts().say(words::answer_arrived(&answer.author));
            }
            let field = dom::by_id(FIELD)
                .filter(|field| document().active_element().as_ref() == Some(field));
            let before = field.as_ref().map(in_view);
            request.set(Remote::Ready(new));
            request_animation_frame(move || {
                if let (Some(field), Some(before)) = (field, before) {
                    window().scroll_by_with_x_and_y(0.0, in_view(&field) - before);
                }
            });
        }
    }
}

/// How far below the upper edge of the window it is; some browsers keep that by themselves.
fn in_view(field: &web_sys::HtmlElement) -> f64 {
    f64::from(field.offset_top()) - window().scroll_y().unwrap_or_default()
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
