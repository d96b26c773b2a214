//! Before a video call, at the portal: a client's own, and that of a link that anyone can have.

use super::area::use_portal;
use crate::{
    i18n::{self, format, video as words},
    paths,
    remote::{Loaded, load},
    shell::{Back, set_title},
    ui::{
        Banner, Kind, Skeleton,
        icon::{self, icon},
    },
    video::{Lobby, Meeting, Way},
};
use chrono::{DateTime, Utc};
use client::CallError;
use domain::{
    bookings::{Attendance, Booking},
    ids::BookingId,
    problem::ProblemCode,
    text::LinkToken,
    video::{VideoLinkKind, VideoLinkPresented, VideoMoment, VideoSettings, VideoWindow},
};
use leptos::prelude::*;

/// What leads there from an appointment, while one gets in.
#[component]
pub fn JoinVideo(
    /// Which appointment.
    id: BookingId,
    /// From when on one gets in.
    opens_at: DateTime<Utc>,
    /// Until when.
    closes_at: DateTime<Utc>,
) -> impl IntoView {
    let slug = use_portal().slug();
    let window = VideoWindow {
        opens_at,
        closes_at,
    };
    let moment = window.moment(format::now());
    let early = (moment == VideoMoment::Early)
        .then(|| view! { <p class="small muted">{move || words::opens(opens_at)}</p> });
    let link = (moment != VideoMoment::Over).then(|| {
        view! {
            <a
                class="btn btn-sm"
                href=paths::portal_video(&slug, id)
                target="_blank"
                rel="noopener"
            >
                {icon(icon::VIDEO)}
                {move || words::t().join_call}
                <span class="sr-only">", " {move || words::t().new_tab}</span>
            </a>
        }
    });
    view! {
        {early}
        {link}
    }
    .into_any()
}

/// Before the call of one's own appointment.
#[component]
pub fn VideoPage(
    /// Which; `None` if the address names none.
    id: Option<BookingId>,
) -> impl IntoView {
    set_title(|| words::t().title.into());
    let slug = use_portal().slug();
    let back = paths::portal_appointments(&slug);
    let content = match id {
        Some(id) => own(id),
        None => missing(),
    };
    frame(
        view! {
            <Back href=back word=|| words::t().back_to_appointments />
            {content}
        }
        .into_any(),
    )
}

fn own(id: BookingId) -> AnyView {
    let asked = load(move |client| async move {
        let booking = client.read_booking(id).await?;
        Ok((booking, client.read_video().await?))
    });
    let content = move || match asked.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) if error.code() == Some(ProblemCode::NotFound) => missing(),
        Loaded::Failure(error) => asked.failure_view(error),
        Loaded::Here((booking, settings)) => {
            let meeting = meeting(&booking, settings);
            let again = move |()| asked.load_again();
            view! { <Lobby way=Way::Booking(id) meeting=meeting on_again=again /> }.into_any()
        }
    };
    content.into_any()
}

fn meeting(booking: &Booking, settings: VideoSettings) -> Meeting {
    let window = match booking.attendance {
        Some(Attendance::BuiltInVideo {
            opens_at,
            closes_at,
        }) => Some(VideoWindow {
            opens_at,
            closes_at,
        }),
        _ => None,
    };
    let external = matches!(booking.attendance, Some(Attendance::Video { .. }));
    let moment = match window {
        Some(window) => window.moment(format::now()),
        None if external => VideoMoment::Open,
        None => VideoMoment::Over,
    };
    Meeting {
        about: Some(words::begins(booking.starts_at)),
        domain: settings.domain,
        external,
        listens: false,
        moment,
        opens_at: window.map(|window| window.opens_at),
    }
}

/// What a link opens; nobody has to sign in for it.
#[component]
pub fn VideoLinkPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    // It stays in the address: whoever loads the page anew is to come in once more.
    let hash = window().location().hash().unwrap_or_default();
    let content = match LinkToken::try_from(hash.trim_start_matches('#')) {
        Ok(token) => invited(token),
        Err(_) => unknown(),
    };
    frame(content)
}

fn invited(token: LinkToken) -> AnyView {
    let asked = {
        let token = token.clone();
        load(move |client| {
            let body = VideoLinkPresented {
                token: token.clone(),
                name: None,
            };
            async move { client.read_video_invitation(&body).await }
        })
    };
    let content = move || match asked.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) if is_void(&error) => unknown(),
        Loaded::Failure(error) => asked.failure_view(error),
        Loaded::Here(invitation) => {
            let meeting = Meeting {
                about: Some(words::invited(&invitation.facility, invitation.starts_at)),
                domain: invitation.domain,
                external: false,
                listens: invitation.kind == VideoLinkKind::Seminar,
                moment: invitation.moment,
                opens_at: Some(invitation.opens_at),
            };
            let (way, again) = (Way::Link(token.clone()), move |()| asked.load_again());
            view! { <Lobby way=way meeting=meeting on_again=again /> }.into_any()
        }
    };
    content.into_any()
}

fn is_void(error: &CallError) -> bool {
    error.code() == Some(ProblemCode::LinkVoid)
}

fn unknown() -> AnyView {
    view! {
        <h1>{move || words::t().title}</h1>
        <Banner kind=Kind::Warn>{move || words::t().unknown}</Banner>
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <h1>{move || words::t().title}</h1>
        <Banner kind=Kind::Warn>{move || ProblemCode::NotFound.text(i18n::language())}</Banner>
    }
    .into_any()
}

fn frame(content: AnyView) -> AnyView {
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="lobby">{content}</div>
            </div>
        </main>
    }
    .into_any()
}
