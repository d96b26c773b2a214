//! The whole staff, for fields that choose among them.

use client::CallError;
use domain::{
    counselors::{CounselorQuery, CounselorSummary},
    page::Limit,
};

/// Everybody who works here, those who cannot sign in too.
pub async fn all_counselors(client: &client::Client) -> Result<Vec<CounselorSummary>, CallError> {
    let mut query = CounselorQuery {
        limit: Limit::try_from(Limit::MAX).ok(),
        ..CounselorQuery::default()
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
