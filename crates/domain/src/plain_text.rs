//! Texts that a facility writes for its portal: paragraphs, headings, lists and links, read from
//! plain text. What comes out holds words and addresses only, so that nothing of it can run.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, of the first or the second rank.
    Heading(u8, Vec<Span>),
    /// Lines that belong together; each is shown as one.
    Paragraph(Vec<Vec<Span>>),
    /// Items, one a line.
    List(Vec<Vec<Span>>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Words(String),
    /// Words that lead somewhere.
    Link {
        /// The words.
        words: String,
        /// Where to: `https:`, `http:`, `mailto:` or `tel:`, nothing else.
        address: String,
    },
}

/// The parts of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = None::<Block>;
    for line in text.lines() {
        let line = line.trim();
        let next = if line.is_empty() {
            None
        } else if let Some(words) = line.strip_prefix("## ") {
            Some(Block::Heading(2, spans(words)))
        } else if let Some(words) = line.strip_prefix("# ") {
            Some(Block::Heading(1, spans(words)))
        } else if let Some(words) = line.strip_prefix("- ") {
            Some(Block::List(vec![spans(words)]))
        } else {
            Some(Block::Paragraph(vec![spans(line)]))
        };
        // Lines of the same kind go on with what is open.
        match (&mut open, next) {
            (Some(Block::Paragraph(lines)), Some(Block::Paragraph(more)))
            | (Some(Block::List(lines)), Some(Block::List(more))) => lines.extend(more),
            (_, next) => {
                blocks.extend(open.take());
                open = next;
            }
        }
    }
    blocks.extend(open);
    blocks
}

/// The pieces of a line: addresses in it, and words with an address in parentheses behind them,
/// are links.
fn spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut words = String::new();
    let mut rest = line;
    while !rest.is_empty() {
        if let Some((link, behind)) = named_link(rest).or_else(|| bare_link(rest, &words)) {
            if !words.is_empty() {
                spans.push(Span::Words(std::mem::take(&mut words)));
            }
            spans.push(link);
            rest = behind;
            continue;
        }
        let mut chars = rest.chars();
        words.extend(chars.next());
        rest = chars.as_str();
    }
    if !words.is_empty() {
        spans.push(Span::Words(words));
    }
    spans
}

/// `[words](address)`.
fn named_link(text: &str) -> Option<(Span, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, behind) = rest.split_once(')')?;
    let good = !words.trim().is_empty() && !words.contains(['[', ']']) && is_safe(address);
    good.then(|| {
        let (words, address) = (words.trim().to_owned(), address.to_owned());
        (Span::Link { words, address }, behind)
    })
}

/// An address that stands in the text by itself. `before` is what stands in front of it.
fn bare_link<'a>(text: &'a str, before: &str) -> Option<(Span, &'a str)> {
    let begins = before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || "(,;:<\"„“".contains(c));
    if !begins {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || "<>\"“”„|".contains(c))
        .unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
    let address = if word.starts_with("https://") || word.starts_with("http://") {
        word.to_owned()
    } else if is_email(word) {
        format!("mailto:{word}")
    } else {
        return None;
    };
    if !is_safe(&address) {
        return None;
    }
    let words = word.to_owned();
    Some((Span::Link { words, address }, &text[word.len()..]))
}

fn is_email(word: &str) -> bool {
    crate::text::EmailAddress::try_from(word).is_ok()
}

/// Whether an address can be followed without harm: of a kind that runs nothing, and without
/// anything that could end it early.
fn is_safe(address: &str) -> bool {
    let plain = address
        .chars()
        .all(|c| !c.is_whitespace() && !c.is_control() && !"\"<>\\^`{|}".contains(c));
    let known = ["https://", "http://", "mailto:", "tel:"];
    let behind = known.iter().find_map(|kind| address.strip_prefix(kind));
    plain && behind.is_some_and(|behind| !behind.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Span {
        Span::Words(text.to_owned())
    }

    fn link(words: &str, address: &str) -> Span {
        Span::Link {
            words: words.to_owned(),
            address: address.to_owned(),
        }
    }

    #[test]
    fn a_text_falls_into_headings_paragraphs_and_lists() {
        let text = "# Verantwortlich\nBeratungsstelle Lahntal\nUferweg 4\n\nMehr:\n- eins\n- zwei\n## Aufsicht\n#kein Titel";
        assert_eq!(
            blocks(text),
            [
                Block::Heading(1, vec![words("Verantwortlich")]),
                Block::Paragraph(vec![
                    vec![words("Beratungsstelle Lahntal")],
                    vec![words("Uferweg 4")]
                ]),
                Block::Paragraph(vec![vec![words("Mehr:")]]),
                Block::List(vec![vec![words("eins")], vec![words("zwei")]]),
                Block::Heading(2, vec![words("Aufsicht")]),
                Block::Paragraph(vec![vec![words("#kein Titel")]]),
            ]
        );
        assert_eq!(blocks(" \n\n "), []);
    }

    #[test]
    fn addresses_are_links_and_what_ends_a_sentence_is_not_part_of_them() {
        for (line, expected) in [
            (
                "Siehe https://a.example/b?c=d.",
                vec![
                    words("Siehe "),
                    link("https://a.example/b?c=d", "https://a.example/b?c=d"),
                    words("."),
                ],
            ),
            (
                "(kontakt@lahntal.example)",
                vec![
                    words("("),
                    link("kontakt@lahntal.example", "mailto:kontakt@lahntal.example"),
                    words(")"),
                ],
            ),
            (
                "Die [Aufsicht](https://aufsicht.example) prüft.",
                vec![
                    words("Die "),
                    link("Aufsicht", "https://aufsicht.example"),
                    words(" prüft."),
                ],
            ),
            ("[Ruf](tel:112)", vec![link("Ruf", "tel:112")]),
        ] {
            assert_eq!(spans(line), expected, "{line}");
        }
    }

    #[test]
    fn what_could_run_stays_words() {
        for line in [
            "[x](javascript:alert(1))",
            "[x](JavaScript:alert)",
            "[x](data:text/html,<b>)",
            "[x](/login)",
            "javascript:alert(1)",
            "<script>alert(1)</script>",
            "https://",
        ] {
            assert_eq!(spans(line), [words(line)], "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_every_link_is_safe(text in "[-#a-z \n.:/@()\\[\\]<>\"é]{0,80}") {
            let mut kept = 0;
            for block in blocks(&text) {
                let lines = match block {
                    Block::Heading(_, spans) => vec![spans],
                    Block::Paragraph(lines) | Block::List(lines) => lines,
                };
                for span in lines.into_iter().flatten() {
                    match span {
                        Span::Words(words) => kept += words.matches(char::is_alphabetic).count(),
                        Span::Link { words, address } => {
                            prop_assert!(is_safe(&address));
                            // A named link shows its words in the place of its address.
                            let named = !address.ends_with(words.as_str());
                            kept += words.matches(char::is_alphabetic).count();
                            if named {
                                kept += address.matches(char::is_alphabetic).count();
                            }
                        }
                    }
                }
            }
            prop_assert!(kept >= text.matches(char::is_alphabetic).count());
        }
    }
}
