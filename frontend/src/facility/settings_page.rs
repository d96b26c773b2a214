//! What the facility says of itself. What a change means is said before it is saved.

use super::{logo_field::LogoField, portal_address};
use crate::{
    forms::{Entry, Fault, Form, any, optional, required},
    i18n::{Language, common, facility as words, settings as frame_words, working_time},
    paths,
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, Choice, ErrorSummary, Kind, SelectField, Skeleton, Switch, TextArea,
        TextField, use_toasts,
    },
};
use domain::{
    access::Action,
    facility::{FacilityData, FacilitySettings, FormOfAddress, PortalLanguages},
    problem::{FieldCode, ProblemCode},
    text::{DisplayName, EmailAddress, HttpsUrl, PhoneNumber, PostalAddress, TimeZoneName},
};
use leptos::{prelude::*, task::spawn_local};

/// The zones that are offered, besides the one that is set.
const ZONES: [&str; 12] = [
    "Europe/Berlin",
    "Europe/Vienna",
    "Europe/Zurich",
    "Europe/Luxembourg",
    "Europe/Brussels",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/London",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "UTC",
];

/// The page.
#[component]
pub fn FacilitySettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadFacilitySettings
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_facility_settings().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => view! { <Settings of=now /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {portal_address()}
        <MissingLegal />
        {form}
    }
    .into_any()
}

/// What the portal lacks, for those who can mend it.
#[component]
fn MissingLegal() -> impl IntoView {
    let setup = load(|client| async move {
        let pages = client.read_legal_pages().await?;
        let settings = client.read_facility_settings().await?;
        Ok(pages.pages.missing(&settings.data.languages))
    });
    move || {
        let Loaded::Here(missing) = setup.ready() else {
            return ().into_any();
        };
        if missing.is_empty() {
            return ().into_any();
        }
        let names = move || {
            let names = missing.iter();
            let names = names.map(|&(page, language)| words::page_in(page, language));
            names.collect::<Vec<_>>().join(", ")
        };
        view! {
            <Banner kind=Kind::Warn>
                {move || words::t().missing_legal} " " {names} ". "
                <a href=paths::LEGAL_PAGES>{move || words::t().legal_title}</a>
            </Banner>
        }
        .into_any()
    }
}

#[derive(Clone, Copy)]
struct Entries {
    name: Entry,
    postal_address: Entry,
    phone: Entry,
    email: Entry,
    website: Entry,
    billing_address: Entry,
    time_zone: Entry,
    german: RwSignal<bool>,
    english: RwSignal<bool>,
    form_of_address: RwSignal<FormOfAddress>,
    mails_name: RwSignal<bool>,
}

impl Entries {
    fn new(of: &FacilityData) -> Self {
        let has = |language| RwSignal::new(of.languages.has(language));
        let postal = |text: &Option<PostalAddress>| {
            text.as_ref()
                .map_or_else(String::new, |text| text.as_str().to_owned())
        };
        let phone = of.phone.as_ref().map_or("", PhoneNumber::as_str);
        let email = of.email.as_ref().map_or("", EmailAddress::as_str);
        let website = of.website.as_ref().map_or("", HttpsUrl::as_str);
        Self {
            name: Entry::new(
                "name",
                || words::t().name,
                of.name.as_str(),
                required::<DisplayName>,
            ),
            postal_address: Entry::new(
                "postal_address",
                || words::t().postal_address,
                postal(&of.postal_address),
                optional::<PostalAddress>,
            ),
            phone: Entry::new("phone", || words::t().phone, phone, optional::<PhoneNumber>),
            email: Entry::new(
                "email",
                || words::t().email,
                email,
                optional::<EmailAddress>,
            ),
            website: Entry::new(
                "website",
                || words::t().website,
                website,
                optional::<HttpsUrl>,
            )
            .in_words(|code| (code == FieldCode::InvalidFormat).then(|| words::t().website_hint)),
            billing_address: Entry::new(
                "billing_address",
                || words::t().billing_address,
                postal(&of.billing_address),
                optional::<PostalAddress>,
            ),
            time_zone: Entry::new(
                "time_zone",
                || words::t().time_zone,
                of.time_zone.as_str(),
                any,
            )
            .in_words(|_| Some(words::t().time_zone_bad)),
            german: has(Language::De),
            english: has(Language::En),
            form_of_address: RwSignal::new(of.form_of_address),
            mails_name: RwSignal::new(of.mails_name_facility),
        }
    }

    fn all(self) -> Vec<Entry> {
        vec![
            self.name,
            self.postal_address,
            self.phone,
            self.email,
            self.website,
            self.billing_address,
            self.time_zone,
        ]
    }

    /// What is typed, if it is valid.
    fn read(self) -> Option<FacilityData> {
        let languages = [(self.german, Language::De), (self.english, Language::En)];
        let languages = languages.into_iter();
        let languages = languages.filter_map(|(on, one)| on.get_untracked().then_some(one));
        Some(FacilityData {
            name: self.name.parse()?,
            postal_address: self.postal_address.parse(),
            phone: self.phone.parse(),
            email: self.email.parse(),
            website: self.website.parse(),
            billing_address: self.billing_address.parse(),
            time_zone: self.time_zone.parse::<TimeZoneName>()?,
            languages: PortalLanguages::try_from(languages.collect::<Vec<_>>()).ok()?,
            form_of_address: self.form_of_address.get_untracked(),
            mails_name_facility: self.mails_name.get_untracked(),
        })
    }
}

