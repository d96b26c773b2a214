//! The conversation with a mail server (SMTP, RFC 5321), step by step: what a step's failure means
//! depends on which it was.

use super::mailer::MailError;
use crate::config::ConfigError;
use lettre::{
    Address, Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Quit, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use percent_encoding::percent_decode_str;
use std::{net::IpAddr, time::Duration};
use tokio::time::timeout;
use url::{Host, Url};

/// Where the mail server is, and how to talk to it.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
}

enum Security {
    None,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

/// How many times the usual patience the server's last word is waited for: it may have to look
/// through the mail first. Whoever gives up too soon sends what was taken again (RFC 5321, section
/// 4.5.3.2.6).
const PATIENCE_AT_THE_END: u32 = 3;

/// RFC 4954: the server wants to know us first. That is about the settings, whenever it is said.
const UNKNOWN_HERE: [u16; 3] = [530, 535, 538];

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

impl Smtp {
    /// Reads `smtps://user:password@host`, `smtp://…?tls=required` or `smtp://…`. `hello` is the
    /// name that we give ourselves.
    pub fn new(url: &str, hello: &str, patience: Duration) -> Result<Self, ConfigError> {
        let bad = || ConfigError::BadSmtpUrl;
        let url = Url::parse(url).map_err(|_| bad())?;
        let host = url.host().ok_or_else(bad)?;
        let name = match &host {
            // Without the brackets that only URLs have.
            Host::Ipv6(address) => address.to_string(),
            other => other.to_string(),
        };
        let tls = || TlsParameters::new(name.clone()).map_err(|_| bad());
        let wanted = url.query_pairs().find(|(key, _)| key == "tls");
        let wanted = wanted.map(|(_, value)| value.into_owned());
        let (security, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtps", None) => (Security::Tls(tls()?), 465),
            ("smtp", Some("required")) => (Security::StartTls(tls()?), 587),
            ("smtp", None) => (Security::None, 25),
            _ => return Err(bad()),
        };
        let credentials = credentials(&url)?;
        let is_near = name == "localhost"
            || name
                .parse()
                .is_ok_and(|address: IpAddr| address.is_loopback());
        if matches!(security, Security::None) && !is_near {
            return Err(ConfigError::PlainSmtp);
        }
        Ok(Self {
            port: url.port().unwrap_or(port),
            host: name,
            security,
            credentials,
            hello: client_id(hello),
            patience,
        })
    }

    /// Hands a mail over. `Ok` means that the server has said that it has taken it; what it says
    /// after that, or does not say, changes nothing. `is_ours` is asked when the server waits for
    /// the mail: a program that was asleep until then has not said a word of it.
    pub async fn send(
        &self,
        mail: &Message,
        is_ours: impl AsyncFn() -> bool,
    ) -> Result<(), MailError> {
        let mut connection = self.within(1, self.connect()).await??;
        let sent = self.converse(&mut connection, mail, is_ours).await;
        if sent == Err(MailError::Lost) {
            // A farewell would be taken for the mail. Without its end it is none (RFC 5321, section
            // 3.3).
            return sent;
        }
        // After success as after a refusal there is nothing left to lose; a silent farewell is
        // not waited for.
        let quit = timeout(Duration::from_secs(1), connection.command(Quit));
        let _ = quit.await;
        sent
    }

    /// All that happens before the server knows of any mail: whatever it refuses, it is us.
    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let us = |error: Error| later(&error);
        let tls = match &self.security {
            Security::Tls(tls) => Some(tls.clone()),
            _ => None,
        };
        let place = (self.host.as_str(), self.port);
        let patience = Some(self.patience);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(place, patience, &self.hello, tls, None);
        let mut connection = connecting.await.map_err(us)?;
        if let Security::StartTls(tls) = &self.security {
            let encrypted = connection.starttls(tls.clone(), &self.hello);
            encrypted.await.map_err(us)?;
        }
        if let Some(credentials) = &self.credentials {
            let known = connection.auth(DEFAULT_MECHANISMS, credentials);
            known.await.map_err(us)?;
        }
        Ok(connection)
    }

