//! Files for a request that is about to be written: they are held in the page and go up when it is
//! sent, because before that nobody may be signed in, or it may not be known who they are for.

use crate::{
    documents::files,
    i18n::{self, attachments as words, documents as document_words},
    ui::{
        Button, IconButton,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client, Upload};
use domain::{
    attachments::{Attachment, AttachmentIds, AttachmentQuery, MAX_ATTACHMENTS},
    documents::MAX_DOCUMENT_BYTES,
    ids::AttachmentId,
    problem::ProblemCode,
};
use leptos::{html::Input, prelude::*};
use web_sys::File;

struct HeldFile {
    number: u32,
    file: File,
    state: State,
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// It goes up when the request is sent.
    Waits,
    /// It is up; the virus scanner may have found something in it.
    Up { id: AttachmentId, quarantined: bool },
    /// It was not taken.
    Refused(ProblemCode),
}

impl State {
    fn of(arrived: &Attachment) -> Self {
        Self::Up {
            id: arrived.id,
            quarantined: arrived.quarantined,
        }
    }

    fn id(self) -> Option<AttachmentId> {
        match self {
            Self::Up { id, .. } => Some(id),
            Self::Waits | Self::Refused(_) => None,
        }
    }

    /// What is wrong with it; notifies of the language.
    fn trouble(self) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(code.text(i18n::speech())),
            Self::Up {
                quarantined: true, ..
            } => Some(document_words::t().quarantined),
            Self::Up { .. } | Self::Waits => None,
        }
    }
}

/// Whether the file itself, or its check, is the reason; of any other, all of them are to wait.
fn is_of_file(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::DocumentKindRefused
            | ProblemCode::DocumentTooLarge
            | ProblemCode::DocumentEmpty
            | ProblemCode::ScannerUnavailable
    )
}

/// The files of a request that is being written.
#[derive(Clone, Copy)]
pub struct Held {
    files: RwSignal<Vec<HeldFile>, LocalStorage>,
    next: StoredValue<u32>,
}

impl Held {
    /// None yet.
    pub fn begin() -> Self {
        Self {
            files: RwSignal::new_local(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Lets go of all of them.
    pub fn empty(self) {
        self.files.try_set(Vec::new());
    }

    /// Whether there are none; notifies.
    pub fn is_empty(self) -> bool {
        self.files.with(Vec::is_empty)
    }

    /// Uploads those that are not up yet, as whoever is signed in now. Answers all of them, or
    /// what went wrong with one; those that are up are not sent a second time.
    pub async fn upload(
        self,
        client: &Client,
        about: impl Into<AttachmentQuery>,
    ) -> CallResult<AttachmentIds> {
        let about = about.into();
        let mut refused = None;
        for (number, file) in self.waiting() {
            let upload = Upload::new().ok_or(CallError::Unreachable)?;
            let arrived = client.upload_attachment(&upload, about, &file, |_| {});
            let state = match arrived.await {
                Ok(arrived) => State::of(&arrived.ok_or(CallError::Unreachable)?),
                // The others go up all the same: whoever has to choose again sees all of it.
                Err(error) => match error.code().filter(|code| is_of_file(*code)) {
                    Some(code) => {
                        refused = refused.or(Some(error));
                        State::Refused(code)
                    }
                    None => return Err(error),
                },
            };
            self.files.try_update(|files| {
                if let Some(one) = files.iter_mut().find(|one| one.number == number) {
                    one.state = state;
                }
            });
        }
        if let Some(error) = refused {
            return Err(error);
        }
        let ids = self.files.try_with_untracked(|files| {
            let ids = files.iter().filter_map(|one| one.state.id());
            ids.collect::<Vec<_>>()
        });
        Ok(AttachmentIds::try_from(ids.unwrap_or_default()).unwrap_or_default())
    }

    /// Those that are not up, in their order.
    fn waiting(self) -> Vec<(u32, File)> {
        let waiting = self.files.try_with_untracked(|files| {
            let waiting = files.iter().filter(|one| one.state.id().is_none());
            waiting.map(|one| (one.number, one.file.clone())).collect()
        });
        waiting.unwrap_or_default()
    }

    /// Takes what was chosen; answers why one of them is not taken.
    fn add(self, chosen: Vec<File>) -> Option<ProblemCode> {
        let mut refused = None;
        for file in chosen {
            #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
            let most = MAX_DOCUMENT_BYTES as f64;
            let full = self
                .files
                .with_untracked(|files| files.len() >= MAX_ATTACHMENTS);
            if file.size() > most {
                refused = Some(ProblemCode::DocumentTooLarge);
            } else if file.size() == 0.0 {
                refused = Some(ProblemCode::DocumentEmpty);
            } else if full {
                refused = Some(ProblemCode::LimitReached);
            } else {
                let number = self.next.get_value();
                self.next.set_value(number + 1);
                let state = State::Waits;
                self.files.update(|files| {
                    files.push(HeldFile {
                        number,
                        file,
                        state,
                    });
                });
            }
        }
        refused
    }
}

/// Where they are chosen, and those that are.
#[component]
pub fn HoldField(
    /// Them.
    held: Held,
) -> impl IntoView {
    let toasts = use_toasts();
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            if let Some(refused) = held.add(files(input.files())) {
                toasts.say(refused.text(i18n::speech()));
            }
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let rows = move || {
        held.files.with(|files| {
            let rows = files.iter();
            rows.map(|one| (one.number, one.state, one.file.name(), one.file.size()))
                .collect::<Vec<_>>()
        })
    };
    let row = move |(number, state, name, bytes): (u32, State, String, f64)| {
        let failed = state.trouble().is_some();
        let about = move || {
            let trouble = state.trouble().map(str::to_owned);
            trouble.unwrap_or_else(|| document_words::size(bytes))
        };
        let remove = move |()| {
            held.files
                .update(|files| files.retain(|one| one.number != number));
        };
        view! {
            <li class="file">
                {icon(if failed { icon::CIRCLE_ALERT } else { icon::FILE_TEXT })}
                <div>
                    <b>{name}</b>
                    <small data-failed=failed.then_some("") role=failed.then_some("alert")>
                        {about}
                    </small>
                </div>
                <IconButton
                    shape=icon::X
                    class="icon-btn-sm"
                    label=move || words::t().remove
                    on_click=remove
                />
            </li>
        }
    };
    let any = Memo::new(move |_| held.files.with(|files| !files.is_empty()));
    let list = move || {
        any.get().then(|| {
            view! {
                <ul class="files" aria-label=move || words::t().title>
                    <For each=rows key=|row| (row.0, row.1.trouble()) children=row />
                </ul>
            }
        })
    };
    view! {
        <div class="stack stack-2">
            <div class="row">
                <Button shape=icon::PAPERCLIP on_click=choose>
                    {move || words::t().attach}
                </Button>
                <span class="hint">{move || words::t().hint}</span>
            </div>
            <input
                node_ref=input
                type="file"
                multiple
                hidden
                aria-label=move || words::t().attach
                on:change=chosen
            />
            {list}
        </div>
    }
    .into_any()
}
