//! How many active staff accounts a facility may have, and asking for more (chapter 20).

use crate::{
    counselors::CounselorRef,
    ids::LicenceRequestId,
    language::Language,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::{EmailAddress, PersonName, Remark},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A number of licences, 1 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 10_000))]
#[serde(try_from = "u32", into = "u32")]
pub struct LicenceVolume(u16);

impl LicenceVolume {
    /// The most licences that one facility has.
    pub const MAX: u16 = 10_000;

    /// As a number of accounts.
    pub fn accounts(self) -> u64 {
        self.0.into()
    }
}

impl TryFrom<u32> for LicenceVolume {
    type Error = FieldError;

    fn try_from(volume: u32) -> Result<Self, FieldError> {
        match u16::try_from(volume) {
            Ok(volume @ 1..=Self::MAX) => Ok(Self(volume)),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

impl From<LicenceVolume> for u32 {
    fn from(volume: LicenceVolume) -> Self {
        volume.0.into()
    }
}

/// How many licences a facility has, and how many are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "volume": 10, "active": 7 })))]
pub struct Licences {
    /// How many active accounts there may be; absent where nobody has set a bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<LicenceVolume>,
    /// How many active accounts there are.
    pub active: u64,
}

/// All licences are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("all licences are in use")]
pub struct NoLicenceLeft;

impl Licences {
    /// Whether one more account may be active. A volume that was lowered takes nobody's account
    /// away; it lets nobody in until enough have gone.
    pub fn take_one(self) -> Result<(), NoLicenceLeft> {
        match self.volume {
            Some(volume) if self.active >= volume.accounts() => Err(NoLicenceLeft),
            _ => Ok(()),
        }
    }
}

/// Where a request for more licences stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LicenceRequestStatus {
    /// Written down; the operator has left no address to send it to, and finds it at the command
    /// line.
    #[cfg_attr(feature = "db", sea_orm(string_value = "recorded"))]
    Recorded,
    /// On its way to the operator, or there.
    #[cfg_attr(feature = "db", sea_orm(string_value = "sent"))]
    Sent,
    /// The operator has raised the volume to at least what was asked for.
    #[cfg_attr(feature = "db", sea_orm(string_value = "granted"))]
    Granted,
    /// The operator has dealt with it otherwise.
    #[cfg_attr(feature = "db", sea_orm(string_value = "done"))]
    Done,
}

impl LicenceRequestStatus {
    /// Those that the operator has not answered yet.
    pub const WAITING: [Self; 2] = [Self::Recorded, Self::Sent];
}

/// A request for more licences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenceRequest {
    /// Which.
    pub id: LicenceRequestId,
    /// How many licences are needed in total.
    pub volume: LicenceVolume,
    /// Whom the operator turns to.
    pub contact_name: String,
    /// At which address.
    pub contact_email: String,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Where it stands.
    pub status: LicenceRequestStatus,
    /// Who has asked.
    pub requested_by: CounselorRef,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When the volume was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<DateTime<Utc>>,
}

/// A new request for more licences.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "volume": 15, "contact_name": "Katharina Vogt", "contact_email": "k.vogt@lahntal.example",
    "remark": "Ab März sind wir drei mehr."
})))]
#[serde(deny_unknown_fields)]
pub struct LicenceRequestCreate {
    /// How many licences are needed in total: more than there are.
    pub volume: LicenceVolume,
    /// Whom the operator turns to.
    pub contact_name: PersonName,
    /// At which address; a confirmation goes there.
    pub contact_email: EmailAddress,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Remark>,
}

impl LicenceRequestCreate {
    /// Whether this is more than there is: nobody needs to ask for what they have.
    pub fn check_volume(&self, present: Option<LicenceVolume>) -> Result<(), FieldError> {
        match present {
            Some(present) if self.volume > present => Ok(()),
            _ => Err(FieldError::new(FieldCode::OutOfRange)),
        }
    }
}

