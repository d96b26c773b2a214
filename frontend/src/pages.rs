//! A list that is loaded page by page, and how every such list stands on a page.

use crate::{
    i18n::{self, common},
    remote::{Remote, fetch},
    session::use_session,
    ui::{Banner, Button, Kind, Pager, Skeleton, Stretches},
};
use client::{CallError, CallResult, Client};
use domain::page::Page;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use std::hash::Hash;

type Ask<T> = Box<dyn Fn(Client, Option<String>) -> LocalBoxFuture<'static, CallResult<Page<T>>>>;

/// The rows of a list, as far as they are loaded.
pub struct Pages<T: Send + Sync + 'static> {
    /// What is loaded.
    pub rows: RwSignal<Remote<Vec<T>>>,
    /// The cursor of the next page.
    pub next: RwSignal<Option<String>>,
    /// While the list, or more of it, is on its way.
    pub busy: RwSignal<bool>,
    failure: RwSignal<Option<CallError>>,
    ask: StoredValue<Ask<T>, LocalStorage>,
    is_same: fn(&T, &T) -> bool,
    /// Raised with each load from the start, so that late answers to older ones are dropped.
    era: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

impl<T: Send + Sync + 'static> Clone for Pages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Pages<T> {}

impl<T: Send + Sync + 'static> Pages<T> {
    /// A list that asks for its pages this way; nothing is asked yet.
    pub fn new<F>(
        ask: impl Fn(Client, Option<String>) -> F + 'static,
        is_same: fn(&T, &T) -> bool,
    ) -> Self
    where
        F: Future<Output = CallResult<Page<T>>> + 'static,
    {
        Self {
            rows: RwSignal::new(Remote::Loading),
            next: RwSignal::new(None),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            ask: StoredValue::new_local(Box::new(move |client, after| {
                Box::pin(ask(client, after))
            })),
            is_same,
            era: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Loads from the start. What is shown stays until the answer is here.
    pub fn load(self) {
        self.era.update_value(|era| *era += 1);
        self.busy.set(true);
        self.failure.set(None);
        self.ask(None, move |result| {
            self.busy.set(false);
            match result {
                Ok(page) => {
                    self.next.set(page.next);
                    self.rows.set(Remote::Ready(page.items));
                }
                Err(error) => self.rows.set(Remote::Failed(error)),
            }
        });
    }

    /// Asks for the first page again and puts it in the place of what it shows anew; what stands
    /// behind it stays. Where it does not come, all of it stays.
    pub fn refresh(self) {
        self.ask(None, move |result| {
            let Ok(page) = result else { return };
            let mut fresh = page.items;
            let known = self.rows.with_untracked(|rows| {
                let rows = rows.ready()?;
                let last = fresh.last()?;
                let place = rows.iter().position(|row| (self.is_same)(row, last))?;
                (place + 1 < rows.len()).then_some(place + 1)
            });
            let Some(behind) = known else {
                self.next.set(page.next);
                self.rows.set(Remote::Ready(fresh));
                return;
            };
            self.change(|rows| {
                let mut kept = rows.split_off(behind);
                kept.retain(|row| !fresh.iter().any(|one| (self.is_same)(one, row)));
                fresh.append(&mut kept);
                *rows = fresh;
            });
        });
    }

    /// Puts a row on top, once: the live connection may have been faster. What was asked for before
    /// does not know it and is dropped.
    pub fn put_first(self, row: T) {
        self.era.update_value(|era| *era += 1);
        self.busy.set(false);
        self.change(|rows| {
            rows.retain(|known| !(self.is_same)(known, &row));
            rows.insert(0, row);
        });
    }

    /// Loads the next page.
    pub fn load_more(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.ask(self.next.get_untracked(), move |result| {
            self.busy.set(false);
            match result {
                Ok(page) => {
                    self.next.set(page.next);
                    self.change(|rows| {
                        for row in page.items {
                            if !rows.iter().any(|known| (self.is_same)(known, &row)) {
                                rows.push(row);
                            }
                        }
                    });
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Asks for a page; the answer is dropped when the list was loaded anew in the meantime.
    pub fn ask(self, after: Option<String>, done: impl FnOnce(CallResult<Page<T>>) + 'static) {
        let era = self.era.get_value();
        self.owner.with_value(|owner| {
            owner.with(|| {
                let answer = self
                    .ask
                    .with_value(|ask| ask(use_session().client(), after));
                fetch(answer, move |result| {
                    if self.era.get_value() == era {
                        done(result);
                    }
                });
            });
        });
    }

    /// Changes the rows that are loaded, if any are.
    pub fn change(self, change: impl FnOnce(&mut Vec<T>)) {
        self.rows.update(|rows| {
            if let Some(rows) = rows.ready_mut() {
                change(rows);
            }
        });
    }

    /// What stands where the rows would; notifies only when that changes.
    pub fn shown(self) -> Memo<Shown> {
        Memo::new(move |_| {
            self.rows.with(|rows| match rows {
                Remote::Loading => Shown::Nothing,
                Remote::Failed(_) => Shown::Failure,
                Remote::Ready(rows) if rows.is_empty() => Shown::Empty,
                Remote::Ready(_) => Shown::Rows,
            })
        })
    }

    /// The list as it stands: on its way, not here, empty, or its rows.
    pub fn view(self, empty: impl Into<ViewFn>, rows: impl Into<ViewFn>) -> AnyView {
        standing(
            self.shown(),
            ViewFn::from(move || self.failure_view()),
            empty.into(),
            rows.into(),
        )
    }

    /// That the list did not come, and how to ask again.
    pub fn failure_view(self) -> AnyView {
        let text = move || {
            self.rows.with(|rows| match rows {
                Remote::Failed(error) => i18n::error_text(error),
                Remote::Loading | Remote::Ready(_) => String::new(),
            })
        };
        view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" busy=self.busy on_click=move |()| self.load()>
                        {move || common::t().retry}
                    </Button>
                }
            >
                {text}
            </Banner>
        }
        .into_any()
    }

    /// The foot: how many are loaded, in the words of `loaded` (which is told whether that is
    /// all of them), and more.
    pub fn foot(self, loaded: fn(usize, bool) -> String) -> AnyView {
        let loaded = move || {
            let n = self.rows.with(|rows| rows.ready().map_or(0, Vec::len));
            loaded(n, self.next.with(Option::is_none))
        };
        let failed = move || {
            let failure = self.failure.get();
            failure.map(
                |error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> },
            )
        };
        view! {
            {failed}
            <Pager
                loaded=Signal::derive(loaded)
                more=Signal::derive(move || self.next.with(Option::is_some))
                busy=self.busy
                on_more=move |()| self.load_more()
            />
        }
        .into_any()
    }
}

impl<T: Clone + Send + Sync + 'static> Pages<T> {
    /// The rows, each shown by `row`; one is made anew when its `key` changes.
    pub fn each<K: Eq + Hash + Send + 'static>(
        self,
        key: fn(&T) -> K,
        row: impl Fn(T) -> AnyView + Clone + Send + 'static,
    ) -> AnyView {
        let rows = move || {
            self.rows
                .with(|rows| rows.ready().cloned().unwrap_or_default())
        };
        view! { <For each=rows key=key children=row /> }.into_any()
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Pages<T> {
    /// The bodies of a table that may become long; see [`Stretches`].
    pub fn long<K: Eq + Hash + Send + 'static>(
        self,
        key: fn(&T) -> K,
        row: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
    ) -> AnyView {
        let rows = Memo::new(move |_| {
            self.rows
                .with(|rows| rows.ready().cloned().unwrap_or_default())
        });
        view! { <Stretches rows=rows key=key row=row /> }.into_any()
    }

    /// How many rows the table has, with its head; `-1` while there is more than is loaded.
    pub fn row_count(self) -> impl Fn() -> String + Clone {
        move || {
            let loaded = self.rows.with(|rows| rows.ready().map_or(0, Vec::len));
            if self.next.with(Option::is_some) {
                "-1".into()
            } else {
                (loaded + 1).to_string()
            }
        }
    }
}

/// What stands where the rows of a list would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing yet.
    Nothing,
    /// That the list did not come.
    Failure,
    /// That there is nothing.
    Empty,
    /// The rows.
    Rows,
}

fn standing(shown: Memo<Shown>, failure: ViewFn, empty: ViewFn, rows: ViewFn) -> AnyView {
    let view = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::Failure => failure.run(),
        Shown::Empty => empty.run(),
        Shown::Rows => rows.run(),
    };
    view.into_any()
}

