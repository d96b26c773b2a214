//! Links of ours into rooms. Each is a row that can be taken back, and a proof that is computed from
//! the facility's key: whoever holds the database alone cannot make one.

use super::{
    entity::{
        Column as RoomColumn, Entity as Rooms, Model as Room,
        link::{ActiveModel, Column, Entity, Model},
    },
    operations::{external_url, jitsi},
    rooms::{self, Found},
};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, facility, scope::Scope, state::State,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access::Action,
    audit::AuditAction,
    ids::VideoLinkId,
    problem::{FieldCode, FieldError, ProblemCode},
    text::LinkToken,
    video::{
        VideoLink, VideoLinkCreate, VideoLinkKind, VideoLinkQuery, VideoLinks, VideoMoment,
        VideoPlace,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// The most links that hold to one room.
const MAX_LINKS: usize = 50;

/// Makes a link into the room of an appointment, or into the one that is open in a conversation.
pub async fn create_video_link(caller: &Caller, body: VideoLinkCreate) -> ApiResult<VideoLink> {
    let mut change = Change::begin(caller, AuditAction::CreateVideoLink).await?;
    let found = rooms::find(caller, body.place, Action::CreateVideoLink, change.tx()).await?;
    let room = if let (Found::Booking(booking), VideoPlace::Booking(id)) = (found, body.place) {
        rooms::check_booking(&booking)?;
        let external = external_url(caller, booking.counselor_id, change.tx()).await?;
        if external.is_some() {
            return Err(ProblemCode::VideoExternal.into());
        }
        jitsi(caller)?;
        let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
        let window = rooms::window(&facility, &booking)?;
        if window.moment(caller.now()) == VideoMoment::Over {
            return Err(ProblemCode::VideoOver.into());
        }
        rooms::of_booking(&change, id).await?
    } else {
        jitsi(caller)?;
        let open = rooms::of(caller.scope(), body.place, caller.now(), change.tx()).await?;
        open.ok_or(ApiError::Problem(ProblemCode::VideoOver))?
    };
    if of_room(caller.scope(), &room, change.tx()).await?.len() >= MAX_LINKS {
        return Err(ProblemCode::LimitReached.into());
    }
    let link = insert(&change, &room, body.kind).await?;
    let answer = show(caller, &base(caller, change.tx()).await?, link).await?;
    change.on(rooms::record(body.place));
    change.commit().await?;
    Ok(answer)
}

/// The links that hold.
pub async fn list_video_links(caller: &Caller, query: VideoLinkQuery) -> ApiResult<VideoLinks> {
    let place = query.place().ok_or_else(|| ApiError::Field {
        pointer: "/booking_id".into(),
        error: FieldError::new(FieldCode::Required),
    })?;
    rooms::find(caller, place, Action::ListVideoLinks, caller.db()).await?;
    let Some(room) = rooms::of(caller.scope(), place, caller.now(), caller.db()).await? else {
        return Ok(VideoLinks::default());
    };
    let base = base(caller, caller.db()).await?;
    let mut items = Vec::new();
    for link in of_room(caller.scope(), &room, caller.db()).await? {
        items.push(show(caller, &base, link).await?);
    }
    Ok(VideoLinks { items })
}

/// Takes a link back. Doing so again changes nothing. Who has come in by it is still in there: the
/// counselor shows them out.
pub async fn revoke_video_link(caller: &Caller, id: VideoLinkId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::RevokeVideoLink).await?;
    let link = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let link = link.one(change.tx()).await?;
    let link = link.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let place = place_of(&room_of(caller.scope(), &link, change.tx()).await?)?;
    rooms::find(caller, place, Action::RevokeVideoLink, change.tx()).await?;
    let revoked = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::RevokedAt, Expr::value(Some(caller.now())))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(change.tx())
        .await?;
    if revoked.rows_affected == 0 {
        return Ok(());
    }
    change.on(rooms::record(place));
    change.commit().await
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn insert(change: &Change<'_>, room: &Room, kind: VideoLinkKind) -> ApiResult<Model> {
    let link = ActiveModel {
        id: Set(VideoLinkId(Uuid::now_v7())),
        facility_id: Set(room.facility_id),
        room_id: Set(room.id),
        kind: Set(kind),
        created_at: Set(change.caller().now()),
        revoked_at: Set(None),
    };
    Ok(Entity::insert(link)
        .exec_with_returning(change.tx())
        .await?)
}

