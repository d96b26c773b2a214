//! Validated texts: a value of one of these types is known to be valid, in the form as in the
//! server. Each is trimmed, counted in characters, and free of characters that cannot be shown.

use crate::problem::{FieldCode, FieldError};

/// Declares a text type: its bounds in characters and the rule its characters follow.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt, $rule:path) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = $min, max_length = $max))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The fewest characters it has.
            pub const MIN_CHARS: usize = $min;
            /// The most characters it has.
            pub const MAX_CHARS: usize = $max;

            /// The validated text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = FieldError;

            fn try_from(raw: String) -> Result<Self, FieldError> {
                $rule(&raw, $min, $max).map(Self)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = FieldError;

            fn try_from(raw: &str) -> Result<Self, FieldError> {
                $rule(raw, $min, $max).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

/// The same, with its content shown by `Debug`: for what is no secret and no content.
macro_rules! open_text {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt, $rule:path) => {
        text!($(#[$doc])* $name, $min ..= $max, $rule);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({:?})", stringify!($name), self.0)
            }
        }
    };
}

/// The same, hidden from `Debug`, so that it never reaches a log.
macro_rules! private_text {
    ($(#[$doc:meta])* $name:ident, $min:tt ..= $max:tt, $rule:path) => {
        text!($(#[$doc])* $name, $min ..= $max, $rule);
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}(…)", stringify!($name))
            }
        }
    };
}

private_text!(
    /// The subject of a mail request: one line, never changeable once sent.
    Subject, 1..=120, line
);
private_text!(
    /// What a person wrote.
    MessageText, 1..=20_000, paragraphs
);
private_text!(
    /// What a counselor has written so far; may be empty.
    DraftText, 0..=20_000, paragraphs
);
private_text!(
    /// What a text template is found by.
    TemplateName, 1..=80, line
);
private_text!(
    /// What a text template says, placeholders included.
    TemplateText, 1..=20_000, paragraphs
);
open_text!(
    /// The subject of an automatic mail, placeholders included.
    MessageSubject, 1..=120, line
);
open_text!(
    /// What an automatic message says, placeholders included.
    MessageTemplateText, 1..=4_000, paragraphs
);
private_text!(
    /// What stands under a counselor's answers, which may be nothing.
    SignatureText, 0..=1_000, paragraphs
);
open_text!(
    /// What staff call a service.
    ServiceName, 1..=80, line
);
open_text!(
    /// What clients read about a service; may be empty.
    ServiceDescription, 0..=2_000, paragraphs
);
private_text!(
    /// What is said about an appointment beforehand.
    BookingNote, 1..=2_000, paragraphs
);
private_text!(
    /// What an entry of the calendar is called.
    BookingTitle, 1..=120, line
);
private_text!(
    /// What else there is to know about a group appointment; may be empty.
    BookingRemarks, 0..=2_000, paragraphs
);
private_text!(
    /// Why an appointment does not take place.
    CancellationReason, 1..=1_000, paragraphs
);
private_text!(
    /// Why a counselor is away; may be empty.
    AbsenceLabel, 0..=80, line
);
private_text!(
    /// What a counselor notes about a client.
    NoteText, 1..=10_000, paragraphs
);
private_text!(
    /// Why nothing of a client may be erased.
    LegalHoldReason, 1..=1_000, paragraphs
);
private_text!(
    /// What staff say to each other about a mail request.
    InternalCommentText, 1..=5_000, paragraphs
);
private_text!(
    /// Why somebody has to read what is not theirs.
    BreakGlassReason, 10..=1_000, paragraphs
);
private_text!(
    /// What staff say to a client whom they would like to hand over.
    HandOverWords, 1..=1_000, paragraphs
);
private_text!(
    /// What a person wrote in the chat.
    ChatText, 1..=5_000, paragraphs
);
private_text!(
    /// What a group chat is called.
    ChatName, 1..=80, line
);
private_text!(
    /// What staff say a group chat is for; may be empty.
    ChatDescription, 0..=2_000, paragraphs
);
private_text!(
    /// The name a client goes by.
    Pseudonym, 2..=40, line
);
private_text!(
    /// An e-mail address, as far as one can tell without sending to it.
    EmailAddress, 3..=254, email
);
private_text!(
    /// A telephone number, digits with the usual separators.
    PhoneNumber, 4..=30, phone
);
open_text!(
    /// What a counselor signs in with; never changeable.
    LoginName, 2..=60, login_name
);
open_text!(
    /// What an API token is for.
    ApiTokenName, 1..=80, line
);
open_text!(
    /// What a webhook is for.
    WebhookName, 1..=80, line
);
private_text!(
    /// Where a webhook is told what happened: over an encrypted connection, or on this machine.
    WebhookUrl, 12..=500, webhook_url
);
open_text!(
    /// How clients and colleagues see a counselor.
    DisplayName, 2..=80, line
);
private_text!(
    /// A first or last name.
    PersonName, 1..=80, line
);
private_text!(
    /// A name that a client gave, as they write it.
    ClientName, 1..=120, line
);
private_text!(
    /// A postal address, in as many lines as it takes.
    PostalAddress, 3..=300, paragraphs
);
open_text!(
    /// What a field or a choice is called, in one language.
    FieldLabel, 1..=80, line
);
private_text!(
    /// What a piece of counselling was about.
    MonitoringSubject, 1..=120, line
);
private_text!(
    /// What else there is to say about it.
    MonitoringRemark, 1..=4_000, paragraphs
);
private_text!(
    /// A short answer in a monitoring.
    MonitoringText, 1..=200, line
);
open_text!(
    /// A figure of an official statistic, or one of its categories.
    OfficialCategory, 1..=120, line
);
private_text!(
    /// A short answer in a client's master data.
    MasterDataText, 1..=200, line
);
private_text!(
    /// What a legal page of a portal says.
    LegalText, 1..=60_000, paragraphs
);
open_text!(
    /// The IANA name of a time zone; whether there is one of this name, the server knows.
    TimeZoneName, 3..=64, zone_name
);
open_text!(
    /// The part of a portal's address that names the facility.
    Slug, 2..=40, slug
);
private_text!(
    /// A password that staff choose (chapter 10, after NIST SP 800-63B).
    NewCounselorPassword, 12..=128, password
);
private_text!(
    /// A password that clients choose (chapter 10, after NIST SP 800-63B).
    NewClientPassword, 8..=128, password
);
private_text!(
    /// A password as it was typed to sign in: only bounded, so that old passwords stay good.
    TypedPassword, 1..=128, password
);
private_text!(
    /// A name as it was typed to sign in: e-mail address, login name or pseudonym.
    TypedName, 1..=254, line
);
open_text!(
    /// What a group of clients is called.
    GroupName, 1..=80, line
);
private_text!(
    /// What a group of clients is for; may be empty.
    GroupDescription, 0..=2_000, paragraphs
);
private_text!(
    /// What a direct message says.
    DirectMessageText, 1..=5_000, paragraphs
);
private_text!(
    /// A post code of any country.
    Postcode, 3..=12, postcode
);
private_text!(
    /// What counselors say of themselves on the portal.
    Description, 1..=2_000, paragraphs
);
private_text!(
    /// An address elsewhere, only over an encrypted connection.
    HttpsUrl, 12..=500, https_url
);
private_text!(
    /// What is said besides, in a form.
    Remark, 1..=1_000, paragraphs
);
private_text!(
    /// What stands behind the `#` of a link that lets somebody set a password.
    LinkToken, 1..=200, line
);
private_text!(
    /// What the first step of signing in answers where there is a second one.
    ChallengeToken, 1..=1_000, line
);
private_text!(
    /// A code as it was typed as a second step: six digits, or a recovery code.
    TypedCode, 6..=40, line
);
private_text!(
    /// What a list is searched for.
    SearchText, 1..=120, line
);

impl Pseudonym {
    /// The form in which pseudonyms are compared: upper and lower case are the same name.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

impl EmailAddress {
    /// The form in which addresses are compared.
    pub fn key(&self) -> String {
        key(&self.0)
    }

    /// Whether mail to it goes elsewhere than to `present`.
    pub fn is_other_than(&self, present: &str) -> bool {
        self.key() != key(present)
    }
}

impl LoginName {
    /// The form in which login names are compared.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

impl GroupName {
    /// The form in which groups are searched and sorted.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

impl ChatName {
    /// The form in which group chats are searched and sorted.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

impl Default for ChatDescription {
    /// None.
    fn default() -> Self {
        Self(String::new())
    }
}

impl Default for GroupDescription {
    /// None.
    fn default() -> Self {
        Self(String::new())
    }
}

impl Default for BookingRemarks {
    /// None.
    fn default() -> Self {
        Self(String::new())
    }
}

impl Default for ServiceDescription {
    /// None.
    fn default() -> Self {
        Self(String::new())
    }
}

impl Default for AbsenceLabel {
    /// None.
    fn default() -> Self {
        Self(String::new())
    }
}

impl PhoneNumber {
    /// As networks take it: digits, and a `+` before them where the number begins with `00` or
    /// `+`. What has neither is dialled as it stands.
    pub fn dialled(&self) -> String {
        let mut dialled = String::new();
        for c in self.0.chars() {
            // A second `+` is a slip of the hand.
            if c.is_ascii_digit() || (c == '+' && dialled.is_empty()) {
                dialled.push(c);
            }
        }
        if dialled.starts_with("00") {
            dialled.replace_range(..2, "+");
        }
        dialled
    }

    /// Whether text messages arrive there, as far as one can tell: in Germany mobile numbers begin
    /// with 15, 16 or 17, elsewhere nobody knows.
    pub fn takes_sms(&self) -> bool {
        let dialled = self.dialled();
        let german = match dialled.strip_prefix("+49") {
            Some(rest) => Some(rest.trim_start_matches('0')),
            None if dialled.starts_with('+') => return true,
            None => dialled.strip_prefix('0'),
        };
        german.is_some_and(|rest| ["15", "16", "17"].iter().any(|one| rest.starts_with(one)))
    }
}

impl TypedName {
    /// The form in which names are compared.
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

/// The form in which names are compared and kept unique.
fn key(name: &str) -> String {
    name.to_lowercase()
}

/// Text as it may stand in HTML, in attributes too.
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

fn bounded(text: &str, min: usize, max: usize) -> Result<(), FieldError> {
    let chars = text.chars().count();
    if chars == 0 && min > 0 {
        return Err(FieldError::new(FieldCode::Required));
    }
    let broken = |code, limit| {
        Err(FieldError {
            code,
            limit: Some(limit),
        })
    };
    if chars < min {
        broken(FieldCode::TooShort, min)
    } else if chars > max {
        broken(FieldCode::TooLong, max)
    } else {
        Ok(())
    }
}

/// Characters that hide, reorder or end text: control codes, and the invisible ones that make
/// two different names look the same. Right-to-left script itself is fine.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn line(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = raw.trim();
    bounded(text, min, max)?;
    if text.chars().any(is_hidden) {
        return Err(FieldError::new(FieldCode::ControlCharacters));
    }
    Ok(text.to_owned())
}

/// Line breaks and tabs are kept, other control codes refused. Direction marks are allowed here:
/// in running text they are what makes mixed scripts readable.
fn paragraphs(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = raw.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    bounded(text, min, max)?;
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(FieldError::new(FieldCode::ControlCharacters));
    }
    Ok(text.to_owned())
}

/// Spaces count and stay where they are: a password is what was typed.
fn password(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    bounded(raw, min, max)?;
    if raw.chars().any(char::is_control) {
        return Err(FieldError::new(FieldCode::ControlCharacters));
    }
    Ok(raw.to_owned())
}

fn email(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    let invalid = FieldError::new(FieldCode::InvalidFormat);
    let (local, host) = text.rsplit_once('@').ok_or(invalid)?;
    let local_ok = (1..=64).contains(&local.len())
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    if local_ok && is_host(host) {
        Ok(text)
    } else {
        Err(invalid)
    }
}

/// The name of a host on the internet: with a dot in it.
fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

fn postcode(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '-';
    if text.chars().all(allowed) && text.contains(|c: char| c.is_ascii_digit()) {
        Ok(text)
    } else {
        Err(FieldError::new(FieldCode::InvalidFormat))
    }
}

/// `https://host[:port][/…]`, without a name or password before the host.
fn https_url(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, 1, max)?;
    let invalid = FieldError::new(FieldCode::InvalidFormat);
    let (scheme, rest) = text.split_once("://").ok_or(invalid)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let port_ok = port.parse::<u16>().is_ok_and(|port| port > 0);
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    let good = scheme.eq_ignore_ascii_case("https") && is_host(host) && port_ok;
    if good && text.chars().all(plain) && text.len() >= min {
        Ok(text)
    } else {
        Err(invalid)
    }
}

/// An address that programs are called at: encrypted, to a host by its name or number; in the open
/// only on this machine. Whether the host may be reached is the server's to say.
fn webhook_url(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, 1, max)?;
    let invalid = FieldError::new(FieldCode::InvalidFormat);
    let (scheme, rest) = text.split_once("://").ok_or(invalid)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "443"),
    };
    let port_ok = port.parse::<u16>().is_ok_and(|port| port > 0);
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    let is_near = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    let number = host.strip_prefix('[').and_then(|one| one.strip_suffix(']'));
    let is_number = number.is_some_and(|one| one.parse::<std::net::Ipv6Addr>().is_ok());
    let good = match scheme.to_ascii_lowercase().as_str() {
        "https" => is_host(host) || is_number || is_near,
        "http" => is_near,
        _ => false,
    };
    if good && port_ok && text.chars().all(plain) && text.len() >= min {
        Ok(text)
    } else {
        Err(invalid)
    }
}

