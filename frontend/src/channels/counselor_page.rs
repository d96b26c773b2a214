//! By which means a counselor offers counselling, and what clients need for it: an address, a
//! number, a link.

use super::checks::{ChannelChecks, difference, names};
use crate::{
    forms::{Entry, Fault, Form, any, optional},
    i18n::channels as words,
    remote::{Loaded, load},
    settings::{Answer, AppointmentPart, AppointmentsFrame, Difference, Edited, EditedForm},
    ui::{Choice, Skeleton, TextArea, TextField},
};
use client::Client;
use domain::{
    channels::{Channel, Channels, CounselorChannels, CounselorChannelsUpdate},
    clients::Edit,
    counselors::{Counselor, CounselorUpdate},
    ids::CounselorId,
    problem::{FieldCode, FieldError},
    text::{HttpsUrl, PhoneNumber, PostalAddress},
};
use leptos::prelude::*;

/// How the entry of the video software says that it is not the built-in one.
const EXTERNAL: &str = "external";

/// The page.
#[component]
pub fn ChannelsPage() -> impl IntoView {
    view! {
        <AppointmentsFrame
            part=AppointmentPart::Channels
            page=|id| view! { <Content id=id /> }.into_any()
        />
    }
}

#[component]
fn Content(id: CounselorId) -> impl IntoView {
    let set = load(move |client| async move {
        let facility = client.read_channel_settings().await?;
        Ok((facility.offered, Stated::read(client, id).await?))
    });
    let form = move || match set.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => set.failure_view(error),
        Loaded::Here((facility, now)) => {
            let edited = Means::new(facility, &now);
            view! { <EditedForm id="channels" edited=edited stored=now /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {form}
    }
    .into_any()
}

/// What is set: with the channels, and where video calls are held, which is in the profile.
#[derive(Clone, PartialEq)]
struct Stated {
    channels: CounselorChannels,
    counselor: Counselor,
}

impl Stated {
    async fn read(client: Client, id: CounselorId) -> client::CallResult<Self> {
        Ok(Self {
            channels: client.read_counselor_channels(id).await?,
            counselor: client.read_counselor(id).await?,
        })
    }

    fn address(&self) -> String {
        self.channels.on_site_address.clone().unwrap_or_default()
    }

    fn phone(&self) -> String {
        self.channels.phone.clone().unwrap_or_default()
    }

    fn link(&self) -> String {
        self.counselor
            .external_video_url
            .clone()
            .unwrap_or_default()
    }

    fn video(&self) -> &'static str {
        if self.counselor.external_video_url.is_some() {
            EXTERNAL
        } else {
            ""
        }
    }
}

#[derive(Clone, Copy)]
struct Means {
    facility: StoredValue<Channels>,
    chosen: RwSignal<Channels>,
    address: Entry,
    phone: Entry,
    video: Entry,
    link: Entry,
    form: Form,
}

impl Means {
    fn new(facility: Channels, now: &Stated) -> Self {
        let address = Entry::new(
            "on_site_address",
            || words::t().address,
            now.address(),
            optional::<PostalAddress>,
        );
        let phone = Entry::new(
            "phone",
            || words::t().phone,
            now.phone(),
            optional::<PhoneNumber>,
        );
        let video = Entry::new("video", || words::t().video, now.video(), any);
        let link = Entry::new(
            "external_video_url",
            || words::t().link,
            now.link(),
            optional::<HttpsUrl>,
        )
        .in_words(|_| Some(words::t().link_bad));
        Self {
            facility: StoredValue::new(facility),
            chosen: RwSignal::new(now.channels.offered.clone()),
            address,
            phone,
            video,
            link,
            form: Form::new(vec![address, phone, link]),
        }
    }

    /// Whether video calls are held elsewhere; notifies.
    fn is_external(self) -> bool {
        self.video.value.with(|video| video == EXTERNAL)
    }

