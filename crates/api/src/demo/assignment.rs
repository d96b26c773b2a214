//! Who takes on which requests in the demo, what its requests are about, and what came with them.

use crate::{
    ApiError, ApiResult,
    clients::operations::master_data_json,
    counselling_fields,
    counselors::{
        counselled_field,
        entity::{Column as CounselorColumn, Entity as Counselor},
    },
    crypto::{FacilityKeys, column::REQUEST_DATA},
    facility::entity::{Column as FacilityColumn, Entity as Facility},
    mail_requests::entity::mail_request::{Column, Entity},
    master_data_fields,
    scope::Scope,
};
use domain::{
    ids::{CounsellingFieldId, CounselorId},
    master_data_fields::{MasterData, MasterDataKind, MasterDataValue},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// Places of each of the staff, and the counselling fields they name. The first is who gets what
/// nobody else can take.
const STAFF: [(Option<i32>, &[usize]); 3] = [
    (Some(0), &[]),
    (Some(12), &[0, 1, 2, 3, 4, 5, 6, 10, 11]),
    (None, &[3, 4, 5, 6, 7, 8, 9, 10, 11]),
];

/// What each request is about, in the order of the stories.
const ABOUT: [usize; 9] = [0, 6, 4, 8, 11, 7, 2, 5, 0];

/// What came with the first request.
const STATED: [(MasterDataKind, &str, i32); 3] = [
    (MasterDataKind::Year, "", 1985),
    (MasterDataKind::Text, "Marburg", 0),
    (MasterDataKind::Number, "", 2),
];

pub async fn load(
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    staff: &[CounselorId],
) -> ApiResult<()> {
    let fields = counselling_fields::operations::all(scope, tx).await?;
    let fields: Vec<_> = fields.iter().map(|field| field.id).collect();
    for (&id, (places, on)) in staff.iter().zip(STAFF) {
        scope
            .update::<Counselor>()
            .col_expr(CounselorColumn::MailCapacity, Expr::value(places))
            .filter(CounselorColumn::Id.eq(id))
            .exec(tx)
            .await?;
        let rows = on.iter().map(|&place| counselled_field::ActiveModel {
            counselor_id: Set(id),
            counselling_field_id: Set(fields[place]),
            facility_id: Set(scope.facility()),
        });
        if !on.is_empty() {
            counselled_field::Entity::insert_many(rows)
                .exec_without_returning(tx)
                .await?;
        }
    }
    scope
        .update::<Facility>()
        .col_expr(
            FacilityColumn::FallbackCounselorId,
            Expr::value(staff.first().copied()),
        )
        .exec(tx)
        .await?;
    describe_requests((tx, scope, keys), &fields).await
}

async fn describe_requests(
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    fields: &[CounsellingFieldId],
) -> ApiResult<()> {
    let requests = scope.find::<Entity>().order_by_asc(Column::Id);
    let mut requests = requests.all(tx).await?.into_iter().zip(ABOUT);
    let mut stated = Some(stated(scope, tx).await?);
    for (request, about) in &mut requests {
        let mut update = scope
            .update::<Entity>()
            .col_expr(Column::CounsellingFieldId, Expr::value(fields[about]))
            .filter(Column::Id.eq(request.id));
        if let Some(stated) = stated.take() {
            let key = keys.find_client_key(scope, request.client_id, tx).await?;
            let sealed = key.seal(REQUEST_DATA, request.id.0, &master_data_json(&stated)?)?;
            update = update.col_expr(Column::SealedRequestData, Expr::value(sealed));
        }
        update.exec(tx).await?;
    }
    Ok(())
}

/// Answers of the first client, one of which is not what their profile says.
async fn stated(scope: &Scope, tx: &DatabaseTransaction) -> ApiResult<MasterData> {
    let fields = master_data_fields::operations::fields(scope, tx).await?;
    let mut stated = MasterData::new();
    for (kind, text, number) in STATED {
        let field = fields.iter().find(|field| field.kind == kind);
        let field = field.ok_or_else(|| ApiError::Internal("a field of the demo".into()))?;
        let value = match kind {
            MasterDataKind::Text => MasterDataValue::Text(text.to_owned()),
            _ => MasterDataValue::Number(number),
        };
        stated.insert(field.id, value);
    }
    Ok(stated)
}
