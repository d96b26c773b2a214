//! A stream of bytes cut into pieces of one size, so that no more than two are in memory.

use crate::{ApiError, ApiResult};
use actix_web::{error::PayloadError, web::Bytes};
use domain::problem::ProblemCode;
use futures_util::{Stream, StreamExt};

/// Bytes of a piece; the last one is shorter.
pub const PIECE_BYTES: usize = 1024 * 1024;

/// What arrives, piece by piece.
pub struct Pieces<S> {
    source: S,
    /// What has arrived and belongs to the next piece.
    left: Bytes,
    /// How many bytes may still come, and what is said when there are more.
    room: (u64, ProblemCode),
}

impl<S: Stream<Item = Result<Bytes, PayloadError>> + Unpin> Pieces<S> {
    /// Reads at most `most` bytes of `source`; more are refused with `too_many`.
    pub fn new(source: S, most: u64, too_many: ProblemCode) -> Self {
        Self {
            source,
            left: Bytes::new(),
            room: (most, too_many),
        }
    }

    /// The next piece, and whether it is the last. There is always a first.
    pub async fn next(&mut self) -> ApiResult<(Vec<u8>, bool)> {
        let mut piece = Vec::new();
        loop {
            let taken = self.left.len().min(PIECE_BYTES - piece.len());
            piece.extend_from_slice(&self.left.split_to(taken));
            if !self.left.is_empty() {
                return Ok((piece, false));
            }
            match self.source.next().await {
                None => return Ok((piece, true)),
                Some(chunk) => self.left = self.counted(chunk)?,
            }
        }
    }

    /// Reads the rest and forgets it, so that whoever sends it gets to read the answer.
    pub async fn drain(&mut self) {
        while let Some(chunk) = self.source.next().await {
            if self.counted(chunk).is_err() {
                return;
            }
        }
    }

    fn counted(&mut self, chunk: Result<Bytes, PayloadError>) -> ApiResult<Bytes> {
        // Whoever sent it is gone, and reads no answer.
        let chunk = chunk.map_err(|_| ApiError::Syntax)?;
        let (room, too_many) = &mut self.room;
        *room = room.checked_sub(chunk.len() as u64).ok_or(*too_many)?;
        Ok(chunk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    async fn pieces(chunks: &[usize], most: u64) -> ApiResult<Vec<usize>> {
        let chunks = chunks.iter().map(|&bytes| Ok(Bytes::from(vec![7; bytes])));
        let source = stream::iter(chunks.collect::<Vec<_>>());
        let mut pieces = Pieces::new(source, most, ProblemCode::PayloadTooLarge);
        let mut lengths = Vec::new();
        loop {
            let (piece, last) = pieces.next().await?;
            lengths.push(piece.len());
            if last {
                return Ok(lengths);
            }
        }
    }

    #[actix_web::test]
    async fn only_the_last_piece_is_short_and_only_of_nothing_it_is_empty() {
        const P: usize = PIECE_BYTES;
        for (chunks, expected) in [
            (&[][..], &[0][..]),
            (&[0], &[0]),
            (&[5], &[5]),
            (&[P], &[P]),
            (&[P, 0], &[P]),
            (&[P - 1, 1], &[P]),
            (&[P, 1], &[P, 1]),
            (&[P + 1], &[P, 1]),
            (&[1, 3 * P], &[P, P, P, 1]),
            (&[2 * P], &[P, P]),
        ] {
            assert_eq!(
                pieces(chunks, u64::MAX).await.unwrap(),
                expected,
                "{chunks:?}"
            );
        }
    }

    #[actix_web::test]
    async fn more_than_there_is_room_for_is_refused() {
        assert_eq!(pieces(&[6, 4], 10).await.unwrap(), [10]);
        let refused = pieces(&[6, 5], 10).await.unwrap_err();
        assert_eq!(refused.code(), ProblemCode::PayloadTooLarge);
    }
}
