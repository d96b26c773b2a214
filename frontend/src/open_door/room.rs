//! One visit, as the counselor who picked it up sees it.

use super::{
    seen::Seen,
    talk::{Line, Talk},
};
use crate::{
    counselors::all_counselors,
    forms::{Entry, Form, any},
    i18n::{self, common, open_door as words},
    live::use_live,
    paths,
    remote::{Loaded, Remote, fetch, load},
    router,
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, ErrorSummary, Kind, SelectField, Skeleton,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallResult, Client};
use domain::{
    ids::OpenDoorVisitId,
    open_door::{OpenDoorHandOver, OpenDoorStatus, OpenDoorVisit},
};
use leptos::{prelude::*, task::spawn_local};

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
pub fn Room(id: OpenDoorVisitId, seen: Seen) -> impl IntoView {
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
    let (ending, passing) = (RwSignal::new(false), RwSignal::new(false));
    // What is shown here is read.
    Effect::new(move |_| seen.note(id, last.get()));
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
                {(status.get() == Some(OpenDoorStatus::Talking))
                    .then(|| {
                        view! {
                            <Button class="btn-quiet" on_click=move |()| passing.set(true)>
                                {move || words::t().hand_over}
                            </Button>
                        }
                    })}
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
            <PassDialog id=id open=passing />
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

/// To whom it goes.
#[component]
fn PassDialog(id: OpenDoorVisitId, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            id="hand-over-visit"
            open=open
            small=true
            title=|| words::t().hand_over_title
            children=move || view! { <Pass id=id open=open /> }
        />
    }
    .into_any()
}

#[component]
fn Pass(id: OpenDoorVisitId, open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let everybody = load(|client| async move { all_counselors(&client).await });
    let chosen = Entry::new("colleague", || words::t().colleague, "", any);
    let form = Form::new(vec![chosen]);
    let me = untrack(|| session.account()).and_then(|account| account.actor().counselor_id());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let to = chosen.value.with_untracked(|id| id.parse().ok());
        let Some(counselor_id) = to.filter(|_| form.begin()) else {
            return;
        };
        let client = session.client();
        spawn_local(async move {
            let body = OpenDoorHandOver { counselor_id };
            match session.notice(client.hand_over_open_door_visit(id, &body).await) {
                Ok(()) => {
                    form.succeed();
                    open.try_set(false);
                    toasts.say(words::t().handed_over);
                    // It is the colleague's now.
                    router::go(&paths::open_door(None));
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let fields = move || match everybody.ready() {
        Loaded::Nothing => view! { <Skeleton lines=2 /> }.into_any(),
        Loaded::Failure(error) => everybody.failure_view(error),
        Loaded::Here(all) => {
            let others = all
                .into_iter()
                .filter(|one| one.active && Some(one.id) != me);
            let others: Vec<_> = others
                .map(|one| (one.id.to_string(), one.display_name))
                .collect();
            if chosen.value.with_untracked(String::is_empty)
                && let Some((first, _)) = others.first()
            {
                chosen.value.set(first.clone());
            }
            let options = Signal::derive(move || others.clone());
            view! { <SelectField entry=chosen options=options /> }.into_any()
        }
    };
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <p>{move || words::t().hand_over_text}</p>
                {fields}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().hand_over}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
