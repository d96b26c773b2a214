//! One line of what is known of a client, changed in place: pencil, control, *Übernehmen*. Somebody
//! else's change is never overwritten: both values are shown.

use super::record::Record;
use crate::{
    i18n::{self, clients as words, common},
    session::use_session,
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::{
    access::Action,
    clients::{Client, ClientUpdate},
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
    let editing = expect_context::<Editing>().0;
    let (shown, text) = (StoredValue::new(shown), StoredValue::new(text));
    let (change, control) = (StoredValue::new(change), StoredValue::new(control));
    let name = StoredValue::new(name);
    let pencil = move || format!("edit-{}", name.get_value());
    let is_open = Memo::new(move |_| {
        editing.with(|open| name.with_value(|name| open.as_ref() == Some(name)))
    });
    let can_change = Memo::new(move |_| action.is_some_and(|action| record.can_change(action)));
    let value = move || {
        let value = record.of(|client| shown.with_value(|shown| shown(client)));
        match value {
            Some(text) if !text.is_empty() => view! { <span>{text}</span> }.into_any(),
            _ => view! { <span class="kv-none">{words::t().no_entry}</span> }.into_any(),
        }
    };
    let term = move || {
        view! {
            {move || label.get()}
            {admin_only.then(|| view! {
                " "
                <span title=move || words::t().admin_only_field>
                    {icon(icon::LOCK)}
                    <span class="sr-only">{move || words::t().admin_only_field}</span>
                </span>
            })}
            {note.map(|note| view! { " " <span class="badge">{move || note()}</span> })}
        }
    };
    let at_rest = move || {
        view! {
            <dt>{term()}</dt>
            <dd class="kv-value">
                {value}
                {move || can_change.get().then(|| view! {
                    <button
                        class="icon-btn icon-btn-sm"
                        type="button"
                        id=pencil()
                        aria-label=move || words::change(&label.get())
                        on:click=move |_| {
                            editing.set(Some(name.get_value()));
                            dom::focus_soon(CONTROL);
                        }
                    >
                        {icon(icon::PENCIL)}
                    </button>
                })}
            </dd>
        }
        .into_any()
    };
    let close = move || {
        editing.set(None);
        dom::focus_soon(pencil());
    };
    let open = move || {
        let editor = Editor {
            record,
            shown,
            text,
            change,
            control,
            close: Callback::new(move |()| close()),
        };
        view! {
            <dt><label for=CONTROL>{term()}</label></dt>
            <dd>{editor.show()}</dd>
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

#[derive(Clone, Copy)]
struct Editor {
    record: Record,
    shown: StoredValue<Text>,
    text: StoredValue<Text>,
    change: StoredValue<Change>,
    control: StoredValue<Control>,
    close: Callback<()>,
}

impl Editor {
    fn show(self) -> AnyView {
        let text = |client: &Client| self.text.with_value(|text| text(client));
        let value = RwSignal::new(untrack(|| self.record.of(text)).unwrap_or_default());
        let fault = RwSignal::new(None::<String>);
        let newer = RwSignal::new(None::<Client>);
        let busy = RwSignal::new(false);
        let session = use_session();
        let save = move || {
            let changed =
                value.with_untracked(|value| self.change.with_value(|change| change(value)));
            let update = match changed {
                Ok(update) => update,
                Err(error) => {
                    fault.set(Some(error.text(i18n::language())));
                    return dom::focus_soon(CONTROL);
                }
            };
            let Some(version) = untrack(|| self.record.of(|client| client.version)) else {
                return;
            };
            busy.set(true);
            let (client, id, record) = (session.client(), self.record.id, self.record);
            spawn_local(async move {
                let saved = session.notice(client.update_client(id, version, &update).await);
                match saved {
                    Ok(saved) => {
                        record.take(saved);
                        self.close.try_run(());
                    }
                    Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                        match session.notice(client.read_client(id).await) {
                            Ok(theirs) => {
                                newer.try_set(Some(theirs));
                                dom::focus_soon("edit-conflict");
                            }
                            Err(error) => {
                                fault.try_set(Some(said(&error)));
                            }
                        }
                    }
                    Err(error) => {
                        fault.try_set(Some(said(&error)));
                        dom::focus_soon(CONTROL);
                    }
                }
                busy.try_set(false);
            });
        };
        let conflict = move || {
            newer.get().map(|theirs| {
                let said = self.shown.with_value(|shown| shown(&theirs));
                let said = if said.is_empty() {
                    words::t().no_entry.to_owned()
                } else {
                    said
                };
                let (mine, keep) = (theirs.clone(), theirs);
                let keep_mine = move |()| {
                    self.record.take(mine.clone());
                    newer.set(None);
                    save();
                };
                let take_theirs = move |()| {
                    self.record.take(keep.clone());
                    self.close.run(());
                };
                let (keep_mine, take_theirs) =
                    (Callback::new(keep_mine), Callback::new(take_theirs));
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
                            <b>{said}</b>
                        </Banner>
                    </div>
                }
            })
        };
        let close = self.close;
        view! {
            <form
                class="stack stack-2"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        close.run(());
                    }
                }
            >
                {self.control.with_value(|control| control(value, fault))}
                {conflict}
                <div class="row">
                    <Button submit=true class="btn-primary btn-sm" busy=busy>
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
