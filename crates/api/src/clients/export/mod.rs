//! Everything that is kept about a client, to take along (GDPR, articles 15 and 20): an archive
//! with pages to read, the same as JSON, and the documents. It is written while it is read, so
//! that it takes no more memory for much than for little.
//!
//! Each feature has its file here, and its line in [`write()`].

mod bookings;
mod chats;
mod direct_messages;
mod documents;
mod hand_overs;
mod mail_requests;
mod monitorings;
mod page;
mod profile;
mod sign_ins;
mod waiting_list;
mod words;

use super::operations::{begin_export, begin_own_export};
use crate::{ApiError, ApiResult, archive::Archive, caller::Caller, download::download, facility};
use actix_web::web::Bytes;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{clients::Client, ids::ClientId, language::Language};
use futures_util::Stream;
use page::Page;
use serde_json::Value;
use words::Words;

/// The archive of a client, as it is written, and the number that the facility knows them by.
pub async fn export_client(
    caller: Caller,
    id: ClientId,
) -> ApiResult<(Client, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let client = begin_export(&caller, id).await?;
    archive(caller, client).await
}

/// The same as the client takes it along: without what only staff are to see.
pub async fn export_own_data(
    caller: Caller,
) -> ApiResult<(Client, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let client = begin_own_export(&caller).await?;
    archive(caller, client).await
}

async fn archive(
    caller: Caller,
    client: Client,
) -> ApiResult<(Client, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let export = Export {
        words: Words::of(client.language),
        time_zone: facility.zone()?,
        facility: facility.name,
        client: client.clone(),
        caller,
    };
    let bytes = download(|out| {
        let archive = Archive::new(out, export.caller.now());
        async move { Box::pin(write(&export, archive)).await }
    });
    Ok((client, bytes))
}

/// What is taken along, and for whom.
struct Export {
    caller: Caller,
    client: Client,
    facility: String,
    time_zone: Tz,
    words: &'static Words,
}

impl Export {
    /// A moment as people of the facility read it.
    fn time(&self, at: DateTime<Utc>) -> String {
        let here = at.with_timezone(&self.time_zone);
        let format = match self.client.language {
            Language::De => "%d.%m.%Y, %H:%M Uhr",
            Language::En => "%d %b %Y, %H:%M",
        };
        here.format(format).to_string()
    }

    /// Whether the client takes it along themselves.
    fn is_own(&self) -> bool {
        self.caller.actor().client_id().is_some()
    }

    fn page(&self, title: &str) -> Page {
        Page::new(self.client.language, title)
    }
}

async fn write(export: &Export, mut archive: Archive) -> ApiResult<()> {
    let words = export.words;
    let title = format!("{} {}", words.title, export.client.pseudonym);
    let mut index = export.page(&title);
    let made = export.time(export.caller.now());
    index.paragraph(&format!("{}, {} {made}", export.facility, words.made));
    profile::write(export, &mut archive, &mut index).await?;
    mail_requests::write(export, &mut archive, &mut index).await?;
    hand_overs::write(export, &mut archive, &mut index).await?;
    bookings::write(export, &mut archive, &mut index).await?;
    waiting_list::write(export, &mut archive, &mut index).await?;
    if !export.is_own() {
        monitorings::write(export, &mut archive, &mut index).await?;
    }
    chats::write(export, &mut archive, &mut index).await?;
    direct_messages::write(export, &mut archive, &mut index).await?;
    documents::write(export, &mut archive, &mut index).await?;
    sign_ins::write(export, &mut archive, &mut index).await?;
    index.heading(words.left_out);
    let of_staff = words.left_out_for_clients.iter();
    let of_staff = of_staff.filter(|_| export.is_own());
    for what in words.left_out_reasons.iter().chain(of_staff) {
        index.paragraph(what);
    }
    archive
        .file("index.html", index.finish().as_bytes())
        .await?;
    archive.finish().await
}

async fn write_json(archive: &mut Archive, name: &str, value: &Value) -> ApiResult<()> {
    let json = serde_json::to_vec_pretty(value).map_err(ApiError::internal)?;
    archive.file(name, &json).await
}
