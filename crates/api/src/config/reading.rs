//! Where settings come from, and everything that is wrong with them, all at once.

use super::{ConfigError, Settings};
use config::{Config, Environment, File, Map, Source, Value};
use std::path::Path;

const PREFIX: &str = "BEISTAND_";

/// The settings as far as they can be read, and what is wrong with them.
#[derive(Debug)]
pub struct Reading {
    /// Where a value cannot be used, the default stands in for it.
    pub settings: Settings,
    pub problems: Vec<ConfigError>,
    /// Variables that look like settings and are none.
    pub unknown_variables: Vec<String>,
}

impl Reading {
    /// Reads `file`, if there is one, and the environment, which goes before it.
    pub fn new(file: Option<&Path>) -> Self {
        let mut problems = Vec::new();
        let mut values = Map::new();
        if let Some(file) = file {
            match File::from(file).collect() {
                Ok(of_file) => values = of_file,
                Err(cause) => problems.push(cause.into()),
            }
            for key in unknown(&values) {
                values.remove(&key);
                let file = file.to_owned();
                problems.push(ConfigError::UnknownKey { file, key });
            }
        }
        let environment = Environment::with_prefix("BEISTAND").try_parsing(true);
        let mut of_environment = environment.collect().unwrap_or_else(|cause| {
            problems.push(cause.into());
            Map::new()
        });
        let unknown_variables = unknown(&of_environment);
        for key in &unknown_variables {
            of_environment.remove(key);
        }
        values.extend(of_environment);
        // Each by itself, so that one that cannot be used does not hide the next.
        let mut keys: Vec<_> = values.keys().cloned().collect();
        keys.sort();
        for key in keys {
            let one = values
                .get_key_value(&key)
                .map(|(key, value)| (key.clone(), value.clone()));
            if let Err(cause) = deserialize(one.into_iter().collect(), &mut |_| {}) {
                values.remove(&key);
                problems.push(cause.into());
            }
        }
        let settings = deserialize(values, &mut |_| {}).unwrap_or_else(|cause| {
            problems.push(cause.into());
            Settings::default()
        });
        problems.extend(settings.problems());
        Self {
            settings,
            problems,
            unknown_variables: unknown_variables
                .iter()
                .map(|key| format!("{PREFIX}{}", key.to_uppercase()))
                .collect(),
        }
    }
}

/// The keys that are no settings. Values are not looked at.
fn unknown(values: &Map<String, Value>) -> Vec<String> {
    let mut unknown = Vec::new();
    for (key, value) in values {
        let one = Map::from_iter([(key.clone(), value.clone())]);
        let mut is_unknown = false;
        // A value of the wrong kind is told about elsewhere.
        let _ = deserialize(one, &mut |_| is_unknown = true);
        if is_unknown {
            unknown.push(key.clone());
        }
    }
    unknown.sort();
    unknown
}

fn deserialize(
    values: Map<String, Value>,
    ignored: &mut impl FnMut(serde_ignored::Path<'_>),
) -> Result<Settings, config::ConfigError> {
    let mut builder = Config::builder();
    for (key, value) in values {
        builder = builder.set_override(key, value)?;
    }
    serde_ignored::deserialize(builder.build()?, ignored)
}
