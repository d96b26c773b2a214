//! What a field offers to choose from, as it is edited.

use crate::{
    forms::{Entry, Fault, any},
    i18n::ordered_fields as words,
    ui::{
        Button, dom,
        icon::{self, icon},
    },
};
use domain::{counselling_fields::Labels, ids::ChoiceId, text::OfficialCategory};
use leptos::prelude::*;

/// What one can choose, of whichever kind of field.
#[derive(Clone, Debug)]
pub struct FieldOption {
    /// Which, if it is there already.
    pub id: Option<ChoiceId>,
    /// What it is called.
    pub labels: Labels,
    /// Whether it can be chosen.
    pub active: bool,
    /// Which category of an official statistic it feeds.
    pub official: Option<OfficialCategory>,
}

/// One of them.
#[derive(Clone, Copy)]
struct Row {
    /// Its place among all that were ever in the list.
    key: u32,
    id: Option<ChoiceId>,
    de: RwSignal<String>,
    en: RwSignal<String>,
    official: RwSignal<String>,
    active: RwSignal<bool>,
    wrong: RwSignal<bool>,
}

/// All of them, in order.
#[derive(Clone, Copy)]
pub struct Options {
    rows: RwSignal<Vec<Row>>,
    /// Whether each feeds an official statistic.
    is_official: bool,
    /// Says that there is nothing to choose from.
    none: Entry,
    next: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl Options {
    /// Those that are there, which feed an official statistic or not.
    pub fn new(of: impl Iterator<Item = FieldOption>, is_official: bool) -> Self {
        let options = Self {
            rows: RwSignal::new(Vec::new()),
            is_official,
            none: Entry::new("options", || words::t().options, "", any),
            next: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        options.take(of);
        options
    }

    /// The control that the error summary leads to.
    pub fn entry(self) -> Entry {
        self.none
    }

    /// Takes over what is there by now.
    pub fn take(self, of: impl Iterator<Item = FieldOption>) {
        let rows = of.map(|one| self.row(Some(&one)));
        self.none.fault.set(None);
        self.rows.set(rows.collect());
    }

    fn row(self, of: Option<&FieldOption>) -> Row {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        let text = |what: fn(&FieldOption) -> String| of.map(what).unwrap_or_default();
        self.owner.with_value(|owner| {
            owner.with(|| Row {
                key,
                id: of.and_then(|one| one.id),
                de: RwSignal::new(text(|one| one.labels.de.as_str().to_owned())),
                en: RwSignal::new(text(|one| one.labels.en.as_str().to_owned())),
                official: RwSignal::new(text(|one| {
                    let official = one.official.as_ref();
                    official.map_or_else(String::new, |one| one.as_str().to_owned())
                })),
                active: RwSignal::new(of.is_none_or(|one| one.active)),
                wrong: RwSignal::new(false),
            })
        })
    }

    fn add(self) {
        let row = self.row(None);
        self.rows.update(|rows| rows.push(row));
        dom::focus_soon(control("de", row.key));
    }

    /// Moves one by a place.
    fn shift(self, key: u32, down: bool) {
        self.rows.update(|rows| {
            if let Some(at) = rows.iter().position(|row| row.key == key) {
                let to = if down { at + 1 } else { at.wrapping_sub(1) };
                if to < rows.len() {
                    rows.swap(at, to);
                }
            }
        });
        dom::focus_soon(control(if down { "down" } else { "up" }, key));
    }

    fn remove(self, key: u32) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
        dom::focus_soon("add-option");
    }

    /// What is to be saved; nothing if one of them has no name or none can be chosen, which is said
    /// there.
    pub fn read(self) -> Option<Vec<FieldOption>> {
        let mut saved = Vec::new();
        let mut faulty = None;
        for row in self.rows.get_untracked() {
            let text = |of: RwSignal<String>| of.get_untracked();
            let (Ok(de), Ok(en)) = (text(row.de).try_into(), text(row.en).try_into()) else {
                row.wrong.set(true);
                faulty.get_or_insert(row.key);
                continue;
            };
            let labels = Labels { de, en };
            saved.push(FieldOption {
                id: row.id,
                labels,
                active: row.active.get_untracked(),
                official: OfficialCategory::try_from(text(row.official)).ok(),
            });
        }
        if let Some(key) = faulty {
            dom::focus_soon(control("de", key));
            return None;
        }
        let offered = saved.iter().any(|one| one.active);
        let fault = (!offered).then(|| Fault::Said(words::t().no_option.to_owned()));
        self.none.fault.set(fault);
        offered.then_some(saved)
    }

    /// All of them in words, to be compared; notifies.
    pub fn words(self) -> String {
        let rows = self.rows.get().into_iter().map(|row| {
            let official = row.official.get();
            in_words(
                row.de.get().trim(),
                row.en.get().trim(),
                official.trim(),
                row.active.get(),
            )
        });
        rows.collect::<Vec<_>>().join(", ")
    }

    /// The list, with a button for one more.
    pub fn view(self) -> AnyView {
        let rows = move || self.rows.get();
        let row = move |row: Row| self.row_view(row);
        let none = move || {
            self.none.fault_text().map(|text| {
                view! { <p class="composer-error" role="alert">{text}</p> }
            })
        };
        view! {
            <fieldset class="field" id="options" tabindex="-1">
                <legend class="label">{move || words::t().options}</legend>
                <p class="hint">{move || words::t().options_hint}</p>
                <ol class="field-options">
                    <For each=rows key=|row| row.key children=row />
                </ol>
                <div>
                    <button class="btn btn-sm" type="button" id="add-option" on:click=move |_| self.add()>
                        {icon(icon::PLUS)}
                        {move || words::t().add_option}
                    </button>
                </div>
                {none}
            </fieldset>
        }
        .into_any()
    }

    fn row_view(self, row: Row) -> AnyView {
        let key = row.key;
        let place = move || {
            self.rows.with(|rows| {
                let at = rows.iter().position(|one| one.key == key);
                at.unwrap_or_default() + 1
            })
        };
        let named = move |word: &str| words::of_option(word, place());
        let text =
            move |part: &'static str, value: RwSignal<String>, word: fn() -> &'static str| {
                view! {
                    <input
                        class="input"
                        type="text"
                        autocomplete="off"
                        id=control(part, key)
                        aria-label=move || named(word())
                        placeholder=word
                        aria-invalid=move || {
                            (part != "official" && row.wrong.get()).then_some("true")
                        }
                        prop:value=move || value.get()
                        on:input=move |event| {
                            value.set(event_target_value(&event));
                            row.wrong.set(false);
                        }
                    />
                }
            };
        let wrong = move || {
            row.wrong.get().then(|| {
                view! {
                    <span class="field-error" role="alert">
                        {icon(icon::CIRCLE_ALERT)} {words::t().option_bad}
                    </span>
                }
            })
        };
        let button = move |part: &'static str, shape, word: fn(&str) -> String, down: bool| {
            view! {
                <button
                    class="icon-btn icon-btn-sm"
                    type="button"
                    id=control(part, key)
                    aria-label=move || word(&words::of_option(words::t().options, place()))
                    on:click=move |_| self.shift(key, down)
                >
                    {icon(shape)}
                </button>
            }
        };
        let is_new = row.id.is_none();
        let remove = is_new.then(|| {
            view! {
                <Button class="btn-quiet btn-sm" on_click=move |()| self.remove(key)>
                    {move || words::t().remove}
                    <span class="sr-only">{move || named("")}</span>
                </Button>
            }
        });
        view! {
            <li>
                <div class="grid-2">
                    {text("de", row.de, || words::t().label_de)}
                    {text("en", row.en, || words::t().label_en)}
                </div>
                {wrong}
                {self.is_official.then(|| text("official", row.official, || words::t().official))}
                <div class="row">
                    <label class="row row-nowrap small">
                        <input
                            type="checkbox"
                            prop:checked=move || row.active.get()
                            on:change=move |event| row.active.set(event_target_checked(&event))
                        />
                        <span>
                            {move || words::t().can_be_chosen}
                            <span class="sr-only">{move || named("")}</span>
                        </span>
                    </label>
                    <span class="push"></span>
                    {button("up", icon::ARROW_UP, words::up_named, false)}
                    {button("down", icon::ARROW_DOWN, words::down_named, true)}
                    {remove}
                </div>
            </li>
        }
        .into_any()
    }
}

fn control(part: &str, key: u32) -> String {
    format!("option-{key}-{part}")
}

/// Options as they are stored, in the same words.
pub fn stored_words(of: impl Iterator<Item = FieldOption>) -> String {
    let all = of.map(|one| {
        let official = one.official.as_ref().map_or("", |one| one.as_str());
        in_words(
            one.labels.de.as_str(),
            one.labels.en.as_str(),
            official,
            one.active,
        )
    });
    all.collect::<Vec<_>>().join(", ")
}

fn in_words(de: &str, en: &str, official: &str, active: bool) -> String {
    let official = if official.is_empty() {
        String::new()
    } else {
        format!(" [{official}]")
    };
    let inactive = if active {
        String::new()
    } else {
        format!(" ({})", words::t().inactive)
    };
    format!("{de} / {en}{official}{inactive}")
}
