//! Monitorings as staff see them, with whom and what they are about: the same number of queries
//! for one as for many.

use super::{
    entity::Model,
    figures::{self, minutes},
};
use crate::{
    ApiError, ApiResult, caller::Caller, clients, counselors, crypto::column::MONITORING_TEXTS,
};
use domain::{
    ids::{ClientId, CounselorId},
    monitorings::{Answered, Monitoring, Written},
};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::BTreeSet;

/// These, in their order.
pub async fn all(
    caller: &Caller,
    models: Vec<Model>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Monitoring>> {
    let scope = caller.scope();
    let ids = models.iter().map(|one| one.id);
    let mut answers = figures::answers(scope, ids, db).await?;
    let counselors: BTreeSet<CounselorId> = models.iter().map(|one| one.counselor_id).collect();
    let counselors = counselors::operations::references(scope, counselors, db).await?;
    let clients: BTreeSet<ClientId> = models.iter().filter_map(|one| one.client_id).collect();
    let keys = caller.keys().await?;
    let client_keys = keys.find_client_keys(scope, clients.iter().copied(), db);
    let client_keys = client_keys.await?;
    let clients = clients::operations::references(scope, clients, db).await?;
    let items = models.into_iter().map(|model| {
        let texts = match (&model.sealed_texts, model.client_id) {
            (None, _) => None,
            (Some(sealed), None) => Some(keys.open(MONITORING_TEXTS, model.id.0, sealed)?),
            (Some(sealed), Some(client)) => {
                let key = client_keys.get(&client);
                let text = key.map(|key| key.open(MONITORING_TEXTS, model.id.0, sealed));
                text.transpose()?.map(String::into_bytes)
            }
        };
        let written = match texts {
            Some(json) => serde_json::from_slice(&json).map_err(ApiError::internal)?,
            None => Written::default(),
        };
        let figures = answers.remove(&model.id).unwrap_or_default();
        let (subject, remark) = (written.subject.clone(), written.remark.clone());
        let answered = Answered::join(&figures, written);
        let counselor = counselors.get(&model.counselor_id).cloned();
        Ok(Monitoring {
            id: model.id,
            counselor: counselor.ok_or_else(|| {
                ApiError::internal(DbErr::RecordNotFound("who counselled".into()))
            })?,
            client: model.client_id.and_then(|id| clients.get(&id)).cloned(),
            mail_request_id: model.mail_request_id,
            booking_id: model.booking_id,
            chat_id: model.chat_id,
            date: model.date,
            minutes: minutes(&model)?,
            subject,
            channel: model.channel,
            counselling_field_ids: answered.counselling_field_ids,
            master_data: answered.master_data,
            answers: answered.answers,
            remark,
            created_at: model.created_at,
            changed_at: model.changed_at,
            version: model.version,
        })
    });
    items.collect()
}

/// A single monitoring, opened.
pub async fn one(
    caller: &Caller,
    model: Model,
    db: &impl ConnectionTrait,
) -> ApiResult<Monitoring> {
    let shown = all(caller, vec![model], db).await?;
    shown
        .into_iter()
        .next()
        .ok_or_else(|| ApiError::internal(DbErr::RecordNotFound("a monitoring".into())))
}
