//! Signing in and staying signed in (chapter 10).

use crate::{
    access::{self, Access, Action, Actor, Openness, Relation, Role, System},
    facility::FacilitySummary,
    ids::{ClientId, CounselorId, PictureId},
    language::Language,
    problem::ProblemCode,
    text::{
        EmailAddress, NewClientPassword, PhoneNumber, Pseudonym, Slug, TypedName, TypedPassword,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The two kinds of account. They sign in at different places and keep separate sessions, so
/// one browser may hold one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// Staff: counselors and admins.
    Counselor,
    /// People seeking help.
    Client,
}

impl fmt::Display for AccountKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Counselor => "counselor",
            Self::Client => "client",
        })
    }
}

impl FromStr for AccountKind {
    type Err = UnknownAccountKind;

    fn from_str(text: &str) -> Result<Self, UnknownAccountKind> {
        [Self::Counselor, Self::Client]
            .into_iter()
            .find(|kind| kind.to_string() == text)
            .ok_or(UnknownAccountKind)
    }
}

/// The text names no [`AccountKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither counselor nor client")]
pub struct UnknownAccountKind;

/// Staff signing in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "m.brandt", "password": "lahntal-demo-2026"
})))]
#[serde(deny_unknown_fields)]
pub struct CounselorSignIn {
    /// Needed only where one name exists in several facilities of the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<Slug>,
    /// E-mail address or login name.
    pub name: TypedName,
    /// The password.
    pub password: TypedPassword,
}

/// A client signing in at a facility's portal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Seestern", "password": "seestern-demo"
})))]
#[serde(deny_unknown_fields)]
pub struct ClientSignIn {
    /// Pseudonym or e-mail address.
    pub name: TypedName,
    /// The password.
    pub password: TypedPassword,
}

/// A person making an account for themselves at a facility's portal (chapter 80).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "pseudonym": "Zugvogel", "password": "ein langer Satz", "language": "de"
})))]
#[serde(deny_unknown_fields)]
pub struct ClientRegistration {
    /// The name to go by; unique in the facility.
    pub pseudonym: Pseudonym,
    /// The password.
    pub password: NewClientPassword,
    /// Where to tell of an answer; may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// The same by SMS; may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// The language they use.
    #[serde(default)]
    pub language: Language,
}

/// A fresh access token and who it speaks for. The refresh token that goes with it is in a
/// cookie that scripts cannot read.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// Send as `Authorization: Bearer …`.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ…")
    )]
    pub access_token: String,
    /// Seconds until the access token ends.
    #[cfg_attr(feature = "openapi", schema(example = 600))]
    pub expires_in_seconds: u32,
    /// Who signed in.
    pub account: Account,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// What somebody who is signed in has to do before anything else. Until then the server refuses
/// everything but that, and signing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Somebody else knows the password: choose another one.
    ChangePassword,
    /// The facility asks for a second step: set it up.
    SetUpTwoFactor,
}

impl Duty {
    /// Of staff.
    pub fn of_counselor(two_factor_required: bool, has_two_factor: bool) -> Option<Self> {
        (two_factor_required && !has_two_factor).then_some(Self::SetUpTwoFactor)
    }

    /// Of a client.
    pub fn of_client(password_change_due: bool) -> Option<Self> {
        password_change_due.then_some(Self::ChangePassword)
    }

    /// Whether this may be done all the same.
    pub fn allows(self, action: Action) -> bool {
        match self {
            Self::ChangePassword => matches!(action, Action::ChangeOwnPassword | Action::SignOut),
            Self::SetUpTwoFactor => matches!(
                action,
                Action::ReadTwoFactor
                    | Action::BeginTwoFactor
                    | Action::ConfirmTwoFactor
                    | Action::SignOut
            ),
        }
    }

    /// Which one a refusal tells of.
    pub fn told_by(code: ProblemCode) -> Option<Self> {
        [Self::ChangePassword, Self::SetUpTwoFactor]
            .into_iter()
            .find(|duty| duty.problem() == code)
    }

