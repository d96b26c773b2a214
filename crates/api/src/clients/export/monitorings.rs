//! What was recorded about counselling the client, in one page, newest first.

use super::{Export, page::Page, profile::answers, write_json};
use crate::{ApiResult, archive::Archive, counselling_fields, monitorings::operations};
use domain::monitorings::{Monitoring, MonitoringAnswer, MonitoringField};
use serde_json::{Value, json};

pub async fn write(export: &Export, archive: &mut Archive, index: &mut Page) -> ApiResult<()> {
    let (caller, words) = (&export.caller, export.words);
    index.heading(words.monitorings);
    let fields = operations::fields(caller.scope(), caller.db()).await?;
    let topics = topics(export).await?;
    let mut page = export.page(words.monitorings);
    let mut listed = Vec::new();
    let mut after = None;
    loop {
        let some = operations::of_client(caller, export.client.id, after).await?;
        for one in &some.items {
            let on = topics.iter();
            let on = on.filter(|(id, _)| one.counselling_field_ids.contains(id));
            let on: Vec<_> = on.map(|(_, label)| label.as_str()).collect();
            let mut said = answers(export, &one.master_data).await?;
            said.extend(own(export, &fields, one));
            let minutes = i64::from(one.minutes);
            let head = format!(
                "{}, {}, {minutes} {}",
                one.date.format(words.date),
                one.counselor.display_name,
                words.minutes
            );
            let mut text = vec![one.subject.clone().unwrap_or_default(), on.join(", ")];
            text.extend(
                said.iter()
                    .map(|(label, answer)| format!("{label}: {answer}")),
            );
            text.extend(one.remark.clone());
            text.retain(|line| !line.is_empty());
            page.message(&head, &text.join("\n"));
            listed.push(json!({
                "counselor": one.counselor.display_name,
                "date": one.date,
                "minutes": minutes,
                "channel": one.channel,
                "subject": one.subject,
                "counselling_fields": on,
                "answers": said,
                "remark": one.remark,
            }));
        }
        after = some.next;
        if after.is_none() {
            break;
        }
    }
    if listed.is_empty() {
        index.paragraph(words.none);
        return Ok(());
    }
    let html = "monitorings.html";
    archive.file(html, page.finish().as_bytes()).await?;
    index.link(html, words.monitorings, &listed.len().to_string());
    write_json(archive, "monitorings.json", &Value::Array(listed)).await
}

/// What counselling can be on, as the client reads it.
async fn topics(export: &Export) -> ApiResult<Vec<(domain::ids::CounsellingFieldId, String)>> {
    let caller = &export.caller;
    let offered = counselling_fields::operations::all(caller.scope(), caller.db()).await?;
    let named = offered.into_iter().map(|model| {
        let field = model.field()?;
        let label = field.labels.in_language(export.client.language);
        Ok((field.id, label.to_owned()))
    });
    named.collect()
}

/// Answers to the facility's own fields.
fn own(
    export: &Export,
    fields: &[MonitoringField],
    monitoring: &Monitoring,
) -> Vec<(String, String)> {
    let (words, language) = (export.words, export.client.language);
    let answered = fields.iter().filter_map(|field| {
        let answer = match monitoring.answers.get(&field.id)? {
            MonitoringAnswer::YesNo(true) => words.yes.to_owned(),
            MonitoringAnswer::YesNo(false) => words.no.to_owned(),
            MonitoringAnswer::Number(number) => number.to_string(),
            MonitoringAnswer::Text(text) => text.clone(),
            MonitoringAnswer::Chosen(chosen) => {
                let options = field.options.iter();
                let chosen = options.filter(|option| chosen.contains(&option.id));
                let chosen = chosen.map(|option| option.labels.in_language(language));
                chosen.collect::<Vec<_>>().join(", ")
            }
        };
        Some((field.labels.in_language(language).to_owned(), answer))
    });
    answered.collect()
}
