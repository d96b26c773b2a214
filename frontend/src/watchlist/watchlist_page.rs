use super::MembersTabs;
use crate::{
    i18n::{self, clients as client_words, watchlist as words},
    live::use_live,
    pages::{ListTable, Pages},
    paths,
    session::use_session,
    shell::set_title,
    ui::{Avatar, Empty, Size, Tone, dom, icon, use_toasts},
};
use domain::{clients::ClientSummary, events::EventKind, ids::ClientId, watchlist::WatchlistQuery};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn WatchlistPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let ask = move |client: client::Client, after| async move {
        let query = WatchlistQuery { after, limit: None };
        client.list_watchlist(&query).await
    };
    let pages = Pages::new(ask, |one: &ClientSummary, other| one.id == other.id);
    pages.load();
    use_live().follow(
        |event| event.kind == EventKind::ClientChanged,
        || false,
        move || pages.refresh(),
    );
    let row = move |client| view! { <Row client=client pages=pages /> }.into_any();
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || client_words::t().title}</h1>
            </header>
            <MembersTabs />
            <ListTable
                pages=pages
                caption=|| words::t().caption
                head=head
                rows=move || pages.each(|client| (client.id, client.version), row)
                empty=|| view! {
                    <Empty
                        shape=icon::USERS_ROUND
                        title=|| words::t().empty
                        text=|| words::t().empty_text
                    />
                }
                loaded=client_words::loaded
            />
        </div>
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || client_words::t().pseudonym}</th>
        <th>{move || client_words::t().contact}</th>
        <th>{move || client_words::t().primary_counselor}</th>
        <th>
            <span class="sr-only">{move || words::t().forget}</span>
        </th>
    }
    .into_any()
}

#[component]
fn Row(client: ClientSummary, pages: Pages<ClientSummary>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id: ClientId = client.id;
    let name = StoredValue::new(client.pseudonym.clone());
    let forget = move |()| {
        let http = session.client();
        spawn_local(async move {
            match session.notice(http.forget_client(id).await) {
                Ok(()) => {
                    toasts.say(words::forgotten(&name.try_get_value().unwrap_or_default()));
                    // The button goes, and with it the focus.
                    dom::focus_soon("main");
                    pages.change(|rows| rows.retain(|row| row.id != id));
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let counselor = match client.primary_counselor.clone() {
        Some(counselor) => view! {
            <span class="who">
                <Avatar name=counselor.display_name.clone() tone=Tone::Staff size=Size::Small />
                <span>{counselor.display_name}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="muted">{move || client_words::t().nobody}</span> }.into_any(),
    };
    let contact = [client.email.clone(), client.phone.clone()];
    let contact = contact.into_iter().flatten().next();
    let label = move || words::forget_named(&name.get_value());
    let label = Memo::new(move |_| label());
    view! {
        <tr data-state=client.status.name()>
            <td class="c-first c-grow t-title">
                <a class="row-link t-name" href=paths::client(id, None)>
                    {client.pseudonym.clone()}
                </a>
                <span class="t-sub num">{client.number.to_string()}</span>
            </td>
            <td class="c-full c-meta">{contact}</td>
            <td class="c-full c-meta">{counselor}</td>
            <td class="c-second t-actions">
                <button
                    class="btn btn-sm"
                    type="button"
                    aria-label=move || label.get()
                    on:click=move |_| forget(())
                >
                    {move || words::t().forget}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
