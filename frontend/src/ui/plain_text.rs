//! A text that a facility wrote for its portal: headings, paragraphs, lists and links, made of
//! elements and never of markup.

use crate::i18n::Language;
use domain::plain_text::{Block, Span, blocks};
use leptos::prelude::*;

fn line(spans: Vec<Span>) -> AnyView {
    let piece = |span| match span {
        Span::Words(words) => words.into_any(),
        Span::Link { words, address } => {
            view! { <a href=address rel="noreferrer">{words}</a> }.into_any()
        }
    };
    spans.into_iter().map(piece).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(1, spans) => view! { <h2>{line(spans)}</h2> }.into_any(),
        Block::Heading(_, spans) => view! { <h3>{line(spans)}</h3> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter();
            let items = items.map(|spans| view! { <li>{line(spans)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
        Block::Paragraph(lines) => {
            let lines = lines.into_iter().enumerate();
            let lines = lines.map(|(n, spans)| {
                let break_before = (n > 0).then(|| view! { <br /> });
                view! { {break_before} {line(spans)} }
            });
            view! { <p>{lines.collect_view()}</p> }.into_any()
        }
    }
}

/// The text.
#[component]
pub fn PlainText(
    /// As it was written.
    text: String,
    /// In which language.
    language: Language,
) -> impl IntoView {
    let parts = blocks(&text).into_iter().map(block).collect_view();
    view! {
        <div class="stack plain-text" lang=language.tag()>
            {parts}
        </div>
    }
    .into_any()
}
