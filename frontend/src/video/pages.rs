//! The staff's pages before a video call, each in a tab of its own.

use super::lobby::{Lobby, Meeting, Way};
use crate::{
    i18n::{format, video as words},
    paths,
    remote::{Loaded, load},
    shell::{Back, NotHere, set_title},
    ui::Skeleton,
};
use domain::{
    bookings::BookingState,
    ids::{BookingId, ChatId},
    video::{VideoMoment, VideoWindow},
};
use leptos::prelude::*;

/// Before the call of an appointment.
#[component]
pub fn BookingVideoPage(
    /// Which; `None` if the address names none.
    id: Option<BookingId>,
) -> impl IntoView {
    set_title(|| words::t().title.into());
    let Some(id) = id else {
        return view! { <NotHere back=to_calendar /> }.into_any();
    };
    let asked = load(move |client| async move {
        let booking = client.read_booking(id).await?;
        Ok((booking, client.read_video().await?))
    });
    let content = move || match asked.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) => asked.failure_view(error),
        Loaded::Here((booking, settings)) => {
            let takes_place = matches!(booking.state, BookingState::Confirmed | BookingState::Held);
            // Told before one presses; that one gets in is the server's to say all the same.
            let times = (booking.starts_at, booking.ends_at);
            let window = VideoWindow::around(times, settings.lead_minutes);
            let meeting = Meeting {
                about: Some(words::begins(booking.starts_at)),
                domain: settings.domain,
                external: settings.external,
                listens: false,
                moment: match (takes_place, settings.external) {
                    (false, _) => VideoMoment::Over,
                    // Other software opens its own doors.
                    (true, true) => VideoMoment::Open,
                    (true, false) => window.moment(format::now()),
                },
                opens_at: Some(window.opens_at),
            };
            let again = move |()| asked.load_again();
            view! { <Lobby way=Way::Booking(id) meeting=meeting on_again=again /> }.into_any()
        }
    };
    view! {
        <div class="page">
            {to_calendar()}
            <div class="lobby">{content}</div>
        </div>
    }
    .into_any()
}

/// Before the call of a conversation.
#[component]
pub fn ChatVideoPage(
    /// Which; `None` if the address names none.
    id: Option<ChatId>,
) -> impl IntoView {
    set_title(|| words::t().title.into());
    let Some(id) = id else {
        return view! { <NotHere back=to_chats /> }.into_any();
    };
    let asked = load(move |client| async move {
        client.read_chat(id).await?;
        client.read_video().await
    });
    let content = move || match asked.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) => asked.failure_view(error),
        Loaded::Here(settings) => {
            let meeting = Meeting {
                about: None,
                domain: settings.domain,
                external: settings.external,
                listens: false,
                moment: VideoMoment::Open,
                opens_at: None,
            };
            let again = move |()| asked.load_again();
            view! { <Lobby way=Way::Chat(id) meeting=meeting on_again=again /> }.into_any()
        }
    };
    view! {
        <div class="page">
            {to_chats()}
            <div class="lobby">{content}</div>
        </div>
    }
    .into_any()
}

fn to_calendar() -> AnyView {
    view! { <Back href=paths::BOOKINGS word=|| words::t().back_to_calendar /> }.into_any()
}

fn to_chats() -> AnyView {
    view! { <Back href=paths::CHATS word=|| words::t().back_to_chats /> }.into_any()
}
