//! Deleting a staff account: what would be left behind, and who takes it over.

use super::{all_counselors, refusal::Refusal};
use crate::{
    forms::{Entry, any},
    i18n::{common, counselor_administration as words, format},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    ui::{Button, Dialog, SelectField, Skeleton, use_toasts},
};
use client::CallError;
use domain::counselors::{
    Counselor, CounselorDelete, CounselorDeletionPreview, CounselorDeletionQuery, CounselorSummary,
};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn DeleteDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose account.
    of: RwSignal<Counselor>,
) -> impl IntoView {
    view! {
        <Dialog
            id="delete-counselor"
            open=open
            title=|| words::t().delete_title
            children=move || view! { <Question open=open of=of /> }
        />
    }
    .into_any()
}

#[component]
fn Question(open: RwSignal<bool>, of: RwSignal<Counselor>) -> impl IntoView {
    let id = of.with_untracked(|of| of.id);
    let staff = load(move |client| async move { all_counselors(&client).await });
    move || match staff.ready() {
        Loaded::Here(mut heirs) => {
            heirs.retain(|one| one.active && one.id != id);
            view! { <Answer open=open of=of heirs=heirs /> }.into_any()
        }
        Loaded::Failure(error) => {
            view! { <div class="dialog-body">{staff.failure_view(error)}</div> }.into_any()
        }
        Loaded::Nothing => view! { <div class="dialog-body"><Skeleton lines=4 /></div> }.into_any(),
    }
}

#[component]
fn Answer(
    open: RwSignal<bool>,
    of: RwSignal<Counselor>,
    heirs: Vec<CounselorSummary>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let heir = Entry::new("hand-over-to", || words::t().hand_over, "", any);
    let chosen = move || heir.value.with(|id| id.parse().ok());
    let preview = {
        let id = of.with_untracked(|of| of.id);
        load(move |client| {
            let hand_over_to = heir.value.with_untracked(|id| id.parse().ok());
            async move {
                let query = CounselorDeletionQuery { hand_over_to };
                let preview = client.preview_counselor_deletion(id, &query).await?;
                Ok((hand_over_to, preview))
            }
        })
    };
    // What becomes of the appointments depends on who gets them.
    Effect::new(move |_| {
        let chosen = chosen();
        if matches!(preview.ready(), Loaded::Here((of, _)) if of != chosen) {
            preview.load_again();
        }
    });
    let is_known =
        Memo::new(move |_| matches!(preview.ready(), Loaded::Here((of, _)) if of == chosen()));
    let counts = move || match preview.ready() {
        Loaded::Here((heir, preview)) => left_behind(&preview, heir.is_some()),
        Loaded::Failure(error) => preview.failure_view(error),
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
    };
    let choices = StoredValue::new(heirs);
    let options = move || {
        let nobody = (String::new(), words::t().hand_over_to_nobody.to_owned());
        let heirs = choices.with_value(|heirs| {
            heirs
                .iter()
                .map(|one| (one.id.to_string(), one.display_name.clone()))
                .collect::<Vec<_>>()
        });
        std::iter::once(nobody).chain(heirs).collect::<Vec<_>>()
    };
    let name = of.with_untracked(|of| of.display_name.clone());
    let verb = {
        let name = name.clone();
        move || words::delete_named(&name)
    };
    let delete = move |()| {
        busy.set(true);
        failure.set(None);
        let (id, version, name) =
            of.with_untracked(|of| (of.id, of.version, of.display_name.clone()));
        let hand_over_to = heir.value.with_untracked(|id| id.parse().ok());
        let client = session.client();
        spawn_local(async move {
            let body = CounselorDelete { hand_over_to };
            match session.notice(client.delete_counselor(id, version, &body).await) {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say(words::deleted(&name));
                    router::go(paths::COUNSELORS);
                }
                Err(_) if busy.is_disposed() => {}
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
            }
        });
    };
    view! {
        <div class="dialog-body stack">
            <Refusal failure=failure />
            <p><b>{name}</b></p>
            <p>{move || words::t().delete_text}</p>
            <div class="stack stack-2" aria-live="polite">{counts}</div>
            <SelectField
                entry=heir
                options=Signal::derive(options)
                hint=|| words::t().hand_over_hint
            />
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button
                class="btn-danger"
                busy=Signal::derive(move || busy.get() || !is_known.get())
                on_click=delete
            >
                {verb}
            </Button>
        </footer>
    }
    .into_any()
}

/// How much there is of what, and which appointments are called off.
fn left_behind(preview: &CounselorDeletionPreview, has_heir: bool) -> AnyView {
    let CounselorDeletionPreview {
        primary_clients,
        open_requests,
        done_requests,
        groups,
        client_chats,
        passed_appointments: passed,
        cancelled_appointments: off,
        ..
    } = *preview;
    let named = preview.cancelled.iter();
    let named = named.map(|one| {
        let at = one.starts_at;
        view! { <li><time datetime=format::machine(at)>{move || format::moment(at)}</time></li> }
    });
    let named: Vec<_> = named.collect();
    let more = off - named.len() as u64;
    let more = (more > 0).then(|| view! { <li>{move || words::and_more(more)}</li> });
    let which = (off > 0).then(|| {
        view! {
            <p>{move || words::called_off(off)}</p>
            <ul class="counts">{named} {more}</ul>
        }
    });
    view! {
        <ul class="counts">
            <li>{move || words::primary_clients(primary_clients)}</li>
            <li>{move || words::open_requests(open_requests)}</li>
            <li>{move || words::done_requests(done_requests)}</li>
            <li>{move || words::groups(groups)}</li>
            <li>{move || words::client_chats(client_chats)}</li>
            {has_heir.then(|| view! { <li>{move || words::passed(passed)}</li> })}
            {(off == 0 && !has_heir).then(|| view! { <li>{move || words::appointments_ahead(0)}</li> })}
        </ul>
        {which}
    }
    .into_any()
}
