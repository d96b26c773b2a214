//! Writing a monitoring down, and changing one.

use super::{
    around::Around,
    typed::{Said, Typed},
};
use crate::{
    i18n::{monitorings as words, shell},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    settings::EditedPage,
    shell::{Back, NotCome, NotHere, set_title},
    ui::{Banner, Kind, Skeleton, use_toasts},
};
use domain::{ids::MonitoringId, monitorings::SuggestionQuery, problem::ProblemCode};
use leptos::prelude::*;

/// The page of a new one. The address says where the counselling was.
#[component]
pub fn NewMonitoringPage() -> impl IntoView {
    set_title(|| words::t().new.into());
    let asked = untrack(|| SuggestionQuery {
        client_id: router::query(paths::CLIENT).and_then(|id| id.parse().ok()),
        mail_request_id: router::query(paths::MAIL_REQUEST).and_then(|id| id.parse().ok()),
        booking_id: router::query(paths::BOOKING).and_then(|id| id.parse().ok()),
        chat_id: router::query(paths::CHAT).and_then(|id| id.parse().ok()),
        stated: router::query(paths::STATED).is_some(),
    });
    let me = untrack(|| use_session().account()).and_then(|one| one.actor().counselor_id());
    let begun = load(move |client| async move {
        let around = Around::read(&client).await?;
        let begun = client.suggest_monitoring(&asked).await?;
        Ok((Said::suggested(begun, me), around))
    });
    move || match begun.ready() {
        Loaded::Nothing => view! { <div class="page"><Skeleton lines=8 /></div> }.into_any(),
        Loaded::Failure(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Loaded::Failure(error) => view! {
            <NotCome
                back=back
                title=|| words::t().new
                error=error
                retry=move |()| begun.load_again()
            />
        }
        .into_any(),
        Loaded::Here((said, around)) => {
            let stated = asked.stated.then(|| {
                view! { <Banner kind=Kind::Info>{move || words::t().stated}</Banner> }
            });
            view! {
                <div class="page">
                    {back()}
                    <header class="page-head">
                        <h1>{move || words::t().new}</h1>
                        <p class="page-sub muted">{move || words::t().new_lead}</p>
                    </header>
                    {stated}
                    <Form said=said around=around back=way_back(asked) />
                </div>
            }
            .into_any()
        }
    }
}

/// Where one came from.
fn way_back(from: SuggestionQuery) -> String {
    match (from.client_id, from.mail_request_id) {
        (Some(client), _) => paths::client(client, Some("monitorings")),
        (None, Some(request)) => paths::mail_request(request),
        (None, None) if from.chat_id.is_some() => {
            let chat = from.chat_id.map(|id| id.to_string());
            paths::chats(&[("chat", chat.as_deref())])
        }
        (None, None) if from.booking_id.is_some() => paths::BOOKINGS.to_owned(),
        (None, None) => paths::MONITORINGS.to_owned(),
    }
}

/// The page that changes one.
#[component]
pub fn EditMonitoringPage(
    /// Which; `None` if the address names none.
    id: Option<MonitoringId>,
) -> impl IntoView {
    match id {
        Some(id) => view! { <Edit id=id /> }.into_any(),
        None => view! { <NotHere back=back /> }.into_any(),
    }
}

#[component]
fn Edit(id: MonitoringId) -> impl IntoView {
    set_title(|| words::t().edit.into());
    let known = load(move |client| async move {
        let monitoring = client.read_monitoring(id).await?;
        Ok((Said::from(monitoring), Around::read(&client).await?))
    });
    move || match known.ready() {
        Loaded::Nothing => view! { <div class="page"><Skeleton lines=8 /></div> }.into_any(),
        Loaded::Failure(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Loaded::Failure(error) => view! {
            <NotCome
                back=back
                title=|| words::t().edit
                error=error
                retry=move |()| known.load_again()
            />
        }
        .into_any(),
        Loaded::Here((said, around)) => view! {
            <div class="page">
                {back()}
                <header class="page-head">
                    <h1>{move || words::t().edit}</h1>
                </header>
                <Form said=said around=around back=paths::monitoring(id) />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Form(said: Said, around: Around, back: String) -> impl IntoView {
    let toasts = use_toasts();
    let saved = Callback::new(move |saved: Said| {
        toasts.say(words::t().saved);
        if let Some((id, _)) = saved.known {
            router::replace(&paths::monitoring(id));
        }
    });
    let edited = Typed::new(&said, around);
    view! { <EditedPage edited=edited stored=said back=back on_saved=saved /> }.into_any()
}

fn back() -> AnyView {
    view! { <Back href=super::filters::last_list() word=|| shell::t().monitorings /> }.into_any()
}