    fn choose_video(self, external: bool) {
        let video = if external { EXTERNAL } else { "" };
        self.video.value.set(video.to_owned());
        if !external {
            self.link.fault.set(None);
            self.link.value.set(String::new());
        }
    }
}

impl Edited for Means {
    type Stored = Stated;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Stated) -> Vec<Difference> {
        let of = |entry: Entry, stored: String| {
            Difference::of((entry.label)(), entry.value.get(), stored)
        };
        let software = |external| {
            if external {
                words::t().external
            } else {
                words::t().built_in
            }
        };
        let video = Difference::of(
            words::t().video,
            software(self.is_external()).to_owned(),
            software(stored.video() == EXTERNAL).to_owned(),
        );
        [
            difference(self.chosen, &stored.channels.offered),
            of(self.address, stored.address()),
            of(self.phone, stored.phone()),
            video,
            of(self.link, stored.link()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn take(self, stored: &Stated) {
        self.chosen.set(stored.channels.offered.clone());
        let values = [
            (self.address, stored.address()),
            (self.phone, stored.phone()),
            (self.video, stored.video().to_owned()),
            (self.link, stored.link()),
        ];
        for (entry, value) in values {
            entry.fault.set(None);
            entry.value.set(value);
        }
    }

    fn save(self, client: Client, from: &Stated) -> Option<Answer<Stated>> {
        let link: Option<HttpsUrl> = self.link.parse();
        if self.is_external() && link.is_none() {
            let missing = FieldError::new(FieldCode::Required);
            self.link.fault.set(Some(Fault::Field(missing)));
            return None;
        }
        let body = CounselorChannelsUpdate {
            offered: Some(self.chosen.get_untracked()),
            on_site_address: Edit::to(self.address.parse()),
            phone: Edit::to(self.phone.parse()),
        };
        let elsewhere = self.link.value.get_untracked().trim() != from.link();
        let with_link = CounselorUpdate {
            external_video_url: Edit::to(link),
            ..CounselorUpdate::default()
        };
        let Stated {
            channels,
            counselor,
        } = from.clone();
        Some(Box::pin(async move {
            let id = counselor.id;
            let counselor = if elsewhere {
                client
                    .update_counselor(id, counselor.version, &with_link)
                    .await?
            } else {
                counselor
            };
            let version = channels.version;
            let saved = client.update_counselor_channels(id, version, &body).await?;
            Ok(Stated {
                channels: saved,
                counselor,
            })
        }))
    }

    fn read(self, client: Client, from: &Stated) -> Answer<Stated> {
        let id = from.counselor.id;
        Box::pin(Stated::read(client, id))
    }

    fn fields(self) -> AnyView {
        let facility = self.facility.get_value();
        let missing: Channels = Channel::ALL
            .into_iter()
            .filter(|one| !facility.contains(*one))
            .collect();
        let has_missing = missing.iter().next().is_some();
        let not_offered = move || {
            has_missing
                .then(|| view! { <p class="hint">{words::not_offered(&names(&missing))}</p> })
        };
        let external = Memo::new(move |_| self.is_external());
        view! {
            <ChannelChecks chosen=self.chosen among=facility />
            {not_offered}
            <TextArea entry=self.address hint=|| words::t().address_hint.to_owned() optional=true />
            <TextField
                entry=self.phone
                kind="tel"
                hint=|| words::t().phone_hint.to_owned()
                optional=true
            />
            <fieldset class="stack stack-2">
                <legend class="label">{move || words::t().video}</legend>
                <Choice
                    group="video"
                    label=|| words::t().built_in
                    checked=Signal::derive(move || !external.get())
                    on_choose=move |()| self.choose_video(false)
                />
                <Choice
                    group="video"
                    label=|| words::t().external
                    checked=external
                    on_choose=move |()| self.choose_video(true)
                />
            </fieldset>
            {move || {
                external
                    .get()
                    .then(|| view! {
                        <TextField
                            entry=self.link
                            kind="url"
                            hint=|| words::t().link_hint.to_owned()
                        />
                    })
            }}
        }
        .into_any()
    }
}
