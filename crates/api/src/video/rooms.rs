//! Rooms: what they are for decides who is there and when.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    bookings::{self, settings::rules_of},
    caller::Caller,
    change::Change,
    chats,
    facility::entity::Model as Facility,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditRecord,
    bookings::{BookingKind, BookingState},
    channels::AppointmentChannel,
    ids::{BookingId, VideoRoomId},
    problem::ProblemCode,
    video::{VideoPlace, VideoWindow},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

/// What somebody may do something with the room of.
pub enum Found {
    Booking(Box<bookings::entity::Model>),
    Chat,
}

/// Say what for.
pub async fn find(
    caller: &Caller,
    place: VideoPlace,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Found> {
    Ok(match place {
        VideoPlace::Booking(id) => Found::Booking(Box::new(
            bookings::list::find(caller, id, action, db).await?,
        )),
        VideoPlace::Chat(id) => {
            // To whoever is not in it, it is not there at all.
            chats::find(caller, id, Action::StartChatVideo, db).await?;
            caller.check(action, Relation::Own)?;
            Found::Chat
        }
    })
}

/// What the audit log calls it.
pub fn record(place: VideoPlace) -> AuditRecord {
    match place {
        VideoPlace::Booking(id) => id.into(),
        VideoPlace::Chat(id) => id.into(),
    }
}

/// Refuses what is no appointment by video, or not certain to take place, or did not.
pub fn check_booking(booking: &bookings::entity::Model) -> ApiResult<()> {
    if booking.kind == BookingKind::Blocker || booking.channel != Some(AppointmentChannel::Video) {
        return Err(ProblemCode::VideoOff.into());
    }
    match booking.state {
        BookingState::Confirmed | BookingState::Held => Ok(()),
        BookingState::Reserved | BookingState::Requested => Err(ProblemCode::Conflict.into()),
        _ => Err(ProblemCode::VideoOver.into()),
    }
}

/// When one gets into the room of an appointment.
pub fn window(facility: &Facility, booking: &bookings::entity::Model) -> ApiResult<VideoWindow> {
    let lead = rules_of(facility)?.video_lead_minutes;
    let meeting = (booking.starts_at, booking.ends_at);
    Ok(VideoWindow::around(meeting, lead))
}

/// When one gets into the room that was opened in a conversation: at once, whatever the clock of the
/// server shows that opened it.
pub fn window_of_chat(room: &Model, now: DateTime<Utc>) -> VideoWindow {
    VideoWindow {
        opens_at: room.opens_at.map_or(now, |at| at.min(now)),
        closes_at: room.closes_at.unwrap_or(now),
    }
}

/// The room of an appointment, which is made when it is needed first.
pub async fn of_booking(change: &Change<'_>, id: BookingId) -> ApiResult<Model> {
    let scope = change.caller().scope();
    Entity::insert(new(scope, VideoPlace::Booking(id)))
        .on_conflict_do_nothing_on([Column::BookingId])
        .exec_without_returning(change.tx())
        .await?;
    let room = of(
        scope,
        VideoPlace::Booking(id),
        change.caller().now(),
        change.tx(),
    )
    .await?;
    room.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// The room of an appointment, or the one that is open in a conversation, if there is one.
pub async fn of(
    scope: &Scope,
    place: VideoPlace,
    now: DateTime<Utc>,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<Model>> {
    let rooms = scope.find::<Entity>();
    let rooms = match place {
        VideoPlace::Booking(id) => rooms.filter(Column::BookingId.eq(id)),
        VideoPlace::Chat(id) => rooms
            .filter(Column::ChatId.eq(id))
            .filter(Column::ClosesAt.gt(now))
            .order_by_desc(Column::Id),
    };
    Ok(rooms.one(db).await?)
}

/// A new one, of a name that nobody guesses. Small letters only: the video server writes it so.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub fn new(scope: &Scope, place: VideoPlace) -> ActiveModel {
    let (booking, chat) = match place {
        VideoPlace::Booking(id) => (Some(id), None),
        VideoPlace::Chat(id) => (None, Some(id)),
    };
    ActiveModel {
        id: Set(VideoRoomId(Uuid::now_v7())),
        facility_id: Set(scope.facility()),
        booking_id: Set(booking),
        chat_id: Set(chat),
        name: Set(hex(&rand::random::<[u8; 20]>())),
        counselor_id: Set(None),
        opens_at: Set(None),
        closes_at: Set(None),
    }
}

/// As small letters and digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16);
    let digits = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.flatten().collect()
}
