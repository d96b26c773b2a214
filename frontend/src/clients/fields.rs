//! What a facility offers and asks: all of it, for pages that show or choose it.

use crate::i18n::language;
use client::CallResult;
use domain::{
    counselling_fields::{CounsellingField, FieldQuery},
    ids::CounsellingFieldId,
    master_data_fields::MasterDataField,
    page::Limit,
};
use std::collections::BTreeSet;

fn first_page() -> FieldQuery {
    FieldQuery {
        after: None,
        limit: Limit::try_from(Limit::MAX).ok(),
    }
}

/// All counselling fields, in the facility's order.
pub async fn counselling_fields(client: &client::Client) -> CallResult<Vec<CounsellingField>> {
    let (mut query, mut all) = (first_page(), Vec::new());
    loop {
        let page = client.list_counselling_fields(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

/// All master-data fields, in the facility's order.
pub async fn master_data_fields(client: &client::Client) -> CallResult<Vec<MasterDataField>> {
    let (mut query, mut all) = (first_page(), Vec::new());
    loop {
        let page = client.list_master_data_fields(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

/// The words of these fields, in the facility's order; notifies of the language.
pub fn words_of(fields: &[CounsellingField], ids: &BTreeSet<CounsellingFieldId>) -> String {
    let language = language();
    let words: Vec<_> = fields
        .iter()
        .filter(|field| ids.contains(&field.id))
        .map(|field| field.labels.in_language(language))
        .collect();
    words.join(", ")
}
