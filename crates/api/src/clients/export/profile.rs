//! Who the client is, as the facility knows them.

use super::{Export, page::Page, write_json};
use crate::{ApiError, ApiResult, archive::Archive, counselling_fields, master_data_fields};
use domain::master_data_fields::{MasterData, MasterDataValue};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let (client, words) = (&export.client, export.words);
    let json = serde_json::to_value(client).map_err(ApiError::internal)?;
    write_json(archive, "profile.json", &json).await?;
    index.heading(words.profile);
    index.list([
        (words.pseudonym, Some(client.pseudonym.clone())),
        (words.number, Some(client.number.to_string())),
        (words.name, client.name.clone()),
        (words.address, client.address.clone()),
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
    let mut answers = answers(export, &client.master_data).await?;
    answers.extend(about(export).await?);
    index.list(
        answers
            .iter()
            .map(|(label, answer)| (label.as_str(), Some(answer.clone()))),
    );
    Ok(())
}

/// Answers to what the facility asks of its clients, as they read them.
pub async fn answers(export: &Export, data: &MasterData) -> ApiResult<Vec<(String, String)>> {
    let (caller, words) = (&export.caller, export.words);
    let language = export.client.language;
    let fields = master_data_fields::operations::fields(caller.scope(), caller.db()).await?;
    let answered = fields.iter().filter_map(|field| {
        let answer = match data.get(&field.id)? {
            MasterDataValue::YesNo(true) => words.yes.to_owned(),
            MasterDataValue::YesNo(false) => words.no.to_owned(),
            MasterDataValue::Number(number) => number.to_string(),
            MasterDataValue::Text(text) => {
                let mut choices = field.choices.iter();
                let chosen = choices.find(|choice| choice.id.to_string() == *text);
                chosen.map_or_else(
                    || text.clone(),
                    |choice| choice.labels.in_language(language).to_owned(),
                )
            }
        };
        Some((field.labels.in_language(language).to_owned(), answer))
    });
    Ok(answered.collect())
}

/// What a client's counselling is about.
async fn about(export: &Export) -> ApiResult<Option<(String, String)>> {
    let (caller, client) = (&export.caller, &export.client);
    let offered = counselling_fields::operations::all(caller.scope(), caller.db()).await?;
    let mut about = Vec::new();
    for model in offered {
        let field = model.field()?;
        if client.counselling_field_ids.contains(&field.id) {
            let label = field.labels.in_language(client.language);
            about.push(label.to_owned());
        }
    }
    let label = export.words.counselling_fields.to_owned();
    Ok((!about.is_empty()).then(|| (label, about.join(", "))))
}
