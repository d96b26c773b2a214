//! The entries of the profile, compared with what the server has.

use crate::{
    forms::{Entry, any, optional, required},
    i18n::{Language, clients::t as client_words, counselors as words},
    ui::switch::{ON, on_or_off},
};
use domain::{
    clients::Edit,
    counselors::{Counselor, CounselorUpdate, Descriptions, Salutation, SpokenLanguages},
    problem::{FieldCode, FieldError},
    text::{Description, DisplayName, EmailAddress, HttpsUrl, PersonName, PhoneNumber, Postcode},
};
use leptos::prelude::*;

const SALUTATIONS: [(Salutation, &str); 3] = [
    (Salutation::Ms, "ms"),
    (Salutation::Mr, "mr"),
    (Salutation::Neutral, "neutral"),
];

const LANGUAGES: [(Language, &str); 2] = [(Language::De, "Deutsch"), (Language::En, "English")];

/// How the entry of the video software says that it is not the built-in one.
pub const EXTERNAL: &str = "external";
const BUILT_IN: &str = "built_in";

/// How many there are.
const ENTRIES: usize = 15;

/// What can be changed of oneself.
#[derive(Clone, Copy)]
pub struct Entries {
    /// The name that others see.
    pub display_name: Entry,
    /// The languages one speaks, by their codes.
    pub languages: Entry,
    /// What one says of oneself in German.
    pub description_de: Entry,
    /// And in English.
    pub description_en: Entry,
    /// Whether one is there for one's primary clients only.
    pub primary_clients_only: Entry,
    /// Whether clients may ask for a video call.
    pub video_requests: Entry,
    /// With which software.
    pub video: Entry,
    /// At which address, if not with the built-in one.
    pub external_video_url: Entry,
    /// How to be addressed.
    pub salutation: Entry,
    /// First name.
    pub first_name: Entry,
    /// Last name.
    pub last_name: Entry,
    /// Telephone number.
    pub phone: Entry,
    /// Post code.
    pub postcode: Entry,
    /// E-mail address.
    pub email: Entry,
    /// The language of the interface.
    pub language: Entry,
}

type Check = fn(&str) -> Result<(), FieldError>;

impl Entries {
    /// Entries that begin with what the server has.
    pub fn new(of: &Counselor) -> Self {
        let mut texts = texts(of).into_iter();
        let mut entry = |name, label, check: Check| {
            Entry::new(name, label, texts.next().unwrap_or_default(), check)
        };
        // In the order of `texts`.
        Self {
            display_name: entry(
                "display_name",
                || words::t().display_name,
                required::<DisplayName>,
            ),
            languages: entry("languages", || words::t().languages, any),
            description_de: entry(
                "description_de",
                || words::t().description_de,
                optional::<Description>,
            ),
            description_en: entry(
                "description_en",
                || words::t().description_en,
                optional::<Description>,
            ),
            primary_clients_only: entry(
                "primary_clients_only",
                || words::t().primary_clients_only,
                any,
            ),
            video_requests: entry("video_requests", || words::t().video_requests, any),
            video: entry("video", || words::t().video_software, any),
            external_video_url: entry(
                "external_video_url",
                || words::t().video_url,
                optional::<HttpsUrl>,
            )
            .in_words(|code| (code == FieldCode::InvalidFormat).then(|| words::t().https_only)),
            salutation: entry("salutation", || words::t().salutation, any),
            first_name: entry(
                "first_name",
                || words::t().first_name,
                required::<PersonName>,
            ),
            last_name: entry("last_name", || words::t().last_name, required::<PersonName>),
            phone: entry("phone", || words::t().phone, optional::<PhoneNumber>).in_words(|code| {
                (code == FieldCode::InvalidFormat).then(|| client_words().phone_format)
            }),
            postcode: entry("postcode", || words::t().postcode, optional::<Postcode>),
            email: entry("email", || words::t().email, required::<EmailAddress>).in_words(|code| {
                (code == FieldCode::InvalidFormat).then(|| client_words().email_format)
            }),
            language: entry("language", || words::t().language, any),
        }
    }

