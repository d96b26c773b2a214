//! Backups, as an operator asks for them.

use super::{CliError, say};
use crate::{backup, clock::Clock, config::Settings, crypto::Keyring};
use std::path::Path;

/// Makes one.
pub async fn backup(settings: &Settings, to: &Path) -> Result<(), CliError> {
    let made = backup::backup(&settings.database_url, to, &Clock::system()).await?;
    say(format_args!(
        "{} holds everything of {}: {} tables, {} bytes",
        to.display(),
        made.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        made.tables.len(),
        made.bytes()
    ));
    Ok(())
}

/// Writes one back.
pub async fn restore(
    settings: &Settings,
    from: &Path,
    keys: Option<&Path>,
) -> Result<(), CliError> {
    let keyring = Keyring::new(settings.master_keys()?);
    let clock = Clock::system();
    let database = &settings.database_url;
    let restored = backup::restore(database, from, keys, &keyring, &clock).await?;
    say(format_args!(
        "{} rows are restored. The texts of {} clients can be read, those of {} cannot: their keys \
         are not there, as of clients who were erased",
        restored.rows, restored.clients_with_key, restored.clients_without_key
    ));
    Ok(())
}
