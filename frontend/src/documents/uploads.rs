//! Files on their way, one after the other: to become documents, or to go with a message.

use crate::{
    i18n::{self, documents as words},
    pages::Pages,
    remote::Remote,
    session::use_session,
    ui::{
        IconButton,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, Upload};
use domain::{
    attachments::{Attachment, AttachmentQuery},
    documents::{Document, MAX_DOCUMENT_BYTES},
    ids::ClientId,
    problem::ProblemCode,
};
use js_sys::Date;
use leptos::{prelude::*, task::spawn_local};
use web_sys::File;

/// Where one stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Others go first.
    Waits,
    /// So many of its bytes are on their way, since that moment.
    Sends { sent: f64, since: f64 },
    /// It did not arrive, for this reason; `None` where the server could not be reached.
    Failed(Option<ProblemCode>),
}

/// One file.
#[derive(Clone, Copy)]
struct Sending {
    number: u32,
    name: StoredValue<String>,
    bytes: f64,
    file: StoredValue<File, LocalStorage>,
    upload: StoredValue<Option<Upload>, LocalStorage>,
    state: RwSignal<State>,
}

/// Where they go.
#[derive(Clone, Copy)]
pub enum Destination {
    /// Into a client's file, whose documents are shown there.
    Documents(ClientId, Pages<Document>),
    /// With this message; each is told of once it has arrived.
    Attachments(AttachmentQuery, Callback<Attachment>),
}

/// All of them.
#[derive(Clone, Copy)]
pub struct Uploads {
    to: Destination,
    list: RwSignal<Vec<Sending>>,
    busy: StoredValue<bool>,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl Uploads {
    /// None yet. What is on its way is stopped when the calling component goes.
    pub fn begin(to: Destination) -> Self {
        let uploads = Self {
            to,
            list: RwSignal::new(Vec::new()),
            busy: StoredValue::new(false),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        on_cleanup(move || {
            let under_way = uploads.list.try_get_untracked().unwrap_or_default();
            for sending in under_way {
                sending.stop();
            }
        });
        uploads
    }

    /// Adds files, and begins with the first of them unless others are on their way.
    pub fn add(self, files: Vec<File>) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                for file in files {
                    let sending = Sending::new(self.next.get_value(), file);
                    self.next.update_value(|next| *next += 1);
                    self.list.update(|list| list.push(sending));
                }
            });
        });
        self.go_on();
    }

    /// While something is on its way, or waits to be; notifies.
    pub fn is_busy(self) -> bool {
        self.list.with(|list| {
            let mut states = list.iter().map(|sending| sending.state.get());
            states.any(|state| !matches!(state, State::Failed(_)))
        })
    }

    /// Stops one, or takes it off the list.
    fn remove(self, sending: Sending) {
        sending.stop();
        self.list
            .update(|list| list.retain(|one| one.number != sending.number));
    }

    fn go_on(self) {
        let waits = |sending: &&Sending| sending.state.get_untracked() == State::Waits;
        let next = self
            .list
            .with_untracked(|list| list.iter().find(waits).copied());
        let Some(sending) = next.filter(|_| !self.busy.get_value()) else {
            return;
        };
        self.busy.set_value(true);
        self.owner
            .with_value(|owner| owner.with(|| self.send(sending)));
    }

    fn send(self, sending: Sending) {
        let (session, toasts) = (use_session(), use_toasts());
        let Some(upload) = Upload::new() else {
            self.busy.set_value(false);
            sending.state.set(State::Failed(None));
            return;
        };
        sending.upload.set_value(Some(upload.clone()));
        let since = Date::now();
        sending.state.set(State::Sends { sent: 0.0, since });
        let (api, file) = (session.client(), sending.file.get_value());
        spawn_local(async move {
            let hear = move |sent| {
                sending.state.try_set(State::Sends { sent, since });
            };
            let result = match self.to {
                Destination::Documents(client, pages) => {
                    let result = api.upload_document(&upload, client, &file, hear).await;
                    session.notice(result).map(|arrived| {
                        arrived
                            .map(|document| (document.name.clone(), Arrived::In(pages, document)))
                    })
                }
                Destination::Attachments(about, tell) => {
                    let result = api.upload_attachment(&upload, about, &file, hear).await;
                    session.notice(result).map(|arrived| {
                        arrived.map(|file| (file.name.clone(), Arrived::Told(tell, file)))
                    })
                }
            };
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set_value(false);
            match result {
                Ok(None) => {}
                Ok(Some((name, arrived))) => {
                    toasts.say(words::uploaded(&name));
                    self.remove(sending);
                    arrived.show();
                }
                Err(error) => sending.state.set(State::Failed(error.code())),
            }
            self.go_on();
        });
    }
}

