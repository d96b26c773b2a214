//! Settings: defaults, then a file, then the environment; checked before anything starts.

mod reading;

pub use reading::Reading;

use crate::{
    blobs::{Store, StoreSettingError},
    outgoing_mails::Mailer,
    passwords,
    scanner::{Scanner, ScannerSettingError},
    sms::Sms,
    video::Jitsi,
    webhooks::Sender,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::proofs_of_work::{DEFAULT_BITS, LEAST_BITS, MOST_BITS};
use domain::text::EmailAddress;
use sealed::{Key, MasterKeys};
use serde::{Deserialize, Serialize, Serializer};
use std::{
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
};
use url::{Host, Url};

/// Everything an operator can set. Each field is a key of the TOML file and, in capitals with
/// `BEISTAND_` before it, a variable of the environment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default)]
pub struct Settings {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address people use. Must be https unless it is this machine itself: passwords and
    /// session cookies travel on it.
    pub public_url: String,
    /// `sqlite://path` or `postgres://user:password@host/database`.
    #[serde(serialize_with = "without_password")]
    pub database_url: String,
    /// Keys that sign access tokens, `name:base64,…`, 32 bytes or more each. The first signs, all
    /// verify. No default: without it the server does not start, except for the demo.
    pub signing_keys: Option<Secret>,
    /// Keys that wrap the keys of the facilities, `name:base64,…`, 32 bytes each. The first wraps,
    /// all unwrap. No default: without it the server does not start, except for the demo.
    pub master_keys: Option<Secret>,
    /// A file that holds them, instead.
    pub master_keys_file: Option<PathBuf>,
    /// Where documents lie: a folder, or `s3://bucket/folder?endpoint=https://…&region=…` for a
    /// bucket of an S3-compatible store. Everything in there is sealed.
    pub blobs: String,
    /// Who is let in to the bucket.
    pub blobs_access_key_id: Option<Secret>,
    /// What proves it.
    pub blobs_secret_access_key: Option<Secret>,
    /// The virus scanner: `unix:///run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`, on this machine.
    /// Without it, nothing is scanned; with it, nothing is taken that it has not looked at.
    pub clamd: Option<String>,
    /// Seconds that it may take to connect, to take each piece in, and to answer. 1 to 120.
    pub clamd_timeout_seconds: u8,
    /// The mail server: `smtps://user:password@host`, or `smtp://…?tls=required`. Without it,
    /// mails wait.
    pub smtp_url: Option<Secret>,
    /// Seconds that the mail server may take to connect, and for each answer; three times that
    /// for its last word. 1 to 30, so that all of it ends before another server would try.
    pub smtp_timeout_seconds: u8,
    /// The e-mail address that mails come from.
    pub mail_from: Option<String>,
    /// The SMS gateway: `https://host/path`. Without it, and its token and sender, text messages
    /// wait.
    pub sms_url: Option<String>,
    /// What the gateway knows us by.
    pub sms_token: Option<Secret>,
    /// What text messages come from: a number with its `+`, or up to eleven letters and digits.
    pub sms_sender: Option<String>,
    /// Whether webhooks may lead to addresses of the operator's own network, and to this machine:
    /// only where every admin of every facility may reach what is there.
    pub webhooks_inside: bool,
    /// Seconds that the receiver of a webhook may take to answer. 1 to 30.
    pub webhook_timeout_seconds: u8,
    /// Where the operator's Jitsi Meet runs: a host like `meet.beratung.example`, without scheme or
    /// path. Without it, and the two that follow, there is no built-in video.
    pub jitsi_domain: Option<String>,
    /// What its token authentication knows us by.
    pub jitsi_app_id: Option<String>,
    /// What tokens are signed with, 32 characters or more, which it knows too.
    pub jitsi_app_secret: Option<Secret>,
    /// The operator's e-mail address: facilities that ask for more licences write to it.
    pub operator_email: Option<String>,
    /// Set by the command that serves the demo, and by nothing else.
    #[serde(skip)]
    pub demo: bool,
    /// Address and port to show numbers for Prometheus on, to whoever can reach it: best on this
    /// machine. Without it there are none.
    pub metrics_listen: Option<SocketAddr>,
    /// Seconds to go on answering after being told to stop, while `/health/ready` says no: as long
    /// as the load balancer in front takes to notice.
    pub drain_seconds: u64,
    /// A folder to serve the app from, instead of the one built in.
    pub app_dir: Option<PathBuf>,
    /// Whether a proxy in front tells the visitor's address in `Forwarded` or `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// Attempts to sign in to one account from one address before they are slowed down.
    pub sign_in_burst: NonZeroU32,
    /// Requests that one account may make in a minute.
    pub account_requests_per_minute: NonZeroU32,
    /// Requests that one API token may make in a minute.
    pub token_requests_per_minute: NonZeroU32,
    /// Requests that may come from one address in a minute: from a whole house, behind one router.
    pub address_requests_per_minute: NonZeroU32,
    /// KiB of memory in which a password is hashed: 19,456, as OWASP recommends, to 1,048,576. What
    /// was hashed in less stays good until the password changes.
    pub password_memory_kib: u32,
    /// Zero bits that the hash has to begin with which strangers' devices look for before they make an
    /// account or come in at the open door: 4 to 24, each twice as much work as the one before.
    pub proof_of_work_bits: u8,
    /// Threads that answer requests.
    pub workers: usize,
}

/// Text that never shows in output.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one who needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(HIDDEN)
    }
}

