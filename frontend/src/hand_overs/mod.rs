//! Asking a client before somebody else goes on with them, as staff do it. What the client sees is
//! in the portal.

use crate::{
    forms::{Entry, Form, optional},
    i18n::{self, common, hand_overs as words},
    session::use_session,
    ui::{Banner, Button, ErrorSummary, Kind, TextArea, use_toasts},
};
use client::{CallResult, Client};
use domain::{
    hand_overs::{HandOver, HandOverAsk},
    ids::{ClientId, CounselorId, MailRequestId},
    text::HandOverWords,
};
use leptos::{prelude::*, task::spawn_local};

/// What is to be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A mail request.
    Request(MailRequestId),
    /// A client, to another primary counselor.
    Client(ClientId),
}

impl Matter {
    async fn ask(self, client: &Client, body: &HandOverAsk) -> CallResult<HandOver> {
        match self {
            Self::Request(id) => client.ask_for_hand_over(id, body).await,
            Self::Client(id) => client.ask_for_primary_counselor(id, body).await,
        }
    }
}

/// What stands in the place of a change that takes the client's consent.
#[component]
pub fn Consent(
    /// What is to be handed over.
    matter: Matter,
    /// To whom.
    to: CounselorId,
    /// What they are called.
    name: String,
    /// Classes of the words, and of the buttons below.
    classes: (&'static str, &'static str),
    /// The client is asked.
    #[prop(into)]
    on_asked: Callback<()>,
    /// Hands over without asking: for admins.
    #[prop(into)]
    on_unasked: Callback<()>,
    /// Leaves it.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let said = Entry::new(
        "words",
        || words::t().words_label,
        "",
        optional::<HandOverWords>,
    );
    let form = Form::new(vec![said]);
    let ask = move |()| {
        if !form.begin() {
            return;
        }
        let body = HandOverAsk {
            counselor_id: to,
            words: said.parse(),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(matter.ask(&client, &body).await) {
                Ok(_) => {
                    form.succeed();
                    toasts.say(words::t().asked);
                    on_asked.try_run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let is_admin = move || {
        let account = session.account();
        account.is_some_and(|account| account.actor().is_admin())
    };
    let unasked = move || {
        is_admin().then(|| {
            view! {
                <Button on_click=move |()| on_unasked.run(())>{move || words::t().unasked}</Button>
            }
        })
    };
    view! {
        <div class=classes.0>
            <ErrorSummary form=form />
            <p>{move || words::lead(&name)}</p>
            <TextArea
                entry=said
                optional=true
                hint=Signal::derive(|| words::t().words_hint.to_owned())
            />
            {move || is_admin().then(|| view! { <p class="muted">{words::t().unasked_hint}</p> })}
        </div>
        <div class=classes.1>
            <Button on_click=move |()| on_cancel.run(())>{move || common::t().cancel}</Button>
            {unasked}
            <Button class="btn-primary" busy=form.busy on_click=ask>
                {move || words::t().ask}
            </Button>
        </div>
    }
    .into_any()
}

/// Where the last question stands, and how to take it back.
#[component]
pub fn HandOverState(
    /// The question.
    #[prop(into)]
    question: Signal<Option<HandOver>>,
    /// Whether whoever is signed in may take it back.
    #[prop(into)]
    may_withdraw: Signal<bool>,
    /// It was taken back.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let shown = Memo::new(move |_| question.get());
    let withdraw = move |id| {
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.withdraw_hand_over(id).await) {
                Ok(_) => toasts.say(words::t().withdrawn),
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
            busy.try_set(false);
            on_change.try_run(());
        });
    };
    move || {
        let one = shown.get()?;
        let text = words::state(&one)?;
        let (id, is_open) = (one.id, one.is_open());
        let said = one.words.filter(|_| is_open);
        let kind = if is_open { Kind::Info } else { Kind::Quiet };
        let actions = move || {
            (is_open && may_withdraw.get()).then(|| {
                view! {
                    <Button class="btn-sm" busy=busy on_click=move |()| withdraw(id)>
                        {move || words::t().withdraw}
                    </Button>
                }
            })
        };
        let said = said.map(|said| view! { <p class="muted">{said}</p> });
        Some(
            view! {
                <section aria-label=move || words::t().state>
                    <Banner kind=kind actions=actions>
                        {text}
                        {said}
                    </Banner>
                </section>
            }
            .into_any(),
        )
    }
}
