//! What keeps programs from making rows by the thousand where anybody may make one (chapter 80): a
//! little arithmetic for each, which a person's device does while they wait and a flood cannot
//! afford. Nobody else is asked, and nothing is learned of whoever does it.
//!
//! Here is the rule; the server signs the challenges, and the client solves them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a solved challenge is sent: `challenge.nonce`, the nonce in decimal.
pub const PROOF_HEADER: &str = "Beistand-Proof";

/// Minutes that a challenge is good for.
pub const PROOF_MINUTES: i64 = 10;

/// The fewest and the most zero bits that can be asked for, and what is asked for at first: a slow
/// phone needs about a second for it.
pub const LEAST_BITS: u8 = 4;
/// See [`LEAST_BITS`].
pub const MOST_BITS: u8 = 24;
/// See [`LEAST_BITS`].
pub const DEFAULT_BITS: u8 = 16;

/// Something to be solved: a nonce is wanted for which the SHA-256 hash of the challenge's own
/// SHA-256 hash (32 bytes) and the nonce (8 bytes, big endian) begins with so many zero bits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProofChallenge {
    /// To be sent along with the nonce.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "AZt8Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M")
    )]
    pub challenge: String,
    /// How many zero bits are asked for.
    #[cfg_attr(feature = "openapi", schema(example = 16))]
    pub bits: u8,
    /// Until when it is good, once.
    pub expires_at: DateTime<Utc>,
}

/// What a challenge is solved with.
#[derive(Clone, Copy, Debug)]
pub struct Puzzle {
    seed: [u8; 32],
    bits: u8,
}

impl Puzzle {
    /// That of this challenge.
    pub fn of(challenge: &str, bits: u8) -> Self {
        Self {
            seed: sha256(challenge.as_bytes()),
            bits,
        }
    }

    /// Whether this nonce solves it.
    pub fn is_solved_by(self, nonce: u64) -> bool {
        let mut tried = [0; 40];
        tried[..32].copy_from_slice(&self.seed);
        tried[32..].copy_from_slice(&nonce.to_be_bytes());
        zero_bits(sha256(&tried)) >= u32::from(self.bits)
    }

    /// The first nonce among so many from there on that solves it.
    pub fn solve(self, from: u64, tries: u64) -> Option<u64> {
        (from..from.saturating_add(tries)).find(|nonce| self.is_solved_by(*nonce))
    }
}

fn zero_bits(hash: [u8; 32]) -> u32 {
    let zeros = hash.iter().take_while(|byte| **byte == 0).count();
    let next = hash.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or_default() * 8 + next
}

/// A solved challenge, as it is sent.
pub fn proof(challenge: &str, nonce: u64) -> String {
    format!("{challenge}.{nonce}")
}

/// The two parts of that.
pub fn read_proof(sent: &str) -> Option<(&str, u64)> {
    let (challenge, nonce) = sent.rsplit_once('.')?;
    Some((challenge, nonce.parse().ok()?))
}

/// SHA-256 (FIPS 180-4), written to be small: the app carries it, and the portal's first visit may
/// not weigh more. It guards no secret; those are hashed by the crates that are made for it.
fn sha256(message: &[u8]) -> [u8; 32] {
    let mut state = START;
    let mut blocks = message.chunks_exact(64);
    for block in &mut blocks {
        state = compressed(state, block);
    }
    let rest = blocks.remainder();
    let mut last = [0; 128];
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] = 0x80;
    let end = if rest.len() < 56 { 64 } else { 128 };
    let bits = (message.len() as u64) * 8;
    last[end - 8..end].copy_from_slice(&bits.to_be_bytes());
    for block in last[..end].chunks_exact(64) {
        state = compressed(state, block);
    }
    let mut hash = [0; 32];
    for (bytes, word) in hash.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    hash
}

const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

const ROUNDS: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

#[expect(clippy::many_single_char_names, reason = "the standard's own names")]
fn compressed(state: [u32; 8], block: &[u8]) -> [u32; 8] {
    let mut words = [0_u32; 64];
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = bytes
            .iter()
            .fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    for at in 16..64 {
        let (early, late) = (words[at - 15], words[at - 2]);
        let early = early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3;
        let late = late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10;
        words[at] = words[at - 16]
            .wrapping_add(early)
            .wrapping_add(words[at - 7])
            .wrapping_add(late);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
    for (round, word) in ROUNDS.into_iter().zip(words) {
        let mixed = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let chosen = e & f ^ !e & g;
        let first = h
            .wrapping_add(mixed)
            .wrapping_add(chosen)
            .wrapping_add(round)
            .wrapping_add(word);
        let mixed = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = a & b ^ a & c ^ b & c;
        let second = mixed.wrapping_add(majority);
        (h, g, f, e) = (g, f, e, d.wrapping_add(first));
        (d, c, b, a) = (c, b, a, first.wrapping_add(second));
    }
    let mut next = state;
    for (one, by) in next.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *one = one.wrapping_add(by);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(hash: [u8; 32]) -> String {
        hash.iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    /// The examples of the standard, and lengths around where a block is full.
    #[test]
    fn hashes_are_those_of_the_standard() {
        for (message, expected) in [
            (
                String::new(),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
            (
                "abc".into(),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            ),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".into(),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
            (
                "a".repeat(55),
                "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318",
            ),
            (
                "a".repeat(56),
                "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a",
            ),
            (
                "a".repeat(64),
                "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb",
            ),
            (
                "a".repeat(1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
            ),
        ] {
            assert_eq!(
                hex(sha256(message.as_bytes())),
                expected,
                "{}",
                message.len()
            );
        }
    }

    #[test]
    fn a_challenge_is_solved_by_a_nonce_whose_hash_begins_with_enough_zeros() {
        for bits in [LEAST_BITS, 8, 11] {
            let puzzle = Puzzle::of("a challenge", bits);
            let nonce = puzzle.solve(0, 1 << 20).unwrap();
            assert!(puzzle.is_solved_by(nonce), "{bits}");
            assert_eq!(puzzle.solve(0, nonce), None, "it is the first");
            assert_eq!(puzzle.solve(nonce, 1), Some(nonce));
            assert!(!Puzzle::of("another", 24).is_solved_by(nonce));
        }
        assert_eq!(Puzzle::of("a challenge", 255).solve(0, 1_000), None);
    }

    #[test]
    fn zeros_are_counted_from_the_front() {
        for (hash, expected) in [
            ([0xff; 32], 0),
            ([0x01; 32], 7),
            ([0; 32], 256),
            (std::array::from_fn(|at| if at < 2 { 0 } else { 0x10 }), 19),
        ] {
            assert_eq!(zero_bits(hash), expected);
        }
    }

    #[test]
    fn a_proof_is_read_as_it_is_written() {
        assert_eq!(read_proof(&proof("a.b", 7)), Some(("a.b", 7)));
        for none in ["", "a", "a.", "a.-1", "a.18446744073709551616"] {
            assert_eq!(read_proof(none), None, "{none}");
        }
    }
}
