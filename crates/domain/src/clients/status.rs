//! Whether a client can sign in, and whether they are to be erased: the one state machine.

use serde::{Deserialize, Serialize};

/// Where a client's account stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClientStatus {
    /// As usual.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "active"))]
    Active,
    /// Cannot sign in.
    #[cfg_attr(feature = "db", sea_orm(string_value = "locked"))]
    Locked,
    /// Cannot sign in, and is erased by the deletion routine unless restored before.
    #[cfg_attr(feature = "db", sea_orm(string_value = "deleted"))]
    Deleted,
}

/// What can happen to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientStep {
    /// An admin locks it.
    Lock,
    /// An admin unlocks it.
    Unlock,
    /// An admin, the client or the deletion routine deletes it.
    Delete,
    /// An admin undoes that.
    Restore,
}

/// The step is not possible from where the client stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible while the client is {from:?}")]
pub struct ClientTransitionError {
    /// Where the client stands.
    pub from: ClientStatus,
    /// What was attempted.
    pub step: ClientStep,
}

impl ClientStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Locked, Self::Deleted];

    /// Where the client stands after `step`; `was_locked` tells whether the client was locked when
    /// they were deleted, which is what restoring brings back.
    pub fn after(self, step: ClientStep, was_locked: bool) -> Result<Self, ClientTransitionError> {
        match (self, step) {
            (Self::Active, ClientStep::Lock) => Ok(Self::Locked),
            (Self::Deleted, ClientStep::Restore) if was_locked => Ok(Self::Locked),
            (Self::Locked, ClientStep::Unlock) | (Self::Deleted, ClientStep::Restore) => {
                Ok(Self::Active)
            }
            (Self::Active | Self::Locked, ClientStep::Delete) => Ok(Self::Deleted),
            (from, step) => Err(ClientTransitionError { from, step }),
        }
    }

    /// Whether this step is possible.
    pub fn can(self, step: ClientStep) -> bool {
        self.after(step, false).is_ok()
    }

    /// Whether the client can sign in.
    pub fn can_sign_in(self) -> bool {
        self == Self::Active
    }

    /// Whether anything of the client can be changed: who is to be erased is left as they are.
    pub fn can_be_edited(self) -> bool {
        self != Self::Deleted
    }

    /// The value that `?status=` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Deleted => "deleted",
        }
    }

    /// The status that `?status=` names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// Whether a client has a way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClientAccess {
    /// They have a password.
    Ready,
    /// They have none, and were sent a link to choose one.
    Invited,
    /// Neither.
    None,
}

impl ClientAccess {
    /// From what is stored.
    pub fn of(has_password: bool, was_invited: bool) -> Self {
        match (has_password, was_invited) {
            (true, _) => Self::Ready,
            (false, true) => Self::Invited,
            (false, false) => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ClientStatus::{Active, Deleted, Locked};
    use ClientStep::{Delete, Lock, Restore, Unlock};

    /// Every status × every step, of a client who was not locked before, and of one who was.
    #[test]
    fn the_whole_state_machine_on_one_screen() {
        #[rustfmt::skip]
        let table = [
            //        lock          unlock        delete         restore: not locked, locked before
            (Active,  [Some(Locked), None,         Some(Deleted), None,         None]),
            (Locked,  [None,         Some(Active), Some(Deleted), None,         None]),
            (Deleted, [None,         None,         None,          Some(Active), Some(Locked)]),
        ];
        assert_eq!(table.map(|(from, _)| from), ClientStatus::ALL);
        for (from, expected) in table {
            for was_locked in [false, true] {
                for (step, expected) in [Lock, Unlock, Delete].into_iter().zip(expected) {
                    assert_eq!(from.after(step, was_locked).ok(), expected, "{from:?}");
                }
            }
            let restored = [false, true].map(|locked| from.after(Restore, locked).ok());
            assert_eq!(restored[..], expected[3..], "{from:?}");
        }
    }

    #[test]
    fn only_an_active_client_signs_in_and_a_deleted_one_is_left_alone() {
        assert_eq!(
            ClientStatus::ALL.map(|status| (status.can_sign_in(), status.can_be_edited())),
            [(true, true), (false, true), (false, false)]
        );
    }

    #[test]
    fn a_password_is_a_way_in_and_an_invitation_leads_to_one() {
        for (password, invited, access) in [
            (true, true, ClientAccess::Ready),
            (true, false, ClientAccess::Ready),
            (false, true, ClientAccess::Invited),
            (false, false, ClientAccess::None),
        ] {
            assert_eq!(ClientAccess::of(password, invited), access);
        }
    }

    #[test]
    fn every_status_is_found_by_its_name_and_serialised_as_it() {
        for status in ClientStatus::ALL {
            assert_eq!(ClientStatus::from_name(status.name()), Some(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
        }
        assert_eq!(ClientStatus::from_name("gone"), None);
    }
}
