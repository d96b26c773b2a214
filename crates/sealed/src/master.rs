use crate::{Key, Place, SealError};

/// The operator's keys, each with a name: the first wraps, all unwrap, so that a new one can come
/// before the old one goes.
#[derive(Clone, Debug)]
pub struct MasterKeys(Vec<(String, Key)>);

/// A key that a master key has wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The master key's name.
    pub by: String,
    /// The sealed key.
    pub key: Vec<u8>,
}

impl MasterKeys {
    /// A ring of one key or more.
    pub fn new(keys: Vec<(String, Key)>) -> Result<Self, SealError> {
        let distinct = keys
            .iter()
            .enumerate()
            .all(|(index, (name, _))| keys[..index].iter().all(|(other, _)| other != name));
        if keys.is_empty() || !distinct {
            return Err(SealError::NoMasterKeys);
        }
        Ok(Self(keys))
    }

    /// The name of the key that wraps.
    pub fn current(&self) -> &str {
        &self.0[0].0
    }

    /// Wraps `key` under the first master key.
    pub fn wrap(&self, place: Place, key: &Key) -> Result<Wrapped, SealError> {
        let (name, master) = &self.0[0];
        Ok(Wrapped {
            by: name.clone(),
            key: master.wrap(place, key)?,
        })
    }

    /// Opens what any of the master keys has wrapped.
    pub fn unwrap(&self, place: Place, wrapped: &Wrapped) -> Result<Key, SealError> {
        let (_, master) = self
            .0
            .iter()
            .find(|(name, _)| *name == wrapped.by)
            .ok_or_else(|| SealError::NoSuchMasterKey(wrapped.by.clone()))?;
        master.unwrap(place, &wrapped.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place = Place {
        column: "facility_keys.key",
        row: [1; 16],
    };

    fn ring(names: &[(&str, u8)]) -> Result<MasterKeys, SealError> {
        let keys = names.iter().map(|(name, byte)| {
            let key = Key::from_bytes([*byte; 32]);
            ((*name).to_owned(), key)
        });
        MasterKeys::new(keys.collect())
    }

    #[test]
    fn a_new_master_key_wraps_and_the_old_one_still_opens() {
        let tenant = Key::from_bytes([9; 32]);
        let old = ring(&[("2026", 1)]).unwrap();
        let both = ring(&[("2027", 2), ("2026", 1)]).unwrap();
        let wrapped = old.wrap(HERE, &tenant).unwrap();
        assert_eq!(wrapped.by, "2026");
        let opened = both.unwrap(HERE, &wrapped).unwrap();
        assert_eq!(opened.fingerprint(&[]), tenant.fingerprint(&[]));
        let again = both.wrap(HERE, &opened).unwrap();
        assert_eq!(again.by, both.current());
        assert_eq!(
            old.unwrap(HERE, &again).unwrap_err(),
            SealError::NoSuchMasterKey("2027".into())
        );
    }

    #[test]
    fn the_right_name_with_the_wrong_key_opens_nothing() {
        let wrapped = ring(&[("main", 1)])
            .unwrap()
            .wrap(HERE, &Key::random())
            .unwrap();
        let other = ring(&[("main", 2)]).unwrap();
        assert_eq!(other.unwrap(HERE, &wrapped).unwrap_err(), SealError::Shut);
    }

    #[test]
    fn a_ring_has_keys_with_names_of_their_own() {
        for names in [&[][..], &[("main", 1), ("main", 2)]] {
            assert_eq!(ring(names).unwrap_err(), SealError::NoMasterKeys);
        }
    }
}
