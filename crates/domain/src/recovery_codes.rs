//! What opens a client's account when the password is forgotten and no mail can be sent (chapter 80).

use crate::{
    problem::{FieldCode, FieldError},
    text::{NewClientPassword, TypedName},
};
use serde::{Deserialize, Serialize};

/// Crockford's base 32: no letter that is taken for another, or for a digit.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters that are random; one more tells most slips of the pen.
pub const RANDOM_CHARS: usize = 24;
const CHARS: usize = RANDOM_CHARS + 1;
const GROUP: usize = 5;

/// A recovery code: 120 random bits, in five groups of five characters. It may be written in any
/// case, with or without what stands between the groups, and with `O` for `0` and `I` or `L` for `1`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "7K3QD-V0M9X-2JTRA-8PW5C-HE6NK"))]
#[serde(try_from = "String", into = "String")]
pub struct RecoveryCode([u8; CHARS]);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

impl RecoveryCode {
    /// A code out of random bytes.
    pub fn of(random: [u8; RANDOM_CHARS]) -> Self {
        let mut values = [0; CHARS];
        for (value, byte) in values.iter_mut().zip(random) {
            *value = byte % 32;
        }
        values[RANDOM_CHARS] = check(&values);
        Self(values)
    }

    /// In groups, as people read it.
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(CHARS + CHARS / GROUP);
        for (index, value) in self.0.iter().enumerate() {
            if index > 0 && index % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*value)]));
        }
        text
    }

    /// In the form in which it is hashed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Tells every character that is wrong, and nearly every two neighbours that changed places.
fn check(values: &[u8; CHARS]) -> u8 {
    let weighted = values[..RANDOM_CHARS].iter().enumerate();
    let sum: usize = weighted
        .map(|(index, value)| usize::from(*value) * if index % 2 == 0 { 1 } else { 3 })
        .sum();
    u8::try_from(sum % 32).unwrap_or_default()
}

/// What a character stands for; `None` if for nothing.
fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let at = ALPHABET.iter().position(|one| char::from(*one) == c)?;
    u8::try_from(at).ok()
}

impl TryFrom<&str> for RecoveryCode {
    type Error = FieldError;

    fn try_from(raw: &str) -> Result<Self, FieldError> {
        let wrong = || FieldError::new(FieldCode::InvalidFormat);
        let bare = raw.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let values: Vec<u8> = bare.map(value).collect::<Option<_>>().ok_or_else(wrong)?;
        if values.is_empty() {
            return Err(FieldError::new(FieldCode::Required));
        }
        let values: [u8; CHARS] = values.try_into().map_err(|_| wrong())?;
        if values[RANDOM_CHARS] == check(&values) {
            Ok(Self(values))
        } else {
            Err(wrong())
        }
    }
}

impl TryFrom<String> for RecoveryCode {
    type Error = FieldError;

    fn try_from(raw: String) -> Result<Self, FieldError> {
        Self::try_from(raw.as_str())
    }
}

impl From<RecoveryCode> for String {
    fn from(code: RecoveryCode) -> Self {
        code.grouped()
    }
}

/// A code that was made. It is shown this once, and the one before is void.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodeMade {
    /// The code.
    pub recovery_code: RecoveryCode,
}

/// Setting a password with a recovery code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Zugvogel", "recovery_code": "00000-00000-00000-00000-00000", "password": "ein langer Satz"
})))]
#[serde(deny_unknown_fields)]
pub struct PasswordRecovery {
    /// Pseudonym or e-mail address.
    pub name: TypedName,
    /// The code.
    pub recovery_code: RecoveryCode,
    /// The password from now on.
    pub password: NewClientPassword,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_however_it_is_written() {
        let code = RecoveryCode::of([
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
        ]);
        let text = code.grouped();
        assert_eq!(text.len(), 29);
        assert_eq!(text.matches('-').count(), 4);
        assert!(text.starts_with("01234-56789-ABCDE-FGHJK-MNPQ"), "{text}");
        for written in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('0', "O").replace('1', "l"),
            format!("  {text}\n"),
        ] {
            assert!(
                RecoveryCode::try_from(written.as_str()) == Ok(code.clone()),
                "{written}"
            );
        }
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }

    #[test]
    fn what_is_no_code_says_so() {
        let text = RecoveryCode::of([7; RANDOM_CHARS]).grouped();
        for (raw, expected) in [
            (String::new(), FieldCode::Required),
            (" - ".into(), FieldCode::Required),
            (text[..28].into(), FieldCode::InvalidFormat),
            (format!("{text}7"), FieldCode::InvalidFormat),
            (text.replacen('7', "U", 1), FieldCode::InvalidFormat),
            (text.replacen('7', "ü", 1), FieldCode::InvalidFormat),
        ] {
            let refused = RecoveryCode::try_from(raw.as_str()).unwrap_err();
            assert_eq!(refused.code, expected, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_told(random: [u8; RANDOM_CHARS], at in 0..CHARS, by in 1_u8..32) {
            let code = RecoveryCode::of(random);
            prop_assert!(RecoveryCode::try_from(code.grouped()) == Ok(code.clone()));
            let mut values = code.0;
            values[at] = (values[at] + by) % 32;
            prop_assert!(RecoveryCode::try_from(RecoveryCode(values).grouped()).is_err());
        }
    }
}
