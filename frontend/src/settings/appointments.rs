//! What a counselor sets up for appointments: the frame around its pages. One's own, or, for
//! admins, that of the counselor whom the address names.

use crate::{
    i18n::{absences, appointment_settings as words, booking_times, channels, services, shell},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    shell::{Back, NotFoundPart, set_title},
    ui::TabLink,
};
use domain::{
    access::{Action, Relation},
    ids::CounselorId,
};
use leptos::prelude::*;

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppointmentPart {
    /// By which means one counsels.
    Channels,
    /// What can be booked.
    Services,
    /// When it can be booked.
    BookingTimes,
    /// When one is away.
    Absences,
}

impl AppointmentPart {
    const ALL: [Self; 4] = [
        Self::BookingTimes,
        Self::Services,
        Self::Channels,
        Self::Absences,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Channels => paths::CHANNELS,
            Self::Services => paths::SERVICES,
            Self::BookingTimes => paths::BOOKING_TIMES,
            Self::Absences => paths::ABSENCES,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Channels => channels::t().title,
            Self::Services => services::t().title,
            Self::BookingTimes => booking_times::t().title,
            Self::Absences => absences::t().title,
        }
    }

    /// What one must be allowed to do to a colleague's; services have no counselor to be named.
    fn of_colleagues(self) -> Option<Action> {
        match self {
            Self::Channels => Some(Action::UpdateCounselorChannels),
            Self::BookingTimes => Some(Action::UpdateBookingTimes),
            Self::Absences => Some(Action::UpdateAbsence),
            Self::Services => None,
        }
    }
}

/// The frame.
#[component]
pub fn AppointmentsFrame(
    /// Which page it is.
    part: AppointmentPart,
    /// The page, of a counselor.
    page: fn(CounselorId) -> AnyView,
) -> impl IntoView {
    let session = use_session();
    let own = untrack(|| session.account()).and_then(|one| one.actor().counselor_id());
    let named = Memo::new(move |_| {
        let named = router::query(paths::OF).and_then(|id| id.parse::<CounselorId>().ok());
        named.filter(|id| Some(*id) != own)
    });
    move || match (named.get(), part.of_colleagues()) {
        (Some(colleague), Some(action)) => {
            let account = session.account();
            if account.is_some_and(|account| account.may(action, Relation::Others)) {
                view! { <OfColleague part=part id=colleague page=page /> }.into_any()
            } else {
                view! { <NotFoundPart /> }.into_any()
            }
        }
        _ => view! { <Own part=part id=own page=page /> }.into_any(),
    }
}

#[component]
fn Own(
    part: AppointmentPart,
    id: Option<CounselorId>,
    page: fn(CounselorId) -> AnyView,
) -> impl IntoView {
    set_title(move || part.title().into());
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || shell::t().set_up_appointments}</h1>
            </header>
            <Parts part=part of=None />
            <section class="sect appointment-part" aria-labelledby="appointment-part">
                <h2 id="appointment-part">{move || part.title()}</h2>
                {id.map(page)}
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn OfColleague(
    part: AppointmentPart,
    id: CounselorId,
    page: fn(CounselorId) -> AnyView,
) -> impl IntoView {
    let colleague = load(move |client| async move { client.read_counselor(id).await });
    let name = Memo::new(move |_| match colleague.ready() {
        Loaded::Here(colleague) => words::of_colleague(&colleague.display_name),
        Loaded::Nothing | Loaded::Failure(_) => shell::t().set_up_appointments.to_owned(),
    });
    set_title(move || format!("{}, {}", part.title(), name.get()));
    view! {
        <div class="page">
            <Back href=paths::counselor(id) word=|| words::t().back_to_account />
            <header class="page-head">
                <h1>{name}</h1>
            </header>
            <Parts part=part of=Some(id) />
            <section class="sect appointment-part" aria-labelledby="appointment-part">
                <h2 id="appointment-part">{move || part.title()}</h2>
                {page(id)}
            </section>
        </div>
    }
    .into_any()
}

/// From one page to the next.
#[component]
fn Parts(part: AppointmentPart, of: Option<CounselorId>) -> impl IntoView {
    let link = move |one: AppointmentPart| {
        let href = match of {
            Some(id) => paths::of_counselor(one.path(), id),
            None => one.path().to_owned(),
        };
        view! {
            <TabLink
                href=Signal::stored(href)
                current=Signal::stored(one == part)
                label=Signal::derive(move || one.title())
                count=Signal::stored(None)
            />
        }
    };
    let parts = AppointmentPart::ALL
        .into_iter()
        .filter(|one| of.is_none() || one.of_colleagues().is_some());
    view! {
        <nav class="tabs" aria-label=move || words::t().navigation>
            {parts.map(link).collect_view()}
        </nav>
    }
    .into_any()
}
