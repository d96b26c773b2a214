//! Choosing a text while writing an answer.

use super::all;
use crate::{
    i18n::{format, text_templates as words},
    paths,
    remote::fetch,
    session::use_session,
    ui::{
        Menu,
        icon::{self, icon},
    },
};
use chrono::DateTime;
use domain::{
    accounts::Account,
    text_templates::{TextTemplate, Values, render},
};
use js_sys::Date;
use leptos::prelude::*;

/// A menu of the templates, and of the signature.
#[component]
pub fn TemplatePicker(
    /// To whom the answer goes.
    #[prop(into)]
    client: Signal<String>,
    /// Takes the text, with everything filled in.
    #[prop(into)]
    on_pick: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let templates = RwSignal::new(Vec::<TextTemplate>::new());
    let signature = RwSignal::new(String::new());
    let api = session.client();
    fetch(async move { all(api).await }, move |answer| {
        if let Ok(all) = answer {
            templates.set(all);
        }
    });
    let api = session.client();
    fetch(async move { api.read_signature().await }, move |answer| {
        if let Ok(mine) = answer {
            signature.set(mine.text);
        }
    });
    let pick = move |text: &str| {
        let Some(Account::Counselor {
            display_name,
            facility,
            ..
        }) = untrack(|| session.account())
        else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of this age")]
        let now = DateTime::from_timestamp_millis(Date::now() as i64).unwrap_or_default();
        let (date, client) = (format::day(now), client.get_untracked());
        on_pick.run(render(
            text,
            Values {
                client: &client,
                counselor: &display_name,
                facility: &facility.name,
                date: &date,
            },
        ));
    };
    let item = move |template: TextTemplate| {
        let text = template.text;
        view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=move |_| pick(&text)>
                {icon(icon::TEXT_QUOTE)}
                {template.name}
            </button>
        }
    };
    let sign = move || {
        signature.with(|text| !text.is_empty()).then(|| {
            view! {
                <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| pick(&signature.get_untracked())
                >
                    {icon(icon::SIGNATURE)}
                    {move || words::t().insert_signature}
                </button>
            }
        })
    };
    view! {
        <Menu
            id="text-templates"
            label=Signal::derive(|| words::t().insert.to_owned())
            class="btn btn-quiet"
            trigger=|| view! { {icon(icon::TEXT_QUOTE)} <span>{move || words::t().insert}</span> }
        >
            {sign}
            <For each=move || templates.get() key=|one| (one.id, one.version) children=item />
            <a role="menuitem" tabindex="-1" href=paths::TEXT_TEMPLATES>
                {icon(icon::PENCIL)}
                {move || words::t().manage}
            </a>
        </Menu>
    }
    .into_any()
}
