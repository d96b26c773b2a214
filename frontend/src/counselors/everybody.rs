//! The whole staff, for fields that choose among them.

use client::CallError;
use domain::{
    counselors::{CounselorQuery, CounselorSummary},
    page::Limit,
};

/// Everybody who works or worked here.
pub async fn all_counselors(client: &client::Client) -> Result<Vec<CounselorSummary>, CallError> {
    let mut query = CounselorQuery {
        after: None,
        limit: Limit::try_from(Limit::MAX).ok(),
    };
    let mut all = Vec::new();
    loop {
        let page = client.list_counselors(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}
