//! What the live connection carries: that something changed, never what it says. Changes stand in
//! the facility's log of events, in order and without gaps.

use crate::{
    access::{self, Action, Actor, Relation, System},
    chats::ChatAccount,
    ids::{ChatId, ChatMessageId, ClientId, CounselorId, MailRequestId, OpenDoorVisitId},
    mail_requests::access::Ownership,
    notifications::Notice,
    presences::AccountPresence,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One change that the receiver may see. The app then fetches what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "kind": "mail_request_created", "mail_request_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// To which mail request, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_request_id: Option<MailRequestId>,
    /// In whose calendar, or whose monitorings, if it is about these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// To which client, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// To which conversation of the chat, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// To which message there, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_message_id: Option<ChatMessageId>,
    /// To which visit at the open door, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_door_visit_id: Option<OpenDoorVisitId>,
}

impl Event {
    /// One that names nothing yet.
    fn of(kind: EventKind) -> Self {
        Self {
            kind,
            mail_request_id: None,
            counselor_id: None,
            client_id: None,
            chat_id: None,
            chat_message_id: None,
            open_door_visit_id: None,
        }
    }

    /// One about a visit at the open door.
    pub fn of_open_door(kind: EventKind, id: OpenDoorVisitId) -> Self {
        Self {
            open_door_visit_id: Some(id),
            ..Self::of(kind)
        }
    }

    /// Something has changed at the open door that is no one visit.
    pub fn of_whole_open_door() -> Self {
        Self::of(EventKind::OpenDoorChanged)
    }

    /// One about a conversation of the chat.
    pub fn of_chat(kind: EventKind, id: ChatId) -> Self {
        Self {
            chat_id: Some(id),
            ..Self::of(kind)
        }
    }

    /// One about a message there.
    pub fn of_chat_message(kind: EventKind, chat: ChatId, id: ChatMessageId) -> Self {
        Self {
            chat_message_id: Some(id),
            ..Self::of_chat(kind, chat)
        }
    }

    /// One about a mail request.
    pub fn of_mail_request(kind: EventKind, id: MailRequestId) -> Self {
        Self {
            mail_request_id: Some(id),
            ..Self::of(kind)
        }
    }

    /// Something of a client has changed; of several, or of one who is gone, if none is named.
    pub fn of_client(part: ClientPart, client: Option<ClientId>) -> Self {
        Self {
            client_id: client,
            ..Self::of(part.changed())
        }
    }

    /// Whether it is about a calendar.
    pub fn is_of_calendar(&self) -> bool {
        self.kind == EventKind::CalendarChanged
    }

    /// A counselor's monitorings have changed, and with them what they add up to.
    pub fn of_monitorings(counselor: CounselorId) -> Self {
        Self {
            counselor_id: Some(counselor),
            ..Self::of(EventKind::MonitoringsChanged)
        }
    }

    /// Something has changed in a counselor's calendar; in everybody's if none is named.
    pub fn of_calendar(counselor: Option<CounselorId>) -> Self {
        Self {
            counselor_id: counselor,
            ..Self::of(EventKind::CalendarChanged)
        }
    }
}

/// What goes by: it is told to whoever is connected, stands in no log, and is missed by whoever is
/// not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum EphemeralEvent {
    /// Somebody can be reached otherwise than before.
    PresenceChanged(AccountPresence),
    /// Somebody is writing in a conversation of the chat, and will be said to again.
    Typing {
        /// Where.
        chat_id: ChatId,
        /// Who.
        account: ChatAccount,
    },
    /// Something has happened of which this account wants to be told by its browser. No other
    /// account hears of it.
    Notified(Notice),
    /// Some of it was missed: what shows presence asks anew.
    Missed,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A new mail request arrived.
    MailRequestCreated,
    /// A message, a draft or a state of it changed.
    MailRequestChanged,
    /// Somebody has opened or closed it.
    ViewersChanged,
    /// It is gone for good.
    MailRequestErased,
    /// Something came into a counselor's calendar, changed there or left it; in everybody's, if no
    /// counselor is named.
    CalendarChanged,
    /// A client came, changed or left; several of them, if none is named.
    ClientChanged,
    /// A note on a client was written, changed or deleted.
    NotesChanged,
    /// A client's document came, changed or left.
    DocumentsChanged,
    /// One is in a conversation of the chat now, or is in it no more.
    ChatsChanged,
    /// Its name or who is in it has changed.
    ChatChanged,
    /// Somebody has written there.
    ChatMessageSent,
    /// What somebody wrote there was changed or deleted.
    ChatMessageChanged,
    /// Somebody has got or read what was written there.
    ChatRead,
    /// Somebody came to the open door, was picked up there or has gone; or when it is open was
    /// changed, if no visit is named.
    OpenDoorChanged,
    /// Somebody has written there.
    OpenDoorMessageSent,
    /// A monitoring of a counselor was recorded, changed or deleted.
    MonitoringsChanged,
}

