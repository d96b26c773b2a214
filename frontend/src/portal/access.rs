//! Making an access or using the one that one has: the values, the calls and the fields.

use super::area::{Portal, use_portal};
use crate::{
    accounts::{Refusal, SignInEntries, SignInFields},
    forms::{Entry, Fault, Form, optional, required},
    i18n::{accounts as account_words, language, portal_access as words},
    passwords::NewPasswordField,
    paths,
    ui::{Banner, Choice, Kind, TextField},
};
use client::{CallError, CallResult, Client};
use domain::{
    accounts::{Account, AccountKind, ClientRegistration, ClientSignIn},
    facility::ContactRule,
    problem::{FieldCode, ProblemCode},
    text::{
        EmailAddress, NewClientPassword, PhoneNumber, Pseudonym, Slug, TypedName, TypedPassword,
    },
};
use leptos::prelude::*;

/// How somebody gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By making an access.
    Register,
    /// With the one they have.
    SignIn,
}

/// What is sent to get in.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// To make an access.
    New(ClientRegistration),
    /// To use the one that is there.
    Known(ClientSignIn),
}

/// The values of a new access.
#[derive(Clone, Copy, Debug)]
struct Fields {
    pseudonym: Entry,
    new_password: Entry,
    email: Entry,
    phone: Entry,
}

/// What is typed to get in. Changing one's mind about the way loses nothing.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// The way that is chosen.
    pub way: RwSignal<Way>,
    fields: StoredValue<Fields>,
    portal: StoredValue<Portal>,
    register: Form,
    known: SignInEntries,
    /// The pseudonym of a registration whose answer was lost: it may be ours already.
    maybe_made: StoredValue<Option<Pseudonym>>,
}

impl Access {
    /// Begins with this way.
    pub fn new(way: Way) -> Self {
        let pseudonym = Entry::new(
            "pseudonym",
            || words::t().pseudonym,
            "",
            required::<Pseudonym>,
        )
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().pseudonym_missing));
        let new_password = Entry::new(
            "password",
            || account_words::t().password,
            "",
            required::<NewClientPassword>,
        )
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().new_password_missing));
        let email = Entry::new("email", || words::t().email, "", optional::<EmailAddress>)
            .in_words(|code| (code == FieldCode::InvalidFormat).then(|| words::t().email_wrong));
        let phone = Entry::new("phone", || words::t().phone, "", optional::<PhoneNumber>);
        let known = SignInEntries::new(
            || words::t().name,
            |code| (code == FieldCode::Required).then(|| words::t().name_missing),
        );
        Self {
            way: RwSignal::new(way),
            fields: StoredValue::new(Fields {
                pseudonym,
                new_password,
                email,
                phone,
            }),
            portal: StoredValue::new(use_portal()),
            register: Form::new(vec![pseudonym, new_password, email, phone]),
            known,
            maybe_made: StoredValue::new(None),
        }
    }

    /// While somebody is on their way in; notifies.
    pub fn is_busy(self) -> bool {
        self.register.busy.get() || self.known.form.busy.get()
    }

    /// Checks what is typed, and begins if nothing is wrong and nothing is on its way.
    pub fn begin(self) -> Option<Credentials> {
        let form = self.form();
        if !form.begin() {
            return None;
        }
        let credentials = self.credentials();
        if credentials.is_none() && form.busy.get_untracked() {
            form.succeed();
        }
        credentials
    }

    fn form(self) -> Form {
        match self.way.get_untracked() {
            Way::Register => self.register,
            Way::SignIn => self.known.form,
        }
    }

    fn credentials(self) -> Option<Credentials> {
        let fields = self.fields.get_value();
        Some(match self.way.get_untracked() {
            Way::Register => {
                let rule = untrack(|| self.portal.get_value().registration()).contact;
                let asked = rule != ContactRule::NotAsked;
                let body = ClientRegistration {
                    pseudonym: fields.pseudonym.parse()?,
                    password: fields.new_password.parse()?,
                    email: fields.email.parse().filter(|_| asked),
                    phone: fields.phone.parse().filter(|_| asked),
                    language: untrack(language),
                };
                if rule == ContactRule::Required && body.email.is_none() && body.phone.is_none() {
                    let said = untrack(words::t).one_of_two.to_owned();
                    fields.email.fault.set(Some(Fault::Said(said)));
                    self.register.refuse();
                    return None;
                }
                Credentials::New(body)
            }
            Way::SignIn => {
                let (name, password) = self.known.parse()?;
                Credentials::Known(ClientSignIn { name, password })
            }
        })
    }

    /// Gets in. Where the answer to a registration was lost on the way, trying again uses what
    /// may have been made then.
    pub async fn enter(
        self,
        client: &Client,
        slug: &Slug,
        with: &Credentials,
    ) -> CallResult<Account> {
        let session = match with {
            Credentials::Known(body) => client.sign_in_client(slug.as_str(), body).await?,
            Credentials::New(body) => {
                let again =
                    self.maybe_made.try_get_value().flatten().as_ref() == Some(&body.pseudonym);
                match client.register_client(slug.as_str(), body).await {
                    Err(error) if again && error.code() == Some(ProblemCode::PseudonymTaken) => {
                        let body = known(body).ok_or_else(|| error.clone())?;
                        client
                            .sign_in_client(slug.as_str(), &body)
                            .await
                            .map_err(|_| error)?
                    }
                    result => {
                        let lost = matches!(result, Err(CallError::Unreachable));
                        self.maybe_made
                            .try_set_value(lost.then(|| body.pseudonym.clone()));
                        result?
                    }
                }
            }
        };
        Ok(session.account)
    }

    /// It worked, or something else did not.
    pub fn succeed(self) {
        self.register.succeed();
        self.known.form.succeed();
    }

    /// It did not work. What no field and no summary can say is left to the caller.
    pub fn fail(self, error: CallError) -> Option<CallError> {
        let form = self.form();
        form.fail(error);
        let left = form
            .failure
            .get_untracked()
            .filter(|error| !is_for_summary(error));
        if left.is_some() {
            form.failure.set(None);
        }
        left
    }
}

