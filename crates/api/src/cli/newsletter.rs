//! Writing to those of the staff who want it.

use super::{CliError, say};
use crate::{
    clock::Clock,
    config::Settings,
    crypto::Keyring,
    newsletters::{self, Newsletter},
    outgoing_mails::Mailer,
};
use clap::{Args, Subcommand};
use domain::text::{MessageSubject, MessageText};
use sea_orm::DatabaseConnection;
use std::path::PathBuf;

/// What there is to do with newsletters.
#[derive(Debug, Subcommand)]
pub enum NewsletterCommand {
    /// Send one to everybody who has asked for it in the app. The same subject and text again go on
    /// where they were.
    Send(NewsletterSend),
}

/// One newsletter.
#[derive(Debug, Args)]
pub struct NewsletterSend {
    /// Its subject.
    #[arg(long, value_parser = subject)]
    pub subject: MessageSubject,
    /// A file with its text, plain or Markdown, which is sent as it is written.
    #[arg(long)]
    pub file: PathBuf,
    /// Mails a minute.
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=6_000))]
    pub per_minute: u32,
    /// Only say how many would get it.
    #[arg(long)]
    pub dry_run: bool,
    /// To those, too, of whom nobody knows whether they got it, because a run was killed while the
    /// mail server was given theirs. They may get it twice.
    #[arg(long)]
    pub unclear: bool,
}

fn subject(text: &str) -> Result<MessageSubject, String> {
    MessageSubject::try_from(text).map_err(|error| error.text(domain::language::Language::En))
}

/// Sends it, and says how that went.
pub async fn send(
    settings: &Settings,
    db: &DatabaseConnection,
    keyring: &Keyring,
    what: NewsletterSend,
) -> Result<(), CliError> {
    let text = std::fs::read_to_string(&what.file)?;
    let text = MessageText::try_from(text).map_err(|error| CliError::Field {
        field: "--file",
        error,
    })?;
    let newsletter = Newsletter {
        subject: what.subject.as_str(),
        text: text.as_str(),
        per_minute: what.per_minute,
        public_url: &settings.public_url,
        host: &settings.host(),
        unclear_too: what.unclear,
    };
    if what.dry_run {
        let readers = newsletters::count_readers(db, &newsletter).await?;
        say(format_args!("{readers} would get it. Nothing was sent"));
        return Ok(());
    }
    let mailer = Mailer::new(settings)?;
    if !mailer.can_send() {
        return Err(CliError::NoMailServer);
    }
    let clock = Clock::system();
    let by = (keyring, &clock, &mailer);
    let sent = newsletters::send(db, by, &newsletter, tokio::time::sleep).await?;
    say(format_args!(
        "sent {}\tbefore {}\tleft out {}\tfailed {}\twaiting {}\tunclear {}",
        sent.mails, sent.before, sent.left_out, sent.failed, sent.waiting, sent.unclear
    ));
    match sent.waiting {
        0 => Ok(()),
        waiting => Err(CliError::ReadersWait(waiting)),
    }
}
