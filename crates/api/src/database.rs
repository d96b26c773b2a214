//! The two databases behind one code: SQLite with everything on one machine, PostgreSQL for
//! several servers.

mod writing;

pub use writing::Write;

use crate::{
    ApiResult,
    clock::Clock,
    crypto::{Keyring, seal_plain_texts},
};
use migrations::{DROPS_PLAIN_TEXTS, Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::SchemaManager;
use sqlx::{
    Connection,
    postgres::{PgConnectOptions, PgSslMode},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{net::IpAddr, path::PathBuf, str::FromStr, time::Duration};

/// How long a change waits for its turn, and everything for a connection.
const WAIT: Duration = Duration::from_secs(5);
/// A connection of SQLite that was used a moment ago is not asked first whether it still works: that
/// would double the way to its thread and back. PostgreSQL may have hung up at any moment.
const FRESH: Duration = Duration::from_secs(1);
/// Rows that SQLite reads ahead, a page and what tells that there is another: with fewer, its
/// thread and the reader's wait for each other in turn.
const PAGE_ROWS: usize = 256;
/// Statements that each of its connections keeps ready. All operations together have more; those
/// of everyday work have to find room.
const STATEMENTS: usize = 256;

/// What PostgreSQL is told of every connection that works with others, unless the address says
/// otherwise (`?options[name]=value`): somebody who holds locks and does nothing for so long, or is
/// not there any more, is shown the door. No transaction of ours waits for anything but the
/// database.
const FOR_THE_OTHERS: [(&str, &str); 5] = [
    ("idle_in_transaction_session_timeout", "30s"),
    ("tcp_keepalives_idle", "60"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "90s"),
];
/// And of those of a server: who waits for a lock does not keep the connection from others for long.
const FOR_REQUESTS: [(&str, &str); 1] = [("lock_timeout", "10s")];

/// Connects to `sqlite://path` (made if absent) or `postgres://…`, encrypted wherever the way leads
/// over a network.
///
/// SQLite writes ahead (WAL) and syncs on every commit, so that nothing acknowledged is lost to
/// a power cut; writers wait up to 5 s for each other.
///
/// Of PostgreSQL, whoever changes the schema waits for as long as it takes; see
/// [`connect_to_serve`].
pub async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    connect_with(url, &[]).await
}

/// The same for a server that answers requests: on PostgreSQL it waits 10 s for a lock at most.
pub async fn connect_to_serve(url: &str) -> Result<DatabaseConnection, DbErr> {
    connect_with(url, &FOR_REQUESTS).await
}

async fn connect_with(
    url: &str,
    further: &'static [(&'static str, &'static str)],
) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    if url.starts_with("sqlite") {
        options
            .max_connections(4)
            .test_before_acquire_if_idle_for(FRESH);
    } else {
        options.max_connections(16);
    }
    options
        .acquire_timeout(WAIT)
        .sqlx_logging_level(log::LevelFilter::Trace)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .row_buffer_size(PAGE_ROWS)
                .statement_cache_capacity(STATEMENTS)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                // What is deleted is overwritten, in the file too.
                .pragma("secure_delete", "ON")
                .busy_timeout(WAIT)
        })
        .map_sqlx_postgres_opts(move |options| {
            let told = FOR_THE_OTHERS.iter().chain(further);
            unless_given(for_postgres(options), told)
        });
    Database::connect(options).await
}

/// Connects to a database that is there already, to look into it. SQLite's file is opened for
/// reading only.
pub async fn connect_to_read(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .sqlx_logging_level(log::LevelFilter::Trace)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(false)
                .read_only(true)
                .busy_timeout(Duration::from_secs(5))
        })
        .map_sqlx_postgres_opts(for_postgres);
    Database::connect(options).await
}

