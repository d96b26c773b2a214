//! What is edited and saved as a whole: a page with its bar to save, a dialog with its foot. Nobody
//! loses what they typed, neither by leaving nor because somebody else was faster.

use crate::{
    forms::Form,
    i18n::{common, counselors as unsaved_words, settings as words},
    session::{Session, use_session},
    shell::use_foot,
    ui::{Banner, Button, ErrorSummary, Kind, LeaveGuard, SaveState, Saved, dom, use_toasts},
};
use client::{CallError, CallResult, Client};
use domain::problem::ProblemCode;
use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

/// The id of the question whose version is to stay, which takes the focus when it comes up.
const CONFLICT: &str = "edited-conflict";

/// What the server says.
pub type Answer<T> = LocalBoxFuture<'static, CallResult<T>>;

/// Something that is typed and not what the server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub label: String,
    /// What is typed.
    pub typed: String,
    /// What the server has.
    pub stored: String,
}

impl Difference {
    /// The two, if they differ.
    pub fn of(label: &str, typed: String, stored: String) -> Option<Self> {
        (typed.trim() != stored.trim()).then(|| Self {
            label: label.to_owned(),
            typed,
            stored,
        })
    }
}

/// What one form edits.
pub trait Edited: Copy + Send + Sync + 'static {
    /// The same as the server has it, with its version.
    type Stored: Clone + Send + Sync + 'static;

    /// The form.
    fn form(self) -> Form;
    /// What is typed and differs from this; notifies.
    fn differences(self, stored: &Self::Stored) -> Vec<Difference>;
    /// Takes over what the server has.
    fn take(self, stored: &Self::Stored);
    /// Makes this what is typed; nothing if that is no good, which has been said at its field.
    fn save(self, client: Client, from: &Self::Stored) -> Option<Answer<Self::Stored>>;
    /// Reads what the server has by now.
    fn read(self, client: Client, from: &Self::Stored) -> Answer<Self::Stored>;
    /// Says at its place what the server found wrong, where no entry of the form does.
    fn blame(self, _error: &CallError) {}
    /// The controls.
    fn fields(self) -> AnyView;
}

/// What is typed beside what the server has.
struct Editing<E: Edited> {
    edited: E,
    stored: RwSignal<E::Stored>,
    /// What somebody saved in the meantime.
    newer: RwSignal<Option<E::Stored>>,
    on_saved: Callback<E::Stored>,
    session: Session,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "derived, it would ask the same of what the server has"
)]
impl<E: Edited> Clone for Editing<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Edited> Copy for Editing<E> {}

impl<E: Edited> Editing<E> {
    fn new(edited: E, stored: E::Stored, on_saved: Callback<E::Stored>) -> Self {
        Self {
            edited,
            stored: RwSignal::new(stored),
            newer: RwSignal::new(None),
            on_saved,
            session: use_session(),
        }
    }

    fn changes(self) -> usize {
        self.stored
            .with(|stored| self.edited.differences(stored).len())
    }

    fn discard(self) {
        self.newer.set(None);
        self.stored
            .with_untracked(|stored| self.edited.take(stored));
    }

    fn send(self) {
        let (session, form) = (self.session, self.edited.form());
        if !form.begin() {
            return;
        }
        let from = self.stored.get_untracked();
        let Some(answer) = untrack(|| self.edited.save(session.client(), &from)) else {
            return form.refuse();
        };
        spawn_local(async move {
            match session.notice(answer.await) {
                Ok(saved) => self.saved(saved),
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    let newer = self.edited.read(session.client(), &from).await;
                    match session.notice(newer) {
                        Ok(newer) => self.compare(newer),
                        Err(error) => form.fail(error),
                    }
                }
                Err(error) => {
                    self.edited.blame(&error);
                    form.fail(error);
                }
            }
        });
    }

    fn saved(self, saved: E::Stored) {
        // The page may have been left meanwhile.
        if self.stored.is_disposed() {
            return;
        }
        self.edited.form().succeed();
        self.newer.set(None);
        self.edited.take(&saved);
        self.stored.set(saved.clone());
        self.on_saved.run(saved);
    }

    /// Somebody else was faster: shows theirs beside what is typed.
    fn compare(self, newer: E::Stored) {
        if self.stored.is_disposed() {
            return;
        }
        self.edited.form().succeed();
        self.newer.set(Some(newer));
        dom::focus_soon(CONFLICT);
    }

    fn keep_mine(self) {
        if let Some(newer) = self.newer.get_untracked() {
            self.newer.set(None);
            self.stored.set(newer);
            self.send();
        }
    }

    fn take_theirs(self) {
        if let Some(newer) = self.newer.get_untracked() {
            self.stored.set(newer);
            self.discard();
        }
    }

    /// The question whose version is to stay, while there is one.
    fn conflict(self) -> AnyView {
        let row = |Difference {
                       label,
                       typed,
                       stored,
                   }| {
            view! {
                <tr>
                    <th scope="row">{label}</th>
                    <td>{typed}</td>
                    <td>{stored}</td>
                </tr>
            }
        };
        let banner = move |newer: E::Stored| {
            let rows = move || {
                let differences = self.edited.differences(&newer);
                differences.into_iter().map(row).collect_view()
            };
            view! {
                <div id=CONFLICT tabindex="-1">
                    <Banner
                        kind=Kind::Warn
                        actions=move || view! {
                            <Button class="btn-sm" on_click=move |()| self.keep_mine()>
                                {move || unsaved_words::t().keep_mine}
                            </Button>
                            <Button class="btn-sm" on_click=move |()| self.take_theirs()>
                                {move || unsaved_words::t().take_theirs}
                            </Button>
                        }
                    >
                        <p>
                            <b>{move || words::t().changed_elsewhere}</b>
                            " "
                            {move || unsaved_words::t().choose}
                        </p>
                        <table class="table">
                            <thead>
                                <tr>
                                    <td></td>
                                    <th scope="col">{move || unsaved_words::t().yours}</th>
                                    <th scope="col">{move || unsaved_words::t().stored}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </Banner>
                </div>
            }
            .into_any()
        };
        (move || self.newer.get().map(banner)).into_any()
    }
}