impl EventKind {
    /// Whether it is about a mail request: anything else leaves their lists as they are.
    pub fn is_of_mail_request(self) -> bool {
        match self {
            Self::MailRequestCreated | Self::MailRequestChanged | Self::MailRequestErased => true,
            Self::ViewersChanged
            | Self::CalendarChanged
            | Self::ClientChanged
            | Self::NotesChanged
            | Self::DocumentsChanged
            | Self::ChatsChanged
            | Self::ChatChanged
            | Self::ChatMessageSent
            | Self::ChatMessageChanged
            | Self::ChatRead
            | Self::OpenDoorChanged
            | Self::OpenDoorMessageSent
            | Self::MonitoringsChanged => false,
        }
    }

    /// Whether it is about the open door.
    pub fn is_of_open_door(self) -> bool {
        matches!(self, Self::OpenDoorChanged | Self::OpenDoorMessageSent)
    }

    /// Whether it is about a conversation of the chat.
    pub fn is_of_chat(self) -> bool {
        matches!(
            self,
            Self::ChatsChanged
                | Self::ChatChanged
                | Self::ChatMessageSent
                | Self::ChatMessageChanged
                | Self::ChatRead
        )
    }
}

/// What of a client an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientPart {
    /// Who they are, and whether they can sign in.
    Profile,
    /// What staff note about them.
    Notes,
    /// Their documents.
    Documents,
}

impl ClientPart {
    fn changed(self) -> EventKind {
        match self {
            Self::Profile => EventKind::ClientChanged,
            Self::Notes => EventKind::NotesChanged,
            Self::Documents => EventKind::DocumentsChanged,
        }
    }

    /// What one has to be allowed to, to hear of it.
    fn action(self) -> Action {
        match self {
            Self::Profile => Action::ReadClient,
            Self::Notes => Action::ListNotes,
            Self::Documents => Action::ListDocuments,
        }
    }
}

/// What decides who hears of an event: the record as it was when it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever may read this mail request.
    MailRequest(Ownership),
    /// The staff among them.
    StaffOf(Ownership),
    /// All staff, who see what takes anybody's time, and the client whose appointment it is.
    Calendar {
        /// Theirs, if it is anybody's.
        client: Option<ClientId>,
    },
    /// A client who takes part in a group appointment.
    Participant {
        /// Who.
        client: ClientId,
    },
    /// The staff who may see this of a client.
    StaffOfClient {
        /// What.
        part: ClientPart,
        /// Who normally looks after them.
        counselor: Option<CounselorId>,
    },
    /// Whoever may read monitorings of this counselor.
    Monitorings {
        /// Whose.
        counselor: CounselorId,
    },
    /// All staff, of who comes to the open door and goes; of what is written there, whoever has
    /// picked the visitor up.
    OpenDoor {
        /// Who, if somebody has.
        counselor: Option<CounselorId>,
    },
    /// The client, of what is there for them.
    Client {
        /// What.
        part: ClientPart,
        /// Who.
        client: ClientId,
    },
    /// This account, of what it is in.
    Account {
        /// Which, of whichever kind.
        id: Uuid,
    },
    /// Whoever is in this conversation: that is known where the connections are, and not here.
    Chat {
        /// Which.
        chat: ChatId,
    },
}

