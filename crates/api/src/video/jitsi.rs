//! The operator's Jitsi Meet: where it runs, and the tokens (JWT) that its token authentication
//! takes. What they say is described in `crates/api/jitsi/README.md`.

use crate::{
    ApiError, ApiResult,
    config::{ConfigError, Settings, is_loopback},
};
use chrono::{DateTime, Utc};
use domain::{
    problem::ProblemCode,
    video::{VideoEntry, VideoMoment, VideoRole, VideoWindow},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use std::fmt;
use url::Url;

/// The fewest characters of the secret.
const SECRET_CHARS: usize = 32;

/// The built-in video software.
pub struct Jitsi {
    /// With its port, if it has one.
    domain: String,
    /// Without.
    host: String,
    scheme: &'static str,
    app_id: String,
    key: EncodingKey,
}

impl fmt::Debug for Jitsi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Jitsi({})", self.domain)
    }
}

/// Somebody who is let in.
pub struct Participant<'a> {
    /// As what.
    pub role: VideoRole,
    /// What the others see.
    pub name: &'a str,
    /// Tells them apart within the room, and means nothing outside of it.
    pub id: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    iss: &'a str,
    sub: &'a str,
    room: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
    moderator: bool,
    context: Context<'a>,
}

#[derive(Serialize)]
struct Context<'a> {
    user: User<'a>,
    features: Features,
}

/// Texts only: the video server fails on anything else here.
#[derive(Serialize)]
struct User<'a> {
    id: String,
    name: &'a str,
    moderator: &'static str,
    /// Ours, for the module that turns it into an affiliation.
    beistand_role: &'static str,
}

/// What the server offers to nobody: counselling is not recorded.
#[derive(Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "Jitsi's own form")]
struct Features {
    livestreaming: bool,
    outbound_call: bool,
    recording: bool,
    transcription: bool,
}

impl Jitsi {
    /// As the settings say; nothing where they say nothing.
    pub fn new(settings: &Settings) -> Result<Option<Self>, ConfigError> {
        let (domain, app_id, secret) = match (
            &settings.jitsi_domain,
            &settings.jitsi_app_id,
            &settings.jitsi_app_secret,
        ) {
            (Some(domain), Some(app_id), Some(secret)) => (domain, app_id, secret.expose()),
            (None, None, None) => return Ok(None),
            _ => return Err(ConfigError::IncompleteJitsi),
        };
        let url = host(domain).ok_or(ConfigError::BadJitsiDomain)?;
        if app_id.is_empty() || !app_id.chars().all(|one| one.is_ascii_graphic()) {
            return Err(ConfigError::BadJitsiAppId);
        }
        if secret.chars().count() < SECRET_CHARS {
            return Err(ConfigError::BadJitsiAppSecret);
        }
        Ok(Some(Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            scheme: if is_loopback(&url) { "http" } else { "https" },
            domain: domain.clone(),
            app_id: app_id.clone(),
            key: EncodingKey::from_secret(secret.as_bytes()),
        }))
    }

    /// Where it runs, for people.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Where it runs, for programs.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.domain)
    }

    /// The way into a room, within its window. The token holds no longer than that.
    pub fn entry(
        &self,
        room: &str,
        who: Participant<'_>,
        window: VideoWindow,
        now: DateTime<Utc>,
    ) -> ApiResult<VideoEntry> {
        let Some((from, until)) = window.token(now) else {
            return Err(match window.moment(now) {
                VideoMoment::Early => ApiError::VideoTooEarly(window.opens_at),
                _ => ProblemCode::VideoOver.into(),
            });
        };
        let claims = Claims {
            aud: &self.app_id,
            iss: &self.app_id,
            sub: &self.host,
            room,
            iat: now.timestamp(),
            nbf: from.timestamp(),
            exp: until.timestamp(),
            moderator: who.role.moderates(),
            context: Context {
                user: User {
                    id: who.id,
                    name: who.name,
                    moderator: if who.role.moderates() {
                        "true"
                    } else {
                        "false"
                    },
                    beistand_role: who.role.claim(),
                },
                features: Features::default(),
            },
        };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.key);
        let token = token.map_err(ApiError::internal)?;
        Ok(VideoEntry {
            url: format!("{}/{room}?jwt={token}", self.origin()),
        })
    }
}

/// The address of a host, if it is one and nothing else. It goes into a header of every page.
fn host(domain: &str) -> Option<Url> {
    let plain = |one: char| {
        one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, '.' | '-' | ':')
    };
    let url = Url::parse(&format!("https://{domain}")).ok()?;
    let is_host = !domain.is_empty() && domain.chars().all(plain) && url.has_host();
    is_host.then_some(url)
}
