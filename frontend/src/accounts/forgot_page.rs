//! Asking for a link to set a new password, for staff.

use super::frame::WayIn;
use crate::{
    forms::{Entry, Form, required},
    i18n::{accounts, passwords as words},
    paths, router,
    session::use_session,
    shell::set_title,
    ui::{Button, ErrorSummary, TextField, dom},
};
use domain::{
    account_links::ForgottenPassword,
    problem::FieldCode,
    text::{EmailAddress, LoginName, Slug},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn ForgotPage() -> impl IntoView {
    set_title(|| words::t().forgotten.into());
    let asked = RwSignal::new(false);
    let content = move || {
        if asked.get() {
            view! {
                <div class="stack stack-2">
                    <h1 id="asked" tabindex="-1">{move || words::t().asked}</h1>
                    <p role="status">{move || words::t().asked_text}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="stack stack-2">
                    <h1>{move || words::t().forgotten}</h1>
                    <p class="muted">{move || words::t().forgotten_lead}</p>
                </div>
                <ForgotForm asked=asked />
            }
            .into_any()
        }
    };
    view! {
        <WayIn>
            {content} <p>
                <a href=paths::SIGN_IN>{move || words::t().to_sign_in}</a>
            </p>
        </WayIn>
    }
    .into_any()
}

#[component]
fn ForgotForm(asked: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let email = Entry::new("email", || words::t().email, "", required::<EmailAddress>)
        .in_words(|code| (code == FieldCode::InvalidFormat).then(|| words::t().email_format));
    let login_name = Entry::new(
        "login_name",
        || words::t().login_name,
        "",
        required::<LoginName>,
    );
    let form = Form::new(vec![email, login_name]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (Some(email), Some(login_name)) = (email.parse(), login_name.parse()) else {
            return form.succeed();
        };
        let facility = untrack(|| router::query("facility"));
        let body = ForgottenPassword {
            facility: facility.and_then(|slug| Slug::try_from(slug).ok()),
            email,
            login_name,
        };
        let client = session.client();
        spawn_local(async move {
            match client.forgot_password(&body).await {
                Ok(()) => {
                    form.succeed();
                    asked.set(true);
                    dom::focus_soon("asked");
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <ErrorSummary form=form title=|| accounts::t().not_sent />
        <form class="stack" method="post" novalidate on:submit=send>
            <TextField entry=email kind="email" autocomplete="email" />
            <TextField
                entry=login_name
                autocomplete="username"
                hint=|| words::t().login_name_hint
            />
            <Button submit=true class="btn-primary btn-lg btn-block" busy=form.busy>
                {move || words::t().send_link}
            </Button>
        </form>
    }
    .into_any()
}
