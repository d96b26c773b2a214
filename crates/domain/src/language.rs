//! The two languages of the interface, and how German addresses people.

use crate::facility::FormOfAddress;
use serde::{Deserialize, Serialize};

/// German first, English second; both complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// German.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "de"))]
    De,
    /// English.
    #[cfg_attr(feature = "db", sea_orm(string_value = "en"))]
    En,
}

impl Language {
    /// The BCP 47 tag, as `lang` attributes and `Accept-Language` use it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The best of ours for an `Accept-Language` value (RFC 9110, section 12.5.4): the first
    /// range with the highest weight that we speak, German when there is none.
    pub fn from_accept_language(value: &str) -> Self {
        let mut best = (Self::De, 0.0_f32);
        for part in value.split(',') {
            let mut pieces = part.split(';').map(str::trim);
            let tag = pieces.next().unwrap_or_default().to_ascii_lowercase();
            let weight = pieces
                .find_map(|piece| piece.strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse().ok())
                .unwrap_or(0.0);
            let language = match tag.split('-').next() {
                Some("de") => Self::De,
                Some("en") => Self::En,
                _ => continue,
            };
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }
}

/// How somebody is spoken to: in which language, and in German in which form of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// In German, with "Sie".
    Formal,
    /// In German, with "du".
    Informal,
    /// In English, which has one form.
    English,
}

impl Speech {
    /// In this language, with this form of address where it has several.
    pub fn new(language: Language, form: FormOfAddress) -> Self {
        match (language, form) {
            (Language::De, FormOfAddress::Formal) => Self::Formal,
            (Language::De, FormOfAddress::Informal) => Self::Informal,
            (Language::En, _) => Self::English,
        }
    }

    /// The language alone.
    pub fn language(self) -> Language {
        match self {
            Self::Formal | Self::Informal => Language::De,
            Self::English => Language::En,
        }
    }

    /// The one of the three that says it so.
    pub fn pick<T>(self, formal: T, informal: T, english: T) -> T {
        match self {
            Self::Formal => formal,
            Self::Informal => informal,
            Self::English => english,
        }
    }
}

impl From<Language> for Speech {
    /// As staff, and whoever is not known, are spoken to.
    fn from(language: Language) -> Self {
        Self::new(language, FormOfAddress::Formal)
    }
}

/// What a sentence is in each [`Speech`]: `said!("Bitte melden Sie sich an." / "Bitte melde dich
/// an.", "Please sign in.")`, or with one German for both where it addresses nobody.
macro_rules! said {
    ($formal:literal / $informal:literal, $english:literal $(,)?) => {
        [$formal, $informal, $english]
    };
    ($german:literal, $english:literal $(,)?) => {
        [$german, $german, $english]
    };
}
pub(crate) use said;

#[cfg(test)]
fn has_word(text: &str, is_it: impl Fn(&str) -> bool) -> bool {
    text.split(|letter: char| !letter.is_alphabetic())
        .any(is_it)
}

/// Whether a German text addresses somebody formally, for the tests of texts.
#[cfg(test)]
pub(crate) fn says_sie(text: &str) -> bool {
    has_word(text, |word| {
        matches!(
            word,
            "Sie" | "Ihnen" | "Ihr" | "Ihre" | "Ihrem" | "Ihren" | "Ihrer" | "Ihres"
        )
    })
}

/// Whether it addresses somebody informally.
#[cfg(test)]
pub(crate) fn says_du(text: &str) -> bool {
    has_word(text, |word| {
        matches!(
            word.to_lowercase().as_str(),
            "du" | "dir" | "dich" | "dein" | "deine" | "deinem" | "deinen" | "deiner" | "deines"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_we_speak_is_taken() {
        for (value, expected) in [
            ("", Language::De),
            ("fr", Language::De),
            ("en", Language::En),
            ("en-GB,en;q=0.9,de;q=0.8", Language::En),
            ("de-AT,de;q=0.9,en;q=0.8", Language::De),
            ("fr,en;q=0.4,de;q=0.7", Language::De),
            ("en;q=0", Language::De),
            ("en;q=broken", Language::De),
        ] {
            assert_eq!(Language::from_accept_language(value), expected, "{value}");
        }
    }
}
