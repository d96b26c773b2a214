//! The team's note about an appointment: the form. What somebody else wrote meanwhile is never
//! replaced unseen.

use super::calendar::Calendar;
use crate::{
    forms::{Entry, Form, optional},
    i18n::bookings as words,
    session::use_session,
    ui::{Banner, Button, ErrorSummary, Kind, TextArea, dom, use_toasts},
};
use client::{CallResult, Client};
use domain::{
    bookings::{Booking, BookingNoteUpdate},
    problem::ProblemCode,
    text::BookingNote,
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the field.
pub const NOTE: &str = "internal_note";

/// The id of what somebody else wrote.
const THEIRS: &str = "note-of-others";

/// What became of a note.
enum Noted {
    /// It stands there.
    Saved(Booking),
    /// Somebody else has written another meanwhile.
    Differs(Booking),
}

/// Saves a note over the one that whoever wrote it knows of; whatever else has changed in the
/// appointment does not matter.
async fn note(client: &Client, known: &Booking, body: &BookingNoteUpdate) -> CallResult<Noted> {
    let answer = client.update_booking_note(known.id, known.version, body);
    let error = match answer.await {
        Ok(saved) => return Ok(Noted::Saved(saved)),
        Err(error) if error.code() == Some(ProblemCode::StaleVersion) => error,
        Err(error) => return Err(error),
    };
    let now = client.read_booking(known.id).await?;
    if now.internal_note != known.internal_note {
        return Ok(Noted::Differs(now));
    }
    if now.version == known.version {
        return Err(error);
    }
    let answer = client.update_booking_note(now.id, now.version, body).await;
    answer.map(Noted::Saved)
}

/// The form.
#[component]
pub fn NoteForm(
    /// The entry as it stands when the form opens.
    booking: Booking,
    calendar: Calendar,
    /// Goes back to the entry.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let text = booking.internal_note.clone().unwrap_or_default();
    let entry = Entry::new(
        NOTE,
        || words::t().internal_note,
        text,
        optional::<BookingNote>,
    );
    let form = Form::new(vec![entry]);
    let known = RwSignal::new(booking);
    let differs = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let body = BookingNoteUpdate {
            internal_note: entry.parse(),
        };
        let (client, before) = (session.client(), known.get_untracked());
        spawn_local(async move {
            let answer = session.notice(note(&client, &before, &body).await);
            match answer {
                Ok(Noted::Saved(saved)) => {
                    toasts.say(words::t().note_saved);
                    if !form.busy.is_disposed() {
                        form.succeed();
                        calendar.put(saved);
                        on_back.run(());
                    }
                }
                Ok(Noted::Differs(now)) => {
                    if !form.busy.is_disposed() {
                        form.succeed();
                        known.set(now);
                        differs.set(true);
                        dom::focus_soon(THEIRS);
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let theirs = move || {
        if !differs.get() {
            return None;
        }
        let theirs = known.with(|known| known.internal_note.clone());
        let said = match theirs {
            Some(_) => words::t().note_changed,
            None => words::t().note_removed,
        };
        Some(view! {
            <div id=THEIRS tabindex="-1">
                <Banner kind=Kind::Warn>
                    <p>{said}</p>
                    <p class="pre">{theirs}</p>
                </Banner>
            </div>
        })
    };
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                {theirs}
                <TextArea entry=entry optional=true />
            </div>
            <footer class="dialog-foot">
                <Button on_click=on_back>{move || words::t().back}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().save_note}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
