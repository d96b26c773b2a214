//! Why appointments are not offered: the help text of the calendar that looks for itself.

use super::view::{Shown, Whose, monday};
use crate::{
    i18n::{bookings as words, format, slots as slot_words},
    paths,
    remote::{Loaded, load},
    session::use_session,
    ui::{
        Dialog, Skeleton,
        icon::{self, icon},
    },
};
use chrono::Days;
use domain::{
    ids::CounselorId,
    slots::{DiagnosisQuery, NotOffered, SlotCause, SlotDiagnosis, SlotReason},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn DiagnosisDialog(open: RwSignal<bool>, shown: Memo<Shown>) -> impl IntoView {
    view! {
        <Dialog
            id="slot-diagnosis"
            open=open
            title=|| slot_words::t().title
            children=move || view! { <Asking shown=shown /> }
        />
    }
    .into_any()
}

/// Whose calendar it is about: that of the one who is shown, or one's own.
fn whose(shown: &Shown) -> Option<CounselorId> {
    match &shown.whose {
        Whose::These(ids) if ids.len() == 1 => ids.first().copied(),
        Whose::Mine | Whose::All | Whose::These(_) => {
            let account = untrack(|| use_session().account());
            account?.actor().counselor_id()
        }
    }
}

#[component]
fn Asking(shown: Memo<Shown>) -> impl IntoView {
    let (id, first) = shown.with_untracked(|shown| (whose(shown), monday(shown.date)));
    let last = first + Days::new(7);
    let period = format::start_of(first).zip(format::start_of(last));
    let Some((id, (from, until))) = id.zip(period) else {
        return ().into_any();
    };
    let query = DiagnosisQuery { from, until };
    let found = load(move |client| async move { client.diagnose_slots(id, &query).await });
    let body = move || match found.ready() {
        Loaded::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Loaded::Failure(error) => found.failure_view(error),
        Loaded::Here(found) => said(&found),
    };
    view! {
        <div class="dialog-body stack">
            <p class="muted">
                {move || words::period(first, last - Days::new(1))} ". " {move || slot_words::t().lead}
            </p>
            {body}
        </div>
    }
    .into_any()
}

fn said(found: &SlotDiagnosis) -> AnyView {
    let causes = found.causes.iter().map(|cause| {
        view! {
            <li>
                {icon(icon::TRIANGLE_ALERT)}
                <span>{slot_words::cause(*cause)} " " {remedy(place_of_cause(*cause))}</span>
            </li>
        }
    });
    let reasons = found.reasons.iter().map(reason);
    view! {
        <p>
            <b>{slot_words::offered(found.offered)}</b>
        </p>
        <ul class="diagnosis">{causes.collect_view()} {reasons.collect_view()}</ul>
    }
    .into_any()
}

fn reason(found: &SlotReason) -> AnyView {
    let examples = found.examples.iter().map(|one| {
        let day = format::wall(one.starts_at).map(|(day, _)| format::short_day(day));
        let span = format::span(one.starts_at, one.ends_at);
        view! { <li class="small muted">{day} " " {span}</li> }
    });
    view! {
        <li>
            {icon(icon::INFO)}
            <div>
                <p>{slot_words::reason(found.reason, found.count)} " " {remedy(place_of(found.reason))}</p>
                <ul class="diagnosis-examples">{examples.collect_view()}</ul>
            </div>
        </li>
    }
    .into_any()
}

/// Where something can be done about it.
type Place = (&'static str, fn() -> &'static str);

fn remedy(place: Option<Place>) -> AnyView {
    place
        .map(|(href, word)| view! { <a href=href>{word()}</a> })
        .into_any()
}

fn place_of_cause(cause: SlotCause) -> Option<Place> {
    match cause {
        SlotCause::NoBookingTimes | SlotCause::NoBookableDay | SlotCause::TooShort => {
            Some((paths::BOOKING_TIMES, || slot_words::t().to_times))
        }
        SlotCause::PrimaryClientsOnly => Some((paths::PROFILE, || slot_words::t().to_profile)),
        SlotCause::Inactive => None,
    }
}

fn place_of(reason: NotOffered) -> Option<Place> {
    match reason {
        NotOffered::DayOff | NotOffered::BeyondWeeks => {
            Some((paths::BOOKING_TIMES, || slot_words::t().to_times))
        }
        NotOffered::ChannelNotOfCounselor => {
            Some((paths::CHANNELS, || slot_words::t().to_channels))
        }
        NotOffered::Absent => Some((paths::ABSENCES, || slot_words::t().to_absences)),
        NotOffered::ChannelNotOfFacility
        | NotOffered::ClosedDay
        | NotOffered::TooSoon
        | NotOffered::BeyondHorizon
        | NotOffered::Booked
        | NotOffered::Reserved
        | NotOffered::Blocked => None,
    }
}