    /// Why everything else is refused.
    pub fn problem(self) -> ProblemCode {
        match self {
            Self::ChangePassword => ProblemCode::PasswordChangeDue,
            Self::SetUpTwoFactor => ProblemCode::TwoFactorDue,
        }
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Account {
    /// Staff.
    Counselor {
        /// Which.
        id: CounselorId,
        /// What they may do.
        role: Role,
        /// How they are called.
        display_name: String,
        /// What they look like: the picture of this name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        picture: Option<PictureId>,
        /// The language of their interface.
        language: Language,
        /// Where they work.
        facility: FacilitySummary,
        /// How much of each other's work counselors see there.
        openness: Openness,
        /// Whether admins, too, read only what is theirs there, but for a break-glass.
        #[serde(default)]
        confidential_administration: bool,
        /// What they have to do first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duty: Option<Duty>,
    },
    /// A person seeking help.
    Client {
        /// Which.
        id: ClientId,
        /// The name they go by.
        pseudonym: String,
        /// The language of their interface.
        language: Language,
        /// Where they seek it.
        facility: FacilitySummary,
        /// What they have to do first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duty: Option<Duty>,
    },
}

impl Account {
    /// As access rules see this account.
    pub fn actor(&self) -> Actor {
        match *self {
            Self::Counselor { id, role, .. } => Actor::Counselor { id, role },
            Self::Client { id, .. } => Actor::Client { id },
        }
    }

    /// Whether the account may do this to something it stands to like that: what buttons and
    /// navigation ask. The server asks the same and has the last word.
    pub fn may(&self, action: Action, relation: Relation) -> bool {
        self.decide(action, relation).is_allowed()
    }

    /// The same, with the reason.
    pub fn decide(&self, action: Action, relation: Relation) -> Access {
        let system = match self {
            Self::Counselor {
                openness,
                confidential_administration,
                ..
            } => System {
                openness: *openness,
                confidential_administration: *confidential_administration,
            },
            // For clients, nothing hangs on it.
            Self::Client { .. } => System::default(),
        };
        access::decide(self.actor(), system, action, relation)
    }

    /// The facility the account belongs to.
    pub fn facility(&self) -> &FacilitySummary {
        match self {
            Self::Counselor { facility, .. } | Self::Client { facility, .. } => facility,
        }
    }

    /// What they have to do before anything else.
    pub fn duty(&self) -> Option<Duty> {
        match self {
            Self::Counselor { duty, .. } | Self::Client { duty, .. } => *duty,
        }
    }

    /// From now on they have this to do before anything else, or nothing.
    pub fn owe(&mut self, what: Option<Duty>) {
        match self {
            Self::Counselor { duty, .. } | Self::Client { duty, .. } => *duty = what,
        }
    }

    /// The language of the account's interface.
    pub fn language(&self) -> Language {
        match self {
            Self::Counselor { language, .. } | Self::Client { language, .. } => *language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_lacks_what_is_asked_of_them_has_a_duty() {
        for (required, has, expected) in [
            (false, false, None),
            (false, true, None),
            (true, true, None),
            (true, false, Some(Duty::SetUpTwoFactor)),
        ] {
            assert_eq!(Duty::of_counselor(required, has), expected);
        }
        assert_eq!(Duty::of_client(false), None);
        assert_eq!(Duty::of_client(true), Some(Duty::ChangePassword));
        for duty in [Duty::ChangePassword, Duty::SetUpTwoFactor] {
            assert_eq!(Duty::told_by(duty.problem()), Some(duty));
        }
        assert_eq!(Duty::told_by(ProblemCode::Forbidden), None);
    }

    #[test]
    fn a_duty_leaves_nothing_to_do_but_itself_and_signing_out() {
        let allowed = |duty: Duty| {
            let all = Action::ALL.iter().filter(|action| duty.allows(**action));
            all.map(|action| action.name()).collect::<Vec<_>>()
        };
        assert_eq!(
            allowed(Duty::ChangePassword),
            ["sign_out", "change_own_password"]
        );
        assert_eq!(
            allowed(Duty::SetUpTwoFactor),
            [
                "sign_out",
                "read_two_factor",
                "begin_two_factor",
                "confirm_two_factor"
            ]
        );
    }
}
