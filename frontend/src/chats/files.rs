//! The files that were sent in a conversation: newest first, to be saved, and deleted by whom they
//! are.

use super::conversation::Conversation;
use crate::{
    attachments::save,
    documents::outline,
    i18n::{chats as words, documents as document_words, format, sessions as session_words},
    live::use_live,
    pages::Pages,
    session::use_session,
    settings::Answer,
    ui::{
        DeleteQuestion, Dialog, Empty, Menu, dom,
        icon::{self, icon},
    },
};
use client::Client;
use domain::{
    access::{Action, Relation},
    chats::{ChatAccount, ChatDocument, ChatDocumentQuery},
    events::EventKind,
    ids::AttachmentId,
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn ChatFiles(conversation: Conversation) -> impl IntoView {
    let id = conversation.id;
    let ask = move |api: Client, after| async move {
        let query = ChatDocumentQuery { after, limit: None };
        api.list_chat_documents(id, &query).await
    };
    let pages = Pages::new(ask, |one: &ChatDocument, other| {
        one.attachment.id == other.attachment.id
    });
    pages.load();
    use_live().follow(
        move |event| {
            let concerns = matches!(
                event.kind,
                EventKind::ChatMessageSent | EventKind::ChatMessageChanged
            );
            concerns && event.chat_id == Some(id)
        },
        || false,
        move || pages.refresh(),
    );
    let key = |one: &ChatDocument| one.attachment.id;
    let row = move |file| {
        view! { <FileRow conversation=conversation file=file pages=pages /> }.into_any()
    };
    let rows = move || {
        view! {
            <ul class="files" aria-label=move || words::t().docs_caption>
                {pages.each(key, row)}
            </ul>
            {pages.foot(session_words::loaded)}
        }
    };
    let empty = || {
        view! {
            <Empty
                shape=icon::FOLDER
                title=|| words::t().docs_empty
                text=|| words::t().docs_empty_text
            />
        }
    };
    pages.view(empty, rows)
}

/// Whether whoever is signed in may delete it; notifies.
fn may_delete(file: &ChatDocument, me: uuid::Uuid) -> bool {
    let author = file.author.as_ref().map(|author| author.account);
    use_session().account().is_some_and(|account| {
        let is_staff = account.actor().client_id().is_none();
        let relation = match author {
            Some(author) if author.id() == me => Relation::Own,
            Some(ChatAccount::Client(_)) | None if is_staff => Relation::Nobodys,
            _ => Relation::Others,
        };
        account.may(Action::DeleteChatDocument, relation)
    })
}

#[component]
fn FileRow(
    conversation: Conversation,
    file: ChatDocument,
    pages: Pages<ChatDocument>,
) -> impl IntoView {
    let deleting = RwSignal::new(false);
    let (id, kind, sent_at) = (file.attachment.id, file.attachment.kind, file.sent_at);
    let quarantined = file.attachment.quarantined;
    let file = StoredValue::new(file);
    let name = move || file.with_value(|file| file.attachment.name.clone());
    let about = move || {
        if quarantined {
            return document_words::t().quarantined.to_owned();
        }
        file.with_value(|file| {
            #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
            let size = document_words::size(file.attachment.bytes as f64);
            let by = file.author.as_ref();
            let by = by.map(|author| document_words::by(&author.name));
            format!("{size}{}", by.unwrap_or_default())
        })
    };
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let download = move |_| {
        owner.with_value(|owner| owner.with(|| file.with_value(|file| save(&file.attachment))));
    };
    let delete = move || {
        file.with_value(|file| may_delete(file, conversation.me))
            .then(|| {
                view! {
                    <button
                        class="menu-danger"
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        on:click=move |_| deleting.set(true)
                    >
                        {icon(icon::TRASH)}
                        {move || document_words::t().delete}
                    </button>
                }
            })
    };
    let download_entry = (!quarantined).then(|| {
        view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=download>
                {icon(icon::DOWNLOAD)}
                {move || document_words::t().download}
            </button>
        }
    });
    view! {
        <li class="file">
            {if quarantined { icon(icon::CIRCLE_ALERT) } else { outline(kind) }}
            <div>
                <button class="file-name" type="button" disabled=quarantined on:click=download>
                    <span class="sr-only">{move || document_words::t().download} " "</span>
                    {name()}
                </button>
                <small data-failed=quarantined.then_some("")>
                    <time datetime=format::machine(sent_at)>{move || format::moment(sent_at)}</time>
                    ", "
                    {about}
                </small>
            </div>
            <Menu
                id=format!("chat-document-{id}")
                label=Signal::derive(move || document_words::actions_for(&name()))
                class="icon-btn icon-btn-sm"
                trigger=|| icon(icon::ELLIPSIS_VERTICAL)
            >
                {download_entry}
                {delete}
            </Menu>
            <DeleteDialog id=id open=deleting name=Signal::derive(name) pages=pages />
        </li>
    }
    .into_any()
}

#[component]
fn DeleteDialog(
    id: AttachmentId,
    open: RwSignal<bool>,
    name: Signal<String>,
    pages: Pages<ChatDocument>,
) -> impl IntoView {
    let delete = Callback::new(move |api: Client| -> Answer<()> {
        Box::pin(async move { api.delete_chat_document(id).await })
    });
    let deleted = Callback::new(move |()| {
        pages.change(|rows| rows.retain(|row| row.attachment.id != id));
        dom::focus_soon("main");
    });
    view! {
        <Dialog
            id=format!("delete-chat-document-{id}")
            open=open
            small=true
            title=|| document_words::t().delete_title
            children=move || view! {
                <DeleteQuestion
                    open=open
                    text=Signal::derive(move || words::delete_file_text(&name.get()))
                    verb=Signal::derive(|| document_words::t().delete_verb.to_owned())
                    done=|| document_words::t().deleted
                    delete=delete
                    on_deleted=deleted
                />
            }
        />
    }
    .into_any()
}
