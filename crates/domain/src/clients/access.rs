//! Who may do what with clients.

use crate::access::{Access, Actor};

/// What can be done to one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAction {
    /// See who they are.
    Read,
    /// See e-mail address and telephone number.
    ReadContact,
    /// Change who they are.
    Update,
    /// Change e-mail address and telephone number.
    UpdateContact,
    /// Erase them for good.
    Erase,
}

/// May the actor see the facility's clients?
pub fn list(actor: Actor) -> Access {
    staff(actor, Access::Deny)
}

/// May the actor make a client account?
pub fn create(actor: Actor) -> Access {
    staff(actor, Access::Deny)
}

/// May the actor do this to a client of the facility? To clients, this side of other clients
/// does not exist, and of themselves they see their own pages, not the staff's record.
pub fn on(actor: Actor, action: ClientAction) -> Access {
    match action {
        ClientAction::Read | ClientAction::Update => staff(actor, Access::Hide),
        ClientAction::ReadContact | ClientAction::UpdateContact | ClientAction::Erase => {
            match actor {
                Actor::Client { .. } => Access::Hide,
                Actor::Counselor { .. } if actor.is_admin() => Access::Allow,
                Actor::Counselor { .. } => Access::Deny,
            }
        }
    }
}

fn staff(actor: Actor, otherwise: Access) -> Access {
    match actor {
        Actor::Counselor { .. } => Access::Allow,
        Actor::Client { .. } => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        access::Role,
        ids::{ClientId, CounselorId},
    };
    use uuid::Uuid;

    #[test]
    fn the_whole_policy_on_one_screen() {
        let id = CounselorId(Uuid::from_u128(1));
        let (allow, deny, hide) = (Access::Allow, Access::Deny, Access::Hide);
        for (who, actor, list_is, record, contact) in [
            (
                "counselor",
                Actor::Counselor {
                    id,
                    role: Role::Counselor,
                },
                allow,
                allow,
                deny,
            ),
            (
                "admin",
                Actor::Counselor {
                    id,
                    role: Role::Admin,
                },
                allow,
                allow,
                allow,
            ),
            (
                "client",
                Actor::Client {
                    id: ClientId(Uuid::from_u128(2)),
                },
                deny,
                hide,
                hide,
            ),
        ] {
            assert_eq!((list(actor), create(actor)), (list_is, list_is), "{who}");
            for action in [ClientAction::Read, ClientAction::Update] {
                assert_eq!(on(actor, action), record, "{who} {action:?}");
            }
            for action in [
                ClientAction::ReadContact,
                ClientAction::UpdateContact,
                ClientAction::Erase,
            ] {
                assert_eq!(on(actor, action), contact, "{who} {action:?}");
            }
        }
    }
}
