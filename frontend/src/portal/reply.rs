//! Writing again in a request. What is typed is kept in this browser until it is sent.

use super::{
    draft::{self, DraftState},
    frame::NotDone,
};
use crate::{
    attachments::{AttachButton, Attaching, ReadyFiles},
    forms::{Entry, Form, required},
    i18n::{attachments as attachment_words, portal_mail as words},
    kept,
    session::{Session, use_session},
    ui::{
        Button, Saved, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, Client};
use domain::{
    ids::MailRequestId,
    mail_requests::{MailRequest, MessageCreate, Side},
    problem::FieldCode,
    text::MessageText,
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::KeyboardEvent;

/// The id of the text field; what it holds is called that in the request's body, too.
pub const FIELD: &str = "text";
const ERROR: &str = "text-error";

/// A message that is being written and sent.
#[derive(Clone, Copy)]
struct Message {
    id: MailRequestId,
    text: Entry,
    form: Form,
    /// Whether what is typed is safe.
    kept: RwSignal<Option<Saved>>,
    /// Whether the one before has arrived.
    is_sent: RwSignal<bool>,
    /// After an attempt whose answer got lost, the message may be there already.
    uncertain: RwSignal<bool>,
    session: Session,
    files: Attaching,
}

impl Message {
    /// Goes on with what is kept in this browser, or begins.
    fn begin(id: MailRequestId, request: Memo<Option<MailRequest>>) -> Self {
        let name = kept::of_reply(id);
        let typed = kept::find(&name).unwrap_or_default();
        let text = Entry::new(FIELD, || words::t().text, typed, required::<MessageText>)
            .in_words(|code| (code == FieldCode::Required).then(|| words::t().reply_first));
        let message = Self {
            id,
            text,
            form: Form::new(vec![text]),
            kept: draft::keep(name, move || text.value.get()),
            is_sent: RwSignal::new(false),
            uncertain: RwSignal::new(false),
            session: use_session(),
            files: Attaching::begin(Some(id)),
        };
        Effect::new(move |_| {
            let said = text.parse().filter(|_| message.uncertain.get());
            if said.is_some_and(|said| request.with(|request| is_there(request.as_ref(), &said))) {
                message.succeed();
            }
        });
        message
    }

    fn message(self, text: MessageText) -> MessageCreate {
        let attachments = self.files.ids();
        MessageCreate { text, attachments }
    }

    fn send(self, on_sent: Callback<MailRequest>) {
        if self.files.is_busy() {
            return use_toasts().say(attachment_words::t().wait);
        }
        if !self.form.begin() {
            return dom::focus_soon(FIELD);
        }
        let Some(text) = self.text.parse() else {
            return self.form.succeed();
        };
        let (id, body, client) = (self.id, self.message(text), self.session.client());
        let again = self.uncertain.get_untracked();
        spawn_local(async move {
            let found = if again {
                find_sent(&client, id, &body).await
            } else {
                None
            };
            let result = match found {
                Some(request) => Ok(request),
                None => client.follow_up_mail_request(id, &body).await,
            };
            if result.is_ok() {
                kept::forget(&kept::of_reply(id));
            }
            if self.uncertain.is_disposed() {
                return;
            }
            match self.session.notice(result) {
                Ok(request) => {
                    self.succeed();
                    on_sent.run(request);
                }
                Err(error) => {
                    self.uncertain.set(error == CallError::Unreachable);
                    self.form.fail(error);
                }
            }
        });
    }

    fn succeed(self) {
        self.files.sent();
        self.uncertain.set(false);
        self.is_sent.set(true);
        self.form.failure.set(None);
        self.form.succeed();
        self.text.value.set(String::new());
    }

    fn discard(self) {
        self.is_sent.set(false);
        self.form.failure.set(None);
        self.text.value.set(String::new());
        dom::focus_soon(FIELD);
    }
}

/// The composer.
#[component]
pub fn Reply(
    /// To which request.
    id: MailRequestId,
    /// The request as it is shown.
    request: Memo<Option<MailRequest>>,
    /// Told the request as it is with the message.
    #[prop(into)]
    on_sent: Callback<MailRequest>,
) -> impl IntoView {
    let message = Message::begin(id, request);
    let (text, form) = (message.text, message.form);
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            message.send(on_sent);
        }
    };
    let banner = move |error: CallError| {
        view! {
            <NotDone
                what=|| words::t().reply_not_sent
                error=error
                on_retry=move |()| message.send(on_sent)
            />
        }
        .into_any()
    };
    let done = move || message.is_sent.get().then(|| words::t().sent);
    view! {
        <section class="answer" aria-labelledby="reply-heading">
            <h2 class="sr-only" id="reply-heading">{move || words::t().reply_heading}</h2>
            {move || form.failure.get().map(banner)}
            <form
                class="composer"
                method="post"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    message.send(on_sent);
                }
            >
                <div class="composer-head">
                    <label for=FIELD>
                        <b>{move || words::t().text}</b>
                    </label>
                    <DraftState state=message.kept done=Signal::derive(done) />
                </div>
                <textarea
                    id=FIELD
                    aria-invalid=move || text.fault.get().map(|_| "true")
                    aria-describedby=move || text.fault.get().map(|_| ERROR)
                    readonly=move || form.busy.get()
                    prop:value=move || text.value.get()
                    on:input=move |event| text.type_in(event_target_value(&event))
                    on:keydown=keys
                ></textarea>
                {move || text.fault_text().map(fault)}
                <ReadyFiles attaching=message.files />
                <div class="composer-foot">
                    <AttachButton attaching=message.files />
                    {move || {
                        message
                            .kept
                            .with(Option::is_some)
                            .then(|| view! {
                                <Button class="btn-quiet" on_click=move |()| message.discard()>
                                    {move || words::t().discard}
                                </Button>
                            })
                    }}
                    <Button
                        class="btn-primary push"
                        shape=icon::SEND_HORIZONTAL
                        keys="Control+Enter"
                        submit=true
                        busy=form.busy
                    >
                        {move || words::t().send}
                    </Button>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn fault(text: String) -> AnyView {
    view! {
        <p class="composer-error" id=ERROR role="alert">
            {icon(icon::CIRCLE_ALERT)}
            {text}
        </p>
    }
    .into_any()
}

/// The request, if the message is there already.
async fn find_sent(
    client: &Client,
    id: MailRequestId,
    body: &MessageCreate,
) -> Option<MailRequest> {
    let request = client.read_mail_request(id).await.ok()?;
    is_there(Some(&request), &body.text).then_some(request)
}

/// Whether the client's last message says this.
fn is_there(request: Option<&MailRequest>, text: &MessageText) -> bool {
    let messages = request.map(|request| request.messages.iter().rev());
    let last = messages.and_then(|mut all| all.find(|message| message.from == Side::Client));
    last.is_some_and(|last| last.text == text.as_str())
}