/// What the operator has to know of a request, a line each.
#[derive(Clone, Copy, Debug)]
pub struct LicenceDetails<'a> {
    /// How many licences are needed in total.
    pub needed: LicenceVolume,
    /// How many there are.
    pub present: Option<LicenceVolume>,
    /// Whom to turn to.
    pub contact_name: &'a str,
    /// At which address.
    pub contact_email: &'a str,
    /// What else was said.
    pub remark: Option<&'a str>,
}

impl LicenceDetails<'_> {
    /// The lines, in a mail's language.
    pub fn lines(&self, language: Language) -> String {
        let [needed, present, contact, remark, unlimited] = match language {
            Language::De => [
                "Benötigte Lizenzen insgesamt",
                "Lizenzen bisher",
                "Ansprechperson",
                "Bemerkung",
                "unbegrenzt",
            ],
            Language::En => [
                "Licences needed in total",
                "Licences until now",
                "Contact person",
                "Remark",
                "unlimited",
            ],
        };
        let before = self
            .present
            .map_or_else(|| unlimited.to_owned(), |one| one.accounts().to_string());
        let mut lines = vec![
            format!("{needed}: {}", self.needed.accounts()),
            format!("{present}: {before}"),
            format!("{contact}: {}, {}", self.contact_name, self.contact_email),
        ];
        lines.extend(self.remark.map(|text| format!("{remark}: {text}")));
        lines.join("\n")
    }
}

/// Which page of requests to list, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct LicenceRequestQuery {
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

    fn volume(accounts: u32) -> LicenceVolume {
        LicenceVolume::try_from(accounts).unwrap()
    }

    #[test]
    fn a_volume_is_1_to_10_000() {
        for (accounts, good) in [
            (0, false),
            (1, true),
            (10_000, true),
            (10_001, false),
            (u32::MAX, false),
        ] {
            assert_eq!(LicenceVolume::try_from(accounts).is_ok(), good);
        }
        let json = serde_json::to_string(&volume(12)).unwrap();
        assert_eq!(
            serde_json::from_str::<LicenceVolume>(&json).unwrap(),
            volume(12)
        );
        let refused = serde_json::from_str::<LicenceVolume>("0").unwrap_err();
        assert!(refused.to_string().starts_with("out_of_range"), "{refused}");
    }

    #[test]
    fn an_account_needs_a_licence_that_is_free() {
        for (bound, active, free) in [
            (None, 10_000, true),
            (Some(3), 2, true),
            (Some(3), 3, false),
            (Some(3), 7, false),
        ] {
            let licences = Licences {
                volume: bound.map(volume),
                active,
            };
            assert_eq!(licences.take_one().is_ok(), free, "{licences:?}");
        }
    }

    #[test]
    fn one_asks_for_more_than_one_has() {
        let body = r#"{"volume":10,"contact_name":"K","contact_email":"k@lahntal.example"}"#;
        let create: LicenceRequestCreate = serde_json::from_str(body).unwrap();
        for (present, good) in [
            (None, false),
            (Some(9), true),
            (Some(10), false),
            (Some(11), false),
        ] {
            assert_eq!(create.check_volume(present.map(volume)).is_ok(), good);
        }
    }

    #[test]
    fn the_operator_reads_who_needs_how_many() {
        let details = LicenceDetails {
            needed: volume(15),
            present: Some(volume(10)),
            contact_name: "Katharina Vogt",
            contact_email: "k.vogt@lahntal.example",
            remark: Some("Ab März"),
        };
        assert_eq!(
            details.lines(Language::De),
            "Benötigte Lizenzen insgesamt: 15\nLizenzen bisher: 10\n\
             Ansprechperson: Katharina Vogt, k.vogt@lahntal.example\nBemerkung: Ab März"
        );
        let bare = LicenceDetails {
            present: None,
            remark: None,
            ..details
        };
        assert_eq!(
            bare.lines(Language::En),
            "Licences needed in total: 15\nLicences until now: unlimited\n\
             Contact person: Katharina Vogt, k.vogt@lahntal.example"
        );
    }
}
