//! What leads from an appointment to its video call, and the links that let others in.

use crate::{
    i18n::{self, format, video as words},
    paths,
    remote::{Loaded, Resource, load},
    session::{Session, use_session},
    ui::{
        Banner, Button, Kind, Toasts, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    bookings::{Booking, BookingKind, BookingState},
    channels::AppointmentChannel,
    ids::BookingId,
    problem::ProblemCode,
    video::{OPEN_AFTER_END, VideoLink, VideoLinkCreate, VideoLinkKind, VideoLinks, VideoPlace},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// `link`
pub const LINK: &str = r#"<path d="M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71"/><path d="M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71"/>"#;

/// Starting the call, for whose appointment it is, while it is ahead or under way.
#[component]
pub fn BookingVideo(
    /// The appointment.
    booking: Booking,
) -> impl IntoView {
    let session = use_session();
    let is_call = booking.channel == Some(AppointmentChannel::Video)
        && booking.kind != BookingKind::Blocker
        && matches!(booking.state, BookingState::Confirmed | BookingState::Held)
        && format::now() < booking.ends_at + OPEN_AFTER_END;
    let counselor = booking.counselor.id;
    let may = untrack(|| session.account()).is_some_and(|account| {
        let relation = Relation::to_counselors(account.actor(), Some(counselor));
        account.may(Action::JoinBookingVideo, relation)
    });
    (is_call && may)
        .then(|| view! { <Call id=booking.id /> })
        .into_any()
}

#[component]
fn Call(id: BookingId) -> impl IntoView {
    let settings = load(|client| async move { client.read_video().await });
    let content = move || match settings.ready() {
        Loaded::Here(settings) if settings.external => {
            view! { <div class="row">{start(id)}</div> }.into_any()
        }
        Loaded::Here(settings) if settings.domain.is_some() => {
            view! { <Links place=VideoPlace::Booking(id) start=move || start(id) /> }.into_any()
        }
        Loaded::Nothing | Loaded::Failure(_) | Loaded::Here(_) => ().into_any(),
    };
    view! { <div class="stack stack-2 call">{content}</div> }.into_any()
}

fn start(id: BookingId) -> impl IntoView {
    view! {
        <a
            class="btn btn-primary btn-sm"
            href=paths::video_of_booking(id)
            target="_blank"
            rel="noopener"
        >
            {icon(icon::VIDEO)}
            {move || words::t().start}
            <span class="sr-only">", " {move || words::t().new_tab}</span>
        </a>
    }
}

/// The links, and what is under way with them.
#[derive(Clone, Copy)]
struct Shown {
    place: VideoPlace,
    links: Resource<VideoLinks>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<CallError>>,
    /// Whether the browser refused to copy, so that the addresses are shown.
    not_copied: RwSignal<bool>,
    session: Session,
    toasts: Toasts,
}

impl Shown {
    fn copy(self, url: &str) {
        let copying = dom::copy(url);
        spawn_local(async move {
            let done = match copying {
                Some(copying) => JsFuture::from(copying).await.is_ok(),
                None => false,
            };
            if done {
                self.toasts.say(words::t().copied);
            }
            self.not_copied.try_set(!done);
        });
    }

    /// Copies the newest link of a kind, and makes one first where there is none.
    fn copy_of(self, kind: VideoLinkKind) {
        let known = match untrack(|| self.links.ready()) {
            Loaded::Here(links) => links.items.into_iter().rfind(|one| one.kind == kind),
            Loaded::Nothing | Loaded::Failure(_) => None,
        };
        if let Some(known) = known {
            return self.copy(&known.url);
        }
        if !self.begin() {
            return;
        }
        let place = self.place;
        let client = self.session.client();
        spawn_local(async move {
            let body = VideoLinkCreate { place, kind };
            let made = self.session.notice(client.create_video_link(&body).await);
            self.end(made.map(|link| self.copy(&link.url)));
        });
    }

    fn revoke(self, link: &VideoLink) {
        if !self.begin() {
            return;
        }
        let (client, id) = (self.session.client(), link.id);
        spawn_local(async move {
            let gone = self.session.notice(client.revoke_video_link(id).await);
            self.end(gone.map(|()| self.toasts.say(words::t().taken_back)));
        });
    }

    fn begin(self) -> bool {
        let begins = !self.busy.get_untracked();
        if begins {
            self.busy.set(true);
            self.failure.set(None);
        }
        begins
    }

    fn end(self, result: Result<(), CallError>) {
        self.busy.try_set(false);
        self.failure.try_set(result.err());
        if !self.busy.is_disposed() {
            self.links.load_again();
        }
    }
}

/// The links into the room of an appointment or a conversation, to be copied, made and taken back.
#[component]
pub fn Links(
    place: VideoPlace,
    /// What stands before the buttons.
    #[prop(optional, into)]
    start: ViewFn,
) -> impl IntoView {
    let shown = Shown {
        place,
        links: load(move |client| async move { client.list_video_links(place).await }),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        not_copied: RwSignal::new(false),
        session: use_session(),
        toasts: use_toasts(),
    };
    let copy = |kind: VideoLinkKind, word: fn() -> &'static str| {
        view! {
            <Button class="btn-sm" shape=LINK on_click=move |()| shown.copy_of(kind)>
                {move || word()}
            </Button>
        }
    };
    let failed = move || {
        let error = shown.failure.get()?;
        let is_chat = matches!(place, VideoPlace::Chat(_));
        let text = match error.code() {
            Some(ProblemCode::VideoOver) if is_chat => words::t().no_room.to_owned(),
            _ => i18n::error_text(&error),
        };
        Some(view! { <Banner kind=Kind::Danger>{text}</Banner> })
    };
    let refused = move || {
        let refused = shown.not_copied.get();
        refused.then(|| view! { <Banner kind=Kind::Warn>{words::t().not_copied}</Banner> })
    };
    let list = move || match shown.links.ready() {
        Loaded::Here(links) if !links.items.is_empty() => {
            let rows = links.items.into_iter().map(|link| row(shown, link));
            let rows: Vec<_> = rows.collect();
            view! {
                <ul class="call-links" aria-label=move || words::t().links>
                    {rows}
                </ul>
            }
            .into_any()
        }
        Loaded::Failure(error) => shown.links.failure_view(error),
        Loaded::Here(_) | Loaded::Nothing => ().into_any(),
    };
    view! {
        <div class="row">
            {start.run()} {copy(VideoLinkKind::Guest, || words::t().copy_guest)}
            {copy(VideoLinkKind::Seminar, || words::t().copy_seminar)}
        </div>
        <p class="hint">{move || words::t().links_hint}</p>
        {failed}
        {refused}
        {list}
    }
    .into_any()
}

fn row(shown: Shown, link: VideoLink) -> AnyView {
    let (kind, created_at) = (link.kind, link.created_at);
    let (url, link) = (StoredValue::new(link.url.clone()), StoredValue::new(link));
    let address = move || {
        let is_to_be_seen = shown.not_copied.get();
        is_to_be_seen.then(|| view! { <code class="call-address">{url.get_value()}</code> })
    };
    view! {
        <li>
            <span>
                {move || words::kind(kind)} " "
                <span class="muted">{move || words::since(created_at)}</span>
            </span>
            <button
                class="btn btn-quiet btn-sm"
                type="button"
                aria-label=move || words::copy_named(kind, created_at)
                on:click=move |_| url.with_value(|url| shown.copy(url))
            >
                {move || words::t().copy}
            </button>
            <button
                class="btn btn-quiet btn-sm"
                type="button"
                aria-label=move || words::revoke_named(kind, created_at)
                on:click=move |_| link.with_value(|link| shown.revoke(link))
            >
                {move || words::t().revoke}
            </button>
            {address}
        </li>
    }
    .into_any()
}
