//! One line of what is known of a client, changed in place: pencil, control, *Übernehmen*. Somebody
//! else's change is never overwritten: both values are shown.

use super::record::Record;
use crate::{
    hand_overs::{Consent, Matter},
    i18n::{self, clients as words, common},
    session::{Session, use_session},
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::{
    access::Action,
    clients::{Client, ClientUpdate},
    ids::CounselorId,
    problem::{FieldError, ProblemCode},
};
use leptos::{prelude::*, task::spawn_local};

/// The control that is being edited; one at a time has it.
pub const CONTROL: &str = "edit-value";

/// The line that is being edited, if any.
#[derive(Clone, Copy)]
pub struct Editing(pub RwSignal<Option<String>>);

type Text = Box<dyn Fn(&Client) -> String + Send + Sync>;
type Change = Box<dyn Fn(&str) -> Result<ClientUpdate, FieldError> + Send + Sync>;
type Control = Box<dyn Fn(RwSignal<String>, RwSignal<Option<String>>) -> AnyView + Send + Sync>;

/// What a line shows and how it is changed.
pub struct Line {
    /// Tells it from the other lines.
    pub name: String,
    /// What it is called.
    pub label: Signal<String>,
    /// Whether only admins see it.
    pub admin_only: bool,
    /// Something to be said behind the label.
    pub note: Option<fn() -> &'static str>,
    /// What one must be allowed to; `None` is never changed here.
    pub action: Option<Action>,
    /// What it says, in words; empty where nothing is known.
    pub shown: Text,
    /// What stands in the control at first.
    pub text: Text,
    /// The change that makes it what stands in the control.
    pub change: Change,
    /// The control, with the id [`CONTROL`].
    pub control: Control,
}

/// Shows a line.
pub fn line(record: Record, line: Line) -> AnyView {
    let Line {
        name,
        label,
        admin_only,
        note,
        action,
        shown,
        text,
        change,
        control,
    } = line;
    let (editing, session) = (expect_context::<Editing>().0, use_session());
    let (shown, text) = (StoredValue::new(shown), StoredValue::new(text));
    let (change, control) = (StoredValue::new(change), StoredValue::new(control));
    let pencil = StoredValue::new(format!("edit-{name}"));
    let name = StoredValue::new(name);
    let is_open = Memo::new(move |_| {
        editing.with(|open| name.with_value(|name| open.as_ref() == Some(name)))
    });
    let can_change = Memo::new(move |_| action.is_some_and(|action| record.can_change(action)));
    let begin = Callback::new(move |()| {
        editing.set(Some(name.get_value()));
        dom::focus_soon(CONTROL);
    });
    let close = Callback::new(move |()| {
        editing.set(None);
        dom::focus_soon(pencil.get_value());
    });
    let at_rest = move || {
        let value = record.of(|client| shown.with_value(|shown| shown(client)));
        let change = can_change
            .get()
            .then(|| pencil_button(pencil.get_value(), label, begin));
        view! {
            <dt>{term(label, admin_only, note)}</dt>
            <dd class="kv-value">{value_view(value.unwrap_or_default())} {change}</dd>
        }
        .into_any()
    };
    let open = move || {
        let first = untrack(|| record.of(|client| text.with_value(|text| text(client))));
        let editor = Editor {
            record,
            session,
            shown,
            change,
            close,
            value: RwSignal::new(first.unwrap_or_default()),
            fault: RwSignal::new(None),
            newer: RwSignal::new(None),
            asking: RwSignal::new(None),
            busy: RwSignal::new(false),
        };
        let control = control.with_value(|control| control(editor.value, editor.fault));
        view! {
            <dt><label for=CONTROL>{term(label, admin_only, note)}</label></dt>
            <dd>{editor.show(control)}</dd>
        }
        .into_any()
    };
    view! {
        <div class:kv-edit=move || is_open.get()>
            {move || if is_open.get() { open() } else { at_rest() }}
        </div>
    }
    .into_any()
}

/// What a line is called, and what is to be known of it.
fn term(label: Signal<String>, admin_only: bool, note: Option<fn() -> &'static str>) -> AnyView {
    let lock = admin_only.then(|| {
        view! {
            " "
            <span title=move || words::t().admin_only_field>
                {icon(icon::LOCK)}
                <span class="sr-only">{move || words::t().admin_only_field}</span>
            </span>
        }
    });
    let note = note.map(|note| view! { " " <span class="badge">{move || note()}</span> });
    view! {
        <span>{move || label.get()}</span>
        {lock}
        {note}
    }
    .into_any()
}

fn value_view(text: String) -> AnyView {
    if text.is_empty() {
        view! { <span class="kv-none">{move || words::t().no_entry}</span> }.into_any()
    } else {
        view! { <span>{text}</span> }.into_any()
    }
}

fn pencil_button(id: String, label: Signal<String>, begin: Callback<()>) -> AnyView {
    view! {
        <button
            class="icon-btn icon-btn-sm"
            type="button"
            id=id
            aria-label=move || words::change(&label.get())
            on:click=move |_| begin.run(())
        >
            {icon(icon::PENCIL)}
        </button>
    }
    .into_any()
}

/// A line that is being changed.
#[derive(Clone, Copy)]
struct Editor {
    record: Record,
    session: Session,
    shown: StoredValue<Text>,
    change: StoredValue<Change>,
    close: Callback<()>,
    /// What is typed or chosen.
    value: RwSignal<String>,
    /// What is wrong with it.
    fault: RwSignal<Option<String>>,
    /// What somebody else has made of the client in the meantime.
    newer: RwSignal<Option<Client>>,
    /// To whom the client is to be handed over, where they have to be asked first.
    asking: RwSignal<Option<CounselorId>>,
    busy: RwSignal<bool>,
}

impl Editor {
    /// Saves, unless somebody else has changed the client since: then both are shown.
    fn save(self) {
        self.send(false);
    }

    fn send(self, without_consent: bool) {
        let changed = self
            .value
            .with_untracked(|value| self.change.with_value(|change| change(value)));
        let update = match changed {
            Ok(update) => ClientUpdate {
                without_consent,
                ..update
            },
            Err(error) => {
                self.fault.set(Some(error.text(i18n::language())));
                return dom::focus_soon(CONTROL);
            }
        };
        let Some(version) = untrack(|| self.record.of(|client| client.version)) else {
            return;
        };
        self.busy.set(true);
        let (session, client) = (self.session, self.session.client());
        spawn_local(async move {
            let id = self.record.id;
            let saved = session.notice(client.update_client(id, version, &update).await);
            let refused = match saved {
                Ok(saved) => {
                    self.record.take(saved);
                    self.close.try_run(());
                    None
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    let theirs = session.notice(client.read_client(id).await);
                    theirs.map_or_else(Some, |theirs| {
                        self.newer.try_set(Some(theirs));
                        dom::focus_soon("edit-conflict");
                        None
                    })
                }
                Err(error) if error.code() == Some(ProblemCode::ConsentRequired) => {
                    self.asking
                        .try_set(update.primary_counselor_id.into_change().flatten());
                    None
                }
                Err(error) => Some(error),
            };
            if let Some(error) = refused {
                self.fault.try_set(Some(said(&error)));
                dom::focus_soon(CONTROL);
            }
            // The line may be closed by the time the answer comes.
            self.busy.try_set(false);
        });
    }

    /// Both values, and which one is to stay.
    fn conflict(self, theirs: Client) -> AnyView {
        let value = self.shown.with_value(|shown| shown(&theirs));
        let value = if value.is_empty() {
            words::t().no_entry.to_owned()
        } else {
            value
        };
        let theirs = StoredValue::new(theirs);
        let keep_mine = Callback::new(move |()| {
            self.record.take(theirs.get_value());
            self.newer.set(None);
            self.save();
        });
        let take_theirs = Callback::new(move |()| {
            self.record.take(theirs.get_value());
            self.close.run(());
        });
        view! {
            <div id="edit-conflict" tabindex="-1">
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
                    {words::t().changed_elsewhere}
                    " "
                    <b>{value}</b>
                </Banner>
            </div>
        }
        .into_any()
    }

    /// That the client has to be asked before somebody else looks after them.
    fn consent(self, to: CounselorId) -> AnyView {
        let staff = untrack(|| self.record.around(|around| around.counselors.clone()));
        let staff = staff.unwrap_or_default();
        let name = staff.into_iter().find(|one| one.id == to);
        let close = self.close;
        let asked = Callback::new(move |()| {
            close.run(());
            self.record.load();
        });
        view! {
            <Consent
                matter=Matter::Client(self.record.id)
                to=to
                name=name.map(|one| one.display_name).unwrap_or_default()
                classes=("stack stack-2", "row")
                on_asked=asked
                on_unasked=move |()| self.send(true)
                on_cancel=close
            />
        }
        .into_any()
    }

    fn show(self, control: AnyView) -> AnyView {
        let close = self.close;
        let pressed = move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" {
                close.run(());
            }
        };
        let conflict = move || self.newer.get().map(|theirs| self.conflict(theirs));
        let consent = move || self.asking.get().map(|to| self.consent(to));
        let is_asking = move || self.asking.with(Option::is_some);
        view! {
            <form
                class="stack stack-2"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    self.save();
                }
                on:keydown=pressed
            >
                {control}
                {conflict}
                {consent}
                <div class="row" hidden=is_asking>
                    <Button submit=true class="btn-primary btn-sm" busy=self.busy>
                        {move || words::t().apply}
                    </Button>
                    <Button class="btn-sm" on_click=close>{move || common::t().cancel}</Button>
                </div>
            </form>
        }
        .into_any()
    }
}

