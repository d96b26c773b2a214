//! What one is told of, and how: a line for each kind, a switch for each way.

use super::browser::{Permission, ask, permission};
use crate::{
    forms::Form,
    i18n::{notifications as words, shell},
    remote::{Loaded, load},
    settings::{Answer, Difference, Edited, EditedForm},
    shell::set_title,
    ui::{Banner, Button, Kind, Skeleton},
};
use client::Client;
use domain::notifications::{
    NotificationChoice, NotificationKind, NotificationSettings, NotificationSettingsUpdate,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    set_title(|| shell::t().notifications.into());
    let own = load(|client| async move { client.read_notification_settings().await });
    let form = move || match own.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => own.failure_view(error),
        Loaded::Here(now) => {
            let edited = Choices::new(&now);
            view! { <EditedForm id="notifications" edited=edited stored=now /> }.into_any()
        }
    };
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || shell::t().notifications}</h1>
            </header>
            <div class="stack stack-6">
                <p class="muted">{move || words::t().lead}</p>
                {form}
            </div>
        </div>
    }
    .into_any()
}

/// By which way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Email,
    Browser,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Email => words::t().email,
            Self::Browser => words::t().browser,
        }
    }

    fn of(self, choice: NotificationChoice) -> bool {
        match self {
            Self::Email => choice.email,
            Self::Browser => choice.browser,
        }
    }

    fn set(self, choice: &mut NotificationChoice, on: bool) {
        match self {
            Self::Email => choice.email = on,
            Self::Browser => choice.browser = on,
        }
    }
}

#[derive(Clone, Copy)]
struct Choices {
    chosen: RwSignal<Vec<NotificationChoice>>,
    permission: RwSignal<Permission>,
    form: Form,
}

impl Choices {
    fn new(now: &NotificationSettings) -> Self {
        Self {
            chosen: RwSignal::new(now.choices.clone()),
            permission: RwSignal::new(permission()),
            form: Form::new(Vec::new()),
        }
    }

    /// Whether this is chosen; notifies.
    fn is_on(self, kind: NotificationKind, way: Way) -> bool {
        let of_kind = |choice: &&NotificationChoice| choice.kind == kind;
        self.chosen
            .with(|all| all.iter().find(of_kind).is_some_and(|one| way.of(*one)))
    }

    fn switch(self, kind: NotificationKind, way: Way, on: bool) {
        self.chosen.update(|all| {
            for choice in all.iter_mut().filter(|choice| choice.kind == kind) {
                way.set(choice, on);
            }
        });
        // Whoever wants it wants to be asked, and has just pressed something.
        if way == Way::Browser && on && self.permission.get_untracked() == Permission::NotAsked {
            self.ask();
        }
    }

    fn ask(self) {
        spawn_local(async move {
            let now = ask().await;
            self.permission.try_set(now);
        });
    }

    /// What this browser does; notifies.
    fn of_this_browser(self) -> AnyView {
        match self.permission.get() {
            Permission::Granted => {
                view! { <p class="hint">{move || words::t().granted}</p> }.into_any()
            }
            Permission::NotAsked => view! {
                <Banner
                    kind=Kind::Info
                    actions=move || view! {
                        <Button class="btn-sm" on_click=move |()| self.ask()>
                            {move || words::t().allow}
                        </Button>
                    }
                >
                    {move || words::t().not_asked}
                </Banner>
            }
            .into_any(),
            Permission::Denied => view! {
                <Banner kind=Kind::Warn>{move || words::t().denied}</Banner>
            }
            .into_any(),
            Permission::Missing => view! {
                <Banner kind=Kind::Info>{move || words::t().missing}</Banner>
            }
            .into_any(),
        }
    }

    fn cell(self, kind: NotificationKind, way: Way) -> AnyView {
        view! {
            <td>
                <label class="notification-way">
                    <input
                        class="switch"
                        type="checkbox"
                        role="switch"
                        aria-label=move || format!("{}: {}", words::name(kind), way.name())
                        prop:checked=move || self.is_on(kind, way)
                        on:change=move |event| self.switch(kind, way, event_target_checked(&event))
                    />
                    <span class="t-label">{move || way.name()}</span>
                </label>
            </td>
        }
        .into_any()
    }

    fn row(self, kind: NotificationKind) -> AnyView {
        view! {
            <tr>
                <th class="c-full" scope="row">
                    {move || words::name(kind)}
                    {move || {
                        words::hint(kind).map(|hint| view! { <span class="t-sub">{hint}</span> })
                    }}
                </th>
                {self.cell(kind, Way::Email)}
                {self.cell(kind, Way::Browser)}
            </tr>
        }
        .into_any()
    }
}

impl Edited for Choices {
    type Stored = NotificationSettings;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &NotificationSettings) -> Vec<Difference> {
        let of = |choice: &NotificationChoice, way: Way| {
            let label = format!("{}: {}", words::name(choice.kind), way.name());
            let typed = words::on_or_off(self.is_on(choice.kind, way));
            let stored = words::on_or_off(way.of(*choice));
            Difference::of(&label, typed.to_owned(), stored.to_owned())
        };
        let all = stored.choices.iter();
        all.flat_map(|choice| [of(choice, Way::Email), of(choice, Way::Browser)])
            .flatten()
            .collect()
    }

    fn take(self, stored: &NotificationSettings) {
        self.chosen.set(stored.choices.clone());
    }

    fn save(
        self,
        client: Client,
        from: &NotificationSettings,
    ) -> Option<Answer<NotificationSettings>> {
        let (body, version) = (
            NotificationSettingsUpdate {
                choices: self.chosen.get_untracked(),
            },
            from.version,
        );
        Some(Box::pin(async move {
            client.update_notification_settings(version, &body).await
        }))
    }

    fn read(self, client: Client, _: &NotificationSettings) -> Answer<NotificationSettings> {
        Box::pin(async move { client.read_notification_settings().await })
    }

    fn fields(self) -> AnyView {
        view! {
            {move || self.of_this_browser()}
            <div class="table-wrap notifications">
                <table class="table table-stack">
                    <thead>
                        <tr>
                            <th>{move || words::t().kind}</th>
                            <th class="t-narrow">{move || words::t().email}</th>
                            <th class="t-narrow">{move || words::t().browser}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {NotificationKind::ALL.map(|kind| self.row(kind)).collect_view()}
                    </tbody>
                </table>
            </div>
            <div class="stack stack-2">
                <p class="hint">{move || words::t().in_browser}</p>
                <p class="hint">{move || words::t().always}</p>
            </div>
        }
        .into_any()
    }
}
