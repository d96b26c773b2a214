//! The elements of the entries of a day. They are made by hand from blanks that are cloned: as
//! nodes of a view, each with its listeners and texts, a thousand of them keep everybody waiting.

use super::{
    desk::Desk,
    grid::Placed,
    placed::{Look, Said, said},
};
use crate::{i18n::bookings as words, ui::icon::markup};
use domain::{bookings::Lane, ids::BookingId};
use leptos::prelude::document;
use std::{cell::RefCell, mem};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

thread_local! {
    /// An entry without a word, for each look that was needed so far.
    static BLANKS: RefCell<Vec<(Look, HtmlElement)>> = const { RefCell::new(Vec::new()) };
}

/// The entries of a day as they stand in the page.
#[derive(Default)]
pub struct Drawing {
    drawn: Vec<Drawn>,
}

/// An entry as it stands in the page.
pub struct Drawn {
    /// What it shows.
    pub placed: Placed,
    /// What is said of it where the pointer rests.
    title: String,
    element: HtmlElement,
    /// The ribbon of its follow-up.
    follow: Option<HtmlElement>,
}

impl Drawing {
    /// Shows these in this element, in their order. What stands there already stays as it is, with
    /// the focus and the hand on it. `day` is what readers hear of the day.
    pub fn show(&mut self, layer: &Element, placed: &[Placed], day: &str, desk: Desk) {
        let known = mem::take(&mut self.drawn);
        if known.is_empty() {
            // An element that was another week's comes with what stands in it.
            layer.set_text_content(None);
        }
        let mut known: Vec<Option<Drawn>> = known.into_iter().map(Some).collect();
        let drawn = placed.iter().filter_map(|placed| {
            let is_same =
                |one: &Option<Drawn>| one.as_ref().is_some_and(|one| one.placed == *placed);
            let kept = known.iter_mut().find(|one| is_same(one));
            kept.and_then(Option::take)
                .or_else(|| Drawn::new(placed, day, desk))
        });
        self.drawn = drawn.collect();
        let focused = document().active_element();
        let has_focus = |one: &&Drawn| focused.as_ref() == Some(one.element.as_ref());
        let left = known.iter().flatten().find(has_focus);
        let left = left.map(|one| one.placed.booking());
        for gone in known.iter().flatten().flat_map(Drawn::elements) {
            gone.remove();
        }
        let mut next = layer.first_element_child();
        for element in self.drawn.iter().flat_map(Drawn::elements) {
            if next.as_ref() == Some(element) {
                next = element.next_element_sibling();
            } else {
                // Fails only where `next` stands elsewhere, which nobody else puts there.
                let _ = layer.insert_before(element, next.as_deref());
            }
        }
        if let Some(booking) = left {
            self.take_focus(layer, booking);
        }
    }

    /// What had the focus was drawn anew, or is gone: who was there is still in the calendar.
    fn take_focus(&self, layer: &Element, booking: Option<BookingId>) {
        let is_same = |one: &&Drawn| booking.is_some() && one.placed.booking() == booking;
        let drawn = self
            .drawn
            .iter()
            .find(is_same)
            .map(|one| one.element.clone());
        let grid = || layer.closest(".cal").ok()??.dyn_into::<HtmlElement>().ok();
        if let Some(next) = drawn.or_else(grid) {
            // Both take it.
            let _ = next.focus();
        }
    }

    /// What this element shows.
    pub fn find(&self, element: &HtmlElement) -> Option<&Drawn> {
        self.drawn.iter().find(|one| one.element == *element)
    }

    /// Lets an element say where the pointer rests what has no room in it.
    pub fn name(&self, element: &HtmlElement) {
        if !element.has_attribute("title")
            && let Some(drawn) = self.find(element)
        {
            set(element, "title", &drawn.title);
        }
    }
}