/// The same person as they sign in later.
fn known(body: &ClientRegistration) -> Option<ClientSignIn> {
    Some(ClientSignIn {
        name: TypedName::try_from(body.pseudonym.as_str()).ok()?,
        password: TypedPassword::try_from(body.password.as_str()).ok()?,
    })
}

fn is_for_summary(error: &CallError) -> bool {
    matches!(
        error.code(),
        Some(ProblemCode::InvalidCredentials | ProblemCode::TooManyAttempts)
    )
}

/// The question which way, for those who may be here for the first time.
#[component]
pub fn WhichWay(
    /// Of this access.
    access: Access,
) -> impl IntoView {
    let choice = move |way: Way, word: fn() -> &'static str| {
        view! {
            <Choice
                group="way"
                label=Signal::derive(word)
                checked=Signal::derive(move || access.way.get() == way)
                on_choose=move |()| access.way.set(way)
            />
        }
    };
    view! {
        <fieldset class="question">
            <legend>{move || words::t().which}</legend>
            <div class="choices">
                {choice(Way::Register, || words::t().first_time)}
                {choice(Way::SignIn, || words::t().known)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// What keeps somebody from getting in.
#[component]
pub fn AccessSummary(
    /// Of this access.
    access: Access,
) -> impl IntoView {
    move || {
        let form = match access.way.get() {
            Way::Register => access.register,
            Way::SignIn => access.known.form,
        };
        view! {
            <Refusal form=form wrong=|| words::t().wrong too_many=|| words::t().too_many />
        }
        .into_any()
    }
}

/// The fields of the way that is chosen.
#[component]
pub fn AccessFields(
    /// Of this access.
    access: Access,
) -> impl IntoView {
    let fields = access.fields.get_value();
    let slug = StoredValue::new(use_portal().slug());
    let names =
        Signal::derive(move || vec![fields.pseudonym.value.get(), fields.email.value.get()]);
    let contact = move || {
        let rule = access.portal.get_value().registration().contact;
        let optional = rule == ContactRule::Optional;
        let hint = move || {
            let needed = rule == ContactRule::Required;
            needed.then(|| view! { <p class="hint">{words::t().one_of_two}</p> })
        };
        (rule != ContactRule::NotAsked).then(|| {
            view! {
                {hint}
                <TextField
                    entry=fields.email
                    kind="email"
                    autocomplete="email"
                    optional=optional
                    hint=|| words::t().email_hint
                />
                <TextField
                    entry=fields.phone
                    kind="tel"
                    autocomplete="tel"
                    optional=optional
                    hint=|| words::t().phone_hint
                />
            }
            .into_any()
        })
    };
    move || match access.way.get() {
        Way::Register if access.portal.get_value().nobody_new().is_some() => view! {
            <Banner kind=Kind::Info>{move || access.portal.get_value().nobody_new()}</Banner>
        }
        .into_any(),
        Way::Register => view! {
            <div class="stack stack-6">
                <TextField
                    entry=fields.pseudonym
                    autocomplete="username"
                    hint=|| words::t().pseudonym_hint
                />
                <NewPasswordField
                    entry=fields.new_password
                    kind=AccountKind::Client
                    names=names
                    hint=|| words::t().new_password_hint
                />
                {contact}
            </div>
        }
        .into_any(),
        Way::SignIn => view! {
            <div class="stack stack-6">
                <SignInFields entries=access.known />
                <p>
                    <a href=paths::portal_forgot(&slug.get_value())>
                        {move || account_words::t().forgotten}
                    </a>
                </p>
            </div>
        }
        .into_any(),
    }
}
