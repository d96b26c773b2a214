//! What the demo's people write to each other in the chat, as seen from the moment at which it is
//! made: with clients, with a colleague, and in a group.

use crate::{
    ApiError, ApiResult,
    attachments::entity as attachment,
    blobs::entity::{self as blob, BlobState},
    chats::{
        entity::{ActiveModel, Column, Entity, member, message},
        pair_key,
    },
    crypto::{
        FacilityKeys, OwnerKey,
        column::{ATTACHMENT_NAME, CHAT_DESCRIPTION, CHAT_MESSAGE_TEXT},
    },
    scope::Scope,
    state::State,
    statistics::chats::count_message,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    chats::{ChatAccount, ChatKind},
    documents::DocumentKind,
    ids::{AttachmentId, BlobId, ChatId, ChatMessageId, ClientId, CounselorId},
    mail_requests::Side,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};
use std::sync::Arc;
use uuid::Uuid;

/// Somebody, by their place among the staff or the clients.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Staff(usize),
    Client(usize),
}

use Who::{Client, Staff};

/// One conversation: between whom, how many minutes ago the last message came, how many of the last
/// ones the first of them has not read, and what was written.
struct Stream {
    group: Option<(&'static str, &'static str)>,
    between: &'static [Who],
    minutes_ago: i64,
    unread: i64,
    said: &'static [(Who, &'static str)],
}

/// What is sent in the first of them, as the client's first message.
const FILE: (&str, &str) = (
    "Morgenplan.txt",
    "6:15 aufstehen\n6:30 Frühstück, ohne über die Schule zu reden\n7:10 losgehen\n",
);

const STREAMS: [Stream; 5] = [
    Stream {
        group: None,
        between: &[Staff(1), Client(6)],
        minutes_ago: 60 * 26,
        unread: 0,
        said: &[
            (Client(6), ""),
            (
                Client(6),
                "Das habe ich mir aufgeschrieben, wie besprochen.",
            ),
            (
                Staff(1),
                "Das ist ein guter Plan. Probieren Sie ihn am Montag aus?",
            ),
            (Client(6), "Ja. Ich melde mich am Mittwoch."),
        ],
    },
    Stream {
        group: None,
        between: &[Staff(2), Client(5)],
        minutes_ago: 41,
        unread: 2,
        said: &[
            (Staff(2), "Guten Morgen! Wie war die Nacht?"),
            (Client(5), "Ging so. Ich habe den Brief angefangen."),
            (
                Staff(2),
                "Dann haben Sie den schwersten Satz schon hinter sich.",
            ),
            (Client(5), "Es hat geklappt, er ist fertig."),
            (Client(5), "Sind Sie heute noch erreichbar?"),
        ],
    },
    Stream {
        group: None,
        between: &[Staff(2), Client(3)],
        minutes_ago: 60 * 50,
        unread: 1,
        said: &[
            (Staff(2), "Wie geht es Ihnen nach dem Gespräch?"),
            (Client(3), "Gute Nacht und danke."),
        ],
    },
    Stream {
        group: None,
        between: &[Staff(2), Staff(1)],
        minutes_ago: 95,
        unread: 1,
        said: &[
            (Staff(2), "Ich bin am Donnerstag erst ab zehn da."),
            (
                Staff(1),
                "Gut, dann übernehme ich bis dahin die Vertretung.",
            ),
        ],
    },
    Stream {
        group: Some((
            "Elternabend",
            "Nach dem Kurs im Herbst, bis zum Treffen im Januar",
        )),
        between: &[Staff(1), Staff(0), Client(4), Client(6)],
        minutes_ago: 60 * 30,
        unread: 0,
        said: &[
            (
                Staff(1),
                "Willkommen! Hier können Sie sich bis zum nächsten Treffen austauschen.",
            ),
            (Client(6), "Schön, dass es weitergeht."),
            (Client(4), "Ich bringe Kuchen mit."),
        ],
    },
];

/// Writes them. What goes into the store of blobs stays there should the rest fail, and is removed
/// as what nothing belongs to.
pub async fn load(
    state: &State,
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &Arc<FacilityKeys>),
    (staff, clients): (&[CounselorId], &[ClientId]),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let people = People { staff, clients };
    for (number, stream) in STREAMS.iter().enumerate() {
        let written = write(stream, (tx, scope, keys), people, now).await?;
        if number == 0
            && let Some(&(message, client)) = written.first()
        {
            send_file(state, (tx, scope, keys), message, client, now).await?;
        }
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct People<'a> {
    staff: &'a [CounselorId],
    clients: &'a [ClientId],
}

impl People<'_> {
    fn counselor(self, who: Who) -> Option<CounselorId> {
        match who {
            Staff(place) => self.staff.get(place).copied(),
            Client(_) => None,
        }
    }

    fn client(self, who: Who) -> Option<ClientId> {
        match who {
            Client(place) => self.clients.get(place).copied(),
            Staff(_) => None,
        }
    }

    fn account(self, who: Who) -> Option<ChatAccount> {
        let counselor = self.counselor(who).map(ChatAccount::Counselor);
        counselor.or(self.client(who).map(ChatAccount::Client))
    }

    fn id(self, who: Who) -> Uuid {
        self.account(who).map(ChatAccount::id).unwrap_or_default()
    }
}

type Written = ((ChatId, ChatMessageId), Option<ClientId>);

