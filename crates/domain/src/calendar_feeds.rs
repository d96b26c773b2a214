//! A counselor's calendar as an address that programs of their own read (chapter 40).

use crate::language::Language;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How much such a calendar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeedContent {
    /// That the time is taken.
    #[cfg_attr(feature = "db", sea_orm(string_value = "busy"))]
    Busy,
    /// With whom, by pseudonym, and what blockers and absences are called.
    #[cfg_attr(feature = "db", sea_orm(string_value = "pseudonyms"))]
    Pseudonyms,
}

impl FeedContent {
    /// What an entry is called that is called so by staff, if it is called anything.
    pub fn title(self, language: Language, told: Option<String>) -> String {
        match (self, language, told) {
            (Self::Pseudonyms, _, Some(told)) => told,
            (_, Language::De, _) => "Belegt".into(),
            (_, Language::En, _) => "Busy".into(),
        }
    }
}

/// The address, as its counselor sees it later on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeed {
    /// How much it says.
    pub shows: FeedContent,
    /// Since when it holds.
    pub created_at: DateTime<Utc>,
}

/// Whether a counselor has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeedSettings {
    /// The one that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed: Option<CalendarFeed>,
}

/// How much a new address is to say.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "shows": "busy" })))]
#[serde(deny_unknown_fields)]
pub struct CalendarFeedCreate {
    /// That.
    pub shows: FeedContent,
}

/// A new address. It is shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeedCreated {
    /// Whoever knows it reads the calendar.
    pub address: String,
    /// The rest.
    pub feed: CalendarFeed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_to_say_little_says_that_time_is_taken() {
        let title = |shows: FeedContent, told: Option<&str>| {
            [Language::De, Language::En].map(|one| shows.title(one, told.map(str::to_owned)))
        };
        let told = Some("Seestern");
        assert_eq!(title(FeedContent::Busy, told), ["Belegt", "Busy"]);
        assert_eq!(title(FeedContent::Pseudonyms, told), ["Seestern"; 2]);
        assert_eq!(title(FeedContent::Pseudonyms, None), ["Belegt", "Busy"]);
    }
}
