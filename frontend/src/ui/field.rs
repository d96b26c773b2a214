//! Label, hint, control and error of one value.

use super::{
    button::IconButton,
    icon::{self, icon},
};
use crate::{forms::Entry, i18n::common};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement};

/// What stands around every control.
#[component]
fn Field(
    entry: Entry,
    #[prop(optional_no_strip)] hint: Option<Signal<String>>,
    #[prop(optional)] optional: bool,
    children: Children,
) -> impl IntoView {
    let name = entry.name;
    view! {
        <div class="field">
            <label class="label" for=name>
                {move || (entry.label)()}
                {optional.then(|| view! { " " <span class="opt">{move || common::t().optional}</span> })}
            </label>
            {hint
                .map(|hint| {
                    view! { <p class="hint" id=hint_id(name)>{move || hint.get()}</p> }.into_any()
                })}
            {children()}
            {move || {
                entry
                    .fault_text()
                    .map(|text| {
                        view! {
                            <span class="field-error" id=error_id(name)>
                                {icon(icon::CIRCLE_ALERT)}
                                {text}
                            </span>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn hint_id(name: &str) -> String {
    format!("{name}-hint")
}

fn error_id(name: &str) -> String {
    format!("{name}-error")
}

/// The ids of what describes the control.
fn described_by(entry: Entry, has_hint: bool) -> impl Fn() -> Option<String> + Copy {
    move || match (has_hint, entry.fault.get().is_some()) {
        (true, true) => Some(format!("{} {}", hint_id(entry.name), error_id(entry.name))),
        (true, false) => Some(hint_id(entry.name)),
        (false, true) => Some(error_id(entry.name)),
        (false, false) => None,
    }
}

fn invalid(entry: Entry) -> impl Fn() -> Option<&'static str> + Copy {
    move || entry.fault.get().map(|_| "true")
}

/// Checks on leaving, except towards a button, which may send the form.
fn left(entry: Entry) -> impl Fn(FocusEvent) + Copy {
    move |event| {
        let next = event
            .related_target()
            .and_then(|target| target.dyn_into::<HtmlElement>().ok());
        entry.leave(next.is_some_and(|element| element.tag_name() == "BUTTON"));
    }
}

/// One line.
#[component]
pub fn TextField(
    /// Of this value.
    entry: Entry,
    /// The control's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it may be left out, which is said beside the label.
    #[prop(optional)]
    optional: bool,
    /// Whether it can only be read.
    #[prop(optional)]
    read_only: bool,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let is_name = matches!(kind, "email" | "tel") || autocomplete == "username";
    view! {
        <Field entry=entry hint=hint optional=optional>
            <input
                class="input"
                id=entry.name
                name=entry.name
                type=kind
                autocomplete=autocomplete
                autocapitalize=is_name.then_some("none")
                spellcheck=is_name.then_some("false")
                autofocus=autofocus
                readonly=read_only
                aria-invalid=invalid(entry)
                aria-describedby=described_by(entry, hint.is_some())
                prop:value=move || entry.value.get()
                on:input=move |event| entry.type_in(event_target_value(&event))
                on:blur=left(entry)
            />
        </Field>
    }
    .into_any()
}

/// A password, which can be shown.
#[component]
pub fn PasswordField(
    /// Of this value.
    entry: Entry,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it may be left out, which is said beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <Field entry=entry hint=hint optional=optional>
            <div class="input-icon input-end">
                <input
                    class="input"
                    id=entry.name
                    name=entry.name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=invalid(entry)
                    aria-describedby=described_by(entry, hint.is_some())
                    prop:value=move || entry.value.get()
                    on:input=move |event| entry.type_in(event_target_value(&event))
                    on:blur=left(entry)
                />
                <IconButton
                    shape=icon::EYE
                    label=|| common::t().show_password
                    pressed=shown
                    on_click=move |()| shown.update(|shown| *shown = !*shown)
                />
            </div>
        </Field>
    }
    .into_any()
}

/// Several lines; grows with what is written.
#[component]
pub fn TextArea(
    /// Of this value.
    entry: Entry,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it may be left out, which is said beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    view! {
        <Field entry=entry hint=hint optional=optional>
            <textarea
                class="textarea"
                id=entry.name
                name=entry.name
                aria-invalid=invalid(entry)
                aria-describedby=described_by(entry, hint.is_some())
                prop:value=move || entry.value.get()
                on:input=move |event| entry.type_in(event_target_value(&event))
                on:blur=left(entry)
            ></textarea>
        </Field>
    }
    .into_any()
}

/// One of few: pairs of value and word.
#[component]
pub fn SelectField(
    /// Of this value.
    entry: Entry,
    /// What there is to choose from.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Whether it may be left out, which is said beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let choice = move |(value, word): (String, String)| {
        let chosen = value.clone();
        let selected = move || entry.value.with(|value| *value == chosen);
        view! { <option value=value prop:selected=selected>{word}</option> }.into_any()
    };
    view! {
        <Field entry=entry hint=hint optional=optional>
            <select
                class="select"
                id=entry.name
                name=entry.name
                aria-invalid=invalid(entry)
                aria-describedby=described_by(entry, hint.is_some())
                on:change=move |event| entry.type_in(event_target_value(&event))
            >
                {move || options.get().into_iter().map(choice).collect_view()}
            </select>
        </Field>
    }
    .into_any()
}
