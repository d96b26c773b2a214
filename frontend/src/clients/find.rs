use crate::{
    i18n::{self, clients as words},
    remote::fetch,
    session::use_session,
    ui::{Banner, Button, Kind, SearchField, icon::icon},
};
use client::CallError;
use domain::{
    clients::{ClientQuery, ClientRef},
    ids::ClientId,
    page::Limit,
    text::SearchText,
};
use leptos::prelude::*;

/// How many are proposed while one types.
const PROPOSED: u16 = 8;

/// Finds clients while one types, and lets one pick any of them.
#[component]
pub fn FindClient(
    /// What it is for.
    label: fn() -> &'static str,
    /// What stands there when nobody is found.
    nobody: fn() -> &'static str,
    /// Who is not proposed.
    #[prop(optional, into)]
    except: Signal<Vec<ClientId>>,
    /// What picking does, by the pseudonym.
    pick: fn(&str) -> String,
    /// The outline before that.
    shape: &'static str,
    /// What happens with who is picked. What was typed is gone then.
    #[prop(into)]
    on_pick: Callback<ClientRef>,
) -> impl IntoView {
    let session = use_session();
    let q = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Result<Vec<ClientRef>, CallError>>);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let search = move |text: String| {
        q.set(text.clone());
        let Ok(text) = SearchText::try_from(text) else {
            found.set(None);
            return;
        };
        let query = ClientQuery {
            q: Some(text),
            limit: Limit::try_from(PROPOSED).ok(),
            ..ClientQuery::default()
        };
        let client = session.client();
        owner.with_value(|owner| {
            owner.with(|| {
                fetch(
                    async move { client.list_clients(&query).await },
                    move |page| {
                        found.set(Some(page.map(|page| {
                            let refs = page.items.into_iter().map(|one| ClientRef {
                                id: one.id,
                                number: one.number,
                                pseudonym: one.pseudonym,
                            });
                            refs.collect()
                        })));
                    },
                );
            });
        });
    };
    let picked = move |one: ClientRef| {
        q.set(String::new());
        found.set(None);
        on_pick.run(one);
    };
    let item = move |one: ClientRef| {
        let label = StoredValue::new(one.pseudonym.clone());
        let (pseudonym, number) = (one.pseudonym.clone(), one.number.to_string());
        view! {
            <li>
                <span>{pseudonym} " " <span class="muted num">{number}</span></span>
                <Button class="btn-sm" on_click=move |()| picked(one.clone())>
                    {icon(shape)}
                    {move || pick(&label.get_value())}
                </Button>
            </li>
        }
    };
    let proposals = move || {
        let mut all = match found.get()? {
            Ok(all) => all,
            Err(error) => {
                let why = i18n::error_text(&error);
                return Some(view! { <Banner kind=Kind::Danger>{why}</Banner> }.into_any());
            }
        };
        except.with(|except| all.retain(|one| !except.contains(&one.id)));
        if all.is_empty() {
            let text = move || nobody();
            return Some(view! { <p class="muted" role="status">{text}</p> }.into_any());
        }
        let items = all.into_iter().map(item).collect_view();
        Some(
            view! { <ul class="proposals" aria-label=move || words::t().found>{items}</ul> }
                .into_any(),
        )
    };
    view! {
        <div class="stack" role="search" aria-label=label>
            <SearchField
                label=label
                placeholder=|| words::t().search_short
                value=q
                on_search=search
            />
            {proposals}
        </div>
    }
    .into_any()
}
