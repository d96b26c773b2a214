//! The second step of signing in, for staff (chapter 10): codes of an authenticator app (TOTP,
//! RFC 6238), and recovery codes for the day it is lost.

use crate::{
    accounts::Session,
    text::{ChallengeToken, TypedCode, TypedPassword},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Recovery codes that are made at a time.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code, not counting what stands between its groups.
const RECOVERY_CHARS: usize = 16;
const GROUP: usize = 4;
const DIGITS: usize = 6;

/// What signing in with a password leads to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum SignIn {
    /// The password is all it takes.
    Done(Session),
    /// A code is asked for.
    SecondStep(SignInChallenge),
}

impl SignIn {
    /// The session, if there is one already.
    pub fn session(self) -> Option<Session> {
        match self {
            Self::Done(session) => Some(session),
            Self::SecondStep(_) => None,
        }
    }
}

/// The password was right, and a code is needed as well. This is no session, and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInChallenge {
    /// To be sent along with the code, within five minutes.
    pub challenge: ChallengeToken,
}

/// The second step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "challenge": "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ…", "code": "492039"
})))]
#[serde(deny_unknown_fields)]
pub struct SignInConfirmation {
    /// What the first step answered.
    pub challenge: ChallengeToken,
    /// Six digits of the authenticator app, or a recovery code.
    pub code: TypedCode,
}

/// What was typed as a second factor.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondFactor {
    /// Six digits, from an authenticator app.
    Code(String),
    /// A recovery code, in the form in which they are compared.
    Recovery(String),
}

impl SecondFactor {
    /// Reads it however it is grouped; `None` if it can be neither.
    pub fn read(typed: &TypedCode) -> Option<Self> {
        let bare = |c: &char| !c.is_whitespace() && *c != '-';
        let text: String = typed.as_str().chars().filter(bare).collect();
        if text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Code(text));
        }
        let text = text.to_ascii_lowercase();
        let known = |byte| RECOVERY_ALPHABET.contains(&byte);
        (text.len() == RECOVERY_CHARS && text.bytes().all(known)).then_some(Self::Recovery(text))
    }
}

/// Letters and digits that are not taken for each other.
pub const RECOVERY_ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A recovery code out of random bytes, in the form in which they are compared.
pub fn recovery_code(random: [u8; RECOVERY_CHARS]) -> String {
    let letters = random.map(|byte| char::from(RECOVERY_ALPHABET[usize::from(byte % 32)]));
    letters.iter().collect()
}

/// A code in groups, as people read and write it.
pub fn grouped(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / GROUP);
    for (index, c) in code.chars().enumerate() {
        if index > 0 && index % GROUP == 0 {
            text.push('-');
        }
        text.push(c);
    }
    text
}

/// How it stands with one's own second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TwoFactor {
    /// Since when a code is asked for; absent while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// Recovery codes that were not used yet.
    #[cfg_attr(feature = "openapi", schema(example = 10))]
    pub recovery_codes_left: u64,
    /// Whether the facility asks it of everybody.
    pub required: bool,
}

/// Beginning to set it up, or to set it up anew on another device.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "own_password": "lahntal-demo-2026" })))]
#[serde(deny_unknown_fields)]
pub struct PasswordProof {
    /// One's own password, so that a screen left open is not enough.
    pub own_password: TypedPassword,
}

/// What the authenticator app needs to know. It is shown this once, and holds when a code of it
/// was sent back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TwoFactorSetup {
    /// The secret, to be typed in (base32, RFC 4648).
    #[cfg_attr(
        feature = "openapi",
        schema(example = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    )]
    pub secret: String,
    /// The same as a picture, to be photographed.
    pub qr_code: QrCode,
}

impl std::fmt::Debug for TwoFactorSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TwoFactorSetup(…)")
    }
}

/// A QR code, to be drawn in an `<svg viewBox="0 0 size size">`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QrCode {
    /// Units along an edge, the quiet zone included.
    #[cfg_attr(feature = "openapi", schema(example = 53))]
    pub size: u32,
    /// The dark parts, as data of an SVG path.
    #[cfg_attr(feature = "openapi", schema(example = "M4,4h7v1h-7z"))]
    pub path: String,
}

impl std::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QrCode(…)")
    }
}

/// The first code of a new secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "code": "492039" })))]
#[serde(deny_unknown_fields)]
pub struct TwoFactorConfirmation {
    /// Six digits.
    pub code: TypedCode,
}

/// Recovery codes, each good once in place of a code. They are shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// In groups of four characters.
    #[cfg_attr(feature = "openapi", schema(example = json!(["k7mt-3xqa-p9cd-w2fh"])))]
    pub codes: Vec<String>,
}

impl std::fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodes(…)")
    }
}

/// What the facility asks of its staff when they sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInSettings {
    /// Whether everybody needs a second step.
    pub two_factor_required: bool,
    /// How many active staff accounts have none yet.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub without_two_factor: u64,
    /// To be named by the next change.
    pub version: Version,
}

/// A change of [`SignInSettings`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "two_factor_required": true })))]
#[serde(deny_unknown_fields)]
pub struct SignInSettingsUpdate {
    /// Whether everybody needs a second step.
    pub two_factor_required: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Option<SecondFactor> {
        SecondFactor::read(&typed.try_into().unwrap())
    }

    #[test]
    fn codes_are_read_however_they_are_grouped() {
        for typed in ["492039", "492 039", " 49-20-39 "] {
            assert!(
                read(typed) == Some(SecondFactor::Code("492039".into())),
                "{typed}"
            );
        }
        for typed in [
            "K7MT-3XQA-P9CD-W2FH",
            "k7mt3xqap9cdw2fh",
            "k7mt 3xqa p9cd w2fh",
        ] {
            let code = "k7mt3xqap9cdw2fh".to_owned();
            assert!(read(typed) == Some(SecondFactor::Recovery(code)), "{typed}");
        }
        for typed in [
            "4920 3",
            "4920391",
            "49203x",
            "k7mt-3xqa-p9cd-w2f1",
            "k7mt-3xqa-p9cd-w2fhk",
        ] {
            assert!(read(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn the_alphabet_has_each_character_once_and_none_that_looks_like_another() {
        let mut letters = RECOVERY_ALPHABET.to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), 32);
        assert!(!letters.iter().any(|letter| b"01lo".contains(letter)));
    }

    #[test]
    fn what_is_shown_once_never_shows_in_debug_output() {
        let qr_code = QrCode {
            size: 21,
            path: "M0,0".into(),
        };
        let setup = TwoFactorSetup {
            secret: "JBSWY3DP".into(),
            qr_code,
        };
        let codes = RecoveryCodes {
            codes: vec!["k7mt".into()],
        };
        let shown = format!("{setup:?} {codes:?} {:?}", setup.qr_code);
        assert_eq!(shown, "TwoFactorSetup(…) RecoveryCodes(…) QrCode(…)");
    }

    proptest! {
        #[test]
        fn a_recovery_code_is_read_back_as_it_was_shown(random in any::<[u8; 16]>()) {
            let code = recovery_code(random);
            prop_assert!(read(&grouped(&code)) == Some(SecondFactor::Recovery(code)));
        }
    }
}
