//! What staff do with a request as a whole: the button and the menu beside its subject.

use super::{
    assign_dialog::AssignDialog,
    filters::last_list,
    reading::{Reading, may},
    request_data::RequestDataDialog,
};
use crate::{
    i18n::{
        self, assignment, common, mail_request_steps as words, mail_requests as request_words,
        monitorings,
    },
    paths::{self, Counselled},
    router,
    session::{Session, use_session},
    ui::{
        Banner, Button, Dialog, Kind, Menu, Toasts, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    access::Action,
    accounts::Account,
    mail_requests::{MailRequestStatus, MailRequestStep, MailRequestSummary},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// A word in the language of the app.
type Word = fn() -> &'static str;

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

/// Takes the step, if it takes no more than a press.
pub async fn call(
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

/// Whether the request can take the step, and this account may do it.
pub fn offers(account: &Account, of: &MailRequestSummary, step: MailRequestStep) -> bool {
    let mine = of.counselor.as_ref().map(|one| one.id) == account.actor().counselor_id();
    let has_it = mine && of.status == MailRequestStatus::InProgress;
    may(account, step.action(), of)
        && of.status.after(step, of.counselor.is_some()).is_ok()
        && !(step == MailRequestStep::TakeOver && has_it)
}

/// The request, and what is under way with it.
#[derive(Clone, Copy)]
struct Acting {
    reading: Reading,
    ask: Callback<()>,
    summary: Memo<Option<MailRequestSummary>>,
    session: Session,
    toasts: Toasts,
    busy: RwSignal<bool>,
    assigning: RwSignal<bool>,
    deleting: RwSignal<bool>,
    data_open: RwSignal<bool>,
}

impl Acting {
    fn on(reading: Reading, ask: Callback<()>) -> Self {
        let shut = || RwSignal::new(false);
        Self {
            reading,
            ask,
            summary: Memo::new(move |_| {
                let request = reading.request;
                request.with(|request| request.as_ref().map(|one| one.summary.clone()))
            }),
            session: use_session(),
            toasts: use_toasts(),
            busy: shut(),
            assigning: shut(),
            deleting: shut(),
            data_open: shut(),
        }
    }

    /// Whether the request can take the step, and whoever is signed in may do it.
    fn offers(self, step: MailRequestStep) -> bool {
        let account = self.session.account();
        self.summary.with(|of| {
            let both = of.as_ref().zip(account);
            both.is_some_and(|(of, account)| offers(&account, of, step))
        })
    }

    fn may_do(self, action: Action) -> bool {
        let account = self.session.account();
        self.summary.with(|of| {
            let both = of.as_ref().zip(account);
            both.is_some_and(|(of, account)| may(&account, action, of))
        })
    }

    fn take(self, step: MailRequestStep) {
        let Some(of) = self
            .summary
            .get_untracked()
            .filter(|_| !self.busy.get_untracked())
        else {
            return;
        };
        self.busy.set(true);
        let client = self.session.client();
        spawn_local(async move {
            if let Some(result) = call(&client, &of, step).await {
                match self.session.notice(result) {
                    Ok(now) => self.toasts.say(words::done(step, &now)),
                    // One can ask for oneself: the dialog says how.
                    Err(error) if error.code() == Some(ProblemCode::ConsentRequired) => {
                        self.assigning.try_set(true);
                    }
                    Err(error) => self.toasts.say(refusal_text(&error)),
                }
            }
            // The page may be gone by now.
            if !self.busy.is_disposed() {
                self.busy.set(false);
                self.reading.load();
            }
        });
    }
}

/// The button for what is most likely wanted, and the menu with everything.
#[component]
pub fn Steps(
    reading: Reading,
    /// Asks a colleague.
    #[prop(into)]
    on_ask: Callback<()>,
) -> impl IntoView {
    let acting = Acting::on(reading, on_ask);
    let summary = acting.summary;
    let may_take = Memo::new(move |_| acting.may_do(Action::TakeIntoProfile));
    let id = Memo::new(move |_| summary.with(|of| of.as_ref().map(|of| of.id)));
    let data = move || {
        let (id, open) = (id.get(), acting.data_open);
        id.map(|id| view! { <RequestDataDialog id=id open=open may_take=may_take /> })
    };
    let has_any = Memo::new(move |_| {
        let mut steps = MailRequestStep::BY_STAFF.into_iter();
        steps.any(|step| acting.offers(step))
            || [Action::ReadMailRequest, Action::DeleteMailRequest]
                .into_iter()
                .any(|action| acting.may_do(action))
    });
    // Made anew only when it is another step, so that it keeps the focus.
    let likely = Memo::new(move |_| {
        let mut steps = [MailRequestStep::TakeOver, MailRequestStep::Release].into_iter();
        steps.find(|step| acting.offers(*step))
    });
    view! {
        <div class="row row-nowrap">
            {move || likely.get().map(|step| button(acting, step))} {move || has_any.get().then(|| menu(acting))}
        </div>
        <AssignDialog open=acting.assigning reading=reading />
        {data}
        <Dialog
            id="delete-request"
            open=acting.deleting
            small=true
            title=|| words::t().delete_title
            children=move || view! { <Delete open=acting.deleting summary=summary /> }
        />
    }
    .into_any()
}

fn button(acting: Acting, step: MailRequestStep) -> AnyView {
    // Once it is pressed it goes; what else can be done is beside it.
    on_cleanup(|| dom::focus_if_lost("case-menu-button"));
    let press = move |()| acting.take(step);
    if step == MailRequestStep::TakeOver {
        view! {
            <Button
                class="btn-primary"
                shape=icon::HEART_HANDSHAKE
                busy=acting.busy
                on_click=press
            >
                {move || words::t().take_over}
            </Button>
        }
        .into_any()
    } else {
        view! {
            <Button class="only-desk" shape=icon::CIRCLE_DASHED busy=acting.busy on_click=press>
                {move || words::t().release}
            </Button>
        }
        .into_any()
    }
}

fn menu(acting: Acting) -> AnyView {
    let step = move |step: MailRequestStep, shape, word| {
        let act = move || match step {
            MailRequestStep::Assign => acting.assigning.set(true),
            _ => acting.take(step),
        };
        move || acting.offers(step).then(|| item(shape, word, act))
    };
    let other = move |action: Action, shape, word, act: fn(Acting)| {
        let act = move || act(acting);
        move || acting.may_do(action).then(|| item(shape, word, act))
    };
    let delete = move || {
        acting.may_do(Action::DeleteMailRequest).then(|| {
            view! {
                <hr />
                <button
                    class="menu-danger"
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| acting.deleting.set(true)
                >
                    {icon(icon::TRASH)}
                    {move || words::t().delete}
                </button>
            }
        })
    };
    view! {
        <Menu
            id="case-menu"
            label=|| words::t().more
            class="icon-btn icon-btn-line"
            trigger=|| icon(icon::ELLIPSIS_VERTICAL)
        >
            {step(MailRequestStep::TakeOver, icon::HEART_HANDSHAKE, || words::t().take_over)}
            {step(MailRequestStep::Release, icon::CIRCLE_DASHED, || words::t().release)}
            {step(MailRequestStep::Assign, icon::USERS_ROUND, || words::t().assign)}
            {other(
                Action::CreateInternalComment,
                icon::LOCK,
                || words::t().ask,
                |acting| acting.ask.run(()),
            )}
            {other(
                Action::ReadMailRequest,
                icon::PRINTER,
                || request_words::t().print,
                // A browser that cannot print does nothing.
                |_| window().print().unwrap_or_default(),
            )}
            {other(
                Action::ReadRequestData,
                icon::FILE_TEXT,
                || assignment::t().request_data,
                |acting| acting.data_open.set(true),
            )}
            {other(
                Action::ReadMailRequest,
                icon::CLIPBOARD_PLUS,
                || monitorings::t().new,
                |acting| {
                    if let Some(id) = acting.summary.with_untracked(|of| of.as_ref().map(|of| of.id)) {
                        router::go(&paths::new_monitoring(Counselled::MailRequest(id, false)));
                    }
                },
            )}
            {step(MailRequestStep::Complete, icon::CIRCLE_CHECK, || words::t().complete)}
            {step(MailRequestStep::Reopen, icon::DOOR_OPEN, || words::t().reopen)}
            {step(MailRequestStep::Archive, icon::ARCHIVE, || words::t().archive)}
            {delete}
        </Menu>
    }
    .into_any()
}

/// One line of the menu.
fn item(shape: &'static str, word: Word, act: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" role="menuitem" tabindex="-1" on:click=move |_| act()>
            {icon(shape)}
            {move || word()}
        </button>
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
