use super::{invitations, links, operations};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    edge::language,
    extract::{Valid, ValidQuery},
    routes::ServiceConfig,
};
use actix_web::{
    HttpRequest, HttpResponse, delete, get, post,
    web::{Json, Path},
};
use domain::{
    ids::{BookingId, ChatId, VideoLinkId},
    problem::Problem,
    video::{
        VideoEntry, VideoInvitation, VideoLink, VideoLinkCreate, VideoLinkPresented,
        VideoLinkQuery, VideoLinks, VideoSettings,
    },
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_video)
        .service(join_booking_video)
        .service(start_chat_video)
        .service(create_video_link)
        .service(list_video_links)
        .service(revoke_video_link)
        .service(read_video_invitation)
        .service(join_video_invitation);
}

/// Read what one can do by video
#[utoipa::path(tag = "video", responses((status = 200, body = VideoSettings)))]
#[get("/video")]
async fn read_video(caller: Caller) -> ApiResult<Json<VideoSettings>> {
    Ok(Json(operations::read_video(&caller).await?))
}

/// Enter the video room of one's appointment
///
/// Not before the facility's lead time, and up to half an hour after the end; its counselor leads
/// the room. Where the counselor uses other software, the answer is its address.
#[utoipa::path(tag = "video", params(("id" = BookingId, Path)), responses(
    (status = 200, body = VideoEntry),
    (status = 409, description = "Too early: `opens_at` says from when on; or it is over, or not by video", body = Problem, content_type = "application/problem+json")))]
#[post("/bookings/{id}/video")]
async fn join_booking_video(caller: Caller, id: Path<BookingId>) -> ApiResult<Json<VideoEntry>> {
    Ok(Json(operations::join_booking_video(&caller, *id).await?))
}

/// Open a video room in a conversation, as staff
///
/// It is open for two hours. The first time, a message there says how the others come in; whoever
/// calls this again meanwhile enters the same room.
#[utoipa::path(tag = "video", params(("id" = ChatId, Path)), responses(
    (status = 200, body = VideoEntry),
    (status = 409, description = "Video is not offered, or they cannot be written to", body = Problem, content_type = "application/problem+json")))]
#[post("/chats/{id}/video")]
async fn start_chat_video(caller: Caller, id: Path<ChatId>) -> ApiResult<Json<VideoEntry>> {
    Ok(Json(operations::start_chat_video(&caller, *id).await?))
}

/// Make a link into a video room
///
/// Who comes by a guest link takes part with picture and sound; by a seminar link, without.
#[utoipa::path(tag = "video", request_body = VideoLinkCreate, responses(
    (status = 201, body = VideoLink),
    (status = 409, description = "There is no such room, or it is not open any more, or in other software", body = Problem, content_type = "application/problem+json")))]
#[post("/video-links")]
async fn create_video_link(
    caller: Caller,
    Valid(body): Valid<VideoLinkCreate>,
) -> ApiResult<HttpResponse> {
    let link = links::create_video_link(&caller, body).await?;
    Ok(HttpResponse::Created().json(link))
}

/// List the links into a video room that hold
#[utoipa::path(tag = "video", params(VideoLinkQuery), responses((status = 200, body = VideoLinks)))]
#[get("/video-links")]
async fn list_video_links(
    caller: Caller,
    ValidQuery(query): ValidQuery<VideoLinkQuery>,
) -> ApiResult<Json<VideoLinks>> {
    Ok(Json(links::list_video_links(&caller, query).await?))
}

/// Take a link into a video room back
#[utoipa::path(tag = "video", params(("id" = VideoLinkId, Path)), responses((status = 204, description = "It does not hold any more")))]
#[delete("/video-links/{id}")]
async fn revoke_video_link(caller: Caller, id: Path<VideoLinkId>) -> ApiResult<HttpResponse> {
    links::revoke_video_link(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See where a link into a video room leads
///
/// Without signing in. The token goes into the body, so that it reaches no log.
#[utoipa::path(tag = "video", security(()), request_body = VideoLinkPresented, responses(
    (status = 200, body = VideoInvitation),
    (status = 410, description = "There is no such link", body = Problem, content_type = "application/problem+json")))]
#[post("/video-invitations/read")]
async fn read_video_invitation(
    public: Public,
    Valid(body): Valid<VideoLinkPresented>,
) -> ApiResult<Json<VideoInvitation>> {
    let invitation = invitations::read_video_invitation(&public, body).await?;
    Ok(Json(invitation))
}

/// Enter a video room by a link
///
/// Without signing in, and only while the room is open.
#[utoipa::path(tag = "video", security(()), request_body = VideoLinkPresented, responses(
    (status = 200, body = VideoEntry),
    (status = 409, description = "Too early: `opens_at` says from when on; or it is over", body = Problem, content_type = "application/problem+json"),
    (status = 410, description = "There is no such link, or it was taken back", body = Problem, content_type = "application/problem+json")))]
#[post("/video-invitations/join")]
async fn join_video_invitation(
    public: Public,
    request: HttpRequest,
    Valid(body): Valid<VideoLinkPresented>,
) -> ApiResult<Json<VideoEntry>> {
    let language = language(&request);
    let entry = invitations::join_video_invitation(&public, language, body).await?;
    Ok(Json(entry))
}
