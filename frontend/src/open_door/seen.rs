//! Up to where the conversations at the door were read in this tab.

use crate::ui::dom;
use domain::{ids::OpenDoorVisitId, open_door::OpenDoorVisit};
use leptos::prelude::*;

/// What the tab remembers it under. It is gone with the tab, as the visits are after a day.
fn name(id: OpenDoorVisitId) -> String {
    format!("beistand.door_read.{id}")
}

/// What was read.
#[derive(Clone, Copy)]
pub struct Seen {
    /// Raised when something was.
    era: RwSignal<u32>,
}

impl Seen {
    /// As this tab remembers it.
    pub fn new() -> Self {
        Self {
            era: RwSignal::new(0),
        }
    }

    /// Notes that everything up to there was shown.
    pub fn note(self, id: OpenDoorVisitId, position: i64) {
        if position > Self::read(id) {
            dom::remember_in_tab(&name(id), Some(&position.to_string()));
            self.era.update(|era| *era += 1);
        }
    }

    /// Whether something was written that was not; notifies.
    pub fn is_unread(self, visit: &OpenDoorVisit) -> bool {
        self.era.with(|_| ());
        visit.ended_at.is_none() && visit.last_position > Self::read(visit.id)
    }

    fn read(id: OpenDoorVisitId) -> i64 {
        let read = dom::remembered_in_tab(&name(id));
        read.and_then(|read| read.parse().ok()).unwrap_or_default()
    }
}
