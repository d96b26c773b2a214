use crate::access::{Access, Actor};

/// May the actor see, search, check and export the log? Admins may.
pub fn read(actor: Actor) -> Access {
    if actor.is_admin() {
        Access::Allow
    } else {
        Access::Deny
    }
}
