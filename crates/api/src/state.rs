//! The house's machinery, as requests find it.

use crate::{
    ApiResult, audit::Looks, clock::Clock, config::Settings, crypto::Keyring, events::Hub,
    limits::Limits, passwords::Passwords, sessions::Ended, throttle::Throttle, tokens::Tokens,
};
use sea_orm::DatabaseConnection;

/// The house's machinery, one of each. Handlers reach it through `Caller` or `Public` only.
#[derive(Debug)]
pub struct State {
    pub(crate) db: DatabaseConnection,
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) keyring: Keyring,
    pub(crate) tokens: Tokens,
    pub(crate) passwords: Passwords,
    pub(crate) throttle: Throttle,
    pub(crate) limits: Limits,
    pub(crate) ended: Ended,
    pub(crate) hub: Hub,
    pub(crate) looks: Looks,
}

impl State {
    /// Everything a server needs, over a database whose schema is up to date.
    pub fn new(
        settings: Settings,
        signing_keys: &[(String, Vec<u8>)],
        keyring: Keyring,
        db: DatabaseConnection,
        clock: Clock,
    ) -> ApiResult<Self> {
        Ok(Self {
            keyring,
            tokens: Tokens::new(signing_keys, clock.clone()),
            passwords: Passwords::new(settings.workers)?,
            throttle: Throttle::new(settings.sign_in_burst),
            limits: Limits::new(&settings),
            ended: Ended::default(),
            hub: Hub::start(db.clone()),
            looks: Looks::default(),
            db,
            settings,
            clock,
        })
    }
}
