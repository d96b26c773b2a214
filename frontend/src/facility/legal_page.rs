//! What the portal's legal pages say, with a preview beside.

use crate::{
    forms::{Entry, Form, optional},
    i18n::{Language, common, facility as words},
    paths,
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Button, ErrorSummary, PlainText, Skeleton, TextArea, use_toasts},
};
use domain::{
    access::Action,
    facility::{LegalPage, LegalPageSettings, LegalPages, LegalTexts},
    problem::ProblemCode,
    text::LegalText,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn LegalPagesPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadLegalPages
            title=|| words::t().legal_title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_legal_pages().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => view! { <Settings of=now /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().legal_lead}</p>
        {form}
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Entries {
    imprint_de: Entry,
    imprint_en: Entry,
    privacy_de: Entry,
    privacy_en: Entry,
}

impl Entries {
    fn new(of: &LegalPages) -> Self {
        let entry = |name: &'static str, label: fn() -> &'static str, text: &Option<LegalText>| {
            let text = text.as_ref().map_or("", LegalText::as_str);
            Entry::new(name, label, text, optional::<LegalText>)
        };
        Self {
            imprint_de: entry("imprint_de", || words::t().imprint_de, &of.imprint.de),
            imprint_en: entry("imprint_en", || words::t().imprint_en, &of.imprint.en),
            privacy_de: entry("privacy_de", || words::t().privacy_de, &of.privacy.de),
            privacy_en: entry("privacy_en", || words::t().privacy_en, &of.privacy.en),
        }
    }

    fn of(self, page: LegalPage) -> [(Language, Entry); 2] {
        let (de, en) = match page {
            LegalPage::Imprint => (self.imprint_de, self.imprint_en),
            LegalPage::Privacy => (self.privacy_de, self.privacy_en),
        };
        [(Language::De, de), (Language::En, en)]
    }

    fn read(self) -> LegalPages {
        let texts = |page| {
            let [(_, de), (_, en)] = self.of(page);
            LegalTexts {
                de: de.parse(),
                en: en.parse(),
            }
        };
        LegalPages {
            imprint: texts(LegalPage::Imprint),
            privacy: texts(LegalPage::Privacy),
        }
    }
}

#[component]
fn Settings(of: LegalPageSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let entries = Entries::new(&of.pages);
    let all = LegalPage::ALL.into_iter().flat_map(|page| entries.of(page));
    let form = Form::new(all.map(|(_, entry)| entry).collect());
    let version = RwSignal::new(of.version);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (client, from) = (session.client(), version.get_untracked());
        let body = entries.read();
        spawn_local(async move {
            match session.notice(client.update_legal_pages(from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    toasts.say(words::t().legal_saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) = session.notice(client.read_legal_pages().await)
                    {
                        version.try_set(theirs.version);
                    }
                    form.fail(error);
                }
            }
        });
    };
    let part = move |page: LegalPage| {
        let seen = move || {
            let account = session.account()?;
            let href = paths::portal_legal_page(&account.facility().slug, page);
            Some(view! { <a href=href>{move || words::t().see}</a> })
        };
        view! {
            <fieldset class="stack">
                <legend class="label">{move || words::page(page)}</legend>
                {entries.of(page).map(|(language, entry)| text(language, entry))}
                <p>{seen}</p>
            </fieldset>
        }
        .into_any()
    };
    view! {
        <form class="stack stack-6 legal-form" novalidate on:submit=send>
            <ErrorSummary form=form />
            {LegalPage::ALL.map(part)}
            <div>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// One text, and beside it how the portal shows it.
fn text(language: Language, entry: Entry) -> AnyView {
    let preview = move || {
        let typed = entry.value.get();
        if typed.trim().is_empty() {
            view! { <p class="muted">{words::t().no_text}</p> }.into_any()
        } else {
            view! { <PlainText text=typed language=language /> }.into_any()
        }
    };
    view! {
        <div class="legal-pair">
            <TextArea entry=entry optional=true />
            <div class="stack stack-2">
                <p class="label">{move || words::t().preview}</p>
                <div class="legal-preview">{preview}</div>
            </div>
        </div>
    }
    .into_any()
}
