//! People seeking help, as the facility knows them (chapter 20).

mod own;
mod query;
mod status;

pub use own::{OwnAccountDeleted, OwnData, OwnDataUpdate};
pub use query::{ClientQuery, ClientSort, PrimaryCounselorFilter, SortOrder};
pub use status::{ClientAccess, ClientStatus, ClientStep, ClientTransitionError};

use crate::{
    counselors::CounselorRef,
    hand_overs::HandOver,
    ids::{ClientId, CounsellingFieldId, CounselorId},
    language::Language,
    master_data_fields::{MasterData, MasterDataChanges},
    text::{
        ClientName, EmailAddress, LegalHoldReason, NewClientPassword, PhoneNumber, PostalAddress,
        Pseudonym,
    },
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use std::{collections::BTreeSet, fmt};

/// The most counselling fields that one client can carry.
pub const MAX_COUNSELLING_FIELDS: usize = 30;

/// The number a facility knows a client by, counted up from 1. Shown as `K-0042`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct ClientNumber(pub i32);

impl fmt::Display for ClientNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "K-{:04}", self.0)
    }
}

/// A client as a thread or a list names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientRef {
    /// Which.
    pub id: ClientId,
    /// The number the facility knows them by.
    pub number: ClientNumber,
    /// The name they go by.
    pub pseudonym: String,
}

/// A client as a list shows them. `email` and `phone` are only ever present in answers to admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientSummary {
    /// Which.
    pub id: ClientId,
    /// The number the facility knows them by.
    pub number: ClientNumber,
    /// The name they go by.
    pub pseudonym: String,
    /// E-mail address; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor: Option<CounselorRef>,
    /// The counselling fields they carry.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Whether they can sign in, and whether they are to be erased.
    pub status: ClientStatus,
    /// Whether they have a way in.
    pub access: ClientAccess,
    /// Of a deleted client: until when they can be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_from: Option<DateTime<Utc>>,
    /// Of a deleted client: whether they have deleted their account themselves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted_by_client: bool,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// How much there is in the parts of a client's page. What one may not see is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientCounts {
    /// Notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<i64>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<i64>,
}

/// That nothing of a client may be erased, neither by hand nor by the deletion routine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegalHold {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Why.
    pub reason: String,
}

/// Why nothing of a client may be erased from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "reason": "Ermittlungsverfahren, Aktenzeichen 12 Js 345/26" })))]
#[serde(deny_unknown_fields)]
pub struct LegalHoldPlace {
    /// Why.
    pub reason: LegalHoldReason,
}

/// A client. `email` and `phone` are only ever present in answers to admins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// The number the facility knows them by.
    pub number: ClientNumber,
    /// The name they go by.
    pub pseudonym: String,
    /// E-mail address; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number; absent for everyone but admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their real name, if they told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their postal address, if they told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor: Option<CounselorRef>,
    /// The counselling fields they carry.
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Their answers to the facility's master-data fields, deactivated ones included.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterData,
    /// The language they use.
    pub language: Language,
    /// Whether they can sign in, and whether they are to be erased.
    pub status: ClientStatus,
    /// Whether they have a way in.
    pub access: ClientAccess,
    /// Of a deleted client: until when they can be restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_from: Option<DateTime<Utc>>,
    /// Of a deleted client: whether they have deleted their account themselves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted_by_client: bool,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When they were sent a link to choose a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<DateTime<Utc>>,
    /// When they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<DateTime<Utc>>,
    /// Since when and why nothing of theirs may be erased; only ever present in answers to admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_hold: Option<LegalHold>,
    /// What they were asked last about another primary counselor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
    /// How much there is of them.
    #[serde(default)]
    pub counts: ClientCounts,
    /// To be named by the next change.
    pub version: Version,
}

impl From<Client> for ClientSummary {
    fn from(client: Client) -> Self {
        Self {
            id: client.id,
            number: client.number,
            pseudonym: client.pseudonym,
            email: client.email,
            phone: client.phone,
            primary_counselor: client.primary_counselor,
            counselling_field_ids: client.counselling_field_ids,
            status: client.status,
            access: client.access,
            erased_from: client.erased_from,
            deleted_by_client: client.deleted_by_client,
            created_at: client.created_at,
            last_signed_in_at: client.last_signed_in_at,
            version: client.version,
        }
    }
}

