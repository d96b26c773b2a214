//! Stopping without losing anything: first the load balancer is told and live connections end, then
//! no connection is accepted any more, then what is under way is finished.

use crate::state::State;
use actix_web::web::Data;
use std::time::Duration;
use tokio::{
    select,
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::sleep,
};

/// Whether the server is about to stop.
#[derive(Debug, Default)]
pub struct Shutdown(watch::Sender<bool>);

impl Shutdown {
    /// From now on the server is about to stop.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether it is.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// For those who go on until it is.
    pub fn watch(&self) -> watch::Receiver<bool> {
        self.0.subscribe()
    }

    /// Waits for it.
    pub fn begun(&self) -> impl Future<Output = ()> + use<> {
        let mut begun = self.watch();
        async move {
            // An error says that the server is gone altogether.
            let _ = begun.wait_for(|begun| *begun).await;
        }
    }
}

/// Waits until the server is told to stop (SIGTERM, or SIGINT from a keyboard) and everyone who
/// asks has had the time to hear of it. A second signal shortens that.
pub async fn told_to_stop(state: Data<State>) {
    let signals = signal(SignalKind::terminate()).and_then(|terminate| {
        let interrupt = signal(SignalKind::interrupt())?;
        Ok((terminate, interrupt))
    });
    let (mut terminate, mut interrupt) = match signals {
        Ok(signals) => signals,
        Err(error) => {
            tracing::error!(%error, "cannot be told to stop");
            return std::future::pending().await;
        }
    };
    let mut told = async || {
        select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    told().await;
    tracing::info!("stopping");
    state.shutdown.begin();
    select! {
        () = told() => {}
        () = sleep(Duration::from_secs(state.settings.drain_seconds)) => {}
    }
}