impl Audience {
    /// The conversation whose members may hear of it, if that is what decides.
    pub fn chat(self) -> Option<ChatId> {
        match self {
            Self::Chat { chat } => Some(chat),
            _ => None,
        }
    }

    /// The one account that it is for, if it is for no other.
    pub fn account(self) -> Option<Uuid> {
        match self {
            Self::Account { id } => Some(id),
            Self::Client { client, .. } | Self::Participant { client } => Some(client.0),
            _ => None,
        }
    }

    /// Whether the actor may hear of it, in a facility that has chosen so. That something is
    /// there is told to admins as well from whom its content is kept.
    pub fn includes(self, actor: Actor, system: impl Into<System>) -> bool {
        let (action, relation) = match self {
            Self::MailRequest(request) => (Action::ReadMailRequest, request.relation_of(actor)),
            Self::StaffOf(request) => (Action::ListInternalComments, request.relation_of(actor)),
            Self::Calendar { client } => match actor.client_id() {
                None => (Action::ListBookings, Relation::Common),
                id if id == client => (Action::ReadBooking, Relation::Own),
                Some(_) => (Action::ReadBooking, Relation::Others),
            },
            Self::Participant { client } if actor.client_id() == Some(client) => {
                (Action::ReadBooking, Relation::Own)
            }
            Self::Monitorings { counselor } if actor.counselor_id().is_some() => (
                Action::ReadMonitoring,
                Relation::to_counselors(actor, Some(counselor)),
            ),
            Self::OpenDoor { counselor: None } => (Action::ListOpenDoorVisits, Relation::Common),
            Self::OpenDoor {
                counselor: Some(counselor),
            } if actor.counselor_id().is_some() => (
                Action::ReadOpenDoorVisit,
                Relation::to_counselors(actor, Some(counselor)),
            ),
            Self::StaffOfClient { part, counselor } if actor.counselor_id().is_some() => {
                (part.action(), Relation::to_counselors(actor, counselor))
            }
            Self::Client { part, client } if actor.client_id() == Some(client) => {
                (part.action(), Relation::Own)
            }
            Self::Account { id } if actor.id() == id => (Action::ListChats, Relation::Common),
            Self::Participant { .. }
            | Self::Monitorings { .. }
            | Self::OpenDoor { .. }
            | Self::StaffOfClient { .. }
            | Self::Client { .. }
            | Self::Account { .. }
            | Self::Chat { .. } => return false,
        };
        access::decide(actor, system, action, relation).is_listed()
    }
}