/// What the server said: of the field, if it blames one.
fn said(error: &CallError) -> String {
    let field = error.problem().and_then(|problem| problem.errors.first());
    field.map_or_else(|| i18n::error_text(error), |field| field.message.clone())
}

/// A control of one line or, `rows` above 1, of several.
pub fn text_control(kind: &'static str, rows: u32) -> Control {
    Box::new(move |value, fault| {
        let invalid = move || fault.with(Option::is_some).then_some("true");
        let described = move || fault.with(Option::is_some).then_some("edit-error");
        let typed = move |text: String| {
            value.set(text);
            fault.set(None);
        };
        let control = if rows > 1 {
            view! {
                <textarea
                    class="textarea"
                    id=CONTROL
                    rows=rows.to_string()
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input=move |event| typed(event_target_value(&event))
                ></textarea>
            }
            .into_any()
        } else {
            view! {
                <input
                    class="input"
                    id=CONTROL
                    type=kind
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described
                    prop:value=move || value.get()
                    on:input=move |event| typed(event_target_value(&event))
                />
            }
            .into_any()
        };
        view! {
            {control}
            {error(fault)}
        }
        .into_any()
    })
}

/// One of few: pairs of value and word.
pub fn choice_control(options: Signal<Vec<(String, String)>>) -> Control {
    Box::new(move |value, fault| {
        let option = move |(name, word): (String, String)| {
            let chosen = name.clone();
            let selected = move || value.with(|value| *value == chosen);
            view! { <option value=name prop:selected=selected>{word}</option> }.into_any()
        };
        view! {
            <select
                class="select"
                id=CONTROL
                on:change=move |event| value.set(event_target_value(&event))
            >
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
            {error(fault)}
        }
        .into_any()
    })
}

