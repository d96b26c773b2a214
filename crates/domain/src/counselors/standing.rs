//! What an account counts as in its facility, and that one admin is always left.

use super::Counselor;
use crate::access::Role;

/// How an account stands: what it may do, and whether it may do it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it may do.
    pub role: Role,
    /// Whether it can sign in.
    pub active: bool,
}

/// Nobody would be left to run the facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a facility keeps an active admin")]
pub struct LastAdmin;

impl Standing {
    /// Whether the account can run the facility at this moment.
    pub fn runs_the_facility(self) -> bool {
        self.active && self.role == Role::Admin
    }

    /// Whether it may come to stand like `after`, or be deleted (`None`), where this many other
    /// active admins are left.
    pub fn may_become(self, after: Option<Self>, other_admins: u64) -> Result<(), LastAdmin> {
        let steps_down = self.runs_the_facility() && !after.is_some_and(Self::runs_the_facility);
        if steps_down && other_admins == 0 {
            Err(LastAdmin)
        } else {
            Ok(())
        }
    }

    /// Whether coming to stand like this takes up a licence that it did not have.
    pub fn takes_a_licence(self, after: Self) -> bool {
        after.active && !self.active
    }
}

impl Counselor {
    /// How the account stands.
    pub fn standing(&self) -> Standing {
        Standing {
            role: self.role,
            active: self.active,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDINGS: [Standing; 4] = [
        standing(Role::Admin, true),
        standing(Role::Admin, false),
        standing(Role::Counselor, true),
        standing(Role::Counselor, false),
    ];

    const fn standing(role: Role, active: bool) -> Standing {
        Standing { role, active }
    }

    /// Every way from one standing to another or to the end, with nobody else and with somebody.
    #[test]
    fn only_the_last_active_admin_may_not_step_down() {
        for before in STANDINGS {
            for after in STANDINGS.map(Some).into_iter().chain([None]) {
                let steps_down = before == STANDINGS[0] && after != Some(STANDINGS[0]);
                let alone = before.may_become(after, 0);
                assert_eq!(alone.is_err(), steps_down, "{before:?} {after:?}");
                for others in [1, 2] {
                    assert_eq!(before.may_become(after, others), Ok(()));
                }
            }
        }
    }

    #[test]
    fn only_becoming_active_takes_a_licence() {
        for before in STANDINGS {
            for after in STANDINGS {
                let takes = before.takes_a_licence(after);
                assert_eq!(takes, !before.active && after.active);
            }
        }
    }
}
