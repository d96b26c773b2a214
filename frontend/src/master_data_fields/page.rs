//! The facility's master-data fields: a page of the settings.

use super::form::FieldForm;
use crate::{
    clients::fields::master_data_fields,
    i18n::{master_data_fields as words, ordered_fields as field_words},
    ordered_fields::{List, OrderedField, fields_page},
    settings::{Answer, SettingsFrame},
    ui::icon,
};
use client::Client;
use domain::{
    access::Action,
    counselling_fields::Labels,
    master_data_fields::{MasterDataField, MasterDataFieldUpdate, MasterDataKind},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MasterDataFieldsPage() -> impl IntoView {
    let page = || fields_page::<MasterDataField>();
    view! {
        <SettingsFrame
            action=Action::UpdateMasterDataField
            title=|| words::t().title
            page=page
        />
    }
}

impl OrderedField for MasterDataField {
    const ICON: &'static str = icon::USER_ROUND;

    fn lead() -> &'static str {
        words::t().lead
    }

    fn empty() -> (&'static str, &'static str) {
        (words::t().empty, words::t().empty_text)
    }

    fn all(client: Client) -> Answer<Vec<Self>> {
        Box::pin(async move { master_data_fields(&client).await })
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn labels(&self) -> &Labels {
        &self.labels
    }

    fn facts(&self) -> String {
        let choices = (self.kind == MasterDataKind::Choice).then(|| {
            let active = self.choices.iter().filter(|one| one.active);
            field_words::options(active.count())
        });
        let mandatory = self
            .mandatory
            .then(|| field_words::t().mandatory.to_owned());
        let inactive = (!self.active).then(|| field_words::t().inactive.to_owned());
        let kind = words::kind(self.kind).to_owned();
        let all = [Some(kind), choices, mandatory, inactive];
        all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn move_to(self, client: Client, place: u8) -> Answer<Self> {
        let body = MasterDataFieldUpdate {
            position: Some(place),
            ..MasterDataFieldUpdate::default()
        };
        Box::pin(async move {
            client
                .update_master_data_field(self.id, self.version, &body)
                .await
        })
    }

    fn form(field: Option<Self>, open: RwSignal<bool>, list: List<Self>) -> AnyView {
        view! { <FieldForm field=field open=open list=list /> }.into_any()
    }
}
