use crate::{CallResult, Client, expecting};
use domain::{
    ids::{WebhookDeliveryId, WebhookId},
    page::Page,
    version::Version,
    webhooks::{
        Webhook, WebhookCreate, WebhookDelivery, WebhookDeliveryQuery, WebhookQuery, WebhookSecret,
        WebhookUpdate,
    },
};
use reqwest::Method;

impl Client {
    /// Where other programs are told what happens, oldest first.
    pub async fn list_webhooks(&self, query: &WebhookQuery) -> CallResult<Page<Webhook>> {
        self.json(self.get("/webhooks").query(query)).await
    }

    /// Has another program told. The answer is the only one that shows the secret.
    pub async fn create_webhook(&self, body: &WebhookCreate) -> CallResult<WebhookSecret> {
        self.json(self.post("/webhooks", body)).await
    }

    /// One webhook.
    pub async fn read_webhook(&self, id: WebhookId) -> CallResult<Webhook> {
        self.json(self.get(&format!("/webhooks/{id}"))).await
    }

    /// Changes what it is told, or where, starting from `version`.
    pub async fn update_webhook(
        &self,
        id: WebhookId,
        version: Version,
        body: &WebhookUpdate,
    ) -> CallResult<Webhook> {
        let path = format!("/webhooks/{id}");
        let request = self.request(Method::PATCH, &path).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes it with its log.
    pub async fn delete_webhook(&self, id: WebhookId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/webhooks/{id}"));
        self.send(request).await.map(drop)
    }

    /// Pauses it.
    pub async fn pause_webhook(&self, id: WebhookId) -> CallResult<Webhook> {
        let path = format!("/webhooks/{id}/pause");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Has it told again.
    pub async fn resume_webhook(&self, id: WebhookId) -> CallResult<Webhook> {
        let path = format!("/webhooks/{id}/resume");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Gives it a new secret. The answer is the only one that shows it.
    pub async fn rotate_webhook_secret(&self, id: WebhookId) -> CallResult<WebhookSecret> {
        let path = format!("/webhooks/{id}/secret");
        self.json(self.request(Method::POST, &path)).await
    }

    /// Tries it out.
    pub async fn test_webhook(&self, id: WebhookId) -> CallResult<WebhookDelivery> {
        let path = format!("/webhooks/{id}/test");
        self.json(self.request(Method::POST, &path)).await
    }

    /// What it was told, newest first.
    pub async fn list_webhook_deliveries(
        &self,
        id: WebhookId,
        query: &WebhookDeliveryQuery,
    ) -> CallResult<Page<WebhookDelivery>> {
        let path = format!("/webhooks/{id}/deliveries");
        self.json(self.get(&path).query(query)).await
    }

    /// Has it told something again.
    pub async fn send_webhook_delivery_again(&self, id: WebhookDeliveryId) -> CallResult<()> {
        let path = format!("/webhook-deliveries/{id}/send-again");
        self.send(self.request(Method::POST, &path)).await.map(drop)
    }
}
