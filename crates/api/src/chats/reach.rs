//! Who can be written to.

use super::{
    entity::{Model, member},
    people::account_of,
};
use crate::{
    ApiResult,
    caller::Caller,
    clients::operations::primary_counselor_of,
    counselors::entity::{self as counselor, Entity as Counselors},
};
use domain::{
    chats::{ChatAccount, ChatKind},
    ids::CounselorId,
    presences::{Reach, Writer},
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use std::collections::HashMap;

/// Refuses to write where the other cannot be written to. In a group everybody can write.
pub async fn check_partner(
    caller: &Caller,
    chat: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    if chat.kind == ChatKind::Group {
        return Ok(());
    }
    let partner = caller
        .scope()
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(chat.id))
        .filter(member::Column::MemberId.ne(caller.actor().id()))
        .one(db)
        .await?;
    let Some(partner) = partner.as_ref().and_then(account_of) else {
        return Ok(());
    };
    if !Reachable::read(caller, [partner], db).await?.is(partner) {
        return Err(ProblemCode::CounselorUnreachable.into());
    }
    Ok(())
}

/// Refuses to write to a counselor who cannot be written to by the caller.
pub async fn check(
    caller: &Caller,
    counselor: &counselor::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    let writer = Writers::read(caller, db).await?.to(counselor.id);
    if !reach(counselor).admits(writer) {
        return Err(ProblemCode::CounselorUnreachable.into());
    }
    Ok(())
}

fn reach(counselor: &counselor::Model) -> Reach {
    Reach {
        active: counselor.active,
        primary_clients_only: counselor.primary_clients_only,
        presence: counselor.presence,
    }
}

/// Whom the caller can write to, of some whom they are in a conversation with.
pub struct Reachable {
    writers: Writers,
    counselors: HashMap<CounselorId, Reach>,
}

impl Reachable {
    /// Looks at all of them at once.
    pub async fn read(
        caller: &Caller,
        partners: impl IntoIterator<Item = ChatAccount>,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Self> {
        let ids = partners.into_iter().filter_map(ChatAccount::counselor);
        let ids: Vec<_> = ids.collect();
        if ids.is_empty() {
            return Ok(Self {
                writers: Writers::Colleague,
                counselors: HashMap::new(),
            });
        }
        let counselors = caller
            .scope()
            .find::<Counselors>()
            .filter(counselor::Column::Id.is_in(ids))
            .all(db)
            .await?;
        Ok(Self {
            writers: Writers::read(caller, db).await?,
            counselors: counselors.iter().map(|one| (one.id, reach(one))).collect(),
        })
    }

    /// Whether this one can be written to. Staff write to every client.
    pub fn is(&self, partner: ChatAccount) -> bool {
        let ChatAccount::Counselor(id) = partner else {
            return true;
        };
        let reach = self.counselors.get(&id);
        reach.is_some_and(|reach| reach.admits(self.writers.to(id)))
    }
}

/// As whom the caller writes to counselors.
enum Writers {
    Colleague,
    /// A client, with who normally looks after them.
    Client(Option<CounselorId>),
}

impl Writers {
    async fn read(caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<Self> {
        Ok(match caller.actor().client_id() {
            None => Self::Colleague,
            Some(id) => Self::Client(primary_counselor_of(caller.scope(), id, db).await?),
        })
    }

    fn to(&self, counselor: CounselorId) -> Writer {
        match self {
            Self::Colleague => Writer::Colleague,
            Self::Client(primary) if *primary == Some(counselor) => Writer::PrimaryClient,
            Self::Client(_) => Writer::OtherClient,
        }
    }
}
