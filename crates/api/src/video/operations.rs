//! One function per operation of whoever is signed in: entering rooms.

use super::{
    entity::{Entity, Model},
    jitsi::{Jitsi, Participant},
    links,
    rooms::{self, hex},
};
use crate::{
    ApiError, ApiResult, bookings,
    caller::Caller,
    change::Change,
    channels::operations::{offered_by, offered_by_counselors},
    chats, clients, counselors, facility,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Actor, Relation},
    audit::AuditAction,
    channels::Channel,
    chats::ChatMessageSend,
    ids::{BookingId, ChatId, CounselorId},
    language::Language,
    problem::ProblemCode,
    text::ChatText,
    video::{VideoEntry, VideoLinkKind, VideoPlace, VideoRole, VideoSettings, VideoWindow},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What the caller can do by video.
pub async fn read_video(caller: &Caller) -> ApiResult<VideoSettings> {
    caller.check(Action::ReadVideo, Relation::Common)?;
    let jitsi = caller.state().jitsi.as_ref();
    let domain = jitsi.map(|jitsi| jitsi.domain().to_owned());
    let Some(id) = caller.actor().counselor_id() else {
        return Ok(VideoSettings {
            domain,
            ..VideoSettings::default()
        });
    };
    let external = external_url(caller, id, caller.db()).await?.is_some();
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    Ok(VideoSettings {
        lead_minutes: bookings::settings::rules_of(&facility)?.video_lead_minutes,
        external,
        in_chat: (external || domain.is_some()) && offers(caller, id).await?,
        domain,
    })
}

/// Whether a counselor can hold an appointment by video.
pub async fn can_call(caller: &Caller, id: CounselorId) -> ApiResult<bool> {
    Ok(caller.state().jitsi.is_some() || external_url(caller, id, caller.db()).await?.is_some())
}

