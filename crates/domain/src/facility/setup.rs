//! What a new facility does before its first request.

use serde::{Deserialize, Serialize};

/// One thing of it, in the order in which they are best done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    /// Where it is and how it can be reached.
    ContactData,
    /// Imprint and privacy notice, in every language of the portal.
    LegalPages,
    /// When it is open and by when it answers.
    WorkingTime,
    /// Who can make an account.
    Registration,
    /// Mail goes out, which invitations need: set up by whoever runs the server.
    Mail,
    /// Somebody else works here.
    Counselors,
    /// A first request has arrived.
    TestRequest,
}

impl SetupStep {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ContactData,
        Self::LegalPages,
        Self::WorkingTime,
        Self::Registration,
        Self::Mail,
        Self::Counselors,
        Self::TestRequest,
    ];
}

/// Whether it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetupItem {
    /// What.
    pub step: SetupStep,
    /// Whether it is, at this moment.
    pub done: bool,
}

/// How far a facility has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Setup {
    /// Every step.
    pub items: Vec<SetupItem>,
    /// Whether an admin has put the list away.
    pub dismissed: bool,
}

impl Setup {
    /// How many are done.
    pub fn done(&self) -> usize {
        self.items.iter().filter(|item| item.done).count()
    }
}
