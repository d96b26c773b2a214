//! One note, to be read, changed and deleted.

use super::{Changing, Field, fault};
use crate::{
    i18n::{self, common, format, notes as words},
    mail_requests::paragraphs,
    pages::Pages,
    session::use_session,
    settings::Answer,
    ui::{Avatar, Banner, Button, DeleteQuestion, Dialog, Kind, Size, Tone, dom, icon, use_toasts},
};
use client::{CallError, Client};
use domain::{
    access::{Action, Relation},
    notes::{Note, NoteWrite},
    problem::FieldError,
    text::NoteText,
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn Row(note: Note, pages: Pages<Note>) -> impl IntoView {
    let editing = RwSignal::new(false);
    let note = StoredValue::new(note);
    let content = move || {
        if editing.get() {
            view! { <Edit note=note pages=pages editing=editing /> }.into_any()
        } else {
            view! { <Shown note=note pages=pages editing=editing /> }.into_any()
        }
    };
    view! { <li class="note">{content}</li> }.into_any()
}

/// Whether whoever is signed in may do this to a note of this author; the server decides.
fn may(action: Action, note: &Note) -> bool {
    let author = note.author.as_ref().map(|author| author.id);
    let account = use_session().account();
    account.is_some_and(|account| {
        account.may(action, Relation::to_counselors(account.actor(), author))
    })
}

#[component]
fn Shown(note: StoredValue<Note>, pages: Pages<Note>, editing: RwSignal<bool>) -> impl IntoView {
    let deleting = RwSignal::new(false);
    let (id, written_at, changed_at) =
        note.with_value(|note| (note.id, note.written_at, note.changed_at));
    let author = note.with_value(|note| note.author.clone());
    let who = match author {
        Some(author) => view! {
            <Avatar name=author.display_name.clone() tone=Tone::Staff size=Size::Small />
            <span>{author.display_name}</span>
        }
        .into_any(),
        None => view! { <span>{move || words::t().former}</span> }.into_any(),
    };
    let changed = move || {
        changed_at.map(|at| {
            view! {
                <span>
                    {words::t().changed} " "
                    <time datetime=format::machine(at)>{format::moment(at)}</time>
                </span>
            }
        })
    };
    let edit = move || {
        note.with_value(|note| may(Action::UpdateNote, note))
            .then(|| {
                view! {
                    <Button
                        class="btn-quiet btn-sm"
                        shape=icon::SQUARE_PEN
                        on_click=move |()| {
                            editing.set(true);
                            dom::focus_soon(format!("note-{id}"));
                        }
                    >
                        {move || words::t().edit}
                    </Button>
                }
            })
    };
    let delete = move || {
        note.with_value(|note| may(Action::DeleteNote, note))
            .then(|| {
                view! {
                    <Button class="btn-quiet btn-sm" on_click=move |()| deleting.set(true)>
                        {move || words::t().delete}
                    </Button>
                }
            })
    };
    let delete_it = Callback::new(move |api: Client| -> Answer<()> {
        Box::pin(async move { api.delete_note(id).await })
    });
    let deleted = Callback::new(move |()| {
        pages.change(|rows| rows.retain(|row| row.id != id));
        dom::focus_soon("new-note");
    });
    view! {
        <div class="note-text">{note.with_value(|note| paragraphs(&note.text))}</div>
        <div class="note-foot">
            {who}
            <time datetime=format::machine(written_at)>{move || format::moment(written_at)}</time>
            {changed}
            <span class="push"></span>
            {edit}
            {delete}
        </div>
        <Dialog
            id=format!("delete-note-{id}")
            open=deleting
            small=true
            title=|| words::t().delete_title
            children=move || view! {
                <DeleteQuestion
                    open=deleting
                    text=Signal::derive(|| words::t().delete_text.to_owned())
                    verb=Signal::derive(|| words::t().delete.to_owned())
                    done=|| words::t().deleted
                    delete=delete_it
                    on_deleted=deleted
                />
            }
        />
    }
    .into_any()
}

#[component]
fn Edit(note: StoredValue<Note>, pages: Pages<Note>, editing: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let changing = expect_context::<Changing>().0;
    changing.update(|count| *count += 1);
    on_cleanup(move || {
        changing.try_update(|count| *count -= 1);
    });
    let (id, version) = note.with_value(|note| (note.id, note.version));
    let text = RwSignal::new(note.with_value(|note| note.text.clone()));
    let wrong = RwSignal::new(None::<FieldError>);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let save = move |()| {
        wrong.set(text.with_untracked(|text| fault(text)));
        let Ok(text) = text.with_untracked(|text| NoteText::try_from(text.as_str())) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let api = session.client();
        spawn_local(async move {
            let body = NoteWrite { text };
            let result = session.notice(api.update_note(id, version, &body).await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(changed) => {
                    toasts.say(words::t().saved);
                    pages.change(|rows| {
                        if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                            *row = changed;
                        }
                    });
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <div class="composer note-field">
            <Field
                id=format!("note-{id}")
                label=|| words::t().text
                placeholder=|| words::t().text
                text=text
                fault=wrong
            />
            <div class="composer-foot">
                <span class="push"></span>
                <Button on_click=move |()| editing.set(false)>{move || common::t().cancel}</Button>
                <Button class="btn-primary" busy=busy on_click=save>
                    {move || words::t().save}
                </Button>
            </div>
        </div>
    }
    .into_any()
}
