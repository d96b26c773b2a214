//! What group appointments say besides, and whose they are.

use super::entity::{Column, Entity, participant};
use crate::{
    ApiError, ApiResult,
    bookings::entity as booking,
    caller::Caller,
    crypto::{FacilityKeys, Sealed, column::BOOKING_REMARKS},
    scope::Scope,
};
use domain::{
    access::Relation,
    bookings::{BookingKind, GroupDetails, MaxParticipants},
    ids::{BookingId, ClientId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::{BTreeSet, HashMap};

/// Counting reads an index of the appointment's own rows.
const PARTICIPANTS: &str = "(SELECT count(*) FROM booking_participants p \
                            WHERE p.booking_id = \"group_bookings\".\"booking_id\")";
/// So does this.
const WAITING: &str = "(SELECT count(*) FROM group_booking_waiters w \
                       WHERE w.booking_id = \"group_bookings\".\"booking_id\")";

/// What a group appointment says besides, as the database answers it.
#[derive(FromQueryResult)]
pub struct Details {
    pub booking_id: BookingId,
    pub sealed_remarks: Sealed,
    pub max_participants: Option<i16>,
    pub bookable: bool,
    pub participants: i64,
    pub waiting: i64,
}

impl Details {
    /// How many take part at most, if that is limited.
    pub fn max_participants(&self) -> ApiResult<Option<MaxParticipants>> {
        let most = self.max_participants.map(u16::try_from).transpose();
        let most = most.map_err(ApiError::internal)?;
        let most = most.map(MaxParticipants::try_from).transpose();
        most.map_err(ApiError::internal)
    }

    /// How many take part.
    pub fn participants(&self) -> ApiResult<u64> {
        self.participants.try_into().map_err(ApiError::internal)
    }

    /// How many wait for a place.
    fn waiting(&self) -> ApiResult<u64> {
        self.waiting.try_into().map_err(ApiError::internal)
    }

    /// What else there is to know.
    pub fn remarks(&self, keys: &FacilityKeys) -> ApiResult<String> {
        let bytes = keys.open(BOOKING_REMARKS, self.booking_id.0, &self.sealed_remarks)?;
        String::from_utf8(bytes).map_err(ApiError::internal)
    }

    /// All of it; clients are not told how many they are.
    pub fn show(&self, caller: &Caller, keys: &FacilityKeys) -> ApiResult<GroupDetails> {
        let is_staff = caller.actor().client_id().is_none();
        let max_participants = self.max_participants()?;
        let (participants, waiting) = (self.participants()?, self.waiting()?);
        Ok(GroupDetails {
            remarks: self.remarks(keys)?,
            bookable: self.bookable,
            max_participants: max_participants.filter(|_| is_staff),
            participants: is_staff.then_some(participants),
            waiting: is_staff.then_some(waiting),
        })
    }
}

/// What those with these ids say besides, in one query.
pub async fn of(
    scope: &Scope,
    ids: impl IntoIterator<Item = BookingId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<BookingId, Details>> {
    let found: Vec<Details> = scope
        .find::<Entity>()
        .filter(Column::BookingId.is_in(ids))
        .select_only()
        .columns([
            Column::BookingId,
            Column::SealedRemarks,
            Column::MaxParticipants,
            Column::Bookable,
        ])
        .expr_as(Expr::cust(PARTICIPANTS), "participants")
        .expr_as(Expr::cust(WAITING), "waiting")
        .into_model()
        .all(db)
        .await?;
    Ok(found.into_iter().map(|one| (one.booking_id, one)).collect())
}

/// The ids of the group appointments in which a client takes part.
pub fn ids_of_client(scope: &Scope, client: ClientId) -> SelectStatement {
    scope
        .find::<participant::Entity>()
        .filter(participant::Column::ClientId.eq(client))
        .select_only()
        .column(participant::Column::BookingId)
        .into_query()
}

/// Which entries are a client's: their own appointments, and those in which they take part.
pub fn is_of_client(scope: &Scope, client: ClientId) -> Expr {
    let takes_part = booking::Column::Id.in_subquery(ids_of_client(scope, client));
    booking::Column::ClientId.eq(client).or(takes_part)
}

/// Whose appointment it is: its client's, or of all who take part.
pub async fn clients_of(
    scope: &Scope,
    model: &booking::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<ClientId>> {
    if model.kind != BookingKind::Group {
        return Ok(model.client_id.into_iter().collect());
    }
    let taking_part = scope
        .find::<participant::Entity>()
        .select_only()
        .column(participant::Column::ClientId)
        .filter(participant::Column::BookingId.eq(model.id));
    Ok(taking_part.into_tuple().all(db).await?)
}

/// In which of these a client takes part.
pub async fn joined_by(
    scope: &Scope,
    client: ClientId,
    ids: impl IntoIterator<Item = BookingId>,
    db: &impl ConnectionTrait,
) -> ApiResult<BTreeSet<BookingId>> {
    let joined: Vec<BookingId> = scope
        .find::<participant::Entity>()
        .filter(participant::Column::ClientId.eq(client))
        .filter(participant::Column::BookingId.is_in(ids))
        .select_only()
        .column(participant::Column::BookingId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(joined.into_iter().collect())
}

/// How it stands to somebody who wants to see it: to a client, too, who takes part.
pub async fn relation_to(
    caller: &Caller,
    model: &booking::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<Relation> {
    if let Some(client) = caller.actor().client_id()
        && model.kind == BookingKind::Group
        && takes_part(caller.scope(), model.id, client, db).await?
    {
        return Ok(Relation::Own);
    }
    Ok(model.relation_to(caller.actor()))
}

/// Whether a client takes part.
pub async fn takes_part(
    scope: &Scope,
    id: BookingId,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let joined = joined_by(scope, client, [id], db).await?;
    Ok(joined.contains(&id))
}
