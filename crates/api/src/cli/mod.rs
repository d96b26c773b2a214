//! The command line: what an operator does with the program.

mod backup;
mod config;
mod facility;
mod newsletter;
mod serve;

use crate::{
    ApiError,
    backup::BackupError,
    blobs::StoreError,
    clock::Clock,
    config::{ConfigError, Settings},
    crypto::Keyring,
    database, logging, openapi,
    passwords::Passwords,
};
use clap::{Parser, Subcommand};
use domain::problem::FieldError;
use facility::FacilityCommand;
use newsletter::NewsletterCommand;
use sea_orm::DatabaseConnection;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Online counselling: people in distress write, counselors answer.
#[derive(Debug, Parser)]
#[command(name = "beistand", version, about)]
struct Cli {
    /// A TOML file with settings; the environment (BEISTAND_…) goes before it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the database up to date and answer requests.
    Serve {
        /// With a facility to try things out in; needs no settings, not for real use.
        #[arg(long)]
        demo: bool,
    },
    /// The same as `serve --demo`.
    Demo,
    /// Bring the database up to date.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Manage facilities.
    #[command(subcommand)]
    Facility(FacilityCommand),
    /// Write to those of the staff who want it.
    #[command(subcommand)]
    Newsletter(NewsletterCommand),
    /// Manage the keys that everything is sealed under.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Write everything into a new folder, while servers go on.
    Backup {
        /// The folder to make.
        #[arg(long)]
        to: PathBuf,
        /// Only the database: for a store of documents that is backed up by other means.
        #[arg(long)]
        without_documents: bool,
    },
    /// Write a backup into an empty database.
    Restore {
        /// The folder that `backup` made.
        #[arg(long)]
        from: PathBuf,
        /// The file of keys of a newer backup: clients who were erased since stay unreadable.
        #[arg(long)]
        keys: Option<PathBuf>,
    },
    /// Look at the settings.
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Wrap every facility's key with the first of the master keys, while servers go on.
    Rotate,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Say everything that is wrong with the settings, and what they are. Changes nothing.
    Check,
}

/// Why the program ended.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error("{0}")]
    Config(#[from] ConfigError),
    #[error("the database cannot be used ({0}). Check BEISTAND_DATABASE_URL")]
    Database(#[from] sea_orm::DbErr),
    #[error("cannot listen on {address}: {cause}. Set BEISTAND_LISTEN to another address")]
    Listen {
        address: std::net::SocketAddr,
        cause: io::Error,
    },
    #[error("documents cannot be kept in {blobs}: {cause}. Check BEISTAND_BLOBS")]
    Blobs { blobs: String, cause: StoreError },
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("{field}: {}", .error.text(domain::language::Language::En))]
    Field {
        field: &'static str,
        error: FieldError,
    },
    #[error("{}", .0.code().text(domain::language::Language::En))]
    Refused(ApiError),
    #[error("the master keys do not open this database: {0}. Check BEISTAND_MASTER_KEYS")]
    Keys(#[from] sealed::SealError),
    #[error("{0}")]
    Backup(#[from] BackupError),
    #[error(
        "the database was made by a newer version of this program: it has the step {0}. Use that \
         version"
    )]
    NewerSchema(String),
    #[error("{0} to be changed before the server can start")]
    Problems(&'static str),
    #[error("no mail server is set. Set BEISTAND_SMTP_URL and BEISTAND_MAIL_FROM")]
    NoMailServer,
    #[error(
        "{0} readers still wait: the mail server takes no more. Run the same command again later"
    )]
    ReadersWait(u64),
    #[error("{0}")]
    Document(#[from] serde_json::Error),
}

impl From<ApiError> for CliError {
    fn from(error: ApiError) -> Self {
        if let ApiError::Internal(cause) = &error {
            tracing::error!(%cause, "failed");
        }
        Self::Refused(error)
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    logging::start();
    let cli = Cli::parse();
    match actix_web::rt::System::new().block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("beistand: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), CliError> {
    if matches!(cli.command, Command::Openapi) {
        say(openapi::document().to_pretty_json()?);
        return Ok(());
    }
    if matches!(cli.command, Command::Config(ConfigCommand::Check)) {
        return config::check(cli.config.as_deref()).await;
    }
    let settings = Settings::load(cli.config.as_deref())?;
    match cli.command {
        Command::Serve { demo } => serve::serve(settings, demo).await,
        Command::Demo => serve::serve(settings, true).await,
        Command::Backup {
            to,
            without_documents,
        } => backup::backup(&settings, &to, without_documents).await,
        Command::Restore { from, keys } => backup::restore(&settings, &from, keys.as_deref()).await,
        Command::Facility(FacilityCommand::List) => {
            let db = database::connect_to_read(&settings.database_url).await?;
            facility::list_facilities(&db).await
        }
        command => with_database(&settings, command).await,
    }
}

/// What needs the keys and a database whose schema is up to date.
async fn with_database(settings: &Settings, command: Command) -> Result<(), CliError> {
    let keyring = Keyring::new(settings.master_keys()?);
    let db = open(settings, &keyring).await?;
    match command {
        Command::Facility(FacilityCommand::Create(new)) => {
            let passwords = Passwords::new(1, settings.password_memory_kib)?;
            facility::create_facility(settings, &db, &keyring, &passwords, new).await
        }
        Command::Facility(FacilityCommand::Licences(which)) => {
            facility::licences(&db, &keyring, which).await
        }
        Command::Newsletter(NewsletterCommand::Send(what)) => {
            newsletter::send(settings, &db, &keyring, what).await
        }
        Command::Keys(KeysCommand::Rotate) => {
            let rotated = keyring.rotate(&db, Clock::system().now()).await?;
            say(format_args!(
                "{rotated} facilities' keys are now wrapped by the first master key. The others \
                 can go once no backup needs them any more"
            ));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Connects, brings the schema up to date, and makes sure that the keys are the right ones.
async fn open(settings: &Settings, keyring: &Keyring) -> Result<DatabaseConnection, CliError> {
    let file = database::file(&settings.database_url);
    if let Some(folder) = file.as_deref().and_then(Path::parent) {
        std::fs::create_dir_all(folder)?;
    }
    let db = database::connect(&settings.database_url).await?;
    database::migrate(&db, keyring, &Clock::system()).await?;
    keyring.check(&db).await??;
    Ok(db)
}

/// Says something to who started the program, who may have stopped listening: the server goes on.
fn say(text: impl std::fmt::Display) {
    let _ = writeln!(io::stdout(), "{text}");
}
