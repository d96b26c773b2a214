//! What staff note about a client, for each other: a part of the client's page.

mod row;

use crate::{
    i18n::{self, notes as words, sessions as session_words},
    live::use_live,
    pages::{Pages, Shown},
    session::use_session,
    ui::{
        Banner, Button, Empty, Kind, Skeleton,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    events::EventKind,
    ids::ClientId,
    notes::{Note, NoteQuery, NoteWrite},
    problem::{FieldCode, FieldError},
    text::NoteText,
};
use leptos::{prelude::*, task::spawn_local};
use row::Row;

/// How many notes are being changed: what somebody types is not taken from them by what others do.
#[derive(Clone, Copy)]
struct Changing(RwSignal<u32>);

/// The part.
#[component]
pub fn NotesPart(
    /// On whom.
    client: ClientId,
) -> impl IntoView {
    let ask = move |api: client::Client, after| async move {
        let query = NoteQuery { after, limit: None };
        api.list_notes(client, &query).await
    };
    let pages = Pages::new(ask, |one: &Note, other| one.id == other.id);
    pages.load();
    let changing = Changing(RwSignal::new(0));
    provide_context(changing);
    use_live().follow(
        move |event| event.kind == EventKind::NotesChanged && event.client_id == Some(client),
        move || changing.0.get() > 0,
        move || pages.refresh(),
    );
    let shown = pages.shown();
    let content = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! {
            <Empty shape=icon::SQUARE_PEN title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        Shown::Rows => view! { <Rows pages=pages /> }.into_any(),
    };
    view! {
        <div class="stack">
            <New client=client pages=pages />
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn Rows(pages: Pages<Note>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    view! {
        <ul class="notes" aria-label=move || words::t().caption>
            <For
                each=rows
                key=|note| (note.id, note.version)
                children=move |note| view! { <Row note=note pages=pages /> }
            />
        </ul>
        {pages.foot(session_words::loaded)}
    }
    .into_any()
}

/// What is wrong with a note, in words; `None` of one that can be saved.
fn fault(text: &str) -> Option<FieldError> {
    NoteText::try_from(text).err()
}

fn fault_text(fault: FieldError) -> String {
    match fault.code {
        FieldCode::Required => words::t().write_first.into(),
        _ => fault.text(i18n::language()),
    }
}

/// A field for a note, with what is wrong with it below.
#[component]
fn Field(
    /// An id that no other element of the page has.
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What it says while it is empty.
    #[prop(into)]
    placeholder: Signal<&'static str>,
    text: RwSignal<String>,
    fault: RwSignal<Option<FieldError>>,
) -> impl IntoView {
    let error = format!("{id}-error");
    let described_by = error.clone();
    let wrong = move || {
        let error = error.clone();
        fault.get().map(|fault| {
            view! {
                <p class="composer-error" id=error role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {fault_text(fault)}
                </p>
            }
        })
    };
    view! {
        <textarea
            id=id
            aria-label=move || label.get()
            placeholder=move || placeholder.get()
            aria-invalid=move || fault.get().map(|_| "true")
            aria-describedby=move || fault.get().map(|_| described_by.clone())
            prop:value=move || text.get()
            on:input=move |event| {
                text.set(event_target_value(&event));
                fault.set(None);
            }
        ></textarea>
        {wrong}
    }
    .into_any()
}

#[component]
fn New(client: ClientId, pages: Pages<Note>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<FieldError>);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let save = move |()| {
        let body = match text.with_untracked(|text| NoteText::try_from(text.as_str())) {
            Ok(text) => NoteWrite { text },
            Err(error) => {
                wrong.set(Some(error));
                crate::ui::dom::focus_soon("new-note");
                return;
            }
        };
        busy.set(true);
        failure.set(None);
        let api = session.client();
        spawn_local(async move {
            let result = session.notice(api.create_note(client, &body).await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(note) => {
                    text.set(String::new());
                    toasts.say(words::t().saved);
                    pages.put_first(note);
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
                id="new-note".into()
                label=|| words::t().new
                placeholder=|| words::t().placeholder
                text=text
                fault=wrong
            />
            <div class="composer-foot">
                <span class="small muted row">{icon(icon::LOCK)} {move || words::t().never_seen}</span>
                <span class="push"></span>
                <Button class="btn-primary" busy=busy on_click=save>
                    {move || words::t().save}
                </Button>
            </div>
        </div>
    }
    .into_any()
}
