//! What those in a conversation are called.

use super::entity::member;
use crate::{ApiResult, caller::Caller, clients, counselors::entity as counselor};
use domain::{
    chats::{ChatAccount, ChatPerson},
    ids::{ClientId, CounselorId, PictureId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// Those who are to be named.
#[derive(Default)]
pub struct Named {
    clients: BTreeSet<ClientId>,
    counselors: BTreeSet<CounselorId>,
}

impl Named {
    /// One more.
    pub fn add(&mut self, account: Option<ChatAccount>) {
        self.clients.extend(account.and_then(ChatAccount::client));
        self.counselors
            .extend(account.and_then(ChatAccount::counselor));
    }

    /// What they are called, as the caller may know: clients are not told each other's number.
    pub async fn read(self, caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<People> {
        let mut people = HashMap::new();
        if !self.clients.is_empty() {
            let found = clients::operations::references(caller.scope(), self.clients, db).await?;
            let is_staff = caller.actor().client_id().is_none();
            for (id, reference) in found {
                let account = ChatAccount::Client(id);
                let person = ChatPerson {
                    account,
                    name: reference.pseudonym,
                    number: is_staff.then_some(reference.number),
                    picture: None,
                };
                people.insert(account, person);
            }
        }
        if !self.counselors.is_empty() {
            let found: Vec<(CounselorId, String, Option<PictureId>)> = caller
                .scope()
                .find::<counselor::Entity>()
                .select_only()
                .columns([
                    counselor::Column::Id,
                    counselor::Column::DisplayName,
                    counselor::Column::PictureId,
                ])
                .filter(counselor::Column::Id.is_in(self.counselors))
                .into_tuple()
                .all(db)
                .await?;
            for (id, name, picture) in found {
                let account = ChatAccount::Counselor(id);
                let person = ChatPerson {
                    account,
                    name,
                    number: None,
                    picture,
                };
                people.insert(account, person);
            }
        }
        Ok(People(people))
    }
}

/// What they are called.
pub struct People(HashMap<ChatAccount, ChatPerson>);

impl People {
    /// One of them, if they are there.
    pub fn get(&self, account: Option<ChatAccount>) -> Option<ChatPerson> {
        self.0.get(&account?).cloned()
    }
}

/// Who it is, as long as they are there.
pub fn account(counselor: Option<CounselorId>, client: Option<ClientId>) -> Option<ChatAccount> {
    let counselor = counselor.map(ChatAccount::Counselor);
    counselor.or(client.map(ChatAccount::Client))
}

/// Who is in the conversation.
pub fn account_of(member: &member::Model) -> Option<ChatAccount> {
    account(member.counselor_id, member.client_id)
}
