//! The rows of a table that may have thousands. Only those near the screen are made, and those
//! around the one that has the focus; empty rows as high as the others would be stand for the rest.

use super::dom;
use leptos::{ev, html::Tbody, prelude::*};
use std::{collections::HashMap, hash::Hash, iter, ops::Range};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, FocusEvent, HtmlElement};

/// Up to so many rows are all made: it would not be felt.
const FEW: usize = 100;
/// What a row is taken to be high before one was measured, in pixels.
const USUAL_HEIGHT: f64 = 48.0;
/// How far before and after the screen rows are made, in pixels. The view moves in steps of this.
const MARGIN: f64 = 600.0;

/// What stands in the table: a row, or empty space in the place of several.
#[derive(Clone, PartialEq)]
enum Item<T> {
    Row(T),
    /// The first, second or third.
    Space(usize),
}

#[derive(PartialEq, Eq, Hash)]
enum ItemKey<K> {
    Row(K),
    Space(usize),
}

/// Which rows are made, as one range or two.
#[derive(Clone, Debug, Default, PartialEq)]
struct Made {
    ranges: Vec<Range<usize>>,
    /// How high what is left out before each range, and after the last, is.
    spaces: Vec<f64>,
}

impl Made {
    /// Those that lie between `view` of all rows, whose heights these are, and those around `focus`.
    fn of(heights: &[f64], view: Range<f64>, focus: Option<usize>) -> Self {
        let all = heights.len();
        if all <= FEW {
            return Self {
                ranges: iter::once(0..all).collect(),
                spaces: vec![0.0, 0.0],
            };
        }
        let mut end = 0.0;
        let ends: Vec<f64> = heights
            .iter()
            .map(|height| {
                end += height;
                end
            })
            .collect();
        let start = ends.partition_point(|end| *end <= view.start);
        let start = start.min(all - 1);
        let stop = ends.partition_point(|end| *end < view.end) + 1;
        let mut ranges = Vec::new();
        ranges.push(start..stop.clamp(start + 1, all));
        if let Some(focus) = focus {
            // With its neighbours, so that the focus can move on to them.
            let around = focus.saturating_sub(1)..(focus + 2).min(all);
            join(&mut ranges, around);
        }
        let height = |rows: Range<usize>| heights[rows].iter().sum();
        let mut from = 0;
        let mut spaces: Vec<f64> = Vec::with_capacity(3);
        for range in &ranges {
            spaces.push(height(from..range.start));
            from = range.end;
        }
        spaces.push(height(from..all));
        Self { ranges, spaces }
    }

    /// What stands in the table, of all these rows.
    fn items<T: Clone>(&self, rows: &[T]) -> Vec<Item<T>> {
        let mut items = Vec::new();
        for (place, height) in self.spaces.iter().enumerate() {
            if *height > 0.0 {
                items.push(Item::Space(place));
            }
            let range = self.ranges.get(place).cloned().unwrap_or_default();
            let shown = rows.get(range).unwrap_or_default();
            items.extend(shown.iter().cloned().map(Item::Row));
        }
        items
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        self.ranges.iter().cloned().flatten()
    }
}

/// Adds another range to the one that is there, in order and without doubling a row.
fn join(ranges: &mut Vec<Range<usize>>, other: Range<usize>) {
    let one = &mut ranges[0];
    if other.start <= one.end && one.start <= other.end {
        *one = one.start.min(other.start)..one.end.max(other.end);
    } else if other.start < one.start {
        ranges.insert(0, other);
    } else {
        ranges.push(other);
    }
}

/// The row that has the focus. It is put elsewhere in the page as others come and go, and keeps it.
#[derive(Clone, Copy)]
struct Focus {
    /// Which of all rows.
    place: RwSignal<Option<usize>>,
    /// What in it.
    element: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// Whether rows are being put elsewhere.
    moving: StoredValue<bool>,
    /// Whether it has just come, and has to be seen.
    came: StoredValue<bool>,
}

