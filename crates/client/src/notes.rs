use crate::http::Method;
use crate::{CallResult, Client, expecting};
use domain::{
    ids::{ClientId, NoteId},
    notes::{Note, NoteQuery, NoteWrite},
    page::Page,
    version::Version,
};

impl Client {
    /// What staff noted about a client, newest first.
    pub async fn list_notes(&self, client: ClientId, query: &NoteQuery) -> CallResult<Page<Note>> {
        let path = format!("/clients/{client}/notes");
        self.json(self.get(&path).query(query)).await
    }

    /// Notes something about a client.
    pub async fn create_note(&self, client: ClientId, body: &NoteWrite) -> CallResult<Note> {
        self.create(&format!("/clients/{client}/notes"), body).await
    }

    /// Changes a note of one's own, starting from `version`.
    pub async fn update_note(
        &self,
        id: NoteId,
        version: Version,
        body: &NoteWrite,
    ) -> CallResult<Note> {
        let request = self
            .request(Method::PATCH, &format!("/notes/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes a note for good.
    pub async fn delete_note(&self, id: NoteId) -> CallResult<()> {
        let request = self.request(Method::DELETE, &format!("/notes/{id}"));
        self.send(request).await.map(drop)
    }
}
