//! Who may do what with mail requests: the facility's openness is `open` (chapter 30), so staff
//! see and read everything, and answer what is theirs or nobody's.

use super::MailRequestStatus;
use crate::{
    access::{Access, Actor},
    ids::{ClientId, CounselorId},
};
use serde::{Deserialize, Serialize};

/// What can be done to one mail request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailRequestAction {
    /// See it and its thread.
    Read,
    /// Answer it, as staff.
    Answer,
    /// See the answer that is begun, as staff.
    ReadDraft,
    /// Begin an answer or go on with it, as staff.
    SaveDraft,
    /// Write again, as the client it belongs to.
    FollowUp,
    /// Note that one's side has read it.
    MarkRead,
}

impl MailRequestAction {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::Answer,
        Self::ReadDraft,
        Self::SaveDraft,
        Self::FollowUp,
        Self::MarkRead,
    ];
}

/// What a rule looks at: whose the request is and who works on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ownership {
    /// Who wrote it.
    pub client: ClientId,
    /// Who works on it, or last did.
    pub counselor: Option<CounselorId>,
    /// Where it stands.
    pub status: MailRequestStatus,
}

impl From<&super::MailRequestSummary> for Ownership {
    fn from(request: &super::MailRequestSummary) -> Self {
        Self {
            client: request.client.id,
            counselor: request.counselor.as_ref().map(|counselor| counselor.id),
            status: request.status,
        }
    }
}

/// May the actor write a new mail request?
pub fn create(actor: Actor) -> Access {
    match actor {
        Actor::Client { .. } => Access::Allow,
        Actor::Counselor { .. } => Access::Deny,
    }
}

/// May the actor do this to that request?
pub fn on(actor: Actor, action: MailRequestAction, request: Ownership) -> Access {
    use MailRequestAction::{Answer, FollowUp, MarkRead, Read, ReadDraft, SaveDraft};
    match (actor, action) {
        (Actor::Client { id }, _) if id != request.client => Access::Hide,
        (Actor::Client { .. }, Read | FollowUp | MarkRead)
        | (Actor::Counselor { .. }, Read | ReadDraft) => Access::Allow,
        (Actor::Client { .. }, Answer | ReadDraft | SaveDraft)
        | (Actor::Counselor { .. }, FollowUp) => Access::Deny,
        (Actor::Counselor { id, .. }, Answer | SaveDraft | MarkRead) => {
            let free = request.status == MailRequestStatus::Open || request.counselor.is_none();
            if free || request.counselor == Some(id) || actor.is_admin() {
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
    use crate::access::Role;
    use uuid::Uuid;

    const OWNER: CounselorId = CounselorId(Uuid::from_u128(1));
    const COLLEAGUE: CounselorId = CounselorId(Uuid::from_u128(2));
    const CLIENT: ClientId = ClientId(Uuid::from_u128(3));
    const STRANGER: ClientId = ClientId(Uuid::from_u128(4));

    /// Every kind of actor × every action, on a request that is new, owned, or released.
    #[test]
    fn the_whole_policy_on_one_screen() {
        use Access::{Allow, Deny, Hide};
        let counselor = |id| Actor::Counselor {
            id,
            role: Role::Counselor,
        };
        let admin = Actor::Counselor {
            id: COLLEAGUE,
            role: Role::Admin,
        };
        let new = (None, MailRequestStatus::Open);
        let owned = (Some(OWNER), MailRequestStatus::InProgress);
        let released = (Some(OWNER), MailRequestStatus::Open);
        let done = (Some(OWNER), MailRequestStatus::Completed);
        #[rustfmt::skip]
        let table = [
            //                                                   read   answer see d. save d. follow mark
            ("owner, theirs",     counselor(OWNER),     owned,    [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("owner, done",       counselor(OWNER),     done,     [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("colleague, owned",  counselor(COLLEAGUE), owned,    [Allow, Deny,  Allow, Deny,  Deny,  Deny]),
            ("colleague, done",   counselor(COLLEAGUE), done,     [Allow, Deny,  Allow, Deny,  Deny,  Deny]),
            ("colleague, new",    counselor(COLLEAGUE), new,      [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("colleague, freed",  counselor(COLLEAGUE), released, [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("admin, owned",      admin,                owned,    [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("admin, new",        admin,                new,      [Allow, Allow, Allow, Allow, Deny,  Allow]),
            ("client, theirs",    Actor::Client { id: CLIENT },   owned, [Allow, Deny, Deny, Deny, Allow, Allow]),
            ("client, stranger",  Actor::Client { id: STRANGER }, owned, [Hide,  Hide, Hide, Hide, Hide,  Hide]),
        ];
        for (who, actor, (counselor, status), expected) in table {
            let request = Ownership {
                client: CLIENT,
                counselor,
                status,
            };
            assert_eq!(
                MailRequestAction::ALL.map(|action| on(actor, action, request)),
                expected,
                "{who}"
            );
        }
        assert_eq!(create(Actor::Client { id: CLIENT }), Allow);
        assert_eq!(create(admin), Deny);
        assert_eq!(create(counselor(OWNER)), Deny);
    }
}
