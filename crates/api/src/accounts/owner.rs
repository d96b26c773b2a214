//! Whose sign-in it is. What signing in needs to know of an account, and writes of it, is here.

use super::entity::Column;
use crate::{
    ApiResult,
    account_links::entity as account_link,
    caller::Caller,
    clients::entity as client,
    counselors::{self, entity as counselor},
    crypto::column::CLIENT_EMAIL,
    facility::entity as facility,
    scope::Scope,
    sessions,
    state::State,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Actor,
    accounts::{Account, AccountKind, Duty},
    audit::AuditRecord,
    ids::{ClientId, CounselorId, SessionId},
    passwords::OwnNames,
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, sea_query::Expr};

/// The account that somebody signs in to.
pub enum Owner {
    Counselor(counselor::Model),
    Client(client::Model),
}

impl Owner {
    /// The account that is signed in.
    pub async fn of(caller: &Caller) -> ApiResult<Self> {
        let actor = caller.actor();
        if let Some(id) = actor.client_id() {
            let client = Self::client(caller.scope(), id, caller.db()).await?;
            return Ok(client.ok_or(ProblemCode::NotFound)?);
        }
        let counselor = counselors::operations::exists(caller, caller.counselor_id()?).await?;
        Ok(Self::Counselor(counselor))
    }

    /// The counselor, if they are still there.
    pub async fn counselor(
        scope: &Scope,
        id: CounselorId,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Option<Self>> {
        let counselor = scope
            .find::<counselor::Entity>()
            .filter(counselor::Column::Id.eq(id))
            .one(db)
            .await?;
        Ok(counselor.map(Self::Counselor))
    }

    /// The client, if they are still there.
    pub async fn client(
        scope: &Scope,
        id: ClientId,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Option<Self>> {
        let client = scope
            .find::<client::Entity>()
            .filter(client::Column::Id.eq(id))
            .one(db)
            .await?;
        Ok(client.map(Self::Client))
    }

    /// Whether the account may be signed in to, invited to, or given another password. The one
    /// place that says so.
    pub fn may_sign_in(&self) -> bool {
        match self {
            Self::Counselor(counselor) => counselor.active,
            Self::Client(client) => client.status.can_sign_in(),
        }
    }

    /// Whether a mail can reach it.
    pub fn has_email(&self) -> bool {
        match self {
            Self::Counselor(_) => true,
            Self::Client(client) => client.sealed_email.is_some(),
        }
    }

    /// What it has to do before anything else.
    fn duty(&self, facility: &facility::Model) -> Option<Duty> {
        match self {
            Self::Counselor(model) => Duty::of_counselor(
                facility.two_factor_required,
                model.two_factor_since.is_some(),
            ),
            Self::Client(model) => Duty::of_client(model.password_change_due),
        }
    }

    /// As access rules see it.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Counselor(model) => Actor::Counselor {
                id: model.id,
                role: model.role,
            },
            Self::Client(model) => Actor::Client { id: model.id },
        }
    }

    /// Whether the account is staff's or a client's.
    pub fn kind(&self) -> AccountKind {
        match self {
            Self::Counselor(_) => AccountKind::Counselor,
            Self::Client(_) => AccountKind::Client,
        }
    }

    /// As the audit log names it.
    pub fn record(&self) -> AuditRecord {
        match self {
            Self::Counselor(model) => model.id.into(),
            Self::Client(model) => model.id.into(),
        }
    }

    /// What it signs in with: login name or pseudonym.
    pub fn name(&self) -> &str {
        match self {
            Self::Counselor(model) => &model.login_name,
            Self::Client(model) => &model.pseudonym,
        }
    }

    /// What its password is compared with; empty where there is none yet.
    pub fn password_hash(&self) -> &str {
        match self {
            Self::Counselor(model) => &model.password_hash,
            Self::Client(model) => &model.password_hash,
        }
    }

    /// What must not be in its password.
    pub async fn own_names(&self, state: &State, scope: &Scope) -> ApiResult<OwnNames> {
        let client = match self {
            Self::Counselor(model) => return Ok(model.own_names()),
            Self::Client(model) => model,
        };
        let names = OwnNames::new().and(&client.pseudonym);
        let Some(sealed) = &client.sealed_email else {
            return Ok(names);
        };
        let keys = state.keyring.facility(scope).await?;
        let key = keys.find_client_key(scope, client.id, &state.db).await?;
        let email = key.open(CLIENT_EMAIL, client.id.0, sealed)?;
        Ok(names.and_email(&email))
    }

    /// Sets another password and voids the links that could set one. `due` says whether somebody
    /// else knows it, so that it has to be changed.
    pub async fn set_password(
        &self,
        scope: &Scope,
        tx: &impl ConnectionTrait,
        hash: String,
        due: bool,
    ) -> ApiResult<()> {
        let links = match self {
            Self::Counselor(model) => {
                scope
                    .update::<counselor::Entity>()
                    .col_expr(counselor::Column::PasswordHash, Expr::value(hash))
                    .col_expr(counselor::Column::InvitedAt, none())
                    .filter(counselor::Column::Id.eq(model.id))
                    .exec(tx)
                    .await?;
                account_link::Column::CounselorId.eq(model.id)
            }
            Self::Client(model) => {
                scope
                    .update::<client::Entity>()
                    .col_expr(client::Column::PasswordHash, Expr::value(hash))
                    .col_expr(client::Column::PasswordChangeDue, Expr::value(due))
                    .col_expr(client::Column::InvitedAt, none())
                    .filter(client::Column::Id.eq(model.id))
                    .exec(tx)
                    .await?;
                account_link::Column::ClientId.eq(model.id)
            }
        };
        scope
            .delete::<account_link::Entity>()
            .filter(links)
            .exec(tx)
            .await?;
        Ok(())
    }

    /// Ends its sessions, but for one; their connections are to be ended after the commit.
    pub async fn end_sessions(
        &self,
        scope: &Scope,
        tx: &impl ConnectionTrait,
        but: Option<SessionId>,
        now: DateTime<Utc>,
    ) -> ApiResult<Vec<SessionId>> {
        let own = match self {
            Self::Counselor(model) => Column::CounselorId.eq(model.id),
            Self::Client(model) => Column::ClientId.eq(model.id),
        };
        let which = Condition::all()
            .add(own)
            .add_option(but.map(|id| Column::Id.ne(id)));
        sessions::end_within(scope, tx, which, now).await
    }

    /// What its owner is told when they sign in.
    pub fn account(self, facility: facility::Model) -> ApiResult<Account> {
        let (openness, duty) = (facility.openness, self.duty(&facility));
        let confidential_administration = facility.confidential_administration;
        let facility = facility.summary()?;
        Ok(match self {
            Self::Counselor(model) => Account::Counselor {
                id: model.id,
                role: model.role,
                display_name: model.display_name,
                picture: model.picture_id,
                language: model.language,
                facility,
                openness,
                confidential_administration,
                duty,
            },
            Self::Client(model) => Account::Client {
                id: model.id,
                pseudonym: model.pseudonym,
                language: model.language,
                facility,
                duty,
            },
        })
    }
}

fn none() -> Expr {
    Expr::value(None::<DateTime<Utc>>)
}
