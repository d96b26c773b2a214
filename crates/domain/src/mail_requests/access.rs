//! Whose a mail request is. What follows from that is in [`crate::access::table`].

use super::MailRequestStatus;
use crate::{
    access::{Actor, Relation},
    ids::{ClientId, CounselorId},
};
use serde::{Deserialize, Serialize};

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

impl Ownership {
    /// In whose hands the request is: nobody's, as long as it is new, given back or done with.
    pub fn in_hands_of(self) -> Option<CounselorId> {
        let in_progress = self.status == MailRequestStatus::InProgress;
        self.counselor.filter(|_| in_progress)
    }

    /// How the actor stands to the request.
    pub fn relation_of(self, actor: Actor) -> Relation {
        let released = self.status == MailRequestStatus::Open;
        match actor {
            Actor::Client { id } if id == self.client => Relation::Own,
            Actor::Client { .. } => Relation::Others,
            Actor::Counselor { .. } | Actor::ApiToken { .. } => {
                match Relation::to_counselors(actor, self.counselor) {
                    Relation::Others if released => Relation::Released,
                    relation => relation,
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_request_is_in_somebodys_hands_only_while_they_are_working_on_it() {
        let counselor = Some(CounselorId(Uuid::from_u128(1)));
        let client = ClientId(Uuid::from_u128(2));
        for (status, expected) in [
            (MailRequestStatus::Open, None),
            (MailRequestStatus::InProgress, counselor),
            (MailRequestStatus::Completed, None),
            (MailRequestStatus::Archived, None),
        ] {
            let whose = |counselor| Ownership {
                client,
                counselor,
                status,
            };
            assert_eq!(whose(counselor).in_hands_of(), expected, "{status:?}");
            assert_eq!(whose(None).in_hands_of(), None, "{status:?}");
        }
    }
}