/// What is shown where a secret is set.
const HIDDEN: &str = "(hidden)";

fn without_password<S: Serializer>(url: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if url.starts_with("sqlite:") {
        return serializer.serialize_str(url);
    }
    match Url::parse(url) {
        Ok(url) => {
            let database = [url.host_str().unwrap_or_default(), url.path()].concat();
            serializer.serialize_str(&format!("{}://{HIDDEN}@{database}", url.scheme()))
        }
        Err(_) => serializer.serialize_str(HIDDEN),
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".into(),
            database_url: "sqlite://data/beistand.db".into(),
            signing_keys: None,
            master_keys: None,
            master_keys_file: None,
            blobs: "data/blobs".into(),
            blobs_access_key_id: None,
            blobs_secret_access_key: None,
            clamd: None,
            clamd_timeout_seconds: 30,
            smtp_url: None,
            smtp_timeout_seconds: 30,
            mail_from: None,
            sms_url: None,
            sms_token: None,
            sms_sender: None,
            webhooks_inside: false,
            webhook_timeout_seconds: 10,
            jitsi_domain: None,
            jitsi_app_id: None,
            jitsi_app_secret: None,
            operator_email: None,
            demo: false,
            metrics_listen: None,
            drain_seconds: 0,
            app_dir: None,
            trust_proxy: false,
            sign_in_burst: NonZeroU32::MIN.saturating_add(9),
            account_requests_per_minute: NonZeroU32::MIN.saturating_add(1_199),
            token_requests_per_minute: NonZeroU32::MIN.saturating_add(599),
            address_requests_per_minute: NonZeroU32::MIN.saturating_add(2_999),
            password_memory_kib: passwords::MEMORY_KIB,
            proof_of_work_bits: DEFAULT_BITS,
            workers: std::thread::available_parallelism().map_or(2, usize::from),
        }
    }
}

