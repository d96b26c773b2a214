//! Who can make an account at a portal, and what is asked of them.

use crate::{problem::ProblemCode, version::Version};
use serde::{Deserialize, Serialize};

/// Who can make an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RegistrationAccess {
    /// Anyone, at the portal.
    #[default]
    Open,
    /// Whom staff make an account for and invite.
    Invitation,
    /// Nobody new, for now. Those who have an account go on.
    Closed,
}

impl RegistrationAccess {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Invitation, Self::Closed];
}

/// Whether an e-mail address or a mobile number is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContactRule {
    /// One of the two at least.
    Required,
    /// Who likes gives one.
    #[default]
    Optional,
    /// None is taken.
    NotAsked,
}

impl ContactRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Required, Self::Optional, Self::NotAsked];
}

/// Both of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "access": "open", "contact": "optional" })))]
#[serde(deny_unknown_fields)]
pub struct RegistrationRules {
    /// Who can make an account.
    pub access: RegistrationAccess,
    /// Whether an e-mail address or a mobile number is asked for.
    pub contact: ContactRule,
}

impl RegistrationRules {
    /// Whether somebody who gives these can make an account.
    pub fn check(self, email: bool, phone: bool) -> Result<(), ProblemCode> {
        match (self.access, self.contact) {
            (RegistrationAccess::Invitation, _) => Err(ProblemCode::InvitationRequired),
            (RegistrationAccess::Closed, _) => Err(ProblemCode::RegistrationClosed),
            (RegistrationAccess::Open, ContactRule::Required) if !email && !phone => {
                Err(ProblemCode::ContactRequired)
            }
            (RegistrationAccess::Open, ContactRule::NotAsked) if email || phone => {
                Err(ProblemCode::ContactNotAsked)
            }
            (RegistrationAccess::Open, _) => Ok(()),
        }
    }
}

/// The same as the settings show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RegistrationSettings {
    /// What holds.
    pub rules: RegistrationRules,
    /// To be named by the next change.
    pub version: Version,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_meets_everybody_as_the_table_says() {
        use ProblemCode::{
            ContactNotAsked as Not, ContactRequired as Must, InvitationRequired as Invited,
            RegistrationClosed as Closed,
        };
        // Nothing given, an e-mail address, a mobile number, both.
        let given = [(false, false), (true, false), (false, true), (true, true)];
        let (no, shut) = ([Some(Invited); 4], [Some(Closed); 4]);
        let table = [
            ("open", "required", [Some(Must), None, None, None]),
            ("open", "optional", [None; 4]),
            ("open", "not_asked", [None, Some(Not), Some(Not), Some(Not)]),
            ("invitation", "required", no),
            ("invitation", "optional", no),
            ("invitation", "not_asked", no),
            ("closed", "required", shut),
            ("closed", "optional", shut),
            ("closed", "not_asked", shut),
        ];
        for (access, contact, expected) in table {
            let rules = serde_json::json!({ "access": access, "contact": contact });
            let rules: RegistrationRules = serde_json::from_value(rules).unwrap();
            let found = given.map(|(email, phone)| rules.check(email, phone).err());
            assert_eq!(found, expected, "{access} {contact}");
        }
    }
}
