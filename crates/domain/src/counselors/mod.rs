//! Staff accounts and how they appear to others (chapters 10 and 20).

mod picture;
mod spoken;
mod standing;

pub use picture::{
    MAX_PICTURE_BYTES, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE, PICTURE_SIDE, PictureFormat,
    check_measures, check_upload,
};
pub use spoken::{SpokenLanguage, SpokenLanguages};
pub use standing::{LastAdmin, Standing};

use crate::{
    access::Role,
    bookings::BookingKind,
    clients::Edit,
    counselling_fields::Labels,
    ids::{BookingId, CounselorId, PictureId},
    language::Language,
    page::Limit,
    presences::Presence,
    text::{
        Description, DisplayName, EmailAddress, HttpsUrl, LoginName, NewCounselorPassword,
        PersonName, PhoneNumber, Postcode, SearchText, TypedPassword,
    },
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How a person wishes to be addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Salutation {
    /// "Frau", "Ms".
    #[cfg_attr(feature = "db", sea_orm(string_value = "ms"))]
    Ms,
    /// "Herr", "Mr".
    #[cfg_attr(feature = "db", sea_orm(string_value = "mr"))]
    Mr,
    /// By name only.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "neutral"))]
    Neutral,
}

/// A counselor as others name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorRef {
    /// Which.
    pub id: CounselorId,
    /// The name that clients and colleagues see.
    pub display_name: String,
}

/// What a counselor says of themselves, per language of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Descriptions {
    /// In German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub de: Option<Description>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Description>,
}

impl Descriptions {
    /// What is said in this language; in the other one where that is all there is.
    pub fn best(&self, language: Language) -> Option<(Language, &str)> {
        let de = self.de.as_ref().map(|text| (Language::De, text.as_str()));
        let en = self.en.as_ref().map(|text| (Language::En, text.as_str()));
        match language {
            Language::De => de.or(en),
            Language::En => en.or(de),
        }
    }
}

/// A counselor as the portal shows them to anyone: this, and nothing else of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalCounselor {
    /// Which.
    pub id: CounselorId,
    /// How they are called.
    pub display_name: String,
    /// What they look like: the picture of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
    /// What they say of themselves.
    pub descriptions: Descriptions,
    /// The languages they speak.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<SpokenLanguage>))]
    pub languages: SpokenLanguages,
}

/// The same with what they counsel on, for the portal's first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalCard {
    /// Who.
    #[serde(flatten)]
    pub counselor: PortalCounselor,
    /// How they can be reached at the moment.
    pub presence: Presence,
    /// When an appointment with them can begin at the earliest, if there is any to be had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_free: Option<DateTime<Utc>>,
    /// What they counsel on, in the facility's order; nothing where they have named nothing.
    pub topics: Vec<Labels>,
}

/// Which page of the portal's counselors to list, by display name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PortalCounselorQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// A row of the list of counselors. What is absent is only for those who may read the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorSummary {
    /// Which.
    pub id: CounselorId,
    /// The name that clients and colleagues see.
    pub display_name: String,
    /// What they look like: the picture of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
    /// What they may do.
    pub role: Role,
    /// Whether they can sign in.
    pub active: bool,
    /// What they sign in with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_name: Option<String>,
    /// First and last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// When they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<DateTime<Utc>>,
}

/// A counselor's own data, for themselves and for admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the profile"
)]
pub struct Counselor {
    /// Which.
    pub id: CounselorId,
    /// What they may do.
    pub role: Role,
    /// What they sign in with; never changes.
    pub login_name: LoginName,
    /// How to address them.
    pub salutation: Salutation,
    /// First name; internal.
    pub first_name: String,
    /// Last name; internal.
    pub last_name: String,
    /// E-mail address; internal, also good for signing in.
    pub email: String,
    /// Telephone number; internal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Post code; internal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// The name that clients and colleagues see.
    pub display_name: String,
    /// What they look like: the picture of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
    /// What they say of themselves.
    pub descriptions: Descriptions,
    /// The languages they speak.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<SpokenLanguage>))]
    pub languages: SpokenLanguages,
    /// Whether only their primary clients may turn to them.
    pub primary_clients_only: bool,
    /// Whether a client may ask for a video call in the chat.
    pub video_requests: bool,
    /// Where video calls are held, if not in the built-in software.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_video_url: Option<String>,
    /// Whether they get the newsletter.
    pub newsletter: bool,
    /// The language of their interface.
    pub language: Language,
    /// Whether they can sign in.
    pub active: bool,
    /// Since when they cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deactivated_at: Option<DateTime<Utc>>,
    /// When they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// A new counselor.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "role": "counselor", "login_name": "a.demir", "first_name": "Aylin", "last_name": "Demir",
    "email": "a.demir@lahntal.example", "display_name": "Aylin Demir",
    "password": "ein langer Satz genügt"
})))]
#[serde(deny_unknown_fields)]
pub struct CounselorCreate {
    /// What they may do.
    pub role: Role,
    /// What they sign in with; never changes.
    pub login_name: LoginName,
    /// How to address them.
    #[serde(default)]
    pub salutation: Salutation,
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// E-mail address.
    pub email: EmailAddress,
    /// The name that clients and colleagues see.
    pub display_name: DisplayName,
    /// Their first password. Without one they cannot sign in until they have set one themselves,
    /// from an invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<NewCounselorPassword>,
    /// The language of their interface.
    #[serde(default)]
    pub language: Language,
    /// Whether they can sign in.
    #[serde(default = "yes")]
    pub active: bool,
    /// Whether they get the newsletter.
    #[serde(default)]
    pub newsletter: bool,
}

