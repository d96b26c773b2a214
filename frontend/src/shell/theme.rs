//! Light, dark, or as the system does.

use crate::ui::dom;
use leptos::prelude::*;

/// Where the browser remembers it; `boot.js` reads it too.
const STORED: &str = "beistand.theme";

/// How the page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system does.
    Automatic,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Automatic, Self::Light, Self::Dark];

    /// What was chosen in this browser.
    pub fn remembered() -> Self {
        match dom::remembered(STORED).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Automatic,
        }
    }

    /// Shows the page this way and remembers it in this browser.
    pub fn choose(self) {
        let name = match self {
            Self::Automatic => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        };
        let root = document().document_element();
        match (name, root) {
            (Some(name), Some(root)) => {
                // Setting an attribute by a valid name cannot fail.
                let _ = root.set_attribute("data-theme", name);
                dom::remember(STORED, name);
            }
            (_, root) => {
                let _ = root.map(|root| root.remove_attribute("data-theme"));
                dom::forget(STORED);
            }
        }
    }
}
