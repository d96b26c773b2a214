//! The two languages of the interface.

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
