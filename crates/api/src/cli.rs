//! The command line: what an operator does with the program.

use crate::{
    ApiError, app,
    clock::Clock,
    config::{ConfigError, Settings},
    crypto::Keyring,
    database, demo, facility, jobs, logging, metrics, openapi,
    state::State,
};
use actix_web::{dev::Server, web::Data};
use clap::{Args, Parser, Subcommand};
use domain::{
    problem::FieldError,
    text::{DisplayName, EmailAddress, LoginName, PersonName, Slug},
};
use sea_orm::DatabaseConnection;
use std::{
    io::{self, Write},
    net::{SocketAddr, TcpListener},
    path::PathBuf,
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
    /// Bring the database up to date.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Manage facilities.
    #[command(subcommand)]
    Facility(FacilityCommand),
    /// Manage the keys that everything is sealed under.
    #[command(subcommand)]
    Keys(KeysCommand),
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Wrap every facility's key with the first of the master keys, while servers go on.
    Rotate,
}

#[derive(Debug, Subcommand)]
enum FacilityCommand {
    /// Make a facility and its first admin, whose password is printed once.
    Create(FacilityCreate),
}

/// A new facility and its first admin.
#[derive(Debug, Args)]
pub struct FacilityCreate {
    /// Its portal's address is /p/SLUG.
    #[arg(long)]
    pub slug: String,
    /// How it calls itself.
    #[arg(long)]
    pub name: String,
    /// IANA name of its time zone.
    #[arg(long, default_value = "Europe/Berlin")]
    pub time_zone: String,
    /// What the admin signs in with.
    #[arg(long)]
    pub admin_login: String,
    /// The admin's e-mail address.
    #[arg(long)]
    pub admin_email: String,
    /// The admin's first name.
    #[arg(long)]
    pub admin_first_name: String,
    /// The admin's last name.
    #[arg(long)]
    pub admin_last_name: String,
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
        address: SocketAddr,
        cause: io::Error,
    },
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
    let settings = Settings::load(cli.config.as_deref())?;
    match cli.command {
        Command::Serve { demo } => serve(settings, demo).await,
        Command::Migrate => {
            let keyring = Keyring::new(settings.master_keys()?);
            open(&settings, &keyring).await.map(drop)
        }
        Command::Facility(FacilityCommand::Create(new)) => {
            let keyring = Keyring::new(settings.master_keys()?);
            let db = open(&settings, &keyring).await?;
            create_facility(&db, &keyring, new).await
        }
        Command::Keys(KeysCommand::Rotate) => {
            let keyring = Keyring::new(settings.master_keys()?);
            let db = open(&settings, &keyring).await?;
            let rotated = keyring.rotate(&db, Clock::system().now()).await?;
            say(format_args!(
                "{rotated} facilities' keys are now wrapped by the first master key. The others \
                 can go once no backup needs them any more"
            ));
            Ok(())
        }
        Command::Openapi => Ok(()),
    }
}

/// Connects, brings the schema up to date, and makes sure that the keys are the right ones.
async fn open(settings: &Settings, keyring: &Keyring) -> Result<DatabaseConnection, CliError> {
    if let Some(path) = settings.database_url.strip_prefix("sqlite://") {
        let file = PathBuf::from(path.split('?').next().unwrap_or_default());
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
    }
    let db = database::connect(&settings.database_url).await?;
    database::migrate(&db, keyring, &Clock::system()).await?;
    keyring.check(&db).await??;
    Ok(db)
}

async fn serve(mut settings: Settings, demo: bool) -> Result<(), CliError> {
    settings.demo = demo;
    let (keys, master) = if demo {
        if settings.database_url == Settings::default().database_url {
            settings.database_url = "sqlite://data/demo.db".into();
        }
        let secret: [u8; 32] = rand::random();
        let signing = vec![("demo".to_owned(), secret.to_vec())];
        (signing, demo::master_keys()?)
    } else {
        (settings.signing_keys()?, settings.master_keys()?)
    };
    let keyring = Keyring::new(master);
    let db = open(&settings, &keyring).await?;
    let clock = Clock::system();
    let address = settings.listen;
    let url = settings.public_url.clone();
    let listener =
        TcpListener::bind(address).map_err(|cause| CliError::Listen { address, cause })?;
    let listening = listener.local_addr()?;
    let state = Data::new(State::new(settings, &keys, keyring, db.clone(), clock)?);
    if !state.mailer.can_send() {
        tracing::warn!("BEISTAND_SMTP_URL is not set: no mail is sent until it is");
    }
    jobs::ensure_housekeeping(&db, state.clock.now()).await?;
    if demo {
        demo::load(&state).await?;
    }
    let metrics = metrics_server(&state)?;
    let worker = actix_web::rt::spawn(jobs::work(state.clone()));
    let server = app::serve(state.clone(), listener)?;
    say(format_args!(
        "Beistand is at http://{listening} (public address {url})"
    ));
    if demo {
        say(demo::SIGN_INS);
    }
    let metrics = metrics.map(|(metrics, address)| {
        say(format_args!("Numbers are at http://{address}/metrics"));
        let handle = metrics.handle();
        actix_web::rt::spawn(metrics);
        handle
    });
    server.await?;
    // What the worker has begun is finished; an error only says that it is gone already.
    state.shutdown.begin();
    let _ = worker.await;
    if let Some(metrics) = metrics {
        metrics.stop(false).await;
    }
    db.close().await?;
    Ok(())
}

/// The server that shows numbers to Prometheus, if it is wanted, and where it listens.
fn metrics_server(state: &State) -> Result<Option<(Server, SocketAddr)>, CliError> {
    let Some(address) = state.settings.metrics_listen else {
        return Ok(None);
    };
    if !address.ip().is_loopback() {
        tracing::warn!(%address, "numbers are shown to everyone who reaches this address");
    }
    let listener =
        TcpListener::bind(address).map_err(|cause| CliError::Listen { address, cause })?;
    let listening = listener.local_addr()?;
    let server = metrics::serve(state.metrics.clone(), listener)?;
    Ok(Some((server, listening)))
}

/// Says something to who started the program, who may have stopped listening: the server goes on.
fn say(text: impl std::fmt::Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

async fn create_facility(
    db: &DatabaseConnection,
    keyring: &Keyring,
    new: FacilityCreate,
) -> Result<(), CliError> {
    let field = |field| move |error| CliError::Field { field, error };
    let admin = facility::operations::FirstAdmin {
        login_name: LoginName::try_from(new.admin_login).map_err(field("--admin-login"))?,
        email: EmailAddress::try_from(new.admin_email).map_err(field("--admin-email"))?,
        first_name: PersonName::try_from(new.admin_first_name)
            .map_err(field("--admin-first-name"))?,
        last_name: PersonName::try_from(new.admin_last_name).map_err(field("--admin-last-name"))?,
    };
    let facility = facility::operations::FacilityCreate {
        slug: Slug::try_from(new.slug).map_err(field("--slug"))?,
        name: DisplayName::try_from(new.name).map_err(field("--name"))?,
        time_zone: new.time_zone,
    };
    let password =
        facility::operations::create_facility(db, keyring, &Clock::system(), facility, admin)
            .await?;
    say(format_args!(
        "The facility is there. The admin's first password, shown only now: {password}"
    ));
    Ok(())
}