/// Any of several: pairs of value and word. The control holds the chosen values, with spaces
/// between.
pub fn several_control(options: Signal<Vec<(String, String)>>) -> Control {
    Box::new(move |value, fault| {
        let has = move |name: &str| value.with(|value| value.split(' ').any(|one| one == name));
        let switch = move |name: &str, on: bool| {
            value.update(|value| {
                let others = value
                    .split(' ')
                    .filter(|one| !one.is_empty() && *one != name);
                let mut chosen: Vec<_> = others.map(str::to_owned).collect();
                if on {
                    chosen.push(name.to_owned());
                }
                *value = chosen.join(" ");
            });
        };
        let check = move |(index, (name, word)): (usize, (String, String))| {
            let id = (index == 0).then_some(CONTROL);
            let of_box = name.clone();
            view! {
                <label>
                    <input
                        type="checkbox"
                        id=id
                        prop:checked=move || has(&of_box)
                        on:change=move |event| switch(&name, event_target_checked(&event))
                    />
                    <span>{word}</span>
                </label>
            }
            .into_any()
        };
        view! {
            <div class="checks" role="group" aria-label=move || words::t().counselling_fields>
                {move || options.get().into_iter().enumerate().map(check).collect_view()}
            </div>
            {error(fault)}
        }
        .into_any()
    })
}

fn error(fault: RwSignal<Option<String>>) -> impl IntoView {
    move || {
        fault.get().map(|text| {
            view! {
                <span class="field-error" id="edit-error" role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {text}
                </span>
            }
        })
    }
}
