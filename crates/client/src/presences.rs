use crate::http::Method;
use crate::{CallResult, Client};
use domain::{
    ids::ConnectionId,
    presences::{AccountPresence, BeatAnswer, Presence, PresenceSet},
};

impl Client {
    /// How the others can be reached; clients who are not among them are offline.
    pub async fn list_presences(&self) -> CallResult<Vec<AccountPresence>> {
        self.json(self.get("/presences")).await
    }

    /// Chooses how the caller can be reached.
    pub async fn set_presence(&self, presence: Presence) -> CallResult<()> {
        let set = self.request(Method::PUT, "/presence");
        self.send(set.json(&PresenceSet { presence })).await?;
        Ok(())
    }

    /// Answers the live connection that the caller is still there.
    pub async fn answer_beat(&self, connection_id: ConnectionId) -> CallResult<()> {
        let answer = self.post("/events/beats", &BeatAnswer { connection_id });
        self.send(answer).await?;
        Ok(())
    }
}
