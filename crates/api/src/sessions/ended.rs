use tokio::sync::broadcast;
use uuid::Uuid;

/// How many endings a connection may fall behind before it looks at its own session.
const CAPACITY: usize = 64;

/// Tells the live connections of this server which session or API token has just ended. Other
/// servers find out at their next heartbeat.
#[derive(Debug)]
pub struct Ended(broadcast::Sender<Uuid>);

impl Default for Ended {
    fn default() -> Self {
        Self(broadcast::channel(CAPACITY).0)
    }
}

impl Ended {
    /// It has ended. To be called after the commit.
    pub fn tell(&self, credential: Uuid) {
        // An error only says that nobody is connected.
        let _ = self.0.send(credential);
    }

    /// Hears of every ending from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Uuid> {
        self.0.subscribe()
    }
}
