//! What proves to a receiver that something is from us, as Standard Webhooks writes it.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The header `webhook-signature`: a signature with each of the secrets, spaces between.
pub fn signatures(secrets: &[Vec<u8>], id: &str, timestamp: i64, body: &[u8]) -> String {
    let signed = secrets
        .iter()
        .filter_map(|secret| signature(secret, id, timestamp, body));
    signed.collect::<Vec<_>>().join(" ")
}

/// With a key of any length there is one.
fn signature(secret: &[u8], id: &str, timestamp: i64, body: &[u8]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    let code = mac.finalize().into_bytes();
    Some(format!("v1,{}", STANDARD.encode(code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of the convention's own libraries.
    #[test]
    fn the_signature_is_what_others_compute() {
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let (id, body) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", br#"{"test": 2432232314}"#);
        let one = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        let signed = signatures(std::slice::from_ref(&secret), id, 1_614_265_330, body);
        assert_eq!(signed, one);
        let both = signatures(&[vec![7; 32], secret], id, 1_614_265_330, body);
        assert_eq!(both.split(' ').count(), 2);
        assert!(both.ends_with(&format!(" {one}")));
    }

    proptest! {
        #[test]
        fn any_word_is_signed_by_each_secret_and_by_no_other(
            secrets in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 1..3),
            id in "[ -~]{0,40}",
            timestamp: i64,
            body: Vec<u8>,
        ) {
            let signed = signatures(&secrets, &id, timestamp, &body);
            let all: Vec<_> = signed.split(' ').collect();
            prop_assert_eq!(all.len(), secrets.len());
            for (secret, one) in secrets.iter().zip(all) {
                let code = STANDARD.decode(one.strip_prefix("v1,").unwrap()).unwrap();
                let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
                mac.update(&[format!("{id}.{timestamp}.").as_bytes(), &body].concat());
                prop_assert!(mac.verify_slice(&code).is_ok());
            }
            let other = signatures(&secrets, &id, timestamp, &[body.as_slice(), b"x"].concat());
            prop_assert_ne!(other, signed);
        }
    }
}
