//! What a client sees, changes and takes along of themselves at the portal (chapter 80).

use super::Edit;
use crate::{
    deletion_routine::DaysToErase,
    facility::ContactRule,
    problem::ProblemCode,
    text::{EmailAddress, PhoneNumber, Pseudonym, TypedPassword},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is kept of a client, as they see it themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnData {
    /// The name they go by.
    pub pseudonym: String,
    /// Where they hear of an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The same by SMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether the facility asks for one of the two.
    pub contact: ContactRule,
    /// When their recovery code was made, if they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_code_made_at: Option<DateTime<Utc>>,
    /// Days after which everything of a deleted account is erased for good.
    pub erased_after_days: DaysToErase,
    /// How many appointments they have ahead of them.
    pub open_appointments: u64,
    /// To be named by the next change.
    pub version: Version,
}

/// A change of it; what is left out stays, and `null` takes away what can be missing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "own_password": "seestern-demo", "email": "zugvogel@mail.example"
})))]
#[serde(deny_unknown_fields)]
pub struct OwnDataUpdate {
    /// One's own password: these are what one signs in with, and where a new password is sent to.
    pub own_password: TypedPassword,
    /// The name to go by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pseudonym: Option<Pseudonym>,
    /// E-mail address.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<EmailAddress>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub email: Edit<EmailAddress>,
    /// Mobile number.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<PhoneNumber>))]
    #[serde(default, skip_serializing_if = "Edit::is_keep")]
    pub phone: Edit<PhoneNumber>,
}

impl OwnDataUpdate {
    /// Whether the facility's rule lets somebody change what they left, who has left an e-mail
    /// address and a mobile number, or not. Taking away is refused only to whoever is reachable
    /// and would not be any more.
    pub fn check(
        &self,
        rule: ContactRule,
        (email, phone): (bool, bool),
    ) -> Result<(), ProblemCode> {
        let gives = matches!(self.email, Edit::Set(_)) || matches!(self.phone, Edit::Set(_));
        let (has_email, has_phone) = (self.email.leaves(email), self.phone.leaves(phone));
        match rule {
            ContactRule::NotAsked if gives => Err(ProblemCode::ContactNotAsked),
            ContactRule::Required if (email || phone) && !has_email && !has_phone => {
                Err(ProblemCode::ContactRequired)
            }
            ContactRule::NotAsked | ContactRule::Required | ContactRule::Optional => Ok(()),
        }
    }
}

/// That an account was deleted by whose it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnAccountDeleted {
    /// When everything of it is erased; until then staff can bring it back.
    pub erased_from: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_reachable_stays_so_where_the_facility_asks_for_it() {
        use ContactRule::{NotAsked, Optional, Required};
        use ProblemCode::{ContactNotAsked, ContactRequired};
        let (keep, clear) = (Edit::Keep, Edit::Clear);
        let email = || Edit::Set(EmailAddress::try_from("a@mail.example").unwrap());
        let phone = || Edit::Set(PhoneNumber::try_from("0151 0000").unwrap());
        for (rule, had, email, phone, expected) in [
            (
                Required,
                (true, false),
                clear.clone(),
                Edit::Keep,
                Some(ContactRequired),
            ),
            (Required, (true, false), clear.clone(), phone(), None),
            (Required, (true, true), clear.clone(), Edit::Keep, None),
            (
                Required,
                (true, true),
                clear.clone(),
                Edit::Clear,
                Some(ContactRequired),
            ),
            // Staff made the account without any.
            (Required, (false, false), keep.clone(), Edit::Keep, None),
            (Optional, (true, true), clear.clone(), Edit::Clear, None),
            (Optional, (false, false), email(), phone(), None),
            (
                NotAsked,
                (false, false),
                email(),
                Edit::Keep,
                Some(ContactNotAsked),
            ),
            (
                NotAsked,
                (true, false),
                keep.clone(),
                phone(),
                Some(ContactNotAsked),
            ),
            (NotAsked, (true, true), clear.clone(), Edit::Keep, None),
        ] {
            let update = OwnDataUpdate {
                own_password: "acht Zeichen".try_into().unwrap(),
                pseudonym: None,
                email,
                phone,
            };
            assert_eq!(
                update.check(rule, had).err(),
                expected,
                "{rule:?} {had:?} {update:?}"
            );
        }
    }
}
