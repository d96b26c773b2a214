//! Keeping all that is a client's from being erased, and ending that.

use super::record::Record;
use crate::{
    forms::{Entry, Form},
    i18n::{self, common, format, legal_holds as words},
    session::use_session,
    ui::{
        Banner, Button, Dialog, ErrorSummary, Kind, TextField, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{access::Action, clients::LegalHoldPlace, text::LegalHoldReason};
use leptos::{prelude::*, task::spawn_local};

/// The entry of the menu: begin or end, whichever is possible.
pub fn hold_entry(
    record: Record,
    placing: RwSignal<bool>,
    ending: RwSignal<bool>,
) -> impl IntoView {
    move || {
        let is_held = record.of(|client| client.legal_hold.is_some())?;
        let (action, open, word): (_, _, fn() -> &'static str) = if is_held {
            (Action::EndLegalHold, ending, || words::t().end)
        } else {
            (Action::PlaceLegalHold, placing, || words::t().place)
        };
        record.may(action).then(|| {
            view! {
                <button type="button" role="menuitem" tabindex="-1" on:click=move |_| open.set(true)>
                    {icon(icon::LOCK)}
                    {move || word()}
                </button>
            }
        })
    }
}

/// The two dialogs.
#[component]
pub fn HoldDialogs(
    /// Whether that is open which places it.
    placing: RwSignal<bool>,
    /// Whether that is open which ends it.
    ending: RwSignal<bool>,
    /// Whose.
    record: Record,
) -> impl IntoView {
    view! {
        <Dialog
            id=format!("place-hold-{}", record.id)
            open=placing
            small=true
            title=|| words::t().place_title
            children=move || view! { <Place open=placing record=record /> }
        />
        <Dialog
            id=format!("end-hold-{}", record.id)
            open=ending
            small=true
            title=|| words::t().end_title
            children=move || view! { <End open=ending record=record /> }
        />
    }
    .into_any()
}

#[component]
fn Place(open: RwSignal<bool>, record: Record) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let reason = Entry::new(
        "reason",
        || words::t().reason,
        String::new(),
        |raw| LegalHoldReason::try_from(raw).map(drop),
    );
    let form = Form::new(vec![reason]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let typed = reason
            .value
            .with_untracked(|raw| LegalHoldReason::try_from(raw.as_str()));
        let version = untrack(|| record.of(|client| client.version));
        let (Ok(reason), Some(version)) = (typed, version) else {
            return form.succeed();
        };
        let (client, id) = (session.client(), record.id);
        spawn_local(async move {
            let body = LegalHoldPlace { reason };
            match session.notice(client.place_legal_hold(id, version, &body).await) {
                Ok(now) => {
                    form.succeed();
                    toasts.say(words::t().placed);
                    open.set(false);
                    record.take(now);
                    dom::focus_soon("main");
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <p>{move || words::t().place_text}</p>
                <TextField entry=reason hint=|| words::t().reason_hint.to_owned() />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().place}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}

#[component]
fn End(open: RwSignal<bool>, record: Record) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let end = move |()| {
        let Some(version) = untrack(|| record.of(|client| client.version)) else {
            return;
        };
        busy.set(true);
        let (client, id) = (session.client(), record.id);
        spawn_local(async move {
            let answer = session.notice(client.end_legal_hold(id, version).await);
            busy.try_set(false);
            open.set(false);
            match answer {
                Ok(now) => {
                    toasts.say(words::t().ended);
                    record.take(now);
                }
                Err(error) => {
                    toasts.say(i18n::error_text(&error));
                    record.load();
                }
            }
            dom::focus_soon("main");
        });
    };
    view! {
        <div class="dialog-body">
            <p>{move || words::t().end_text}</p>
        </div>
        <footer class="dialog-foot">
            <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
            <Button class="btn-danger" busy=busy on_click=end>
                {move || words::t().end}
            </Button>
        </footer>
    }
    .into_any()
}

/// That nothing of them is erased, since when and why, for those who may know.
#[component]
pub fn Held(record: Record) -> impl IntoView {
    let hold = Memo::new(move |_| record.of(|client| client.legal_hold.clone()).flatten());
    move || {
        let hold = hold.get()?;
        let text = move || words::held(&format::day(hold.since), &hold.reason);
        Some(view! { <Banner kind=Kind::Info>{text}</Banner> }.into_any())
    }
}
