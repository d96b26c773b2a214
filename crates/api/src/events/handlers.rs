use crate::{ApiResult, caller::Caller};
use actix_web::{
    HttpResponse, get,
    http::header::{self, ContentEncoding},
    web::Bytes,
};
use domain::{
    access::{Action, Relation},
    events::Event,
};
use futures_util::{Stream, stream};
use std::{convert::Infallible, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::timeout,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Notice;

/// How often a silent connection is kept alive and its session checked.
const HEARTBEAT: Duration = Duration::from_secs(20);

pub fn routes(config: &mut ServiceConfig) {
    config.service(stream_events);
}

/// Hear of changes as they happen
///
/// Server-sent events (`text/event-stream`); each `data` is an Event, which says what changed and
/// never what it says. The connection ends with the session; after a gap, connect again and fetch
/// what you show.
#[utoipa::path(tag = "events", responses((status = 200, description = "Events, one by one", body = Event, content_type = "text/event-stream")))]
#[get("/events")]
async fn stream_events(caller: Caller) -> ApiResult<HttpResponse> {
    caller.check(Action::StreamEvents, Relation::Common)?;
    let notices = caller.state().hub.subscribe();
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .insert_header(ContentEncoding::Identity)
        .content_type("text/event-stream")
        .streaming(events(caller, notices)))
}

fn events(
    caller: Caller,
    notices: Receiver<Notice>,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let hello = stream::iter([Ok(Bytes::from_static(b": connected\n\n"))]);
    let live = stream::unfold((caller, notices), |(caller, mut notices)| async move {
        let text = next(&caller, &mut notices).await?;
        Some((Ok(Bytes::from(text)), (caller, notices)))
    });
    stream::StreamExt::chain(hello, live)
}

/// The next thing to send; `None` ends the connection.
async fn next(caller: &Caller, notices: &mut Receiver<Notice>) -> Option<String> {
    loop {
        match timeout(HEARTBEAT, notices.recv()).await {
            Ok(Ok(notice))
                if notice.is_for(caller.facility(), caller.actor(), caller.openness()) =>
            {
                let data = serde_json::to_string(&notice.event).ok()?;
                return Some(format!("data: {data}\n\n"));
            }
            Ok(Ok(_)) => {}
            Err(_) if caller.is_alive().await.unwrap_or(false) => return Some(":\n\n".into()),
            Ok(Err(RecvError::Lagged(_) | RecvError::Closed)) | Err(_) => return None,
        }
    }
}
