//! The picture in the profile: saved at once.

use crate::{
    i18n::{self, common, counselors as words},
    session::use_session,
    ui::{Avatar, Banner, Button, Dialog, Kind, Size, Tone, dom, use_toasts},
};
use client::CallResult;
use domain::{
    counselors::{Counselor, PictureFormat, check_upload},
    problem::ProblemCode,
};
use leptos::{html::Input, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// The id of the field that takes the file.
const FIELD: &str = "picture";
/// And of what is said about it.
const HINT: &str = "picture-hint";

/// The picture, with what can be done about it.
#[component]
pub fn PictureField(
    /// Whose.
    of: RwSignal<Counselor>,
    /// Somebody else has changed the profile meanwhile.
    #[prop(into)]
    on_stale: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let removing = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    let saved = move |result: CallResult<Counselor>, said: &'static str| {
        if busy.is_disposed() {
            return;
        }
        busy.set(false);
        match session.notice(result) {
            Ok(saved) => {
                of.set(saved);
                toasts.say(said);
            }
            Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                failure.set(Some(i18n::error_text(&error)));
                on_stale.run(());
            }
            Err(error) => failure.set(Some(i18n::error_text(&error))),
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
        let (id, version) = of.with_untracked(|of| (of.id, of.version));
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
                .replace_counselor_picture(id, version, &media_type, bytes)
                .await;
            saved(result, words::t().picture_saved);
        });
    };
    let remove = move |()| {
        let client = session.client();
        let (id, version) = of.with_untracked(|of| (of.id, of.version));
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = client.remove_counselor_picture(id, version).await;
            removing.try_set(false);
            saved(result, words::t().picture_removed);
            dom::focus_soon(FIELD);
        });
    };
    let failed = move || {
        let why = failure.get();
        why.map(|why| view! { <Banner kind=Kind::Danger>{why}</Banner> })
    };
    let has_picture = Signal::derive(move || of.with(|of| of.picture.is_some()));
    view! {
        <div class="picture-field">
            <Face of=of /> <div class="stack stack-2">
                <p class="label">{move || words::t().picture}</p>
                <p class="hint" id=HINT>{move || words::t().picture_hint}</p>
                <div class="row">
                    <input
                        node_ref=field
                        class="sr-only"
                        type="file"
                        id=FIELD
                        accept=PictureFormat::ALL.map(PictureFormat::media_type).join(",")
                        aria-describedby=HINT
                        on:change=chosen
                    />
                    <Words has_picture=has_picture busy=busy removing=removing />
                </div>
            </div> {failed}
        </div>
        <RemoveDialog open=removing busy=busy on_remove=remove />
    }
    .into_any()
}

#[component]
fn Face(of: RwSignal<Counselor>) -> impl IntoView {
    let session = use_session();
    move || {
        of.with(|of| {
            let picture = picture_address(session, of);
            view! {
                <Avatar
                    name=of.display_name.clone()
                    tone=Tone::Staff
                    size=Size::Portrait
                    picture=picture
                />
            }
        })
    }
}

/// What can be done, in words: the label of the field, and the way to the dialog.
#[component]
fn Words(
    has_picture: Signal<bool>,
    busy: RwSignal<bool>,
    removing: RwSignal<bool>,
) -> impl IntoView {
    let word = move || {
        if has_picture.get() {
            words::t().change_picture
        } else {
            words::t().add_picture
        }
    };
    let remove = move || {
        has_picture.get().then(|| {
            view! {
                <Button on_click=move |()| removing.set(true)>
                    {move || words::t().remove_picture}
                </Button>
            }
        })
    };
    view! {
        <label class="btn" for=FIELD aria-busy=move || busy.get().then_some("true")>
            {word}
        </label>
        {remove}
    }
    .into_any()
}

#[component]
fn RemoveDialog(
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let question = move || {
        view! {
            <div class="dialog-body">
                <p>{move || words::t().remove_picture_text}</p>
            </div>
            <footer class="dialog-foot">
                <Button autofocus=true on_click=move |()| open.set(false)>
                    {move || common::t().cancel}
                </Button>
                <Button class="btn-danger" busy=busy on_click=on_remove>
                    {move || words::t().remove_picture}
                </Button>
            </footer>
        }
    };
    view! {
        <Dialog
            id="remove-picture"
            open=open
            small=true
            title=|| words::t().remove_picture_title
            children=question
        />
    }
    .into_any()
}

/// The address of somebody's picture, if they have one.
pub fn picture_address(session: crate::session::Session, of: &Counselor) -> Option<String> {
    let account = untrack(|| session.account())?;
    let slug = &account.facility().slug;
    of.picture
        .map(|picture| session.client().counselor_picture(slug, picture))
}