    /// All of them, in the order of the page.
    pub fn all(self) -> [Entry; ENTRIES] {
        [
            self.display_name,
            self.languages,
            self.description_de,
            self.description_en,
            self.primary_clients_only,
            self.video_requests,
            self.video,
            self.external_video_url,
            self.salutation,
            self.first_name,
            self.last_name,
            self.phone,
            self.postcode,
            self.email,
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

    /// Whether video calls are held elsewhere; notifies.
    pub fn is_external(self) -> bool {
        self.video.value.with(|video| video == EXTERNAL)
    }

    /// Chooses where video calls are held.
    pub fn choose_external(self, external: bool) {
        let choice = if external { EXTERNAL } else { BUILT_IN };
        self.video.value.set(choice.to_owned());
        if !external {
            self.external_video_url.fault.set(None);
            self.external_video_url.value.set(String::new());
        }
    }

    /// Whether the address is missing where calls are to be held elsewhere.
    pub fn lacks_url(self) -> bool {
        let empty = self.external_video_url.value;
        untrack(|| self.is_external()) && empty.with_untracked(|url| url.trim().is_empty())
    }

    /// The change that makes `of` what is typed; what is the same is left out.
    pub fn update(self, of: &Counselor) -> CounselorUpdate {
        let changed: Vec<&str> = untrack(|| self.changes(of))
            .into_iter()
            .map(|(entry, _)| entry.name)
            .collect();
        let differs = |entry: Entry| changed.contains(&entry.name);
        let is_on = |entry: Entry| {
            let on = entry.value.with_untracked(|value| value == ON);
            Some(on).filter(|_| differs(entry))
        };
        let chosen = self.salutation.value.get_untracked();
        let salutation = SALUTATIONS.iter().find(|(_, name)| *name == chosen);
        let language = language_of(&self.language.value.get_untracked());
        let described = differs(self.description_de) || differs(self.description_en);
        let descriptions = Descriptions {
            de: self.description_de.parse(),
            en: self.description_en.parse(),
        };
        let codes = self.languages.value;
        CounselorUpdate {
            salutation: salutation
                .map(|(value, _)| *value)
                .filter(|_| differs(self.salutation)),
            first_name: self.first_name.parse().filter(|_| differs(self.first_name)),
            last_name: self.last_name.parse().filter(|_| differs(self.last_name)),
            email: self.email.parse().filter(|_| differs(self.email)),
            phone: edit(differs(self.phone), self.phone.parse()),
            postcode: edit(differs(self.postcode), self.postcode.parse()),
            display_name: self
                .display_name
                .parse()
                .filter(|_| differs(self.display_name)),
            descriptions: described.then_some(descriptions),
            languages: differs(self.languages)
                .then(|| codes.with_untracked(|codes| SpokenLanguages::from_codes(codes))),
            primary_clients_only: is_on(self.primary_clients_only),
            video_requests: is_on(self.video_requests),
            external_video_url: edit(
                differs(self.video) || differs(self.external_video_url),
                self.external_video_url.parse(),
            ),
            newsletter: None,
            own_password: None,
            language: language.filter(|_| differs(self.language)),
        }
    }
}

fn edit<T>(differs: bool, value: Option<T>) -> Edit<T> {
    if differs { Edit::to(value) } else { Edit::Keep }
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

/// The salutation of this name.
pub fn salutation_of(name: &str) -> Salutation {
    let mut all = SALUTATIONS.iter();
    all.find(|(_, known)| *known == name)
        .map_or(Salutation::Neutral, |(value, _)| *value)
}

/// The name of a salutation, as an entry holds it.
pub fn salutation_name(of: Salutation) -> &'static str {
    let mut all = SALUTATIONS.iter();
    all.find(|(value, _)| *value == of)
        .map_or("neutral", |(_, name)| name)
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
        "languages" => return words::spoken(SpokenLanguages::from_codes(value)),
        "primary_clients_only" | "video_requests" | "newsletter" => {
            return words::yes_or_no(value == ON).to_owned();
        }
        "video" => return words::video(value == EXTERNAL).to_owned(),
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
fn texts(of: &Counselor) -> [String; ENTRIES] {
    let description = |text: &Option<Description>| {
        let text = text.as_ref().map(|text| text.as_str().to_owned());
        text.unwrap_or_default()
    };
    let video = match of.external_video_url {
        Some(_) => EXTERNAL,
        None => BUILT_IN,
    };
    [
        of.display_name.clone(),
        of.languages.codes(),
        description(&of.descriptions.de),
        description(&of.descriptions.en),
        on_or_off(of.primary_clients_only).to_owned(),
        on_or_off(of.video_requests).to_owned(),
        video.to_owned(),
        of.external_video_url.clone().unwrap_or_default(),
        salutation_name(of.salutation).to_owned(),
        of.first_name.clone(),
        of.last_name.clone(),
        of.phone.clone().unwrap_or_default(),
        of.postcode.clone().unwrap_or_default(),
        of.email.clone(),
        of.language.tag().to_owned(),
    ]
}
