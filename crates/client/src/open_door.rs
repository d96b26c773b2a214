use crate::http::{Method, RequestBuilder, Response};
use crate::{CallResult, Client, expecting, read};
use domain::{
    chats::ChatMessageWrite,
    ids::OpenDoorVisitId,
    open_door::{
        OpenDoor, OpenDoorEnter, OpenDoorEntered, OpenDoorHandOver, OpenDoorMessage,
        OpenDoorMessageQuery, OpenDoorMessages, OpenDoorRules, OpenDoorSettings, OpenDoorVisit,
        OpenDoorVisits, OwnOpenDoorVisit, OwnOpenDoorVisitQuery, TOKEN_HEADER,
    },
    text::Slug,
    version::Version,
};
use uuid::Uuid;

/// A visit at an open door, by its secret. Nobody is signed in for it, and whoever is stays out of
/// it: what is sent here says nothing of who one is otherwise.
#[derive(Clone, Debug)]
pub struct Visit {
    client: Client,
    token: String,
}

impl Visit {
    /// The secret that leads back to it.
    pub fn token(&self) -> &str {
        &self.token
    }

    async fn send(&self, request: RequestBuilder) -> CallResult<Response> {
        read(request.header(TOKEN_HEADER, &self.token).send().await?).await
    }

    /// The visit: at once, or as soon as there is something to see that was not seen.
    pub async fn read_own_open_door_visit(
        &self,
        query: &OwnOpenDoorVisitQuery,
    ) -> CallResult<OwnOpenDoorVisit> {
        let request = self.client.get("/open-door-visit").query(query);
        Ok(self.send(request).await?.json().await?)
    }

    /// What was written there, oldest first.
    pub async fn list_own_open_door_messages(
        &self,
        query: &OpenDoorMessageQuery,
    ) -> CallResult<OpenDoorMessages> {
        let request = self.client.get("/open-door-visit/messages").query(query);
        Ok(self.send(request).await?.json().await?)
    }

    /// Writes there, once for each key.
    pub async fn send_own_open_door_message(
        &self,
        key: Uuid,
        body: &ChatMessageWrite,
    ) -> CallResult<OpenDoorMessage> {
        let message = format!("/open-door-visit/messages/{key}");
        let request = self.client.request(Method::PUT, &message).json(body);
        Ok(self.send(request).await?.json().await?)
    }

    /// Ends it.
    pub async fn leave_open_door(&self) -> CallResult<()> {
        let request = self.client.request(Method::POST, "/open-door-visit/end");
        self.send(request).await.map(drop)
    }
}

impl Client {
    /// Whether a facility's open door is open.
    pub async fn read_open_door(&self, slug: &Slug) -> CallResult<OpenDoor> {
        let door = format!("/facilities/{}/open-door", slug.as_str());
        Ok(read(self.get(&door).send().await?).await?.json().await?)
    }

    /// Comes in there.
    pub async fn enter_open_door(
        &self,
        slug: &Slug,
        body: &OpenDoorEnter,
    ) -> CallResult<OpenDoorEntered> {
        let visits = format!("/facilities/{}/open-door/visits", slug.as_str());
        let request = self.post(&visits, body);
        let answer = self.send_proven(slug.as_str(), request).await?;
        Ok(answer.json().await?)
    }

    /// The visit with this secret.
    pub fn open_door_visit(&self, token: &str) -> Visit {
        Visit {
            client: self.clone(),
            token: token.to_owned(),
        }
    }

    /// Who waits, and whom the caller has picked up.
    pub async fn list_open_door_visits(&self) -> CallResult<OpenDoorVisits> {
        self.json(self.get("/open-door-visits")).await
    }

    /// A visit that waits, or that the caller has picked up.
    pub async fn read_open_door_visit(&self, id: OpenDoorVisitId) -> CallResult<OpenDoorVisit> {
        self.json(self.get(&format!("/open-door-visits/{id}")))
            .await
    }

    /// Picks up somebody who waits.
    pub async fn pick_up_open_door_visit(&self, id: OpenDoorVisitId) -> CallResult<OpenDoorVisit> {
        let step = format!("/open-door-visits/{id}/pick-up");
        self.json(self.request(Method::POST, &step)).await
    }

    /// What was written in a visit, oldest first.
    pub async fn list_open_door_messages(
        &self,
        id: OpenDoorVisitId,
        query: &OpenDoorMessageQuery,
    ) -> CallResult<OpenDoorMessages> {
        let messages = format!("/open-door-visits/{id}/messages");
        self.json(self.get(&messages).query(query)).await
    }

    /// Writes to a visitor, once for each key.
    pub async fn send_open_door_message(
        &self,
        id: OpenDoorVisitId,
        key: Uuid,
        body: &ChatMessageWrite,
    ) -> CallResult<OpenDoorMessage> {
        let message = format!("/open-door-visits/{id}/messages/{key}");
        self.json(self.request(Method::PUT, &message).json(body))
            .await
    }

    /// Ends a visit that the caller has picked up; it is erased a day later.
    pub async fn end_open_door_visit(&self, id: OpenDoorVisitId) -> CallResult<OpenDoorVisit> {
        let step = format!("/open-door-visits/{id}/end");
        self.json(self.request(Method::POST, &step)).await
    }

    /// Hands a visit over to a colleague.
    pub async fn hand_over_open_door_visit(
        &self,
        id: OpenDoorVisitId,
        body: &OpenDoorHandOver,
    ) -> CallResult<()> {
        let step = format!("/open-door-visits/{id}/hand-over");
        self.send(self.post(&step, body)).await.map(drop)
    }

    /// When the open door is open.
    pub async fn read_open_door_settings(&self) -> CallResult<OpenDoorSettings> {
        self.json(self.get("/open-door-settings")).await
    }

    /// Changes that, starting from `version`.
    pub async fn update_open_door_settings(
        &self,
        version: Version,
        body: &OpenDoorRules,
    ) -> CallResult<OpenDoorSettings> {
        let request = self.request(Method::PUT, "/open-door-settings").json(body);
        self.json(expecting(request, Some(version))).await
    }
}
