//! Making an account for a client.

use crate::{
    counselors::all_counselors,
    forms::{Entry, Form, any, optional, required},
    i18n::{self, clients as words, common},
    remote::fetch,
    session::use_session,
    ui::{Banner, Button, Dialog, ErrorSummary, Kind, PasswordField, SelectField, TextField},
};
use client::CallResult;
use domain::{
    clients::{Client, ClientCreate},
    counselors::CounselorSummary,
    language::Language,
    problem::FieldCode,
    text::{EmailAddress, NewClientPassword, PhoneNumber, Pseudonym},
};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What happens with the new client.
    #[prop(into)]
    on_created: Callback<Client>,
) -> impl IntoView {
    view! {
        <Dialog
            id="create-client"
            open=open
            title=|| words::t().create
            children=move || view! { <CreateForm open=open on_created=on_created /> }
        />
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Entries {
    pseudonym: Entry,
    password: Entry,
    email: Entry,
    phone: Entry,
    primary_counselor: Entry,
}

impl Entries {
    fn new() -> Self {
        Self {
            pseudonym: Entry::new(
                "pseudonym",
                || words::t().pseudonym,
                "",
                required::<Pseudonym>,
            ),
            password: Entry::new(
                "password",
                || words::t().password,
                "",
                required::<NewClientPassword>,
            ),
            email: Entry::new("email", || words::t().email, "", optional::<EmailAddress>).in_words(
                |code| (code == FieldCode::InvalidFormat).then(|| words::t().email_format),
            ),
            phone: Entry::new("phone", || words::t().phone, "", optional::<PhoneNumber>).in_words(
                |code| (code == FieldCode::InvalidFormat).then(|| words::t().phone_format),
            ),
            primary_counselor: Entry::new(
                "primary_counselor_id",
                || words::t().primary_counselor,
                "",
                any,
            ),
        }
    }

    fn body(self) -> Option<ClientCreate> {
        Some(ClientCreate {
            pseudonym: self.pseudonym.parse()?,
            password: self.password.parse()?,
            email: self.email.parse(),
            phone: self.phone.parse(),
            primary_counselor_id: self
                .primary_counselor
                .value
                .with_untracked(|id| id.parse().ok()),
            language: Language::default(),
        })
    }
}

#[component]
fn CreateForm(open: RwSignal<bool>, on_created: Callback<Client>) -> impl IntoView {
    let session = use_session();
    let entries = Entries::new();
    let Entries {
        pseudonym,
        password,
        email,
        phone,
        primary_counselor,
    } = entries;
    let form = Form::new(vec![pseudonym, password, email, phone, primary_counselor]);
    let counselors = RwSignal::new(None::<CallResult<Vec<CounselorSummary>>>);
    let load = move || {
        let client = session.client();
        fetch(
            async move { all_counselors(&client).await },
            move |result| {
                counselors.set(Some(result.map(|mut all| {
                    all.retain(|one| one.active);
                    all
                })));
            },
        );
    };
    load();
    let choices = move || {
        let nobody = (String::new(), words::t().no_primary.to_owned());
        let listed = counselors.with(|counselors| match counselors {
            Some(Ok(all)) => all
                .iter()
                .map(|one| (one.id.to_string(), one.display_name.clone()))
                .collect(),
            Some(Err(_)) | None => Vec::new(),
        });
        std::iter::once(nobody).chain(listed).collect::<Vec<_>>()
    };
    let not_loaded = move || {
        let error = counselors.get().and_then(Result::err)?;
        let why = i18n::error_text(&error);
        Some(view! { <Banner kind=Kind::Warn>{words::t().counselors_missing} " " {why}</Banner> })
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = entries.body() else {
            return form.succeed();
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_client(&body).await) {
                Ok(client) => {
                    form.succeed();
                    open.set(false);
                    on_created.try_run(client);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=pseudonym autofocus=true hint=|| words::t().pseudonym_hint />
                <PasswordField
                    entry=password
                    autocomplete="new-password"
                    hint=|| words::t().password_hint
                />
                <TextField entry=email kind="email" optional=true />
                <TextField entry=phone kind="tel" optional=true />
                {not_loaded}
                <SelectField entry=primary_counselor options=Signal::derive(choices) optional=true />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
