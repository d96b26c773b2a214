//! Optimistic locking: everything people edit carries a version that each change raises.

use serde::{Deserialize, Serialize};

/// The version of a row, starting at 1. Sent as `ETag: "v3"` and expected back in `If-Match`
/// (RFC 9110, section 13.1.1); a change that names an older version is refused, not merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Version(pub i32);

impl Version {
    /// What a new row has.
    pub const FIRST: Self = Self(1);

    /// What the row has after one more change.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The entity tag, quotes included.
    pub fn etag(self) -> String {
        format!("\"v{}\"", self.0)
    }

    /// Reads an entity tag that [`Self::etag`] wrote; anything else is `None`.
    pub fn from_etag(tag: &str) -> Option<Self> {
        let digits = tag.trim().strip_prefix("\"v")?.strip_suffix('"')?;
        digits.parse().ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_reads_back_as_the_version_that_wrote_it() {
        for version in [Version::FIRST, Version(41), Version::FIRST.next()] {
            assert_eq!(Version::from_etag(&version.etag()), Some(version));
        }
    }

    #[test]
    fn foreign_and_weak_tags_are_not_versions() {
        for tag in [
            "",
            "*",
            "v1",
            "\"1\"",
            "W/\"v1\"",
            "\"v\"",
            "\"vx\"",
            "\"v99999999999\"",
        ] {
            assert_eq!(Version::from_etag(tag), None, "{tag}");
        }
    }
}