/// Connects to PostgreSQL for a change that is made as a whole, schema and all, or not at all: a
/// connection that is always within a transaction. Transactions begun on it are parts of it (save
/// points); without [`commit_all`] nothing has happened.
pub async fn connect_in_transaction(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .sqlx_logging_level(log::LevelFilter::Trace)
        .map_sqlx_postgres_opts(for_postgres)
        .map_sqlx_postgres_pool_opts(|pool| {
            // Nothing may end the one connection early; if the network does, the next one knows
            // nothing of what was done.
            pool.max_lifetime(None)
                .idle_timeout(None)
                .after_connect(|connection, _| {
                    Box::pin(async {
                        // Dropped, it would be rolled back; it goes on until the connection ends.
                        std::mem::forget(connection.begin().await?);
                        Ok(())
                    })
                })
        });
    Database::connect(options).await
}

/// What every connection to PostgreSQL has: a name, and encryption to a server that proves who it
/// is wherever the way leads over a network. `sslmode=disable` in the address is the operator's own
/// word for a network that nobody else is in; `prefer` and `allow`, which anybody on the way can
/// turn into no encryption, are not.
fn for_postgres(options: PgConnectOptions) -> PgConnectOptions {
    // An IPv6 address stands in brackets in a URL (RFC 3986, section 3.2.2), and nowhere else.
    let host = options.get_host().trim_matches(['[', ']']).to_owned();
    let address = host.parse::<IpAddr>();
    let stays_here = options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || address.is_ok_and(|address| address.is_loopback());
    let mode = match options.get_ssl_mode() {
        PgSslMode::Prefer | PgSslMode::Allow if stays_here => PgSslMode::Disable,
        PgSslMode::Prefer | PgSslMode::Allow => PgSslMode::VerifyFull,
        chosen => chosen,
    };
    options
        .host(&host)
        .application_name("beistand")
        .ssl_mode(mode)
}

/// Settings of PostgreSQL for a connection, but for those that its address names.
fn unless_given<'a>(
    options: PgConnectOptions,
    told: impl Iterator<Item = &'a (&'a str, &'a str)>,
) -> PgConnectOptions {
    let given = options.get_options().unwrap_or_default().to_owned();
    options.options(told.copied().filter(|(name, _)| !given.contains(name)))
}

/// Does everything that was done on a connection of [`connect_in_transaction`].
pub async fn commit_all(db: &DatabaseConnection) -> Result<(), sqlx::Error> {
    let mut connection = db.get_postgres_connection_pool().acquire().await?;
    // Fails if this connection is not the one that made the schema.
    sqlx::query("SELECT 1 FROM seaql_migrations LIMIT 1")
        .execute(&mut *connection)
        .await?;
    sqlx::query("COMMIT").execute(&mut *connection).await?;
    Ok(())
}

/// The file of an SQLite database, and nothing of one on a server.
pub fn file(url: &str) -> Option<PathBuf> {
    let options = SqliteConnectOptions::from_str(url).ok()?;
    url.starts_with("sqlite:")
        .then(|| options.get_filename().to_owned())
}

/// The names of the steps that made the schema, in their order. None in a database without a
/// schema; looking changes nothing.
pub async fn applied_migrations(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get("", "version")).collect()
}

/// What a schema made of these steps lacks, by name; or the first step this program does not know,
/// which a newer one has made.
pub fn missing_migrations(applied: &[String]) -> Result<Vec<String>, String> {
    let known: Vec<_> = Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect();
    match applied.iter().find(|step| !known.contains(step)) {
        Some(unknown) => Err(unknown.clone()),
        None => Ok(known
            .into_iter()
            .filter(|step| !applied.contains(step))
            .collect()),
    }
}

/// Brings the schema up to date. Texts that an older schema kept in the open are sealed on the
/// way.
pub async fn migrate(db: &DatabaseConnection, keyring: &Keyring, clock: &Clock) -> ApiResult<()> {
    if upgrade(db, keyring, clock).await? {
        rewrite(db).await?;
    }
    Ok(())
}

