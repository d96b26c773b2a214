//! What there is to choose from when somebody writes a request.

use super::assignment::{Bonds, candidates};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    clients, counselling_fields,
    counselors::availability::{active, counselled_fields},
    facility, master_data_fields,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    mail_requests::{CounsellingFieldRef, MailOffer, OfferedCounselor, assignment::Bond},
};
use std::cmp::Reverse;

/// What the portal of the facility `slug` offers to somebody whom nobody knows yet.
pub async fn read_portal_mail_offer(public: &Public, slug: &str) -> ApiResult<MailOffer> {
    let state = public.state();
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    offer(&scope, &Bonds::default()).await
}

/// What is offered to a client: those who know them as well.
pub async fn read_mail_offer(caller: &Caller) -> ApiResult<MailOffer> {
    caller.check(Action::ReadMailOffer, Relation::Common)?;
    let bonds = match caller.actor().client_id() {
        Some(client) => {
            let (scope, db) = (caller.scope(), caller.db());
            let primary = clients::operations::primary_counselor_of(scope, client, db).await?;
            Bonds::of(scope, client, primary, db).await?
        }
        None => Bonds::default(),
    };
    offer(caller.scope(), &bonds).await
}

/// Whoever is offered for some field is in it, with the fields: the portal tells by the domain's
/// rules for which. A facility's staff are no long list.
async fn offer(scope: &Scope, bonds: &Bonds) -> ApiResult<MailOffer> {
    let db = scope.db();
    let models = active(scope, db).await?;
    let mut fields = counselled_fields(scope, None, db).await?;
    let facts = candidates(scope, &models, &fields, bonds, db).await?;
    let mut counselors = Vec::new();
    for (model, candidate) in models.into_iter().zip(facts) {
        if candidate.is_offered(None) {
            counselors.push(OfferedCounselor {
                counselling_field_ids: fields.remove(&model.id).unwrap_or_default(),
                counselor: model.portal_counselor()?,
                bond: candidate.bond,
            });
        }
    }
    counselors.sort_by_key(|one: &OfferedCounselor| Reverse(one.bond > Bond::Stranger));
    let offered = counselling_fields::operations::all(scope, db).await?;
    let offered = offered.into_iter().filter(|one| one.active);
    let field_of = |model: counselling_fields::entity::Model| {
        let field = model.field()?;
        Ok(CounsellingFieldRef {
            id: field.id,
            labels: field.labels,
        })
    };
    let mut master_data_fields = master_data_fields::operations::fields(scope, db).await?;
    master_data_fields.retain(|field| field.active);
    Ok(MailOffer {
        counselling_fields: offered.map(field_of).collect::<ApiResult<_>>()?,
        counselors,
        master_data_fields,
    })
}