/// What has arrived, and who shows it.
enum Arrived {
    In(Pages<Document>, Document),
    Told(Callback<Attachment>, Attachment),
}

impl Arrived {
    fn show(self) {
        match self {
            Self::Told(tell, file) => tell.run(file),
            Self::In(pages, document) => {
                if pages.rows.with_untracked(|rows| rows.ready().is_some()) {
                    pages.put_first(document);
                } else {
                    pages.rows.set(Remote::Loading);
                    pages.load();
                }
            }
        }
    }
}

impl Sending {
    fn new(number: u32, file: File) -> Self {
        let bytes = file.size();
        #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
        let state = if bytes > MAX_DOCUMENT_BYTES as f64 {
            State::Failed(Some(ProblemCode::DocumentTooLarge))
        } else if bytes == 0.0 {
            State::Failed(Some(ProblemCode::DocumentEmpty))
        } else {
            State::Waits
        };
        Self {
            number,
            name: StoredValue::new(file.name()),
            bytes,
            file: StoredValue::new_local(file),
            upload: StoredValue::new_local(None),
            state: RwSignal::new(state),
        }
    }

    fn stop(self) {
        self.upload.try_with_value(|upload| {
            if let Some(upload) = upload {
                upload.stop();
            }
        });
    }

    fn text(self) -> String {
        match self.state.get() {
            State::Waits => words::t().waits.into(),
            State::Sends { sent, since } => {
                let seconds = (Date::now() - since) / 1000.0;
                let known = sent > 0.0 && sent < self.bytes && seconds > 1.0;
                let left = known.then(|| seconds * (self.bytes - sent) / sent);
                words::progress(sent, self.bytes, left)
            }
            State::Failed(Some(code)) => code.text(i18n::speech()).into(),
            State::Failed(None) => i18n::error_text(&CallError::Unreachable),
        }
    }
}

/// What is on its way, and what did not arrive.
#[component]
pub fn UploadRows(uploads: Uploads) -> impl IntoView {
    let any = Memo::new(move |_| uploads.list.with(|list| !list.is_empty()));
    let list = move || {
        any.get().then(|| {
            view! {
                <ul class="files" aria-label=move || words::t().uploads>
                    <For
                        each=move || uploads.list.get()
                        key=|sending| sending.number
                        children=move |sending| view! { <UploadRow sending=sending uploads=uploads /> }
                    />
                </ul>
            }
        })
    };
    list.into_any()
}

#[component]
fn UploadRow(sending: Sending, uploads: Uploads) -> impl IntoView {
    let failed = Memo::new(move |_| matches!(sending.state.get(), State::Failed(_)));
    let name = move || sending.name.get_value();
    let bar = move || {
        (!failed.get()).then(|| {
            let sent = move || match sending.state.get() {
                State::Sends { sent, .. } => sent.to_string(),
                State::Waits | State::Failed(_) => "0".into(),
            };
            view! {
                <progress
                    value=sent
                    max=sending.bytes.to_string()
                    aria-label=move || words::uploading(&name())
                ></progress>
            }
        })
    };
    let text = move || {
        let role = failed.get().then_some("alert");
        view! { <small data-failed=move || failed.get().then_some("") role=role>{move || sending.text()}</small> }
    };
    let outline = move || {
        icon(if failed.get() {
            icon::CIRCLE_ALERT
        } else {
            icon::FILE_TEXT
        })
    };
    view! {
        <li class="file">
            {outline}
            <div>
                <b>{name}</b>
                {text}
            </div>
            <IconButton
                shape=icon::X
                class="icon-btn-sm"
                label=move || if failed.get() { words::t().dismiss } else { words::t().stop }
                on_click=move |()| uploads.remove(sending)
            />
            {bar}
        </li>
    }
    .into_any()
}
