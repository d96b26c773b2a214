use crate::{CallResult, Client, expecting};
use domain::{
    language::Language,
    message_templates::{
        MessagePreview, MessagePreviewCreate, MessageTemplate, MessageTemplateWrite,
    },
    outgoing_mails::{DeliveryWay, MailTemplate},
    page::Page,
    version::Version,
};
use reqwest::Method;

impl Client {
    /// The words of every automatic message.
    pub async fn list_message_templates(&self) -> CallResult<Page<MessageTemplate>> {
        self.json(self.get("/message-templates")).await
    }

    /// Puts one in the facility's own words, starting from `version`.
    pub async fn update_message_template(
        &self,
        key: (MailTemplate, DeliveryWay, Language),
        version: Version,
        body: &MessageTemplateWrite,
    ) -> CallResult<MessageTemplate> {
        let request = self.request(Method::PUT, &path(key)).json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Has one say again what it said at first, starting from `version`.
    pub async fn reset_message_template(
        &self,
        key: (MailTemplate, DeliveryWay, Language),
        version: Version,
    ) -> CallResult<MessageTemplate> {
        let request = self.request(Method::DELETE, &path(key));
        self.json(expecting(request, Some(version))).await
    }

    /// Has one sent to the caller's own address.
    pub async fn test_message_template(
        &self,
        key: (MailTemplate, DeliveryWay, Language),
    ) -> CallResult<()> {
        let request = self.request(Method::POST, &format!("{}/test", path(key)));
        self.send(request).await.map(drop)
    }

    /// How words would arrive.
    pub async fn preview_message(&self, body: &MessagePreviewCreate) -> CallResult<MessagePreview> {
        self.json(self.post("/message-previews", body)).await
    }
}

fn path((template, way, language): (MailTemplate, DeliveryWay, Language)) -> String {
    let (template, way) = (template.name(), way.name());
    format!("/message-templates/{template}/{way}/{}", language.tag())
}
