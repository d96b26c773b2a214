//! How a facility addresses the people who seek its help.

use serde::{Deserialize, Serialize};

/// How German sentences address clients, at the portal and in automatic mails. Staff are always
/// addressed formally, and English has one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormOfAddress {
    /// "Sie".
    #[default]
    Formal,
    /// "du".
    Informal,
}

impl FormOfAddress {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Formal, Self::Informal];
}
