//! What happened with a client, the latest first.

use super::record::Record;
use crate::{
    i18n::{clients as words, format, mail_requests},
    paths,
    remote::{Loaded, load},
    ui::icon::{self, icon},
};
use domain::mail_requests::{MailRequestQuery, MailRequestSummary};
use leptos::prelude::*;

/// The card beside the page's parts. What cannot be read leaves it out.
#[component]
pub fn History(record: Record) -> impl IntoView {
    let id = record.id;
    let requests = load(move |client| async move {
        let query = MailRequestQuery {
            client_id: Some(id),
            ..MailRequestQuery::default()
        };
        let page = client.list_mail_requests(&query).await;
        page.map(|page| (page.items, page.next.is_some()))
    });
    let request = |request: MailRequestSummary| {
        let (status, at) = (request.shown_status(), request.last_message_at);
        let line = move || {
            let kind = words::t().mail_request;
            let status = mail_requests::status(status);
            format!("{kind}, {status}, {}", format::moment(at))
        };
        view! {
            <li>
                <span class="tl-icon">{icon(icon::MAIL)}</span>
                <div>
                    <a href=paths::mail_request(request.id)>{request.subject}</a>
                    <small>{line}</small>
                </div>
            </li>
        }
        .into_any()
    };
    let listed = move || match requests.ready() {
        Loaded::Nothing | Loaded::Failure(_) => ().into_any(),
        Loaded::Here((items, more)) => {
            let pseudonym = record.of(|client| client.pseudonym.clone());
            let all = paths::mail(None, &pseudonym.unwrap_or_default());
            view! {
                {items.into_iter().map(request).collect_view()}
                {more.then(|| view! {
                    <li>
                        <span class="tl-icon">{icon(icon::MAIL)}</span>
                        <div><a href=all>{move || words::t().more_requests}</a></div>
                    </li>
                })}
            }
            .into_any()
        }
    };
    let made = move || record.of(|client| format::day(client.created_at));
    view! {
        <aside class="client-history" aria-labelledby="client-history">
            <h2 id="client-history">{move || words::t().history}</h2>
            <ul class="timeline">
                {listed}
                <li>
                    <span class="tl-icon">{icon(icon::USER_ROUND_PLUS)}</span>
                    <div>
                        <b>{move || words::t().registered}</b>
                        <small>{made}</small>
                    </div>
                </li>
            </ul>
        </aside>
    }
    .into_any()
}
