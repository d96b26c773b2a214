//! One conversation with `clamd`: `INSTREAM`, pieces each with its length before it, one of no
//! length, and the answer (clamd(8)).

use super::Address;
use crate::ApiError;
use domain::problem::ProblemCode;
use std::{io, pin::Pin, time::Duration};
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// The longest answer that is read: a name of what was found, and a few words.
const MAX_ANSWER_BYTES: u64 = 1024;

/// Why a file could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The scanner does not answer within the time it is given.
    #[error("clamd does not answer")]
    Silent,
    /// It is not there, or has hung up.
    #[error("clamd cannot be spoken to: {0}")]
    Broken(#[from] io::Error),
    /// It says that it could not do it, or something else that is not known.
    #[error("clamd says {0:?}")]
    Refused(String),
}

impl From<ScanError> for ApiError {
    fn from(error: ScanError) -> Self {
        tracing::warn!(%error, "a file is refused, because it could not be scanned");
        Self::Problem(ProblemCode::ScannerUnavailable)
    }
}

/// What the scanner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was, and this is what its makers call it.
    Found(String),
}

trait Wire: AsyncRead + AsyncWrite {}
impl<T: AsyncRead + AsyncWrite> Wire for T {}

/// A file that is being looked at.
pub struct Scan {
    wire: Pin<Box<dyn Wire>>,
    patience: Duration,
}

impl Scan {
    pub(super) async fn begin(address: &Address, patience: Duration) -> Result<Self, ScanError> {
        let connect = async {
            let wire: Pin<Box<dyn Wire>> = match address {
                Address::Tcp(address) => Box::pin(TcpStream::connect(address).await?),
                #[cfg(unix)]
                Address::Unix(path) => Box::pin(UnixStream::connect(path).await?),
            };
            Ok(wire)
        };
        let wire = within(patience, connect).await?;
        let mut scan = Self { wire, patience };
        scan.write(b"zINSTREAM\0").await?;
        Ok(scan)
    }

    /// Shows the scanner the next piece.
    pub async fn feed(&mut self, piece: &[u8]) -> Result<(), ScanError> {
        if piece.is_empty() {
            // Would end the file.
            return Ok(());
        }
        let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
        self.write(&length.to_be_bytes()).await?;
        self.write(piece).await
    }

    /// What it says now that it has seen all of it.
    pub async fn verdict(mut self) -> Result<Verdict, ScanError> {
        self.write(&0_u32.to_be_bytes()).await?;
        let mut answer = Vec::new();
        let mut wire = self.wire.take(MAX_ANSWER_BYTES);
        let read = async {
            while !answer.contains(&0) {
                if wire.read_buf(&mut answer).await? == 0 {
                    break;
                }
            }
            Ok(())
        };
        within(self.patience, read).await?;
        let answer = String::from_utf8_lossy(&answer);
        read_answer(&answer)
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<(), ScanError> {
        let write = async {
            self.wire.write_all(bytes).await?;
            self.wire.flush().await
        };
        within(self.patience, write).await
    }
}

async fn within<T>(
    patience: Duration,
    what: impl Future<Output = io::Result<T>>,
) -> Result<T, ScanError> {
    match timeout(patience, what).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(ScanError::Silent),
    }
}

/// `stream: OK`, `stream: Name FOUND`, or anything else, which is no verdict.
fn read_answer(answer: &str) -> Result<Verdict, ScanError> {
    // Without its end it may have been cut off.
    let whole = answer.strip_suffix('\0');
    let said = whole.and_then(|answer| answer.strip_prefix("stream: "));
    match said {
        Some("OK") => Ok(Verdict::Clean),
        Some(said) if said.ends_with(" FOUND") => {
            Ok(Verdict::Found(said.trim_end_matches(" FOUND").to_owned()))
        }
        _ => Err(ScanError::Refused(answer.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_a_whole_answer_is_a_verdict() {
        assert_eq!(read_answer("stream: OK\0").unwrap(), Verdict::Clean);
        assert_eq!(
            read_answer("stream: Eicar-Test-Signature FOUND\0").unwrap(),
            Verdict::Found("Eicar-Test-Signature".into())
        );
        for no_verdict in [
            "",
            "\0",
            "stream: OK",
            "stream: O",
            "OK\0",
            "stream: \0",
            "stream: OK, nearly\0",
            "INSTREAM size limit exceeded. ERROR\0",
            "stream: Can't allocate memory ERROR\0",
        ] {
            let refused = read_answer(no_verdict).unwrap_err();
            assert!(matches!(refused, ScanError::Refused(_)), "{no_verdict}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_is_a_verdict_only_if_it_says_so(raw: String, name in "[^\u{0}]{1,60}", cut in 1..12_usize) {
            for answer in [raw.clone(), format!("stream: {raw}\0"), format!("stream: {raw} FOUND")] {
                if let Ok(verdict) = read_answer(&answer) {
                    prop_assert!(answer.ends_with('\0'), "{answer:?} {verdict:?}");
                    prop_assert_eq!(verdict == Verdict::Clean, answer == "stream: OK\0");
                }
            }
            let found = format!("stream: {name} FOUND\0");
            prop_assert!(matches!(read_answer(&found), Ok(Verdict::Found(_))));
            let mut end = found.len() - cut.min(found.len());
            while !found.is_char_boundary(end) {
                end -= 1;
            }
            prop_assert!(read_answer(&found[..end]).is_err(), "half of an answer is none");
        }
    }
}