#[component]
fn Settings(of: FacilitySettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(&of.data);
    let form = Form::new(entries.all());
    let stored = RwSignal::new(of);
    let no_language = Memo::new(move |_| !entries.german.get() && !entries.english.get());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if no_language.get_untracked() || !form.begin() {
            return;
        }
        let Some(body) = entries.read() else {
            return form.refuse();
        };
        let (client, from) = (session.client(), stored.with_untracked(|of| of.version));
        spawn_local(async move {
            match session.notice(client.update_facility_settings(from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    stored.try_set(saved);
                    toasts.say(frame_words::t().saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_facility_settings().await)
                    {
                        stored.try_set(theirs);
                    }
                    if error.code() == Some(ProblemCode::InvalidBody) {
                        let said = words::t().time_zone_bad.to_owned();
                        entries.time_zone.fault.try_set(Some(Fault::Said(said)));
                    }
                    form.fail(error);
                }
            }
        });
    };
    view! {
        <LogoField of=stored />
        <form class="stack form-page" novalidate on:submit=send>
            <ErrorSummary form=form />
            <TextField entry=entries.name hint=|| words::t().name_hint.to_owned() />
            <TextArea entry=entries.postal_address optional=true />
            <TextField
                entry=entries.phone
                kind="tel"
                hint=|| words::t().phone_hint.to_owned()
                optional=true
            />
            <TextField
                entry=entries.email
                kind="email"
                hint=|| words::t().email_hint.to_owned()
                optional=true
            />
            <TextField
                entry=entries.website
                kind="url"
                hint=|| words::t().website_hint.to_owned()
                optional=true
            />
            <TextArea entry=entries.billing_address optional=true />
            <Zone entries=entries stored=stored />
            <fieldset class="stack stack-2">
                <legend class="label">{move || words::t().languages}</legend>
                <p class="hint">{move || words::t().languages_hint}</p>
                <Switch
                    id="german"
                    label=|| words::t().german
                    on=entries.german
                    on_change=move |on| entries.german.set(on)
                />
                <Switch
                    id="english"
                    label=|| words::t().english
                    on=entries.english
                    on_change=move |on| entries.english.set(on)
                />
                {move || {
                    no_language
                        .get()
                        .then(|| view! { <Banner kind=Kind::Danger>{words::t().languages_none}</Banner> })
                }}
            </fieldset>
            <Address form=entries.form_of_address />
            <Switch
                id="mails_name"
                label=|| words::t().mails_name
                hint=|| words::t().mails_name_hint
                on=entries.mails_name
                on_change=move |on| entries.mails_name.set(on)
            />
            <p class="hint">
                {move || words::t().federal_state} " "
                <a href=paths::WORKING_TIME>{move || working_time::t().title}</a> "."
            </p>
            <div>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// How clients are addressed: each form with a sentence in it.
#[component]
fn Address(form: RwSignal<FormOfAddress>) -> impl IntoView {
    let choice = move |one: FormOfAddress| {
        let label = move || match one {
            FormOfAddress::Formal => words::t().formal,
            FormOfAddress::Informal => words::t().informal,
        };
        view! {
            <Choice
                group="form_of_address"
                label=Signal::derive(label)
                checked=Signal::derive(move || form.get() == one)
                on_choose=move |()| form.set(one)
            />
        }
        .into_any()
    };
    view! {
        <fieldset class="question" aria-describedby="form_of_address-hint">
            <legend>{move || words::t().form_of_address}</legend>
            <p class="hint" id="form_of_address-hint">{move || words::t().form_of_address_hint}</p>
            <div class="choices">{FormOfAddress::ALL.map(choice)}</div>
        </fieldset>
    }
    .into_any()
}

/// The time zone, and what another one means.
#[component]
fn Zone(entries: Entries, stored: RwSignal<FacilitySettings>) -> impl IntoView {
    let zones = Signal::derive(move || {
        let now = stored.with(|of| of.data.time_zone.as_str().to_owned());
        let rest = ZONES.into_iter().filter(|zone| *zone != now);
        let all = [now.clone()].into_iter().chain(rest.map(str::to_owned));
        all.map(|zone| (zone.clone(), zone.replace('_', " ")))
            .collect::<Vec<_>>()
    });
    let effect = move || {
        let other = entries
            .time_zone
            .value
            .with(|typed| stored.with(|of| typed != of.data.time_zone.as_str()));
        other.then(|| view! { <Banner kind=Kind::Warn>{words::t().time_zone_effect}</Banner> })
    };
    view! {
        <SelectField
            entry=entries.time_zone
            options=zones
            hint=|| words::t().time_zone_hint.to_owned()
        />
        {effect}
    }
    .into_any()
}
