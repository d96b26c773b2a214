use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    direct_messages::{
        DirectMessage, DirectMessageQuery, DirectMessageRoute, DirectMessageSend,
        DirectMessageSettings, DirectMessageSettingsUpdate, ReceivedDirectMessage,
    },
    ids::{ClientId, DirectMessageId},
    page::Page,
    version::Version,
};

impl Client {
    /// How much of a direct message goes out.
    pub async fn read_direct_message_settings(&self) -> CallResult<DirectMessageSettings> {
        self.json(self.get("/direct-messages/settings")).await
    }

    /// Chooses it, starting from `version`.
    pub async fn update_direct_message_settings(
        &self,
        version: Version,
        body: &DirectMessageSettingsUpdate,
    ) -> CallResult<DirectMessageSettings> {
        let request = self
            .request(Method::PUT, "/direct-messages/settings")
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// By which way a message to a client would go.
    pub async fn read_direct_message_route(&self, id: ClientId) -> CallResult<DirectMessageRoute> {
        self.json(self.get(&format!("/clients/{id}/direct-message-route")))
            .await
    }

    /// The messages to a client, newest first.
    pub async fn list_direct_messages(
        &self,
        id: ClientId,
        query: &DirectMessageQuery,
    ) -> CallResult<Page<DirectMessage>> {
        let messages = format!("/clients/{id}/direct-messages");
        self.json(self.get(&messages).query(query)).await
    }

    /// Sends a message to a client.
    pub async fn send_direct_message(
        &self,
        id: ClientId,
        body: &DirectMessageSend,
    ) -> CallResult<DirectMessage> {
        self.create(&format!("/clients/{id}/direct-messages"), body)
            .await
    }

    /// The messages that the caller has received, newest first.
    pub async fn list_received_direct_messages(
        &self,
        query: &DirectMessageQuery,
    ) -> CallResult<Page<ReceivedDirectMessage>> {
        self.json(self.get("/direct-messages").query(query)).await
    }

    /// Notes that the caller has read one of them.
    pub async fn mark_direct_message_read(&self, id: DirectMessageId) -> CallResult<()> {
        let read = format!("/direct-messages/{id}/read");
        self.send(self.request(Method::POST, &read)).await.map(drop)
    }
}