impl Focus {
    fn nowhere() -> Self {
        Self {
            place: RwSignal::new(None),
            element: StoredValue::new_local(None),
            moving: StoredValue::new(false),
            came: StoredValue::new(false),
        }
    }

    fn came(self, event: &FocusEvent) {
        let element = event.target().and_then(|target| target.dyn_into().ok());
        let is_new = self.element.try_get_value().flatten() != element;
        self.came.try_set_value(is_new);
        self.place.set(place_of(event));
        self.element.try_set_value(element);
    }

    fn went(self, event: &FocusEvent) {
        // Rows that go with the page lose it as well.
        if self.moving.try_get_value() != Some(false) {
            return;
        }
        let to = event.related_target();
        let to = to.and_then(|to| to.dyn_into::<Element>().ok());
        let row = to.and_then(|to| to.closest("tr[aria-rowindex]").ok().flatten());
        if row.is_none() {
            self.place.set(None);
            self.element.try_set_value(None);
        }
    }

    /// Once the rows are where they belong.
    fn settle(self) {
        self.moving.try_set_value(false);
        let Some(element) = self.element.try_get_value().flatten() else {
            return;
        };
        dom::focus_again(&element);
        // Rows that were measured for the first time may have pushed it off the screen.
        if self.came.try_get_value() == Some(true) && dom::show(&element) {
            self.came.try_set_value(false);
        }
    }
}

/// The body of a table.
#[component]
pub fn LongRows<T, K, F>(
    /// All rows.
    #[prop(into)]
    rows: Signal<Vec<T>>,
    /// What tells one from the others; a row is made anew when it changes.
    key: fn(&T) -> K,
    /// Makes a row, a `tr`.
    row: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let body = NodeRef::<Tbody>::new();
    let view = RwSignal::new(-MARGIN..2.0 * MARGIN);
    let focus = Focus::nowhere();
    let measured = RwSignal::new(HashMap::<K, f64>::new());
    // Rows and space in one: whoever heard of them one by one could miss the second.
    let shown = Memo::new(move |_| {
        let heights = measured.with(|measured| rows.with(|rows| heights(rows, key, measured)));
        let made = Made::of(&heights, view.get(), focus.place.get());
        let items = rows.with(|rows| made.items(rows));
        (made, items)
    });
    let items = move || {
        focus.moving.set_value(true);
        shown.with(|(_, items)| items.clone())
    };
    let item_key = move |item: &Item<T>| match item {
        Item::Row(row) => ItemKey::Row(key(row)),
        Item::Space(place) => ItemKey::Space(*place),
    };
    let children = move |item| match item {
        Item::Row(one) => row(one),
        Item::Space(place) => {
            let height = move || shown.with(|(made, _)| made.spaces.get(place).copied());
            space(Signal::derive(move || height().unwrap_or_default()))
        }
    };
    // Once the rows are there: how high they are, and which of all they are.
    let settle = move || {
        let Some(body) = body.try_get_untracked().flatten() else {
            return;
        };
        focus.settle();
        let made = shown.with_untracked(|(made, _)| made.clone());
        let elements = dom::all(&body, ":scope > tr:not(.row-space)");
        keep_widths(&body, made.spaces.iter().any(|space| *space > 0.0));
        let mut changed = Vec::new();
        rows.with_untracked(|rows| {
            for (element, index) in elements.iter().zip(made.rows()) {
                say_place(element, index);
                let height = element.get_bounding_client_rect().height();
                if let Some(row) = rows.get(index) {
                    changed.push((key(row), height));
                }
            }
        });
        let differs = |measured: &HashMap<K, f64>| {
            let mut changed = changed.iter();
            changed.any(|(key, height)| measured.get(key) != Some(height))
        };
        if measured.with_untracked(differs) {
            measured.update(|measured| measured.extend(changed));
        }
    };
    let look = move || look(body, view);
    Effect::new(move |_| {
        shown.with(|_| ());
        request_animation_frame(move || {
            settle();
            look();
        });
    });
    on_scroll(look);
    let resized = window_event_listener(ev::resize, move |_| {
        if let Some(body) = body.try_get_untracked().flatten() {
            keep_widths(&body, false);
        }
        measured.update(HashMap::clear);
        look();
    });
    on_cleanup(move || resized.remove());
    view! {
        <tbody
            node_ref=body
            on:focusin=move |event| focus.came(&event)
            on:focusout=move |event| focus.went(&event)
        >
            <For each=items key=item_key children=children />
        </tbody>
    }
    .into_any()
}

