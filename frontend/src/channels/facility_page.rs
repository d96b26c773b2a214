//! A page of the settings: which channels there are at all.

use super::checks::{ChannelChecks, difference};
use crate::{
    forms::Form,
    i18n::channels as words,
    remote::{Loaded, load},
    settings::{Answer, Difference, Edited, EditedForm, SettingsFrame},
    ui::Skeleton,
};
use client::Client;
use domain::{
    access::Action,
    channels::{ChannelSettings, ChannelSettingsUpdate, Channels},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ChannelSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::UpdateChannelSettings
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_channel_settings().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => {
            let edited = Offered {
                chosen: RwSignal::new(now.offered.clone()),
                form: Form::new(Vec::new()),
            };
            view! { <EditedForm id="channel-settings" edited=edited stored=now /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().facility_lead}</p>
        {form}
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Offered {
    chosen: RwSignal<Channels>,
    form: Form,
}

impl Edited for Offered {
    type Stored = ChannelSettings;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &ChannelSettings) -> Vec<Difference> {
        difference(self.chosen, &stored.offered)
            .into_iter()
            .collect()
    }

    fn take(self, stored: &ChannelSettings) {
        self.chosen.set(stored.offered.clone());
    }

    fn save(self, client: Client, from: &ChannelSettings) -> Option<Answer<ChannelSettings>> {
        let offered = self.chosen.get_untracked();
        let (version, body) = (from.version, ChannelSettingsUpdate { offered });
        Some(Box::pin(async move {
            client.update_channel_settings(version, &body).await
        }))
    }

    fn read(self, client: Client, _: &ChannelSettings) -> Answer<ChannelSettings> {
        Box::pin(async move { client.read_channel_settings().await })
    }

    fn fields(self) -> AnyView {
        view! { <ChannelChecks chosen=self.chosen among=Channels::default() /> }.into_any()
    }
}
