//! The dialog: a field and what it finds, after the pattern of a combobox with a list below it. The
//! focus stays in the field; arrows choose, Enter follows.

use super::found::{Group, Hit, groups, place};
use crate::{
    i18n::{self, common, search as words},
    remote::{Remote, fetch},
    session::use_session,
    shell::use_search,
    ui::{
        Banner, Button, IconButton, Kind, dom,
        icon::{self, icon},
    },
};
use domain::{
    search::{SearchQuery, SearchResults},
    text::SearchText,
};
use leptos::{ev, html, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent};

/// How long somebody rests before the server is asked.
const REST: Duration = Duration::from_millis(200);
const LIST: &str = "search-hits";

/// The dialog.
#[component]
pub fn SearchDialog() -> impl IntoView {
    let open = use_search();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where it is shown already.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // What lies around it belongs to the dialog's own element.
    let beside = move |event: MouseEvent| {
        let target = event.target();
        let is_beside = dialog
            .get_untracked()
            .is_some_and(|dialog| target.as_ref() == Some(dialog.unchecked_ref()));
        if is_beside {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog palette"
            aria-label=move || words::t().title
            on:close=move |_| open.set(false)
            on:click=beside
        >
            {move || open.get().then(|| view! { <Palette open=open /> })}
        </dialog>
    }
    .into_any()
}

/// What is asked of the server, if it is enough.
fn query(text: &str) -> Option<SearchQuery> {
    let q = SearchText::try_from(text.to_owned()).ok()?;
    Some(SearchQuery { q }).filter(SearchQuery::is_enough)
}

/// What is typed, what it finds, and what of that is chosen.
#[derive(Clone, Copy)]
struct Search {
    text: Memo<String>,
    found: RwSignal<Remote<SearchResults>>,
    groups: Memo<Vec<Group>>,
    /// Which of all hits; the first, unless somebody has chosen another.
    at: Memo<Option<usize>>,
    /// Where the chosen one leads, as more may come before it.
    chosen: RwSignal<Option<String>>,
    /// Whether Enter was pressed before the answer was here.
    entered: RwSignal<bool>,
}

impl Search {
    fn new(typed: RwSignal<String>, asked: RwSignal<u32>) -> Self {
        let session = use_session();
        let found = RwSignal::new(Remote::Ready(SearchResults::default()));
        let text = Memo::new(move |_| typed.with(|typed| typed.trim().to_owned()));
        // What is asked for ends with the next question, and so with this effect's next run.
        Effect::new(move |_| {
            asked.get();
            let Some(query) = text.with(|text| query(text)) else {
                found.set(Remote::Ready(SearchResults::default()));
                return;
            };
            found.set(Remote::Loading);
            let client = session.client();
            let call = async move {
                dom::wait(REST).await;
                client.search(&query).await
            };
            fetch(call, move |result| {
                found.set(result.map_or_else(Remote::Failed, Remote::Ready));
            });
        });
        let groups = Memo::new(move |known: Option<&Vec<Group>>| {
            let (Some(account), false) = (session.account(), found.with(is_loading)) else {
                // Nothing flickers while one types on.
                return known.cloned().unwrap_or_default();
            };
            let none = SearchResults::default();
            found.with(|found| {
                text.with(|text| groups(text, found.ready().unwrap_or(&none), &account))
            })
        });
        let chosen = RwSignal::new(None::<String>);
        let at = Memo::new(move |_| {
            groups.with(|groups| {
                let mut hits = groups.iter().flat_map(|group| &group.hits);
                let place = chosen.with(|chosen| {
                    let chosen = chosen.as_ref()?;
                    hits.position(|hit| hit.href == *chosen)
                });
                place.or((!groups.is_empty()).then_some(0))
            })
        });
        Self {
            text,
            found,
            groups,
            at,
            chosen,
            entered: RwSignal::new(false),
        }
    }

    fn hits(self) -> Vec<Hit> {
        let groups = self.groups.get_untracked().into_iter();
        groups.flat_map(|group| group.hits).collect()
    }

    /// Chooses the next one, or the one before.
    fn step(self, forward: bool) {
        let hits = self.hits();
        let Some(at) = self.at.get_untracked() else {
            return;
        };
        let count = hits.len();
        let next = (at + if forward { 1 } else { count - 1 }) % count;
        self.chosen.set(hits.get(next).map(|hit| hit.href.clone()));
        request_animation_frame(move || {
            if let Some(hit) = dom::by_id(&id_of(next)) {
                show(&hit);
            }
        });
    }

    /// Follows what is chosen; what is not here yet, when it is.
    fn follow(self) {
        if self.found.with_untracked(is_loading) {
            self.entered.set(true);
        } else if let Some(hit) = self
            .at
            .get_untracked()
            .and_then(|at| dom::by_id(&id_of(at)))
        {
            hit.click();
        }
    }

    fn press(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(true),
            "ArrowUp" => self.step(false),
            // An unfinished word of a script with thousands of signs is ended by Enter, too.
            "Enter" if !event.is_composing() => self.follow(),
            _ => return,
        }
        event.prevent_default();
    }
}

fn is_loading(found: &Remote<SearchResults>) -> bool {
    matches!(found, Remote::Loading)
}

fn id_of(at: usize) -> String {
    format!("search-hit-{at}")
}

/// Brings a hit into the part of the list that is shown, no further than it must.
fn show(hit: &web_sys::HtmlElement) {
    let options = js_sys::Object::new();
    // A plain object takes every property.
    let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
    let scroll = js_sys::Reflect::get(hit, &"scrollIntoView".into());
    if let Some(scroll) = scroll
        .ok()
        .and_then(|it| it.dyn_into::<js_sys::Function>().ok())
    {
        // An old browser that takes no options shows it somewhere else.
        let _ = scroll.call1(hit, &options);
    }
}