/// Says which of all rows it is.
fn say_place(element: &HtmlElement, index: usize) {
    // The first is the head.
    let place = (index + 2).to_string();
    if element.get_attribute("aria-rowindex").as_ref() != Some(&place) {
        // Setting an attribute of this name cannot fail.
        let _ = element.set_attribute("aria-rowindex", &place);
    }
}

/// How high the rows are: as they were measured, or as high as those usually are.
fn heights<T, K: Eq + Hash>(rows: &[T], key: fn(&T) -> K, measured: &HashMap<K, f64>) -> Vec<f64> {
    let known: f64 = measured.values().sum();
    let usual = if measured.is_empty() {
        USUAL_HEIGHT
    } else {
        #[expect(clippy::cast_precision_loss, reason = "there are not that many rows")]
        let count = measured.len() as f64;
        known / count
    };
    let height = |row: &T| measured.get(&key(row)).copied().unwrap_or(usual);
    rows.iter().map(height).collect()
}

/// Looks which part of the table the screen shows.
fn look(body: NodeRef<Tbody>, view: RwSignal<Range<f64>>) {
    let Some(body) = body.try_get_untracked().flatten() else {
        return;
    };
    let top = body.get_bounding_client_rect().top();
    let screen = window().inner_height().ok();
    let screen = screen.and_then(|height| height.as_f64()).unwrap_or(MARGIN);
    let start = ((-top / MARGIN).floor() - 1.0) * MARGIN;
    let end = (((screen - top) / MARGIN).ceil() + 1.0) * MARGIN;
    if view.with_untracked(|view| *view != (start..end)) {
        view.set(start..end);
    }
}

/// Empty space in the place of rows.
fn space(height: Signal<f64>) -> AnyView {
    view! {
        <tr class="row-space" aria-hidden="true">
            <td style:height=move || format!("{}px", height.get())></td>
        </tr>
    }
    .into_any()
}

/// The place among all rows of the one that got the focus.
fn place_of(event: &FocusEvent) -> Option<usize> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let row = element.closest("tr[aria-rowindex]").ok()??;
    let place: usize = row.get_attribute("aria-rowindex")?.parse().ok()?;
    place.checked_sub(2)
}

/// Holds the columns as wide as they are while rows come and go, or lets them be what they like.
fn keep_widths(body: &HtmlElement, keep: bool) {
    let Ok(Some(table)) = body.closest("table") else {
        return;
    };
    let heads = dom::all(&table, "thead th");
    let kept = table.class_list().contains("table-long");
    // An element always has a list of classes that takes another.
    let _ = match (keep, kept) {
        (true, false) => {
            let widths: Vec<_> = heads
                .iter()
                .map(|head| head.get_bounding_client_rect().width())
                .collect();
            for (head, width) in heads.iter().zip(widths) {
                let _ = head.style().set_property("width", &format!("{width}px"));
            }
            table.class_list().add_1("table-long")
        }
        (false, true) => {
            for head in heads {
                let _ = head.style().remove_property("width");
            }
            table.class_list().remove_1("table-long")
        }
        _ => Ok(()),
    };
}

/// Hears of whatever is scrolled on the page, `main` or the document, as long as the calling
/// component is shown.
fn on_scroll(look: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(look).into_js_value();
    let listener: js_sys::Function = listener.unchecked_into();
    let (scroll, capture) = ("scroll", true);
    // A window takes every listener.
    let _ = window().add_event_listener_with_callback_and_bool(scroll, &listener, capture);
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        if let Some(listener) = listener.try_get_value() {
            let _ =
                window().remove_event_listener_with_callback_and_bool(scroll, &listener, capture);
        }
    });
}
