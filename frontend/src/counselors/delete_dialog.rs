//! Deleting a staff account: what would be left behind, and who takes it over.

use super::{all_counselors, refusal::Refusal};
use crate::{
    forms::{Entry, any},
    i18n::{common, counselor_administration as words},
    paths,
    remote::{Loaded, load},
    router,
    session::use_session,
    ui::{Button, Dialog, SelectField, Skeleton, use_toasts},
};
use client::CallError;
use domain::counselors::{Counselor, CounselorDelete, CounselorDeletionPreview, CounselorSummary};
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
    let facts = load(move |client| async move {
        let preview = client.preview_counselor_deletion(id).await?;
        Ok((preview, all_counselors(&client).await?))
    });
    move || match facts.ready() {
        Loaded::Here((preview, mut staff)) => {
            staff.retain(|one| one.active && one.id != id);
            view! { <Answer open=open of=of preview=preview heirs=staff /> }.into_any()
        }
        Loaded::Failure(error) => {
            view! { <div class="dialog-body">{facts.failure_view(error)}</div> }.into_any()
        }
        Loaded::Nothing => view! { <div class="dialog-body"><Skeleton lines=4 /></div> }.into_any(),
    }
}

#[component]
fn Answer(
    open: RwSignal<bool>,
    of: RwSignal<Counselor>,
    preview: CounselorDeletionPreview,
    heirs: Vec<CounselorSummary>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let heir = Entry::new("hand-over-to", || words::t().hand_over, "", any);
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
            <ul class="counts">
                <li>{move || words::primary_clients(preview.primary_clients)}</li>
                <li>{move || words::open_requests(preview.open_requests)}</li>
                <li>{move || words::done_requests(preview.done_requests)}</li>
                <li>{move || words::groups(preview.groups)}</li>
                <li>{move || words::client_chats(preview.client_chats)}</li>
            </ul>
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
            <Button class="btn-danger" busy=busy on_click=delete>
                {verb}
            </Button>
        </footer>
    }
    .into_any()
}
