use super::stream::{self, Resume};
use crate::{ApiResult, caller::Caller, routes::ServiceConfig};
use actix_web::{
    HttpResponse, get,
    http::header::{self, ContentEncoding},
};
use domain::{
    access::{Action, Relation},
    events::Event,
};

pub fn routes(config: &mut ServiceConfig) {
    config.service(stream_events);
}

/// Hear of changes as they happen
///
/// Server-sent events (`text/event-stream`); each `data` is an Event, which says what changed and
/// never what it says, and each `id` is its position. Connect again with the last position in
/// `Last-Event-ID` to miss nothing; `event: missed` says that this was too long ago, and that you
/// have to fetch anew what you show. `event: ephemeral` carries an EphemeralEvent: who comes, goes or
/// writes, without a position and for those alone who listen. `event: beat` asks whether you are
/// still there (`answer_beat`). The connection ends with the session.
#[utoipa::path(tag = "events", params(("Last-Event-ID" = Option<String>, Header, description = "The last position that was heard", example = "41")), responses((status = 200, description = "Events, one by one", body = Event, content_type = "text/event-stream")))]
#[get("/events")]
async fn stream_events(caller: Caller, resume: Resume) -> ApiResult<HttpResponse> {
    caller.check(Action::StreamEvents, Relation::Common)?;
    let events = stream::events(caller, resume).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header(ContentEncoding::Identity)
        .content_type("text/event-stream")
        .streaming(events))
}
