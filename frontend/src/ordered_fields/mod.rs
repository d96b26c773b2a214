//! What a facility's own fields have in common, whatever they are for: their page in the settings
//! lists them in their order, moves them, and edits one in a dialog.

mod names;
pub mod options;

pub use names::{Names, switched};

use crate::{
    i18n::{self, language, ordered_fields as words},
    remote::{Loaded, Resource, load},
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, Dialog, Empty, Kind, Skeleton, dom,
        icon::{self, icon},
    },
};
use client::{CallError, Client};
use domain::counselling_fields::Labels;
use leptos::{prelude::*, task::spawn_local};

/// The facility's fields of one kind.
pub type List<F> = Resource<Vec<F>>;

/// What went wrong with the list.
pub type Failure = RwSignal<Option<CallError>>;

/// A field of a facility's own.
pub trait OrderedField: Clone + PartialEq + Send + Sync + 'static {
    /// The sign that it stands behind.
    const ICON: &'static str;

    /// What the page is about.
    fn lead() -> &'static str;
    /// That there is none yet, and what to do about it.
    fn empty() -> (&'static str, &'static str);
    /// All of them, in their order.
    fn all(client: Client) -> Answer<Vec<Self>>;
    /// What tells it from the others.
    fn key(&self) -> String;
    /// What it is called.
    fn labels(&self) -> &Labels;
    /// What is good to know of it, in a line; notifies of the language.
    fn facts(&self) -> String;
    /// Moves it to this place.
    fn move_to(self, client: Client, place: u8) -> Answer<Self>;
    /// The form of one that is there, or of a new one.
    fn form(field: Option<Self>, open: RwSignal<bool>, list: List<Self>) -> AnyView;
    /// What stands below the list.
    fn below(_fields: &[Self], _list: List<Self>, _failure: Failure) -> AnyView {
        ().into_any()
    }
}

/// The page of such fields, in the frame of the settings.
pub fn fields_page<F: OrderedField>() -> AnyView {
    let list: List<F> = load(F::all);
    let making = RwSignal::new(false);
    let failure: Failure = RwSignal::new(None);
    // The list is made anew when a field was moved; the button that did it keeps the focus.
    let focus = StoredValue::new(None::<String>);
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let content = move || match list.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => list.failure_view(error),
        Loaded::Here(fields) => shown(fields, list, failure, focus),
    };
    view! {
        <p class="muted">{move || F::lead()}</p>
        <div>
            <Button class="btn-primary" on_click=move |()| making.set(true)>
                {move || words::t().new}
            </Button>
        </div>
        {failed}
        {content}
        <Dialog
            id="new-field"
            open=making
            title=|| words::t().new
            children=move || F::form(None, making, list)
        />
    }
    .into_any()
}

fn shown<F: OrderedField>(
    fields: Vec<F>,
    list: List<F>,
    failure: Failure,
    focus: StoredValue<Option<String>>,
) -> AnyView {
    if let Some(id) = focus.get_value() {
        focus.set_value(None);
        dom::focus_soon(id);
    }
    let below = F::below(&fields, list, failure);
    if fields.is_empty() {
        return view! {
            <Empty shape=F::ICON title=|| F::empty().0 text=|| F::empty().1 />
            {below}
        }
        .into_any();
    }
    let end = fields.len() - 1;
    let all = fields.into_iter().enumerate().map(|(at, field)| {
        let row = Row {
            key: StoredValue::new(field.key()),
            field: StoredValue::new(field),
            list,
            failure,
            focus,
        };
        row.view(at, end)
    });
    view! {
        <ol class="files" aria-label=move || words::t().list>
            {all.collect_view()}
        </ol>
        {below}
    }
    .into_any()
}

struct Row<F: OrderedField> {
    key: StoredValue<String>,
    field: StoredValue<F>,
    list: List<F>,
    failure: Failure,
    /// What is to have the focus in the list that comes.
    focus: StoredValue<Option<String>>,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "derived, it would ask the same of the field"
)]
impl<F: OrderedField> Clone for Row<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: OrderedField> Copy for Row<F> {}

impl<F: OrderedField> Row<F> {
    /// Its name; notifies of the language.
    fn name(self) -> String {
        self.field
            .with_value(|one| one.labels().in_language(language()).to_owned())
    }

    fn control(self, part: &str) -> String {
        self.key.with_value(|key| format!("field-{key}-{part}"))
    }

    fn shift(self, to: usize, button: &'static str) {
        let Ok(place) = u8::try_from(to) else { return };
        self.failure.set(None);
        let session = use_session();
        let answer = self.field.get_value().move_to(session.client(), place);
        let id = self.control(button);
        spawn_local(async move {
            match session.notice(answer.await) {
                Ok(_) => {
                    self.focus.try_update_value(|focus| *focus = Some(id));
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
            // The list is shown as it is by now, whether it was moved or somebody was faster.
            if !self.failure.is_disposed() {
                self.list.load_again();
            }
        });
    }

    fn step(
        self,
        button: &'static str,
        shape: &'static str,
        word: fn(&str) -> String,
        to: Option<usize>,
    ) -> AnyView {
        view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                id=self.control(button)
                aria-label=move || word(&self.name())
                aria-disabled=to.is_none().then_some("true")
                on:click=move |_| {
                    if let Some(to) = to {
                        self.shift(to, button);
                    }
                }
            >
                {icon(shape)}
            </button>
        }
        .into_any()
    }

    fn view(self, at: usize, last: usize) -> AnyView {
        let editing = RwSignal::new(false);
        view! {
            <li class="file">
                {icon(F::ICON)}
                <div>
                    <b>{move || self.name()}</b>
                    <small>{move || self.field.with_value(F::facts)}</small>
                </div>
                <span class="row row-nowrap">
                    {self.step("up", icon::ARROW_UP, words::up_named, at.checked_sub(1))}
                    {self
                        .step(
                            "down",
                            icon::ARROW_DOWN,
                            words::down_named,
                            (at < last).then_some(at + 1),
                        )}
                    <button
                        class="icon-btn icon-btn-sm"
                        type="button"
                        aria-label=move || words::edit_named(&self.name())
                        on:click=move |_| editing.set(true)
                    >
                        {icon(icon::PENCIL)}
                    </button>
                </span>
                <Dialog
                    id=self.key.with_value(|key| format!("field-{key}"))
                    open=editing
                    title=|| words::t().edit
                    children=move || F::form(Some(self.field.get_value()), editing, self.list)
                />
            </li>
        }
        .into_any()
    }
}