/// Where a counselor holds video calls, if not in the built-in software.
pub async fn external_url(
    caller: &Caller,
    id: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<String>> {
    let ids = BTreeSet::from([id]);
    let mut urls = counselors::operations::video_urls(caller.scope(), ids, db).await?;
    Ok(urls.remove(&id))
}

/// Whether the facility and the counselor offer counselling by video.
async fn offers(caller: &Caller, id: CounselorId) -> ApiResult<bool> {
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let theirs = offered_by_counselors(caller.scope(), Some(id)).await?;
    let theirs = theirs
        .get(&id)
        .is_none_or(|one| one.contains(Channel::Video));
    Ok(theirs && offered_by(&facility)?.contains(Channel::Video))
}

/// The built-in software.
pub fn jitsi(caller: &Caller) -> ApiResult<&Jitsi> {
    let jitsi = caller.state().jitsi.as_ref();
    jitsi.ok_or(ApiError::Problem(ProblemCode::VideoOff))
}

/// Lets the caller into the room of an appointment: its counselor leads it.
pub async fn join_booking_video(caller: &Caller, id: BookingId) -> ApiResult<VideoEntry> {
    let action = Action::JoinBookingVideo;
    let booking = bookings::list::find_taking_part(caller, id, action, caller.db()).await?;
    rooms::check_booking(&booking)?;
    if let Some(url) = external_url(caller, booking.counselor_id, caller.db()).await? {
        return Ok(VideoEntry { url });
    }
    let jitsi = jitsi(caller)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let window = rooms::window(&facility, &booking)?;
    let name = name(caller).await?;
    let mut change = Change::begin(caller, AuditAction::JoinBookingVideo).await?;
    let room = rooms::of_booking(&change, id).await?;
    let entry = jitsi.entry(
        &room.name,
        participant(caller, &room, &name),
        window,
        caller.now(),
    )?;
    change.on(id);
    change.commit().await?;
    Ok(entry)
}

/// Opens a room in a conversation, or enters the one that is open, and writes the others how they
/// come in.
pub async fn start_chat_video(caller: &Caller, id: ChatId) -> ApiResult<VideoEntry> {
    let action = Action::StartChatVideo;
    chats::find(caller, id, action, caller.db()).await?;
    let counselor = caller.counselor_id()?;
    if !offers(caller, counselor).await? {
        return Err(ProblemCode::VideoOff.into());
    }
    let external = external_url(caller, counselor, caller.db()).await?;
    if external.is_none() {
        jitsi(caller)?;
    }
    let name = name(caller).await?;
    let mut change = Change::begin(caller, AuditAction::StartChatVideo).await?;
    // Two who open one at the same time meet in the same.
    chats::lock(&change, id, action).await?;
    let (scope, now) = (caller.scope(), caller.now());
    let place = VideoPlace::Chat(id);
    let found = rooms::of(scope, place, now, change.tx()).await?;
    let is_new = found.is_none();
    let room = match found {
        Some(room) => room,
        None => open(&change, (id, counselor), now).await?,
    };
    let window = rooms::window_of_chat(&room, now);
    let (entry, others) = if let Some(url) = external {
        (VideoEntry { url: url.clone() }, url)
    } else {
        let me = participant(caller, &room, &name);
        let entry = jitsi(caller)?.entry(&room.name, me, window, now)?;
        (entry, links::guest_link(&change, &room).await?)
    };
    change.on(id);
    change.commit().await?;
    if is_new || room.counselor_id == Some(counselor) {
        // The room's id is the key: however often it is entered, this is written once.
        let text = invitation(caller, counselor, &others).await?;
        let message = ChatMessageSend {
            text: Some(text),
            ..ChatMessageSend::default()
        };
        chats::send_chat_message(caller, id, room.id.0, message).await?;
    }
    Ok(entry)
}

async fn open(
    change: &Change<'_>,
    (id, counselor): (ChatId, CounselorId),
    now: DateTime<Utc>,
) -> ApiResult<Model> {
    let caller = change.caller();
    let window = VideoWindow::of_chat(now);
    let mut room = rooms::new(caller.scope(), VideoPlace::Chat(id));
    room.counselor_id = Set(Some(counselor));
    room.opens_at = Set(Some(window.opens_at));
    room.closes_at = Set(Some(window.closes_at));
    let room = Entity::insert(room)
        .exec_with_returning(change.tx())
        .await?;
    links::insert(change, &room, VideoLinkKind::Guest).await?;
    Ok(room)
}

/// What is written into the conversation.
async fn invitation(caller: &Caller, counselor: CounselorId, url: &str) -> ApiResult<ChatText> {
    let counselor = counselors::operations::exists(caller, counselor).await?;
    let text = match counselor.language {
        Language::De => format!("Hier geht es zum Videochat: {url}"),
        Language::En => format!("This is the way to the video call: {url}"),
    };
    ChatText::try_from(text).map_err(ApiError::internal)
}

/// What the caller is called in rooms: clients by their pseudonym, and nobody by their real name.
async fn name(caller: &Caller) -> ApiResult<String> {
    let (scope, db) = (caller.scope(), caller.db());
    let name = match caller.actor() {
        Actor::Counselor { id, .. } => counselors::operations::references(scope, [id], db)
            .await?
            .remove(&id)
            .map(|one| one.display_name),
        Actor::Client { id } => clients::operations::references(scope, [id], db)
            .await?
            .remove(&id)
            .map(|one| one.pseudonym),
        Actor::ApiToken { .. } => None,
    };
    name.ok_or(ApiError::Problem(ProblemCode::Forbidden))
}

/// The same person each time they come into this room, and nobody to be recognised in another.
fn participant<'a>(caller: &Caller, room: &Model, name: &'a str) -> Participant<'a> {
    let actor = caller.actor();
    let mut id = Sha256::new();
    id.update(room.name.as_bytes());
    id.update(actor.id().as_bytes());
    Participant {
        role: if actor.client_id().is_some() {
            VideoRole::Member
        } else {
            VideoRole::Owner
        },
        name,
        id: hex(&id.finalize()[..16]),
    }
}
