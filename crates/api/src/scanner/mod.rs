//! The virus scanner: `clamd`, asked by its protocol (`INSTREAM`) while a file arrives. Off by
//! default. What it finds something in is kept, shut away from everybody; what it could not look
//! at is not taken.

mod finding;
mod protocol;

pub use finding::quarantine;
pub use protocol::{Scan, ScanError, Verdict};

use crate::config::{Settings, is_loopback};
use std::{path::PathBuf, time::Duration};
use url::Url;

/// How `clamd` is reached.
#[derive(Clone, Debug)]
enum Address {
    Tcp(String),
    #[cfg(unix)]
    Unix(PathBuf),
}

/// The scanner, if there is one.
#[derive(Clone, Debug)]
pub struct Scanner(Option<(Address, Duration)>);

/// Why the settings name no scanner.
#[derive(Debug, thiserror::Error)]
pub enum ScannerSettingError {
    /// No address of `clamd`.
    #[error(
        "BEISTAND_CLAMD is not like unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Leave \
         it out to do without a virus scanner"
    )]
    BadAddress,
    /// Its protocol knows no encryption.
    #[error(
        "BEISTAND_CLAMD would send everything that people upload in the open: clamd has to be on \
         this machine, or at the end of a tunnel that begins here"
    )]
    InTheOpen,
    /// No patience, or more than anybody has.
    #[error("BEISTAND_CLAMD_TIMEOUT_SECONDS is 1 to 120")]
    BadTimeout,
}

impl Scanner {
    /// The one that the settings name.
    pub fn new(settings: &Settings) -> Result<Self, ScannerSettingError> {
        let Some(address) = &settings.clamd else {
            return Ok(Self(None));
        };
        let seconds = settings.clamd_timeout_seconds;
        if !(1..=120).contains(&seconds) {
            return Err(ScannerSettingError::BadTimeout);
        }
        let patience = Duration::from_secs(seconds.into());
        Ok(Self(Some((address_of(address)?, patience))))
    }

    /// Begins to have a file looked at; nothing where there is no scanner.
    pub async fn begin(&self) -> Result<Option<Scan>, ScanError> {
        match &self.0 {
            None => Ok(None),
            Some((address, patience)) => Scan::begin(address, *patience).await.map(Some),
        }
    }
}

fn address_of(text: &str) -> Result<Address, ScannerSettingError> {
    let url = Url::parse(text).map_err(|_| ScannerSettingError::BadAddress)?;
    match (url.scheme(), url.host_str(), url.port(), url.path()) {
        #[cfg(unix)]
        ("unix", None | Some(""), None, path) if path.len() > 1 => {
            Ok(Address::Unix(PathBuf::from(path)))
        }
        ("tcp", Some(host), Some(port), "" | "/") => {
            // `is_loopback` knows names and addresses as http has them.
            let plain = Url::parse(&format!("http://{host}"));
            if plain.is_ok_and(|url| is_loopback(&url)) {
                Ok(Address::Tcp(format!("{host}:{port}")))
            } else {
                Err(ScannerSettingError::InTheOpen)
            }
        }
        _ => Err(ScannerSettingError::BadAddress),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(clamd: &str, seconds: u8) -> Settings {
        Settings {
            clamd: Some(clamd.into()),
            clamd_timeout_seconds: seconds,
            ..Settings::default()
        }
    }

    #[test]
    fn a_scanner_is_on_this_machine() {
        for good in [
            "unix:///run/clamav/clamd.ctl",
            "tcp://127.0.0.1:3310",
            "tcp://localhost:3310",
            "tcp://[::1]:3310",
        ] {
            assert!(Scanner::new(&with(good, 30)).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/run/clamav/clamd.ctl",
            "unix://",
            "unix:///",
            "tcp://127.0.0.1",
            "tcp://127.0.0.1:3310/path",
            "http://127.0.0.1:3310",
        ] {
            let refused = Scanner::new(&with(bad, 30)).unwrap_err();
            assert!(matches!(refused, ScannerSettingError::BadAddress), "{bad}");
        }
        let refused = Scanner::new(&with("tcp://clamav.example:3310", 30)).unwrap_err();
        assert!(matches!(refused, ScannerSettingError::InTheOpen));
        for seconds in [0, 121] {
            let refused = Scanner::new(&with("tcp://127.0.0.1:3310", seconds)).unwrap_err();
            assert!(matches!(refused, ScannerSettingError::BadTimeout));
        }
        assert!(Scanner::new(&Settings::default()).is_ok());
    }

    proptest! {
        #[test]
        fn any_address_of_a_scanner_is_on_this_machine(raw: String, nearly in "(tcp|unix|http)://[-a-z0-9.:\\[\\]@/?#]{0,40}") {
            for text in [&raw, &nearly] {
                match address_of(text) {
                    Ok(Address::Tcp(place)) => {
                        let near = ["127.", "localhost:", "[::1]:"];
                        prop_assert!(near.iter().any(|one| place.starts_with(one)), "{place}");
                    }
                    Ok(Address::Unix(path)) => prop_assert!(path.is_absolute()),
                    Err(_) => {}
                }
            }
        }
    }
}
