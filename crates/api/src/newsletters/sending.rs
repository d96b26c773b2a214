//! Sending one: who gets it is written down before the first mail, so that a run that was killed
//! goes on where it was; each is made a run's own before the mail server is given it, so that nobody
//! gets it twice.

use super::{
    entity::{
        ActiveModel, Column, Entity,
        recipient::{self, RecipientState},
    },
    unsubscribing::address,
};
use crate::{
    ApiError, ApiResult,
    clock::Clock,
    counselors::entity as counselor,
    crypto::{Keyring, hex},
    database,
    outgoing_mails::{Letter, MailError, Mailer},
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::outgoing_mails::newsletter;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseConnection, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

/// What is sent.
pub struct Newsletter<'a> {
    pub subject: &'a str,
    pub text: &'a str,
    /// Mails a minute.
    pub per_minute: u32,
    /// The address people use.
    pub public_url: &'a str,
    /// This installation's name.
    pub host: &'a str,
    /// Whether those get it, too, of whom nobody knows whether they have.
    pub unclear_too: bool,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Mails of this run.
    pub mails: u64,
    /// Those who wanted it no more.
    pub left_out: u64,
    /// Addresses that the mail server refuses for good.
    pub failed: u64,
    /// Those who got it before this run.
    pub before: u64,
    /// Those who still wait: the mail server took no more.
    pub waiting: u64,
    /// Those of whom nobody knows: a run was killed, or the connection broke, after the mail server
    /// was given theirs and before it said that it has taken it. Or another run is at it now.
    pub unclear: u64,
}

/// Who gets a newsletter: active accounts that asked for it.
fn subscribed() -> Condition {
    Condition::all()
        .add(counselor::Column::Active.eq(true))
        .add(counselor::Column::Newsletter.eq(true))
}

/// How many would get it now: of one that was begun, whoever still waits and still wants it.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
pub async fn count_readers(db: &DatabaseConnection, newsletter: &Newsletter<'_>) -> ApiResult<u64> {
    let begun = Entity::find()
        .filter(Column::Fingerprint.eq(newsletter.fingerprint()))
        .one(db)
        .await?;
    let mut readers = counselor::Entity::find().filter(subscribed());
    if let Some(begun) = begun {
        let waiting = recipient::Entity::find()
            .filter(recipient::Column::NewsletterId.eq(begun.id))
            .filter(recipient::Column::State.is_in(newsletter.open()))
            .select_only()
            .column(recipient::Column::CounselorId)
            .into_query();
        readers = readers.filter(counselor::Column::Id.in_subquery(waiting));
    }
    Ok(readers.count(db).await?)
}

impl Newsletter<'_> {
    /// The same subject and text are the same newsletter.
    fn fingerprint(&self) -> String {
        hex(&Sha256::digest([self.subject, "\n\n", self.text].concat()))
    }

    /// Whose turn is still to come.
    fn open(&self) -> Vec<RecipientState> {
        let unclear = self.unclear_too.then_some(RecipientState::Sending);
        std::iter::once(RecipientState::Waiting)
            .chain(unclear)
            .collect()
    }
}

/// Sends it to everybody who wanted it when it was first begun and still does. It rests after each
/// mail for as long as it is told to here, so that mail servers do not take it for a flood.
pub async fn send(
    db: &DatabaseConnection,
    (keyring, clock, mailer): (&Keyring, &Clock, &Mailer),
    newsletter: &Newsletter<'_>,
    rest: impl AsyncFn(Duration),
) -> ApiResult<Sent> {
    let id = begin(db, newsletter, clock.now()).await?;
    let mut all = Sent {
        before: count(db, id, RecipientState::Sent).await?,
        ..Sent::default()
    };
    if newsletter.unclear_too {
        put_back(db, id).await?;
    }
    let pause = Duration::from_mins(1) / newsletter.per_minute.max(1);
    while let Some(one) = next(db, id).await? {
        let scope = Scope::new(one.facility_id, db.clone());
        if !take(&scope, &one).await? {
            // Another run was faster.
            continue;
        }
        let reader = scope
            .find::<counselor::Entity>()
            .filter(counselor::Column::Id.eq(one.counselor_id))
            .filter(subscribed())
            .one(db)
            .await?;
        let Some(reader) = reader else {
            note(&scope, &one, (RecipientState::LeftOut, None), clock.now()).await?;
            all.left_out += 1;
            continue;
        };
        let keys = keyring.facility(&scope).await?;
        let leave = address(newsletter.public_url, &keys, reader.id);
        let mail = newsletter::mail(
            reader.language,
            (newsletter.subject, newsletter.text),
            &leave,
        );
        let letter = Letter {
            to: &reader.email,
            facility: "Beistand",
            // The same when it is sent again after a crash, so that programs can tell.
            message_id: &format!("<newsletter.{id}.{}@{}>", reader.id, newsletter.host),
            mail: &mail,
            calendar: None,
            unsubscribe: Some(&leave),
            at: clock.now(),
        };
        match mailer.send(letter, async || true).await {
            Ok(()) => {
                note(&scope, &one, (RecipientState::Sent, None), clock.now()).await?;
                all.mails += 1;
            }
            Err(MailError::Never(why)) => {
                let failed = (RecipientState::Failed, Some(why));
                note(&scope, &one, failed, clock.now()).await?;
                all.failed += 1;
            }
            // It is about the mail server: whoever waits gets theirs with the next run.
            Err(why @ (MailError::NotNow(_) | MailError::Lost)) => {
                note(&scope, &one, (RecipientState::Waiting, None), clock.now()).await?;
                tracing::warn!(%why, "the mail server takes no more");
                break;
            }
            Err(MailError::Unclear(why)) => {
                tracing::warn!(why, "the mail server does not say whether it has taken one");
                break;
            }
        }
        rest(pause).await;
    }
    all.unclear = count(db, id, RecipientState::Sending).await?;
    all.waiting = count(db, id, RecipientState::Waiting).await?;
    Ok(all)
}

