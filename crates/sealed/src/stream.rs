//! What is too long to be sealed in one go, sealed piece by piece: the STREAM construction of
//! Hoang, Reyhanitabar, Rogaway and Vizár. Each piece is bound to its number and to being the last
//! or not, so that pieces that were cut off, left out, moved or taken from elsewhere do not open.

use crate::{Key, Place, SealError};
use aead_stream::{NewStream, Nonce, StreamBE32, StreamPrimitive};
use chacha20poly1305::{XChaCha20Poly1305, aead::Payload};
use std::fmt;

const FORMAT: u8 = 2;
const NONCE_BYTES: usize = 19;
/// Bytes before the first sealed piece.
const HEAD_BYTES: usize = 1 + NONCE_BYTES;

type Stream = StreamBE32<XChaCha20Poly1305>;

fn stream(key: &Key, nonce: [u8; NONCE_BYTES]) -> Stream {
    Stream::from_aead(
        key.cipher(),
        &Nonce::<XChaCha20Poly1305, Stream>::from(nonce),
    )
}

/// Seals pieces, one after another.
pub struct Sealer {
    stream: Stream,
    place: Vec<u8>,
    nonce: [u8; NONCE_BYTES],
    pieces: u32,
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// Begins to seal something for this place.
    pub fn new(key: &Key, place: Place) -> Self {
        let nonce = rand::random();
        Self {
            stream: stream(key, nonce),
            place: place.bytes(),
            nonce,
            pieces: 0,
        }
    }

    /// Seals the next piece. The last one is to be named as such, even if it is empty.
    pub fn seal(&mut self, piece: &[u8], last: bool) -> Result<Vec<u8>, SealError> {
        let payload = Payload {
            msg: piece,
            aad: &self.place,
        };
        let sealed = self.stream.encrypt(self.pieces, last, payload);
        let mut sealed = sealed.map_err(|_| SealError::Shut)?;
        if self.pieces == 0 {
            sealed.splice(..0, [FORMAT].into_iter().chain(self.nonce));
        }
        self.pieces = self.pieces.checked_add(1).ok_or(SealError::Shut)?;
        Ok(sealed)
    }

    /// How many pieces there are so far.
    pub fn pieces(&self) -> u32 {
        self.pieces
    }
}

/// Opens what a [`Sealer`] sealed.
pub struct Opener {
    key: Key,
    place: Vec<u8>,
    stream: Option<Stream>,
    pieces: u32,
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener(…)")
    }
}

impl Opener {
    /// Begins to open what was sealed for this place.
    pub fn new(key: &Key, place: Place) -> Self {
        Self {
            key: key.clone(),
            place: place.bytes(),
            stream: None,
            pieces: 0,
        }
    }

    /// Opens the next piece. One that is not the last opens only as such, and the last one only
    /// as the last.
    pub fn open(&mut self, sealed: &[u8], last: bool) -> Result<Vec<u8>, SealError> {
        let (stream, msg) = match self.stream.take() {
            Some(stream) => (stream, sealed),
            None => self.begin(sealed)?,
        };
        let payload = Payload {
            msg,
            aad: &self.place,
        };
        let opened = stream.decrypt(self.pieces, last, payload);
        self.stream = Some(stream);
        self.pieces = self.pieces.checked_add(1).ok_or(SealError::Shut)?;
        opened.map_err(|_| SealError::Shut)
    }

