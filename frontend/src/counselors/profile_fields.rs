//! The sections of the profile.
#![expect(
    clippy::large_types_passed_by_value,
    reason = "a component owns what it is given"
)]

use super::{
    email_proof::EmailProof,
    profile_form::{Entries, languages, salutations},
};
use crate::{
    forms::{Entry, any},
    i18n::{self, counselors as words},
    ui::{
        Button, Choice, SelectField, SwitchField, TextArea, TextField,
        icon::{self, icon},
    },
};
use domain::counselors::{SpokenLanguage, SpokenLanguages};
use leptos::prelude::*;

/// What others see, below the picture.
#[component]
pub fn ShownFields(entries: Entries) -> impl IntoView {
    view! {
        <TextField entry=entries.display_name hint=|| words::t().display_name_hint />
        <Languages entry=entries.languages />
        <TextArea entry=entries.description_de hint=|| words::t().description_hint />
        <TextArea entry=entries.description_en hint=|| words::t().description_hint />
        <SwitchField
            entry=entries.primary_clients_only
            hint=|| words::t().primary_clients_only_hint
        />
    }
    .into_any()
}

/// The languages one speaks: added from a list, each with a button to take it out.
#[component]
fn Languages(entry: Entry) -> impl IntoView {
    let chosen = Memo::new(move |_| entry.value.with(|codes| SpokenLanguages::from_codes(codes)));
    let choose = move |languages: SpokenLanguages| entry.value.set(languages.codes());
    let picked = Entry::new("language-to-add", || words::t().language_to_add, "", any);
    let choices = move || {
        let mut rest: Vec<_> = SpokenLanguage::ALL
            .iter()
            .copied()
            .filter(|language| !chosen.get().contains(*language))
            .map(|language| {
                let name = language.name(i18n::language());
                (language.code().to_owned(), name.to_owned())
            })
            .collect();
        rest.sort_by(|(_, one), (_, other)| one.cmp(other));
        rest.insert(0, (String::new(), words::t().choose_language.to_owned()));
        rest
    };
    let add = move |()| {
        let code = picked.value.get_untracked();
        if let Some(language) = SpokenLanguage::from_code(&code) {
            choose(chosen.get_untracked().with(language));
        }
        picked.value.set(String::new());
    };
    let chip = move |language: SpokenLanguage| {
        let name = move || language.name(i18n::language());
        view! {
            <li class="chip" data-state="set">
                {name}
                <button
                    class="icon-btn icon-btn-sm"
                    type="button"
                    aria-label=move || words::remove_language(language)
                    on:click=move |_| choose(chosen.get_untracked().without(language))
                >
                    {icon(icon::X)}
                </button>
            </li>
        }
        .into_any()
    };
    view! {
        <fieldset class="stack stack-2">
            <legend class="label">{move || words::t().languages}</legend>
            {move || {
                let languages: Vec<_> = chosen.get().iter().collect();
                let none = languages.is_empty();
                view! {
                    <ul class="chips" hidden=none>
                        {languages.into_iter().map(chip).collect_view()}
                    </ul>
                }
            }}
            <div class="row row-end">
                <SelectField entry=picked options=Signal::derive(choices) />
                <Button on_click=add>{move || words::t().add_language}</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Whether clients may ask for a video call, and where it is held.
#[component]
pub fn VideoFields(entries: Entries) -> impl IntoView {
    let external = Memo::new(move |_| entries.is_external());
    view! {
        <SwitchField entry=entries.video_requests hint=|| words::t().video_requests_hint />
        <fieldset class="stack stack-2">
            <legend class="label">{move || words::t().video_software}</legend>
            <Choice
                group="video"
                label=|| words::video(false)
                checked=Signal::derive(move || !external.get())
                on_choose=move |()| entries.choose_external(false)
            />
            <Choice
                group="video"
                label=|| words::video(true)
                checked=external
                on_choose=move |()| entries.choose_external(true)
            />
        </fieldset>
        {move || {
            external
                .get()
                .then(|| view! {
                    <TextField
                        entry=entries.external_video_url
                        kind="url"
                        hint=|| words::t().video_url_hint
                    />
                })
        }}
    }
    .into_any()
}

/// Who one is, for oneself and for admins.
#[component]
pub fn PersonFields(entries: Entries) -> impl IntoView {
    view! {
        <SelectField entry=entries.salutation options=Signal::derive(salutations) />
        <div class="grid-2">
            <TextField entry=entries.first_name autocomplete="given-name" />
            <TextField entry=entries.last_name autocomplete="family-name" />
            <TextField entry=entries.phone kind="tel" autocomplete="tel" optional=true />
            <TextField entry=entries.postcode autocomplete="postal-code" optional=true />
        </div>
    }
    .into_any()
}

/// What one signs in with, and the language of the interface.
#[component]
pub fn AccountFields(entries: Entries, login_name: Entry, proof: EmailProof) -> impl IntoView {
    view! {
        <TextField entry=login_name read_only=true hint=|| words::t().login_name_hint />
        <TextField
            entry=entries.email
            kind="email"
            autocomplete="email"
            hint=|| words::t().email_hint
        />
        {proof.field()}
        <SelectField entry=entries.language options=languages() />
    }
    .into_any()
}
