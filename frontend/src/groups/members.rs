use super::group_page::Shown;
use crate::{
    clients::FindClient,
    i18n::{self, clients as client_words, groups as words},
    pages::{self, Pages},
    session::use_session,
    ui::{Banner, Button, Empty, Kind, Skeleton, dom, icon, use_toasts},
};
use domain::{
    access::Action,
    clients::ClientRef,
    groups::{GroupMember, GroupMemberQuery},
};
use leptos::{prelude::*, task::spawn_local};

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

/// Finds clients, and adds whom one presses.
#[component]
fn Add(shown: Shown, members: Pages<GroupMember>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let here = Signal::derive(move || {
        members.rows.with(|rows| {
            let rows = rows.ready().map(Vec::as_slice).unwrap_or_default();
            rows.iter().map(|member| member.client.id).collect()
        })
    });
    let add = move |one: ClientRef| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.add_group_member(shown.id, one.id).await) {
                Ok(()) => {
                    toasts.say(words::added(&one.pseudonym));
                    dom::focus_soon("main");
                    members.load();
                    shown.load();
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    view! {
        <FindClient
            label=|| words::t().find
            nobody=|| words::t().nobody_found
            except=here
            pick=words::add
            shape=icon::USER_ROUND_PLUS
            on_pick=add
        />
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
