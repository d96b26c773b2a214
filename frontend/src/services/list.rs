//! All services, for pages that show or choose them.

use crate::i18n::{channels, services as words};
use client::{CallResult, Client};
use domain::{
    page::Limit,
    services::{Service, ServiceQuery},
};

/// The facility's services and one's own, by name: there are two hundred at most.
pub async fn all_services(client: &Client) -> CallResult<Vec<Service>> {
    let mut query = ServiceQuery {
        limit: Limit::try_from(Limit::MAX).ok(),
        ..ServiceQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = client.list_services(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    all.sort_by_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// What a service is called where one is chosen: with its channel and how long it takes.
pub fn label(service: &Service) -> String {
    let channel = channels::name(service.channel);
    let minutes = words::minutes(service.duration_minutes);
    format!("{} ({channel}, {minutes})", service.name)
}
