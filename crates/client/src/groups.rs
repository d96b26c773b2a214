use crate::{CallResult, Client, expecting};
use domain::{
    groups::{Group, GroupCreate, GroupMember, GroupMemberQuery, GroupQuery, GroupUpdate},
    ids::{ClientId, GroupId},
    page::Page,
    version::Version,
};
use reqwest::Method;

impl Client {
    /// The groups the caller may see, by name.
    pub async fn list_groups(&self, query: &GroupQuery) -> CallResult<Page<Group>> {
        self.json(self.get("/groups").query(query)).await
    }

    /// Makes a group.
    pub async fn create_group(&self, body: &GroupCreate) -> CallResult<Group> {
        self.create("/groups", body).await
    }

    /// A group, without who is in it: see [`Self::list_group_members`].
    pub async fn read_group(&self, id: GroupId) -> CallResult<Group> {
        self.json(self.get(&format!("/groups/{id}"))).await
    }

    /// Changes a group, starting from `version`.
    pub async fn update_group(
        &self,
        id: GroupId,
        version: Version,
        body: &GroupUpdate,
    ) -> CallResult<Group> {
        let request = self
            .request(Method::PATCH, &format!("/groups/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes a group; its clients stay.
    pub async fn delete_group(&self, id: GroupId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/groups/{id}"));
        self.send(request).await.map(drop)
    }

    /// The clients in a group that the caller may see, by pseudonym.
    pub async fn list_group_members(
        &self,
        id: GroupId,
        query: &GroupMemberQuery,
    ) -> CallResult<Page<GroupMember>> {
        let members = format!("/groups/{id}/members");
        self.json(self.get(&members).query(query)).await
    }

    /// Adds a client to a group.
    pub async fn add_group_member(&self, id: GroupId, client: ClientId) -> CallResult<()> {
        let member = format!("/groups/{id}/members/{client}");
        self.send(self.request(Method::PUT, &member))
            .await
            .map(drop)
    }

    /// Takes a client out of a group.
    pub async fn remove_group_member(&self, id: GroupId, client: ClientId) -> CallResult<()> {
        let member = format!("/groups/{id}/members/{client}");
        self.send(self.request(Method::DELETE, &member))
            .await
            .map(drop)
    }
}