/// A link for those in a conversation in which a room was opened: the oldest that holds, or a new
/// one.
pub async fn guest_link(change: &Change<'_>, room: &Room) -> ApiResult<String> {
    let caller = change.caller();
    let links = of_room(caller.scope(), room, change.tx()).await?;
    let link = links
        .into_iter()
        .find(|one| one.kind == VideoLinkKind::Guest);
    let link = match link {
        Some(link) => link,
        None => insert(change, room, VideoLinkKind::Guest).await?,
    };
    let base = base(caller, change.tx()).await?;
    Ok(show(caller, &base, link).await?.url)
}

async fn of_room(scope: &Scope, room: &Room, db: &impl ConnectionTrait) -> ApiResult<Vec<Model>> {
    let links = scope
        .find::<Entity>()
        .filter(Column::RoomId.eq(room.id))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::Id);
    Ok(links.all(db).await?)
}

async fn room_of(scope: &Scope, link: &Model, db: &impl ConnectionTrait) -> ApiResult<Room> {
    let room = scope.find::<Rooms>();
    let room = room.filter(RoomColumn::Id.eq(link.room_id)).one(db).await?;
    room.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

fn place_of(room: &Room) -> ApiResult<VideoPlace> {
    match (room.booking_id, room.chat_id) {
        (Some(id), _) => Ok(VideoPlace::Booking(id)),
        (None, Some(id)) => Ok(VideoPlace::Chat(id)),
        (None, None) => Err(ProblemCode::NotFound.into()),
    }
}

/// Where links lead, before what proves them: after the `#`, where it reaches no server's log.
async fn base(caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<String> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let origin = caller.state().settings.public_url.trim_end_matches('/');
    Ok(format!("{origin}/p/{}/video#", facility.slug))
}

async fn show(caller: &Caller, base: &str, link: Model) -> ApiResult<VideoLink> {
    let proof = proof(caller.state(), caller.scope(), link.id).await?;
    let token = [link.id.0.as_bytes().as_slice(), &proof].concat();
    Ok(VideoLink {
        id: link.id,
        kind: link.kind,
        url: format!("{base}{}", URL_SAFE_NO_PAD.encode(token)),
        created_at: link.created_at,
    })
}

async fn proof(state: &State, scope: &Scope, id: VideoLinkId) -> ApiResult<[u8; 32]> {
    let keys = state.keyring.facility(scope).await?;
    Ok(keys.sign_in_proof(&[b"video link", id.0.as_bytes()]))
}

/// The link that somebody presents, and where it leads, if it is one of ours.
pub async fn presented(state: &State, token: &LinkToken) -> ApiResult<(Model, Room, Scope)> {
    let void = || ApiError::Problem(ProblemCode::LinkVoid);
    let bytes = URL_SAFE_NO_PAD.decode(token.as_str()).map_err(|_| void())?;
    let (id, presented) = bytes.split_at_checked(16).ok_or_else(void)?;
    let id = VideoLinkId(Uuid::from_slice(id).map_err(|_| void())?);
    let link = by_id(state, id).await?.ok_or_else(void)?;
    let scope = Scope::new(link.facility_id, state.db.clone());
    let expected = proof(state, &scope, link.id).await?;
    let proven: bool = expected.as_slice().ct_eq(presented).into();
    if !proven {
        return Err(void());
    }
    let room = room_of(&scope, &link, &state.db)
        .await
        .map_err(|_| void())?;
    Ok((link, room, scope))
}

#[expect(clippy::disallowed_methods, reason = "the link tells the facility")]
async fn by_id(state: &State, id: VideoLinkId) -> ApiResult<Option<Model>> {
    Ok(Entity::find_by_id(id).one(&state.db).await?)
}
