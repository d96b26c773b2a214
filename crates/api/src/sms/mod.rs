//! The way out for text messages: a gateway that is spoken to over HTTP, or, in the demo, a box
//! that can be looked into.

use crate::{
    config::{ConfigError, Settings},
    outgoing_mails::MailError,
};
use chrono::{DateTime, Utc};
use reqwest::{StatusCode, redirect};
use serde::Serialize;
use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use url::{Host, Url};

/// How long the gateway may take to answer: with what comes before and after, less than a lease.
const PATIENCE: Duration = Duration::from_secs(30);
/// Messages that the demo's box holds.
const DEMO_MESSAGES: usize = 200;
/// Refusals that are about us or the moment, not about the message.
const ABOUT_US: [StatusCode; 9] = [
    StatusCode::UNAUTHORIZED,
    StatusCode::PAYMENT_REQUIRED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::REQUEST_TIMEOUT,
    StatusCode::CONFLICT,
    StatusCode::TOO_EARLY,
    StatusCode::TOO_MANY_REQUESTS,
];

/// The way out.
#[derive(Debug)]
pub struct Sms(Way);

#[derive(Debug)]
enum Way {
    Gateway(Box<Gateway>),
    Demo(Mutex<VecDeque<DemoSms>>),
    /// None is set: messages wait.
    None,
}

struct Gateway {
    http: reqwest::Client,
    url: Url,
    token: String,
    sender: String,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.url.host_str().unwrap_or_default();
        write!(f, "Gateway({host})")
    }
}

/// A message in the demo's box.
#[derive(Clone, Debug)]
pub struct DemoSms {
    pub at: DateTime<Utc>,
    pub to: String,
    pub text: String,
}

/// What the gateway is sent.
#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
    text: &'a str,
}

impl Sms {
    /// As the settings say.
    pub fn new(settings: &Settings) -> Result<Self, ConfigError> {
        // Whoever speaks TLS in this program does so by ring. An error only says that this is
        // chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (url, token, sender) =
            match (&settings.sms_url, &settings.sms_token, &settings.sms_sender) {
                (Some(url), Some(token), Some(sender)) => (url, token, sender),
                (None, None, None) if settings.demo => {
                    return Ok(Self(Way::Demo(Mutex::default())));
                }
                (None, None, None) => return Ok(Self(Way::None)),
                _ => return Err(ConfigError::IncompleteSms),
            };
        let url = gateway(url)?;
        if !is_sender(sender) {
            return Err(ConfigError::BadSmsSender);
        }
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            // What is addressed to one host is not carried to another.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|_| ConfigError::BadSmsUrl)?;
        Ok(Self(Way::Gateway(Box::new(Gateway {
            http,
            url,
            token: token.expose().to_owned(),
            sender: sender.clone(),
        }))))
    }

    /// Whether there is a way out.
    pub fn can_send(&self) -> bool {
        !matches!(self.0, Way::None)
    }

    /// What is in the demo's box, newest first; `None` when there is no box.
    pub fn demo_messages(&self) -> Option<Vec<DemoSms>> {
        let Way::Demo(messages) = &self.0 else {
            return None;
        };
        let messages = messages.lock().unwrap_or_else(PoisonError::into_inner);
        Some(messages.iter().rev().cloned().collect())
    }

    /// Hands a message over. When this succeeds, the gateway has taken it. When the connection
    /// breaks before its answer, nobody can know: it is sent again, under the same `id`, by which
    /// the gateway can tell.
    pub async fn send(
        &self,
        id: &str,
        to: &str,
        text: &str,
        at: DateTime<Utc>,
    ) -> Result<(), MailError> {
        match &self.0 {
            Way::None => Err(MailError::NotNow("no gateway is set".into())),
            Way::Demo(messages) => {
                let mut messages = messages.lock().unwrap_or_else(PoisonError::into_inner);
                let (to, text) = (to.to_owned(), text.to_owned());
                messages.push_back(DemoSms { at, to, text });
                while messages.len() > DEMO_MESSAGES {
                    messages.pop_front();
                }
                Ok(())
            }
            Way::Gateway(gateway) => gateway.send(id, to, text).await,
        }
    }
}

impl Gateway {
    async fn send(&self, id: &str, to: &str, text: &str) -> Result<(), MailError> {
        let from = &self.sender;
        let answer = self
            .http
            .post(self.url.clone())
            .bearer_auth(&self.token)
            .header("Idempotency-Key", id)
            .json(&Body { id, from, to, text })
            .send()
            .await
            .map_err(|error| {
                let what = if error.is_timeout() {
                    "time-out"
                } else {
                    "connection"
                };
                MailError::NotNow(what.into())
            })?;
        let status = answer.status();
        // The words of the answer are left aside: they may repeat the number.
        let why = format!("sms {}", status.as_u16());
        if status.is_success() {
            Ok(())
        } else if status.is_client_error() && !ABOUT_US.contains(&status) {
            Err(MailError::Never(why))
        } else {
            Err(MailError::NotNow(why))
        }
    }
}

/// An address that a token and a text may be sent to: https, unless it is on this machine.
fn gateway(url: &str) -> Result<Url, ConfigError> {
    let url = Url::parse(url).map_err(|_| ConfigError::BadSmsUrl)?;
    let is_near = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(ConfigError::BadSmsUrl),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ConfigError::BadSmsUrl);
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_near => Ok(url),
        "http" => Err(ConfigError::PlainSms),
        _ => Err(ConfigError::BadSmsUrl),
    }
}

/// A number (E.164), or up to eleven letters and digits, as the networks take them.
fn is_sender(sender: &str) -> bool {
    let digits = sender.strip_prefix('+');
    let is_number = digits.is_some_and(|digits| {
        (4..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_name = (1..=11).contains(&sender.len())
        && sender
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
    is_number || is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_travels_in_the_open() {
        for good in [
            "https://sms.example/send",
            "http://127.0.0.1:9000/send",
            "http://[::1]/",
            "http://localhost:9000",
        ] {
            assert!(gateway(good).is_ok(), "{good}");
        }
        for plain in ["http://sms.example", "http://localhost.example/"] {
            assert!(
                matches!(gateway(plain), Err(ConfigError::PlainSms)),
                "{plain}"
            );
        }
        for bad in [
            "",
            "sms.example",
            "ftp://sms.example",
            "https://",
            "https://me:geheim@sms.example",
        ] {
            assert!(matches!(gateway(bad), Err(ConfigError::BadSmsUrl)), "{bad}");
        }
    }

    #[test]
    fn a_sender_is_a_number_or_a_short_name() {
        for good in ["+4915112345678", "Beratung", "Lahntal 1", "110"] {
            assert!(is_sender(good), "{good}");
        }
        for bad in ["", "+", "+49 151", "Beratungsstelle", "Bera\nt", "Büro"] {
            assert!(!is_sender(bad), "{bad}");
        }
    }

    #[test]
    fn all_three_settings_or_none() {
        let some = |url: bool, token: bool, sender: bool| Settings {
            sms_url: url.then(|| "https://sms.example/send".into()),
            sms_token: token.then(|| "geheim".into()),
            sms_sender: sender.then(|| "Beratung".into()),
            ..Settings::default()
        };
        assert!(!Sms::new(&some(false, false, false)).unwrap().can_send());
        for (url, token, sender) in [
            (true, false, false),
            (true, true, false),
            (true, false, true),
            (false, true, true),
        ] {
            let refused = Sms::new(&some(url, token, sender));
            assert!(matches!(refused, Err(ConfigError::IncompleteSms)));
        }
    }
}
