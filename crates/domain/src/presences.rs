//! Presence (chapter 50): whether somebody is there, and who may write to them.
//!
//! A counselor chooses one of four; whether a device of theirs is connected is what the server
//! sees. The choice holds on every device and outlasts them.

use crate::{chats::ChatAccount, ids::ConnectionId};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How often the server asks over the live connection whether somebody is still there.
pub const BEAT: TimeDelta = TimeDelta::seconds(10);
/// After how long without an answer a connection counts as lost. One answer may be late or lost.
pub const GONE_AFTER: TimeDelta = TimeDelta::seconds(25);
/// For how long a connection that ended counts as there: who loads a page anew does not leave.
pub const LINGERS: TimeDelta = TimeDelta::seconds(5);
/// How often the app says that somebody is still writing.
pub const TYPING_BEAT: TimeDelta = TimeDelta::seconds(3);
/// After how long without a word somebody writes no more.
pub const TYPING_ENDS_AFTER: TimeDelta = TimeDelta::seconds(6);

/// How somebody can be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// There.
    #[default]
    #[cfg_attr(feature = "db", sea_orm(string_value = "online"))]
    Online,
    /// Not there, or not to be seen; they can be written to.
    #[cfg_attr(feature = "db", sea_orm(string_value = "offline"))]
    Offline,
    /// Of clients, only those they normally look after write to them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "primary_clients_only"))]
    PrimaryClientsOnly,
    /// Nobody writes to them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "unavailable"))]
    Unavailable,
}

/// Who wants to write to a counselor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// One of the staff.
    Colleague,
    /// A client whom they normally look after.
    PrimaryClient,
    /// Any other client.
    OtherClient,
}

impl Presence {
    /// All, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::Online,
        Self::Offline,
        Self::PrimaryClientsOnly,
        Self::Unavailable,
    ];

    /// What others see of this choice: nobody is online without a device.
    #[must_use]
    pub fn shown(self, is_connected: bool) -> Self {
        match self {
            Self::Online if !is_connected => Self::Offline,
            chosen => chosen,
        }
    }

    /// Whether somebody who has chosen this can be written to.
    pub fn admits(self, writer: Writer) -> bool {
        match self {
            Self::Online | Self::Offline => true,
            Self::PrimaryClientsOnly => writer != Writer::OtherClient,
            Self::Unavailable => false,
        }
    }
}

/// Whether a counselor can be written to: by what they have chosen for now, by their profile, and
/// because their account is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whether they can sign in.
    pub active: bool,
    /// What their profile says, which holds for mail and appointments, too.
    pub primary_clients_only: bool,
    /// What they have chosen.
    pub presence: Presence,
}

impl Reach {
    /// Whether this one may write to them.
    pub fn admits(self, writer: Writer) -> bool {
        let kept_by_profile = self.primary_clients_only && writer == Writer::OtherClient;
        self.active && !kept_by_profile && self.presence.admits(writer)
    }
}

/// How somebody can be reached, as others see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountPresence {
    /// Who. Clients are online or offline.
    pub account: ChatAccount,
    /// How.
    pub presence: Presence,
}

/// What a counselor chooses.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "presence": "offline" })))]
#[serde(deny_unknown_fields)]
pub struct PresenceSet {
    /// From now on, until they choose anew.
    pub presence: Presence,
}

/// The answer to the question of a live connection.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "connection_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
#[serde(deny_unknown_fields)]
pub struct BeatAnswer {
    /// Which asked.
    pub connection_id: ConnectionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITERS: [Writer; 3] = [
        Writer::Colleague,
        Writer::PrimaryClient,
        Writer::OtherClient,
    ];

    #[test]
    fn nobody_is_online_without_a_device_and_nothing_else_hangs_on_one() {
        use Presence::{Offline, Online, PrimaryClientsOnly, Unavailable};
        for (chosen, connected, gone) in [
            (Online, Online, Offline),
            (Offline, Offline, Offline),
            (PrimaryClientsOnly, PrimaryClientsOnly, PrimaryClientsOnly),
            (Unavailable, Unavailable, Unavailable),
        ] {
            assert_eq!(chosen.shown(true), connected);
            assert_eq!(chosen.shown(false), gone);
        }
    }

    /// The whole table: choice, profile, and who writes.
    #[test]
    fn who_can_write_follows_the_choice_the_profile_and_the_account() {
        for presence in Presence::ALL {
            for primary_clients_only in [false, true] {
                let admitted = WRITERS.map(|writer| {
                    let reach = |active| Reach {
                        active,
                        primary_clients_only,
                        presence,
                    };
                    assert!(!reach(false).admits(writer), "{presence:?} {writer:?}");
                    reach(true).admits(writer)
                });
                let expected = match (presence, primary_clients_only) {
                    (Presence::Unavailable, _) => [false, false, false],
                    (Presence::PrimaryClientsOnly, _) | (_, true) => [true, true, false],
                    (Presence::Online | Presence::Offline, false) => [true, true, true],
                };
                assert_eq!(admitted, expected, "{presence:?} {primary_clients_only}");
            }
        }
    }

    /// A lost connection is noticed within half a minute, and one answer may be lost before that.
    #[test]
    fn a_lost_connection_counts_no_more_after_half_a_minute() {
        let half_a_minute = TimeDelta::seconds(30);
        assert!(GONE_AFTER < half_a_minute);
        assert!(BEAT * 2 < GONE_AFTER);
        assert!(LINGERS < GONE_AFTER);
        assert!(TYPING_BEAT < TYPING_ENDS_AFTER);
    }
}
