//! Searching: a few of each kind, found by the lists themselves and so with their rights.

use crate::{ApiError, ApiResult, bookings, caller::Caller, clients, mail_requests};
use domain::{
    access::{Action, Relation},
    clients::{ClientQuery, ClientRef, ClientSort},
    mail_requests::MailRequestQuery,
    page::Limit,
    problem::{FieldCode, FieldError},
    search::{FOUND, SearchQuery, SearchResults},
};

/// What of all this is called like that.
pub async fn search(caller: &Caller, query: SearchQuery) -> ApiResult<SearchResults> {
    caller.check(Action::Search, Relation::Common)?;
    if !query.is_enough() {
        return Err(ApiError::Field {
            pointer: "/q".into(),
            error: FieldError::new(FieldCode::TooShort),
        });
    }
    let limit = Limit::try_from(FOUND).ok();
    let wanted = ClientQuery {
        q: Some(query.q.clone()),
        sort: Some(ClientSort::Pseudonym),
        limit,
        ..ClientQuery::default()
    };
    let found = clients::list::list_clients(caller, wanted).await?.items;
    let found = found.into_iter().map(|client| ClientRef {
        id: client.id,
        number: client.number,
        pseudonym: client.pseudonym,
    });
    let clients: Vec<_> = found.collect();
    let wanted = MailRequestQuery {
        q: Some(query.q.clone()),
        limit,
        ..MailRequestQuery::default()
    };
    let mail_requests = mail_requests::list::list_mail_requests(caller, wanted).await?;
    let ids = clients.iter().map(|client| client.id).collect();
    let text = query.q.as_str();
    Ok(SearchResults {
        bookings: bookings::list::find_ahead(caller, ids, text, FOUND.into()).await?,
        clients,
        mail_requests: mail_requests.items,
    })
}
