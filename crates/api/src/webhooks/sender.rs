//! Calling the addresses of webhooks: with little patience, without following anybody anywhere.

use super::address::{PublicOnly, may_be_called};
use crate::config::{ConfigError, Settings};
use reqwest::{Client, StatusCode, header, redirect};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use url::Url;

/// With what comes before and after, less than a job's lease.
const LONGEST_PATIENCE_SECONDS: u8 = 30;

/// What calls them. The client is made when it is first needed: reading whom the system trusts
/// takes a while.
#[derive(Debug)]
pub struct Sender {
    http: OnceLock<Option<Client>>,
    patience: Duration,
    /// Whether addresses of the operator's own network may be called.
    inside: bool,
}

/// One call.
pub struct Call<'a> {
    pub url: &'a str,
    pub id: &'a str,
    pub timestamp: i64,
    pub signatures: &'a str,
    pub body: Vec<u8>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has taken it.
    Taken(StatusCode),
    /// The receiver wants nothing any more.
    Gone,
    /// Not this time; with the receiver's answer, if there was one.
    Failed(Option<StatusCode>, String),
}

impl Sender {
    /// As the settings say.
    pub fn new(settings: &Settings) -> Result<Self, ConfigError> {
        let seconds = settings.webhook_timeout_seconds;
        if !(1..=LONGEST_PATIENCE_SECONDS).contains(&seconds) {
            return Err(ConfigError::BadWebhookTimeout);
        }
        Ok(Self {
            http: OnceLock::new(),
            patience: Duration::from_secs(seconds.into()),
            inside: settings.webhooks_inside,
        })
    }

    /// Whether a webhook may have this address.
    pub fn accepts(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| self.inside || may_be_called(&url))
    }

    /// Makes the call. Nothing of the answer is read but its status.
    pub async fn call(&self, call: Call<'_>) -> Outcome {
        let failed = |why: &str| Outcome::Failed(None, why.to_owned());
        if !self.accepts(call.url) {
            return failed("address");
        }
        let Some(http) = self.http.get_or_init(|| self.client()) else {
            return failed("no TLS");
        };
        let answer = http
            .post(call.url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", call.id)
            .header("webhook-timestamp", call.timestamp)
            .header("webhook-signature", call.signatures)
            .body(call.body)
            .send()
            .await;
        match answer {
            Ok(answer) if answer.status().is_success() => Outcome::Taken(answer.status()),
            Ok(answer) if answer.status() == StatusCode::GONE => Outcome::Gone,
            Ok(answer) => {
                let status = answer.status();
                Outcome::Failed(Some(status), format!("http {}", status.as_u16()))
            }
            Err(error) if error.is_timeout() => failed("time-out"),
            Err(_) => failed("connection"),
        }
    }

    fn client(&self) -> Option<Client> {
        // Whoever speaks TLS in this program does so by ring. An error only says that this is
        // chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent("Beistand")
            .timeout(self.patience)
            // A redirect could lead to where an address may not.
            .redirect(redirect::Policy::none())
            // So could a proxy, which looks names up by itself.
            .no_proxy()
            .pool_max_idle_per_host(0);
        let builder = if self.inside {
            builder
        } else {
            builder.dns_resolver(Arc::new(PublicOnly))
        };
        builder.build().ok()
    }
}
