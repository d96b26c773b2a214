//! Setting a new password with a recovery code.

use crate::{
    forms::{Entry, Form, required},
    i18n::{own_data as words, passwords, portal_access},
    passwords::{NewPasswordField, new_password_entry},
    paths,
    portal::{
        area::{keep_code, use_portal},
        write_page::Notes,
    },
    router,
    session::{adopt_language, use_session},
    shell::set_title,
    ui::{Button, ErrorSummary, TextField, use_toasts},
};
use domain::{
    accounts::{AccountKind, ClientSignIn},
    problem::FieldCode,
    recovery_codes::{PasswordRecovery, RecoveryCode},
    text::{NewClientPassword, TypedName, TypedPassword},
};
use leptos::{prelude::*, task::spawn_local};

/// The page. Whoever has set their password is signed in with it, and shown their new code.
#[component]
pub fn RecoverPage() -> impl IntoView {
    set_title(|| words::t().recover.into());
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let name = Entry::new(
        "name",
        || portal_access::t().name,
        "",
        required::<TypedName>,
    )
    .in_words(|code| (code == FieldCode::Required).then(|| portal_access::t().name_missing));
    let code = Entry::new(
        "recovery_code",
        || words::t().code,
        "",
        required::<RecoveryCode>,
    )
    .in_words(|code| match code {
        FieldCode::Required => Some(words::t().code_missing),
        FieldCode::InvalidFormat => Some(words::t().code_wrong),
        _ => None,
    });
    let password = new_password_entry(AccountKind::Client, || passwords::t().new);
    let form = Form::new(vec![name, code, password]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let given = name.parse().zip(code.parse()).zip(password.parse());
        let Some(((name, recovery_code), password)) = given else {
            return form.succeed();
        };
        let (client, slug) = (session.client(), portal.slug());
        spawn_local(async move {
            let again = sign_in(&name, &password);
            let body = PasswordRecovery {
                name,
                recovery_code,
                password,
            };
            let made = match client.recover_password(slug.as_str(), &body).await {
                Ok(made) => made.recovery_code,
                Err(error) => return form.fail(error),
            };
            form.succeed();
            keep_code(Some(made));
            let signed_in = match again {
                Some(body) => client.sign_in_client(slug.as_str(), &body).await.ok(),
                None => None,
            };
            let requests = paths::portal_requests(&slug);
            if let Some(signed_in) = signed_in {
                adopt_language(&signed_in.account);
                session.enter(signed_in.account);
                portal.go_on(&requests);
            } else {
                // The code is shown as soon as they are signed in.
                toasts.say(passwords::t().set);
                let shown = paths::portal_recovery_code(&slug, &requests);
                router::replace(&paths::portal_sign_in(&slug, Some(&shown)));
            }
        });
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form stack">
                    <h1>{move || words::t().recover}</h1>
                    <p class="muted">{move || words::t().recover_lead}</p>
                    <ErrorSummary form=form />
                    <form class="stack" method="post" novalidate on:submit=send>
                        <TextField entry=name autocomplete="username" />
                        <TextField entry=code hint=|| words::t().code_hint />
                        <NewPasswordField entry=password kind=AccountKind::Client />
                        <div class="row">
                            <Button submit=true class="btn-primary btn-lg" busy=form.busy>
                                {move || passwords::t().save}
                            </Button>
                        </div>
                    </form>
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

/// The same person as they sign in with it.
fn sign_in(name: &TypedName, password: &NewClientPassword) -> Option<ClientSignIn> {
    Some(ClientSignIn {
        name: name.clone(),
        password: TypedPassword::try_from(password.as_str()).ok()?,
    })
}
