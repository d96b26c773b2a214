//! Whatever arrives from outside, any text of it is read or refused with a code, and nothing else
//! happens; what was read is written and read back as the same. Programs elsewhere and people's own
//! hands send worse than examples think of. `just fuzz` tries far more than a normal run does.

use crate::{
    access::TokenScopes,
    audit,
    clients::PrimaryCounselorFilter,
    facility::LegalPage,
    ids::MailRequestId,
    language::Language,
    page::Limit,
    proofs_of_work::{proof, read_proof},
    recovery_codes::RecoveryCode,
    statistics::Month,
    text::{
        ApiTokenName, BreakGlassReason, ChallengeToken, ChatText, DirectMessageText, DraftText,
        EmailAddress, HttpsUrl, LegalText, LinkToken, LoginName, MessageText, NewClientPassword,
        PhoneNumber, PostalAddress, Postcode, Pseudonym, SearchText, SignatureText, Slug, Subject,
        TimeZoneName, TypedCode, TypedName, WebhookUrl,
    },
    two_factor::SecondFactor,
    version::Version,
    webhooks::WebhookEvents,
    working_time::Span,
};
use proptest::{collection::vec, prelude::*, sample::Index};

/// What is valid somewhere.
const VALID: [&str; 30] = [
    "seestern+post@mail.example",
    "+49 (0)151 0000-2311",
    "https://faelle.example:8443/beistand?key=1",
    "http://[::1]:9000/hook",
    "lahntal-2",
    "m.brandt",
    "Familie 👨‍👩‍👧 שלום",
    "Hallo,\r\n\r\nich weiß nicht weiter.\t\n",
    "SW1A 1AA",
    "Europe/Berlin",
    "\"v17\"",
    "2026-02",
    "09:30",
    "24:00",
    "clients:read mail_requests:write",
    "client.created mail_request.created",
    "de-AT,de;q=0.9,en;q=0.8",
    "en;q=1e39, de;q=NaN",
    "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10",
    "01234-56789-ABCDE-FGHJK-MNPQ0",
    "abcd-efgh-jkmn",
    "123 456",
    "AZt8Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M.18446744073709551615",
    "imprint",
    "me",
    "2001:db8:7:8:9::1",
    "::ffff:192.0.2.77",
    "25",
    "nobody",
    "ein langer Satz genügt",
];

/// Any text, and what is valid but for a few characters.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let nearly = (
        0..VALID.len(),
        vec((any::<Index>(), any::<u8>(), any::<char>()), 0..5),
    );
    let nearly = nearly.prop_map(|(which, changes)| {
        let mut letters: Vec<char> = VALID[which].chars().collect();
        for (at, how, letter) in changes {
            let at = at.index(letters.len());
            match how % 4 {
                0 => letters[at] = letter,
                1 => letters.insert(at, letter),
                2 if letters.len() > 1 => drop(letters.remove(at)),
                _ => letters.extend_from_within(at..),
            }
        }
        letters.into_iter().collect()
    });
    prop_oneof![
        any::<String>(),
        "[-+0-9a-zA-Z.,:;@/%_=\"'()<>\\[\\] \t\r\n*üß\u{202e}\u{0}]{0,120}",
        nearly,
    ]
}

/// Each of these types, of one text.
macro_rules! read_back {
    ($raw:ident: $($name:ident)*) => { $(
        match $name::try_from($raw.as_str()) {
            Ok(read) => {
                let chars = read.as_str().chars().count();
                prop_assert!((0..=$name::MAX_CHARS).contains(&chars), "{}", stringify!($name));
                let json = serde_json::to_string(&read).unwrap();
                let again = serde_json::from_str::<$name>(&json).unwrap();
                prop_assert_eq!(again.as_str(), read.as_str(), "{}", stringify!($name));
            }
            // Refused in words of both languages.
            Err(refused) => for language in [Language::De, Language::En] {
                prop_assert!(!refused.text(language).is_empty(), "{}", stringify!($name));
            },
        }
    )* };
}

/// What [`any_number_is_dialled_by_digits_alone`] has found.
#[test]
fn of_two_signs_before_a_number_one_is_dialled() {
    let number = PhoneNumber::try_from("+(+49) 151 123456").unwrap();
    assert_eq!(number.dialled(), "+49151123456");
    assert!(number.takes_sms());
}

