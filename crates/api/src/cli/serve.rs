//! The server, for real or to try things out in.

use super::{CliError, open, say};
use crate::{
    app, clock::Clock, config::Settings, crypto::Keyring, database, deletion_routine, demo, jobs,
    metrics, state::State,
};
use actix_web::{dev::Server, web::Data};
use std::net::{SocketAddr, TcpListener};

/// Answers requests until it is told to stop.
pub async fn serve(mut settings: Settings, demo: bool) -> Result<(), CliError> {
    settings.demo = demo;
    let (keys, master) = if demo {
        if settings.database_url == Settings::default().database_url {
            settings.database_url = "sqlite://data/demo.db".into();
        }
        if settings.blobs == Settings::default().blobs {
            settings.blobs = "data/demo-blobs".into();
        }
        let secret: [u8; 32] = rand::random();
        let signing = vec![("demo".to_owned(), secret.to_vec())];
        (signing, demo::master_keys()?)
    } else {
        (settings.signing_keys()?, settings.master_keys()?)
    };
    let keyring = Keyring::new(master);
    open(&settings, &keyring).await?.close().await?;
    let db = database::connect_to_serve(&settings.database_url).await?;
    let clock = Clock::system();
    let address = settings.listen;
    let url = settings.public_url.clone();
    let listener =
        TcpListener::bind(address).map_err(|cause| CliError::Listen { address, cause })?;
    let listening = listener.local_addr()?;
    let blobs = settings.blobs.clone();
    let state = Data::new(State::new(settings, &keys, keyring, db.clone(), clock)?);
    let prepared = state.blobs.prepare().await;
    prepared.map_err(|cause| CliError::Blobs { blobs, cause })?;
    if !state.mailer.can_send() {
        tracing::warn!("BEISTAND_SMTP_URL is not set: no mail is sent until it is");
    }
    if !state.sms.can_send() {
        tracing::info!("BEISTAND_SMS_URL is not set: no text message is sent until it is");
    }
    jobs::ensure_housekeeping(&db, state.clock.now()).await?;
    if demo {
        demo::load(&state).await?;
    }
    deletion_routine::ensure_routines(&db, state.clock.now()).await?;
    let metrics = metrics_server(&state)?;
    let worker = actix_web::rt::spawn(jobs::work(state.clone()));
    let server = app::serve(state.clone(), listener)?;
    say(format_args!(
        "Beistand is at http://{listening} (public address {url})"
    ));
    if demo {
        say(demo::SIGN_INS);
    }
    let metrics = metrics.map(|(metrics, address)| {
        say(format_args!("Numbers are at http://{address}/metrics"));
        let handle = metrics.handle();
        actix_web::rt::spawn(metrics);
        handle
    });
    server.await?;
    // What the worker has begun is finished; an error only says that it is gone already.
    state.shutdown.begin();
    let _ = worker.await;
    if let Some(metrics) = metrics {
        metrics.stop(false).await;
    }
    db.close().await?;
    Ok(())
}

/// The server that shows numbers to Prometheus, if it is wanted, and where it listens.
fn metrics_server(state: &State) -> Result<Option<(Server, SocketAddr)>, CliError> {
    let Some(address) = state.settings.metrics_listen else {
        return Ok(None);
    };
    if !address.ip().is_loopback() {
        tracing::warn!(%address, "numbers are shown to everyone who reaches this address");
    }
    let listener =
        TcpListener::bind(address).map_err(|cause| CliError::Listen { address, cause })?;
    let listening = listener.local_addr()?;
    let server = metrics::serve(state.metrics.clone(), listener)?;
    Ok(Some((server, listening)))
}
