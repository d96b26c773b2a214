//! One function per operation. Nothing else reads or writes the table of addresses.

use super::{
    entity::{ActiveModel, Column, Entity},
    writing,
};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    change::Change,
    counselors::entity as counselor,
    scope::Scope,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    calendar_feeds::{CalendarFeed, CalendarFeedCreate, CalendarFeedCreated, CalendarFeedSettings},
    ids::CounselorId,
    problem::ProblemCode,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

/// Where feeds are, before the secret.
const PATH: &str = "/api/v1/calendar-feeds/";

/// Whether the caller has an address, and what it shows; never the address itself.
pub async fn read_calendar_feed(caller: &Caller) -> ApiResult<CalendarFeedSettings> {
    caller.check(Action::ReadCalendarFeed, Relation::Common)?;
    let row = caller.scope().find::<Entity>();
    let row = row.filter(Column::CounselorId.eq(caller.counselor_id()?));
    let found = row.one(caller.db()).await?;
    Ok(CalendarFeedSettings {
        feed: found.map(|one| one.feed()),
    })
}

/// Makes an address for the caller's calendar. The one before, if there was one, is void.
pub async fn create_calendar_feed(
    caller: &Caller,
    body: CalendarFeedCreate,
) -> ApiResult<CalendarFeedCreated> {
    caller.check(Action::CreateCalendarFeed, Relation::Common)?;
    let counselor = caller.counselor_id()?;
    let secret = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let mut change = Change::begin(caller, AuditAction::CreateCalendarFeed).await?;
    forget(&change, counselor).await?;
    let feed = CalendarFeed {
        shows: body.shows,
        created_at: caller.now(),
    };
    let model = ActiveModel {
        counselor_id: Set(counselor),
        facility_id: Set(caller.facility()),
        secret_hash: Set(hash(&secret)),
        shows: Set(feed.shows),
        created_at: Set(feed.created_at),
    };
    Entity::insert(model)
        .exec_without_returning(change.tx())
        .await?;
    change.on(counselor);
    change.commit().await?;
    let origin = caller.state().settings.public_url.trim_end_matches('/');
    Ok(CalendarFeedCreated {
        address: format!("{origin}{PATH}{secret}"),
        feed,
    })
}

/// Makes the caller's address void. Doing so again changes nothing.
pub async fn revoke_calendar_feed(caller: &Caller) -> ApiResult<()> {
    caller.check(Action::RevokeCalendarFeed, Relation::Common)?;
    let counselor = caller.counselor_id()?;
    let mut change = Change::begin(caller, AuditAction::RevokeCalendarFeed).await?;
    if forget(&change, counselor).await? == 0 {
        return Ok(());
    }
    change.on(counselor);
    change.commit().await
}

/// Makes a counselor's address void, within the transaction that deletes them. Answers how many
/// there were.
pub async fn forget(change: &Change<'_>, id: CounselorId) -> ApiResult<u64> {
    forget_in(change.caller().scope(), change.tx(), id).await
}

/// The same where no caller is, as with a password that is set by a link: whoever lost it may have
/// lost more.
pub async fn forget_in(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    id: CounselorId,
) -> ApiResult<u64> {
    let theirs = scope.delete::<Entity>();
    let theirs = theirs.filter(Column::CounselorId.eq(id));
    Ok(theirs.exec(tx).await?.rows_affected)
}

/// The calendar behind an address, for whoever knows it.
#[expect(
    clippy::disallowed_methods,
    reason = "the secret alone says whose it is"
)]
pub async fn serve_calendar_feed(public: &Public, secret: &str) -> ApiResult<String> {
    let state = public.state();
    let visitor = public.visitor().to_string();
    state.throttle.visit("calendar feed", &visitor)?;
    let found = Entity::find()
        .filter(Column::SecretHash.eq(hash(secret)))
        .find_also_related(counselor::Entity)
        .filter(counselor::Column::Active.eq(true))
        .one(&state.db)
        .await?;
    let Some((feed, Some(counselor))) = found else {
        return Err(ProblemCode::NotFound.into());
    };
    let scope = Scope::new(feed.facility_id, state.db.clone());
    writing::write((state, &scope), (&feed, &counselor), public.now()).await
}

/// What the database keeps of a secret. It is random, so one fast hash is enough.
fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}
