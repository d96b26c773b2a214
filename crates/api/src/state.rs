//! The house's machinery, as requests find it.

use crate::{
    ApiError, ApiResult, audit::Looks, blobs::Store, clock::Clock, config::Settings,
    counselors::Squares, crypto::Keyring, events::Hub, limits::Limits, metrics::Metrics,
    outgoing_mails::Mailer, passwords::Passwords, scanner::Scanner, sessions::Ended,
    shutdown::Shutdown, sms::Sms, throttle::Throttle, tokens::Tokens, video::Jitsi,
    webhooks::Sender,
};
use sea_orm::DatabaseConnection;
use std::sync::Arc;
use tokio::sync::Notify;

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
    /// The way out for mail.
    pub mailer: Mailer,
    pub(crate) sms: Sms,
    /// The way out to other programs.
    pub(crate) webhooks: Sender,
    /// The built-in video software, if there is one.
    pub(crate) jitsi: Option<Jitsi>,
    /// Where documents lie.
    pub blobs: Store,
    pub(crate) scanner: Scanner,
    pub(crate) squares: Squares,
    /// Told when there is something for the worker to do.
    pub(crate) work: Notify,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) shutdown: Shutdown,
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
        let ended = Ended::default();
        Ok(Self {
            keyring,
            tokens: Tokens::new(signing_keys, clock.clone()),
            passwords: Passwords::new(settings.workers, settings.password_memory_kib)?,
            throttle: Throttle::new(settings.sign_in_burst),
            limits: Limits::new(&settings),
            hub: Hub::start(db.clone(), clock.clone(), ended.clone()),
            ended,
            looks: Looks::default(),
            squares: Squares::default(),
            mailer: Mailer::new(&settings).map_err(ApiError::internal)?,
            sms: Sms::new(&settings).map_err(ApiError::internal)?,
            webhooks: Sender::new(&settings).map_err(ApiError::internal)?,
            jitsi: Jitsi::new(&settings).map_err(ApiError::internal)?,
            blobs: Store::new(&settings).map_err(ApiError::internal)?,
            scanner: Scanner::new(&settings).map_err(ApiError::internal)?,
            work: Notify::new(),
            metrics: Arc::new(Metrics::new(db.clone(), clock.now())),
            shutdown: Shutdown::default(),
            db,
            settings,
            clock,
        })
    }

    /// What is counted, to be shown on an address of its own.
    pub fn metrics(&self) -> Arc<Metrics> {
        self.metrics.clone()
    }
}
