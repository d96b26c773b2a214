use crate::{CallResult, Client, expecting};
use domain::{
    chats::{
        Chat, ChatDocument, ChatDocumentQuery, ChatExport, ChatHistory, ChatHistoryQuery,
        ChatMarks, ChatMember, ChatMemberQuery, ChatMembersAdd, ChatMessage, ChatMessageSend,
        ChatMessageWrite, ChatOpen, ChatPartner, ChatPartnerQuery, ChatQuery, GroupChatCreate,
        GroupChatUpdate, UnreadChats,
    },
    ids::{AttachmentId, ChatId, ChatMessageId},
    page::Page,
    version::Version,
};
use reqwest::Method;
use uuid::Uuid;

impl Client {
    /// The caller's conversations, newest first or by name.
    pub async fn list_chats(&self, query: &ChatQuery) -> CallResult<Page<Chat>> {
        self.json(self.get("/chats").query(query)).await
    }

    /// The conversation with somebody: the one there is, or a new one.
    pub async fn open_chat(&self, body: &ChatOpen) -> CallResult<Chat> {
        self.json(self.post("/chats", body)).await
    }

    /// How many messages the caller has not read.
    pub async fn count_unread_chats(&self) -> CallResult<UnreadChats> {
        self.json(self.get("/chats/unread")).await
    }

    /// People to write to, with or without a conversation so far.
    pub async fn list_chat_partners(
        &self,
        query: &ChatPartnerQuery,
    ) -> CallResult<Page<ChatPartner>> {
        self.json(self.get("/chat-partners").query(query)).await
    }

    /// One conversation.
    pub async fn read_chat(&self, id: ChatId) -> CallResult<Chat> {
        self.json(self.get(&format!("/chats/{id}"))).await
    }

    /// A part of a conversation, oldest first.
    pub async fn list_chat_messages(
        &self,
        id: ChatId,
        query: &ChatHistoryQuery,
    ) -> CallResult<ChatHistory> {
        let messages = format!("/chats/{id}/messages");
        self.json(self.get(&messages).query(query)).await
    }

    /// Tells the others in a conversation that the caller is writing.
    pub async fn note_typing(&self, id: ChatId) -> CallResult<()> {
        let typing = self.request(Method::POST, &format!("/chats/{id}/typing"));
        self.send(typing).await?;
        Ok(())
    }

    /// Writes in a conversation. The caller makes a key for each message and sends it again under
    /// the same key for as long as no answer comes: it is there once.
    pub async fn send_chat_message(
        &self,
        id: ChatId,
        key: Uuid,
        body: &ChatMessageSend,
    ) -> CallResult<ChatMessage> {
        let message = format!("/chats/{id}/messages/{key}");
        self.json(self.request(Method::PUT, &message).json(body))
            .await
    }

    /// Notes up to where the caller has got and read a conversation.
    pub async fn mark_chat_read(&self, id: ChatId, body: &ChatMarks) -> CallResult<()> {
        let marks = format!("/chats/{id}/marks");
        self.send(self.post(&marks, body)).await.map(drop)
    }

    /// One message of a conversation that the caller is in.
    pub async fn read_chat_message(&self, id: ChatMessageId) -> CallResult<ChatMessage> {
        self.json(self.get(&format!("/chat-messages/{id}"))).await
    }

    /// Changes what the caller has written.
    pub async fn update_chat_message(
        &self,
        id: ChatMessageId,
        body: &ChatMessageWrite,
    ) -> CallResult<ChatMessage> {
        let message = format!("/chat-messages/{id}");
        self.json(self.request(Method::PATCH, &message).json(body))
            .await
    }

    /// Deletes what the caller has written.
    pub async fn delete_chat_message(&self, id: ChatMessageId) -> CallResult<()> {
        let message = format!("/chat-messages/{id}");
        self.send(self.request(Method::DELETE, &message))
            .await
            .map(drop)
    }

    /// The files that were sent in a conversation, newest first.
    pub async fn list_chat_documents(
        &self,
        id: ChatId,
        query: &ChatDocumentQuery,
    ) -> CallResult<Page<ChatDocument>> {
        let documents = format!("/chats/{id}/documents");
        self.json(self.get(&documents).query(query)).await
    }

    /// Deletes a file that was sent in a conversation.
    pub async fn delete_chat_document(&self, id: AttachmentId) -> CallResult<()> {
        let document = format!("/chat-documents/{id}");
        self.send(self.request(Method::DELETE, &document))
            .await
            .map(drop)
    }

    /// A conversation as a table.
    pub async fn export_chat(&self, id: ChatId, asked: ChatExport) -> CallResult<Vec<u8>> {
        let export = self.get(&format!("/chats/{id}/export")).query(&asked);
        Ok(self.send(export).await?.bytes().await?.to_vec())
    }

    /// Makes a group chat.
    pub async fn create_group_chat(&self, body: &GroupChatCreate) -> CallResult<Chat> {
        self.create("/group-chats", body).await
    }

    /// Changes a group chat, starting from `version`.
    pub async fn update_group_chat(
        &self,
        id: ChatId,
        version: Version,
        body: &GroupChatUpdate,
    ) -> CallResult<Chat> {
        let request = self
            .request(Method::PATCH, &format!("/group-chats/{id}"))
            .json(body);
        self.json(expecting(request, Some(version))).await
    }

    /// Deletes a group chat with everything that was written there.
    pub async fn delete_group_chat(&self, id: ChatId) -> CallResult<()> {
        let chat = format!("/group-chats/{id}");
        self.send(self.request(Method::DELETE, &chat))
            .await
            .map(drop)
    }

    /// Who is in a conversation.
    pub async fn list_chat_members(
        &self,
        id: ChatId,
        query: &ChatMemberQuery,
    ) -> CallResult<Page<ChatMember>> {
        let members = format!("/chats/{id}/members");
        self.json(self.get(&members).query(query)).await
    }

    /// Adds clients, staff and whole groups to a group chat.
    pub async fn add_chat_members(&self, id: ChatId, body: &ChatMembersAdd) -> CallResult<Chat> {
        self.json(self.post(&format!("/group-chats/{id}/members"), body))
            .await
    }

    /// Takes somebody out of a group chat: the id of their account.
    pub async fn remove_chat_member(&self, id: ChatId, member: Uuid) -> CallResult<()> {
        let member = format!("/group-chats/{id}/members/{member}");
        self.send(self.request(Method::DELETE, &member))
            .await
            .map(drop)
    }
}
