//! What an operator wants to know before a start: everything that is wrong, at once.

use super::{CliError, say};
use crate::{
    blobs::{Store, StoreError},
    config::{Reading, Settings},
    crypto::Keyring,
    database,
};
use sea_orm_migration::SchemaManager;
use std::path::Path;

/// Looks at the settings, and with them at the database and the keys; changes nothing.
pub async fn check(file: Option<&Path>) -> Result<(), CliError> {
    let read = Reading::new(file);
    let settings = &read.settings;
    let mut problems: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    if let Err(problem) = settings.signing_keys() {
        problems.push(problem.to_string());
    }
    let keyring = match settings.master_keys() {
        Ok(keys) => Some(Keyring::new(keys)),
        Err(problem) => {
            problems.push(problem.to_string());
            None
        }
    };
    let database = match look_at_database(settings, keyring.as_ref()).await {
        Ok(state) => state,
        Err(problem) => {
            problems.push(problem.to_string());
            "cannot be used"
        }
    };
    let blobs = match look_at_store(settings).await {
        Ok(state) => state,
        Err(problem) => {
            problems.push(problem.to_string());
            "cannot be used"
        }
    };
    print_settings(settings)?;
    say(format_args!("# The database {database}."));
    say(format_args!("# The store of documents {blobs}."));
    for variable in &read.unknown_variables {
        say(format_args!("warning: {variable} is not a setting"));
    }
    for problem in &problems {
        say(format_args!("problem: {problem}"));
    }
    match problems.len() {
        0 => {
            say("The settings can be used.");
            Ok(())
        }
        1 => Err(CliError::Problems("one thing has")),
        _ => Err(CliError::Problems("several things have")),
    }
}

/// As a file of settings would say it, with secrets hidden.
fn print_settings(settings: &Settings) -> Result<(), CliError> {
    if let serde_json::Value::Object(values) = serde_json::to_value(settings)? {
        for (key, value) in values {
            if value.is_null() {
                say(format_args!("# {key} is not set"));
            } else {
                say(format_args!("{key} = {value}"));
            }
        }
    }
    Ok(())
}

/// Whether it is there. What is wrong with its settings is told about elsewhere.
async fn look_at_store(settings: &Settings) -> Result<&'static str, CliError> {
    let Ok(store) = Store::new(settings) else {
        return Ok("is not named in a way that can be used");
    };
    match store.check().await {
        Ok(()) => Ok("is there"),
        Err(StoreError::Missing) => Ok("holds nothing yet: `serve` makes it ready"),
        Err(cause) => Err(CliError::Blobs {
            blobs: settings.blobs.clone(),
            cause,
        }),
    }
}

/// In what state it is. An error is a problem with it.
async fn look_at_database(
    settings: &Settings,
    keyring: Option<&Keyring>,
) -> Result<&'static str, CliError> {
    if database::file(&settings.database_url).is_some_and(|file| !file.exists()) {
        return Ok("is not there yet: `serve` makes it");
    }
    let db = database::connect_to_read(&settings.database_url).await?;
    let applied = database::applied_migrations(&db).await?;
    let missing = database::missing_migrations(&applied).map_err(CliError::NewerSchema)?;
    if let Some(keyring) = keyring
        && SchemaManager::new(&db).has_table("facility_keys").await?
    {
        keyring.check(&db).await??;
    }
    db.close().await?;
    Ok(match (applied.is_empty(), missing.is_empty()) {
        (true, _) => "is empty: `serve` makes the schema",
        (_, true) => "is up to date",
        (_, false) => "is of an older version: `serve` or `migrate` brings it up to date",
    })
}
