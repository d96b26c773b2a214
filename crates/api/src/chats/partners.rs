//! Looking for somebody to write to.

use super::{
    entity::{Column, Entity},
    finding::me,
    opening::pair_key,
};
use crate::{
    ApiResult, caller::Caller, channels, clients, clients::operations::primary_counselor_of,
    counselors, facility,
};
use domain::{
    access::{Action, Relation},
    channels::Channel,
    chats::{ChatAccount, ChatPartner, ChatPartnerKind, ChatPartnerQuery, ChatPerson},
    clients::{ClientQuery, ClientSort, ClientStatus},
    counselors::CounselorQuery,
    ids::{ChatId, ClientId, CounselorId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// People whom the caller can write to, by name, whether they have before or not.
pub async fn list_chat_partners(
    caller: &Caller,
    query: ChatPartnerQuery,
) -> ApiResult<Page<ChatPartner>> {
    caller.check(Action::ListChatPartners, Relation::Common)?;
    let found = match (query.kind, caller.actor().client_id()) {
        (ChatPartnerKind::Clients, None) => clients(caller, query).await?,
        (ChatPartnerKind::Counselors, None) => colleagues(caller, query).await?,
        (ChatPartnerKind::Counselors, Some(client)) => there_for(caller, client, query).await?,
        (ChatPartnerKind::Clients, Some(_)) => return Err(ProblemCode::Forbidden.into()),
    };
    with_chats(caller, found).await
}

async fn clients(caller: &Caller, query: ChatPartnerQuery) -> ApiResult<Page<ChatPerson>> {
    let query = ClientQuery {
        q: query.q,
        status: Some(ClientStatus::Active),
        sort: Some(ClientSort::Pseudonym),
        after: query.after,
        limit: query.limit,
        ..ClientQuery::default()
    };
    let page = clients::operations::list_clients(caller, query).await?;
    let items = page.items.into_iter().map(|client| ChatPerson {
        account: ChatAccount::Client(client.id),
        name: client.pseudonym,
        number: Some(client.number),
        picture: None,
    });
    Ok(Page {
        items: items.collect(),
        next: page.next,
    })
}

async fn colleagues(caller: &Caller, query: ChatPartnerQuery) -> ApiResult<Page<ChatPerson>> {
    let query = CounselorQuery {
        q: query.q,
        active: Some(true),
        after: query.after,
        limit: query.limit,
        ..CounselorQuery::default()
    };
    let page = counselors::operations::list_counselors(caller, query).await?;
    let me = caller.counselor_id()?;
    let others = page.items.into_iter().filter(|one| one.id != me);
    let items = others.map(|one| ChatPerson {
        account: ChatAccount::Counselor(one.id),
        name: one.display_name,
        number: None,
        picture: one.picture,
    });
    Ok(Page {
        items: items.collect(),
        next: page.next,
    })
}

/// The staff that a client can write to: who offers it, and is there for them.
async fn there_for(
    caller: &Caller,
    client: ClientId,
    query: ChatPartnerQuery,
) -> ApiResult<Page<ChatPerson>> {
    if !facility_offers_chat(caller).await? {
        return Ok(Page {
            items: Vec::new(),
            next: None,
        });
    }
    let offered = channels::operations::offered_by_counselors(caller.scope(), None).await?;
    let without = offered
        .into_iter()
        .filter(|(_, channels)| !channels.contains(Channel::Chat));
    let without: Vec<CounselorId> = without.map(|(id, _)| id).collect();
    let primary = primary_counselor_of(caller.scope(), client, caller.db()).await?;
    let (found, next) = counselors::operations::list_there_for(
        caller,
        (primary, without),
        query.q,
        (query.after, query.limit),
    )
    .await?;
    let items = found.into_iter().map(|one| ChatPerson {
        account: ChatAccount::Counselor(one.id),
        name: one.display_name,
        number: None,
        picture: one.picture_id,
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Whether the facility and this counselor offer the chat.
pub async fn offers_chat(caller: &Caller, id: CounselorId) -> ApiResult<bool> {
    let offered = channels::operations::offered_by_counselors(caller.scope(), Some(id)).await?;
    let offers = offered
        .get(&id)
        .is_none_or(|channels| channels.contains(Channel::Chat));
    Ok(offers && facility_offers_chat(caller).await?)
}

async fn facility_offers_chat(caller: &Caller) -> ApiResult<bool> {
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let offered = channels::operations::offered_by(&facility)?;
    Ok(offered.contains(Channel::Chat))
}

/// The same people, each with the conversation that the caller has with them.
async fn with_chats(caller: &Caller, page: Page<ChatPerson>) -> ApiResult<Page<ChatPartner>> {
    let me = me(caller)?;
    let key = |person: &ChatPerson| pair_key(me, person.account);
    let chats: Vec<(Option<String>, ChatId)> = caller
        .scope()
        .find::<Entity>()
        .select_only()
        .columns([Column::PairKey, Column::Id])
        .filter(Column::PairKey.is_in(page.items.iter().map(key)))
        .into_tuple()
        .all(caller.db())
        .await?;
    let chats: HashMap<_, _> = chats.into_iter().collect();
    let items = page.items.into_iter().map(|person| ChatPartner {
        chat_id: chats.get(&Some(key(&person))).copied(),
        person,
    });
    Ok(Page {
        items: items.collect(),
        next: page.next,
    })
}