#[component]
fn Palette(open: RwSignal<bool>) -> impl IntoView {
    let (typed, asked) = (RwSignal::new(String::new()), RwSignal::new(0_u32));
    let search = Search::new(typed, asked);
    Effect::new(move |_| {
        if !search.found.with(is_loading) && search.entered.get_untracked() {
            search.entered.set(false);
            request_animation_frame(move || search.follow());
        }
    });
    let write = move |text: String| {
        search.chosen.set(None);
        search.entered.set(false);
        typed.set(text);
    };
    let has_hits = Memo::new(move |_| search.groups.with(|groups| !groups.is_empty()));
    let active = move || search.at.get().map(id_of);
    view! {
        <div class="palette-field">
            {icon(icon::SEARCH)}
            <input
                type="text"
                role="combobox"
                inputmode="search"
                enterkeyhint="go"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                maxlength="120"
                autofocus=true
                aria-label=move || words::t().title
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=move || has_hits.get().to_string()
                aria-activedescendant=active
                placeholder=move || words::t().placeholder
                on:input=move |event| write(event_target_value(&event))
                on:keydown=move |event| search.press(&event)
            />
            <kbd class="kbd only-desk" aria-hidden="true">"Esc"</kbd>
            <span class="only-phone">
                <IconButton
                    shape=icon::X
                    label=|| common::t().close
                    on_click=move |()| open.set(false)
                />
            </span>
        </div>
        <Instead search=search asked=asked has_hits=has_hits />
        <div
            class="listbox"
            id=LIST
            role="listbox"
            aria-label=move || words::t().hits
            hidden=move || !has_hits.get()
        >
            {move || list(search, open)}
        </div>
        <div class="palette-foot">
            <span class="only-desk" aria-hidden="true">
                <kbd class="kbd">"↑"</kbd>
                " "
                <kbd class="kbd">"↓"</kbd>
                " "
                {move || words::t().choose}
            </span>
            <span class="only-desk" aria-hidden="true">
                <kbd class="kbd">"Enter"</kbd>
                " "
                {move || words::t().open}
            </span>
            <span class="push" role="status">
                {move || said(search)}
            </span>
        </div>
    }
    .into_any()
}

/// What stands in the place of hits: that they did not come, or that there are none.
#[component]
fn Instead(search: Search, asked: RwSignal<u32>, has_hits: Memo<bool>) -> impl IntoView {
    let failed = move || {
        let error = search.found.with(|found| match found {
            Remote::Failed(error) => Some(i18n::error_text(error)),
            Remote::Loading | Remote::Ready(_) => None,
        });
        error.map(|text| {
            view! {
                <div class="palette-failed">
                    <Banner
                        kind=Kind::Danger
                        actions=move || view! {
                            <Button
                                class="btn-sm"
                                on_click=move |()| asked.update(|asked| *asked += 1)
                            >
                                {move || common::t().retry}
                            </Button>
                        }
                    >
                        {text}
                    </Banner>
                </div>
            }
        })
    };
    let nothing = move || {
        let is_empty = !has_hits.get() && search.found.with(|found| found.ready().is_some());
        is_empty.then(|| view! { <p class="palette-none">{words::nothing(&search.text.get())}</p> })
    };
    view! {
        {failed}
        {nothing}
    }
    .into_any()
}

/// How many there are, for readers; notifies.
fn said(search: Search) -> String {
    if search.text.with(|text| query(text).is_none()) {
        return String::new();
    }
    search.found.with(|found| match found {
        Remote::Loading => words::t().searching.to_owned(),
        Remote::Failed(_) => String::new(),
        Remote::Ready(_) => {
            let hits = |group: &Group| group.hits.len();
            words::hits(search.groups.with(|groups| groups.iter().map(hits).sum()))
        }
    })
}

fn list(search: Search, open: RwSignal<bool>) -> Vec<AnyView> {
    let text = search.text.get_untracked();
    let mut at = 0;
    let groups = search.groups.get().into_iter();
    let groups = groups.map(|group| {
        let hits = group.hits.into_iter().map(|hit| {
            at += 1;
            option(search, open, &text, (at - 1, hit))
        });
        let hits = hits.collect_view();
        view! {
            <div role="group" aria-label=group.name>
                <span aria-hidden="true">{group.name}</span>
                {hits}
            </div>
        }
        .into_any()
    });
    groups.collect()
}

fn option(search: Search, open: RwSignal<bool>, text: &str, (at, hit): (usize, Hit)) -> AnyView {
    let pressed = move |event: MouseEvent| {
        // Whoever opens it in another tab searches on.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            open.set(false);
        }
    };
    let selected = move || (search.at.get() == Some(at)).to_string();
    view! {
        <a
            role="option"
            id=id_of(at)
            href=hit.href
            tabindex="-1"
            aria-selected=selected
            on:mousedown=|event: ev::MouseEvent| event.prevent_default()
            on:click=pressed
        >
            {icon(hit.shape)}
            {marked(hit.name, text)}
            <small>{hit.about}</small>
        </a>
    }
    .into_any()
}

/// A name, with what was looked for marked in it.
fn marked(name: String, text: &str) -> AnyView {
    match place(&name, text).filter(|(from, until)| from < until) {
        Some((from, until)) => {
            let (before, rest) = name.split_at(from);
            let (part, after) = rest.split_at(until - from);
            let (before, part, after) = (before.to_owned(), part.to_owned(), after.to_owned());
            view! { <span>{before} <mark>{part}</mark> {after}</span> }.into_any()
        }
        None => view! { <span>{name}</span> }.into_any(),
    }
}
