//! A face, or initials in place of one.

use leptos::prelude::*;

/// Whose initials they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Staff: a disc, in one of three tints.
    Staff,
    /// A client: a grey square, never a generated face.
    Client,
}

/// How large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// In a row of text.
    Small,
    /// In a bar.
    #[default]
    Normal,
    /// At the head of a page.
    Large,
    /// On its own.
    Portrait,
}

/// The picture of somebody, or the initials of their name. The name itself stands beside it, so
/// this is hidden from readers.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: String,
    /// Whose.
    tone: Tone,
    /// How large.
    #[prop(optional)]
    size: Size,
    /// The address of the picture, if there is one.
    #[prop(optional_no_strip)]
    picture: Option<String>,
    /// What stands at its corner.
    #[prop(optional, into)]
    presence: ViewFn,
) -> impl IntoView {
    let class = match size {
        Size::Small => "avatar avatar-sm",
        Size::Normal => "avatar",
        Size::Large => "avatar avatar-lg",
        Size::Portrait => "avatar avatar-xl",
    };
    if let Some(picture) = picture {
        return view! {
            <span class=class aria-hidden="true">
                <img src=picture alt="" loading="lazy" decoding="async" />
                {presence.run()}
            </span>
        }
        .into_any();
    }
    let (initials, tint) = match tone {
        Tone::Client => (name.chars().take(2).collect::<String>(), "client"),
        Tone::Staff => {
            let initials = name
                .split_whitespace()
                .filter_map(|word| word.chars().next());
            let tints = ["1", "2", "3"];
            let sum: u32 = name.chars().map(u32::from).sum();
            (
                initials.take(2).collect(),
                tints[sum as usize % tints.len()],
            )
        }
    };
    view! {
        <span class=class data-tone=tint aria-hidden="true">
            {initials} {presence.run()}
        </span>
    }
    .into_any()
}
