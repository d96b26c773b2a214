//! What a field is called in each language, as it is typed, and its switches beside what is stored.

use crate::{
    forms::{Entry, required},
    i18n::{clients as client_words, ordered_fields as words},
    settings::Difference,
    ui::{
        TextField,
        switch::{ON, on_or_off},
    },
};
use domain::{counselling_fields::Labels, text::FieldLabel};
use leptos::prelude::*;

/// Both names.
#[derive(Clone, Copy)]
pub struct Names {
    de: Entry,
    en: Entry,
}

impl Names {
    /// Those that are there.
    pub fn new(of: Option<&Labels>) -> Self {
        let entry = |name, word: fn() -> &'static str, value: Option<&FieldLabel>| {
            let value = value.map_or("", |label| label.as_str());
            Entry::new(name, word, value, required::<FieldLabel>)
        };
        Self {
            de: entry("label_de", || words::t().label_de, of.map(|one| &one.de)),
            en: entry("label_en", || words::t().label_en, of.map(|one| &one.en)),
        }
    }

    /// Their controls.
    pub fn entries(self) -> [Entry; 2] {
        [self.de, self.en]
    }

    /// What is typed and differs; notifies.
    pub fn differences(self, stored: &Labels) -> Vec<Difference> {
        let both = [(self.de, &stored.de), (self.en, &stored.en)];
        let differ = both.into_iter().filter_map(|(entry, stored)| {
            Difference::of(
                (entry.label)(),
                entry.value.get(),
                stored.as_str().to_owned(),
            )
        });
        differ.collect()
    }

    /// Takes over what is stored.
    pub fn take(self, stored: &Labels) {
        for (entry, text) in [(self.de, &stored.de), (self.en, &stored.en)] {
            entry.fault.set(None);
            entry.value.set(text.as_str().to_owned());
        }
    }

    /// Both; not there if one of them is no good, which is said at its place.
    pub fn read(self) -> Option<Labels> {
        let (de, en) = (self.de.parse(), self.en.parse());
        Some(Labels { de: de?, en: en? })
    }

    /// Both controls.
    pub fn view(self) -> AnyView {
        view! {
            <div class="grid-2">
                <TextField entry=self.de autofocus=true />
                <TextField entry=self.en />
            </div>
        }
        .into_any()
    }
}

/// A switch that stands otherwise than what is stored; notifies.
pub fn switched(entry: Entry, stored: bool) -> Option<Difference> {
    let word = |on: &str| {
        let t = client_words::t();
        if on == ON { t.yes } else { t.no }.to_owned()
    };
    let typed = entry.value.with(|on| word(on));
    Difference::of((entry.label)(), typed, word(on_or_off(stored)))
}
