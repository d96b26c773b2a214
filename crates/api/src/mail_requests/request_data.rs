//! What a client stated about themselves with a request, and taking it into their profile.

use super::{
    entity::mail_request,
    operations::{allow, client_key, find},
};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    caller::Caller,
    change::Change,
    clients::{self, operations::read_master_data},
    crypto::column::REQUEST_DATA,
    master_data_fields,
};
use domain::{
    access::Action,
    audit::AuditAction,
    clients::ClientUpdate,
    ids::MailRequestId,
    mail_requests::{ProfileTaking, RequestData, compare, taken},
    master_data_fields::MasterData,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

/// What was stated, beside what the profile says.
pub async fn read_request_data(caller: &Caller, id: MailRequestId) -> ApiResult<RequestData> {
    let request = find(caller, id, Action::ReadRequestData, caller.db()).await?;
    note_look(caller, AuditAction::ReadRequestData, id).await?;
    show(caller, &request, caller.db()).await
}

async fn show(
    caller: &Caller,
    request: &mail_request::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<RequestData> {
    let stated = stated(caller, request, db).await?;
    let client = request.client_id;
    let (profile, version) = clients::operations::master_data(caller, client, db).await?;
    let relation = clients::operations::relation_to(caller, client, db).await?;
    let sees = caller
        .decide(Action::ReadClientMasterData, relation)
        .is_allowed();
    let fields = master_data_fields::operations::fields(caller.scope(), db).await?;
    Ok(RequestData {
        answers: compare(&fields, &stated, sees.then_some(&profile)),
        version,
    })
}

/// What came with one of a client's requests, whoever asks: for taking along.
pub async fn stated_with(caller: &Caller, id: MailRequestId) -> ApiResult<MasterData> {
    let request = caller
        .scope()
        .find::<mail_request::Entity>()
        .filter(mail_request::Column::Id.eq(id))
        .one(caller.db())
        .await?;
    let Some(request) = request else {
        return Ok(MasterData::new());
    };
    let relation = request.ownership().relation_of(caller.actor());
    let what = (Action::ReadRequestData, relation);
    match allow(caller, id, what, caller.db()).await {
        // Confidential administration keeps it from the caller, as it does the messages.
        Err(ApiError::Problem(ProblemCode::BreakGlassRequired)) => Ok(MasterData::new()),
        _ => stated(caller, &request, caller.db()).await,
    }
}

/// What the client answered.
async fn stated(
    caller: &Caller,
    request: &mail_request::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<MasterData> {
    match &request.sealed_request_data {
        Some(sealed) => {
            let key = client_key(caller, request.client_id, db).await?;
            read_master_data(&key.open(REQUEST_DATA, request.id.0, sealed)?)
        }
        None => Ok(MasterData::new()),
    }
}

/// Takes what is chosen into the profile, if nobody else has changed the client since `version`.
pub async fn take_into_profile(
    caller: &Caller,
    id: MailRequestId,
    version: Version,
    body: ProfileTaking,
) -> ApiResult<RequestData> {
    let mut change = Change::begin(caller, AuditAction::TakeIntoProfile).await?;
    let request = find(caller, id, Action::TakeIntoProfile, change.tx()).await?;
    let answers = show(caller, &request, change.tx()).await?.answers;
    let update = ClientUpdate {
        master_data: taken(&answers, &body),
        ..ClientUpdate::default()
    };
    clients::operations::apply(&mut change, request.client_id, version, update).await?;
    let data = show(caller, &request, change.tx()).await?;
    change.on(id);
    change.commit().await?;
    Ok(data)
}