/// Writes one conversation. Answers its messages, each with whose key seals it.
#[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
async fn write(
    stream: &Stream,
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &Arc<FacilityKeys>),
    people: People<'_>,
    now: DateTime<Utc>,
) -> ApiResult<Vec<Written>> {
    let id = ChatId(Uuid::now_v7());
    let count = i64::try_from(stream.said.len()).map_err(ApiError::internal)?;
    let at = |position: i64| {
        now - TimeDelta::minutes(stream.minutes_ago) - TimeDelta::minutes(4 * (count - position))
    };
    let (first, second) = (stream.between[0], stream.between[1]);
    let alone = people.client(second).filter(|_| stream.group.is_none());
    let kind = match (stream.group, alone) {
        (Some(_), _) => ChatKind::Group,
        (None, Some(_)) => ChatKind::Client,
        (None, None) => ChatKind::Colleague,
    };
    let creator = people.counselor(first);
    let (name, description) = stream.group.unwrap_or_default();
    let sealed = keys.seal(CHAT_DESCRIPTION, id.0, description.as_bytes())?;
    let pair = people.account(first).zip(people.account(second));
    let pair = pair.filter(|_| stream.group.is_none());
    let pair = pair.map(|(one, other)| pair_key(one, other));
    let chat = ActiveModel {
        id: Set(id),
        facility_id: Set(scope.facility()),
        kind: Set(kind),
        pair_key: Set(pair),
        client_id: Set(alone),
        name: Set(name.to_owned()),
        name_key: Set(name.to_lowercase()),
        sealed_description: Set(stream.group.map(|_| sealed)),
        created_by: Set(creator.filter(|_| stream.group.is_some())),
        opened_by: Set(people.id(first)),
        last_position: Set(count),
        last_message_id: Set(None),
        active_at: Set(at(count)),
        version: Set(Version::FIRST),
    };
    Entity::insert(chat).exec_without_returning(tx).await?;
    for &who in stream.between {
        let read = if who == first {
            count - stream.unread
        } else {
            count
        };
        let row = member::ActiveModel {
            chat_id: Set(id),
            member_id: Set(people.id(who)),
            facility_id: Set(scope.facility()),
            counselor_id: Set(people.counselor(who)),
            client_id: Set(people.client(who)),
            since_position: Set(0),
            delivered_position: Set(count),
            read_position: Set(read),
            joined_at: Set(at(0)),
        };
        member::Entity::insert(row)
            .exec_without_returning(tx)
            .await?;
    }
    let mut written = Vec::new();
    for (position, &(who, text)) in (1..).zip(stream.said) {
        let message = ChatMessageId(Uuid::now_v7());
        let sealed_for = alone.or(people.client(who));
        let key = keys.clone().find_owner_key(scope, sealed_for, tx).await?;
        let row = message::ActiveModel {
            id: Set(message),
            facility_id: Set(scope.facility()),
            chat_id: Set(id),
            position: Set(position),
            key: Set(Uuid::now_v7()),
            counselor_id: Set(people.counselor(who)),
            client_id: Set(people.client(who)),
            sealed_for: Set(sealed_for),
            sealed_text: Set(Some(key.seal(CHAT_MESSAGE_TEXT, message.0, text)?)),
            attachments: Set(0),
            sent_at: Set(at(position)),
            edited_at: Set(None),
            deleted_at: Set(None),
        };
        message::Entity::insert(row)
            .exec_without_returning(tx)
            .await?;
        if kind != ChatKind::Colleague {
            let writer = people.counselor(who);
            count_message(scope, tx, id.0, writer, at(position)).await?;
        }
        written.push(((id, message), sealed_for));
    }
    let last = written.last().map(|((_, message), _)| *message);
    scope
        .update::<Entity>()
        .col_expr(Column::LastMessageId, Expr::value(last))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(written)
}

#[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
async fn send_file(
    state: &State,
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &Arc<FacilityKeys>),
    (chat, message): (ChatId, ChatMessageId),
    client: Option<ClientId>,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let (name, text) = FILE;
    let key: OwnerKey = keys.clone().find_owner_key(scope, client, tx).await?;
    let blob = BlobId(uuid::Builder::from_random_bytes(rand::random()).into_uuid());
    let mut sealer = key.blob_sealer(blob);
    let piece = sealer.seal(text.as_bytes(), true)?;
    state.blobs.put_piece(blob, 0, piece.into()).await?;
    let row = blob::ActiveModel {
        id: Set(blob),
        facility_id: Set(scope.facility()),
        client_id: Set(client),
        state: Set(BlobState::Kept),
        pieces: Set(1),
        created_at: Set(now),
    };
    blob::Entity::insert(row).exec_without_returning(tx).await?;
    let id = AttachmentId(Uuid::now_v7());
    let row = attachment::ActiveModel {
        id: Set(id),
        facility_id: Set(scope.facility()),
        client_id: Set(client),
        chat_id: Set(Some(chat)),
        chat_message_id: Set(Some(message)),
        mail_request_id: Set(None),
        message_id: Set(None),
        sent: Set(true),
        side: Set(Side::Client),
        counselor_id: Set(None),
        blob_id: Set(blob),
        sealed_name: Set(key.seal(ATTACHMENT_NAME, id.0, name)?),
        kind: Set(DocumentKind::Text),
        bytes: Set(i64::try_from(text.len()).map_err(ApiError::internal)?),
        quarantined: Set(false),
        uploaded_at: Set(now),
    };
    attachment::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    scope
        .update::<message::Entity>()
        .col_expr(message::Column::Attachments, Expr::value(1))
        .filter(message::Column::Id.eq(message))
        .exec(tx)
        .await?;
    Ok(())
}
