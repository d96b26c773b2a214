//! The demo's clients: some who are here every day, and some in every state.

use super::{CLIENT_PASSWORD, invalid};
use crate::{
    ApiResult,
    clients::{
        entity::{ActiveModel, Column, Entity},
        note_seen,
        operations::insert,
    },
    counselling_fields,
    crypto::FacilityKeys,
    master_data_fields,
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    clients::{ClientCreate, ClientStatus},
    ids::{ClientId, CounselorId},
    master_data_fields::{MasterDataKind, MasterDataValue},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, QueryFilter};

/// An invented client.
struct Invented {
    pseudonym: &'static str,
    email: Option<&'static str>,
    /// Who looks after them, by their place among the staff.
    counselor: Option<usize>,
    /// The counselling fields they carry, by their place.
    fields: &'static [usize],
    year_of_birth: Option<i32>,
    /// Days since they came.
    days: i64,
    /// Hours since they were here last, if they ever were.
    seen: Option<i64>,
    standing: Standing,
}

/// Where they stand.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Active,
    Locked,
    /// Deleted some days ago.
    Deleted,
    /// Without a password, and sent a link.
    Invited,
    /// Without a password.
    NoAccess,
}

use Standing::{Active, Deleted, Invited as WasInvited, Locked, NoAccess};

#[rustfmt::skip]
const CLIENTS: [Invented; 13] = [
    Invented { pseudonym: "Seestern", email: Some("seestern@mail.example"), counselor: Some(1), fields: &[0, 1], year_of_birth: Some(1984), days: 266, seen: Some(3), standing: Active },
    Invented { pseudonym: "Zugvogel", email: None, counselor: Some(2), fields: &[6], year_of_birth: Some(2007), days: 1, seen: Some(2), standing: Active },
    Invented { pseudonym: "stille_post", email: None, counselor: Some(1), fields: &[3, 4], year_of_birth: None, days: 1, seen: Some(1), standing: Active },
    Invented { pseudonym: "Mondlicht", email: Some("mondlicht@post.example"), counselor: Some(2), fields: &[8], year_of_birth: None, days: 530, seen: Some(20), standing: Active },
    Invented { pseudonym: "Leuchtturm", email: None, counselor: Some(1), fields: &[11], year_of_birth: Some(1969), days: 90, seen: Some(23), standing: Active },
    Invented { pseudonym: "Kastanie", email: Some("kastanie@mail.example"), counselor: Some(2), fields: &[7], year_of_birth: None, days: 40, seen: Some(28), standing: Active },
    Invented { pseudonym: "Birkenblatt", email: None, counselor: Some(1), fields: &[1], year_of_birth: Some(1971), days: 300, seen: Some(96), standing: Active },
    Invented { pseudonym: "wolke7", email: None, counselor: Some(2), fields: &[5], year_of_birth: None, days: 210, seen: Some(200), standing: Active },
    Invented { pseudonym: "kleiner_Drache", email: Some("drache@mail.example"), counselor: Some(1), fields: &[4], year_of_birth: Some(2010), days: 170, seen: Some(620), standing: Locked },
    Invented { pseudonym: "Herbstwind", email: Some("herbstwind@post.example"), counselor: Some(1), fields: &[7], year_of_birth: None, days: 640, seen: Some(4000), standing: Deleted },
    Invented { pseudonym: "Treibholz", email: None, counselor: None, fields: &[9], year_of_birth: None, days: 2, seen: Some(30), standing: Active },
    Invented { pseudonym: "Nachtfalter_23", email: Some("nachtfalter@mail.example"), counselor: None, fields: &[], year_of_birth: None, days: 3, seen: None, standing: WasInvited },
    Invented { pseudonym: "Sonnenblume", email: None, counselor: Some(1), fields: &[2], year_of_birth: Some(1990), days: 5, seen: None, standing: NoAccess },
];

/// Makes them, and answers who they are.
pub async fn load(
    state: &State,
    (tx, scope, keys): (&DatabaseTransaction, &Scope, &FacilityKeys),
    staff: &[CounselorId],
) -> ApiResult<Vec<ClientId>> {
    let (hash, now) = (
        state.passwords.hash(CLIENT_PASSWORD).await?,
        state.clock.now(),
    );
    let offered = counselling_fields::operations::all(scope, tx).await?;
    let questions = master_data_fields::operations::fields(scope, tx).await?;
    let year = questions
        .iter()
        .find(|one| one.kind == MasterDataKind::Year);
    let mut clients = Vec::new();
    for person in &CLIENTS {
        let pseudonym = person.pseudonym.try_into().map_err(invalid)?;
        let carried = person.fields.iter().filter_map(|place| offered.get(*place));
        let born = year.zip(person.year_of_birth);
        let body = ClientCreate {
            email: person
                .email
                .map(TryInto::try_into)
                .transpose()
                .map_err(invalid)?,
            primary_counselor_id: person.counselor.map(|place| staff[place]),
            counselling_field_ids: carried.map(|field| field.id).collect(),
            master_data: born
                .map(|(field, year)| (field.id, MasterDataValue::Number(year)))
                .into_iter()
                .collect(),
            ..ClientCreate::called(pseudonym)
        };
        let hash = match person.standing {
            WasInvited | NoAccess => String::new(),
            Active | Locked | Deleted => hash.clone(),
        };
        let came = now - TimeDelta::days(person.days);
        let model = insert(tx, keys, scope, body, hash, (false, came)).await?;
        scope
            .update::<Entity>()
            .set(person.as_they_stand(now))
            .filter(Column::Id.eq(model.id))
            .exec(tx)
            .await?;
        if let Some(hours) = person.seen {
            note_seen(scope, tx, model.id, now - TimeDelta::hours(hours)).await?;
        }
        clients.push(model.id);
    }
    Ok(clients)
}

impl Invented {
    fn as_they_stand(&self, now: DateTime<Utc>) -> ActiveModel {
        let ago = |days| Some(now - TimeDelta::days(days));
        let mut columns = ActiveModel {
            status: Set(match self.standing {
                Locked => ClientStatus::Locked,
                Deleted => ClientStatus::Deleted,
                Active | WasInvited | NoAccess => ClientStatus::Active,
            }),
            ..Default::default()
        };
        if let Some(hours) = self.seen {
            columns.last_signed_in_at = Set(Some(now - TimeDelta::hours(hours)));
        }
        match self.standing {
            Locked => columns.locked_at = Set(ago(4)),
            Deleted => columns.deleted_at = Set(ago(6)),
            WasInvited => columns.invited_at = Set(ago(2)),
            Active | NoAccess => {}
        }
        columns
    }
}
