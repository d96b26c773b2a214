//! What one sees before one joins: when it is, whether everything is ready, and the way in.

use super::checks::{CheckList, Checks, Help};
use crate::{
    forms::{Entry, optional},
    i18n::{self, video as words},
    session::use_session,
    ui::{Banner, Button, Kind, TextField, icon},
};
use client::{CallError, CallResult, Client};
use domain::{
    ids::{BookingId, ChatId},
    problem::ProblemCode,
    text::{LinkToken, Pseudonym},
    video::{VideoEntry, VideoLinkPresented, VideoMoment},
};
use leptos::{prelude::*, task::spawn_local};

/// By which way one joins.
#[derive(Clone, Debug)]
pub enum Way {
    /// It is one's own appointment.
    Booking(BookingId),
    /// One opens a room in a conversation.
    Chat(ChatId),
    /// One has a link.
    Link(LinkToken),
}

impl Way {
    async fn join(self, client: &Client, name: Option<Pseudonym>) -> CallResult<VideoEntry> {
        match self {
            Self::Booking(id) => client.join_booking_video(id).await,
            Self::Chat(id) => client.start_chat_video(id).await,
            Self::Link(token) => {
                let body = VideoLinkPresented { token, name };
                client.join_video_invitation(&body).await
            }
        }
    }
}

/// What is known of the call.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// When, and who invites; below the title.
    pub about: Option<String>,
    /// Where the video software runs; other software is not tried out.
    pub domain: Option<String>,
    /// Whether it is held in other software.
    pub external: bool,
    /// Whether one only watches and listens.
    pub listens: bool,
    /// Whether one gets in.
    pub moment: VideoMoment,
    /// From when on.
    pub opens_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The page's content.
#[component]
pub fn Lobby(
    /// By which way.
    way: Way,
    /// What is known of it.
    meeting: Meeting,
    /// Asks anew what is known of it.
    #[prop(into)]
    on_again: Callback<()>,
) -> impl IntoView {
    let lead: fn() -> &'static str = match &way {
        _ if meeting.external => || words::t().external,
        Way::Link(_) if meeting.listens => || words::t().lead_seminar,
        Way::Chat(_) => || words::t().lead_chat,
        Way::Booking(_) | Way::Link(_) => || words::t().lead,
    };
    let checks = (!meeting.external).then(|| Checks::new(meeting.domain.clone()));
    let list =
        checks.map(|checks| view! { <CheckList checks=checks with_devices=!meeting.listens /> });
    let moment = meeting.moment;
    let opens_at = meeting.opens_at;
    let entrance = match moment {
        VideoMoment::Open => view! { <Entrance way=way checks=checks /> }.into_any(),
        VideoMoment::Early => view! {
            <Banner
                kind=Kind::Info
                actions=move || view! {
                    <Button class="btn-sm" on_click=on_again>{move || words::t().try_again}</Button>
                }
            >
                {move || opens_at.map(words::opens)}
            </Banner>
        }
        .into_any(),
        VideoMoment::Over => closed(|| words::t().over),
        VideoMoment::Revoked => closed(|| words::t().revoked),
    };
    let is_over = matches!(moment, VideoMoment::Over | VideoMoment::Revoked);
    let rest = (!is_over).then(|| {
        view! {
            {list}
            <Help />
        }
    });
    view! {
        <header class="stack stack-2">
            <h1>{move || words::t().title}</h1>
            {meeting.about.map(|about| view! { <p><b>{about}</b></p> })}
            {(!is_over).then(|| view! { <p class="muted">{move || lead()}</p> })}
        </header>
        {entrance}
        {rest}
    }
    .into_any()
}

fn closed(text: fn() -> &'static str) -> AnyView {
    view! { <Banner kind=Kind::Warn>{move || text()}</Banner> }.into_any()
}

/// The name, where it is asked for, and the button.
#[component]
fn Entrance(way: Way, checks: Option<Checks>) -> impl IntoView {
    let session = use_session();
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<CallError>));
    let name = Entry::new("video-name", || words::t().name, "", optional::<Pseudonym>);
    let asks_name = matches!(way, Way::Link(_));
    let way = StoredValue::new(way);
    let join = move || {
        if busy.get_untracked() || name.fault.get_untracked().is_some() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = way.get_value().join(&client, name.parse()).await;
            match session.notice(answer) {
                Ok(entry) => {
                    if let Some(checks) = checks {
                        // The video software wants to have them.
                        checks.release();
                    }
                    // Where that fails, there is no network, and the page stays as it is.
                    let _ = window().location().set_href(&entry.url);
                }
                Err(error) => {
                    failure.try_set(Some(error));
                    busy.try_set(false);
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{refusal(&error)}</Banner> })
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        join();
    };
    view! {
        <form class="stack" method="post" novalidate on:submit=send>
            {asks_name.then(|| view! {
                <TextField
                    entry=name
                    hint=Signal::derive(|| words::t().name_hint.to_owned())
                    optional=true
                />
            })}
            {failed}
            <div>
                <Button submit=true class="btn-primary" shape=icon::VIDEO busy=busy>
                    {move || words::t().join}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// What went wrong, with when one gets in.
fn refusal(error: &CallError) -> String {
    let opens_at = error.problem().and_then(|problem| problem.opens_at);
    match (error.code(), opens_at) {
        (Some(ProblemCode::VideoTooEarly), Some(at)) => words::opens(at),
        _ => i18n::error_text(error),
    }
}
