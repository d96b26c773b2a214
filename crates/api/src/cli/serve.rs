//! The server, for real or to try things out in.

use super::{CliError, open, say};
use crate::{app, clock::Clock, config::Settings, crypto::Keyring, demo, jobs, state::State};
use actix_web::web::Data;
use std::net::TcpListener;
use tokio::sync::watch;

/// Answers requests until it is told to stop.
pub async fn serve(mut settings: Settings, demo: bool) -> Result<(), CliError> {
    settings.demo = demo;
    let (keys, master) = if demo {
        if settings.database_url == Settings::default().database_url {
            settings.database_url = "sqlite://data/demo.db".into();
        }
        let secret: [u8; 32] = rand::random();
        let signing = vec![("demo".to_owned(), secret.to_vec())];
        (signing, demo::master_keys()?)
    } else {
        (settings.signing_keys()?, settings.master_keys()?)
    };
    let keyring = Keyring::new(master);
    let db = open(&settings, &keyring).await?;
    let clock = Clock::system();
    let address = settings.listen;
    let url = settings.public_url.clone();
    let listener =
        TcpListener::bind(address).map_err(|cause| CliError::Listen { address, cause })?;
    let listening = listener.local_addr()?;
    let state = Data::new(State::new(settings, &keys, keyring, db.clone(), clock)?);
    if !state.mailer.can_send() {
        tracing::warn!("BEISTAND_SMTP_URL is not set: no mail is sent until it is");
    }
    jobs::ensure_housekeeping(&db, state.clock.now()).await?;
    if demo {
        demo::load(&state).await?;
    }
    let (stop, stopped) = watch::channel(false);
    let worker = actix_web::rt::spawn(jobs::work(state.clone(), stopped));
    let server = app::serve(state, listener)?;
    say(format_args!(
        "Beistand is at http://{listening} (public address {url})"
    ));
    if demo {
        say(demo::SIGN_INS);
    }
    server.await?;
    // What the worker has begun is finished; an error only says that it is gone already.
    let _ = stop.send(true);
    let _ = worker.await;
    db.close().await?;
    Ok(())
}
