//! What is done to a client as a whole: locking, deleting and what undoes them.

use super::{
    hold_dialog::{HoldDialogs, hold_entry},
    password_dialog::PasswordDialog,
    record::Record,
};
use crate::{
    documents::ExportEntry,
    i18n::{self, clients as words, common, direct_messages, new_mail_request},
    paths,
    session::use_session,
    ui::{
        Banner, Button, Dialog, Kind, Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
    watchlist::WatchlistItem,
};
use client::{CallError, CallResult};
use domain::{
    access::Action,
    clients::{Client, ClientStep},
};
use leptos::{prelude::*, task::spawn_local};

/// The steps, with what one must be allowed to.
const STEPS: [(ClientStep, Action); 4] = [
    (ClientStep::Lock, Action::LockClient),
    (ClientStep::Unlock, Action::UnlockClient),
    (ClientStep::Delete, Action::DeleteClient),
    (ClientStep::Restore, Action::RestoreClient),
];

/// What gives a client a way in.
const ENTRIES: [Action; 2] = [Action::SetClientPassword, Action::InviteClient];

async fn call(client: &client::Client, of: &Client, step: ClientStep) -> CallResult<Client> {
    match step {
        ClientStep::Lock => client.lock_client(of.id, of.version).await,
        ClientStep::Unlock => client.unlock_client(of.id, of.version).await,
        ClientStep::Delete => client.delete_client(of.id, of.version).await,
        ClientStep::Restore => client.restore_client(of.id, of.version).await,
    }
}

/// The menu of a client, on their page or in the list. It is there when there is something in it.
#[component]
pub fn ClientMenu(
    /// Of whom.
    record: Record,
    /// Whether it is one of many, in the row of a list, and was asked for.
    #[prop(optional)]
    in_row: bool,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let deleting = RwSignal::new(false);
    let can = move |(step, action): (ClientStep, Action)| {
        record.may(action) && record.of(|client| client.status.can(step)) == Some(true)
    };
    let has_any = Memo::new(move |_| {
        STEPS.into_iter().any(can)
            || ENTRIES.into_iter().any(|action| record.can_change(action))
            || record.may(Action::ExportClient)
            || record.may(Action::RememberClient)
    });
    let setting_password = RwSignal::new(false);
    let (placing, ending) = (RwSignal::new(false), RwSignal::new(false));
    let take = move |step: ClientStep| {
        let Some(of) = untrack(|| record.of(Clone::clone)) else {
            return;
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(call(&client, &of, step).await) {
                Ok(now) => {
                    toasts.say(words::now_stands(&now.pseudonym, now.status));
                    record.take(now);
                }
                Err(error) => {
                    toasts.say(i18n::error_text(&error));
                    record.load();
                }
            }
        });
    };
    let item = move |step: ClientStep, shape: &'static str, word: fn() -> &'static str| {
        let (_, action) = STEPS.into_iter().find(|(one, _)| *one == step)?;
        let act = move |_| match step {
            ClientStep::Delete => deleting.set(true),
            _ => take(step),
        };
        can((step, action)).then(|| {
            view! {
                <button type="button" role="menuitem" tabindex="-1" on:click=act>
                    {icon(shape)}
                    {move || word()}
                </button>
            }
        })
    };
    let label = move || {
        let pseudonym = record.of(|client| client.pseudonym.clone());
        match pseudonym.filter(|_| in_row) {
            Some(pseudonym) => words::actions_for(&pseudonym),
            None => words::t().more.to_owned(),
        }
    };
    let items = move || {
        view! {
            {keeping_in_touch(record)}
            {ways_in(record, setting_password)}
            <ExportEntry record=record />
            {move || item(ClientStep::Lock, icon::LOCK, || words::t().lock)}
            {move || item(ClientStep::Unlock, icon::DOOR_OPEN, || words::t().unlock)}
            {hold_entry(record, placing, ending)}
            {move || item(ClientStep::Restore, icon::CIRCLE_CHECK, || words::t().restore)}
            {move || item(ClientStep::Delete, icon::TRASH, || words::t().delete)}
        }
    };
    view! {
        {move || {
            has_any
                .get()
                .then(|| view! {
                    <Menu
                        id=format!("client-menu-{}", record.id)
                        label=Signal::derive(label)
                        class=if in_row { "icon-btn icon-btn-sm" } else { "icon-btn icon-btn-line" }
                        trigger=|| icon(icon::ELLIPSIS_VERTICAL)
                        at_once=in_row
                    >
                        {items()}
                    </Menu>
                })
        }}
        <PasswordDialog open=setting_password record=record />
        <HoldDialogs placing=placing ending=ending record=record />
        <Dialog
            id=format!("delete-client-{}", record.id)
            open=deleting
            small=true
            title=|| words::t().delete_title
            children=move || view! { <Delete open=deleting record=record /> }
        />
    }
    .into_any()
}

/// The entries for keeping an eye on a client, for writing to them, and for them.
fn keeping_in_touch(record: Record) -> impl IntoView {
    let pseudonym = move || record.of(|client| client.pseudonym.clone());
    let request = move || {
        record.can_change(Action::CreateMailRequest).then(|| {
            view! {
                <a
                    href=paths::new_mail_request(Some(record.id))
                    role="menuitem"
                    tabindex="-1"
                >
                    {icon(icon::SQUARE_PEN)}
                    {move || new_mail_request::t().title}
                </a>
            }
        })
    };
    let message = move || {
        record.may(Action::SendDirectMessage).then(|| {
            view! {
                <a href=paths::direct_messages(record.id) role="menuitem" tabindex="-1">
                    {icon(icon::MAIL)}
                    {move || direct_messages::t().title}
                </a>
            }
        })
    };
    view! {
        <WatchlistItem
            id=record.id
            pseudonym=Signal::derive(move || pseudonym().unwrap_or_default())
        />
        {request}
        {message}
    }
}

/// The entries that give a client a way in.
fn ways_in(record: Record, setting_password: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let invite = move |_| {
        let (client, id) = (session.client(), record.id);
        spawn_local(async move {
            match session.notice(client.invite_client(id).await) {
                Ok(()) => {
                    toasts.say(words::t().invitation_sent);
                    record.load();
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let password = move || {
        record.can_change(Action::SetClientPassword).then(|| {
            view! {
                <button
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| setting_password.set(true)
                >
                    {icon(icon::KEY_ROUND)}
                    {move || words::t().set_password}
                </button>
            }
        })
    };
    let invitation = move || {
        record.can_change(Action::InviteClient).then(|| {
            view! {
                <button type="button" role="menuitem" tabindex="-1" on:click=invite>
                    {icon(icon::MAIL)}
                    {move || words::t().invite}
                </button>
            }
        })
    };
    view! {
        {password}
        {invitation}
    }
}

#[component]
fn Delete(open: RwSignal<bool>, record: Record) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let delete = move |()| {
        let Some(of) = untrack(|| record.of(Clone::clone)) else {
            return;
        };
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(call(&client, &of, ClientStep::Delete).await) {
                Ok(now) => {
                    toasts.say(words::now_stands(&now.pseudonym, now.status));
                    open.set(false);
                    record.take(now);
                    dom::focus_soon("main");
                }
                Err(error) => {
                    busy.try_set(false);
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let verb = move || record.of(|client| words::delete_named(&client.pseudonym));
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <p>{move || words::t().delete_text}</p>
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
