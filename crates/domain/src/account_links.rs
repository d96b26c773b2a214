//! Links that come by mail and let somebody set a password, once (chapter 10): after forgetting
//! the old one, or because they were invited.

use crate::{
    accounts::AccountKind,
    text::{EmailAddress, LinkToken, LoginName, NewClientPassword, Slug, TypedName},
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// The password was forgotten.
    #[cfg_attr(feature = "db", sea_orm(string_value = "forgotten_password"))]
    ForgottenPassword,
    /// Somebody made the account for them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "invitation"))]
    Invitation,
}

impl LinkPurpose {
    /// How long such a link is good for, if it is not used before.
    pub fn lifetime(self) -> TimeDelta {
        match self {
            Self::ForgottenPassword => TimeDelta::hours(1),
            Self::Invitation => TimeDelta::days(7),
        }
    }
}

/// Staff who forgot their password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "email": "m.brandt@lahntal.example", "login_name": "m.brandt"
})))]
#[serde(deny_unknown_fields)]
pub struct ForgottenPassword {
    /// Needed only where both exist in several facilities of the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facility: Option<Slug>,
    /// The e-mail address of the account.
    pub email: EmailAddress,
    /// Its login name.
    pub login_name: LoginName,
}

/// A client who forgot their password, at their portal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Seestern" })))]
#[serde(deny_unknown_fields)]
pub struct ForgottenClientPassword {
    /// Pseudonym or e-mail address: what they sign in with.
    pub name: TypedName,
}

/// The part of a link that proves it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "token": "AaITDxoMdBmzOgEdzXr2Cm1B5X0Vw2m0Zb3Q9s8yT1cKq4nL7hRj6dFgPaUeWxYz"
})))]
#[serde(deny_unknown_fields)]
pub struct LinkPresented {
    /// What stands behind the `#` of the link.
    pub token: LinkToken,
}

/// What a link that is good leads to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountLink {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// For which kind of account.
    pub kind: AccountKind,
    /// What the account signs in with: login name or pseudonym.
    pub name: String,
    /// The portal's address, where clients sign in; for staff the facility to name there.
    pub facility: Slug,
}

impl std::fmt::Debug for AccountLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountLink")
            .field("purpose", &self.purpose)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Setting a password with a link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "token": "AaITDxoMdBmzOgEdzXr2Cm1B5X0Vw2m0Zb3Q9s8yT1cKq4nL7hRj6dFgPaUeWxYz",
    "password": "ein langer Satz genügt"
})))]
#[serde(deny_unknown_fields)]
pub struct LinkRedemption {
    /// What stands behind the `#` of the link.
    pub token: LinkToken,
    /// The new password: of clients at least 8 characters, of staff at least 12.
    pub password: NewClientPassword,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_for_an_hour_and_an_invitation_for_a_week() {
        assert_eq!(LinkPurpose::ForgottenPassword.lifetime().num_minutes(), 60);
        assert_eq!(LinkPurpose::Invitation.lifetime().num_hours(), 7 * 24);
    }
}
