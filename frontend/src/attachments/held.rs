//! Files for a request that is written before anybody is signed in: they are held in the page and
//! go up when the request is sent.

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
    attachments::{AttachmentIds, MAX_ATTACHMENTS},
    documents::MAX_DOCUMENT_BYTES,
    ids::AttachmentId,
    problem::ProblemCode,
};
use leptos::{html::Input, prelude::*};
use web_sys::File;

struct HeldFile {
    number: u32,
    file: File,
    /// Once it is up.
    id: Option<AttachmentId>,
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

    /// Uploads those that are not up yet, as whoever is signed in now. Answers all of them, or
    /// what went wrong with one; those before it are not sent a second time.
    pub async fn upload(self, client: &Client) -> CallResult<AttachmentIds> {
        loop {
            let next = self.files.try_with_untracked(|files| {
                let next = files.iter().find(|one| one.id.is_none());
                next.map(|one| (one.number, one.file.clone()))
            });
            let Some((number, file)) = next.flatten() else {
                break;
            };
            let upload = Upload::new().ok_or(CallError::Unreachable)?;
            let arrived = client
                .upload_attachment(&upload, None, &file, |_| {})
                .await?;
            let id = arrived.ok_or(CallError::Unreachable)?.id;
            self.files.try_update(|files| {
                if let Some(one) = files.iter_mut().find(|one| one.number == number) {
                    one.id = Some(id);
                }
            });
        }
        let ids = self.files.try_with_untracked(|files| {
            let ids = files.iter().filter_map(|one| one.id);
            ids.collect::<Vec<_>>()
        });
        Ok(AttachmentIds::try_from(ids.unwrap_or_default()).unwrap_or_default())
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
                let id = None;
                self.files
                    .update(|files| files.push(HeldFile { number, file, id }));
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
                toasts.say(refused.text(i18n::language()));
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
            rows.map(|one| (one.number, one.file.name(), one.file.size()))
                .collect::<Vec<_>>()
        })
    };
    let row = move |(number, name, bytes): (u32, String, f64)| {
        let remove = move |()| {
            held.files
                .update(|files| files.retain(|one| one.number != number));
        };
        view! {
            <li class="file">
                {icon(icon::FILE_TEXT)}
                <div>
                    <b>{name}</b>
                    <small>{move || document_words::size(bytes)}</small>
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
                    <For each=rows key=|row| row.0 children=row />
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
