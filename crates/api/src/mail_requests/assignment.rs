//! Who gets a new request: the facts that the domain's rules look at, gathered in the transaction
//! that assigns.

use super::entity::{mail_request, message};
use crate::{
    ApiResult,
    change::Change,
    clients,
    counselors::{
        availability::{self, CounselledFields, counselled_fields},
        entity as counselor,
    },
    facility,
    scope::Scope,
};
use domain::{
    ids::{ClientId, CounsellingFieldId, CounselorId},
    mail_requests::{
        MailRequestStatus,
        assignment::{Assignment, Availability, Bond, Candidate, Wish, assign},
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
};
use std::collections::{BTreeSet, HashMap};

/// Which counselors a client knows.
#[derive(Default)]
pub struct Bonds {
    primary: Option<CounselorId>,
    corresponded: BTreeSet<CounselorId>,
}

impl Bonds {
    /// Those of a client, who is looked after by `primary`.
    pub async fn of(
        scope: &Scope,
        client: ClientId,
        primary: Option<CounselorId>,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Self> {
        let requests = scope
            .find::<mail_request::Entity>()
            .select_only()
            .column(mail_request::Column::Id)
            .filter(mail_request::Column::ClientId.eq(client))
            .into_query();
        let corresponded: Vec<CounselorId> = scope
            .find_named::<message::Entity>(message::Column::MailRequestId.in_subquery(requests))
            .filter(message::Column::CounselorId.is_not_null())
            .select_only()
            .column(message::Column::CounselorId)
            .distinct()
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            primary,
            corresponded: corresponded.into_iter().collect(),
        })
    }

    fn with(&self, counselor: CounselorId) -> Bond {
        if self.primary == Some(counselor) {
            Bond::Primary
        } else if self.corresponded.contains(&counselor) {
            Bond::Corresponded
        } else {
            Bond::Stranger
        }
    }
}

#[derive(FromQueryResult)]
struct Count {
    counselor_id: CounselorId,
    requests: i64,
}

/// These counselors as the rules look at them, in a fixed number of queries.
pub async fn candidates(
    scope: &Scope,
    models: &[counselor::Model],
    fields: &CounselledFields,
    bonds: &Bonds,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Candidate>> {
    let with_places = models.iter().filter(|one| one.mail_capacity > Some(0));
    let with_places: Vec<_> = with_places.map(|one| one.id).collect();
    let counts: HashMap<CounselorId, u64> = if with_places.is_empty() {
        HashMap::new()
    } else {
        use mail_request::Column;
        let counts: Vec<Count> = scope
            .find_named::<mail_request::Entity>(Column::CounselorId.is_in(with_places))
            .filter(Column::Status.is_in(MailRequestStatus::UNCOMPLETED))
            .select_only()
            .column(Column::CounselorId)
            .column_as(Column::Id.count(), "requests")
            .group_by(Column::CounselorId)
            .into_model()
            .all(db)
            .await?;
        let counts = counts.into_iter();
        counts
            .map(|count| (count.counselor_id, count.requests.unsigned_abs()))
            .collect()
    };
    let candidate = |model: &counselor::Model| {
        Ok(Candidate {
            id: model.id,
            active: model.active,
            availability: model.availability()?,
            uncompleted: counts.get(&model.id).copied().unwrap_or_default(),
            primary_clients_only: model.primary_clients_only,
            counselling_fields: fields.get(&model.id).cloned().unwrap_or_default(),
            bond: bonds.with(model.id),
        })
    };
    models.iter().map(candidate).collect()
}

/// What decides about a new request.
pub struct Asked {
    /// Who wrote it.
    pub client: ClientId,
    /// On what.
    pub field: Option<CounsellingFieldId>,
    /// Who is to answer.
    pub counselor: Option<CounselorId>,
}

/// Decides who gets it. From here to the end of the transaction nobody else is given to whoever
/// was asked for.
pub async fn decide(change: &Change<'_>, asked: &Asked) -> ApiResult<Assignment> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let wish = match asked.counselor {
        Some(id) => {
            let chosen = availability::lock(scope, id, tx).await?;
            let own = change.caller().actor().counselor_id() == Some(id);
            if own && chosen.as_ref().is_some_and(|one| one.active) {
                // Whoever writes it down for themselves has taken it over.
                return Ok(Assignment::Chosen(id));
            }
            Some(chosen)
        }
        None => None,
    };
    let fallback = match facility.fallback_counselor_id {
        Some(id) => availability::lock(scope, id, tx).await?,
        None => None,
    };
    let fallback = fallback.as_ref().map(|model| Candidate {
        id: model.id,
        active: model.active,
        availability: Availability::Unlimited,
        uncompleted: 0,
        primary_clients_only: false,
        counselling_fields: BTreeSet::new(),
        bond: Bond::Stranger,
    });
    if let Some(chosen) = wish {
        let models: Vec<_> = chosen.into_iter().collect();
        let chosen = known(change, asked, &models).await?.into_iter().next();
        let wish = Wish::For(chosen.as_ref());
        return Ok(assign(wish, asked.field, fallback.as_ref()));
    }
    let models = availability::active(scope, tx).await?;
    let fields = counselled_fields(scope, None, tx).await?;
    let all = candidates(scope, &models, &fields, &Bonds::default(), tx).await?;
    let somebody_is_free = all.iter().any(|one| one.is_free(asked.field));
    let wish = Wish::Anyone { somebody_is_free };
    Ok(assign(wish, asked.field, fallback.as_ref()))
}

/// Whom the client asked for, as the rules look at them.
async fn known(
    change: &Change<'_>,
    asked: &Asked,
    models: &[counselor::Model],
) -> ApiResult<Vec<Candidate>> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let primary = clients::operations::find_primary_counselor(change, asked.client).await?;
    let bonds = Bonds::of(scope, asked.client, primary, tx).await?;
    let fields = counselled_fields(scope, asked.counselor, tx).await?;
    candidates(scope, models, &fields, &bonds, tx).await
}

/// Makes whose the client's request has become their primary counselor, if the facility wants it
/// and they have none yet.
pub async fn note_first_counselor(
    change: &mut Change<'_>,
    client: ClientId,
    counselor: CounselorId,
) -> ApiResult<()> {
    let facility = change.caller().facility();
    let facility = facility::operations::by_id(change.tx(), facility).await?;
    if facility.automatic_primary_counselor {
        clients::operations::give_first_counselor(change, client, counselor).await?;
    }
    Ok(())
}
