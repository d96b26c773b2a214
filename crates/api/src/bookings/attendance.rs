//! What clients need to take part in their appointments: told to them alone, and only once it is
//! certain that an appointment takes place.

use super::entity::Model;
use crate::{ApiResult, caller::Caller, channels, counselors, facility, video};
use domain::{
    bookings::{Attendance, BookingState},
    channels::{AppointmentChannel, CounselorChannels},
    ids::{BookingId, CounselorId},
};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeSet, HashMap};

/// What the caller needs for which of these, if they are a client.
pub async fn of(
    caller: &Caller,
    models: &[Model],
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<BookingId, Attendance>> {
    if caller.actor().client_id().is_none() {
        return Ok(HashMap::new());
    }
    let confirmed = || {
        models
            .iter()
            .filter(|one| one.state == BookingState::Confirmed)
    };
    let with = |is_meant: fn(AppointmentChannel) -> bool| {
        let meant = confirmed().filter(|one| one.channel.is_some_and(is_meant));
        let ids: BTreeSet<CounselorId> = meant.map(|one| one.counselor_id).collect();
        ids
    };
    let places = with(|one| matches!(one, AppointmentChannel::OnSite | AppointmentChannel::Phone));
    let calls = with(|one| one == AppointmentChannel::Video);
    let places = channels::operations::of_counselors(caller, places, db).await?;
    let has_calls = !calls.is_empty();
    let urls = counselors::operations::video_urls(caller.scope(), calls, db).await?;
    let attendances = confirmed().filter_map(|one| {
        let place = places.get(&one.counselor_id);
        let attendance = attendance(one.channel?, place, urls.get(&one.counselor_id))?;
        Some((one.id, attendance))
    });
    let mut attendances: HashMap<_, _> = attendances.collect();
    if has_calls && caller.state().jitsi.is_some() {
        let facility = facility::operations::by_id(db, caller.facility()).await?;
        let calls = confirmed().filter(|one| one.channel == Some(AppointmentChannel::Video));
        for one in calls {
            let window = video::window(&facility, one)?;
            let built_in = Attendance::BuiltInVideo {
                opens_at: window.opens_at,
                closes_at: window.closes_at,
            };
            attendances.entry(one.id).or_insert(built_in);
        }
    }
    Ok(attendances)
}

fn attendance(
    channel: AppointmentChannel,
    place: Option<&CounselorChannels>,
    url: Option<&String>,
) -> Option<Attendance> {
    Some(match channel {
        AppointmentChannel::OnSite => Attendance::OnSite {
            address: place?.on_site_address.clone()?,
        },
        AppointmentChannel::Phone => Attendance::Phone {
            number: place?.phone.clone()?,
        },
        AppointmentChannel::Video => Attendance::Video { url: url?.clone() },
        AppointmentChannel::Chat => return None,
    })
}