proptest! {
    #[test]
    fn any_text_is_read_as_what_it_is_and_reads_back_or_is_refused(raw in text()) {
        read_back!(raw:
            ApiTokenName BreakGlassReason ChallengeToken ChatText DirectMessageText DraftText
            EmailAddress HttpsUrl LegalText LinkToken LoginName MessageText NewClientPassword
            PhoneNumber PostalAddress Postcode Pseudonym SearchText SignatureText Slug Subject
            TimeZoneName TypedCode TypedName WebhookUrl);
    }

    #[test]
    fn any_number_is_dialled_by_digits_alone(raw in text()) {
        if let Ok(number) = PhoneNumber::try_from(raw.as_str()) {
            let dialled = number.dialled();
            let digits = dialled.strip_prefix('+').unwrap_or(&dialled);
            prop_assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{dialled}");
            // What is short without its two zeros may be too short.
            if let Ok(again) = PhoneNumber::try_from(dialled.as_str()) {
                prop_assert_eq!(again.dialled(), dialled.as_str());
                prop_assert_eq!(again.takes_sms(), number.takes_sms());
            }
        }
    }

    #[test]
    fn any_code_is_read_as_it_was_written_or_not_at_all(raw in text()) {
        if let Ok(code) = RecoveryCode::try_from(raw.as_str()) {
            prop_assert!(RecoveryCode::try_from(code.grouped()) == Ok(code));
        }
        if let Ok(typed) = TypedCode::try_from(raw.as_str()) {
            match SecondFactor::read(&typed) {
                Some(SecondFactor::Code(code)) => prop_assert_eq!(code.len(), 6),
                Some(SecondFactor::Recovery(code)) => prop_assert!(code.is_ascii()),
                None => {}
            }
        }
    }

    #[test]
    fn any_tag_is_a_version_only_if_it_is_written_as_one(raw in text(), number: i32) {
        if let Some(version) = Version::from_etag(&raw) {
            prop_assert_eq!(Version::from_etag(&version.etag()), Some(version));
        }
        prop_assert_eq!(Version::from_etag(&Version(number).etag()), Some(Version(number)));
    }

    #[test]
    fn any_proof_is_in_two_parts_or_none(raw in text(), challenge in "[-_0-9A-Za-z.]{0,60}", nonce: u64) {
        if let Some((part, nonce)) = read_proof(&raw) {
            let written = proof(part, nonce);
            prop_assert_eq!(read_proof(&written), Some((part, nonce)));
        }
        let written = proof(&challenge, nonce);
        prop_assert_eq!(read_proof(&written), Some((challenge.as_str(), nonce)));
    }

    #[test]
    fn any_name_of_ours_reads_back_or_is_refused(raw in text(), number: u16) {
        if let Ok(month) = raw.parse::<Month>() {
            prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
        }
        if let Ok(scopes) = raw.parse::<TokenScopes>() {
            prop_assert_eq!(scopes.to_string().parse(), Ok(scopes));
        }
        if let Ok(events) = raw.parse::<WebhookEvents>() {
            prop_assert_eq!(events.to_string().parse::<WebhookEvents>().ok(), Some(events));
        }
        if let Ok(filter) = raw.parse::<PrimaryCounselorFilter>() {
            prop_assert_eq!(filter.to_string().parse(), Ok(filter));
        }
        if let Ok(id) = raw.parse::<MailRequestId>() {
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
        if let Ok(span) = Span::parse(&raw, &raw).or(Span::parse("00:00", &raw)) {
            let (opens, closes) = span.texts();
            prop_assert_eq!(Span::parse(&opens, &closes), Ok(span));
        }
        if let Ok(limit) = Limit::try_from(number) {
            prop_assert!((1..=100).contains(&limit.rows()));
        }
        let _ = raw.parse::<LegalPage>();
        let _ = audit::network(&raw);
    }

    #[test]
    fn any_wish_for_a_language_ends_in_one_of_ours(raw in text()) {
        let language = Language::from_accept_language(&raw);
        prop_assert_eq!(Language::from_accept_language(language.tag()), language);
        // What we do not speak changes nothing.
        prop_assert_eq!(Language::from_accept_language(&format!("xx;q=1,{raw}")), language);
    }
}