/// The part of [`migrate`] that can be one transaction. Answers whether [`rewrite`] has to follow.
pub async fn upgrade(db: &DatabaseConnection, keyring: &Keyring, clock: &Clock) -> ApiResult<bool> {
    let pending = Migrator::get_pending_migrations(db).await?;
    let drops = pending
        .iter()
        .position(|step| step.name() == DROPS_PLAIN_TEXTS);
    if let Some(before) = drops {
        let before = u32::try_from(before).unwrap_or(u32::MAX);
        Migrator::up(db, Some(before)).await?;
        seal_plain_texts(db, keyring, clock.now()).await?;
    }
    Migrator::up(db, None).await?;
    Ok(drops.is_some())
}

/// Writes the tables anew whose columns were dropped: neither database forgets them before.
pub async fn rewrite(db: &DatabaseConnection) -> Result<(), DbErr> {
    let statements = match db.get_database_backend() {
        DbBackend::Sqlite => &["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"][..],
        _ => &[
            "VACUUM FULL messages",
            "VACUUM FULL drafts",
            "VACUUM FULL clients",
        ],
    };
    for statement in statements {
        db.execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Overwrites what SQLite's log still holds of what was erased. PostgreSQL does so by itself in
/// time (`VACUUM`, and its own log's retention).
pub async fn forget_erased(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() == DbBackend::Sqlite {
        db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
            .await?;
    }
    Ok(())
}

/// Begins a transaction that will write. SQLite takes its one write lock at once (`BEGIN
/// IMMEDIATE`): a transaction that reads first and then wants to write would fail instead of wait.
pub async fn begin_write(db: &DatabaseConnection) -> Result<Write, DbErr> {
    let mut options = TransactionOptions::default();
    let mut turn = None;
    if db.get_database_backend() == DbBackend::Sqlite {
        options.sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
        turn = Some(writing::turn(db).await?);
    }
    let tx = db.begin_with_options(options).await?;
    Ok(Write::new(tx, turn))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_has_the_last_word_on_how_long_is_waited() {
        let told = |address: &str| {
            let options = for_postgres(address.parse().unwrap());
            let told = FOR_THE_OTHERS.iter().chain(&FOR_REQUESTS);
            let options = unless_given(options, told);
            options.get_options().unwrap().to_owned()
        };
        let ours = told("postgres://localhost/beistand");
        assert!(ours.contains("-c idle_in_transaction_session_timeout=30s"));
        assert!(ours.contains("-c lock_timeout=10s"));
        let theirs = told("postgres://localhost/beistand?options[lock_timeout]=2s");
        assert_eq!(theirs.matches("lock_timeout").count(), 1);
        assert!(theirs.contains("-c lock_timeout=2s"));
    }

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_the_operator_says_otherwise() {
        for (address, mode) in [
            ("db.example/beistand", PgSslMode::VerifyFull),
            ("192.0.2.7/beistand", PgSslMode::VerifyFull),
            ("db.example/beistand?sslmode=prefer", PgSslMode::VerifyFull),
            ("db.example/beistand?sslmode=allow", PgSslMode::VerifyFull),
            ("db.example/beistand?sslmode=disable", PgSslMode::Disable),
            ("db.example/beistand?sslmode=require", PgSslMode::Require),
            ("db.example/beistand?sslmode=verify-ca", PgSslMode::VerifyCa),
            ("localhost/beistand", PgSslMode::Disable),
            ("127.0.0.1/beistand", PgSslMode::Disable),
            ("[::1]/beistand", PgSslMode::Disable),
            (
                "localhost/beistand?host=/run/postgresql",
                PgSslMode::Disable,
            ),
            (
                "localhost/beistand?sslmode=verify-full",
                PgSslMode::VerifyFull,
            ),
        ] {
            let options = format!("postgres://beistand@{address}").parse().unwrap();
            let options = for_postgres(options);
            let chosen = options.get_ssl_mode();
            assert_eq!(format!("{chosen:?}"), format!("{mode:?}"), "{address}");
            assert!(!options.get_host().starts_with('['), "{address}");
        }
    }
}
