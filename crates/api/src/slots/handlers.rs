use super::{diagnosis, offer, operations};
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{
    get,
    web::{Json, Path},
};
use domain::{
    ids::CounselorId,
    slots::{BookingOffer, DiagnosisQuery, SlotDiagnosis, SlotQuery, Slots},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_slots)
        .service(read_booking_offer)
        .service(diagnose_slots);
}

/// List the appointments that are free
///
/// Of one counselor, or of all who can be booked, within eight days. They are computed at this
/// moment, and gone as soon as somebody books.
#[utoipa::path(tag = "slots", params(SlotQuery), responses((status = 200, body = Slots)))]
#[get("/slots")]
async fn list_slots(
    caller: Caller,
    ValidQuery(query): ValidQuery<SlotQuery>,
) -> ApiResult<Json<Slots>> {
    Ok(Json(operations::list_slots(&caller, &query).await?))
}

/// Read what a client can choose from when they book
///
/// What can be booked with whom, and by which rules; when, the slots say.
#[utoipa::path(tag = "slots", responses((status = 200, body = BookingOffer)))]
#[get("/booking-offer")]
async fn read_booking_offer(caller: Caller) -> ApiResult<Json<BookingOffer>> {
    Ok(Json(offer::read_booking_offer(&caller).await?))
}

/// Say why appointments of a counselor are not offered
///
/// Each piece of their booking times within eight days is either free or has a reason not to be.
#[utoipa::path(tag = "slots", params(("id" = CounselorId, Path), DiagnosisQuery), responses((status = 200, body = SlotDiagnosis)))]
#[get("/counselors/{id}/slot-diagnosis")]
async fn diagnose_slots(
    caller: Caller,
    id: Path<CounselorId>,
    ValidQuery(query): ValidQuery<DiagnosisQuery>,
) -> ApiResult<Json<SlotDiagnosis>> {
    let found = diagnosis::diagnose_slots(&caller, *id, &query).await?;
    Ok(Json(found))
}
