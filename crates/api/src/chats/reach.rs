//! Who can be written to.

use super::{
    entity::{Model, member},
    people::account_of,
};
use crate::{
    ApiResult,
    caller::Caller,
    channels::operations::{offered_by, offered_by_counselors},
    clients::operations::primary_counselor_of,
    counselors::entity::{self as counselor, Entity as Counselors},
    facility,
};
use domain::{
    channels::Channel,
    chats::{ChatAccount, ChatKind},
    ids::CounselorId,
    presences::{Reach, Writer},
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use std::collections::{BTreeSet, HashMap};

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
    take_video_requests: BTreeSet<CounselorId>,
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
                take_video_requests: BTreeSet::new(),
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
            take_video_requests: take_video_requests(caller, &counselors, db).await?,
            counselors: counselors.iter().map(|one| (one.id, reach(one))).collect(),
        })
    }

    /// Whether the caller may ask this one for a video call.
    pub fn takes_video_requests(&self, partner: ChatAccount) -> bool {
        let counselor = partner.counselor();
        counselor.is_some_and(|id| self.take_video_requests.contains(&id)) && self.is(partner)
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

/// Which of these a client may ask for a video call; colleagues just start one.
async fn take_video_requests(
    caller: &Caller,
    counselors: &[counselor::Model],
    db: &impl ConnectionTrait,
) -> ApiResult<BTreeSet<CounselorId>> {
    let willing = counselors.iter().filter(|one| one.video_requests);
    let mut willing: BTreeSet<_> = willing.map(|one| one.id).collect();
    if caller.actor().client_id().is_none() || willing.is_empty() {
        return Ok(BTreeSet::new());
    }
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    if !offered_by(&facility)?.contains(Channel::Video) {
        return Ok(BTreeSet::new());
    }
    let offered = offered_by_counselors(caller.scope(), None).await?;
    willing.retain(|id| {
        let theirs = offered.get(id);
        theirs.is_none_or(|one| one.contains(Channel::Video))
    });
    Ok(willing)
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
