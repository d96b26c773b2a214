//! How hard a password is to guess, by `zxcvbn` and its word lists. They would be more than twice
//! what the app may weigh, so passwords are rated here.

use domain::{
    passwords::{
        OwnNames, PasswordAdvice, PasswordCandidate, PasswordRating, PasswordStrength, check,
    },
    problem::{FieldCode, FieldError},
};
use zxcvbn::{Entropy, Score, matching::patterns::MatchPattern, zxcvbn};

/// What people in German choose and the crate's lists do not have, the most common first.
const COMMON_WORDS: [&str; 40] = [
    "passwort",
    "hallo",
    "schatz",
    "geheim",
    "sommer",
    "winter",
    "willkommen",
    "beratung",
    "beistand",
    "beratungsstelle",
    "ichliebedich",
    "fussball",
    "fußball",
    "frühling",
    "herbst",
    "schule",
    "mausi",
    "hilfe",
    "familie",
    "arbeit",
    "liebe",
    "sonne",
    "sonnenschein",
    "blume",
    "engel",
    "deutschland",
    "urlaub",
    "kennwort",
    "anmeldung",
    "zugang",
    "caritas",
    "diakonie",
    "januar",
    "februar",
    "oktober",
    "dezember",
    "montag",
    "freitag",
    "hase",
    "katze",
];

fn guess(password: &str, names: &OwnNames) -> Entropy {
    let words: Vec<_> = COMMON_WORDS.into_iter().chain(names.words()).collect();
    zxcvbn(password, &words)
}

/// Whether it is among the first million that somebody would try: the common passwords, and what
/// is commonly made of them with digits, capitals and signs.
pub fn is_common(password: &str, names: &OwnNames) -> bool {
    guess(password, names).score() <= Score::One
}

/// How good it would be, and what would make it better.
pub fn rate(candidate: &PasswordCandidate) -> PasswordRating {
    let (password, names) = (candidate.password.as_str(), candidate.own_names());
    let refusal = check(candidate.kind, password, &names).err();
    let entropy = guess(password, &names);
    let strength = match entropy.score() {
        score if refusal.is_some() || score <= Score::One => PasswordStrength::Refused,
        Score::Two => PasswordStrength::Fair,
        Score::Three => PasswordStrength::Good,
        _ => PasswordStrength::Strong,
    };
    let mut advice: Vec<_> = refusal.and_then(advice_of).into_iter().collect();
    if entropy.score() <= Score::Two {
        advice.extend(advice_against(&entropy));
        advice.push(PasswordAdvice::MoreWords);
    }
    PasswordRating { strength, advice }
}

fn advice_of(refusal: FieldError) -> Option<PasswordAdvice> {
    match refusal.code {
        FieldCode::TooShort => Some(PasswordAdvice::Longer),
        FieldCode::TooLong => Some(PasswordAdvice::Shorter),
        FieldCode::ContainsName => Some(PasswordAdvice::NoName),
        _ => None,
    }
}

/// What made it easy to guess.
fn advice_against(entropy: &Entropy) -> Vec<PasswordAdvice> {
    let parts = entropy.sequence();
    let is_word = |pattern: &MatchPattern| matches!(pattern, MatchPattern::Dictionary(_));
    let is_pattern =
        |pattern: &MatchPattern| !is_word(pattern) && !matches!(pattern, MatchPattern::BruteForce);
    let has = |kind: &dyn Fn(&MatchPattern) -> bool| parts.iter().any(|part| kind(&part.pattern));
    let mut advice = Vec::new();
    if has(&is_word) {
        advice.push(PasswordAdvice::NotCommon);
    }
    if has(&is_pattern) {
        advice.push(PasswordAdvice::NoPattern);
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::AccountKind;

    fn rated(kind: AccountKind, password: &str, names: &[&str]) -> PasswordRating {
        rate(&PasswordCandidate {
            kind,
            password: password.try_into().unwrap(),
            names: names.iter().map(|&name| name.try_into().unwrap()).collect(),
        })
    }

    #[test]
    fn common_passwords_and_what_is_made_of_them_are_known() {
        let none = OwnNames::new();
        for password in [
            "123456789012",
            "passwort",
            "Passwort1!",
            "passwort123456",
            "password1234",
            "qwertzuiop",
            "hallohallohallo",
            "beratung2026",
            "Berlin2024",
            "aaaaaaaaaaaa",
            "abcdefgh",
            "Admin1234567",
            "19.07.1984",
            "willkommen1",
            "ichliebedich",
        ] {
            assert!(is_common(password, &none), "{password}");
        }
        for password in [
            "ein langer Satz genügt",
            "acht Zeichen",
            "correct horse battery",
            "lahntal-demo-2026",
            "Mein Hund heißt Bello",
        ] {
            assert!(!is_common(password, &none), "{password}");
        }
    }

    #[test]
    fn a_rating_says_what_to_do() {
        use PasswordAdvice::{Longer, MoreWords, NoName, NoPattern, NotCommon};
        use PasswordStrength::{Refused, Strong};
        let counselor = AccountKind::Counselor;
        for (password, strength, advice) in [
            ("kurz", Refused, vec![Longer, MoreWords]),
            (
                "passwort2026",
                Refused,
                vec![NotCommon, NoPattern, MoreWords],
            ),
            ("aaaaaaaaaaaaaa", Refused, vec![NoPattern, MoreWords]),
            ("ein Brandt und viele Wörter", Refused, vec![NoName]),
            ("ein langer Satz genügt", Strong, vec![]),
        ] {
            let rating = rated(counselor, password, &["m.brandt"]);
            assert_eq!(
                (rating.strength, rating.advice),
                (strength, advice),
                "{password}"
            );
        }
    }

    /// The meter and the server's refusal never disagree.
    #[test]
    fn what_is_rated_as_refused_is_refused_and_nothing_else() {
        for password in [
            "kurz",
            "acht1234",
            "passwort2026",
            "ein langer Satz",
            "hund katze",
            "Zugvogel sein",
            "seestern seestern",
            "qwertzuiopü",
            "sommerwind 7",
        ] {
            for kind in [AccountKind::Counselor, AccountKind::Client] {
                let names = OwnNames::new().and("Zugvogel");
                let refused = check(kind, password, &names).is_err() || is_common(password, &names);
                let rating = rated(kind, password, &["Zugvogel"]);
                assert_eq!(
                    rating.strength == PasswordStrength::Refused,
                    refused,
                    "{password}"
                );
            }
        }
    }
}
