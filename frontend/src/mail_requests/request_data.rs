//! What the client stated with a request, beside their profile, and taking it over: field by field
//! into the profile, or as a whole into a monitoring.

use crate::{
    clients::questions::{label, shown},
    i18n::{self, assignment as words, common, monitorings},
    paths::{self, Counselled},
    remote::{Loaded, load},
    session::use_session,
    ui::{
        Banner, Button, Dialog, Kind, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    ids::{MailRequestId, MasterDataFieldId},
    mail_requests::{Difference, ProfileTaking, RequestData, StatedAnswer, Taking},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;

/// The id of what says that the profile has changed.
const NEWER: &str = "request-data-newer";

/// The dialog.
#[component]
pub fn RequestDataDialog(
    /// Of which request.
    id: MailRequestId,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whether the reader may take something over.
    #[prop(into)]
    may_take: Signal<bool>,
) -> impl IntoView {
    view! {
        <Dialog
            id="request-data"
            open=open
            title=|| words::t().request_data
            children=move || view! { <Content id=id open=open may_take=may_take /> }
        />
    }
    .into_any()
}

#[component]
fn Content(id: MailRequestId, open: RwSignal<bool>, may_take: Signal<bool>) -> impl IntoView {
    let data = load(move |client| async move { client.read_request_data(id).await });
    move || match data.ready() {
        Loaded::Here(data) if data.answers.is_empty() => view! {
            <div class="dialog-body"><p>{move || words::t().no_data}</p></div>
            <footer class="dialog-foot"><Close open=open /></footer>
        }
        .into_any(),
        Loaded::Here(data) => {
            view! { <Compare id=id data=data open=open may_take=may_take /> }.into_any()
        }
        Loaded::Failure(error) => {
            view! { <div class="dialog-body">{data.failure_view(error)}</div> }.into_any()
        }
        Loaded::Nothing => view! { <div class="dialog-body"><Skeleton lines=4 /></div> }.into_any(),
    }
}

#[component]
fn Close(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Button autofocus=true on_click=move |()| open.set(false)>{move || common::t().close}</Button>
    }
    .into_any()
}

type Choices = RwSignal<BTreeMap<MasterDataFieldId, Taking>>;

#[component]
fn Compare(
    id: MailRequestId,
    data: RequestData,
    open: RwSignal<bool>,
    may_take: Signal<bool>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    // What the profile does not say yet is to be taken, what it says otherwise is to be looked at.
    let new = |answer: &&StatedAnswer| answer.difference == Difference::New;
    let first = data.answers.iter().filter(new);
    let first = first.map(|answer| (answer.field.id, Taking::Overwrite));
    let choices: Choices = RwSignal::new(first.collect());
    let data = RwSignal::new(data);
    let (busy, newer) = (RwSignal::new(false), RwSignal::new(false));
    let failure = RwSignal::new(None::<CallError>);
    let count = move || {
        choices.with(|choices| {
            let takes = |answer: &&StatedAnswer| {
                let chosen = choices.get(&answer.field.id);
                answer.difference.can_be_taken() && chosen == Some(&Taking::Overwrite)
            };
            data.with(|data| data.answers.iter().filter(takes).count())
        })
    };
    let can_take = move || {
        let can = |answer: &StatedAnswer| answer.difference.can_be_taken();
        may_take.get() && data.with(|data| data.answers.iter().any(can))
    };
    let may_record = move || {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::CreateMonitoring, Relation::Own))
    };
    let take = move |()| {
        busy.set(true);
        newer.set(false);
        failure.set(None);
        let (client, count) = (session.client(), untrack(count));
        let version = data.with_untracked(|data| data.version);
        let body = ProfileTaking {
            fields: choices.get_untracked(),
        };
        spawn_local(async move {
            let taken = session.notice(client.take_into_profile(id, version, &body).await);
            let error = match taken {
                Ok(_) => {
                    open.try_set(false);
                    toasts.say(words::taken(count));
                    None
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    let now = session.notice(client.read_request_data(id).await);
                    now.map_or_else(Some, |now| {
                        data.try_set(now);
                        newer.try_set(true);
                        dom::focus_soon(NEWER);
                        None
                    })
                }
                Err(error) => Some(error),
            };
            failure.try_set(error);
            busy.try_set(false);
        });
    };
    view! {
        <div class="dialog-body stack">
            {move || {
                failure
                    .get()
                    .map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
            }}
            <div id=NEWER tabindex="-1">
                {move || {
                    newer.get().then(|| view! { <Banner kind=Kind::Warn>{words::t().stale}</Banner> })
                }}
            </div>
            <p class="hint">{move || words::t().request_data_lead}</p>
            {move || {
                let answers = data.with(|data| data.answers.clone());
                let may = may_take.get();
                answers
                    .into_iter()
                    .map(|answer| view! { <Answer answer=answer choices=choices may=may /> })
                    .collect_view()
            }}
            {move || {
                let same = |answer: &StatedAnswer| answer.difference == Difference::Same;
                let all_same = data.with(|data| data.answers.iter().all(same));
                (all_same && may_take.get())
                    .then(|| view! { <p>{words::t().nothing_to_take}</p> })
            }}
        </div>
        <footer class="dialog-foot">
            <Close open=open />
            {move || {
                may_record()
                    .then(|| view! {
                        <a
                            class="btn btn-info"
                            href=paths::new_monitoring(Counselled::MailRequest(id, true))
                        >
                            {icon(icon::CLIPBOARD_PLUS)}
                            {move || monitorings::t().take_stated}
                        </a>
                    })
            }}
            {move || {
                can_take()
                    .then(|| view! {
                        <Button class="btn-danger" busy=busy on_click=take>
                            {move || words::t().take}
                        </Button>
                    })
            }}
        </footer>
    }
    .into_any()
}

