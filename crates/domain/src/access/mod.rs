//! Who may do what. The rules are data, in [`table`]; everyone asks [`decide`]: the server's
//! operations, the filters of its lists, and the app's navigation and buttons. What the table
//! does not allow is refused.

mod action;
mod scopes;
mod settings;
mod shown;
pub mod table;

pub use action::Action;
pub use scopes::{TokenScope, TokenScopes};
pub use settings::{OpennessSettings, OpennessSettingsUpdate};
pub use shown::{AccessCell, AccessRow, AccessTable, CallerKind};

use crate::ids::{ApiTokenId, ClientId, CounselorId};
use serde::{Deserialize, Serialize};

/// What a staff account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works with clients and their requests.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
    /// All of that, and runs the facility.
    #[cfg_attr(feature = "db", sea_orm(string_value = "admin"))]
    Admin,
}

/// How much of each other's work the counselors of a facility see (chapter 30). Admins and
/// clients are not affected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Openness {
    /// Everyone works on everything.
    #[cfg_attr(feature = "db", sea_orm(string_value = "fully_open"))]
    FullyOpen,
    /// Everyone sees everything and works on what is theirs or nobody's.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "open"))]
    Open,
    /// Everyone sees what is theirs or nobody's.
    #[cfg_attr(feature = "db", sea_orm(string_value = "restricted"))]
    Restricted,
    /// Everyone sees what is theirs.
    #[cfg_attr(feature = "db", sea_orm(string_value = "strongly_restricted"))]
    StronglyRestricted,
}

impl Openness {
    /// All levels, in the order of the columns of [`table`].
    pub const ALL: [Self; 4] = [
        Self::FullyOpen,
        Self::Open,
        Self::Restricted,
        Self::StronglyRestricted,
    ];
}

/// What a facility has chosen about who sees what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// How much of each other's work its counselors see.
    pub openness: Openness,
    /// Whether admins, too, read only what is theirs, but for a break-glass (chapter 30).
    pub confidential_administration: bool,
}

impl From<Openness> for System {
    fn from(openness: Openness) -> Self {
        Self {
            openness,
            confidential_administration: false,
        }
    }
}

/// Who is asking, reduced to what a rule may look at. The facility is not part of it: nobody
/// ever gets to see a row of another facility, so no rule has to say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A staff account.
    Counselor {
        /// Which.
        id: CounselorId,
        /// With which role.
        role: Role,
    },
    /// A person seeking help.
    Client {
        /// Which.
        id: ClientId,
    },
    /// Another program, on behalf of the facility.
    ApiToken {
        /// Which.
        id: ApiTokenId,
        /// What it was made for.
        scopes: TokenScopes,
    },
}

impl Actor {
    /// Whether this is staff with the admin role.
    pub fn is_admin(self) -> bool {
        matches!(
            self,
            Self::Counselor {
                role: Role::Admin,
                ..
            }
        )
    }

    /// The id, of whichever kind.
    pub fn id(self) -> uuid::Uuid {
        match self {
            Self::Counselor { id, .. } => id.0,
            Self::Client { id } => id.0,
            Self::ApiToken { id, .. } => id.0,
        }
    }

    /// The staff account, if it is one.
    pub fn counselor_id(self) -> Option<CounselorId> {
        match self {
            Self::Counselor { id, .. } => Some(id),
            Self::Client { .. } | Self::ApiToken { .. } => None,
        }
    }

    /// The client, if it is one.
    pub fn client_id(self) -> Option<ClientId> {
        match self {
            Self::Client { id } => Some(id),
            Self::Counselor { .. } | Self::ApiToken { .. } => None,
        }
    }

    /// The API token, if it is one.
    pub fn api_token_id(self) -> Option<ApiTokenId> {
        match self {
            Self::ApiToken { id, .. } => Some(id),
            Self::Counselor { .. } | Self::Client { .. } => None,
        }
    }
}

/// How the actor stands to what they want to do something with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Not one person's thing at all: the facility's lists, its settings, something new.
    Common,
    /// Theirs: they wrote it, work on it, look after it, or it is about them.
    Own,
    /// Nobody has taken it yet.
    Nobodys,
    /// A colleague has given it back for others to take.
    Released,
    /// Somebody else's.
    Others,
}

impl Relation {
    /// All of them, in the order of the columns of [`table`].
    pub const ALL: [Self; 5] = [
        Self::Common,
        Self::Own,
        Self::Nobodys,
        Self::Released,
        Self::Others,
    ];

    /// How the actor stands to what `counselor` looks after, or nobody.
    pub fn to_counselors(actor: Actor, counselor: Option<CounselorId>) -> Self {
        match counselor {
            None => Self::Nobodys,
            Some(_) if counselor == actor.counselor_id() => Self::Own,
            Some(_) => Self::Others,
        }
    }
}

/// The answer of a rule. "No" and "what request?" are different.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Go ahead.
    Allow,
    /// 403: the actor may know that it exists.
    Deny,
    /// 403: the API token was not made for this.
    MissingScope,
    /// 403: content that is not theirs, under confidential administration; only a break-glass
    /// opens it.
    BreakGlass,
    /// 404, the same as if it did not exist.
    Hide,
}

impl Access {
    /// Whether the answer is [`Self::Allow`].
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }

    /// Whether the thing is there for the actor, if not what is written in it.
    pub fn is_listed(self) -> bool {
        matches!(self, Self::Allow | Self::BreakGlass)
    }
}

/// May the actor do this to something they stand to like that, in a facility that has chosen so?
///
/// An API token acts for the whole facility: what its scopes name it may do, whoever's it is; but
/// it reads no more than an admin would.
pub fn decide(
    actor: Actor,
    system: impl Into<System>,
    action: Action,
    relation: Relation,
) -> Access {
    let system = system.into();
    let Some(row) = table::row(action) else {
        return unlisted(relation);
    };
    let locked = system.confidential_administration && row.is_content(relation);
    let kind = match actor {
        Actor::ApiToken { scopes, .. } => {
            return match row.scope {
                None => Access::Deny,
                Some(scope) if !scopes.contains(scope) => Access::MissingScope,
                Some(_) if locked => Access::BreakGlass,
                Some(_) => Access::Allow,
            };
        }
        Actor::Counselor {
            role: Role::Admin, ..
        } if locked => return Access::BreakGlass,
        Actor::Counselor {
            role: Role::Admin, ..
        } => CallerKind::Admin,
        Actor::Counselor {
            role: Role::Counselor,
            ..
        } => CallerKind::Counselor,
        Actor::Client { .. } => CallerKind::Client,
    };
    row.cell(kind, relation, system.openness)
        .unwrap_or(unlisted(relation))
}

/// What holds where the table says nothing.
fn unlisted(relation: Relation) -> Access {
    match relation {
        Relation::Common => Access::Deny,
        Relation::Own | Relation::Nobodys | Relation::Released | Relation::Others => Access::Hide,
    }
}

#[cfg(test)]
mod tests;
