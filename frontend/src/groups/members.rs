use super::group_page::Shown;
use crate::{
    i18n::{self, clients as client_words, groups as words},
    pages::{self, Pages},
    remote::fetch,
    session::use_session,
    ui::{
        Banner, Button, Empty, Kind, SearchField, Skeleton, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::Action,
    clients::{ClientQuery, ClientRef},
    groups::{GroupMember, GroupMemberQuery},
    page::Limit,
    text::SearchText,
};
use leptos::{prelude::*, task::spawn_local};

/// How many are proposed while one types.
const PROPOSED: u16 = 8;

/// Who is in the group, and how to add somebody.
#[component]
pub fn Members(shown: Shown) -> impl IntoView {
    let id = shown.id;
    let ask = move |client: client::Client, after| async move {
        let query = GroupMemberQuery { after, limit: None };
        client.list_group_members(id, &query).await
    };
    let members = Pages::new(ask, |one: &GroupMember, other| {
        one.client.id == other.client.id
    });
    members.load();
    let may_add = Memo::new(move |_| shown.may(Action::AddGroupMember));
    let may_remove = Memo::new(move |_| shown.may(Action::RemoveGroupMember));
    let state = members.shown();
    let list = move || match state.get() {
        pages::Shown::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        pages::Shown::Failure => members.failure_view(),
        pages::Shown::Empty => view! {
            <Empty shape=icon::USERS_ROUND title=|| words::t().none text=|| words::t().none_text />
        }
        .into_any(),
        pages::Shown::Rows => view! {
            <Listed shown=shown members=members may_remove=may_remove />
        }
        .into_any(),
    };
    // All of them are counted, those included who are not shown to everyone.
    let unseen = move || {
        let all_loaded = members.next.with(Option::is_none);
        let here = members.rows.with(|rows| rows.ready().map(Vec::len))?;
        let here = i64::try_from(here).unwrap_or_default();
        let more = shown.of(|group| group.members)? - here;
        (all_loaded && more > 0)
            .then(|| view! { <Banner kind=Kind::Quiet>{words::unseen(more)}</Banner> })
    };
    view! {
        <div class="stack tab-part">
            {move || may_add.get().then(|| view! { <Add shown=shown members=members /> })}
            {list}
            {unseen}
        </div>
    }
    .into_any()
}

/// Finds clients while one types, and adds whom one presses.
#[component]
fn Add(shown: Shown, members: Pages<GroupMember>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let q = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Result<Vec<ClientRef>, CallError>>);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let search = move |text: String| {
        q.set(text.clone());
        let Ok(text) = SearchText::try_from(text) else {
            found.set(None);
            return;
        };
        let query = ClientQuery {
            q: Some(text),
            limit: Limit::try_from(PROPOSED).ok(),
            ..ClientQuery::default()
        };
        let client = session.client();
        owner.with_value(|owner| {
            owner.with(|| {
                fetch(
                    async move { client.list_clients(&query).await },
                    move |page| {
                        found.set(Some(page.map(|page| {
                            let refs = page.items.into_iter().map(|one| ClientRef {
                                id: one.id,
                                number: one.number,
                                pseudonym: one.pseudonym,
                            });
                            refs.collect()
                        })));
                    },
                );
            });
        });
    };
    let add = move |one: ClientRef| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.add_group_member(shown.id, one.id).await) {
                Ok(()) => {
                    toasts.say(words::added(&one.pseudonym));
                    q.try_set(String::new());
                    found.try_set(None);
                    dom::focus_soon("main");
                    members.load();
                    shown.load();
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let proposals = move || {
        let found = found.get()?;
        let all = match found {
            Ok(all) => all,
            Err(error) => {
                let why = i18n::error_text(&error);
                return Some(view! { <Banner kind=Kind::Danger>{why}</Banner> }.into_any());
            }
        };
        let here = members.rows.with(|rows| {
            let rows = rows.ready().map(Vec::as_slice).unwrap_or_default();
            rows.iter()
                .map(|member| member.client.id)
                .collect::<Vec<_>>()
        });
        let mut left: Vec<_> = all.into_iter().collect();
        left.retain(|one| !here.contains(&one.id));
        if left.is_empty() {
            let text = move || words::t().nobody_found;
            return Some(view! { <p class="muted" role="status">{text}</p> }.into_any());
        }
        let item = move |one: ClientRef| {
            let label = StoredValue::new(one.pseudonym.clone());
            let added = one.clone();
            view! {
                <li>
                    <span>
                        {one.pseudonym.clone()} " " <span class="muted num">{one.number.to_string()}</span>
                    </span>
                    <Button class="btn-sm" on_click=move |()| add(added.clone())>
                        {icon(icon::USER_ROUND_PLUS)}
                        {move || words::add(&label.get_value())}
                    </Button>
                </li>
            }
        };
        let items = left.into_iter().map(item).collect_view();
        Some(
            view! { <ul class="proposals" aria-label=move || words::t().found>{items}</ul> }
                .into_any(),
        )
    };
    view! {
        <div class="stack" role="search" aria-label=move || words::t().find>
            <SearchField
                label=|| words::t().find
                placeholder=|| client_words::t().search_short
                value=q
                on_search=search
            />
            {proposals}
        </div>
    }
    .into_any()
}

#[component]
fn Listed(shown: Shown, members: Pages<GroupMember>, may_remove: Memo<bool>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let remove = move |one: ClientRef| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.remove_group_member(shown.id, one.id).await) {
                Ok(()) => {
                    toasts.say(words::removed(&one.pseudonym));
                    // The button goes, and with it the focus.
                    dom::focus_soon("main");
                    members.change(|rows| rows.retain(|row| row.client.id != one.id));
                    shown.load();
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let rows = move || {
        members
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    let item = move |member: GroupMember| {
        let one = StoredValue::new(member.client.clone());
        let button = move || {
            may_remove.get().then(|| {
                view! {
                    <Button class="btn-sm" on_click=move |()| remove(one.get_value())>
                        {move || words::remove(&one.with_value(|one| one.pseudonym.clone()))}
                    </Button>
                }
            })
        };
        view! {
            <tr>
                <td class="c-first c-grow t-title">
                    <span class="t-name">{member.client.pseudonym.clone()}</span>
                    <span class="t-sub num">{member.client.number.to_string()}</span>
                </td>
                <td class="c-second t-actions">{button}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap" aria-busy=move || members.busy.get().then_some("true")>
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().members}</caption>
                <thead>
                    <tr>
                        <th>{move || client_words::t().pseudonym}</th>
                        <th>
                            <span class="sr-only">{move || words::t().more}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key=|member| member.client.id children=item />
                </tbody>
            </table>
        </div>
        {members.foot(client_words::loaded)}
    }
    .into_any()
}
