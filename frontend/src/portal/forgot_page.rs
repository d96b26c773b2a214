//! Asking for a link to set a new password, for clients.

use super::{area::use_portal, write_page::Notes};
use crate::{
    forms::{Entry, Form, required},
    i18n::{accounts, passwords as words, portal_access},
    paths,
    session::use_session,
    shell::set_title,
    ui::{Button, ErrorSummary, TextField, dom},
};
use domain::{account_links::ForgottenClientPassword, problem::FieldCode, text::TypedName};
use leptos::{prelude::*, task::spawn_local};

/// The page. Those whom no mail can reach are told whom to ask, before as after.
#[component]
pub fn ForgotPage() -> impl IntoView {
    set_title(|| words::t().forgotten.into());
    let slug = use_portal().slug();
    let (sign_in, recover) = (
        paths::portal_sign_in(&slug, None),
        paths::portal_recover(&slug),
    );
    let asked = RwSignal::new(false);
    let content = move || {
        if asked.get() {
            view! {
                <h1 id="asked" tabindex="-1">{move || words::t().asked}</h1>
                <p role="status">{move || words::t().asked_client_text}</p>
            }
            .into_any()
        } else {
            view! {
                <h1>{move || words::t().forgotten}</h1>
                <p class="muted">{move || words::t().forgotten_client_lead}</p>
                <ForgotForm asked=asked />
            }
            .into_any()
        }
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form stack">
                    {content}
                    <h2>{move || words::t().no_email}</h2>
                    <p>
                        <a href=recover>{move || words::t().with_code}</a>
                    </p>
                    <p>{move || words::t().no_email_text}</p>
                    <p>
                        <a href=sign_in>{move || words::t().to_sign_in}</a>
                    </p>
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn ForgotForm(asked: RwSignal<bool>) -> impl IntoView {
    let (session, portal) = (use_session(), use_portal());
    let name = Entry::new(
        "name",
        || portal_access::t().name,
        "",
        required::<TypedName>,
    )
    .in_words(|code| (code == FieldCode::Required).then(|| portal_access::t().name_missing));
    let form = Form::new(vec![name]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(name) = name.parse() else {
            return form.succeed();
        };
        let (client, slug) = (session.client(), portal.slug());
        spawn_local(async move {
            let body = ForgottenClientPassword { name };
            match client.forgot_client_password(slug.as_str(), &body).await {
                Ok(()) => {
                    form.succeed();
                    asked.try_set(true);
                    dom::focus_soon("asked");
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <ErrorSummary form=form title=|| accounts::t().not_sent />
        <form class="stack" method="post" novalidate on:submit=send>
            <TextField entry=name autocomplete="username" />
            <div class="row">
                <Button submit=true class="btn-primary btn-lg" busy=form.busy>
                    {move || words::t().send_link}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
