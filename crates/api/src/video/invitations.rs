//! What anyone can do who has a link into a room.

use super::{
    entity::{Model as Room, link::Model as Link},
    jitsi::Participant,
    links,
    rooms::{self, hex},
};
use crate::{
    ApiError, ApiResult, audit, bookings,
    caller::Public,
    facility::{self, entity::Model as Facility},
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAction,
    language::Language,
    problem::ProblemCode,
    text::{LinkToken, Pseudonym},
    video::{
        VideoEntry, VideoInvitation, VideoLinkPresented, VideoMoment, VideoPlace, VideoWindow,
    },
};

/// Where a link leads.
struct Invited {
    link: Link,
    room: Room,
    scope: Scope,
    facility: Facility,
    starts_at: DateTime<Utc>,
    window: VideoWindow,
    moment: VideoMoment,
}

/// What the link leads to, and whether one gets in now.
pub async fn read_video_invitation(
    public: &Public,
    body: VideoLinkPresented,
) -> ApiResult<VideoInvitation> {
    let invited = find(public, &body.token).await?;
    let jitsi = public.state().jitsi.as_ref();
    Ok(VideoInvitation {
        facility: invited.facility.name,
        kind: invited.link.kind,
        moment: invited.moment,
        starts_at: invited.starts_at,
        opens_at: invited.window.opens_at,
        closes_at: invited.window.closes_at,
        domain: jitsi.map(|jitsi| jitsi.domain().to_owned()),
    })
}

/// Lets in whoever comes by a link, at the time at which one gets in. The token is made now.
pub async fn join_video_invitation(
    public: &Public,
    language: Language,
    body: VideoLinkPresented,
) -> ApiResult<VideoEntry> {
    let state = public.state();
    let invited = find(public, &body.token).await?;
    match invited.moment {
        VideoMoment::Open => {}
        VideoMoment::Early => return Err(ApiError::VideoTooEarly(invited.window.opens_at)),
        VideoMoment::Over => return Err(ProblemCode::VideoOver.into()),
        VideoMoment::Revoked => return Err(ProblemCode::VideoLinkRevoked.into()),
    }
    let jitsi = state.jitsi.as_ref();
    let jitsi = jitsi.ok_or(ApiError::Problem(ProblemCode::VideoOff))?;
    let guest = match language {
        Language::De => "Gast",
        Language::En => "Guest",
    };
    let who = Participant {
        role: invited.link.kind.role(),
        name: body.name.as_ref().map_or(guest, Pseudonym::as_str),
        id: hex(&rand::random::<[u8; 16]>()),
    };
    let entry = jitsi.entry(&invited.room.name, who, invited.window, public.now())?;
    let keys = state.keyring.facility(&invited.scope).await?;
    let tx = invited.scope.begin().await?;
    let record = match (invited.room.booking_id, invited.room.chat_id) {
        (Some(id), _) => Some(rooms::record(VideoPlace::Booking(id))),
        (None, Some(id)) => Some(rooms::record(VideoPlace::Chat(id))),
        (None, None) => None,
    };
    let what = (AuditAction::JoinVideoInvitation, record);
    audit::record(&tx, &invited.scope, &keys, public.by(), what, public.now()).await?;
    tx.commit().await?;
    Ok(entry)
}

/// Only links that are none are counted: who guesses is slowed down, and not the many of a seminar
/// who come from behind one router.
async fn find(public: &Public, token: &LinkToken) -> ApiResult<Invited> {
    let (state, now) = (public.state(), public.now());
    let found = links::presented(state, token).await;
    if matches!(found, Err(ApiError::Problem(ProblemCode::LinkVoid))) {
        let visitor = public.visitor().to_string();
        state.throttle.visit("video", &visitor)?;
    }
    let (link, room, scope) = found?;
    let facility = facility::operations::by_id(&state.db, scope.facility()).await?;
    let (starts_at, window, takes_place) = if let Some(id) = room.booking_id {
        let booking = bookings::list::by_id(&scope, id).await?;
        let booking = booking.ok_or(ApiError::Problem(ProblemCode::LinkVoid))?;
        let window = rooms::window(&facility, &booking)?;
        (
            booking.starts_at,
            window,
            rooms::check_booking(&booking).is_ok(),
        )
    } else {
        let window = rooms::window_of_chat(&room, now);
        (room.opens_at.unwrap_or(now), window, true)
    };
    let moment = if link.revoked_at.is_some() {
        VideoMoment::Revoked
    } else if takes_place {
        window.moment(now)
    } else {
        VideoMoment::Over
    };
    Ok(Invited {
        link,
        room,
        scope,
        facility,
        starts_at,
        window,
        moment,
    })
}
