//! The page.

use super::week::Week;
use crate::{
    i18n::{booking_times as words, services as service_words},
    paths,
    remote::{Loaded, load},
    services::all_services,
    session::use_session,
    settings::{AppointmentPart, AppointmentsFrame, EditedForm},
    ui::{Empty, Skeleton, icon},
};
use domain::ids::CounselorId;
use leptos::prelude::*;

/// The page.
#[component]
pub fn BookingTimesPage() -> impl IntoView {
    view! {
        <AppointmentsFrame
            part=AppointmentPart::BookingTimes
            page=|id| view! { <Content id=id /> }.into_any()
        />
    }
}

#[component]
fn Content(id: CounselorId) -> impl IntoView {
    let own = untrack(|| use_session().account()).and_then(|one| one.actor().counselor_id());
    let set = load(move |client| async move {
        let mut services = all_services(&client).await?;
        // What is one's own cannot be booked with a colleague.
        services.retain(|one| one.shared || own == Some(id));
        Ok((services, client.read_booking_times(id).await?))
    });
    let form = move || match set.ready() {
        Loaded::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
        Loaded::Failure(error) => set.failure_view(error),
        Loaded::Here((services, _)) if services.is_empty() => view! {
            <Empty shape=icon::CLOCK title=|| words::t().empty text=|| words::t().empty_text>
                <a class="btn" href=paths::SERVICES>{move || service_words::t().title}</a>
            </Empty>
        }
        .into_any(),
        Loaded::Here((services, now)) => {
            let week = Week::new(id, services, &now);
            view! { <EditedForm id="booking-times" edited=week stored=now /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {form}
    }
    .into_any()
}
