//! Imprint and privacy notice, as the facility wrote them.

use super::{
    area::use_portal,
    frame::{Trouble, Waiting},
};
use crate::{
    i18n::{language, portal as words},
    remote::{Loaded, load},
    shell::set_title,
    ui::PlainText,
};
use domain::facility::LegalPage;
use leptos::prelude::*;

/// Who answers for the portal.
#[component]
pub fn ImprintPage() -> impl IntoView {
    page(LegalPage::Imprint, || words::t().imprint)
}

/// What becomes of personal data.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page(LegalPage::Privacy, || words::t().privacy)
}

fn page(which: LegalPage, title: fn() -> &'static str) -> AnyView {
    let slug = use_portal().slug();
    set_title(move || title().into());
    let texts = load(move |client| {
        let slug = slug.clone();
        async move { client.read_portal_legal_page(slug.as_str(), which).await }
    });
    let shown = move || match texts.ready() {
        Loaded::Nothing => view! { <Waiting /> }.into_any(),
        Loaded::Failure(error) => view! {
            <Trouble error=error on_retry=move |()| texts.load_again() />
        }
        .into_any(),
        Loaded::Here(texts) => {
            let text = move || match texts.nearest(language()) {
                Some((language, text)) => {
                    let text = text.as_str().to_owned();
                    view! { <PlainText text=text language=language /> }.into_any()
                }
                None => view! { <p class="muted">{words::t().no_legal_text}</p> }.into_any(),
            };
            view! {
                <main class="portal-main" id="main" tabindex="-1">
                    <div class="wrap wrap-form stack">
                        <h1>{title}</h1>
                        {text}
                    </div>
                </main>
            }
            .into_any()
        }
    };
    shown.into_any()
}
