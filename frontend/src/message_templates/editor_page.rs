//! One automatic message in one language: its words, and how they arrive.

use super::{Key, preview::Preview};
use crate::{
    forms::{Entry, Form, any, required},
    i18n::{self, Language, message_templates as words},
    paths,
    remote::{Loaded, Resource, load},
    router,
    session::use_session,
    settings::{Answer, Difference, Edited, EditedForm, SettingsFrame},
    ui::{
        Banner, Button, DeleteQuestion, Dialog, Kind, Skeleton, TextArea, TextField,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    access::Action,
    message_templates::{MessageTemplate, MessageTemplateWrite},
    outgoing_mails::{DeliveryWay, MailTemplate},
    text::{MessageSubject, MessageTemplateText},
};
use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

/// The page. Which message it is about, the address says.
#[component]
pub fn MessageTemplatePage() -> impl IntoView {
    let key = key(&untrack(router::path));
    view! {
        <SettingsFrame
            action=Action::ListMessageTemplates
            title=|| words::t().title
            page=move || view! { <Content of=key /> }
        />
    }
}

/// The message that an address names, if there is one.
fn key(path: &str) -> Option<Key> {
    let mut all = MessageTemplate::all();
    all.find(|&(template, way, language)| paths::message_template(template, way, language) == path)
}

/// One of them, as the server has it.
async fn read(client: Client, key: Key) -> CallResult<MessageTemplate> {
    let all = client.list_message_templates().await?.items;
    let found = all
        .into_iter()
        .find(|one| (one.template, one.way, one.language) == key);
    // The server knows no fewer than the app; an older one may.
    found.ok_or(CallError::Unreachable)
}

#[component]
fn Content(of: Option<Key>) -> impl IntoView {
    let back = view! {
        <p class="small">
            <a class="back" href=paths::MESSAGE_TEMPLATES>
                {icon(icon::ARROW_LEFT)}
                {move || words::t().back}
            </a>
        </p>
    };
    let Some(key) = of else {
        return view! { {back} <p>{move || words::t().missing}</p> }.into_any();
    };
    let stored = load(move |client| read(client, key));
    let shown = move || match stored.ready() {
        Loaded::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
        Loaded::Failure(error) => stored.failure_view(error),
        Loaded::Here(one) => view! { <Editor of=one again=stored /> }.into_any(),
    };
    view! { {back} {shown} }.into_any()
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    pub key: Key,
    pub subject: Entry,
    pub text: Entry,
    form: Form,
    hint: StoredValue<MessageTemplate>,
}

impl Typed {
    fn new(of: &MessageTemplate) -> Self {
        let is_mail = of.way == DeliveryWay::Email;
        let check = if is_mail {
            required::<MessageSubject>
        } else {
            any
        };
        let subject = of.subject.clone().unwrap_or_default();
        let subject = Entry::new("subject", || words::t().subject, subject, check);
        let text = Entry::new(
            "text",
            || words::t().text,
            of.text.clone(),
            required::<MessageTemplateText>,
        );
        let entries = if is_mail {
            vec![subject, text]
        } else {
            vec![text]
        };
        Self {
            key: (of.template, of.way, of.language),
            subject,
            text,
            form: Form::new(entries),
            hint: StoredValue::new(of.clone()),
        }
    }

    /// The words, as far as they are any; notifies.
    pub fn words(self) -> Option<MessageTemplateWrite> {
        let subject = self.subject.value.get();
        let subject = match self.key.1 {
            DeliveryWay::Email => Some(MessageSubject::try_from(subject).ok()?),
            DeliveryWay::Sms => None,
        };
        let text = MessageTemplateText::try_from(self.text.value.get()).ok()?;
        Some(MessageTemplateWrite { subject, text })
    }
}

impl Edited for Typed {
    type Stored = MessageTemplate;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &MessageTemplate) -> Vec<Difference> {
        let was = stored.subject.clone().unwrap_or_default();
        [
            Difference::of(words::t().subject, self.subject.value.get(), was),
            Difference::of(words::t().text, self.text.value.get(), stored.text.clone()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn take(self, stored: &MessageTemplate) {
        self.subject
            .value
            .set(stored.subject.clone().unwrap_or_default());
        self.text.value.set(stored.text.clone());
    }

    fn save(self, client: Client, from: &MessageTemplate) -> Option<Answer<MessageTemplate>> {
        let (body, version, key) = (self.words()?, from.version, self.key);
        Some(Box::pin(async move {
            client.update_message_template(key, version, &body).await
        }))
    }

    fn read(self, client: Client, _: &MessageTemplate) -> Answer<MessageTemplate> {
        Box::pin(read(client, self.key))
    }

    fn fields(self) -> AnyView {
        let hint = Signal::derive(move || {
            let places = self
                .hint
                .with_value(|one| words::placeholders(&one.placeholders, &one.required));
            let more = match self.key.1 {
                DeliveryWay::Email => words::t().text_hint,
                DeliveryWay::Sms => words::t().sms_hint,
            };
            format!("{places} {more}")
        });
        let subject =
            (self.key.1 == DeliveryWay::Email).then(|| view! { <TextField entry=self.subject /> });
        view! {
            <div class="stack">{subject} <TextArea entry=self.text hint=hint /></div>
        }
        .into_any()
    }
}

#[component]
fn Editor(of: MessageTemplate, again: Resource<MessageTemplate>) -> impl IntoView {
    let typed = Typed::new(&of);
    let (template, way, language) = typed.key;
    let steps = of.clone();
    view! {
        <h3>{move || heading(template, way, language)}</h3>
        <div class="message-editor">
            <EditedForm id="message-template" edited=typed stored=of />
            <Preview typed=typed />
        </div>
        <Steps of=steps again=again />
    }
    .into_any()
}

fn heading(template: MailTemplate, way: DeliveryWay, language: Language) -> String {
    let account = use_session().account();
    let facility = account.map(|account| account.facility().name.clone());
    let name = template.subject(i18n::language(), &facility.unwrap_or_default());
    let (way, language) = (words::way(way), words::language_name(language));
    format!("{name}: {way}, {language}")
}

/// Sending it to oneself, and taking the first words again.
#[component]
fn Steps(of: MessageTemplate, again: Resource<MessageTemplate>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let key = (of.template, of.way, of.language);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let test = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let result = session.notice(client.test_message_template(key).await);
            busy.try_set(false);
            match result {
                Ok(()) => toasts.say(words::t().test_sent),
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let resetting = RwSignal::new(false);
    // Saved meanwhile, it has another version than the page began with.
    let reset = move |client: Client| {
        let answer = async move {
            let now = read(client.clone(), key).await?;
            if !now.changed {
                return Ok(());
            }
            client
                .reset_message_template(key, now.version)
                .await
                .map(drop)
        };
        Box::pin(answer) as LocalBoxFuture<'static, CallResult<()>>
    };
    view! {
        {failed}
        <div class="row">
            <Button shape=icon::SEND_HORIZONTAL busy=busy on_click=test>
                {move || words::t().test}
            </Button>
            <Button on_click=move |()| resetting.set(true)>{move || words::t().reset}</Button>
        </div>
        <p class="hint">{move || words::t().test_hint}</p>
        <Dialog
            id="reset-message"
            open=resetting
            small=true
            title=|| words::t().reset
            children=move || view! {
                <DeleteQuestion
                    open=resetting
                    text=Signal::derive(|| words::t().reset_text.to_owned())
                    verb=Signal::derive(|| words::t().reset.to_owned())
                    done=|| words::t().was_reset
                    delete=Callback::new(reset)
                    on_deleted=Callback::new(move |()| again.load_again())
                />
            }
        />
    }
    .into_any()
}
