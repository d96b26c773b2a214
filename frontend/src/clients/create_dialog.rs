//! Making an account for a client.

use super::{
    fields::master_data_fields,
    questions::{self, Control},
};
use crate::{
    counselors::all_counselors,
    forms::{Entry, Form, any, optional, required},
    i18n::{self, clients as words, common},
    passwords::NewPasswordField,
    remote::fetch,
    session::use_session,
    ui::{Banner, Button, Dialog, ErrorSummary, Kind, SelectField, TextArea, TextField, dom},
};
use client::{CallError, CallResult};
use domain::{
    accounts::AccountKind,
    clients::{Client, ClientCreate},
    counselors::CounselorSummary,
    master_data_fields::{MasterData, MasterDataField},
    problem::FieldCode,
    text::{ClientName, EmailAddress, NewClientPassword, PhoneNumber, PostalAddress, Pseudonym},
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
    name: Entry,
    address: Entry,
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
                optional::<NewClientPassword>,
            ),
            email: Entry::new("email", || words::t().email, "", optional::<EmailAddress>).in_words(
                |code| (code == FieldCode::InvalidFormat).then(|| words::t().email_format),
            ),
            phone: Entry::new("phone", || words::t().phone, "", optional::<PhoneNumber>).in_words(
                |code| (code == FieldCode::InvalidFormat).then(|| words::t().phone_format),
            ),
            name: Entry::new("name", || words::t().name, "", optional::<ClientName>),
            address: Entry::new(
                "address",
                || words::t().address,
                "",
                optional::<PostalAddress>,
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
        let counselor = self.primary_counselor.value;
        Some(ClientCreate {
            password: self.password.parse(),
            email: self.email.parse(),
            phone: self.phone.parse(),
            name: self.name.parse(),
            address: self.address.parse(),
            primary_counselor_id: counselor.with_untracked(|id| id.parse().ok()),
            ..ClientCreate::called(self.pseudonym.parse()?)
        })
    }
}

/// Who can be chosen as primary counselor, and that they could not be loaded.
fn use_counselors() -> (
    impl Fn() -> Vec<(String, String)> + Copy + Send + Sync,
    impl Fn() -> Option<AnyView> + Copy + Send,
) {
    let session = use_session();
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
        let banner =
            view! { <Banner kind=Kind::Warn>{words::t().counselors_missing} " " {why}</Banner> };
        Some(banner.into_any())
    };
    (choices, not_loaded)
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
        name,
        address,
        primary_counselor,
    } = entries;
    let form = Form::new(vec![
        pseudonym,
        password,
        email,
        phone,
        name,
        address,
        primary_counselor,
    ]);
    let answers = Answers::load();
    let (choices, not_loaded) = use_counselors();
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let answered = answers.read();
        let (Some(mut body), Some(master_data)) = (entries.body(), answered) else {
            return form.succeed();
        };
        body.master_data = master_data;
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_client(&body).await) {
                Ok(client) => {
                    form.succeed();
                    open.set(false);
                    on_created.try_run(client);
                }
                Err(error) => {
                    answers.blame(&error);
                    form.fail(error);
                }
            }
        });
    };
    let names = Signal::derive(move || vec![pseudonym.value.get(), email.value.get()]);
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=pseudonym autofocus=true hint=|| words::t().pseudonym_hint />
                <TextField entry=email kind="email" optional=true />
                <TextField entry=phone kind="tel" optional=true />
                <TextField entry=name optional=true />
                <TextArea entry=address optional=true />
                {not_loaded}
                <SelectField entry=primary_counselor options=Signal::derive(choices) optional=true />
                <NewPasswordField
                    entry=password
                    kind=AccountKind::Client
                    names=names
                    hint=|| words::t().password_hint
                    optional=true
                />
                {answers.show()}
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

/// One of the facility's questions, and what is answered.
#[derive(Clone)]
struct Answer {
    field: MasterDataField,
    value: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

/// The facility's questions, once they are here.
#[derive(Clone, Copy)]
struct Answers(RwSignal<Vec<Answer>>);

impl Answers {
    fn load() -> Self {
        let answers = RwSignal::new(Vec::new());
        let client = use_session().client();
        fetch(
            async move { master_data_fields(&client).await },
            move |fields| {
                let fields = fields.unwrap_or_default().into_iter();
                let asked = fields.filter(|field| field.active);
                let answer = |field| Answer {
                    field,
                    value: RwSignal::new(String::new()),
                    fault: RwSignal::new(None),
                };
                answers.set(asked.map(answer).collect());
            },
        );
        Self(answers)
    }

    /// What is answered; `None` if something is wrong with it, which is said at its place.
    fn read(self) -> Option<MasterData> {
        let (mut data, mut faulty) = (MasterData::new(), None);
        for answer in self.0.get_untracked() {
            let typed = answer.value.get_untracked();
            match questions::read(&answer.field, &typed) {
                Ok(Some(value)) => {
                    data.insert(answer.field.id, value);
                }
                Ok(None) => {}
                Err(error) => {
                    answer.fault.set(Some(error.text(i18n::language())));
                    faulty.get_or_insert(answer.id());
                }
            }
        }
        match faulty {
            None => Some(data),
            Some(id) => {
                dom::focus_soon(id);
                None
            }
        }
    }

    /// Says at its place what the server found.
    fn blame(self, error: &CallError) {
        let errors = error.problem().map(|problem| &problem.errors[..]);
        // The form may be gone by the time the answer comes.
        let answers = self.0.try_get_untracked().unwrap_or_default();
        for answer in answers {
            let pointer = format!("/master_data/{}", answer.field.id);
            let of_field = |errors: &[domain::problem::FieldProblem]| {
                let mut errors = errors.iter();
                errors
                    .find(|one| one.pointer == pointer)
                    .map(|one| one.message.clone())
            };
            answer.fault.set(errors.and_then(of_field));
        }
    }

    fn show(self) -> impl IntoView {
        let question = |answer: Answer| {
            let (id, field) = (answer.id(), answer.field.clone());
            let optional = (!field.mandatory)
                .then(|| view! { " " <span class="opt">{move || common::t().optional}</span> });
            view! {
                <div class="field">
                    <label class="label" for=id.clone()>
                        {move || questions::label(&field)}
                        {optional}
                    </label>
                    <Control field=answer.field id=id value=answer.value fault=answer.fault />
                </div>
            }
            .into_any()
        };
        move || {
            let answers = self.0.get();
            (!answers.is_empty()).then(|| {
                view! {
                    <fieldset class="question-group">
                        <legend>{move || words::t().master_data}</legend>
                        {answers.into_iter().map(question).collect_view()}
                    </fieldset>
                }
            })
        }
    }
}

impl Answer {
    fn id(&self) -> String {
        format!("question-{}", self.field.id)
    }
}
