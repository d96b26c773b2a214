//! Writing first, account last: a request on its way from being typed to being sent. Each part is
//! done once, however often somebody has to try.

use super::{
    access::{Access, Credentials, Way},
    area::{Portal, use_portal},
    draft,
    frame::NOT_DONE,
    offer::Choices,
};
use crate::{
    attachments::Held,
    forms::{Entry, Form, required},
    i18n::portal_mail as words,
    kept, paths, router,
    session::{Session, SignedIn, adopt_language, ended, use_session},
    ui::{Saved, dom, use_toasts},
};
use client::{CallError, CallResult, Client};
use domain::{
    accounts::Account,
    attachments::AttachmentQuery,
    mail_requests::{MailRequest, MailRequestCreate, MailRequestQuery, Side},
    problem::FieldCode,
    text::{MessageText, Subject},
};
use leptos::{prelude::*, task::spawn_local};

/// What parts the words from the choices where they are kept; nobody types it.
const CHOSEN: char = '\u{1e}';

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Writing.
    Words,
    /// Getting an access, which the request is then sent with.
    Access,
}

/// Why a request is not sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsent {
    /// What went wrong.
    pub error: CallError,
    /// Whether the access was made on the way; it is not made again.
    pub access_made: bool,
}

/// A request that is being written and sent.
#[derive(Clone, Copy)]
pub struct Sending {
    /// What it is about.
    pub subject: Entry,
    /// What is said.
    pub text: Entry,
    /// What is chosen and stated beside the words.
    pub choices: Choices,
    /// Both.
    pub form: Form,
    /// Who will have sent it.
    pub access: Access,
    /// Whether what is typed is safe.
    pub kept: RwSignal<Option<Saved>>,
    /// What was deleted a moment ago.
    pub deleted: RwSignal<Option<[String; 3]>>,
    /// Why it is not sent.
    pub trouble: RwSignal<Option<Unsent>>,
    /// Where somebody is.
    pub step: Memo<Step>,
    /// Whether an attempt was made whose answer got lost.
    uncertain: StoredValue<bool>,
    /// What goes with it.
    pub files: Held,
    portal: Portal,
    session: Session,
}

