//! Changing by which name and address one is known.

use super::{proof_entry, proof_field};
use crate::{
    forms::{Entry, Form, optional, required},
    i18n::{common, own_data as words, portal_access},
    remote::{Loaded, Resource},
    session::use_session,
    ui::{Button, Dialog, ErrorSummary, TextField, use_toasts},
};
use domain::{
    accounts::Account,
    clients::{Edit, OwnData, OwnDataUpdate},
    facility::ContactRule,
    problem::FieldCode,
    text::{EmailAddress, PhoneNumber, Pseudonym},
};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn ContactDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is there.
    own: Resource<OwnData>,
) -> impl IntoView {
    let content = move || match untrack(|| own.ready()) {
        Loaded::Here(here) => view! { <ContactForm open=open own=own here=here /> }.into_any(),
        Loaded::Nothing | Loaded::Failure(_) => ().into_any(),
    };
    view! {
        <Dialog id="own-contact-dialog" open=open title=|| words::t().contact_change children=content />
    }
    .into_any()
}

#[component]
fn ContactForm(open: RwSignal<bool>, own: Resource<OwnData>, here: OwnData) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let access = portal_access::t;
    let label = || portal_access::t().pseudonym;
    let pseudonym = Entry::new("pseudonym", label, here.pseudonym, required::<Pseudonym>);
    let (had_email, had_phone) = (here.email.is_some(), here.phone.is_some());
    let label = || portal_access::t().email;
    let email = here.email.unwrap_or_default();
    let email = Entry::new("email", label, email, optional::<EmailAddress>).in_words(|code| {
        (code == FieldCode::InvalidFormat).then(|| portal_access::t().email_wrong)
    });
    let label = || portal_access::t().phone;
    let phone = here.phone.unwrap_or_default();
    let phone = Entry::new("phone", label, phone, optional::<PhoneNumber>);
    let proof = proof_entry();
    let form = Form::new(vec![pseudonym, email, phone, proof]);
    let version = here.version;
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(own_password) = proof.parse() else {
            return form.succeed();
        };
        let body = OwnDataUpdate {
            own_password,
            pseudonym: pseudonym.parse(),
            email: Edit::to(email.parse()),
            phone: Edit::to(phone.parse()),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.update_own_data(version, &body).await) {
                Ok(now) => {
                    form.succeed();
                    session.update(|account| {
                        if let Account::Client { pseudonym, .. } = account {
                            pseudonym.clone_from(&now.pseudonym);
                        }
                    });
                    toasts.say(words::t().saved);
                    open.try_set(false);
                    own.load_again();
                }
                Err(error) => form.fail(error),
            }
        });
    };
    // What the facility does not ask for can be taken away, and not be given.
    let asked = here.contact != ContactRule::NotAsked;
    let email_field = (asked || had_email).then(|| {
        view! {
            <TextField
                entry=email
                kind="email"
                autocomplete="email"
                optional=true
                hint=move || access().email_hint
            />
        }
    });
    let phone_field = (asked || had_phone).then(|| {
        view! {
            <TextField
                entry=phone
                kind="tel"
                autocomplete="tel"
                optional=true
                hint=move || access().phone_hint
            />
        }
    });
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=pseudonym autocomplete="username" autofocus=true />
                {email_field}
                {phone_field}
                {proof_field(proof)}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