/// Writes it down with everybody who gets it, or finds it where it was begun before.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
async fn begin(
    db: &DatabaseConnection,
    newsletter: &Newsletter<'_>,
    now: DateTime<Utc>,
) -> ApiResult<Uuid> {
    let fingerprint = newsletter.fingerprint();
    let tx = database::begin_write(db).await?;
    let new = ActiveModel {
        id: Set(Uuid::now_v7()),
        fingerprint: Set(fingerprint.clone()),
        subject: Set(newsletter.subject.to_owned()),
        created_at: Set(now),
    };
    let id = *new.id.as_ref();
    Entity::insert(new)
        .on_conflict_do_nothing_on([Column::Fingerprint])
        .exec_without_returning(&tx)
        .await?;
    let found = Entity::find()
        .filter(Column::Fingerprint.eq(fingerprint))
        .one(&tx)
        .await?;
    let found = found.ok_or_else(|| ApiError::Internal("a newsletter is not there".into()))?;
    if found.id == id {
        let readers = counselor::Entity::find()
            .filter(subscribed())
            .all(&tx)
            .await?;
        for one in readers {
            let recipient = recipient::ActiveModel {
                newsletter_id: Set(id),
                counselor_id: Set(one.id),
                facility_id: Set(one.facility_id),
                state: Set(RecipientState::Waiting),
                last_error: Set(None),
                sent_at: Set(None),
            };
            recipient::Entity::insert(recipient)
                .exec_without_returning(&tx)
                .await?;
        }
    }
    tx.commit().await?;
    Ok(found.id)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
async fn next(db: &DatabaseConnection, newsletter: Uuid) -> ApiResult<Option<recipient::Model>> {
    Ok(recipient::Entity::find()
        .filter(recipient::Column::NewsletterId.eq(newsletter))
        .filter(recipient::Column::State.eq(RecipientState::Waiting))
        .order_by_asc(recipient::Column::CounselorId)
        .one(db)
        .await?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
async fn count(db: &DatabaseConnection, newsletter: Uuid, state: RecipientState) -> ApiResult<u64> {
    Ok(recipient::Entity::find()
        .filter(recipient::Column::NewsletterId.eq(newsletter))
        .filter(recipient::Column::State.eq(state))
        .count(db)
        .await?)
}

/// Makes one this run's, before the mail server is given it: a run that was killed in between leaves
/// it unclear, and whoever got theirs gets no second one.
async fn take(scope: &Scope, one: &recipient::Model) -> ApiResult<bool> {
    let taken = scope
        .update::<recipient::Entity>()
        .col_expr(
            recipient::Column::State,
            Expr::value(RecipientState::Sending),
        )
        .filter(recipient::Column::NewsletterId.eq(one.newsletter_id))
        .filter(recipient::Column::CounselorId.eq(one.counselor_id))
        .filter(recipient::Column::State.eq(RecipientState::Waiting))
        .exec(scope.db())
        .await?;
    Ok(taken.rows_affected > 0)
}

/// Lets those wait again of whom nobody knows.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
async fn put_back(db: &DatabaseConnection, newsletter: Uuid) -> ApiResult<()> {
    recipient::Entity::update_many()
        .col_expr(
            recipient::Column::State,
            Expr::value(RecipientState::Waiting),
        )
        .filter(recipient::Column::NewsletterId.eq(newsletter))
        .filter(recipient::Column::State.eq(RecipientState::Sending))
        .exec(db)
        .await?;
    Ok(())
}

async fn note(
    scope: &Scope,
    one: &recipient::Model,
    (state, why): (RecipientState, Option<String>),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let sent_at = (state == RecipientState::Sent).then_some(now);
    scope
        .update::<recipient::Entity>()
        .col_expr(recipient::Column::State, Expr::value(state))
        .col_expr(recipient::Column::LastError, Expr::value(why))
        .col_expr(recipient::Column::SentAt, Expr::value(sent_at))
        .filter(recipient::Column::NewsletterId.eq(one.newsletter_id))
        .filter(recipient::Column::CounselorId.eq(one.counselor_id))
        .exec(scope.db())
        .await?;
    Ok(())
}
