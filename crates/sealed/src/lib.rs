//! Encryption at rest, with no knowledge of what is kept.
//!
//! Keys stand in a hierarchy: the operator's [`MasterKeys`] wrap one key a tenant, which wraps one
//! key a person. What is sealed is bound to its [`Place`], so that a sealed text copied to another
//! row or column does not open there. What must be found again by its exact value is found by its
//! [`Key::fingerprint`].
//!
//! The cipher is XChaCha20-Poly1305: its nonces are long enough to be drawn at random for as many
//! texts as there will ever be. A sealed text is one byte that names this format, 24 bytes of
//! nonce, the ciphertext, and 16 bytes that prove it untouched.
#![deny(missing_docs)]

mod master;
mod stream;

pub use master::{MasterKeys, Wrapped};
pub use stream::{Opener, Sealer};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// Bytes by which a sealed text is longer than what it hides.
pub const OVERHEAD_BYTES: usize = 1 + NONCE_BYTES + 16;

const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Why something stays shut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Another key, another place, or a changed text: which of them cannot be told.
    #[error("this key does not open it here")]
    Shut,
    /// Not made by this crate, or by a later version of it.
    #[error("not a sealed text of a known format")]
    UnknownFormat,
    /// The master key that wrapped it is not at hand.
    #[error("it was wrapped by the master key {0:?}, which was not given")]
    NoSuchMasterKey(String),
    /// There is no master key at all, or two of one name.
    #[error("master keys need to be one or more, each with a name of its own")]
    NoMasterKeys,
}

/// Where a sealed text stands: it opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Table and column, such as `messages.text`.
    pub column: &'static str,
    /// The id of the row.
    pub row: [u8; 16],
}

impl Place {
    fn bytes(self) -> Vec<u8> {
        // The row has a fixed length, so no two places read the same.
        [self.row.as_slice(), self.column.as_bytes()].concat()
    }
}

