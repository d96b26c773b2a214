//! The rows of a table that may come to thousands, in stretches of fifty. A stretch that is far from
//! the screen, and from the focus, gives way to one empty row as high as it was.

use super::dom;
use leptos::{ev, html::Tbody, prelude::*};
use std::hash::Hash;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement};

/// Rows of a stretch, as many as a page of a list has.
const LENGTH: usize = 50;
/// What a row is taken to be high before one was measured, in pixels.
const USUAL_HEIGHT: f64 = 48.0;
/// How far from the screen rows are kept, in pixels.
const MARGIN: u32 = 1_500;

/// What the stretches of a table share.
#[derive(Clone, Copy)]
struct Table {
    /// The stretch that has the focus.
    focused: RwSignal<Option<usize>>,
    /// How high a row is, in pixels, as it was measured last.
    row_height: RwSignal<f64>,
}

impl Table {
    /// Whether the focus is in this stretch or can move on to it with one key.
    fn is_focused_near(self, stretch: usize) -> bool {
        let focused = self.focused.get();
        focused.is_some_and(|focused| focused.abs_diff(stretch) <= 1)
    }

    fn lost_focus(self, event: &FocusEvent) {
        let to = event.related_target();
        let to = to.and_then(|to| to.dyn_into::<Element>().ok());
        let row = to.and_then(|to| to.closest("tr[aria-rowindex]").ok().flatten());
        // Should it come to another stretch, that one says so itself.
        if row.is_none() {
            self.focused.set(None);
        }
    }
}

/// The bodies of a table, one a stretch. The table says with `aria-rowcount` how many rows there are.
#[component]
pub fn Stretches<T, K, F>(
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
    K: Eq + Hash + Send + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let count = Memo::new(move |_| rows.with(|rows| rows.len().div_ceil(LENGTH)));
    let table = Table {
        focused: RwSignal::new(None),
        row_height: RwSignal::new(USUAL_HEIGHT),
    };
    let row = StoredValue::new(row);
    let stretch = move |index: usize| {
        // The first ones are there before anybody could see where they are.
        let near = RwSignal::new(index == 0);
        let kept = Memo::new(move |_| near.get() || table.is_focused_near(index));
        let mine = Memo::new(move |_| {
            rows.with(|rows| {
                let stretch = rows.chunks(LENGTH).nth(index).unwrap_or_default();
                (stretch.len(), kept.get().then(|| stretch.to_vec()))
            })
        });
        let length = Signal::derive(move || mine.with(|(length, _)| *length));
        let shown = move || mine.with(|(_, rows)| rows.clone().unwrap_or_default());
        view! {
            <Body index=index table=table near=near kept=kept length=length>
                <For each=shown key=key children=move |one| row.with_value(|row| row(one)) />
            </Body>
        }
    };
    view! { <For each=move || 0..count.get() key=|index| *index children=stretch /> }.into_any()
}

/// One stretch.
#[component]
fn Body(
    index: usize,
    table: Table,
    near: RwSignal<bool>,
    kept: Memo<bool>,
    length: Signal<usize>,
    children: Children,
) -> impl IntoView {
    let body = NodeRef::<Tbody>::new();
    let height = RwSignal::new(None::<f64>);
    dom::on_near(body, MARGIN, move |is_near, now| {
        if kept.get_untracked() && now > 0.0 {
            height.set(Some(now));
            #[expect(clippy::cast_precision_loss, reason = "fifty at most")]
            table
                .row_height
                .set(now / length.get_untracked().max(1) as f64);
        }
        near.set(is_near);
    });
    Effect::new(move |_| {
        length.track();
        if kept.get() {
            request_animation_frame(move || say_places(body, index));
        }
    });
    let resized = window_event_listener(ev::resize, move |_| height.set(None));
    on_cleanup(move || resized.remove());
    let space = move || {
        #[expect(clippy::cast_precision_loss, reason = "fifty at most")]
        let usual = move || table.row_height.get() * length.get() as f64;
        let height = move || format!("{}px", height.get().unwrap_or_else(usual));
        (!kept.get()).then(|| {
            view! {
                <tr class="row-space" aria-hidden="true">
                    <td style:height=height></td>
                </tr>
            }
        })
    };
    view! {
        <tbody
            node_ref=body
            on:focusin=move |_| table.focused.set(Some(index))
            on:focusout=move |event| table.lost_focus(&event)
        >
            {children()}
            {space}
        </tbody>
    }
    .into_any()
}

/// Says of each row which of all it is.
fn say_places(body: NodeRef<Tbody>, index: usize) {
    let Some(body) = body.try_get_untracked().flatten() else {
        return;
    };
    keep_widths(&body);
    let rows = dom::all(&body, ":scope > tr:not(.row-space)");
    // The first is the head.
    for (place, row) in (index * LENGTH + 2..).zip(rows) {
        // An attribute of this name can be set.
        let _ = row.set_attribute("aria-rowindex", &place.to_string());
    }
}

/// Holds the columns as wide as they are once there is more than a stretch, so that rows that come
/// and go do not move them.
fn keep_widths(body: &HtmlElement) {
    let table = body.closest("table").ok().flatten();
    let Some(table) = table.filter(|_| body.next_element_sibling().is_some()) else {
        return;
    };
    if table.class_list().contains("table-long") {
        return;
    }
    let heads = dom::all(&table, "thead th");
    let width = |head: &HtmlElement| head.get_bounding_client_rect().width();
    let widths: Vec<_> = heads.iter().map(width).collect();
    let all: f64 = widths.iter().sum();
    for (head, width) in heads.iter().zip(widths) {
        // As a share, so that it holds when the window changes.
        let share = format!("{}%", width / all * 100.0);
        // A width can be set.
        let _ = head.style().set_property("width", &share);
    }
    // An element always has a list of classes that takes another.
    let _ = table.class_list().add_1("table-long");
}