/// A client made by staff. Without a password they get in once they are invited or given one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "pseudonym": "Zugvogel", "password": "ein langer Satz", "email": "zugvogel@mail.example"
})))]
#[serde(deny_unknown_fields)]
pub struct ClientCreate {
    /// The name to go by; unique in the facility.
    pub pseudonym: Pseudonym,
    /// Their first password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<NewClientPassword>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// Real name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ClientName>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<PostalAddress>,
    /// Who normally looks after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_counselor_id: Option<CounselorId>,
    /// The counselling fields they carry.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub counselling_field_ids: BTreeSet<CounsellingFieldId>,
    /// Their answers to the facility's master-data fields.
    #[serde(default, skip_serializing_if = "MasterData::is_empty")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterData,
    /// The language they use.
    #[serde(default)]
    pub language: Language,
}

impl ClientCreate {
    /// Somebody who goes by this name, and nothing else.
    pub fn called(pseudonym: Pseudonym) -> Self {
        Self {
            pseudonym,
            password: None,
            email: None,
            phone: None,
            name: None,
            address: None,
            primary_counselor_id: None,
            counselling_field_ids: BTreeSet::new(),
            master_data: MasterData::new(),
            language: Language::default(),
        }
    }
}

/// A change of a client; what is left out stays, and `null` takes away what can be missing. Contact
/// data can only be changed by admins, who are the ones that can see it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "pseudonym": "Zugvogel" })))]
#[serde(deny_unknown_fields)]
pub struct ClientUpdate {
    /// The name to go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<Pseudonym>,
    /// E-mail address.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<EmailAddress>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub email: Edit<EmailAddress>,
    /// Telephone number.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PhoneNumber>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub phone: Edit<PhoneNumber>,
    /// Real name.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ClientName>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub name: Edit<ClientName>,
    /// Postal address.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PostalAddress>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub address: Edit<PostalAddress>,
    /// Who normally looks after them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<CounselorId>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub primary_counselor_id: Edit<CounselorId>,
    /// Whether the client is not asked first who looks after them although the facility wants
    /// that: for admins, in an emergency, and the audit log says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_consent: bool,
    /// The counselling fields they carry: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling_field_ids: Option<BTreeSet<CounsellingFieldId>>,
    /// Answers to the facility's master-data fields; `null` takes one away.
    #[serde(default, skip_serializing_if = "MasterDataChanges::is_empty")]
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub master_data: MasterDataChanges,
    /// The language they use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// What a change does to something that can be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// Leaves it as it is.
    #[default]
    Keep,
    /// Takes it away.
    Clear,
    /// Puts this in its place.
    Set(T),
}

impl<T> Edit<T> {
    /// Whether it leaves it as it is.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// Whether something is there afterwards, if it `was` or was not before.
    pub fn leaves(&self, was: bool) -> bool {
        match self {
            Self::Keep => was,
            Self::Clear => false,
            Self::Set(_) => true,
        }
    }

    /// What is there afterwards, if the change says anything about it.
    pub fn into_change(self) -> Option<Option<T>> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(None),
            Self::Set(value) => Some(Some(value)),
        }
    }

    /// Puts it in its place, or takes it away.
    pub fn to(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl<T: Serialize> Serialize for Edit<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep | Self::Clear => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Edit<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::to)
    }
}

impl ClientUpdate {
    /// Whether the change touches contact data.
    pub fn changes_contact(&self) -> bool {
        !self.email.is_keep() || !self.phone.is_keep()
    }

    /// Whether the change touches name or postal address.
    pub fn changes_identity(&self) -> bool {
        !self.name.is_keep() || !self.address.is_keep()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_number_is_shown_with_at_least_four_digits() {
        assert_eq!(ClientNumber(42).to_string(), "K-0042");
        assert_eq!(ClientNumber(12_345).to_string(), "K-12345");
    }

    #[test]
    fn what_can_be_missing_is_kept_cleared_or_set() {
        for (json, expected) in [
            ("{}", None),
            (r#"{"phone":null}"#, Some(None)),
            (r#"{"phone":"0151 0000"}"#, Some(Some("0151 0000"))),
        ] {
            let update: ClientUpdate = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&update).unwrap(), json);
            assert_eq!(update.changes_contact(), expected.is_some());
            assert!(!update.changes_identity());
            let phone = update.phone.into_change();
            let phone = phone.map(|phone| phone.map(String::from));
            assert_eq!(phone.as_ref().map(Option::as_deref), expected, "{json}");
        }
    }
}
