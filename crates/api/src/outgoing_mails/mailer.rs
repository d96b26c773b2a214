//! The way out: a mail server (SMTP, RFC 5321), or, in the demo, a box that can be looked into.

use super::{appointments::CalendarFile, smtp::Smtp};
use crate::config::{ConfigError, Settings};
use chrono::{DateTime, Utc};
use domain::outgoing_mails::RenderedMail;
use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Mails that the demo's box holds.
const DEMO_MAILS: usize = 200;

/// A mail takes up to seven times that to be sent, and a minute to be noted: less than a job's
/// lease of five minutes.
const LONGEST_PATIENCE_SECONDS: u8 = 30;

/// The way out.
#[derive(Debug)]
pub struct Mailer {
    from: Option<Address>,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Smtp(Box<Smtp>),
    Demo(Mutex<VecDeque<DemoMail>>),
    /// None is set: mails wait.
    None,
}

/// A mail in the demo's box.
#[derive(Clone, Debug)]
pub struct DemoMail {
    pub at: DateTime<Utc>,
    pub to: String,
    pub mail: RenderedMail,
    /// The file for calendars that comes with it.
    pub calendar: Option<String>,
}

/// Why a mail was not taken. In technical terms, without an address.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MailError {
    /// It never will be.
    #[error("{0}")]
    Never(String),
    /// It may be later.
    #[error("{0}")]
    NotNow(String),
    /// The whole of it was said, and the server's answer did not come: it may have been taken.
    #[error("{0}")]
    Unclear(String),
    /// Before anything was handed over, whoever sends it has found that it is not theirs to send
    /// any more.
    #[error("somebody else sends it")]
    Lost,
}

/// One mail, addressed.
pub struct Letter<'a> {
    pub to: &'a str,
    pub facility: &'a str,
    pub message_id: &'a str,
    pub mail: &'a RenderedMail,
    pub calendar: Option<&'a CalendarFile>,
    /// Where its reader gets no more of the kind, by one click of their program.
    pub unsubscribe: Option<&'a str>,
    pub at: DateTime<Utc>,
}

/// Tells other programs not to answer (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".into())
    }
}

/// Where programs offer to unsubscribe (RFC 2369), and how they do (RFC 8058).
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".into())
    }
}

impl Mailer {
    /// As the settings say.
    pub fn new(settings: &Settings) -> Result<Self, ConfigError> {
        let from = match &settings.mail_from {
            Some(address) => Some(address.parse().map_err(|_| ConfigError::BadMailFrom)?),
            None => None,
        };
        if !(1..=LONGEST_PATIENCE_SECONDS).contains(&settings.smtp_timeout_seconds) {
            return Err(ConfigError::BadSmtpTimeout);
        }
        let way = match &settings.smtp_url {
            Some(_) if from.is_none() => return Err(ConfigError::BadMailFrom),
            Some(url) => {
                let patience = Duration::from_secs(settings.smtp_timeout_seconds.into());
                let smtp = Smtp::new(url.expose(), &settings.host(), patience)?;
                Way::Smtp(Box::new(smtp))
            }
            None if settings.demo => Way::Demo(Mutex::default()),
            None => Way::None,
        };
        Ok(Self { from, way })
    }

    /// Whether there is a way out.
    pub fn can_send(&self) -> bool {
        !matches!(self.way, Way::None)
    }

    /// Where mail comes from, if that is set.
    pub fn from(&self) -> Option<String> {
        self.from.as_ref().map(ToString::to_string)
    }

    /// What is in the demo's box, newest first; `None` when there is no box.
    pub fn demo_mails(&self) -> Option<Vec<DemoMail>> {
        let Way::Demo(mails) = &self.way else {
            return None;
        };
        let mails = mails.lock().unwrap_or_else(PoisonError::into_inner);
        Some(mails.iter().rev().cloned().collect())
    }

    /// Hands a mail over. When this succeeds, the mail server has taken it. When the connection
    /// breaks after everything was said, nobody can know: whoever sends it again does so under the
    /// same `Message-ID`. `is_ours` is asked at the last moment at which nothing is handed over yet.
    pub async fn send(
        &self,
        letter: Letter<'_>,
        is_ours: impl AsyncFn() -> bool,
    ) -> Result<(), MailError> {
        let smtp = match &self.way {
            Way::None => return Err(MailError::NotNow("no mail server is set".into())),
            Way::Demo(_) if !is_ours().await => return Err(MailError::Lost),
            Way::Demo(mails) => {
                let mut mails = mails.lock().unwrap_or_else(PoisonError::into_inner);
                mails.push_back(DemoMail {
                    at: letter.at,
                    to: letter.to.to_owned(),
                    mail: letter.mail.clone(),
                    calendar: letter.calendar.map(|file| file.text.clone()),
                });
                while mails.len() > DEMO_MAILS {
                    mails.pop_front();
                }
                return Ok(());
            }
            Way::Smtp(smtp) => smtp,
        };
        smtp.send(&self.message(&letter)?, is_ours).await
    }

    fn message(&self, letter: &Letter<'_>) -> Result<Message, MailError> {
        let never = |why: &str| MailError::Never(why.to_owned());
        let from = self.from.clone().ok_or_else(|| never("no sender"))?;
        let to = letter.to.parse().map_err(|_| never("bad address"))?;
        let mut builder = Message::builder()
            .from(Mailbox::new(Some(letter.facility.to_owned()), from))
            .to(Mailbox::new(None, to))
            .subject(&letter.mail.subject)
            .message_id(Some(letter.message_id.to_owned()))
            .date(letter.at.into())
            .header(AutoSubmitted);
        if let Some(address) = letter.unsubscribe {
            builder = builder
                .header(ListUnsubscribe(format!("<{address}>")))
                .header(ListUnsubscribePost);
        }
        builder
            .multipart(parts(letter).ok_or_else(|| never("not a mail"))?)
            .map_err(|_| never("not a mail"))
    }
}

/// The words, twice; and the file for calendars, where programs look for it that understand such
/// mails, and where people find it if theirs does not.
fn parts(letter: &Letter<'_>) -> Option<MultiPart> {
    let (text, html) = (letter.mail.text.clone(), letter.mail.html.clone());
    let words = MultiPart::alternative_plain_html(text, html);
    let Some(file) = letter.calendar else {
        return Some(words);
    };
    let kind = format!("text/calendar; method={}; charset=utf-8", file.method);
    let kind = ContentType::parse(&kind).ok()?;
    let inline = SinglePart::builder()
        .header(kind.clone())
        .body(file.text.clone());
    let attached = Attachment::new("termin.ics".into()).body(file.text.clone(), kind);
    Some(
        MultiPart::mixed()
            .multipart(words.singlepart(inline))
            .singlepart(attached),
    )
}
