//! What is known of the client one chats with.

use crate::{
    clients::fields::{counselling_fields, words_of},
    i18n::{chats as words, clients as client_words},
    paths,
    remote::{Loaded, load},
};
use domain::ids::ClientId;
use leptos::prelude::*;

/// The most important of it, and the way to the rest. Where one may not read it, nothing.
#[component]
pub fn ClientSide(id: ClientId) -> impl IntoView {
    let loaded = load(move |api| async move {
        let client = api.read_client(id).await?;
        let fields = counselling_fields(&api).await?;
        Ok((client, fields))
    });
    move || {
        let Loaded::Here((client, fields)) = loaded.ready() else {
            return ().into_any();
        };
        let carried = client.counselling_field_ids.clone();
        let carried = move || words_of(&fields, &carried);
        let counselor = client
            .primary_counselor
            .map(|counselor| counselor.display_name);
        view! {
            <aside class="chat-side" aria-label=move || words::t().profile>
                <div class="chat-side-head">
                    <h2>{move || words::t().profile}</h2>
                </div>
                <div class="stack chat-side-body">
                    <dl class="kv">
                        <div>
                            <dt>{move || words::t().number}</dt>
                            <dd class="num">{client.number.to_string()}</dd>
                        </div>
                        <div>
                            <dt>{move || client_words::t().primary_counselor}</dt>
                            <dd>
                                {move || {
                                    counselor.clone().unwrap_or_else(|| client_words::t().nobody.into())
                                }}
                            </dd>
                        </div>
                        <div>
                            <dt>{move || client_words::t().counselling_fields}</dt>
                            <dd>{carried}</dd>
                        </div>
                    </dl>
                    <a class="btn" href=paths::client(id, None)>
                        {move || words::t().open_file}
                    </a>
                </div>
            </aside>
        }
        .into_any()
    }
}
