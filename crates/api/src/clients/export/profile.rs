//! Who the client is, as the facility knows them.

use super::{Export, archive::Archive, page::Page, write_json};
use crate::{ApiError, ApiResult};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let (client, words) = (&export.client, export.words);
    let json = serde_json::to_value(client).map_err(ApiError::internal)?;
    write_json(archive, "profile.json", &json).await?;
    index.heading(words.profile);
    index.list([
        (words.pseudonym, Some(client.pseudonym.clone())),
        (words.number, Some(client.number.to_string())),
        (words.email, client.email.clone()),
        (words.phone, client.phone.clone()),
        (
            words.primary_counselor,
            client
                .primary_counselor
                .as_ref()
                .map(|one| one.display_name.clone()),
        ),
        (words.created, Some(export.time(client.created_at))),
        (
            words.signed_in,
            client.last_signed_in_at.map(|at| export.time(at)),
        ),
    ]);
    Ok(())
}