/// A list as a table.
#[component]
pub fn ListTable<T: Send + Sync + 'static>(
    /// The list.
    pages: Pages<T>,
    /// What the rows are, for readers.
    caption: fn() -> &'static str,
    /// The heads of the columns, each a `th`.
    #[prop(into)]
    head: ViewFn,
    /// The rows, each a `tr`; see [`Pages::each`].
    #[prop(into)]
    rows: ViewFn,
    /// What stands in the table's place when there is nothing.
    #[prop(into)]
    empty: ViewFn,
    /// How much is loaded, in words; see [`Pages::foot`].
    loaded: fn(usize, bool) -> String,
) -> impl IntoView {
    let busy = pages.busy;
    let foot = ViewFn::from(move || pages.foot(loaded));
    pages.view(empty, move || table(busy, caption, &head, &rows, &foot))
}

fn table(
    busy: RwSignal<bool>,
    caption: fn() -> &'static str,
    head: &ViewFn,
    rows: &ViewFn,
    foot: &ViewFn,
) -> AnyView {
    view! {
        <div class="table-wrap" aria-busy=move || busy.get().then_some("true")>
            <table class="table table-stack">
                <caption class="sr-only">{caption}</caption>
                <thead>
                    <tr>{head.run()}</tr>
                </thead>
                <tbody>{rows.run()}</tbody>
            </table>
        </div>
        {foot.run()}
    }
    .into_any()
}