/// A page of it: the bar to save is there only while there is something to save.
#[component]
pub fn EditedForm<E: Edited>(
    /// The id of the form, which the bar stands outside of.
    id: &'static str,
    /// What is typed.
    edited: E,
    /// What the server has.
    stored: E::Stored,
) -> impl IntoView {
    let toasts = use_toasts();
    let said = Callback::new(move |_| toasts.say(words::t().saved));
    let editing = Editing::new(edited, stored, said);
    let changes = Memo::new(move |_| editing.changes());
    let is_dirty = Memo::new(move |_| changes.get() > 0);
    show_save_bar(id, edited.form(), changes, is_dirty);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if is_dirty.get_untracked() {
            editing.send();
        }
    };
    let discard = move |event: web_sys::Event| {
        event.prevent_default();
        editing.discard();
    };
    view! {
        <form class="stack stack-6 form-page" id=id novalidate on:submit=send on:reset=discard>
            <ErrorSummary form=edited.form() />
            {editing.conflict()}
            {edited.fields()}
        </form>
        <LeaveGuard
            dirty=is_dirty
            title=|| unsaved_words::t().leave
            text=|| words::t().leave_text
            stay=|| unsaved_words::t().stay
            leave=|| common::t().discard
        />
    }
    .into_any()
}

fn show_save_bar(id: &'static str, form: Form, changes: Memo<usize>, is_dirty: Memo<bool>) {
    use_foot().show(move || {
        is_dirty.get().then(|| {
            view! {
                <div class="savebar" role="region" aria-label=move || unsaved_words::t().changes>
                    <SaveState
                        state=Signal::stored(Some(Saved::Dirty))
                        text=Signal::derive(move || unsaved_words::unsaved(changes.get()))
                    />
                    <button class="btn" type="reset" form=id>{move || common::t().discard}</button>
                    <button
                        class="btn btn-primary"
                        type="submit"
                        form=id
                        aria-busy=move || form.busy.get().then_some("true")
                    >
                        {move || common::t().save}
                    </button>
                </div>
            }
        })
    });
}

/// A page of it that is one step: it can be sent as it is, and leads elsewhere when that is done.
#[component]
pub fn EditedPage<E: Edited>(
    /// What is typed.
    edited: E,
    /// What the server has, or what it begins with.
    stored: E::Stored,
    /// Where giving it up leads.
    #[prop(into)]
    back: String,
    /// What comes of it.
    on_saved: Callback<E::Stored>,
) -> impl IntoView {
    let editing = Editing::new(edited, stored, on_saved);
    let is_dirty = Memo::new(move |_| editing.changes() > 0);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        editing.send();
    };
    let busy = edited.form().busy;
    view! {
        <form class="stack stack-6 form-page" novalidate autocomplete="off" on:submit=send>
            <ErrorSummary form=edited.form() />
            {editing.conflict()}
            {edited.fields()}
            <div class="row">
                <Button submit=true class="btn-primary" busy=busy>
                    {move || common::t().save}
                </Button>
                <a class="btn" href=back>{move || common::t().cancel}</a>
            </div>
        </form>
        <LeaveGuard
            dirty=is_dirty
            title=|| unsaved_words::t().leave
            text=|| words::t().leave_text
            stay=|| unsaved_words::t().stay
            leave=|| common::t().discard
        />
    }
    .into_any()
}

/// What a dialog holds that makes or changes something.
#[component]
pub fn EditedDialog<E: Edited>(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// What is typed.
    edited: E,
    /// What the server has.
    stored: E::Stored,
    /// What comes of it.
    on_saved: Callback<E::Stored>,
) -> impl IntoView {
    let toasts = use_toasts();
    let saved = Callback::new(move |saved| {
        open.set(false);
        toasts.say(words::t().saved);
        on_saved.run(saved);
    });
    let editing = Editing::new(edited, stored, saved);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        editing.send();
    };
    let busy = edited.form().busy;
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=edited.form() />
                {editing.conflict()}
                {edited.fields()}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=busy>
                    {move || common::t().save}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
