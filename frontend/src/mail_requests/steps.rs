//! What staff do with a request as a whole: the button and the menu beside its subject.

use super::{
    assign_dialog::AssignDialog,
    comments::COMMENT,
    filters::last_list,
    reading::{Reading, may},
    request_data::RequestDataDialog,
};
use crate::{
    i18n::{self, assignment, common, mail_request_steps as words},
    router,
    session::use_session,
    ui::{
        Banner, Button, Dialog, Kind, Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    access::Action,
    mail_requests::{MailRequestStatus, MailRequestStep, MailRequestSummary},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// What went wrong with a step, and who was faster.
pub fn refusal_text(error: &CallError) -> String {
    let taken_by = error
        .problem()
        .and_then(|problem| problem.taken_by.as_ref());
    match (taken_by, error.code()) {
        (Some(winner), _) => words::taken_by(&winner.display_name),
        (None, Some(ProblemCode::StaleVersion)) => words::t().changed.into(),
        (None, _) => i18n::error_text(error),
    }
}

async fn call(
    client: &Client,
    of: &MailRequestSummary,
    step: MailRequestStep,
) -> Option<CallResult<MailRequestSummary>> {
    let (id, version) = (of.id, of.version);
    Some(match step {
        MailRequestStep::TakeOver => client.take_over_mail_request(id, version).await,
        MailRequestStep::Release => client.release_mail_request(id, version).await,
        MailRequestStep::Complete => client.complete_mail_request(id, version).await,
        MailRequestStep::Reopen => client.reopen_mail_request(id, version).await,
        MailRequestStep::Archive => client.archive_mail_request(id, version).await,
        // These take more than a press.
        MailRequestStep::Assign | MailRequestStep::Answer | MailRequestStep::FollowUp => {
            return None;
        }
    })
}

/// The button for what is most likely wanted, and the menu with everything.
#[component]
pub fn Steps(reading: Reading) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let (assigning, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let busy = RwSignal::new(false);
    let summary = Memo::new(move |_| {
        let request = reading.request;
        request.with(|request| request.as_ref().map(|one| one.summary.clone()))
    });
    let offers = move |step: MailRequestStep| {
        let account = session.account();
        summary.with(|summary| {
            let Some((of, account)) = summary.as_ref().zip(account) else {
                return false;
            };
            let mine = of.counselor.as_ref().map(|one| one.id) == account.actor().counselor_id();
            let has_it = mine && of.status == MailRequestStatus::InProgress;
            may(&account, step.action(), of)
                && of.status.after(step, of.counselor.is_some()).is_ok()
                && !(step == MailRequestStep::TakeOver && has_it)
        })
    };
    let may_do = move |action: Action| {
        let account = session.account();
        summary.with(|of| {
            let both = of.as_ref().zip(account);
            both.is_some_and(|(of, account)| may(&account, action, of))
        })
    };
    let take = move |step: MailRequestStep| {
        let Some(of) = summary.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            if let Some(result) = call(&client, &of, step).await {
                match session.notice(result) {
                    Ok(now) => toasts.say(words::done(step, &now)),
                    Err(error) => toasts.say(refusal_text(&error)),
                }
            }
            // The page may be gone by now.
            if !busy.is_disposed() {
                busy.set(false);
                reading.load();
            }
        });
    };
    let button = move || {
        if offers(MailRequestStep::TakeOver) {
            Some(
                view! {
                    <Button
                        class="btn-primary"
                        shape=icon::HEART_HANDSHAKE
                        busy=busy
                        on_click=move |()| take(MailRequestStep::TakeOver)
                    >
                        {move || words::t().take_over}
                    </Button>
                }
                .into_any(),
            )
        } else if offers(MailRequestStep::Release) {
            Some(
                view! {
                    <Button
                        class="only-desk"
                        shape=icon::CIRCLE_DASHED
                        busy=busy
                        on_click=move |()| take(MailRequestStep::Release)
                    >
                        {move || words::t().release}
                    </Button>
                }
                .into_any(),
            )
        } else {
            None
        }
    };
    let item = move |step: MailRequestStep, shape: &'static str, word: fn() -> &'static str| {
        let act = move |_| match step {
            MailRequestStep::Assign => assigning.set(true),
            _ => take(step),
        };
        move || {
            offers(step).then(|| {
                view! {
                    <button type="button" role="menuitem" tabindex="-1" on:click=act>
                        {icon(shape)}
                        {move || word()}
                    </button>
                }
            })
        }
    };
    let ask = move || {
        may_do(Action::CreateInternalComment).then(|| {
            view! {
                <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| dom::focus_soon(COMMENT)
                >
                    {icon(icon::LOCK)}
                    {move || words::t().ask}
                </button>
            }
        })
    };
    let data_open = RwSignal::new(false);
    let data = move || {
        may_do(Action::ReadRequestData).then(|| {
            view! {
                <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| data_open.set(true)
                >
                    {icon(icon::FILE_TEXT)}
                    {move || assignment::t().request_data}
                </button>
            }
        })
    };
    let may_take = Memo::new(move |_| may_do(Action::TakeIntoProfile));
    let id = Memo::new(move |_| summary.with(|of| of.as_ref().map(|of| of.id)));
    let data_dialog = move || {
        let id = id.get();
        id.map(|id| view! { <RequestDataDialog id=id open=data_open may_take=may_take /> })
    };
    let delete = move || {
        may_do(Action::DeleteMailRequest).then(|| {
            view! {
                <hr />
                <button
                    class="menu-danger"
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| deleting.set(true)
                >
                    {icon(icon::TRASH)}
                    {move || words::t().delete}
                </button>
            }
        })
    };
    let has_any = Memo::new(move |_| {
        MailRequestStep::BY_STAFF.into_iter().any(offers)
            || may_do(Action::CreateInternalComment)
            || may_do(Action::ReadRequestData)
            || may_do(Action::DeleteMailRequest)
    });
    let menu = move || {
        has_any.get().then(|| {
            view! {
                <Menu
                    id="case-menu"
                    label=|| words::t().more
                    class="icon-btn icon-btn-line"
                    trigger=|| icon(icon::ELLIPSIS_VERTICAL)
                >
                    {item(MailRequestStep::TakeOver, icon::HEART_HANDSHAKE, || words::t().take_over)}
                    {item(MailRequestStep::Release, icon::CIRCLE_DASHED, || words::t().release)}
                    {item(MailRequestStep::Assign, icon::USERS_ROUND, || words::t().assign)}
                    {ask}
                    {data}
                    {item(MailRequestStep::Complete, icon::CIRCLE_CHECK, || words::t().complete)}
                    {item(MailRequestStep::Reopen, icon::DOOR_OPEN, || words::t().reopen)}
                    {item(MailRequestStep::Archive, icon::ARCHIVE, || words::t().archive)}
                    {delete}
                </Menu>
            }
        })
    };
    view! {
        <div class="row row-nowrap">{button} {menu}</div>
        <AssignDialog open=assigning reading=reading />
        {data_dialog}
        <Dialog
            id="delete-request"
            open=deleting
            small=true
            title=|| words::t().delete_title
            children=move || view! { <Delete open=deleting summary=summary /> }
        />
    }
    .into_any()
}

#[component]
fn Delete(open: RwSignal<bool>, summary: Memo<Option<MailRequestSummary>>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let delete = move |()| {
        let Some(of) = summary.get_untracked() else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let result = client.delete_mail_request(of.id, of.version).await;
            match session.notice(result) {
                Ok(()) => {
                    toasts.say(words::t().deleted);
                    router::replace(&last_list());
                }
                Err(error) => {
                    busy.try_set(false);
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{refusal_text(&error)}</Banner> })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <p>{move || words::t().delete_text}</p>
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button class="btn-danger" busy=busy on_click=delete>
                {move || words::t().delete_submit}
            </Button>
        </footer>
    }
    .into_any()
}
