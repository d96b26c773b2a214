use crate::problem::{FieldCode, FieldError};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! scopes {
    ($($(#[$doc:meta])* $scope:ident $name:tt,)*) => {
        /// Something an API token can be made for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum TokenScope {
            $($(#[$doc])* #[serde(rename = $name)] $scope,)*
        }

        impl TokenScope {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$scope,)*];

            /// How it is written.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$scope => $name,)*
                }
            }
        }
    };
}

scopes! {
    /// See who works at the facility.
    CounselorsRead "counselors:read",
    /// See the facility's clients, without contact data.
    ClientsRead "clients:read",
    /// Change who they are, without contact data.
    ClientsWrite "clients:write",
    /// See their contact data, together with `clients:read`.
    ClientContactsRead "client_contacts:read",
    /// Change their contact data, together with `clients:write`.
    ClientContactsWrite "client_contacts:write",
    /// See the clients' documents.
    DocumentsRead "documents:read",
    /// Upload documents, show them to clients, and delete them.
    DocumentsWrite "documents:write",
    /// See the mail requests with their threads.
    MailRequestsRead "mail_requests:read",
    /// Hear of changes as they happen.
    EventsRead "events:read",
}

impl FromStr for TokenScope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let mut all = Self::ALL.iter().copied();
        all.find(|scope| scope.name() == text).ok_or(UnknownScope)
    }
}

/// The text names no [`TokenScope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such scope")]
pub struct UnknownScope;

/// What one API token was made for, never nothing. Its text form is the names, with spaces
/// between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<TokenScope>", into = "Vec<TokenScope>")]
pub struct TokenScopes(u16);

impl TokenScopes {
    /// Whether the scope is among them.
    pub fn contains(self, scope: TokenScope) -> bool {
        self.0 & bit(scope) != 0
    }

    /// Them, in the order of [`TokenScope::ALL`].
    pub fn iter(self) -> impl Iterator<Item = TokenScope> {
        let all = TokenScope::ALL.iter().copied();
        all.filter(move |scope| self.contains(*scope))
    }
}

impl TryFrom<Vec<TokenScope>> for TokenScopes {
    type Error = FieldError;

    fn try_from(scopes: Vec<TokenScope>) -> Result<Self, FieldError> {
        if scopes.is_empty() {
            return Err(FieldError::new(FieldCode::Required));
        }
        Ok(scopes.into_iter().collect())
    }
}

impl From<TokenScopes> for Vec<TokenScope> {
    fn from(scopes: TokenScopes) -> Self {
        scopes.iter().collect()
    }
}

fn bit(scope: TokenScope) -> u16 {
    1 << (scope as u16)
}

impl FromIterator<TokenScope> for TokenScopes {
    fn from_iter<T: IntoIterator<Item = TokenScope>>(scopes: T) -> Self {
        let bits = scopes.into_iter().map(bit);
        Self(bits.fold(0, |all, one| all | one))
    }
}

impl fmt::Display for TokenScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(TokenScope::name).collect();
        f.write_str(&names.join(" "))
    }
}

impl FromStr for TokenScopes {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        text.split_whitespace().map(str::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_read_back_from_their_text() {
        for some in [&[][..], &[TokenScope::ClientsRead], TokenScope::ALL] {
            let scopes: TokenScopes = some.iter().copied().collect();
            assert_eq!(scopes.to_string().parse(), Ok(scopes));
            assert!(scopes.iter().eq(some.iter().copied()));
        }
        assert_eq!(
            "clients:read clients:everything".parse::<TokenScopes>(),
            Err(UnknownScope)
        );
    }

    #[test]
    fn every_scope_is_told_from_the_others() {
        for &scope in TokenScope::ALL {
            let only: TokenScopes = [scope].into_iter().collect();
            for &other in TokenScope::ALL {
                assert_eq!(only.contains(other), scope == other, "{scope:?} {other:?}");
            }
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.name());
        }
    }
}
