//! The counselling centre: the tenant that everything else belongs to.

use crate::text::Slug;
use serde::{Deserialize, Serialize};

/// What anyone may know of a facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "slug": "lahntal", "name": "Beratungsstelle Lahntal", "time_zone": "Europe/Berlin"
})))]
pub struct FacilitySummary {
    /// The part of the portal's address that names it: `/p/{slug}`.
    pub slug: Slug,
    /// How it calls itself.
    pub name: String,
    /// IANA name of the zone its times are shown in.
    pub time_zone: String,
}