/// One field: what is stated, what the profile says, and which is to hold.
#[component]
fn Answer(answer: StatedAnswer, choices: Choices, may: bool) -> impl IntoView {
    let StatedAnswer {
        field,
        stated,
        present,
        difference,
    } = answer;
    let id = field.id;
    let field = StoredValue::new(field);
    let stated = move || field.with_value(|field| shown(field, &stated));
    let profile = move || match &present {
        Some(present) => field.with_value(|field| shown(field, present)),
        None => words::t().nothing.to_owned(),
    };
    let choice = move |taking: Taking, word: fn() -> &'static str| {
        let chosen = move || {
            let taking_now = choices.with(|choices| choices.get(&id).copied());
            taking_now.unwrap_or(Taking::Keep) == taking
        };
        let choose = move |_| {
            choices.update(|choices| {
                choices.insert(id, taking);
            });
        };
        view! {
            <label class="row row-nowrap">
                <input
                    type="radio"
                    name=format!("take-{id}")
                    prop:checked=chosen
                    on:change=choose
                />
                <span>{move || word()}</span>
            </label>
        }
    };
    let choose = (may && difference.can_be_taken()).then(|| {
        view! {
            <div class="row" role="radiogroup" aria-label=move || words::t().what>
                {choice(Taking::Overwrite, || words::t().overwrite)}
                {choice(Taking::Keep, || words::t().keep)}
            </div>
        }
    });
    view! {
        <fieldset class="stated stack stack-2">
            <legend class="label">
                {move || field.with_value(label)} " "
                <span class="badge">{move || words::difference(difference)}</span>
            </legend>
            <dl>
                <div><dt>{move || words::t().stated}</dt><dd>{stated}</dd></div>
                <div hidden=difference == Difference::Hidden>
                    <dt>{move || words::t().present}</dt>
                    <dd>{profile}</dd>
                </div>
            </dl>
            {choose}
        </fieldset>
    }
    .into_any()
}
