//! A field of a change that can be emptied.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a change says of a field that may be empty: left out of the body, the field stays; `null`
/// empties it. To be skipped in serialising when it [is kept](Self::is_kept).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The field stays as it is.
    #[default]
    Keep,
    /// The field becomes this.
    Set(Option<T>),
}

impl<T> Patch<T> {
    /// Whether the field stays as it is.
    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Body {
        #[serde(default, skip_serializing_if = "Patch::is_kept")]
        phone: Patch<String>,
    }

    #[test]
    fn left_out_empty_and_filled_are_three_different_things() {
        for (json, phone) in [
            ("{}", Patch::Keep),
            (r#"{"phone":null}"#, Patch::Set(None)),
            (r#"{"phone":"1"}"#, Patch::Set(Some("1".to_owned()))),
        ] {
            let body = Body { phone };
            assert_eq!(serde_json::to_string(&body).unwrap(), json);
            assert_eq!(serde_json::from_str::<Body>(json).unwrap(), body);
        }
    }
}
