//! Which passwords may be chosen (chapter 10, after NIST SP 800-63B and BSI ORP.4), and how good
//! they are. How hard one is to guess is counted by the server, which has the word lists.

use crate::{
    accounts::AccountKind,
    counselors::CounselorCreate,
    problem::{FieldCode, FieldError},
    text::{
        EmailAddress, NewClientPassword, NewCounselorPassword, Pseudonym, TypedName, TypedPassword,
    },
};
use serde::{Deserialize, Serialize};

/// The fewest characters of a name for which passwords are searched: shorter ones stand in a good
/// password by chance.
pub const MIN_NAME_CHARS: usize = 4;

/// What an account is called, to be kept out of its password.
#[derive(Clone, Default)]
pub struct OwnNames(Vec<String>);

impl std::fmt::Debug for OwnNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnNames(…)")
    }
}

impl OwnNames {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A pseudonym, login name, first, last or display name.
    #[must_use]
    pub fn and(mut self, name: &str) -> Self {
        self.0.push(name.to_lowercase());
        self
    }

    /// An e-mail address, of which the part before the `@` is a name.
    #[must_use]
    pub fn and_email(self, address: &str) -> Self {
        let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
        self.and(local)
    }

    /// The names of new staff.
    pub fn of_counselor(counselor: &CounselorCreate) -> Self {
        Self::new()
            .and(counselor.login_name.as_str())
            .and_email(counselor.email.as_str())
            .and(counselor.first_name.as_str())
            .and(counselor.last_name.as_str())
            .and(counselor.display_name.as_str())
    }

    /// The names of a client.
    pub fn of_client(pseudonym: &Pseudonym, email: Option<&EmailAddress>) -> Self {
        let names = Self::new().and(pseudonym.as_str());
        match email {
            Some(email) => names.and_email(email.as_str()),
            None => names,
        }
    }

    /// Whole names and their parts, in lower case, without those that are too short to count.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let names = self.0.iter().map(|name| name.trim());
        let words = names.flat_map(|name| std::iter::once(name).chain(name.split(is_between)));
        words.filter(|word| word.chars().count() >= MIN_NAME_CHARS)
    }

    /// Whether a password holds one of them, however it is written.
    fn are_in(&self, password: &str) -> bool {
        let password = password.to_lowercase();
        // `m.brandt` also in the guise of `MBrandt`.
        let joined: String = password.chars().filter(|c| !is_between(*c)).collect();
        self.words().any(|word| {
            let glued: String = word.chars().filter(|c| !is_between(*c)).collect();
            password.contains(word)
                || (glued.chars().count() >= MIN_NAME_CHARS && joined.contains(&glued))
        })
    }
}

/// What stands between the parts of a name.
fn is_between(c: char) -> bool {
    c.is_whitespace() || ".-_+'’".contains(c)
}

/// Refuses what is too short or too long for this kind of account, and what holds one of its own
/// names. Whether it is a common one the server checks.
pub fn check(kind: AccountKind, password: &str, names: &OwnNames) -> Result<(), FieldError> {
    match kind {
        AccountKind::Counselor => NewCounselorPassword::try_from(password).map(drop)?,
        AccountKind::Client => NewClientPassword::try_from(password).map(drop)?,
    }
    if names.are_in(password) {
        return Err(FieldError::new(FieldCode::ContainsName));
    }
    Ok(())
}

/// How good a password would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasswordStrength {
    /// It would not be taken.
    Refused,
    /// Good enough against guessing over the network.
    Fair,
    /// Good.
    Good,
    /// Good against somebody with a great many computers, too.
    Strong,
}

/// What would make a password better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasswordAdvice {
    /// It needs more characters.
    Longer,
    /// It needs fewer.
    Shorter,
    /// It holds a name of the account.
    NoName,
    /// It is, or nearly is, a password that many people use.
    NotCommon,
    /// It repeats something, follows the keyboard or an alphabet, or is a date.
    NoPattern,
    /// More words that have nothing to do with each other.
    MoreWords,
}

/// A password that somebody thinks of, to be rated before it is chosen. It is neither kept nor
/// noted anywhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "kind": "client", "password": "ein langer Satz", "names": ["Zugvogel"]
})))]
#[serde(deny_unknown_fields)]
pub struct PasswordCandidate {
    /// For which kind of account.
    pub kind: AccountKind,
    /// The password.
    pub password: TypedPassword,
    /// What the account is called, as far as the form knows; the first eight count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<TypedName>,
}

