//! The logo: saved at once.

use crate::{
    i18n::{self, facility as words},
    session::use_session,
    ui::{Banner, Button, Kind, use_toasts},
};
use client::CallResult;
use domain::{
    counselors::{PictureFormat, check_upload},
    facility::FacilitySettings,
    problem::ProblemCode,
};
use leptos::{html::Input, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

const FIELD: &str = "logo";
const HINT: &str = "logo-hint";

/// The logo, with what can be done about it.
#[component]
pub fn LogoField(
    /// What the server has.
    of: RwSignal<FacilitySettings>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let field = NodeRef::<Input>::new();
    let saved = move |result: CallResult<FacilitySettings>, said: &'static str| {
        if busy.is_disposed() {
            return;
        }
        busy.set(false);
        match session.notice(result) {
            Ok(saved) => {
                of.set(saved);
                toasts.say(said);
            }
            Err(error) => {
                // Somebody else has changed the data: the next try starts from theirs.
                if error.code() == Some(ProblemCode::StaleVersion) {
                    let client = session.client();
                    spawn_local(async move {
                        if let Ok(theirs) = client.read_facility_settings().await {
                            of.try_set(theirs);
                        }
                    });
                }
                failure.set(Some(i18n::error_text(&error)));
            }
        }
    };
    let chosen = move |_| {
        let Some(file) = field.get_untracked().and_then(|field| {
            let file = field.files()?.get(0);
            // The same file can be chosen again.
            field.set_value("");
            file
        }) else {
            return;
        };
        let (client, media_type) = (session.client(), file.type_());
        let version = of.with_untracked(|of| of.version);
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let bytes = match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => js_sys::Uint8Array::new(&buffer).to_vec(),
                Err(_) => Vec::new(),
            };
            if let Err(code) = check_upload(&media_type, &bytes) {
                busy.try_set(false);
                failure.try_set(Some(code.text(i18n::language()).to_owned()));
                return;
            }
            let result = client
                .replace_facility_logo(version, &media_type, bytes)
                .await;
            saved(result, words::t().logo_saved);
        });
    };
    let remove = move |()| {
        let (client, version) = (session.client(), of.with_untracked(|of| of.version));
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = client.remove_facility_logo(version).await;
            saved(result, words::t().logo_removed);
        });
    };
    let picture =
        move || address(of).map(|it| view! { <img class="facility-logo" src=it alt="" /> });
    let button = move || {
        of.with(|of| of.logo.is_some()).then(|| {
            view! {
                <Button class="btn-sm" busy=busy on_click=remove>
                    {move || words::t().logo_remove}
                </Button>
            }
        })
    };
    let failed = move || {
        let why = failure.get();
        why.map(|why| view! { <Banner kind=Kind::Danger>{why}</Banner> })
    };
    view! {
        <div class="stack stack-2">
            <label class="label" for=FIELD>{move || words::t().logo}</label>
            <p class="hint" id=HINT>{move || words::t().logo_hint}</p>
            {picture}
            <div class="row">
                <input
                    node_ref=field
                    class="input"
                    type="file"
                    id=FIELD
                    accept=PictureFormat::ALL.map(PictureFormat::media_type).join(",")
                    aria-describedby=HINT
                    on:change=chosen
                />
                {button}
            </div>
            {failed}
        </div>
    }
    .into_any()
}

/// Where the logo lies, if there is one; notifies.
fn address(of: RwSignal<FacilitySettings>) -> Option<String> {
    let session = use_session();
    let account = session.account()?;
    let logo = of.with(|of| of.logo)?;
    let slug = &account.facility().slug;
    Some(session.client().facility_logo(slug, logo))
}
