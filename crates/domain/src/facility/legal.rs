//! What the law asks a portal to say.

use super::PortalLanguages;
use crate::{language::Language, text::LegalText, version::Version};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The pages that a portal has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LegalPage {
    /// Who answers for it.
    Imprint,
    /// What becomes of personal data.
    Privacy,
}

impl LegalPage {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Imprint, Self::Privacy];
}

impl fmt::Display for LegalPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Imprint => "imprint",
            Self::Privacy => "privacy",
        })
    }
}

impl FromStr for LegalPage {
    type Err = UnknownLegalPage;

    fn from_str(text: &str) -> Result<Self, UnknownLegalPage> {
        Self::ALL
            .into_iter()
            .find(|page| page.to_string() == text)
            .ok_or(UnknownLegalPage)
    }
}

/// The text names no [`LegalPage`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither imprint nor privacy")]
pub struct UnknownLegalPage;

/// One page, in the languages in which there is a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LegalTexts {
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<LegalText>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<LegalText>,
}

impl LegalTexts {
    /// In this language.
    pub fn of(&self, language: Language) -> Option<&LegalText> {
        match language {
            Language::De => self.de.as_ref(),
            Language::En => self.en.as_ref(),
        }
    }

    /// In this language, or else in the other one: better read than not there. Says which.
    pub fn nearest(&self, language: Language) -> Option<(Language, &LegalText)> {
        let other = match language {
            Language::De => Language::En,
            Language::En => Language::De,
        };
        [language, other]
            .into_iter()
            .find_map(|one| Some((one, self.of(one)?)))
    }
}

/// The legal pages of a portal. Texts are paragraphs with an empty line between them; lines that
/// begin with `#` or `##` are headings, those with `-` items of a list, and addresses are links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "imprint": { "de": "# Verantwortlich\n\nBeratungsstelle Lahntal" }, "privacy": {}
})))]
#[serde(deny_unknown_fields)]
pub struct LegalPages {
    /// Who answers for it.
    #[serde(default)]
    pub imprint: LegalTexts,
    /// What becomes of personal data.
    #[serde(default)]
    pub privacy: LegalTexts,
}

impl LegalPages {
    /// One of them.
    pub fn of(&self, page: LegalPage) -> &LegalTexts {
        match page {
            LegalPage::Imprint => &self.imprint,
            LegalPage::Privacy => &self.privacy,
        }
    }

    /// Those that say something, in whatever language.
    pub fn present(&self) -> Vec<LegalPage> {
        let says = |page: &LegalPage| self.of(*page).nearest(Language::De).is_some();
        LegalPage::ALL.into_iter().filter(says).collect()
    }

    /// What is missing of what a portal in these languages needs.
    pub fn missing(&self, languages: &PortalLanguages) -> Vec<(LegalPage, Language)> {
        let mut missing = Vec::new();
        for page in LegalPage::ALL {
            for &language in languages.as_slice() {
                if self.of(page).of(language).is_none() {
                    missing.push((page, language));
                }
            }
        }
        missing
    }
}

/// The same as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalPageSettings {
    /// What holds.
    pub pages: LegalPages,
    /// To be named by the next change.
    pub version: Version,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shown_in_the_other_language_rather_than_not_at_all() {
        let text = |text: &str| Some(LegalText::try_from(text).unwrap());
        let mut pages = LegalPages::default();
        assert_eq!(pages.present(), []);
        pages.imprint.de = text("Verantwortlich");
        assert_eq!(pages.present(), [LegalPage::Imprint]);
        let (language, _) = pages.imprint.nearest(Language::En).unwrap();
        assert_eq!(language, Language::De);
        let both = PortalLanguages::default();
        assert_eq!(
            pages.missing(&both),
            [
                (LegalPage::Imprint, Language::En),
                (LegalPage::Privacy, Language::De),
                (LegalPage::Privacy, Language::En),
            ]
        );
        pages.privacy.de = text("Daten");
        let german = PortalLanguages::try_from(vec![Language::De]).unwrap();
        assert_eq!(pages.missing(&german), []);
    }

    #[test]
    fn a_page_is_called_in_addresses_as_in_bodies() {
        for page in LegalPage::ALL {
            assert_eq!(serde_json::json!(page), serde_json::json!(page.to_string()));
            assert_eq!(page.to_string().parse(), Ok(page));
        }
        assert_eq!("terms".parse::<LegalPage>(), Err(UnknownLegalPage));
    }
}
