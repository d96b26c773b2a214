//! Where the answer is written.

use super::{
    draft::{State, Writing},
    thread::paragraphs,
};
use crate::{
    attachments::{AttachButton, ReadyFiles},
    i18n::{self, attachments as attachment_words, common, format, mail_requests as words},
    live::{News, use_live},
    text_templates::TemplatePicker,
    ui::{
        Banner, Button, Kind, SaveState, Saved, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::problem::{FieldCode, FieldError};
use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

/// The id of the text field.
pub const FIELD: &str = "answer";
const CONFLICT: &str = "answer-conflict";

/// What is wrong with what was to be sent.
fn fault_text(fault: FieldError) -> AnyView {
    let text = match fault.code {
        FieldCode::Required => words::t().write_first.into(),
        _ => fault.text(i18n::language()),
    };
    view! {
        <p class="composer-error" id="answer-error" role="alert">
            {icon(icon::CIRCLE_ALERT)}
            {text}
        </p>
    }
    .into_any()
}

/// What is typed, with another text where the caret is (in UTF-16 units, as browsers count). Behind
/// all that is typed, it is a paragraph of its own.
fn with_inserted(typed: &str, caret: Option<usize>, text: &str) -> String {
    let mut starts = typed.char_indices().scan(0, |units, (at, char)| {
        let start = *units;
        *units += char.len_utf16();
        Some((start, at))
    });
    let at = caret.and_then(|caret| starts.find(|(start, _)| *start >= caret));
    let (before, after) = typed.split_at(at.map_or(typed.len(), |(_, at)| at));
    if !after.trim().is_empty() {
        return format!("{before}{text}{after}");
    }
    let before = before.trim_end();
    let gap = if before.is_empty() { "" } else { "\n\n" };
    format!("{before}{gap}{text}")
}

/// The composer. What is typed is the draft's business, see [`Writing`].
#[component]
pub fn Composer(
    /// What is being written.
    writing: Writing,
    /// To whom.
    #[prop(into)]
    pseudonym: Signal<String>,
) -> impl IntoView {
    let state = RwSignal::from(writing.state.clone());
    let writing = StoredValue::new(writing);
    let act = move |act: fn(&Writing)| writing.with_value(act);
    save_on_leaving(writing);
    let files = writing.with_value(|writing| writing.files);
    let toasts = use_toasts();
    let insert = move |text: String| {
        writing.with_value(|writing| {
            let typed = writing.state.with_untracked(|state| state.text.clone());
            writing.type_in(with_inserted(&typed, dom::caret(FIELD), &text));
        });
        dom::focus_soon(FIELD);
    };
    let send = move || {
        if files.is_busy() {
            return toasts.say(attachment_words::t().wait);
        }
        act(Writing::send);
        state.with_untracked(|state| {
            if state.theirs.is_some() {
                dom::focus_soon(CONFLICT);
            } else if state.fault.is_some() {
                dom::focus_soon(FIELD);
            }
        });
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        }
    };
    let label = move || words::answer_to(&pseudonym.get());
    let faulty = Memo::new(move |_| state.with(|state| state.fault));
    let text = Memo::new(move |_| state.with(|state| state.text.clone()));
    let sending = Memo::new(move |_| state.with(|state| state.sending));
    let loading = Memo::new(move |_| state.with(|state| state.loading));
    view! {
        <section class="answer" aria-labelledby="answer-heading">
            <h2 class="sr-only" id="answer-heading">{move || words::t().answer}</h2>
            <Troubles writing=writing />
            <div class="composer">
                <div class="composer-head">
                    <b>{label}</b>
                    <DraftState writing=writing />
                </div>
                <textarea
                    id=FIELD
                    aria-label=label
                    aria-invalid=move || faulty.get().map(|_| "true")
                    aria-describedby=move || faulty.get().map(|_| "answer-error")
                    aria-keyshortcuts="R"
                    readonly=move || loading.get()
                    prop:value=move || text.get()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        writing.with_value(|writing| writing.type_in(text));
                    }
                    on:blur=move |_| {
                        // A field that disappears is left, too.
                        writing.try_with_value(Writing::save);
                    }
                    on:keydown=keys
                ></textarea>
                {move || faulty.get().map(fault_text)}
                <ReadyFiles attaching=files />
                <div class="composer-foot">
                    <AttachButton attaching=files />
                    <TemplatePicker client=pseudonym on_pick=insert />
                    <span class="push"></span>
                    <Button on_click=move |()| act(Writing::save)>{move || common::t().save}</Button>
                    <Button
                        class="btn-primary"
                        shape=icon::SEND_HORIZONTAL
                        keys="Control+Enter"
                        busy=sending
                        on_click=move |()| send()
                    >
                        {move || words::t().send}
                    </Button>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Saves when the page is left in any way, and warns when that may be too late.
fn save_on_leaving(writing: StoredValue<Writing>) {
    let unload = window_event_listener(ev::beforeunload, move |event| {
        writing.with_value(|writing| {
            if writing.state.with_untracked(State::is_dirty) {
                writing.keep_if_unsaved();
                writing.save();
                event.prevent_default();
            }
        });
    });
    let hide = window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() {
            writing.with_value(Writing::save);
        }
    });
    let leaving = writing.get_value();
    on_cleanup(move || {
        unload.remove();
        hide.remove();
        leaving.leave();
    });
    use_live().listen(move |news| {
        if news == News::Missed {
            writing.try_with_value(Writing::save);
        }
    });
}