impl PasswordCandidate {
    /// The most names that are looked for.
    pub const MAX_NAMES: usize = 8;

    /// What the account is called, e-mail addresses among it.
    pub fn own_names(&self) -> OwnNames {
        let names = self.names.iter().take(Self::MAX_NAMES);
        names.fold(OwnNames::new(), |names, name| {
            names.and_email(name.as_str())
        })
    }
}

/// What the server says of a [`PasswordCandidate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordRating {
    /// How good it would be.
    pub strength: PasswordStrength,
    /// What would make it better, the most important first.
    pub advice: Vec<PasswordAdvice>,
}

/// Somebody changing their own password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "current_password": "ein langer Satz", "password": "ein anderer langer Satz"
})))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The one that is good now.
    pub current_password: TypedPassword,
    /// The new one: of clients at least 8 characters, of staff at least 12.
    pub password: NewClientPassword,
}

/// Staff giving a client a new password, which the client has to change at the next sign-in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "password": "ein langer Satz" })))]
#[serde(deny_unknown_fields)]
pub struct ClientPasswordSet {
    /// The new one.
    pub password: NewClientPassword,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn miriam() -> OwnNames {
        OwnNames::new()
            .and("m.brandt")
            .and_email("miriam.brandt@lahntal.example")
            .and("Miriam")
            .and("Brandt-Öz")
    }

    fn refusal(kind: AccountKind, password: &str, names: &OwnNames) -> Option<FieldCode> {
        check(kind, password, names).err().map(|error| error.code)
    }

    #[test]
    fn each_kind_of_account_has_its_own_least_length_and_both_the_same_greatest() {
        let none = OwnNames::new();
        for (chars, counselor, client) in [
            (7, Some(FieldCode::TooShort), Some(FieldCode::TooShort)),
            (8, Some(FieldCode::TooShort), None),
            (11, Some(FieldCode::TooShort), None),
            (12, None, None),
            (128, None, None),
            (129, Some(FieldCode::TooLong), Some(FieldCode::TooLong)),
        ] {
            let password = "ö".repeat(chars);
            assert_eq!(refusal(AccountKind::Counselor, &password, &none), counselor);
            assert_eq!(refusal(AccountKind::Client, &password, &none), client);
        }
    }

    #[test]
    fn a_password_holds_none_of_the_accounts_own_names() {
        for password in [
            "m.brandt-2026!",
            "MBRANDT und mehr",
            "das ist miriam.brandt",
            "heute MIRIAM morgen",
            "zwei Brandte im Haus",
            "xXbRaNdTXx1234",
            "Miriam Brandt!",
        ] {
            assert_eq!(
                refusal(AccountKind::Counselor, password, &miriam()),
                Some(FieldCode::ContainsName),
                "{password}"
            );
        }
        for password in [
            "ein langer Satz genügt",
            "Öztürkische Küche",
            "lahntal-demo-2026",
        ] {
            assert_eq!(refusal(AccountKind::Counselor, password, &miriam()), None);
        }
    }

    #[test]
    fn names_that_are_short_are_not_looked_for() {
        let names = OwnNames::of_client(&"Ida".try_into().unwrap(), None);
        assert_eq!(
            refusal(AccountKind::Client, "viele Idaho-Kartoffeln", &names),
            None
        );
        let names = OwnNames::of_client(
            &"wolke7".try_into().unwrap(),
            Some(&"ab.seestern+x@mail.example".try_into().unwrap()),
        );
        for password in ["WOLKE7wolke", "mein Seestern"] {
            assert_eq!(
                refusal(AccountKind::Client, password, &names),
                Some(FieldCode::ContainsName)
            );
        }
        assert_eq!(refusal(AccountKind::Client, "mail.example", &names), None);
    }

    #[test]
    fn names_never_show_in_debug_output() {
        assert_eq!(format!("{:?}", miriam()), "OwnNames(…)");
    }

    proptest! {
        /// Whatever stands around a name, in whatever case, it is found.
        #[test]
        fn a_name_is_found_wherever_it_stands(
            name in "[a-zäöü]{4,12}",
            before in "[a-z0-9 ]{4,10}",
            after in "[a-z0-9 ]{4,10}",
            upper in any::<bool>(),
        ) {
            let written = if upper { name.to_uppercase() } else { name.clone() };
            let password = format!("{before}{written}{after}");
            let names = OwnNames::new().and(&name);
            prop_assert_eq!(
                refusal(AccountKind::Counselor, &password, &names),
                Some(FieldCode::ContainsName)
            );
        }
    }
}