/// A secret key. It shows in no output and is wiped from memory when it is dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; KEY_BYTES]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A new key, from the system's randomness.
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// A key from bytes that somebody drew at random.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// Another key for another purpose (HKDF-SHA-256, RFC 5869): the same each time, and telling
    /// nothing of this one.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut key = [0; KEY_BYTES];
        // The one error is a length beyond 8,160 bytes.
        let derived = Hkdf::<Sha256>::new(None, &self.0).expand(purpose.as_bytes(), &mut key);
        debug_assert!(derived.is_ok());
        Self(key)
    }

    /// Seals `text` for this place.
    pub fn seal(&self, place: Place, text: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let aad = place.bytes();
        let payload = Payload {
            msg: text,
            aad: &aad,
        };
        let ciphertext = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SealError::Shut)?;
        Ok([[FORMAT].as_slice(), &nonce, &ciphertext].concat())
    }

    /// Opens what [`Self::seal`] sealed for this place.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let Some((&FORMAT, rest)) = sealed.split_first() else {
            return Err(SealError::UnknownFormat);
        };
        let Some((nonce, msg)) = rest.split_first_chunk::<NONCE_BYTES>() else {
            return Err(SealError::UnknownFormat);
        };
        let aad = place.bytes();
        let payload = Payload { msg, aad: &aad };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| SealError::Shut)
    }

    /// Seals another key under this one.
    pub fn wrap(&self, place: Place, key: &Self) -> Result<Vec<u8>, SealError> {
        self.seal(place, &key.0)
    }

    /// Opens what [`Self::wrap`] sealed.
    pub fn unwrap(&self, place: Place, wrapped: &[u8]) -> Result<Self, SealError> {
        let bytes = Zeroizing::new(self.open(place, wrapped)?);
        let bytes = bytes.as_slice().try_into();
        bytes.map(Self).map_err(|_| SealError::UnknownFormat)
    }

    /// What can be compared in place of `text` (HMAC-SHA-256, RFC 2104): the same for the same
    /// text, and without this key neither made nor read. For searching by an exact value, and for
    /// proving that nobody without the key has written something.
    pub fn fingerprint(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.mac();
        for part in parts {
            // The length goes first, so that moving a boundary makes another text.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }

    fn mac(&self) -> Hmac<Sha256> {
        hmac::KeyInit::new(&{
            // A key of 32 bytes is shorter than a block, and is filled up with zeros (RFC 2104).
            let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
            block[..KEY_BYTES].copy_from_slice(&self.0);
            block
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HERE: Place = Place {
        column: "messages.text",
        row: [7; 16],
    };

    fn key(byte: u8) -> Key {
        Key::from_bytes([byte; KEY_BYTES])
    }

    #[test]
    fn a_text_opens_with_its_key_in_its_place_and_nowhere_else() {
        let sealed = key(1).seal(HERE, b"Ich liege wach.").unwrap();
        assert_eq!(sealed.len(), b"Ich liege wach.".len() + OVERHEAD_BYTES);
        assert_eq!(
            key(1).open(HERE, &sealed).unwrap().as_slice(),
            b"Ich liege wach."
        );
        let row = Place {
            row: [8; 16],
            ..HERE
        };
        let column = Place {
            column: "drafts.text",
            ..HERE
        };
        for (key, place) in [(key(2), HERE), (key(1), row), (key(1), column)] {
            assert_eq!(key.open(place, &sealed), Err(SealError::Shut), "{place:?}");
        }
    }

    #[test]
    fn the_same_text_never_looks_the_same() {
        let seal = || key(1).seal(HERE, b"x").unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn what_was_not_sealed_is_told_from_what_was_changed() {
        for text in [b"".as_slice(), b"\x01short", b"\x02 another format"] {
            assert_eq!(key(1).open(HERE, text), Err(SealError::UnknownFormat));
        }
    }

    #[test]
    fn a_wrapped_key_is_the_key_it_was() {
        let wrapped = key(1).wrap(HERE, &key(9)).unwrap();
        let key_again = key(1).unwrap(HERE, &wrapped).unwrap();
        let sealed = key(9).seal(HERE, b"x").unwrap();
        assert_eq!(key_again.open(HERE, &sealed).unwrap().as_slice(), b"x");
        let text = key(1).seal(HERE, b"not a key").unwrap();
        assert_eq!(
            key(1).unwrap(HERE, &text).unwrap_err(),
            SealError::UnknownFormat
        );
    }

    #[test]
    fn purposes_have_keys_of_their_own() {
        let of = |purpose| key(1).derive(purpose).fingerprint(&[b"x"]);
        assert_eq!(of("index"), of("index"));
        assert_ne!(of("index"), of("audit"));
        assert_ne!(of("index"), key(1).fingerprint(&[b"x"]));
    }

    /// RFC 4231, test case 2 has a short key; ours are always 32 bytes, so the value comes from
    /// an independent implementation: `hmac.new(b"\x01" * 32, (1).to_bytes(8) + b"x", "sha256")`.
    #[test]
    fn a_fingerprint_is_an_hmac() {
        let hex = key(1)
            .fingerprint(&[b"x"])
            .map(|byte| format!("{byte:02x}"));
        assert_eq!(
            hex.concat(),
            "27862cc3788aaf195c7234f6cfe7c8d5169fe5f4aba46685ec9fe6840275a9cc"
        );
    }

    #[test]
    fn a_key_does_not_show() {
        assert_eq!(format!("{:?}", key(7)), "Key(…)");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text: Vec<u8>, row: [u8; 16]) {
            let place = Place { column: "messages.text", row };
            let sealed = key(1).seal(place, &text).unwrap();
            let opened = key(1).open(place, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), text.as_slice());
        }

        #[test]
        fn one_changed_bit_anywhere_shuts_it(text: Vec<u8>, at: prop::sample::Index, bit in 0..8) {
            let mut sealed = key(1).seal(HERE, &text).unwrap();
            let at = at.index(sealed.len());
            sealed[at] ^= 1_u8 << bit;
            prop_assert!(key(1).open(HERE, &sealed).is_err());
        }

        #[test]
        fn moving_a_boundary_changes_the_fingerprint(text in prop::collection::vec(any::<u8>(), 1..40), at: prop::sample::Index) {
            let (a, b) = text.split_at(at.index(text.len()));
            prop_assert_ne!(key(1).fingerprint(&[a, b]), key(1).fingerprint(&[&text]));
        }
    }
}
