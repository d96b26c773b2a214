use crate::ApiResult;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::sync::broadcast;
use uuid::Uuid;

/// What servers on one PostgreSQL tell each other on which credential has ended.
pub const CHANNEL: &str = "beistand_ended";
/// How many endings a connection may fall behind before it looks at its own session.
const CAPACITY: usize = 64;

/// Tells the live connections of this server which session or API token has just ended, here or at
/// another server. Clones share them.
#[derive(Clone, Debug)]
pub struct Ended(broadcast::Sender<Option<Uuid>>);

impl Default for Ended {
    fn default() -> Self {
        Self(broadcast::channel(CAPACITY).0)
    }
}

impl Ended {
    /// It has ended. To be called after the commit.
    pub fn tell(&self, credential: Uuid) {
        self.send(Some(credential));
    }

    /// Anything may have ended: each connection is to look whether it may go on.
    pub fn tell_to_look(&self) {
        self.send(None);
    }

    fn send(&self, credential: Option<Uuid>) {
        // An error only says that nobody is connected.
        let _ = self.0.send(credential);
    }

    /// Hears of every ending from now on; `None` is any.
    pub fn subscribe(&self) -> broadcast::Receiver<Option<Uuid>> {
        self.0.subscribe()
    }
}

/// Lets the other servers know that these end, within the transaction that ends them: they hear of
/// it with the commit.
pub async fn announce(
    tx: &impl ConnectionTrait,
    credentials: impl IntoIterator<Item = Uuid>,
) -> ApiResult<()> {
    let ids: Vec<_> = credentials.into_iter().map(|id| id.to_string()).collect();
    let backend = tx.get_database_backend();
    if backend != DbBackend::Postgres || ids.is_empty() {
        return Ok(());
    }
    let sql = "SELECT pg_notify($1, id) FROM unnest(string_to_array($2, ' ')) AS id";
    let values = [CHANNEL.into(), ids.join(" ").into()];
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    Ok(())
}