/// Where in the facility's log a listener stands: `Last-Event-ID` of the live connection.
pub type Position = i64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Openness, Role};
    use uuid::Uuid;

    #[test]
    fn what_is_for_one_account_nobody_else_hears() {
        let [one, other] = [1, 2].map(Uuid::from_u128);
        let client = ClientId(one);
        let part = ClientPart::Documents;
        let for_one = [
            Audience::Account { id: one },
            Audience::Client { part, client },
            Audience::Participant { client },
        ];
        for audience in for_one {
            assert_eq!(audience.account(), Some(one));
            let hears = |id| audience.includes(Actor::Client { id: ClientId(id) }, Openness::Open);
            assert!(hears(one), "{audience:?}");
            assert!(!hears(other), "{audience:?}");
            for role in [Role::Counselor, Role::Admin] {
                let id = CounselorId(other);
                let staff = Actor::Counselor { id, role };
                assert!(
                    !audience.includes(staff, Openness::FullyOpen),
                    "{audience:?}"
                );
            }
        }
    }

    /// What staff hear of is what they may read; a client hears of the documents that are there for
    /// them, and never of what is noted.
    #[test]
    fn of_a_client_they_hear_who_may_read_it() {
        let [mine, theirs] = [1, 2].map(|number| CounselorId(Uuid::from_u128(number)));
        let counselor = Actor::Counselor {
            id: mine,
            role: Role::Counselor,
        };
        let admin = Actor::Counselor {
            id: CounselorId(Uuid::from_u128(3)),
            role: Role::Admin,
        };
        let [one, other] = [4, 5].map(|number| ClientId(Uuid::from_u128(number)));
        let (own, stranger) = (Actor::Client { id: one }, Actor::Client { id: other });
        let parts = [
            ClientPart::Profile,
            ClientPart::Notes,
            ClientPart::Documents,
        ];
        for part in parts {
            for (openness, of_colleague, of_nobody) in [
                (Openness::FullyOpen, true, true),
                (Openness::Open, true, true),
                (Openness::Restricted, false, true),
                (Openness::StronglyRestricted, false, false),
            ] {
                for (counselor_id, hears) in [
                    (Some(mine), true),
                    (Some(theirs), of_colleague),
                    (None, of_nobody),
                ] {
                    let audience = Audience::StaffOfClient {
                        part,
                        counselor: counselor_id,
                    };
                    let case = format!("{part:?} {openness:?} {counselor_id:?}");
                    assert_eq!(audience.includes(counselor, openness), hears, "{case}");
                    assert!(audience.includes(admin, openness), "{case}");
                    assert!(!audience.includes(own, openness), "{case}");
                }
                let audience = Audience::Client { part, client: one };
                let for_them = part == ClientPart::Documents;
                assert_eq!(audience.includes(own, openness), for_them, "{part:?}");
                for actor in [stranger, counselor, admin] {
                    assert!(!audience.includes(actor, openness), "{part:?}");
                }
            }
        }
    }

    #[test]
    fn of_a_conversation_nobody_hears_by_who_they_are_alone() {
        let counselor = CounselorId(Uuid::from_u128(1));
        let client = ClientId(Uuid::from_u128(2));
        let chat = ChatId(Uuid::from_u128(3));
        let actors = [
            Actor::Counselor {
                id: counselor,
                role: Role::Admin,
            },
            Actor::Client { id: client },
        ];
        assert_eq!(Audience::Chat { chat }.chat(), Some(chat));
        for openness in Openness::ALL {
            for actor in actors {
                assert!(!Audience::Chat { chat }.includes(actor, openness));
                for other in actors {
                    let audience = Audience::Account { id: other.id() };
                    assert_eq!(audience.chat(), None);
                    assert_eq!(audience.includes(actor, openness), actor == other);
                }
            }
        }
    }

    #[test]
    fn of_the_open_door_all_staff_hear_and_of_what_is_written_there_one() {
        let [mine, theirs] = [1, 2].map(|number| CounselorId(Uuid::from_u128(number)));
        let visit = OpenDoorVisitId(Uuid::from_u128(3));
        let client = Actor::Client {
            id: ClientId(Uuid::from_u128(4)),
        };
        let event = Event::of_open_door(EventKind::OpenDoorChanged, visit);
        assert!(event.kind.is_of_open_door() && event.open_door_visit_id == Some(visit));
        for openness in Openness::ALL {
            for role in [Role::Counselor, Role::Admin] {
                let actor = Actor::Counselor { id: mine, role };
                for (counselor, hears) in [(None, true), (Some(mine), true), (Some(theirs), false)]
                {
                    let audience = Audience::OpenDoor { counselor };
                    assert_eq!(audience.includes(actor, openness), hears, "{role:?}");
                    assert!(!audience.includes(client, openness));
                }
            }
        }
    }

    #[test]
    fn a_calendar_is_heard_of_by_staff_and_by_whose_appointment_it_is() {
        let [one, other] = [1, 2].map(|number| ClientId(Uuid::from_u128(number)));
        let staff = [Role::Counselor, Role::Admin].map(|role| Actor::Counselor {
            id: CounselorId(Uuid::from_u128(3)),
            role,
        });
        let [one_there, other_there] = [one, other].map(|id| Actor::Client { id });
        for openness in Openness::ALL {
            for client in [Some(one), None] {
                let audience = Audience::Calendar { client };
                for actor in staff {
                    assert!(audience.includes(actor, openness), "{actor:?} {openness:?}");
                }
                assert_eq!(audience.includes(one_there, openness), client.is_some());
                assert!(!audience.includes(other_there, openness));
            }
            let audience = Audience::Participant { client: one };
            for (actor, hears) in [
                (staff[0], false),
                (staff[1], false),
                (one_there, true),
                (other_there, false),
            ] {
                assert_eq!(audience.includes(actor, openness), hears, "{actor:?}");
            }
        }
    }
}
