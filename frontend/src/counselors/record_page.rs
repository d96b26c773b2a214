//! One staff account, for admins.

use super::{
    account_form::{Account, AccountFields},
    conflict::{CONFLICT, Conflict},
    delete_dialog::DeleteDialog,
    email_proof::EmailProof,
    list_page::State,
    picture_field::picture_address,
    refusal::Refusal,
    second_step::SecondStep,
};
use crate::{
    forms::Form,
    i18n::{common, counselor_administration as words, format, shell},
    paths,
    remote::{Loaded, load},
    session::use_session,
    shell::{NotFoundPart, set_title},
    ui::{
        Avatar, Button, ErrorSummary, Size, Skeleton, Tone, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    access::{Action, Relation, Role},
    counselors::{Counselor, CounselorUpdate, RoleChange},
    ids::CounselorId,
    problem::ProblemCode,
};
use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

/// The page. Whoever may not see it is told that it is not here.
#[component]
pub fn CounselorPage(
    /// Whose; `None` if the address names nobody.
    id: Option<CounselorId>,
) -> impl IntoView {
    let session = use_session();
    let may_enter = Memo::new(move |_| {
        let account = session.account();
        account.is_some_and(|account| account.may(Action::ChangeCounselorRole, Relation::Others))
    });
    move || match id.filter(|_| may_enter.get()) {
        Some(id) => view! { <Record id=id /> }.into_any(),
        None => view! { <NotFoundPart /> }.into_any(),
    }
}

#[component]
fn Record(id: CounselorId) -> impl IntoView {
    let counselor = load(move |client| async move { client.read_counselor(id).await });
    let content = move || match counselor.ready() {
        Loaded::Here(counselor) => view! { <Content of=counselor /> }.into_any(),
        Loaded::Failure(error) => view! {
            <h1 class="sr-only">{move || shell::t().counselor_administration}</h1>
            {counselor.failure_view(error)}
        }
        .into_any(),
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
    };
    view! {
        <div class="page">
            <p class="small">
                <a class="back" href=paths::COUNSELORS>
                    {icon(icon::ARROW_LEFT)}
                    {move || shell::t().counselor_administration}
                </a>
            </p>
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn Content(of: Counselor) -> impl IntoView {
    let session = use_session();
    let stored = RwSignal::new(of);
    set_title(move || stored.with(|of| of.display_name.clone()));
    let name = move || stored.with(|of| of.display_name.clone());
    let face = move || {
        stored.with(|of| {
            let picture = picture_address(session, of);
            view! {
                <Avatar
                    name=of.display_name.clone()
                    tone=Tone::Staff
                    size=Size::Large
                    picture=picture
                />
            }
        })
    };
    let active = Memo::new(move |_| stored.with(|of| of.active));
    let last = move || {
        stored.with(|of| match of.last_signed_in_at {
            Some(at) => format!("{} {}", words::t().last_signed_in, format::moment(at)),
            None => words::t().never.to_owned(),
        })
    };
    view! {
        <header class="page-head">
            {face}
            <div class="stack stack-2">
                <h1>{name}</h1>
                <p class="row small">
                    {move || stored.with(|of| words::role(of.role))}
                    {move || view! { <State active=active.get() /> }}
                    <span class="muted">{last}</span>
                </p>
            </div>
        </header>
        <div class="stack stack-7 form-page">
            <Rights stored=stored />
            <p>
                <a class="btn" href=move || stored.with(|of| paths::counselor_mail_settings(of.id))>
                    {icon(icon::MAIL)}
                    {move || words::t().mail_settings}
                </a>
                " "
                <a
                    class="btn"
                    href=move || stored.with(|of| paths::of_counselor(paths::BOOKING_TIMES, of.id))
                >
                    {icon(icon::CLOCK)}
                    {move || shell::t().set_up_appointments}
                </a>
            </p>
            <section class="sect" aria-labelledby="account-data">
                <h2 id="account-data">{move || words::t().data}</h2>
                <DataForm stored=stored />
            </section>
        </div>
    }
    .into_any()
}

type Step = fn(Client, Counselor) -> LocalBoxFuture<'static, CallResult<Counselor>>;

/// What the account may do, and whether it may do it now.
#[component]
fn Rights(stored: RwSignal<Counselor>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let deleting = RwSignal::new(false);
    let run = move |step: Step, said: &'static str| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let answer = step(session.client(), stored.get_untracked());
        spawn_local(async move {
            let result = session.notice(answer.await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(saved) => {
                    stored.set(saved);
                    toasts.say(said);
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let is_admin = Memo::new(move |_| stored.with(|of| of.role == Role::Admin));
    let active = Memo::new(move |_| stored.with(|of| of.active));
    let change_role: Step = |client, of| {
        let role = match of.role {
            Role::Admin => Role::Counselor,
            Role::Counselor => Role::Admin,
        };
        let change = RoleChange { role };
        Box::pin(async move {
            client
                .change_counselor_role(of.id, of.version, &change)
                .await
        })
    };
    let change_activity: Step = |client, of| {
        Box::pin(async move {
            if of.active {
                client.deactivate_counselor(of.id, of.version).await
            } else {
                client.activate_counselor(of.id, of.version).await
            }
        })
    };
    let invite: Step = |client, of| {
        Box::pin(async move {
            client.invite_counselor(of.id).await?;
            Ok(of)
        })
    };
    view! {
        <section class="sect" aria-labelledby="account-rights">
            <h2 id="account-rights">{move || words::t().rights}</h2>
            <Refusal failure=failure />
            <p class="hint">{move || words::t().rights_hint}</p>
            <p class="hint">{move || words::t().invite_hint}</p>
            <div class="row">
                <Button busy=busy on_click=move |()| run(change_role, words::t().saved)>
                    {move || {
                        if is_admin.get() {
                            words::t().make_counselor
                        } else {
                            words::t().make_admin
                        }
                    }}
                </Button>
                <Button busy=busy on_click=move |()| run(change_activity, words::t().saved)>
                    {move || {
                        if active.get() {
                            words::t().deactivate
                        } else {
                            words::t().activate
                        }
                    }}
                </Button>
                <Button busy=busy on_click=move |()| run(invite, words::t().invited)>{move || words::t().invite}</Button>
                <SecondStep of=stored />
                <Button on_click=move |()| deleting.set(true)>{move || words::t().delete}</Button>
            </div>
        </section>
        <DeleteDialog open=deleting of=stored />
    }
    .into_any()
}

#[component]
fn DataForm(stored: RwSignal<Counselor>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let account = stored.with_untracked(Account::of);
    let proof = EmailProof::new(account.email, move || stored.with(|of| of.email.clone()));
    let all = account.all().into_iter().chain([proof.entry]);
    let form = Form::new(all.collect());
    let newer = RwSignal::new(None::<Counselor>);
    let send = move || {
        if !form.begin() {
            return;
        }
        if let Some(missing) = proof.fault() {
            return form.refuse_for(proof.entry, missing);
        }
        let (id, version) = stored.with_untracked(|of| (of.id, of.version));
        let body = CounselorUpdate {
            own_password: proof.given(),
            ..account.update()
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.update_counselor(id, version, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    account.take(&saved);
                    proof.forget();
                    stored.set(saved);
                    newer.set(None);
                    toasts.say(words::t().saved);
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    match session.notice(client.read_counselor(id).await) {
                        Ok(theirs) => {
                            form.succeed();
                            newer.set(Some(theirs));
                            dom::focus_soon(CONFLICT);
                        }
                        Err(error) => form.fail(error),
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let keep = move |theirs| {
        stored.set(theirs);
        send();
    };
    let take = move |theirs: Counselor| {
        account.take(&theirs);
        stored.set(theirs);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        send();
    };
    view! {
        <form class="stack" method="post" novalidate autocomplete="off" on:submit=submit>
            <ErrorSummary form=form />
            <Conflict
                newer=newer
                differences=move |theirs| account.differences(&theirs)
                on_keep=keep
                on_take=take
            />
            <AccountFields account=account new=false proof=proof />
            <div class="row">
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
