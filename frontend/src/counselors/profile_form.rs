//! The entries of the profile, compared with what the server has.

use crate::{
    forms::{Entry, any, required},
    i18n::{Language, clients::t as client_words, counselors as words},
};
use domain::{
    counselors::{Counselor, CounselorUpdate, Salutation},
    problem::FieldCode,
    text::{DisplayName, EmailAddress, PersonName},
};
use leptos::prelude::*;

const SALUTATIONS: [(Salutation, &str); 3] = [
    (Salutation::Ms, "ms"),
    (Salutation::Mr, "mr"),
    (Salutation::Neutral, "neutral"),
];

const LANGUAGES: [(Language, &str); 2] = [(Language::De, "Deutsch"), (Language::En, "English")];

/// What can be changed of oneself.
#[derive(Clone, Copy)]
pub struct Entries {
    /// How to be addressed.
    pub salutation: Entry,
    /// First name.
    pub first_name: Entry,
    /// Last name.
    pub last_name: Entry,
    /// E-mail address.
    pub email: Entry,
    /// The name that others see.
    pub display_name: Entry,
    /// The language of the interface.
    pub language: Entry,
}

impl Entries {
    /// Entries that begin with what the server has.
    pub fn new(of: &Counselor) -> Self {
        let [
            salutation,
            first_name,
            last_name,
            email,
            display_name,
            language,
        ] = texts(of);
        Self {
            salutation: Entry::new("salutation", || words::t().salutation, salutation, any),
            first_name: Entry::new(
                "first_name",
                || words::t().first_name,
                first_name,
                required::<PersonName>,
            ),
            last_name: Entry::new(
                "last_name",
                || words::t().last_name,
                last_name,
                required::<PersonName>,
            ),
            email: Entry::new(
                "email",
                || words::t().email,
                email,
                required::<EmailAddress>,
            )
            .in_words(|code| {
                (code == FieldCode::InvalidFormat).then(|| client_words().email_format)
            }),
            display_name: Entry::new(
                "display_name",
                || words::t().display_name,
                display_name,
                required::<DisplayName>,
            ),
            language: Entry::new("language", || words::t().language, language, any),
        }
    }

    /// All of them, in the order of the page.
    pub fn all(self) -> [Entry; 6] {
        [
            self.salutation,
            self.first_name,
            self.last_name,
            self.email,
            self.display_name,
            self.language,
        ]
    }

    /// The entries that differ from `of`, with what `of` says; notifies.
    pub fn changes(self, of: &Counselor) -> Vec<(Entry, String)> {
        let pairs = self.all().into_iter().zip(texts(of));
        pairs
            .filter(|(entry, text)| entry.value.with(|value| value.trim() != text))
            .collect()
    }

    /// Takes over what the server has.
    pub fn take(self, of: &Counselor) {
        for (entry, text) in self.all().into_iter().zip(texts(of)) {
            entry.fault.set(None);
            entry.value.set(text);
        }
    }

    /// The change that makes `of` what is typed; what is the same is left out.
    pub fn update(self, of: &Counselor) -> CounselorUpdate {
        let changed: Vec<&str> = untrack(|| self.changes(of))
            .into_iter()
            .map(|(entry, _)| entry.name)
            .collect();
        let differs = |entry: Entry| changed.contains(&entry.name);
        let chosen = self.salutation.value.get_untracked();
        let salutation = SALUTATIONS.iter().find(|(_, name)| *name == chosen);
        let language = language_of(&self.language.value.get_untracked());
        CounselorUpdate {
            salutation: salutation
                .map(|(value, _)| *value)
                .filter(|_| differs(self.salutation)),
            first_name: self.first_name.parse().filter(|_| differs(self.first_name)),
            last_name: self.last_name.parse().filter(|_| differs(self.last_name)),
            email: self.email.parse().filter(|_| differs(self.email)),
            display_name: self
                .display_name
                .parse()
                .filter(|_| differs(self.display_name)),
            language: language.filter(|_| differs(self.language)),
            ..CounselorUpdate::default()
        }
    }
}

/// What there is to choose from, with its words.
pub fn salutations() -> Vec<(String, String)> {
    let word = |value| match value {
        Salutation::Ms => words::t().ms,
        Salutation::Mr => words::t().mr,
        Salutation::Neutral => words::t().neutral,
    };
    SALUTATIONS
        .map(|(value, name)| (name.into(), word(value).into()))
        .into()
}

/// What there is to choose from, each in its own words.
pub fn languages() -> Vec<(String, String)> {
    LANGUAGES
        .map(|(value, word)| (value.tag().into(), word.into()))
        .into()
}

/// What a value is called on the page.
pub fn shown(entry: Entry, value: &str) -> String {
    let choices = match entry.name {
        "salutation" => salutations(),
        "language" => languages(),
        _ => Vec::new(),
    };
    let word = choices
        .into_iter()
        .find(|(name, _)| name == value)
        .map(|(_, word)| word);
    word.unwrap_or_else(|| value.to_owned())
}

fn language_of(tag: &str) -> Option<Language> {
    LANGUAGES
        .iter()
        .map(|(language, _)| *language)
        .find(|language| language.tag() == tag)
}

/// The values as the entries hold them, in the order of [`Entries::all`].
fn texts(of: &Counselor) -> [String; 6] {
    let salutation = SALUTATIONS
        .iter()
        .find(|(value, _)| *value == of.salutation);
    [
        salutation.map_or("", |(_, name)| name).to_owned(),
        of.first_name.clone(),
        of.last_name.clone(),
        of.email.clone(),
        of.display_name.clone(),
        of.language.tag().to_owned(),
    ]
}
