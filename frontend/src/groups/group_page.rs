use super::{description::Description, members::Members};
use crate::{
    i18n::groups as words,
    paths,
    remote::{Remote, fetch},
    router,
    session::use_session,
    settings::Answer,
    shell::{Back, NotCome, NotHere, set_title},
    ui::{
        DeleteQuestion, Dialog, Menu, Skeleton, TabLink,
        icon::{self, icon},
    },
};
use client::Client;
use domain::{
    access::{Action, Relation},
    groups::Group,
    ids::GroupId,
    problem::ProblemCode,
};
use leptos::prelude::*;

/// The group of a page. Its parts share it.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Which.
    pub id: GroupId,
    /// The group, as far as it is known here.
    pub group: RwSignal<Remote<Group>>,
    owner: StoredValue<Owner>,
}

impl Shown {
    fn begin(id: GroupId) -> Self {
        let shown = Self {
            id,
            group: RwSignal::new(Remote::Loading),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        shown.load();
        shown
    }

    /// Reads it, again if it did not come.
    pub fn load(self) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                let (client, id) = (use_session().client(), self.id);
                fetch(async move { client.read_group(id).await }, move |answer| {
                    self.group
                        .set(answer.map_or_else(Remote::Failed, Remote::Ready));
                });
            });
        });
    }

    /// Something of the group, once it is here; notifies.
    pub fn of<T>(self, what: impl FnOnce(&Group) -> T) -> Option<T> {
        self.group.with(|group| group.ready().map(what))
    }

    /// Whether whoever is signed in may do this to it; notifies.
    pub fn may(self, action: Action) -> bool {
        let session = self.owner.with_value(|owner| owner.with(use_session));
        let Some(account) = session.account() else {
            return false;
        };
        let maker = self.of(|group| group.created_by.as_ref().map(|one| one.id));
        let relation = maker.map(|one| Relation::to_counselors(account.actor(), one));
        relation.is_some_and(|relation| account.may(action, relation))
    }
}

/// The page.
#[component]
pub fn GroupPage(
    /// Which group; `None` if the address names none.
    id: Option<GroupId>,
) -> impl IntoView {
    let Some(id) = id else {
        return view! { <NotHere back=back /> }.into_any();
    };
    let shown = Shown::begin(id);
    set_title(move || {
        let name = shown.of(|group| group.name.clone());
        name.unwrap_or_else(|| words::t().group.into())
    });
    let state = Memo::new(move |_| {
        shown.group.with(|group| match group {
            Remote::Loading => None,
            Remote::Failed(error) => Some(Err(error.clone())),
            Remote::Ready(_) => Some(Ok(())),
        })
    });
    let view = move || {
        match state.get() {
        None => view! { <div class="page"><Skeleton lines=6 /></div> }.into_any(),
        Some(Ok(())) => view! { <Content shown=shown /> }.into_any(),
        Some(Err(error)) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Some(Err(error)) => view! { <NotCome back=back title=|| words::t().group error=error retry=move |()| shown.load() /> }.into_any(),
    }
    };
    view.into_any()
}

#[component]
fn Content(shown: Shown) -> impl IntoView {
    let id = shown.id;
    let is_description =
        Memo::new(move |_| router::query("part").as_deref() == Some("description"));
    let deleting = RwSignal::new(false);
    let may_delete = Memo::new(move |_| shown.may(Action::DeleteGroup));
    let menu = move || {
        may_delete.get().then(|| {
            view! {
                <Menu
                    id="group-menu"
                    label=|| words::t().more
                    class="icon-btn icon-btn-line"
                    trigger=|| icon(icon::ELLIPSIS_VERTICAL)
                >
                    <button
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        on:click=move |_| deleting.set(true)
                    >
                        {icon(icon::TRASH)}
                        {move || words::t().delete}
                    </button>
                </Menu>
            }
        })
    };
    let name = move || shown.of(|group| group.name.clone());
    let members = Signal::derive(move || shown.of(|group| group.members));
    view! {
        <div class="page">
            {back()}
            <header class="page-head">
                <h1>{name}</h1>
                <div class="page-actions">{menu}</div>
            </header>
            <nav class="tabs" aria-label=move || words::t().parts>
                <TabLink
                    href=Signal::stored(paths::group(id, None))
                    current=Signal::derive(move || !is_description.get())
                    label=|| words::t().members
                    count=members
                />
                <TabLink
                    href=Signal::stored(paths::group(id, Some("description")))
                    current=is_description
                    label=|| words::t().description
                    count=Signal::stored(None)
                />
            </nav>
            {move || {
                if is_description.get() {
                    view! { <Description shown=shown /> }.into_any()
                } else {
                    view! { <Members shown=shown /> }.into_any()
                }
            }}
        </div>
        <Dialog
            id="delete-group"
            open=deleting
            small=true
            title=|| words::t().delete_title
            children=move || view! {
                <DeleteQuestion
                    open=deleting
                    text=Signal::derive(|| words::t().delete_text.to_owned())
                    verb=Signal::derive(|| words::t().delete.to_owned())
                    done=|| words::t().deleted
                    delete=Callback::new(move |api: Client| -> Answer<()> {
                        Box::pin(async move { api.delete_group(id).await })
                    })
                    on_deleted=Callback::new(|()| router::replace(paths::GROUPS))
                />
            }
        />
    }
    .into_any()
}

fn back() -> AnyView {
    view! { <Back href=paths::GROUPS word=|| words::t().back /> }.into_any()
}