fn phone(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    let allowed = |c: char| c.is_ascii_digit() || " +-/()".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if text.chars().all(allowed) && digits >= 4 {
        Ok(text)
    } else {
        Err(FieldError::new(FieldCode::InvalidFormat))
    }
}

/// No `@`, so that a login name never looks like somebody's e-mail address.
fn login_name(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    if text
        .chars()
        .all(|c| c.is_alphanumeric() || "._-".contains(c))
    {
        Ok(text)
    } else {
        Err(FieldError::new(FieldCode::InvalidFormat))
    }
}

fn zone_name(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    if text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c))
    {
        Ok(text)
    } else {
        Err(FieldError::new(FieldCode::InvalidFormat))
    }
}

fn slug(raw: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text = line(raw, min, max)?;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.chars().all(allowed) && !text.starts_with('-') && !text.ends_with('-') {
        Ok(text)
    } else {
        Err(FieldError::new(FieldCode::InvalidFormat))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code<T>(result: Result<T, FieldError>) -> Option<FieldCode> {
        result.err().map(|error| error.code)
    }

    #[test]
    fn a_subject_is_one_visible_line_of_1_to_120_characters() {
        let long = "ü".repeat(120);
        for (raw, expected) in [
            ("Schlaf", None),
            ("  Schlaf  ", None),
            (long.as_str(), None),
            ("Familie 👨‍👩‍👧", None),
            ("שלום", None),
            ("", Some(FieldCode::Required)),
            (" \t ", Some(FieldCode::Required)),
            (&format!("{long}x"), Some(FieldCode::TooLong)),
            ("zwei\nZeilen", Some(FieldCode::ControlCharacters)),
            ("null\0byte", Some(FieldCode::ControlCharacters)),
            ("\u{202e}verkehrt", Some(FieldCode::ControlCharacters)),
        ] {
            assert_eq!(code(Subject::try_from(raw)), expected, "{raw:?}");
        }
        assert_eq!(Subject::try_from("  Schlaf ").unwrap().as_str(), "Schlaf");
    }

    #[test]
    fn a_message_keeps_its_lines_and_loses_only_its_edges() {
        let text = MessageText::try_from("\r\nHallo,\r\n\r\nich weiß nicht weiter.\t\n").unwrap();
        assert_eq!(text.as_str(), "Hallo,\n\nich weiß nicht weiter.");
        assert_eq!(
            code(MessageText::try_from("\0")),
            Some(FieldCode::ControlCharacters)
        );
        assert_eq!(
            code(MessageText::try_from(" \n ")),
            Some(FieldCode::Required)
        );
        assert_eq!(code(DraftText::try_from("")), None);
    }

    #[test]
    fn a_password_is_what_was_typed_within_its_bounds() {
        let typed = "  Leerzeichen zählen  ";
        assert_eq!(NewClientPassword::try_from(typed).unwrap().as_str(), typed);
        for (raw, client, counselor) in [
            ("", Some(FieldCode::Required), Some(FieldCode::Required)),
            (
                "1234567",
                Some(FieldCode::TooShort),
                Some(FieldCode::TooShort),
            ),
            ("12345678", None, Some(FieldCode::TooShort)),
            ("123456789012", None, None),
            (
                &"x".repeat(129),
                Some(FieldCode::TooLong),
                Some(FieldCode::TooLong),
            ),
        ] {
            assert_eq!(code(NewClientPassword::try_from(raw)), client, "{raw:?}");
            assert_eq!(
                code(NewCounselorPassword::try_from(raw)),
                counselor,
                "{raw:?}"
            );
        }
    }

    #[test]
    fn addresses_and_numbers_are_told_from_other_texts() {
        for good in ["a@b.de", "seestern+post@mail.example", "A.B@sub.Domain.org"] {
            assert_eq!(code(EmailAddress::try_from(good)), None, "{good}");
        }
        for bad in [
            "ab.de",
            "@b.de",
            "a@b",
            "a b@c.de",
            ".a@b.de",
            "a..b@c.de",
            "a@-b.de",
            "a@b..de",
        ] {
            assert_eq!(
                code(EmailAddress::try_from(bad)),
                Some(FieldCode::InvalidFormat),
                "{bad}"
            );
        }
        assert_eq!(code(PhoneNumber::try_from("+49 (0)151 0000-2311")), None);
        assert_eq!(
            code(PhoneNumber::try_from("ruf mich an")),
            Some(FieldCode::InvalidFormat)
        );
        assert_eq!(code(LoginName::try_from("m.brandt")), None);
        assert_eq!(
            code(LoginName::try_from("m@brandt.de")),
            Some(FieldCode::InvalidFormat)
        );
        assert_eq!(code(Slug::try_from("lahntal-2")), None);
        assert_eq!(
            code(Slug::try_from("Lahntal")),
            Some(FieldCode::InvalidFormat)
        );
    }

    #[test]
    fn an_address_elsewhere_is_encrypted_and_names_its_host() {
        for good in [
            "https://meet.example",
            "https://meet.example/raum-7?pin=1#x",
            "HTTPS://Video.Meet.example:8443/a",
        ] {
            assert_eq!(code(HttpsUrl::try_from(good)), None, "{good}");
        }
        for bad in [
            "http://meet.example",
            "https://",
            "https://meet",
            "https:///raum",
            "https://name:word@meet.example",
            "https://meet.example@elsewhere.example",
            "https://meet.example:0",
            "https://meet.example:x/",
            "https://meet.example/a b",
            "https://meet.example/<script>",
            "https://[::1]/",
            "javascript:alert(1)//https://meet.example",
            "meet.example",
        ] {
            assert_eq!(
                code(HttpsUrl::try_from(bad)),
                Some(FieldCode::InvalidFormat),
                "{bad}"
            );
        }
        assert_eq!(code(HttpsUrl::try_from(" ")), Some(FieldCode::Required));
    }

    #[test]
    fn post_codes_of_several_countries_are_known() {
        for good in ["35037", "A-1010", "8001", "SW1A 1AA", "1234 AB"] {
            assert_eq!(code(Postcode::try_from(good)), None, "{good}");
        }
        for bad in ["Marburg", "35037!", "３５０３７"] {
            let expected = Some(FieldCode::InvalidFormat);
            assert_eq!(code(Postcode::try_from(bad)), expected, "{bad}");
        }
    }

    #[test]
    fn names_are_the_same_in_upper_and_lower_case() {
        let seestern = Pseudonym::try_from("SeeÜber").unwrap();
        assert_eq!(seestern.key(), "seeüber");
    }

    #[test]
    fn what_people_write_never_shows_in_debug_output() {
        let text = MessageText::try_from("ein Geheimnis").unwrap();
        assert_eq!(format!("{text:?}"), "MessageText(…)");
    }

    proptest! {
        /// What was accepted once is accepted unchanged again, so storing and reading back is safe.
        #[test]
        fn an_accepted_text_is_accepted_as_it_is(raw in ".{0,200}") {
            if let Ok(subject) = Subject::try_from(raw.as_str()) {
                prop_assert_eq!(Subject::try_from(subject.as_str()), Ok(subject.clone()));
            }
            if let Ok(text) = DraftText::try_from(raw.as_str()) {
                prop_assert!(!text.as_str().contains('\0'));
                prop_assert_eq!(DraftText::try_from(text.as_str()), Ok(text.clone()));
            }
        }
    }

    #[test]
    fn a_number_is_dialled_without_what_people_write_between() {
        for (written, dialled) in [
            ("0049 151 / 123-456", "+49151123456"),
            ("+49 (151) 123456", "+49151123456"),
            ("0151 123456", "0151123456"),
        ] {
            assert_eq!(PhoneNumber::try_from(written).unwrap().dialled(), dialled);
        }
    }

    #[test]
    fn a_webhook_is_called_over_tls_or_on_this_machine() {
        for good in [
            "https://faelle.example/beistand?key=1",
            "https://faelle.example:8443",
            "https://192.0.2.7/hook",
            "https://[2001:db8::7]:8443/hook",
            "http://127.0.0.1:9000/hook",
            "http://localhost:9000",
            "http://[::1]:9000/",
        ] {
            assert!(WebhookUrl::try_from(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "faelle.example",
            "http://faelle.example/hook",
            "http://localhost.example/hook",
            "http://192.168.0.7/hook",
            "https://user:word@faelle.example/",
            "https://faelle.example:0/",
            "https://intern/hook",
            "https://[::zz]/hook",
            "ftp://faelle.example/",
            "https://faelle.example/a b",
        ] {
            let refused = WebhookUrl::try_from(bad);
            assert!(refused.is_err(), "{bad}");
        }
    }

    #[test]
    fn a_mobile_number_is_told_from_one_at_home() {
        for (number, mobile) in [
            ("0151 2345678", true),
            ("+49 (0)170 123456", true),
            ("0049160/123456", true),
            ("+43 664 1234567", true),
            ("06421 123456", false),
            ("+49 30 123456", false),
            ("123456", false),
        ] {
            let number = PhoneNumber::try_from(number).unwrap();
            assert_eq!(number.takes_sms(), mobile, "{}", number.as_str());
        }
    }
}
