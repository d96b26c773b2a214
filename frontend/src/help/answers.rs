//! The answers, as `build.rs` writes them, and finding some of them.

use crate::i18n::{Language, language};

/// A group of questions.
pub struct Group {
    pub id: &'static str,
    pub de: &'static str,
    pub en: &'static str,
    pub answers: &'static [Answer],
}

/// A question with its answer.
pub struct Answer {
    pub id: &'static str,
    /// Whether it is about what only admins do.
    pub is_for_admins: bool,
    /// The addresses of the pages that lead here, with `:id` for any part.
    pub pages: &'static [&'static str],
    pub de: Text,
    pub en: Text,
}

/// In one language.
pub struct Text {
    pub question: &'static str,
    pub html: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/help.rs"));

impl Group {
    /// What it is called.
    pub fn name(&self) -> &'static str {
        match language() {
            Language::De => self.de,
            Language::En => self.en,
        }
    }
}

impl Answer {
    /// In the language of the page.
    pub fn text(&'static self) -> &'static Text {
        match language() {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// All answers, in their order.
pub fn all() -> impl Iterator<Item = &'static Answer> {
    GROUPS.iter().flat_map(|group| group.answers)
}

/// The ids and the questions of the answers with each of the words, first those that ask for them.
pub fn find(words: &str) -> Vec<(&'static str, &'static str)> {
    let (mut asked, mut told) = (Vec::new(), Vec::new());
    for answer in all() {
        let text = answer.text();
        let question = text.question.to_lowercase();
        let mut wanted = words.split_whitespace();
        if wanted.all(|word| question.contains(&word.to_lowercase())) {
            asked.push((answer.id, text.question));
        } else if has_all(text, words) {
            told.push((answer.id, text.question));
        }
    }
    asked.append(&mut told);
    asked
}

/// The answers that belong to the page at this address. A page with an address of its own is not
/// one of those with any.
pub fn about(path: &str) -> Vec<&'static Answer> {
    let of = |fits: &dyn Fn(&str) -> bool| -> Vec<_> {
        all()
            .filter(|answer| answer.pages.iter().any(|page| fits(page)))
            .collect()
    };
    let own = of(&|page| page == path);
    if own.is_empty() {
        of(&|page| fits(page, path))
    } else {
        own
    }
}

fn fits(page: &str, path: &str) -> bool {
    let (mut wanted, mut parts) = (page.split('/'), path.split('/'));
    loop {
        match (wanted.next(), parts.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == ":id" || wanted == part => {}
            _ => return false,
        }
    }
}

/// Whether each of the words stands in the question or in the answer.
pub fn has_all(text: &Text, words: &str) -> bool {
    let mut plain = text.question.to_lowercase();
    plain.push(' ');
    let mut is_tag = false;
    for char in text.html.chars() {
        match char {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => plain.extend(char.to_lowercase()),
            _ => {}
        }
    }
    let mut words = words.split_whitespace();
    words.all(|word| plain.contains(&word.to_lowercase()))
}
