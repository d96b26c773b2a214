//! Choosing files for a message that is being written. They are uploaded at once, so that they are
//! there when it is sent, and wait for that as drafts do.

use super::size;
use crate::{
    documents::{Destination, UploadRows, Uploads, files, outline},
    i18n::{self, attachments as words, documents as document_words},
    remote::fetch,
    session::use_session,
    ui::{
        Button, IconButton,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    attachments::{Attachment, AttachmentIds, AttachmentQuery},
    ids::AttachmentId,
};
use leptos::{html::Input, prelude::*, task::spawn_local};

/// The files of a message that is being written.
#[derive(Clone, Copy)]
pub struct Attaching {
    /// Those that are ready to go.
    ready: RwSignal<Vec<Attachment>>,
    uploads: Uploads,
}

impl Attaching {
    /// Those that were uploaded before for this message, and those that will be.
    pub fn begin(about: impl Into<AttachmentQuery>) -> Self {
        Self::begin_without(about, |_| false)
    }

    /// The same but for those that go with a message which is on its way already.
    pub fn begin_without(
        about: impl Into<AttachmentQuery>,
        is_taken: impl Fn(AttachmentId) -> bool + 'static,
    ) -> Self {
        let about = about.into();
        let ready = RwSignal::new(Vec::new());
        let tell = Callback::new(move |file: Attachment| {
            ready.try_update(|ready| ready.push(file));
        });
        let client = use_session().client();
        fetch(
            async move { client.list_attachments(about).await },
            move |answer| {
                if let Ok(mut list) = answer {
                    list.items.retain(|file| !is_taken(file.id));
                    ready.set(list.items);
                }
            },
        );
        Self {
            ready,
            uploads: Uploads::begin(Destination::Attachments(about, tell)),
        }
    }

    /// While something is on its way; then the message has to wait.
    pub fn is_busy(self) -> bool {
        untrack(|| self.uploads.is_busy())
    }

    /// What goes with the message.
    pub fn ids(self) -> AttachmentIds {
        let ready = self.ready.try_get_untracked().unwrap_or_default();
        let ids: Vec<AttachmentId> = ready.iter().map(|file| file.id).collect();
        AttachmentIds::try_from(ids).unwrap_or_default()
    }

    /// Them, and from now on none of them: they go with a message that is on its way.
    pub fn take(self) -> Vec<Attachment> {
        let taken = self.ready.try_get_untracked().unwrap_or_default();
        self.ready.try_set(Vec::new());
        taken
    }

    /// They did not go.
    pub fn put_back(self, files: Vec<Attachment>) {
        self.ready.try_update(|ready| {
            let rest = std::mem::replace(ready, files);
            ready.extend(rest);
        });
    }

    /// The message was sent, and they with it.
    pub fn sent(self) {
        self.ready.try_set(Vec::new());
    }
}

/// The button that files are chosen with.
#[component]
pub fn AttachButton(
    /// Where they go.
    attaching: Attaching,
    /// Whether it is an outline without its word.
    #[prop(optional)]
    is_small: bool,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            attaching.uploads.add(files(input.files()));
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let button = if is_small {
        view! {
            <IconButton shape=icon::PAPERCLIP label=|| words::t().attach on_click=choose />
        }
        .into_any()
    } else {
        view! {
            <Button class="btn-quiet" shape=icon::PAPERCLIP on_click=choose>
                {move || words::t().attach}
            </Button>
        }
        .into_any()
    };
    view! {
        {button}
        <input
            node_ref=input
            type="file"
            multiple
            hidden
            aria-label=move || words::t().attach
            on:change=chosen
        />
    }
    .into_any()
}

/// What is ready to go, what is on its way, and what did not arrive.
#[component]
pub fn ReadyFiles(
    /// Of which message.
    attaching: Attaching,
) -> impl IntoView {
    let ready = attaching.ready;
    let any = Memo::new(move |_| ready.with(|ready| !ready.is_empty()));
    let list = move || {
        any.get().then(|| {
            view! {
                <ul class="files" aria-label=move || words::t().title>
                    <For
                        each=move || ready.get()
                        key=|file| file.id
                        children=move |file| view! { <Ready file=file ready=ready /> }
                    />
                </ul>
            }
        })
    };
    view! {
        <div class="ready-files">
            {list}
            <UploadRows uploads=attaching.uploads />
        </div>
    }
    .into_any()
}

#[component]
fn Ready(file: Attachment, ready: RwSignal<Vec<Attachment>>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id = file.id;
    let about = StoredValue::new(file.clone());
    let about = move || {
        about.with_value(|file| {
            if file.quarantined {
                document_words::t().quarantined.to_owned()
            } else {
                size(file)
            }
        })
    };
    let remove = move |()| {
        let api = session.client();
        spawn_local(async move {
            match session.notice(api.delete_attachment(id).await) {
                Ok(()) => {
                    ready.try_update(|ready| ready.retain(|file| file.id != id));
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let shape = if file.quarantined {
        icon(icon::CIRCLE_ALERT)
    } else {
        outline(file.kind)
    };
    view! {
        <li class="file">
            {shape}
            <div>
                <b>{file.name}</b>
                <small data-failed=file.quarantined.then_some("")>{about}</small>
            </div>
            <IconButton
                shape=icon::X
                class="icon-btn-sm"
                label=move || words::t().remove
                on_click=remove
            />
        </li>
    }
    .into_any()
}
