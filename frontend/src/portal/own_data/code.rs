//! A recovery code: making one, and showing it the one time that it is shown.

use super::proof_form;
use crate::{
    i18n::{common, own_data as words},
    paths,
    portal::{
        area::{keep_code, kept_code, use_portal},
        write_page::Notes,
    },
    remote::Resource,
    router,
    shell::set_title,
    ui::{
        Banner, Button, CopyField, Dialog, Kind, dom,
        icon::{self, icon},
    },
};
use domain::clients::OwnData;
use leptos::prelude::*;

/// The page that shows the code which was just made, and leads on.
#[component]
pub fn RecoveryCodePage() -> impl IntoView {
    set_title(|| words::t().code_title.into());
    let portal = use_portal();
    let own_data = paths::portal_own_data(&portal.slug());
    let next = move || untrack(|| portal.own(router::query("next").as_deref()));
    let go_on = next().unwrap_or_else(|| own_data.clone());
    // Whoever comes here by an old address has nothing to see.
    let code = kept_code();
    if code.is_none() {
        router::replace(&go_on);
    }
    let shown = code.map(|code| {
        view! {
            <h1>{move || words::t().code_title}</h1>
            <p>{move || words::t().code_why}</p>
            {card(&code.grouped())}
        }
    });
    let leave = move |()| {
        keep_code(None);
        router::replace(&go_on);
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form stack">
                    {shown}
                    <div class="row">
                        <Button class="btn-primary btn-lg" on_click=leave>
                            {move || words::t().go_on}
                        </Button>
                    </div>
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

/// The code, and how to keep it.
fn card(code: &str) -> AnyView {
    let print = |()| window().print().unwrap_or_default();
    view! {
        <Banner kind=Kind::Warn>{move || words::t().code_once}</Banner>
        <div class="stack recovery-code">
            <CopyField
                id="recovery-code"
                label=|| words::t().code
                value=code.to_owned()
                copied=|| words::t().code_copied
                not_copied=|| words::t().code_not_copied
            />
        </div>
        <div>
            <Button on_click=print>{icon(icon::PRINTER)} {move || words::t().print}</Button>
        </div>
    }
    .into_any()
}

/// Making a new one.
#[component]
pub fn CodeDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What says since when there is one.
    own: Resource<OwnData>,
) -> impl IntoView {
    view! {
        <Dialog
            id="own-code-dialog"
            open=open
            title=|| words::t().code_make
            children=move || view! { <CodeForm open=open own=own /> }
        />
    }
    .into_any()
}

#[component]
fn CodeForm(open: RwSignal<bool>, own: Resource<OwnData>) -> impl IntoView {
    let made = RwSignal::new(None::<String>);
    let form = move || {
        let text = view! { <p>{move || words::t().code_text}</p> };
        proof_form(
            open,
            text.into_any(),
            ("btn-primary", || words::t().code_make),
            |client, body| async move { client.make_recovery_code(&body).await },
            move |new| {
                made.try_set(Some(new.recovery_code.grouped()));
                dom::focus_soon("recovery-code");
                own.load_again();
            },
        )
    };
    move || match made.get() {
        Some(code) => view! {
            <div class="dialog-body stack">{card(&code)}</div>
            <footer class="dialog-foot">
                <Button class="btn-primary" on_click=move |()| open.set(false)>
                    {move || common::t().close}
                </Button>
            </footer>
        }
        .into_any(),
        None => form(),
    }
}
