//! Backups, as an operator asks for them.

use super::{CliError, say};
use crate::{
    backup,
    blobs::Store,
    clock::Clock,
    config::{ConfigError, Settings},
    crypto::Keyring,
};
use std::path::Path;

/// Makes one.
pub async fn backup(
    settings: &Settings,
    to: &Path,
    without_documents: bool,
) -> Result<(), CliError> {
    let store = store(settings)?;
    let store = (!without_documents).then_some(&store);
    let made = backup::backup(&settings.database_url, store, to, &Clock::system()).await?;
    say(format_args!(
        "{} holds everything of {}: {} tables, {} documents, {} bytes",
        to.display(),
        made.made_at.format("%Y-%m-%d %H:%M:%S UTC"),
        made.tables.len(),
        made.blobs,
        made.bytes()
    ));
    if made.blobs_missing > 0 {
        say(format_args!(
            "{} documents are not in it: left out as asked, or deleted meanwhile",
            made.blobs_missing
        ));
    }
    Ok(())
}

fn store(settings: &Settings) -> Result<Store, CliError> {
    Ok(Store::new(settings).map_err(ConfigError::from)?)
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
    let store = store(settings)?;
    let restored = backup::restore(database, &store, from, keys, &keyring, &clock).await?;
    say(format_args!(
        "{} rows are restored. The texts of {} clients can be read, those of {} cannot: their keys \
         are not there, as of clients who were erased",
        restored.rows, restored.clients_with_key, restored.clients_without_key
    ));
    Ok(())
}