#[component]
fn DraftState(writing: StoredValue<Writing>) -> impl IntoView {
    let state = RwSignal::from(writing.with_value(|writing| writing.state.clone()));
    let saved = Memo::new(move |_| {
        state.with(|state| {
            let saved = if state.theirs.is_some() {
                Saved::Conflict
            } else if state.saving {
                Saved::Saving
            } else if state.unsaved == Some(CallError::Unreachable) {
                Saved::Offline
            } else if state.is_dirty() {
                Saved::Dirty
            } else {
                Saved::Safe
            };
            (saved != Saved::Safe || state.saved_at.is_some()).then_some(saved)
        })
    });
    let text = move || {
        state.with(|state| match saved.get() {
            Some(Saved::Conflict) => {
                let by = state
                    .theirs
                    .as_ref()
                    .map(|theirs| theirs.saved_by.display_name.clone());
                words::changed_in_the_meantime(&by.unwrap_or_default())
            }
            Some(Saved::Saving) => common::t().saving.into(),
            Some(Saved::Offline) => words::t().unsaved_offline.into(),
            Some(Saved::Safe) => {
                words::draft_saved(&state.saved_at.map(format::time).unwrap_or_default())
            }
            Some(Saved::Dirty) | None => words::t().unsaved.into(),
        })
    };
    view! { <SaveState state=saved text=Signal::derive(text) /> }.into_any()
}

/// What stands in the way: another version, a draft that does not load, an answer that did not go.
#[component]
fn Troubles(writing: StoredValue<Writing>) -> impl IntoView {
    let state = RwSignal::from(writing.with_value(|writing| writing.state.clone()));
    let act = move |act: fn(&Writing)| writing.with_value(act);
    let theirs = Memo::new(move |_| state.with(|state| state.theirs.clone()));
    let unread = Memo::new(move |_| state.with(|state| state.unread.clone()));
    let unsent = Memo::new(move |_| state.with(|state| state.unsent.clone()));
    let mine = move || state.with(|state| paragraphs(&state.text));
    let keep_mine = move |()| {
        act(Writing::keep_mine);
        dom::focus_soon(FIELD);
    };
    let take_theirs = move |()| {
        act(Writing::take_theirs);
        dom::focus_soon(FIELD);
    };
    view! {
        {move || {
            theirs
                .get()
                .map(|theirs| {
                    let by = theirs.saved_by.display_name;
                    let text = theirs.text;
                    view! {
                        <div id=CONFLICT tabindex="-1">
                            <Banner
                                kind=Kind::Warn
                                actions=move || view! {
                                    <Button class="btn-sm" on_click=keep_mine>
                                        {move || words::t().keep_mine}
                                    </Button>
                                    <Button class="btn-sm" on_click=take_theirs>
                                        {move || words::t().take_theirs}
                                    </Button>
                                }
                            >
                                <p>
                                    <b>
                                        {move || words::changed_by(&by, &format::moment(theirs.saved_at))}
                                    </b>
                                    " "
                                    {move || words::t().choose_version}
                                </p>
                                <div class="versions">
                                    <div>
                                        <h3>{move || words::t().my_version}</h3>
                                        {mine}
                                    </div>
                                    <div>
                                        <h3>{move || words::t().their_version}</h3>
                                        {paragraphs(&text)}
                                    </div>
                                </div>
                            </Banner>
                        </div>
                    }
                })
        }}
        {move || {
            unread
                .get()
                .map(|error| view! {
                    <Banner
                        kind=Kind::Danger
                        actions=move || view! {
                            <Button class="btn-sm" on_click=move |()| act(Writing::read)>
                                {move || common::t().retry}
                            </Button>
                        }
                    >
                        <b>{move || words::t().draft_not_loaded}</b>
                        " "
                        {move || i18n::error_text(&error)}
                    </Banner>
                })
        }}
        {move || {
            unsent
                .get()
                .map(|error| view! {
                    <Banner
                        kind=Kind::Danger
                        actions=move || view! {
                            <Button class="btn-sm" on_click=move |()| act(Writing::send)>
                                {move || common::t().retry}
                            </Button>
                        }
                    >
                        <b>{move || words::t().not_sent}</b>
                        " "
                        {move || i18n::error_text(&error)}
                    </Banner>
                })
        }}
    }
    .into_any()
}
