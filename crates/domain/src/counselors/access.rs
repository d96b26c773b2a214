//! Who may do what with staff accounts.

use crate::{
    access::{Access, Actor},
    ids::CounselorId,
};

/// What can be done to one staff account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounselorAction {
    /// See its internal data.
    Read,
    /// Change it.
    Update,
}

/// May the actor see who works here? Staff may; clients get their own, smaller view.
pub fn list(actor: Actor) -> Access {
    match actor {
        Actor::Counselor { .. } => Access::Allow,
        Actor::Client { .. } => Access::Deny,
    }
}

/// May the actor make a staff account?
pub fn create(actor: Actor) -> Access {
    if actor.is_admin() {
        Access::Allow
    } else {
        Access::Deny
    }
}

/// May the actor do this to that account? Internal data is for oneself and for admins.
pub fn on(actor: Actor, action: CounselorAction, counselor: CounselorId) -> Access {
    match (actor, action) {
        (Actor::Client { .. }, CounselorAction::Read | CounselorAction::Update) => Access::Hide,
        (Actor::Counselor { id, .. }, CounselorAction::Read | CounselorAction::Update) => {
            if id == counselor || actor.is_admin() {
                Access::Allow
            } else {
                Access::Deny
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{access::Role, ids::ClientId};
    use uuid::Uuid;

    #[test]
    fn the_whole_policy_on_one_screen() {
        let me = CounselorId(Uuid::from_u128(1));
        let other = CounselorId(Uuid::from_u128(2));
        let client = ClientId(Uuid::from_u128(3));
        let (allow, deny, hide) = (Access::Allow, Access::Deny, Access::Hide);
        for (who, actor, list_is, create_is, on_self, on_other) in [
            (
                "counselor",
                Actor::Counselor {
                    id: me,
                    role: Role::Counselor,
                },
                allow,
                deny,
                allow,
                deny,
            ),
            (
                "admin",
                Actor::Counselor {
                    id: me,
                    role: Role::Admin,
                },
                allow,
                allow,
                allow,
                allow,
            ),
            (
                "client",
                Actor::Client { id: client },
                deny,
                deny,
                hide,
                hide,
            ),
        ] {
            assert_eq!((list(actor), create(actor)), (list_is, create_is), "{who}");
            for action in [CounselorAction::Read, CounselorAction::Update] {
                assert_eq!(on(actor, action, me), on_self, "{who} {action:?} self");
                assert_eq!(on(actor, action, other), on_other, "{who} {action:?} other");
            }
        }
    }
}
