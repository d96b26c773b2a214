//! The counselling centre: the tenant that everything else belongs to, and what it says of itself.

mod address;
mod legal;
mod registration;
mod setup;

pub use address::FormOfAddress;
pub use legal::{LegalPage, LegalPageSettings, LegalPages, LegalTexts, UnknownLegalPage};
pub use registration::{ContactRule, RegistrationAccess, RegistrationRules, RegistrationSettings};
pub use setup::{Setup, SetupItem, SetupStep};

use crate::{
    ids::PictureId,
    language::Language,
    problem::{FieldCode, FieldError},
    text::{DisplayName, EmailAddress, HttpsUrl, PhoneNumber, PostalAddress, Slug, TimeZoneName},
    version::Version,
};
use serde::{Deserialize, Serialize};

/// The longest side of the logo that is kept, in pixels; smaller ones stay small.
pub const LOGO_SIDE: u32 = 640;

/// What anyone may know of a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "slug": "lahntal", "name": "Beratungsstelle Lahntal", "time_zone": "Europe/Berlin"
})))]
pub struct FacilitySummary {
    /// The part of the portal's address that names it: `/p/{slug}`.
    pub slug: Slug,
    /// How it calls itself.
    pub name: String,
    /// IANA name of the zone its times are shown in.
    pub time_zone: String,
}

/// The languages that the portal offers, at least one, in the order in which they were named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<Language>))]
#[serde(try_from = "Vec<Language>", into = "Vec<Language>")]
pub struct PortalLanguages(Vec<Language>);

impl PortalLanguages {
    /// All of them.
    pub fn as_slice(&self) -> &[Language] {
        &self.0
    }

    /// Whether this one is among them.
    pub fn has(&self, language: Language) -> bool {
        self.0.contains(&language)
    }

    /// `language` if it is offered, else the first one that is.
    pub fn nearest(&self, language: Language) -> Language {
        if self.has(language) {
            language
        } else {
            self.0.first().copied().unwrap_or_default()
        }
    }
}

impl Default for PortalLanguages {
    fn default() -> Self {
        Self(vec![Language::De, Language::En])
    }
}

impl TryFrom<Vec<Language>> for PortalLanguages {
    type Error = FieldError;

    fn try_from(languages: Vec<Language>) -> Result<Self, FieldError> {
        match languages.as_slice() {
            [] => Err(FieldError::new(FieldCode::Required)),
            [_] => Ok(Self(languages)),
            [one, other] if one != other => Ok(Self(languages)),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

impl From<PortalLanguages> for Vec<Language> {
    fn from(languages: PortalLanguages) -> Self {
        languages.0
    }
}

/// What a facility says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Beratungsstelle Lahntal", "postal_address": "Uferweg 4\n35037 Marburg",
    "phone": "06421 55 00 10", "email": "kontakt@lahntal.example",
    "website": "https://www.lahntal.example", "time_zone": "Europe/Berlin",
    "languages": ["de", "en"], "form_of_address": "formal", "mails_name_facility": true
})))]
#[serde(deny_unknown_fields)]
pub struct FacilityData {
    /// How it calls itself.
    pub name: DisplayName,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_address: Option<PostalAddress>,
    /// By which number it can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Where one can write to it outside of the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Its own pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<HttpsUrl>,
    /// Where invoices go; only its admins see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<PostalAddress>,
    /// IANA name of the zone in which its hours and days are meant.
    pub time_zone: TimeZoneName,
    /// The languages that the portal offers.
    #[serde(default)]
    pub languages: PortalLanguages,
    /// How German sentences address clients.
    #[serde(default)]
    pub form_of_address: FormOfAddress,
    /// Whether automatic mails to clients say from whom they are.
    pub mails_name_facility: bool,
}

impl FacilityData {
    /// What holds where nothing was ever set.
    pub fn new(name: DisplayName, time_zone: TimeZoneName) -> Self {
        Self {
            name,
            postal_address: None,
            phone: None,
            email: None,
            website: None,
            billing_address: None,
            time_zone,
            languages: PortalLanguages::default(),
            form_of_address: FormOfAddress::default(),
            mails_name_facility: true,
        }
    }

    /// Whether somebody can find and reach it.
    pub fn is_reachable(&self) -> bool {
        self.postal_address.is_some() && (self.phone.is_some() || self.email.is_some())
    }
}

/// The same as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacilitySettings {
    /// What holds.
    pub data: FacilityData,
    /// What it looks like: the logo of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<PictureId>,
    /// To be named by the next change.
    pub version: Version,
}

/// What a facility's portal says of it, to anyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "slug": "lahntal", "name": "Beratungsstelle Lahntal", "time_zone": "Europe/Berlin",
    "phone": "06421 55 00 10", "languages": ["de", "en"], "form_of_address": "formal",
    "legal_pages": ["imprint", "privacy"],
    "registration": { "access": "open", "contact": "optional" }
})))]
pub struct Portal {
    /// The part of the portal's address that names it: `/p/{slug}`.
    pub slug: Slug,
    /// How it calls itself.
    pub name: String,
    /// IANA name of the zone its times are shown in.
    pub time_zone: String,
    /// What it looks like: the logo of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<PictureId>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_address: Option<PostalAddress>,
    /// By which number it can be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Where one can write to it outside of the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Its own pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<HttpsUrl>,
    /// The languages that the portal offers.
    #[serde(default)]
    pub languages: PortalLanguages,
    /// How its German sentences address people.
    #[serde(default)]
    pub form_of_address: FormOfAddress,
    /// The legal pages that there are.
    #[serde(default)]
    pub legal_pages: Vec<LegalPage>,
    /// Who can make an account, and what is asked of them.
    #[serde(default)]
    pub registration: RegistrationRules,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_speaks_at_least_one_language_and_none_twice() {
        use Language::{De, En};
        for (languages, good) in [
            (vec![], false),
            (vec![De], true),
            (vec![En], true),
            (vec![De, En], true),
            (vec![En, De], true),
            (vec![De, De], false),
            (vec![De, En, De], false),
        ] {
            let made = PortalLanguages::try_from(languages.clone());
            assert_eq!(made.is_ok(), good, "{languages:?}");
        }
        let english = PortalLanguages::try_from(vec![En]).unwrap();
        assert_eq!(english.nearest(De), En);
        assert_eq!(PortalLanguages::default().nearest(En), En);
    }

    #[test]
    fn a_facility_is_reachable_by_a_place_and_a_way() {
        let name = DisplayName::try_from("Lahntal").unwrap();
        let zone = TimeZoneName::try_from("Europe/Berlin").unwrap();
        let mut data = FacilityData::new(name, zone);
        assert!(!data.is_reachable());
        data.phone = Some(PhoneNumber::try_from("06421 1234").unwrap());
        assert!(!data.is_reachable(), "nobody knows where it is");
        data.postal_address = Some(PostalAddress::try_from("Uferweg 4").unwrap());
        assert!(data.is_reachable());
        data.phone = None;
        assert!(!data.is_reachable());
        data.email = Some(EmailAddress::try_from("a@lahntal.example").unwrap());
        assert!(data.is_reachable());
    }
}