fn yes() -> bool {
    true
}

/// A change of a counselor's data; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "display_name": "Aylin Demir" })))]
#[serde(deny_unknown_fields)]
pub struct CounselorUpdate {
    /// How to address them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salutation: Option<Salutation>,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<PersonName>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<PersonName>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The name that clients and colleagues see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<DisplayName>,
    /// Telephone number.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PhoneNumber>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub phone: Edit<PhoneNumber>,
    /// Post code.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Postcode>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub postcode: Edit<Postcode>,
    /// What they say of themselves, in all languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptions: Option<Descriptions>,
    /// The languages they speak.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SpokenLanguage>>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<SpokenLanguages>,
    /// Whether only their primary clients may turn to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_clients_only: Option<bool>,
    /// Whether a client may ask for a video call in the chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video_requests: Option<bool>,
    /// Where video calls are held; `null` is the built-in software.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<HttpsUrl>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub external_video_url: Edit<HttpsUrl>,
    /// Whether they get the newsletter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newsletter: Option<bool>,
    /// The language of their interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The password of whoever makes the change. Another e-mail address takes it: links to set a
    /// password go there (OWASP ASVS 5, 7.5.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_password: Option<TypedPassword>,
}

/// Another role.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "role": "admin" })))]
#[serde(deny_unknown_fields)]
pub struct RoleChange {
    /// What they may do from now on.
    pub role: Role,
}

/// What the preview of a counselor's deletion reckons with.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CounselorDeletionQuery {
    /// An active colleague who would take over; absent is nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<CounselorId>,
}

/// What a counselor's deletion would leave behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounselorDeletionPreview {
    /// Clients whom they normally look after.
    pub primary_clients: u64,
    /// Mail requests that they work on, or have released.
    pub open_requests: u64,
    /// Mail requests that they are done with.
    pub done_requests: u64,
    /// Groups that they have made.
    pub groups: u64,
    /// Conversations in the chat that they have with clients.
    pub client_chats: u64,
    /// Appointments ahead that the colleague would get.
    pub passed_appointments: u64,
    /// Appointments ahead that would be called off, because the colleague has something else then,
    /// or there is none.
    pub cancelled_appointments: u64,
    /// The first of those, by time.
    pub cancelled: Vec<EndangeredAppointment>,
}

/// An appointment that a counselor's deletion would call off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndangeredAppointment {
    /// Which.
    pub id: BookingId,
    /// Of one client or of several.
    pub kind: BookingKind,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

impl EndangeredAppointment {
    /// How many are named.
    pub const NAMED: usize = 20;
}

/// To whom a counselor's deletion hands over what they leave behind.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "hand_over_to": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
#[serde(deny_unknown_fields)]
pub struct CounselorDelete {
    /// An active colleague; absent is nobody, and everyone can take it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<CounselorId>,
}

/// Which page of counselors to list, by display name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CounselorQuery {
    /// Part of the display name; for those who may read accounts, also of the name, the login name
    /// or the e-mail address.
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, min_length = 1, max_length = 120))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<SearchText>,
    /// Only those with this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Only those who can sign in, or only those who cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_read_in_ones_own_language_if_there_is_one() {
        let text = |text: &str| Some(Description::try_from(text).unwrap());
        let both = Descriptions {
            de: text("Guten Tag"),
            en: text("Hello"),
        };
        let german = Descriptions {
            en: None,
            ..both.clone()
        };
        for (descriptions, language, expected) in [
            (&both, Language::De, Some((Language::De, "Guten Tag"))),
            (&both, Language::En, Some((Language::En, "Hello"))),
            (&german, Language::En, Some((Language::De, "Guten Tag"))),
            (&Descriptions::default(), Language::De, None),
        ] {
            assert_eq!(descriptions.best(language), expected);
        }
    }

    #[test]
    fn the_login_name_is_no_field_of_a_change() {
        let change = r#"{"login_name":"k.vogt"}"#;
        assert!(serde_json::from_str::<CounselorUpdate>(change).is_err());
    }
}
