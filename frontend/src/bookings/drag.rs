//! Moving and stretching entries with the mouse. Everything that can be dragged can be done with
//! the form of the entry too; a finger scrolls.

use super::{calendar::DAY, view};
use crate::ui::dom;
use chrono::NaiveDate;
use leptos::{
    ev,
    leptos_dom::helpers::{WindowListenerHandle, window_event_listener},
    prelude::*,
};
use web_sys::{Element, HtmlElement, PointerEvent};

/// To how many minutes what is dragged is rounded.
const GRAIN: i32 = 15;
/// Pixels at the foot of an entry by which it is stretched.
const FOOT: f64 = 8.0;
/// Pixels that a hand may tremble while it presses.
const TREMBLE: f64 = 5.0;

/// Where an entry was let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// On which day.
    pub day: NaiveDate,
    /// Since when, in minutes since its midnight.
    pub from: u32,
    /// Until when.
    pub until: u32,
}

/// What is being dragged.
struct Drag {
    element: HtmlElement,
    begun: (f64, f64),
    stretches: bool,
    before: Dropped,
    now: Dropped,
    has_moved: bool,
}

/// What the listeners of a drag share.
#[derive(Clone, Copy)]
pub struct Dragging {
    drag: StoredValue<Option<Drag>, LocalStorage>,
    listeners: StoredValue<Vec<WindowListenerHandle>, LocalStorage>,
    /// Whether the press that follows ends a drag, and means nothing else.
    ended: StoredValue<bool>,
}

impl Dragging {
    /// With nothing dragged.
    pub fn new() -> Self {
        let dragging = Self {
            drag: StoredValue::new_local(None),
            listeners: StoredValue::new_local(Vec::new()),
            ended: StoredValue::new(false),
        };
        on_cleanup(move || dragging.stop());
        dragging
    }

    /// Whether the press that comes now is only the end of a drag.
    pub fn swallows_press(self) -> bool {
        self.ended
            .try_update_value(std::mem::take)
            .unwrap_or_default()
    }

    /// Begins with the press on an entry that stands there; `dropped` hears where it was let go.
    pub fn begin(
        self,
        event: &PointerEvent,
        element: HtmlElement,
        at: Dropped,
        dropped: impl Fn(Dropped) + Clone + 'static,
    ) {
        self.ended.set_value(false);
        if event.button() != 0 || event.pointer_type() == "touch" {
            return;
        }
        let area = element.get_bounding_client_rect();
        let below = area.bottom() - f64::from(event.client_y());
        self.drag.set_value(Some(Drag {
            stretches: below <= FOOT && area.height() > 3.0 * FOOT,
            element,
            begun: (event.client_x().into(), event.client_y().into()),
            before: at,
            now: at,
            has_moved: false,
        }));
        let moved = window_event_listener(ev::pointermove, move |event| self.follow(&event));
        let let_go = {
            let dropped = dropped.clone();
            window_event_listener(ev::pointerup, move |_| self.end(true, &dropped))
        };
        let lost = {
            let dropped = dropped.clone();
            window_event_listener(ev::pointercancel, move |_| self.end(false, &dropped))
        };
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                self.end(false, &dropped);
            }
        });
        self.listeners.set_value(vec![moved, let_go, lost, escaped]);
    }

    fn follow(self, event: &PointerEvent) {
        self.drag.update_value(|drag| {
            let Some(drag) = drag else { return };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let (by_x, by_y) = (x - drag.begun.0, y - drag.begun.1);
            if !drag.has_moved && by_x.abs().max(by_y.abs()) < TREMBLE {
                return;
            }
            drag.has_moved = true;
            event.prevent_default();
            drag.now = drag.moved(x, by_y);
            drag.show();
        });
    }

    fn end(self, counts: bool, dropped: &impl Fn(Dropped)) {
        self.stop();
        let Some(drag) = self.drag.try_update_value(Option::take).flatten() else {
            return;
        };
        // The press that ends it arrives next.
        self.ended.set_value(drag.has_moved && counts);
        drag.put_down();
        if counts && drag.now != drag.before {
            dropped(drag.now);
        }
    }

    fn stop(self) {
        let listeners = self.listeners.try_update_value(std::mem::take);
        for listener in listeners.unwrap_or_default() {
            listener.remove();
        }
    }
}

impl Drag {
    /// Where it is now, to the grain, within a day.
    fn moved(&self, x: f64, by_y: f64) -> Dropped {
        let Dropped { day, from, until } = self.before;
        let by = self.minutes(by_y);
        if self.stretches {
            let until = until
                .saturating_add_signed(by)
                .clamp(from + GRAIN.unsigned_abs(), DAY);
            return Dropped { day, from, until };
        }
        let length = until - from;
        let from = from.saturating_add_signed(by).min(DAY - length);
        Dropped {
            day: self.day_at(x).unwrap_or(day),
            from,
            until: from + length,
        }
    }

    fn minutes(&self, by_y: f64) -> i32 {
        let Dropped { from, until, .. } = self.before;
        let height = self.element.get_bounding_client_rect().height().max(1.0);
        // While it is stretched its height says nothing; the columns' does.
        let lane = self.element.closest(".cal-day").ok().flatten();
        let hour = lane.and_then(|lane| hour_of(&lane));
        let hour = hour.unwrap_or(height / f64::from(until - from) * 60.0);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "minutes of a few days at most"
        )]
        let grains = (by_y / hour * 60.0 / f64::from(GRAIN)).round() as i32;
        grains * GRAIN
    }

    /// The day whose column is below.
    fn day_at(&self, x: f64) -> Option<NaiveDate> {
        let calendar = self.element.closest(".cal").ok().flatten()?;
        let columns = dom::all(&calendar, ".cal-day").into_iter();
        let mut below = columns.filter(|column| {
            let area = column.get_bounding_client_rect();
            (area.left()..area.right()).contains(&x)
        });
        below.next()?.get_attribute("data-day")?.parse().ok()
    }

    /// Shows it where it would be.
    fn show(&self) {
        let style = self.element.style();
        let Dropped { day, from, until } = self.now;
        let set = |name: &str, value: &str| {
            // A name that is valid is always set.
            let _ = style.set_property(name, value);
        };
        set("--s", &from.to_string());
        set("--d", &(until - from).to_string());
        let columns = view::monday(day).signed_duration_since(view::monday(self.before.day));
        let across = (day - self.before.day).num_days();
        // From one week to another there is no column to show it in.
        let across = if columns.is_zero() { across } else { 0 };
        let width = self.element.closest(".cal-day").ok().flatten();
        let width = width.map_or(0.0, |one| one.get_bounding_client_rect().width());
        #[expect(clippy::cast_precision_loss, reason = "days of a week")]
        let by = across as f64 * width;
        set("translate", &format!("{by}px 0"));
        // Above the others.
        let _ = self.element.set_attribute("data-dragged", "");
    }

    /// Puts it back to where it stands; what was decided comes from the server.
    fn put_down(&self) {
        let style = self.element.style();
        let Dropped { from, until, .. } = self.before;
        for (name, value) in [("--s", from), ("--d", until - from)] {
            let _ = style.set_property(name, &value.to_string());
        }
        let _ = style.remove_property("translate");
        let _ = self.element.remove_attribute("data-dragged");
    }
}

/// Pixels of an hour, by the height of a column and the hours that it says it has.
fn hour_of(column: &Element) -> Option<f64> {
    let hours: f64 = column.get_attribute("data-hours")?.parse().ok()?;
    Some(column.get_bounding_client_rect().height() / hours)
}
