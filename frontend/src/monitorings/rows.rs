//! Monitorings in a table, and what can be done with each.

use super::typed::name_of;
use crate::{
    i18n::{channels, format, monitorings as words},
    pages::Pages,
    paths,
    session::use_session,
    settings::Answer,
    ui::{
        DeleteQuestion, Dialog, Menu, dom,
        icon::{self, icon},
    },
};
use domain::{
    access::{Action, Relation},
    channels::Channel,
    ids::{CounselorId, MonitoringId},
    monitorings::Monitoring,
    version::Version,
};
use leptos::prelude::*;

/// What tells a row from the others, and from itself before a change.
pub fn key(of: &Monitoring) -> (MonitoringId, Version) {
    (of.id, of.version)
}

/// What is to be deleted, and the question about it.
#[derive(Clone, Copy)]
pub struct Deleting {
    which: RwSignal<Option<Monitoring>>,
    open: RwSignal<bool>,
}

impl Deleting {
    /// Nothing.
    pub fn new() -> Self {
        Self {
            which: RwSignal::new(None),
            open: RwSignal::new(false),
        }
    }

    /// Asks about this.
    pub fn ask(self, which: Monitoring) {
        self.which.set(Some(which));
        self.open.set(true);
    }

    /// The question.
    pub fn view(self, on_deleted: impl Fn(MonitoringId) + Copy + Send + Sync + 'static) -> AnyView {
        let Self { which, open } = self;
        let text = Signal::derive(move || {
            which.with(|which| {
                which
                    .as_ref()
                    .map(|one| words::delete_text(&format::date(one.date), &subject(one)))
                    .unwrap_or_default()
            })
        });
        let delete = Callback::new(move |client: client::Client| -> Answer<()> {
            let id = which.with_untracked(|which| which.as_ref().map(|one| one.id));
            Box::pin(async move {
                match id {
                    Some(id) => client.delete_monitoring(id).await,
                    None => Ok(()),
                }
            })
        });
        let deleted = Callback::new(move |()| {
            if let Some(one) = which.get_untracked() {
                on_deleted(one.id);
            }
        });
        view! {
            <Dialog
                id="delete-monitoring"
                open=open
                small=true
                title=|| words::t().delete_title
                children=move || view! {
                    <DeleteQuestion
                        open=open
                        text=text
                        verb=Signal::derive(|| words::t().delete_submit.to_owned())
                        done=|| words::t().deleted
                        delete=delete
                        on_deleted=deleted
                    />
                }
            />
        }
        .into_any()
    }
}

/// The same for a list, whose row goes.
pub fn delete_from(deleting: Deleting, pages: Pages<Monitoring>) -> AnyView {
    deleting.view(move |id| {
        pages.change(|rows| rows.retain(|one| one.id != id));
        dom::focus_soon("main");
    })
}

/// What it was about; notifies of the language.
pub fn subject(of: &Monitoring) -> String {
    let subject = of.subject.clone();
    subject.unwrap_or_else(|| words::t().no_subject.to_owned())
}

/// The outline of a channel.
fn shape(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => icon::MAIL,
        Channel::Chat => icon::MESSAGE_CIRCLE,
        Channel::Video => icon::VIDEO,
        Channel::Phone => icon::PHONE,
        Channel::OnSite => icon::MAP_PIN,
    }
}

/// A channel with its outline.
pub fn channel_view(channel: Channel) -> AnyView {
    view! {
        <span class="status" data-channel=name_of(channel)>
            {icon(shape(channel))} {move || channels::name(channel)}
        </span>
    }
    .into_any()
}

/// Whether whoever is signed in may do this to a monitoring of this counselor; notifies.
pub fn may(action: Action, counselor: CounselorId) -> bool {
    use_session().account().is_some_and(|account| {
        let relation = Relation::to_counselors(account.actor(), Some(counselor));
        account.may(action, relation)
    })
}

/// The heads of the columns.
pub fn head(with_client: bool) -> AnyView {
    view! {
        <th>{move || words::t().date}</th>
        <th>{move || words::t().subject}</th>
        {with_client.then(|| view! { <th>{move || words::t().client}</th> })}
        <th>{move || words::t().channel}</th>
        <th class="monitoring-minutes">{move || words::t().duration}</th>
        <th>{move || words::t().counselor}</th>
        <th class="t-menu">
            <span class="sr-only">{move || words::t().actions}</span>
        </th>
    }
    .into_any()
}

/// A row.
pub fn row(of: Monitoring, with_client: bool, deleting: Deleting) -> AnyView {
    let (id, date, minutes) = (of.id, of.date, i64::from(of.minutes));
    let counselor = of.counselor.display_name.clone();
    let client = of.client.clone();
    let client = with_client.then(|| {
        let client = match client {
            Some(client) => {
                view! { <a href=paths::client(client.id, None)>{client.pseudonym}</a> }.into_any()
            }
            None => view! { <span class="muted">{move || words::t().no_client}</span> }.into_any(),
        };
        view! { <td class="c-full c-meta">{client}</td> }
    });
    let channel = of.channel.map(channel_view);
    let of = StoredValue::new(of);
    view! {
        <tr>
            <td class="t-nowrap c-second">
                <time datetime=date.to_string()>{move || format::date(date)}</time>
            </td>
            <td class="c-first c-grow t-title">
                <a class="row-link t-name" href=paths::monitoring(id)>
                    {move || of.with_value(subject)}
                </a>
            </td>
            {client}
            <td class="c-meta">{channel}</td>
            <td class="monitoring-minutes c-meta t-nowrap">{move || words::minutes(minutes)}</td>
            <td class="c-hide">{counselor}</td>
            <td class="t-menu">
                <MonitoringMenu of=of deleting=deleting in_list=true />
            </td>
        </tr>
    }
    .into_any()
}

/// What can be done with one.
#[component]
pub fn MonitoringMenu(
    of: StoredValue<Monitoring>,
    deleting: Deleting,
    /// Whether it is one of a list, from which it can be shown.
    in_list: bool,
) -> impl IntoView {
    let (id, date, counselor) = of.with_value(|of| (of.id, of.date, of.counselor.id));
    let show = in_list.then(|| {
        view! {
            <a role="menuitem" tabindex="-1" href=paths::monitoring(id)>
                {icon(icon::EYE)}
                {move || words::t().show}
            </a>
        }
    });
    let change = move || {
        may(Action::UpdateMonitoring, counselor).then(|| {
            view! {
                <a role="menuitem" tabindex="-1" href=paths::edit_monitoring(id)>
                    {icon(icon::PENCIL)}
                    {move || words::t().change}
                </a>
            }
        })
    };
    let delete = move || {
        may(Action::DeleteMonitoring, counselor).then(|| {
            view! {
                <hr />
                <button
                    class="menu-danger"
                    type="button"
                    role="menuitem"
                    tabindex="-1"
                    on:click=move |_| deleting.ask(of.get_value())
                >
                    {icon(icon::TRASH)}
                    {move || words::t().delete}
                </button>
            }
        })
    };
    view! {
        <Menu
            id=format!("monitoring-{id}")
            label=Signal::derive(move || words::actions_of(&format::date(date)))
            class="icon-btn icon-btn-sm"
            trigger=|| icon(icon::ELLIPSIS_VERTICAL)
        >
            {show}
            {change}
            {delete}
        </Menu>
    }
    .into_any()
}