impl Drawn {
    /// Nothing only where the browser makes no elements.
    fn new(placed: &Placed, day: &str, desk: Desk) -> Option<Self> {
        let Said {
            look,
            spoken,
            name,
            details,
        } = said(placed, day, desk);
        let element = blank(look)?;
        let Placed { piece, lane, .. } = placed;
        stand(&element, piece.from, placed.minutes(), *lane);
        if look.is_plain() {
            element.set_text_content(Some(&name));
        } else {
            let line = element.first_element_child();
            let outline = line.and_then(|line| line.first_element_child());
            if let Some(word) = outline.and_then(|outline| outline.next_element_sibling()) {
                word.set_text_content(Some(&name));
            }
            if look.has_lines
                && let Some(line) = element.last_element_child()
            {
                line.set_text_content(Some(&details));
            }
        }
        let title = if details.is_empty() {
            name
        } else {
            format!("{name}, {details}")
        };
        if look.is_button {
            set(&element, "aria-label", &format!("{spoken}{title}"));
        }
        if let Some(id) = placed.booking() {
            set(&element, "data-booking", &id.to_string());
        }
        Some(Self {
            placed: placed.clone(),
            title,
            element,
            follow: follow(placed),
        })
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        let follow = self.follow.iter();
        std::iter::once(&self.element)
            .chain(follow)
            .map(AsRef::as_ref)
    }
}

/// The ribbon below an entry, as long as its follow-up goes on.
fn follow(placed: &Placed) -> Option<HtmlElement> {
    let Placed { piece, lane, .. } = placed;
    let minutes = placed.follow_until.checked_sub(piece.until)?;
    if minutes == 0 {
        return None;
    }
    let ribbon = document().create_element("span").ok()?;
    let ribbon: HtmlElement = ribbon.unchecked_into();
    set(&ribbon, "class", "ev-follow");
    set(&ribbon, "title", &words::follow_up_of(minutes));
    stand(&ribbon, piece.until, minutes, *lane);
    Some(ribbon)
}

fn stand(element: &HtmlElement, from: u32, minutes: u32, lane: Lane) {
    let Lane { at, of } = lane;
    let place = format!("--s:{from};--d:{minutes};--l:{at};--n:{of}");
    element.style().set_css_text(&place);
}

fn set(element: &Element, name: &str, value: &str) {
    // A name that is valid is always set.
    let _ = element.set_attribute(name, value);
}

/// An element with this look.
fn blank(look: Look) -> Option<HtmlElement> {
    let known = BLANKS.with_borrow(|all| {
        let mut all = all.iter();
        all.find(|one| one.0 == look).and_then(|one| copy(&one.1))
    });
    known.or_else(|| {
        let made = make(look)?;
        BLANKS.with_borrow_mut(|all| all.push((look, made.clone())));
        copy(&made)
    })
}

fn copy(element: &HtmlElement) -> Option<HtmlElement> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

fn make(look: Look) -> Option<HtmlElement> {
    let element = if look.is_button { "button" } else { "div" };
    let element = document().create_element(element).ok()?;
    set(&element, "class", "ev");
    set(&element, "data-state", look.state);
    if look.is_button {
        set(&element, "type", "button");
    }
    let marks = [
        ("data-narrow", look.is_narrow),
        ("data-low", look.is_low),
        ("data-half", look.is_half),
        ("data-movable", look.is_movable),
        ("data-tall", look.is_tall),
    ];
    for (name, _) in marks.into_iter().filter(|one| one.1) {
        set(&element, name, "");
    }
    if !look.is_plain() {
        // No word of anybody is in this: those are put in as texts.
        let channel = look.channel.map(markup).map_or_else(String::new, |shape| {
            format!(r#"<span class="push">{shape}</span>"#)
        });
        let details = look.has_lines.then_some(r#"<span class="ev-sub"></span>"#);
        element.set_inner_html(&format!(
            r#"<span class="ev-line">{}<b></b>{channel}</span>{}"#,
            markup(look.shape),
            details.unwrap_or_default()
        ));
    }
    element.dyn_into().ok()
}
