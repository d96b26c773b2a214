//! Languages that people can be counselled in.

use crate::language::Language;
use serde::{Deserialize, Serialize};

macro_rules! spoken {
    ($($name:ident $code:tt $de:tt $en:tt,)*) => {
        /// A language that a counselor speaks, by its code (ISO 639).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[expect(missing_docs, reason = "each is called by its English name")]
        pub enum SpokenLanguage {
            $(#[serde(rename = $code)] $name,)*
        }

        impl SpokenLanguage {
            /// All that can be chosen, in the order of their German names.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What people call it.
            pub fn name(self, language: Language) -> &'static str {
                let (de, en) = match self {
                    $(Self::$name => ($de, $en),)*
                };
                match language {
                    Language::De => de,
                    Language::En => en,
                }
            }
        }
    };
}

spoken! {
    Albanian "sq" "Albanisch" "Albanian",
    Amharic "am" "Amharisch" "Amharic",
    Arabic "ar" "Arabisch" "Arabic",
    Armenian "hy" "Armenisch" "Armenian",
    Bosnian "bs" "Bosnisch" "Bosnian",
    Bulgarian "bg" "Bulgarisch" "Bulgarian",
    Chinese "zh" "Chinesisch" "Chinese",
    Danish "da" "Dänisch" "Danish",
    Dari "prs" "Dari" "Dari",
    German "de" "Deutsch" "German",
    GermanSign "gsg" "Deutsche Gebärdensprache" "German Sign Language",
    English "en" "Englisch" "English",
    Finnish "fi" "Finnisch" "Finnish",
    French "fr" "Französisch" "French",
    Georgian "ka" "Georgisch" "Georgian",
    Greek "el" "Griechisch" "Greek",
    Hebrew "he" "Hebräisch" "Hebrew",
    Hindi "hi" "Hindi" "Hindi",
    Italian "it" "Italienisch" "Italian",
    Japanese "ja" "Japanisch" "Japanese",
    Croatian "hr" "Kroatisch" "Croatian",
    Kurmanji "kmr" "Kurdisch (Kurmandschi)" "Kurdish (Kurmanji)",
    Sorani "ckb" "Kurdisch (Sorani)" "Kurdish (Sorani)",
    Macedonian "mk" "Mazedonisch" "Macedonian",
    Dutch "nl" "Niederländisch" "Dutch",
    Norwegian "no" "Norwegisch" "Norwegian",
    Pashto "ps" "Paschtu" "Pashto",
    Persian "fa" "Persisch (Farsi)" "Persian (Farsi)",
    Polish "pl" "Polnisch" "Polish",
    Portuguese "pt" "Portugiesisch" "Portuguese",
    Romanian "ro" "Rumänisch" "Romanian",
    Russian "ru" "Russisch" "Russian",
    Swedish "sv" "Schwedisch" "Swedish",
    Serbian "sr" "Serbisch" "Serbian",
    Slovak "sk" "Slowakisch" "Slovak",
    Slovenian "sl" "Slowenisch" "Slovenian",
    Somali "so" "Somali" "Somali",
    Spanish "es" "Spanisch" "Spanish",
    Swahili "sw" "Suaheli" "Swahili",
    Tamil "ta" "Tamil" "Tamil",
    Tigrinya "ti" "Tigrinya" "Tigrinya",
    Czech "cs" "Tschechisch" "Czech",
    Turkish "tr" "Türkisch" "Turkish",
    Ukrainian "uk" "Ukrainisch" "Ukrainian",
    Hungarian "hu" "Ungarisch" "Hungarian",
    Urdu "ur" "Urdu" "Urdu",
    Vietnamese "vi" "Vietnamesisch" "Vietnamese",
}

impl SpokenLanguage {
    /// The language of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|language| language.code() == code)
    }
}

/// Some of them, each once, in the order of [`SpokenLanguage::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<SpokenLanguage>", into = "Vec<SpokenLanguage>")]
pub struct SpokenLanguages(u64);

impl SpokenLanguages {
    /// Whether the language is among them.
    pub fn contains(self, language: SpokenLanguage) -> bool {
        self.0 & bit(language) != 0
    }

    /// With this one more.
    #[must_use]
    pub fn with(self, language: SpokenLanguage) -> Self {
        Self(self.0 | bit(language))
    }

    /// Without this one.
    #[must_use]
    pub fn without(self, language: SpokenLanguage) -> Self {
        Self(self.0 & !bit(language))
    }

    /// Them, in order.
    pub fn iter(self) -> impl Iterator<Item = SpokenLanguage> {
        let all = SpokenLanguage::ALL.iter().copied();
        all.filter(move |language| self.contains(*language))
    }

    /// Their codes with spaces between, as a column holds them.
    pub fn codes(self) -> String {
        let codes: Vec<_> = self.iter().map(SpokenLanguage::code).collect();
        codes.join(" ")
    }

    /// Reads what [`Self::codes`] wrote. A code that is no choice any more is left out.
    pub fn from_codes(codes: &str) -> Self {
        codes
            .split_whitespace()
            .filter_map(SpokenLanguage::from_code)
            .collect()
    }
}

fn bit(language: SpokenLanguage) -> u64 {
    1 << (language as u64)
}

impl FromIterator<SpokenLanguage> for SpokenLanguages {
    fn from_iter<T: IntoIterator<Item = SpokenLanguage>>(languages: T) -> Self {
        let bits = languages.into_iter().map(bit);
        Self(bits.fold(0, |all, one| all | one))
    }
}

impl From<Vec<SpokenLanguage>> for SpokenLanguages {
    fn from(languages: Vec<SpokenLanguage>) -> Self {
        languages.into_iter().collect()
    }
}

impl From<SpokenLanguages> for Vec<SpokenLanguage> {
    fn from(languages: SpokenLanguages) -> Self {
        languages.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_is_told_from_the_others() {
        let all = SpokenLanguage::ALL;
        assert!(all.len() <= 64);
        let codes: BTreeSet<_> = all.iter().map(|one| one.code()).collect();
        assert_eq!(codes.len(), all.len());
        for &language in all {
            let only = SpokenLanguages::default().with(language);
            assert!(only.iter().eq([language]));
            assert_eq!(SpokenLanguages::from_codes(language.code()), only);
            assert_eq!(only.without(language), SpokenLanguages::default());
            assert_eq!(serde_json::to_value(language).unwrap(), language.code());
        }
    }

    #[test]
    fn german_names_are_in_order() {
        let names = SpokenLanguage::ALL.iter().map(|one| {
            let name = one.name(Language::De).to_lowercase();
            name.replace('ä', "a").replace('ü', "u").replace('ö', "o")
        });
        assert!(names.is_sorted());
    }

    #[test]
    fn languages_read_back_from_their_codes_each_once() {
        let some: SpokenLanguages = serde_json::from_str(r#"["tr","de","tr"]"#).unwrap();
        assert_eq!(some.codes(), "de tr");
        assert_eq!(SpokenLanguages::from_codes("de tr gone"), some);
        assert_eq!(serde_json::to_string(&some).unwrap(), r#"["de","tr"]"#);
        assert!(serde_json::from_str::<SpokenLanguages>(r#"["xx"]"#).is_err());
    }
}