impl Sending {
    /// Goes on with what is kept in this browser, or begins.
    pub fn begin() -> Self {
        let portal = use_portal();
        let name = kept::of_request(&portal.slug());
        let session = use_session();
        let typed = kept::find(&name).unwrap_or_default();
        let (typed, chosen) = typed.split_once(CHOSEN).unwrap_or((&typed, ""));
        let choices = Choices::begin(portal, session, chosen);
        let (subject, text) = typed.split_once('\n').unwrap_or((typed, ""));
        let subject = Entry::new(
            "subject",
            || words::t().subject,
            subject,
            required::<Subject>,
        )
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().subject_missing));
        let text = Entry::new("text", || words::t().text, text, required::<MessageText>)
            .in_words(|code| (code == FieldCode::Required).then(|| words::t().text_missing));
        // A subject is one line, so the first line break is where the text begins.
        let kept = draft::keep(name, move || {
            let words = format!("{}\n{}", subject.value.get(), text.value.get());
            let chosen = choices.text();
            if chosen.is_empty() {
                words
            } else {
                format!("{words}{CHOSEN}{chosen}")
            }
        });
        Self {
            subject,
            text,
            choices,
            form: Form::new(vec![subject, text]),
            access: Access::new(Way::Register),
            kept,
            deleted: RwSignal::new(None),
            trouble: RwSignal::new(None),
            step: step(portal, subject, text),
            uncertain: StoredValue::new(false),
            files: Held::begin(),
            portal,
            session,
        }
    }

    /// While something is on its way; notifies.
    pub fn is_busy(self) -> bool {
        self.form.busy.get() || self.access.is_busy()
    }

    /// Deletes what is typed; until the page is left that can be undone.
    pub fn discard(self) {
        let typed = [
            self.subject.value.get_untracked(),
            self.text.value.get_untracked(),
            untrack(|| self.choices.text()),
        ];
        self.empty();
        self.trouble.set(None);
        self.deleted.set(Some(typed));
    }

    /// Brings back what was deleted.
    pub fn restore(self) {
        let mut deleted = None;
        self.deleted.update(|last| deleted = last.take());
        if let Some([subject, text, chosen]) = deleted {
            self.choices.put(&chosen);
            self.subject.value.set(subject);
            self.text.value.set(text);
        }
    }

    /// Does what comes next: on to the access, or sends.
    pub fn submit(self) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.trouble.set(None);
        match self.step.get_untracked() {
            Step::Words => {
                if self.form.begin() {
                    if !self.choices.check() {
                        return self.form.succeed();
                    }
                    if is_client(self.portal) {
                        self.send(None);
                    } else {
                        self.form.succeed();
                        router::go(&paths::portal_write_access(&self.portal.slug()));
                    }
                }
            }
            Step::Access => {
                if let Some(credentials) = self.access.begin() {
                    self.send(Some(credentials));
                }
            }
        }
    }

    fn send(self, credentials: Option<Credentials>) {
        let (Some(subject), Some(text)) = (self.subject.parse(), self.text.parse()) else {
            self.access.succeed();
            return self.form.succeed();
        };
        let mut body = MailRequestCreate::new(subject, text);
        self.choices.write_into(&mut body);
        let files = self.files;
        let (slug, client, toasts) = (self.portal.slug(), self.session.client(), use_toasts());
        spawn_local(async move {
            let account = match &credentials {
                None => None,
                Some(credentials) => match self.access.enter(&client, &slug, credentials).await {
                    Ok(account) => Some(account),
                    Err(error) => return self.not_entered(error),
                },
            };
            let uncertain = self.uncertain.try_get_value().unwrap_or_default();
            let result = match find_sent(&client, &body, uncertain).await {
                Some(request) => Ok(request),
                None => send_with(&client, body, files).await,
            };
            if let Some(account) = &account {
                adopt_language(account);
                self.session.enter(account.clone());
            }
            if self.trouble.is_disposed() {
                // The page was left meanwhile: nobody is taken back to it.
                if result.is_ok() {
                    kept::forget(&kept::of_request(&slug));
                    toasts.say(untrack(words::t).arrived);
                }
                return;
            }
            self.uncertain
                .set_value(matches!(result, Err(CallError::Unreachable)));
            self.access.succeed();
            self.form.succeed();
            match self.session.notice(result) {
                Ok(request) => {
                    self.empty();
                    kept::forget(&kept::of_request(&slug));
                    self.portal.just_sent.set(Some(request.summary.id));
                    self.portal
                        .go_on(&paths::portal_request(&slug, request.summary.id));
                }
                Err(error) => {
                    let made = matches!(credentials, Some(Credentials::New(_)));
                    self.not_sent(error, made);
                }
            }
        });
    }

    fn not_entered(self, error: CallError) {
        if self.trouble.is_disposed() {
            return;
        }
        if let Some(error) = self.access.fail(error) {
            self.say(Unsent {
                error,
                access_made: false,
            });
        }
    }

    fn not_sent(self, error: CallError, access_made: bool) {
        if ended(&error) {
            self.access.way.set(Way::SignIn);
        }
        self.form.fail(error);
        // What no field is to blame for is said in a banner, with a way to try again.
        let mut left = None;
        self.form.failure.update(|failure| left = failure.take());
        if let Some(error) = left {
            self.say(Unsent { error, access_made });
        }
    }

    fn say(self, unsent: Unsent) {
        self.trouble.set(Some(unsent));
        dom::focus_soon(NOT_DONE);
    }

    fn empty(self) {
        for entry in [self.subject, self.text] {
            entry.value.set(String::new());
            entry.fault.set(None);
        }
        self.files.empty();
        self.choices.put("");
    }
}

/// Where somebody is: the address says it, so that "back" leads back to the words. Without words,
/// and for those who are signed in, there is only one step.
fn step(portal: Portal, subject: Entry, text: Entry) -> Memo<Step> {
    let is_asked = Memo::new(move |_| router::query("step").as_deref() == Some("access"));
    Memo::new(move |_| {
        let is_written = is_asked.get()
            && subject
                .value
                .with(|subject| Subject::try_from(subject.as_str()).is_ok())
            && text
                .value
                .with(|text| MessageText::try_from(text.as_str()).is_ok());
        let is_nobody = !portal
            .visitor
            .with(|visitor| matches!(visitor, SignedIn::As(_)));
        if is_written && is_nobody {
            Step::Access
        } else {
            Step::Words
        }
    })
}

fn is_client(portal: Portal) -> bool {
    portal
        .visitor
        .with_untracked(|visitor| matches!(visitor, SignedIn::As(Account::Client { .. })))
}

/// Uploads what goes with the request, and sends it.
async fn send_with(
    client: &Client,
    body: MailRequestCreate,
    files: Held,
) -> CallResult<MailRequest> {
    let attachments = files.upload(client, AttachmentQuery::default()).await?;
    let body = MailRequestCreate {
        attachments,
        ..body
    };
    client.create_mail_request(&body).await
}

/// The request, if an attempt whose answer got lost has sent it after all.
async fn find_sent(
    client: &Client,
    body: &MailRequestCreate,
    uncertain: bool,
) -> Option<MailRequest> {
    if !uncertain {
        return None;
    }
    let newest: CallResult<_> = client
        .list_mail_requests(&MailRequestQuery::default())
        .await;
    let newest = newest.ok()?.items.into_iter().find(|request| {
        request.subject == body.subject.as_str() && request.last_message_from == Side::Client
    })?;
    let request = client.read_mail_request(newest.id).await.ok()?;
    let first = request.messages.first()?;
    (request.messages.len() == 1 && first.text == body.text.as_str()).then_some(request)
}