    async fn converse(
        &self,
        connection: &mut AsyncSmtpConnection,
        mail: &Message,
        is_ours: impl AsyncFn() -> bool,
    ) -> Result<(), MailError> {
        let envelope = mail.envelope();
        let mut parameters = Vec::new();
        let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
        if !envelope.to().iter().chain(envelope.from()).all(is_ascii) {
            let server = connection.server_info();
            if !server.supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::Never("no smtputf8".into()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        // Who refuses our sender refuses our settings.
        let from = Mail::new(envelope.from().cloned(), parameters);
        self.within(1, connection.command(from))
            .await?
            .map_err(|error| later(&error))?;
        for address in envelope.to() {
            let to = Rcpt::new(address.clone(), vec![]);
            self.within(1, connection.command(to))
                .await?
                .map_err(|error| about_the_mail(&error))?;
        }
        self.within(1, connection.command(Data))
            .await?
            .map_err(|error| about_the_mail(&error))?;
        let bytes = mail.formatted();
        if !is_ours().await {
            return Err(MailError::Lost);
        }
        match self
            .within(PATIENCE_AT_THE_END, connection.message(&bytes))
            .await
        {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.status().is_some() => Err(about_the_mail(&error)),
            Ok(Err(error)) => Err(MailError::Unclear(class(&error))),
            Err(late) => Err(MailError::Unclear(late.to_string())),
        }
    }

    async fn within<T>(&self, times: u32, step: impl Future<Output = T>) -> Result<T, MailError> {
        let late = |_| MailError::NotNow("time-out".into());
        timeout(self.patience * times, step).await.map_err(late)
    }
}

/// User and password, if the URL has them: both, and properly encoded.
fn credentials(url: &Url) -> Result<Option<Credentials>, ConfigError> {
    let Some(password) = url.password() else {
        let nobody = url.username().is_empty();
        return nobody.then_some(None).ok_or(ConfigError::BadSmtpUrl);
    };
    let decode = |text| {
        let decoded = percent_decode_str(text).decode_utf8();
        let decoded = decoded.map_err(|_| ConfigError::BadSmtpUrl)?;
        Ok::<_, ConfigError>(decoded.into_owned())
    };
    let (user, password) = (decode(url.username())?, decode(password)?);
    Ok(Some(Credentials::new(user, password)))
}

fn client_id(host: &str) -> ClientId {
    let address = host.trim_matches(['[', ']']).parse();
    match address {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(host.to_owned()),
    }
}

/// A refusal of this mail or its recipient: for good, if the server says so.
fn about_the_mail(error: &Error) -> MailError {
    let code = error.status().map(u16::from);
    match code {
        Some(code) if error.is_permanent() && !UNKNOWN_HERE.contains(&code) => {
            MailError::Never(class(error))
        }
        _ => later(error),
    }
}

fn later(error: &Error) -> MailError {
    MailError::NotNow(class(error))
}

/// What went wrong, without the words of the mail server: they like to repeat addresses.
fn class(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("smtp {}", u16::from(code)),
        None if error.is_timeout() => "time-out".into(),
        None if error.is_tls() => "tls".into(),
        None => "connection".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Smtp, ConfigError> {
        Smtp::new(url, "beratung.example", Duration::from_secs(1))
    }

    #[test]
    fn the_url_says_where_and_how_safely() {
        for (url, port, secure) in [
            ("smtp://127.0.0.1:2525", 2525, false),
            ("smtp://localhost", 25, false),
            ("smtp://user:pass@localhost", 25, false),
            ("smtp://user:pass@[::1]", 25, false),
            ("smtp://user:pass@mail.example?tls=required", 587, true),
            ("smtps://user:p%40ss@mail.example", 465, true),
            ("smtps://mail.example:4465", 4465, true),
        ] {
            let smtp = read(url).unwrap();
            assert_eq!(smtp.port, port, "{url}");
            let is_secure = !matches!(smtp.security, Security::None);
            assert_eq!(is_secure, secure, "{url}");
            assert_eq!(smtp.credentials.is_some(), url.contains('@'), "{url}");
            assert!(!format!("{smtp:?}").contains("pass"));
        }
        assert_eq!(read("smtp://[::1]:25").unwrap().host, "::1");
    }

    #[test]
    fn mail_never_leaves_the_machine_in_the_open() {
        for url in [
            "smtp://mail.example",
            "smtp://relay",
            "smtp://user:pass@mail.example",
            "smtp://user:pass@192.0.2.7:587",
            "smtp://user:pass@localhost.example",
        ] {
            assert!(matches!(read(url), Err(ConfigError::PlainSmtp)), "{url}");
        }
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for url in [
            "",
            "mail.example",
            "smtp://",
            "https://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtps://user@mail.example",
            "smtps://user:%ff@mail.example",
        ] {
            assert!(matches!(read(url), Err(ConfigError::BadSmtpUrl)), "{url}");
        }
    }
}