/// Why the settings cannot be used, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A key has another kind of value than it takes, or the file cannot be read.
    #[error("the settings cannot be read: {0}")]
    Unreadable(#[from] config::ConfigError),
    /// Each with what to do, one a line.
    #[error("{}", lines(.0))]
    Several(Vec<Self>),
    /// A mistyped key would leave the default in place.
    #[error("{file}: there is no setting {key:?}. Correct the name or remove the line")]
    UnknownKey {
        /// The file of settings.
        file: PathBuf,
        /// As it is written there.
        key: String,
    },
    /// Not an address to build links from.
    #[error(
        "BEISTAND_PUBLIC_URL is {0:?}, which is not an address like https://beratung.example: a \
         scheme and a host, without a path"
    )]
    NoUrl(String),
    /// Plain http over a network.
    #[error(
        "BEISTAND_PUBLIC_URL is {0}, which is not https. Passwords would travel in the open: put a \
         reverse proxy with TLS in front and set its https address"
    )]
    PlainHttp(String),
    /// No key to sign access tokens with.
    #[error(
        "BEISTAND_SIGNING_KEYS is not set. Make one with `echo \"main:$(head -c 32 /dev/urandom | \
         base64)\"` and keep it secret"
    )]
    NoSigningKeys,
    /// A key that is not `name:base64` with 32 bytes or more.
    #[error("BEISTAND_SIGNING_KEYS: {0:?} is not name:base64 of at least 32 bytes")]
    BadSigningKey(String),
    /// No key that everything else is sealed under.
    #[error(
        "neither BEISTAND_MASTER_KEYS nor BEISTAND_MASTER_KEYS_FILE is set. Make a key with \
         `echo \"main:$(head -c 32 /dev/urandom | base64)\"` and keep a copy of it away from the \
         database: without it nothing in there can ever be read again"
    )]
    NoMasterKeys,
    /// The file cannot be read.
    #[error("BEISTAND_MASTER_KEYS_FILE {file} cannot be read: {cause}")]
    MasterKeysFile {
        /// Which file.
        file: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// No URL of a mail server.
    #[error("BEISTAND_SMTP_URL is not like smtps://user:password@host")]
    BadSmtpUrl,
    /// No patience, or more than a job's lease.
    #[error("BEISTAND_SMTP_TIMEOUT_SECONDS is 1 to 30")]
    BadSmtpTimeout,
    /// A password without TLS over a network.
    #[error(
        "BEISTAND_SMTP_URL would send mail, and the links in it that set passwords, in the open: \
         use smtps://… or smtp://…?tls=required, or a mail server on this machine"
    )]
    PlainSmtp,
    /// No sender.
    #[error("BEISTAND_MAIL_FROM has to be an e-mail address for mails to come from")]
    BadMailFrom,
    /// Part of what a gateway needs.
    #[error(
        "BEISTAND_SMS_URL, BEISTAND_SMS_TOKEN and BEISTAND_SMS_SENDER belong together: set all or none"
    )]
    IncompleteSms,
    /// No address of a gateway.
    #[error(
        "BEISTAND_SMS_URL is not like https://gateway.example/messages, without a name or password in it"
    )]
    BadSmsUrl,
    /// A token and texts without TLS over a network.
    #[error(
        "BEISTAND_SMS_URL would send its token and what people are written in the open: use https://…"
    )]
    PlainSms,
    /// Not what networks take as a sender.
    #[error(
        "BEISTAND_SMS_SENDER is a number like +4915112345678, or one to eleven letters and digits"
    )]
    BadSmsSender,
    /// No patience, or more than a job's lease.
    #[error("BEISTAND_WEBHOOK_TIMEOUT_SECONDS is 1 to 30")]
    BadWebhookTimeout,
    /// Part of what video needs.
    #[error(
        "BEISTAND_JITSI_DOMAIN, BEISTAND_JITSI_APP_ID and BEISTAND_JITSI_APP_SECRET belong together: set all or none"
    )]
    IncompleteJitsi,
    /// No host.
    #[error(
        "BEISTAND_JITSI_DOMAIN is a host like meet.beratung.example, without https:// or a path"
    )]
    BadJitsiDomain,
    /// No name.
    #[error("BEISTAND_JITSI_APP_ID is the app_id of Jitsi's token authentication, without spaces")]
    BadJitsiAppId,
    /// Guessed too quickly.
    #[error(
        "BEISTAND_JITSI_APP_SECRET has at least 32 characters. Make one with `openssl rand -hex 32` \
         and set it as app_secret of Prosody too"
    )]
    BadJitsiAppSecret,
    /// No place for documents.
    #[error("{0}")]
    Blobs(#[from] StoreSettingError),
    /// No virus scanner where one was asked for.
    #[error("{0}")]
    Scanner(#[from] ScannerSettingError),
    /// Nobody to write to.
    #[error("BEISTAND_OPERATOR_EMAIL is not an e-mail address like betrieb@beratung.example")]
    BadOperatorEmail,
    /// Guessed too quickly, or more than a server has.
    #[error("BEISTAND_PASSWORD_MEMORY_KIB is 19456 to 1048576")]
    BadPasswordMemory,
    /// A number of bits that nobody would be kept out by, or that no phone would ever find.
    #[error("BEISTAND_PROOF_OF_WORK_BITS is 4 to 24")]
    BadProofOfWork,
    /// Not `name:base64` with 32 bytes, or two keys of one name.
    #[error("BEISTAND_MASTER_KEYS: keys are name:base64 of 32 bytes, each with a name of its own")]
    BadMasterKeys,
}

fn lines(problems: &[ConfigError]) -> String {
    let lines = problems.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

impl Settings {
    /// Reads the settings, from `file` too if there is one.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let read = Reading::new(file);
        if read.problems.is_empty() {
            Ok(read.settings)
        } else {
            Err(ConfigError::Several(read.problems))
        }
    }

    /// What is wrong with values that are of the right kind.
    fn problems(&self) -> Vec<ConfigError> {
        let address = match self.url() {
            None => Err(ConfigError::NoUrl(self.public_url.clone())),
            Some(_) if !self.is_https() && !self.is_local() => {
                Err(ConfigError::PlainHttp(self.public_url.clone()))
            }
            Some(_) => Ok(()),
        };
        let mailer = Mailer::new(self).map(drop);
        let sms = Sms::new(self).map(drop);
        let webhooks = Sender::new(self).map(drop);
        let jitsi = Jitsi::new(self).map(drop);
        let operator = match self.operator_email.as_deref().map(EmailAddress::try_from) {
            Some(Err(_)) => Err(ConfigError::BadOperatorEmail),
            Some(Ok(_)) | None => Ok(()),
        };
        let blobs = Store::new(self).map(drop).map_err(ConfigError::from);
        let scanner = Scanner::new(self).map(drop).map_err(ConfigError::from);
        let passwords = match self.password_memory_kib {
            passwords::MEMORY_KIB..=1_048_576 => Ok(()),
            _ => Err(ConfigError::BadPasswordMemory),
        };
        let proofs = match self.proof_of_work_bits {
            LEAST_BITS..=MOST_BITS => Ok(()),
            _ => Err(ConfigError::BadProofOfWork),
        };
        [
            address, mailer, sms, webhooks, jitsi, operator, blobs, scanner, passwords, proofs,
        ]
        .into_iter()
        .filter_map(Result::err)
        .collect()
    }

    /// The public address: a scheme and a host, and nothing after them.
    fn url(&self) -> Option<Url> {
        let url = Url::parse(&self.public_url).ok()?;
        let plain = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none();
        plain.then_some(url)
    }

    /// The host of the public address.
    pub fn host(&self) -> String {
        let url = self.url();
        url.and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Whether cookies can be kept to encrypted connections.
    pub fn is_https(&self) -> bool {
        self.url().is_some_and(|url| url.scheme() == "https")
    }

    fn is_local(&self) -> bool {
        self.url().as_ref().is_some_and(is_loopback)
    }

    /// The signing keys, each with its name.
    pub fn signing_keys(&self) -> Result<Vec<(String, Vec<u8>)>, ConfigError> {
        let keys = self
            .signing_keys
            .as_ref()
            .ok_or(ConfigError::NoSigningKeys)?;
        keys.0.split(',').map(signing_key).collect()
    }

    /// The master keys, each with its name.
    pub fn master_keys(&self) -> Result<MasterKeys, ConfigError> {
        let text = match (&self.master_keys, &self.master_keys_file) {
            (Some(keys), _) => keys.0.clone(),
            (None, Some(file)) => std::fs::read_to_string(file).map_err(|cause| {
                let file = file.clone();
                ConfigError::MasterKeysFile { file, cause }
            })?,
            (None, None) => return Err(ConfigError::NoMasterKeys),
        };
        let keys = text.split(',').map(|key| {
            let (name, secret) = named_key(key)?;
            Some((name, Key::from_bytes(secret.try_into().ok()?)))
        });
        let keys = keys.collect::<Option<_>>();
        let keys = keys.ok_or(ConfigError::BadMasterKeys)?;
        MasterKeys::new(keys).map_err(|_| ConfigError::BadMasterKeys)
    }
}

/// Whether it is an address of this machine, which nobody else hears on the way.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// `name:base64`
fn named_key(text: &str) -> Option<(String, Vec<u8>)> {
    let (name, secret) = text.trim().split_once(':')?;
    let secret = STANDARD.decode(secret.trim()).ok()?;
    (!name.is_empty()).then(|| (name.to_owned(), secret))
}

fn signing_key(text: &str) -> Result<(String, Vec<u8>), ConfigError> {
    let name = text.split(':').next().unwrap_or_default();
    named_key(text)
        .filter(|(_, secret)| secret.len() >= 32)
        .ok_or_else(|| ConfigError::BadSigningKey(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with_url(public_url: &str) -> Settings {
        Settings {
            public_url: public_url.into(),
            ..Settings::default()
        }
    }

    #[test]
    fn only_this_machine_may_be_reached_without_tls() {
        for (url, local) in [
            ("http://127.0.0.1:8080", true),
            ("http://localhost", true),
            ("http://[::1]:8080", true),
            ("http://beratung.example", false),
            ("http://127.0.0.1.beratung.example", false),
            ("ftp://localhost", false),
            ("localhost:8080", false),
        ] {
            assert_eq!(with_url(url).is_local(), local, "{url}");
        }
        assert!(with_url("https://beratung.example").is_https());
    }

    #[test]
    fn the_public_address_is_a_scheme_and_a_host() {
        for good in ["https://beratung.example", "http://localhost:8080/"] {
            assert!(with_url(good).problems().is_empty(), "{good}");
        }
        for bad in [
            "",
            "beratung.example",
            "ftp://beratung.example",
            "https://",
            "https://beratung.example/portal",
            "https://beratung.example?a=b",
            "https://user:word@beratung.example",
        ] {
            let problems = with_url(bad).problems();
            assert!(matches!(problems[..], [ConfigError::NoUrl(_)]), "{bad}");
        }
        assert_eq!(with_url("http://[::1]:8080").host(), "[::1]");
    }

    #[test]
    fn a_signing_key_has_a_name_and_32_bytes() {
        let good = format!("main:{}", STANDARD.encode([7; 32]));
        assert_eq!(
            signing_key(&good).unwrap(),
            ("main".to_owned(), vec![7; 32])
        );
        for bad in ["", "main", "main:", "main:AAAA", ":AAAA", "main:not base64"] {
            assert!(signing_key(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn master_keys_have_names_of_their_own_and_32_bytes() {
        let with = |keys: &str| Settings {
            master_keys: Some(Secret(keys.into())),
            ..Settings::default()
        };
        let key = STANDARD.encode([7; 32]);
        let both = with(&format!("2027:{key}, 2026:{key}\n")).master_keys();
        assert_eq!(both.unwrap().current(), "2027");
        for bad in ["", &key, &format!("main:{key},main:{key}"), "main:AAAA"] {
            let refused = with(bad).master_keys().unwrap_err();
            assert!(matches!(refused, ConfigError::BadMasterKeys), "{bad}");
        }
        let none = Settings::default().master_keys().unwrap_err();
        assert!(matches!(none, ConfigError::NoMasterKeys));
    }

    #[test]
    fn master_keys_can_come_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys");
        let settings = Settings {
            master_keys_file: Some(file.clone()),
            ..Settings::default()
        };
        assert!(settings.master_keys().is_err());
        std::fs::write(&file, format!("main:{}\n", STANDARD.encode([7; 32]))).unwrap();
        assert_eq!(settings.master_keys().unwrap().current(), "main");
    }

    #[test]
    fn the_operator_has_an_address_or_none() {
        let with = |address: Option<&str>| Settings {
            operator_email: address.map(str::to_owned),
            ..Settings::default()
        };
        for good in [None, Some("betrieb@beratung.example")] {
            assert!(with(good).problems().is_empty());
        }
        for bad in ["", "betrieb", "betrieb@beratung"] {
            let problems = with(Some(bad)).problems();
            assert!(
                matches!(problems[..], [ConfigError::BadOperatorEmail]),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_password_is_never_hashed_in_less_than_is_recommended() {
        for (kib, good) in [
            (0, false),
            (19_455, false),
            (19_456, true),
            (1_048_576, true),
            (1_048_577, false),
        ] {
            let settings = Settings {
                password_memory_kib: kib,
                ..Settings::default()
            };
            let problems = settings.problems();
            assert_eq!(problems.is_empty(), good, "{kib}: {problems:?}");
        }
    }

    #[test]
    fn proofs_are_never_off_and_never_out_of_reach() {
        for (bits, good) in [
            (0, false),
            (3, false),
            (4, true),
            (16, true),
            (24, true),
            (25, false),
        ] {
            let settings = Settings {
                proof_of_work_bits: bits,
                ..Settings::default()
            };
            assert_eq!(settings.problems().is_empty(), good, "{bits}");
        }
    }

    #[test]
    fn video_is_set_up_as_a_whole_or_not_at_all() {
        let secret = "0123456789abcdef0123456789abcdef";
        let with = |domain: &str, id: &str, secret: &str| {
            let set = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let settings = Settings {
                jitsi_domain: set(domain),
                jitsi_app_id: set(id),
                jitsi_app_secret: set(secret).map(Secret),
                ..Settings::default()
            };
            settings.problems().pop().map(|one| one.to_string())
        };
        for domain in ["meet.beratung.example", "127.0.0.1:8443", "localhost"] {
            assert_eq!(with(domain, "beistand", secret), None, "{domain}");
        }
        assert_eq!(with("", "", ""), None);
        for (domain, id, secret, named) in [
            ("meet.example", "beistand", "", "belong together"),
            ("meet.example", "", secret, "belong together"),
            ("", "beistand", secret, "belong together"),
            (
                "https://meet.example",
                "beistand",
                secret,
                "JITSI_DOMAIN is",
            ),
            ("meet.example/raum", "beistand", secret, "JITSI_DOMAIN is"),
            ("user@meet.example", "beistand", secret, "JITSI_DOMAIN is"),
            (
                "meet.example; script-src *",
                "beistand",
                secret,
                "JITSI_DOMAIN is",
            ),
            ("meet.example", "bei stand", secret, "JITSI_APP_ID is"),
            ("meet.example", "beistand", "kurz", "JITSI_APP_SECRET has"),
        ] {
            let problem = with(domain, id, secret).unwrap();
            assert!(problem.contains(named), "{domain} {id}: {problem}");
            assert!(secret.is_empty() || !problem.contains(secret));
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let settings = Settings {
            signing_keys: Some(Secret("main:geheim".into())),
            ..Settings::default()
        };
        assert!(!format!("{settings:?}").contains("geheim"));
    }

    proptest! {
        #[test]
        fn any_key_is_whole_or_refused(raw: String, nearly in "[a-z:, ]{0,6}:[A-Za-z0-9+/= \n]{40,46}", name in "[a-z0-9]{1,8}", secret: [u8; 32]) {
            let read = |keys: &str| {
                let secret = Some(Secret(keys.to_owned()));
                let settings = Settings {
                    signing_keys: secret.clone(),
                    master_keys: secret,
                    ..Settings::default()
                };
                (settings.signing_keys(), settings.master_keys())
            };
            for text in [&raw, &nearly] {
                if let Ok(keys) = read(text).0 {
                    prop_assert!(keys.iter().all(|(_, secret)| secret.len() >= 32));
                }
            }
            let written = format!("{name}:{}", STANDARD.encode(secret));
            let (signing, master) = read(&written);
            prop_assert_eq!(signing.unwrap(), [(name.clone(), secret.to_vec())]);
            let master = master.unwrap();
            prop_assert_eq!(master.current(), name);
        }

        #[test]
        fn any_address_in_the_settings_is_safe_or_refused(
            raw: String,
            nearly in "(https?|smtps?|s3|ftp)://([a-z:%0-9]{0,8}@)?([a-z0-9.]{0,12}|127\\.0\\.0\\.1|\\[::1\\]|localhost)(:[0-9]{0,6})?(/[a-z%0-9]{0,6})?([?](tls|endpoint|region)=[a-z:/.0-9]{0,20})?",
        ) {
            for text in [&raw, &nearly] {
                let settings = Settings {
                    smtp_url: Some(text.as_str().into()),
                    mail_from: Some("a@b.example".into()),
                    sms_url: Some(text.clone()),
                    sms_token: Some("geheim".into()),
                    sms_sender: Some(text.clone()),
                    jitsi_domain: Some(text.clone()),
                    blobs: text.clone(),
                    operator_email: Some(text.clone()),
                    ..with_url(text)
                };
                let problems = settings.problems();
                let words = lines(&problems);
                prop_assert!(!words.contains("geheim"), "{words}");
                // A host elsewhere is never spoken to in the open.
                let is_plain = problems.iter().any(|one| matches!(one, ConfigError::NoUrl(_) | ConfigError::PlainHttp(_)));
                prop_assert!(is_plain || settings.is_https() || settings.is_local());
            }
        }
    }
}
