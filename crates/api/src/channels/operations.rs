//! One function per operation. Nothing else reads or writes the table of what counselors offer.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors,
    crypto::{
        FacilityKeys, Sealed,
        column::{CHANNEL_ADDRESS, CHANNEL_PHONE},
    },
    facility::{self, entity as facility_table},
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    channels::{
        ChannelSettings, ChannelSettingsUpdate, Channels, CounselorChannels,
        CounselorChannelsUpdate,
    },
    ids::CounselorId,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};

/// What a facility offers: what was chosen, or everything.
pub fn offered_by(facility: &facility_table::Model) -> ApiResult<Channels> {
    match &facility.channels {
        Some(chosen) => serde_json::from_value(chosen.clone()).map_err(ApiError::internal),
        None => Ok(Channels::default()),
    }
}

/// What each of the facility's counselors offers; who has set nothing is not among them.
pub async fn offered_by_counselors(
    scope: &Scope,
    of: Option<CounselorId>,
) -> ApiResult<HashMap<CounselorId, Channels>> {
    let mut select = scope.find::<Entity>();
    if let Some(id) = of {
        select = select.filter(Column::CounselorId.eq(id));
    }
    let models = select.all(scope.db()).await?;
    let offered = models.into_iter().map(|model| {
        let offered = serde_json::from_value(model.offered).map_err(ApiError::internal)?;
        Ok((model.counselor_id, offered))
    });
    offered.collect()
}

/// What holds in the caller's facility.
pub async fn read_channel_settings(caller: &Caller) -> ApiResult<ChannelSettings> {
    caller.check(Action::ReadChannelSettings, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    Ok(ChannelSettings {
        offered: offered_by(&facility)?,
        version: facility.channels_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_channel_settings(
    caller: &Caller,
    version: Version,
    body: ChannelSettingsUpdate,
) -> ApiResult<ChannelSettings> {
    use facility_table::{Column, Entity};
    caller.check(Action::UpdateChannelSettings, Relation::Common)?;
    let json = serde_json::to_value(&body.offered).map_err(ApiError::internal)?;
    let change = Change::begin(caller, AuditAction::UpdateChannelSettings).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Channels, Expr::value(json))
        .col_expr(Column::ChannelsVersion, Expr::value(version.next()))
        .filter(Column::ChannelsVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    Ok(ChannelSettings {
        offered: body.offered,
        version: version.next(),
    })
}

/// What a counselor has set.
pub async fn read_counselor_channels(
    caller: &Caller,
    id: CounselorId,
) -> ApiResult<CounselorChannels> {
    let action = Action::ReadCounselorChannels;
    counselors::operations::find(caller, id, action, caller.db()).await?;
    let keys = caller.keys().await?;
    match set_by(caller, id, caller.db()).await? {
        Some(model) => show(&keys, &model),
        None => Ok(CounselorChannels {
            offered: Channels::default(),
            on_site_address: None,
            phone: None,
            version: Version(0),
        }),
    }
}

/// What these have set.
pub async fn of_counselors(
    caller: &Caller,
    ids: BTreeSet<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<CounselorId, CounselorChannels>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let keys = caller.keys().await?;
    let theirs = caller.scope().find::<Entity>();
    let models = theirs.filter(Column::CounselorId.is_in(ids)).all(db);
    let shown = models.await?.into_iter();
    let shown = shown.map(|model| Ok((model.counselor_id, show(&keys, &model)?)));
    shown.collect()
}

/// Changes it, if nobody else has since `version`.
pub async fn update_counselor_channels(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: CounselorChannelsUpdate,
) -> ApiResult<CounselorChannels> {
    let action = Action::UpdateCounselorChannels;
    let mut change = Change::begin(caller, AuditAction::UpdateCounselorChannels).await?;
    counselors::operations::find(caller, id, action, change.tx()).await?;
    counselors::availability::lock(caller.scope(), id, change.tx()).await?;
    let keys = caller.keys().await?;
    let before = set_by(caller, id, change.tx()).await?;
    if before.as_ref().map_or(Version(0), |one| one.version) != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let is_new = before.is_none();
    let mut model = match before {
        Some(model) => model,
        None => Model {
            counselor_id: id,
            facility_id: caller.facility(),
            offered: json(&Channels::default())?,
            sealed_on_site_address: None,
            sealed_phone: None,
            version,
        },
    };
    if let Some(offered) = &body.offered {
        model.offered = json(offered)?;
    }
    if let Some(address) = body.on_site_address.into_change() {
        let sealed = address.map(|one| keys.seal(CHANNEL_ADDRESS, id.0, one.as_str().as_bytes()));
        model.sealed_on_site_address = sealed.transpose()?;
    }
    if let Some(phone) = body.phone.into_change() {
        let sealed = phone.map(|one| keys.seal(CHANNEL_PHONE, id.0, one.as_str().as_bytes()));
        model.sealed_phone = sealed.transpose()?;
    }
    model.version = version.next();
    let columns = ActiveModel {
        counselor_id: Set(id),
        facility_id: Set(model.facility_id),
        offered: Set(model.offered.clone()),
        sealed_on_site_address: Set(model.sealed_on_site_address.clone()),
        sealed_phone: Set(model.sealed_phone.clone()),
        version: Set(model.version),
    };
    if is_new {
        Entity::insert(columns)
            .exec_without_returning(change.tx())
            .await?;
    } else {
        let update = caller.scope().update::<Entity>().set(columns);
        update
            .filter(Column::CounselorId.eq(id))
            .exec(change.tx())
            .await?;
    }
    change.on(id);
    change.commit().await?;
    show(&keys, &model)
}

/// Deletes what a counselor has set, within the transaction that deletes the counselor.
pub async fn forget(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let theirs = change.caller().scope().delete::<Entity>();
    theirs
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

async fn set_by(
    caller: &Caller,
    id: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<Model>> {
    let row = caller.scope().find::<Entity>();
    Ok(row.filter(Column::CounselorId.eq(id)).one(db).await?)
}

fn json(offered: &Channels) -> ApiResult<serde_json::Value> {
    serde_json::to_value(offered).map_err(ApiError::internal)
}

fn show(keys: &FacilityKeys, model: &Model) -> ApiResult<CounselorChannels> {
    let open = |column, sealed: &Option<Sealed>| {
        let bytes = sealed
            .as_ref()
            .map(|one| keys.open(column, model.counselor_id.0, one));
        let bytes = bytes.transpose()?;
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(ApiError::internal)
    };
    Ok(CounselorChannels {
        offered: serde_json::from_value(model.offered.clone()).map_err(ApiError::internal)?,
        on_site_address: open(CHANNEL_ADDRESS, &model.sealed_on_site_address)?,
        phone: open(CHANNEL_PHONE, &model.sealed_phone)?,
        version: model.version,
    })
}
