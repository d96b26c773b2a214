//! The facility's counselling fields: a page of the settings.

use super::form::FieldForm;
use crate::{
    clients::fields::counselling_fields,
    i18n::{counselling_fields as words, ordered_fields as field_words},
    ordered_fields::{List, OrderedField, fields_page},
    settings::{Answer, SettingsFrame},
    ui::icon,
};
use client::Client;
use domain::{
    access::Action,
    counselling_fields::{CounsellingField, CounsellingFieldUpdate, Labels},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn CounsellingFieldsPage() -> impl IntoView {
    let page = || fields_page::<CounsellingField>();
    view! {
        <SettingsFrame
            action=Action::UpdateCounsellingField
            title=|| words::t().title
            page=page
        />
    }
}

impl OrderedField for CounsellingField {
    const ICON: &'static str = icon::MESSAGE_CIRCLE;

    fn lead() -> &'static str {
        words::t().lead
    }

    fn empty() -> (&'static str, &'static str) {
        (words::t().empty, words::t().empty_text)
    }

    fn all(client: Client) -> Answer<Vec<Self>> {
        Box::pin(async move { counselling_fields(&client).await })
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn labels(&self) -> &Labels {
        &self.labels
    }

    fn facts(&self) -> String {
        let state = if self.active {
            words::t().offered
        } else {
            field_words::t().inactive
        };
        state.to_owned()
    }

    fn move_to(self, client: Client, place: u8) -> Answer<Self> {
        let body = CounsellingFieldUpdate {
            position: Some(place),
            ..CounsellingFieldUpdate::default()
        };
        Box::pin(async move {
            client
                .update_counselling_field(self.id, self.version, &body)
                .await
        })
    }

    fn form(field: Option<Self>, open: RwSignal<bool>, list: List<Self>) -> AnyView {
        view! { <FieldForm field=field open=open list=list /> }.into_any()
    }
}
