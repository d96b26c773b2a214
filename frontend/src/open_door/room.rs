//! One visit, as the counselor who picked it up sees it.

use super::talk::{Line, Talk};
use crate::{
    i18n::{self, open_door as words},
    live::use_live,
    paths,
    remote::{Remote, fetch},
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, Kind, Skeleton,
        icon::{self, icon},
    },
};
use client::{CallResult, Client};
use domain::{
    ids::OpenDoorVisitId,
    open_door::{OpenDoorStatus, OpenDoorVisit},
};
use leptos::prelude::*;

/// A visit, as it changes, and how to read it anew.
fn follow(id: OpenDoorVisitId) -> (RwSignal<Remote<OpenDoorVisit>>, Callback<()>) {
    let session = use_session();
    let visit = RwSignal::new(Remote::<OpenDoorVisit>::Loading);
    let is_asking = RwSignal::new(false);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let answered = move |answer: CallResult<OpenDoorVisit>| {
        is_asking.try_set(false);
        match answer {
            Ok(one) => {
                visit.try_set(Remote::Ready(one));
            }
            // What does not come now comes again with the connection.
            Err(error) => {
                let is_here = visit.try_with_untracked(|visit| visit.ready().is_some());
                if is_here == Some(false) || error.problem().is_some() {
                    visit.try_set(Remote::Failed(error));
                }
            }
        }
    };
    let read = Callback::new(move |()| {
        is_asking.set(true);
        let client = session.client();
        let ask = async move { client.read_open_door_visit(id).await };
        owner.with_value(|owner| owner.with(|| fetch(ask, answered)));
    });
    read.run(());
    use_live().follow(
        move |event| event.kind.is_of_open_door() && event.open_door_visit_id == Some(id),
        move || is_asking.get(),
        move || read.run(()),
    );
    (visit, read)
}

/// The visit.
#[component]
pub fn Room(id: OpenDoorVisitId) -> impl IntoView {
    let session = use_session();
    let (visit, read) = follow(id);
    let status = Memo::new(move |_| visit.with(|visit| visit.ready().map(|one| one.status)));
    let here = Memo::new(move |_| visit.with(|visit| visit.ready().cloned()));
    let last = Memo::new(move |_| here.with(|one| one.as_ref().map_or(0, |one| one.last_position)));
    let failure = Memo::new(move |_| {
        visit.with(|visit| match visit {
            Remote::Failed(error) => Some(error.clone()),
            Remote::Loading | Remote::Ready(_) => None,
        })
    });
    let ending = RwSignal::new(false);
    let title = move || {
        let number = here.with(|one| one.as_ref().map(|one| one.number));
        number.map(words::visit)
    };
    let about = move || {
        here.with(|one| {
            let one = one.as_ref()?;
            Some(match (one.status, one.away_since) {
                (OpenDoorStatus::Ended, _) => words::end(one),
                (_, Some(since)) => words::away(since),
                (OpenDoorStatus::Waiting, None) => words::t().waits.to_owned(),
                (OpenDoorStatus::Talking, None) => words::t().anonymous.to_owned(),
            })
        })
    };
    let end = move || {
        let is_open = status
            .get()
            .is_some_and(|status| status != OpenDoorStatus::Ended);
        is_open.then(|| {
            view! {
                <Button on_click=move |()| ending.set(true)>{move || words::t().end}</Button>
            }
        })
    };
    let is_here = Memo::new(move |_| status.with(Option::is_some));
    let content = move || match (failure.get(), is_here.get()) {
        (Some(error), _) => view! {
            <div class="chat-missing">
                <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner>
            </div>
        }
        .into_any(),
        (None, false) => view! { <div class="chat-missing"><Skeleton lines=6 /></div> }.into_any(),
        (None, true) => view! {
            <Talk
                line=Line::Staff(session, id)
                last=last
                writable=Signal::derive(move || status.get() == Some(OpenDoorStatus::Talking))
                nothing=|| words::t().nothing_written
                label=Signal::derive(|| words::t().message.to_owned())
                other=Signal::derive(|| words::t().visitor.to_owned())
            />
        }
        .into_any(),
    };
    view! {
        <section class="chat-main" aria-labelledby="chat-with">
            <header class="chat-head">
                <a
                    class="icon-btn chat-back"
                    href=paths::open_door(None)
                    aria-label=move || words::t().back
                >
                    {icon(icon::ARROW_LEFT)}
                </a>
                <div class="chat-who">
                    <h2 class="truncate" id="chat-with">
                        {title}
                    </h2>
                    <p class="xsmall muted truncate">{about}</p>
                </div>
                {end}
            </header>
            {content}
            <EndDialog id=id open=ending done=read />
        </section>
    }
    .into_any()
}

#[component]
fn EndDialog(id: OpenDoorVisitId, open: RwSignal<bool>, done: Callback<()>) -> impl IntoView {
    let end = Callback::new(move |api: Client| -> Answer<()> {
        Box::pin(async move { api.end_open_door_visit(id).await.map(drop) })
    });
    view! {
        <Dialog
            id="end-visit"
            open=open
            small=true
            title=|| words::t().end_title
            children=move || view! {
                <DeleteQuestion
                    open=open
                    text=Signal::derive(|| words::t().end_text.to_owned())
                    verb=Signal::derive(|| words::t().end.to_owned())
                    done=|| words::t().ended_done
                    delete=end
                    on_deleted=done
                />
            }
        />
    }
    .into_any()
}
