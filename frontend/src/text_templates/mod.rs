//! Texts that are used again and again: choosing one while writing, and keeping them.

mod page;
mod picker;
mod signature;

pub use page::TextTemplatesPage;
pub use picker::TemplatePicker;

use client::{CallResult, Client};
use domain::{
    page::Limit,
    text_templates::{TextTemplate, TextTemplateQuery},
};

/// All templates, by name: there are two hundred at most.
async fn all(client: Client) -> CallResult<Vec<TextTemplate>> {
    let mut query = TextTemplateQuery {
        limit: Limit::try_from(100).ok(),
        ..TextTemplateQuery::default()
    };
    let mut templates = Vec::new();
    loop {
        let page = client.list_text_templates(&query).await?;
        templates.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    templates.sort_by_key(|one| one.name.to_lowercase());
    Ok(templates)
}