    fn begin<'a>(&self, sealed: &'a [u8]) -> Result<(Stream, &'a [u8]), SealError> {
        let Some((head, msg)) = sealed.split_first_chunk::<HEAD_BYTES>() else {
            return Err(SealError::UnknownFormat);
        };
        let [FORMAT, nonce @ ..] = *head else {
            return Err(SealError::UnknownFormat);
        };
        Ok((stream(&self.key, nonce), msg))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::KEY_BYTES;
    use proptest::prelude::*;

    const HERE: Place = Place {
        column: "blobs",
        row: [7; 16],
    };

    fn key(byte: u8) -> Key {
        Key::from_bytes([byte; KEY_BYTES])
    }

    fn seal(place: Place, pieces: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mut sealer = Sealer::new(&key(1), place);
        let numbered = pieces.iter().enumerate();
        numbered
            .map(|(at, piece)| sealer.seal(piece, at + 1 == pieces.len()).unwrap())
            .collect()
    }

    fn open(key: &Key, place: Place, sealed: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, SealError> {
        let mut opener = Opener::new(key, place);
        let pieces = sealed.iter().enumerate();
        pieces
            .map(|(at, piece)| opener.open(piece, at + 1 == sealed.len()))
            .collect()
    }

    fn three() -> Vec<Vec<u8>> {
        vec![b"one".to_vec(), b"two".to_vec(), Vec::new()]
    }

    #[test]
    fn pieces_open_with_their_key_in_their_place_and_nowhere_else() {
        let sealed = seal(HERE, &three());
        assert_eq!(open(&key(1), HERE, &sealed).unwrap(), three());
        let row = Place {
            row: [8; 16],
            ..HERE
        };
        for (key, place) in [(key(2), HERE), (key(1), row)] {
            assert_eq!(
                open(&key, place, &sealed),
                Err(SealError::Shut),
                "{place:?}"
            );
        }
    }

    #[test]
    fn what_was_not_sealed_in_pieces_is_told_from_what_was_changed() {
        let one = key(1).seal(HERE, &[0; 100]).unwrap();
        for text in [b"".to_vec(), b"\x02short".to_vec(), one] {
            let refused = open(&key(1), HERE, &[text]);
            assert_eq!(refused, Err(SealError::UnknownFormat));
        }
    }

    fn pieces() -> impl Strategy<Value = Vec<Vec<u8>>> {
        let piece = prop::collection::vec(any::<u8>(), 0..50);
        prop::collection::vec(piece, 1..6)
    }

    proptest! {
        #[test]
        fn all_pieces_read_back(pieces in pieces(), row: [u8; 16]) {
            let place = Place { column: "blobs", row };
            let sealed = seal(place, &pieces);
            prop_assert_eq!(open(&key(1), place, &sealed).unwrap(), pieces);
        }

        #[test]
        fn one_changed_bit_anywhere_shuts_it(pieces in pieces(), which: prop::sample::Index, at: prop::sample::Index, bit in 0..8) {
            let mut sealed = seal(HERE, &pieces);
            let which = which.index(sealed.len());
            let at = at.index(sealed[which].len());
            sealed[which][at] ^= 1_u8 << bit;
            prop_assert!(open(&key(1), HERE, &sealed).is_err());
        }

        #[test]
        fn pieces_that_are_cut_off_are_missed(pieces in pieces(), keep: prop::sample::Index) {
            let mut sealed = seal(HERE, &pieces);
            let keep = keep.index(sealed.len());
            sealed.truncate(keep);
            prop_assert!(sealed.is_empty() || open(&key(1), HERE, &sealed).is_err());
        }

        #[test]
        fn pieces_that_are_left_out_moved_or_said_twice_are_noticed(pieces in pieces(), a: prop::sample::Index, b: prop::sample::Index) {
            let sealed = seal(HERE, &pieces);
            let (a, b) = (a.index(sealed.len()), b.index(sealed.len()));
            let mut without = sealed.clone();
            without.remove(a);
            prop_assert!(without.is_empty() || open(&key(1), HERE, &without).is_err());
            let mut twice = sealed.clone();
            twice.insert(b, sealed[a].clone());
            prop_assert!(open(&key(1), HERE, &twice).is_err());
            let mut moved = sealed.clone();
            moved.swap(a, b);
            prop_assert!(a == b || open(&key(1), HERE, &moved).is_err());
        }

        #[test]
        fn a_piece_of_another_is_noticed(one in pieces(), at: prop::sample::Index) {
            let mut sealed = seal(HERE, &one);
            let at = at.index(sealed.len());
            let other = seal(HERE, &one);
            sealed[at].clone_from(&other[at]);
            prop_assert!(sealed.len() == 1 || open(&key(1), HERE, &sealed).is_err());
        }
    }
}
