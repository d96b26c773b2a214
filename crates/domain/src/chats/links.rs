//! Where what somebody wrote has links. Only addresses of the web become one, and they are shown as
//! they are: nobody can make a link that looks like another.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPart<'a> {
    /// As it stands.
    Plain(&'a str),
    /// An address that begins with `https://` or `http://`.
    Link(&'a str),
}

/// The pieces of a text in their order; together they are all of it.
pub fn text_parts(text: &str) -> Vec<TextPart<'_>> {
    let mut parts = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(start) = next_scheme(text, at) {
        let length = link_length(&text[start..]);
        // A letter of the scheme is one byte.
        at = start + length.max(1);
        if length == 0 {
            continue;
        }
        if done < start {
            parts.push(TextPart::Plain(&text[done..start]));
        }
        parts.push(TextPart::Link(&text[start..at]));
        done = at;
    }
    if done < text.len() {
        parts.push(TextPart::Plain(&text[done..]));
    }
    parts
}

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// The scheme that a text begins with.
fn scheme(text: &str) -> Option<&'static str> {
    SCHEMES.into_iter().find(|scheme| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Where, from `at` on, a word begins like an address.
fn next_scheme(text: &str, at: usize) -> Option<usize> {
    let is_inside_word = |place: usize| {
        let before = text[..place].chars().next_back();
        before.is_some_and(char::is_alphanumeric)
    };
    let places = text[at..].char_indices().map(|(offset, _)| at + offset);
    let mut starts = places.filter(|&place| scheme(&text[place..]).is_some());
    starts.find(|&place| !is_inside_word(place))
}

/// How much of a text that begins with a scheme is the address; 0 if it is none.
fn link_length(text: &str) -> usize {
    let Some(scheme) = scheme(text) else { return 0 };
    let end = text.find(ends_link).unwrap_or(text.len());
    let mut link = &text[..end];
    while let Some(last) = link
        .chars()
        .next_back()
        .filter(|&last| is_loose(link, last))
    {
        link = &link[..link.len() - last.len_utf8()];
    }
    let Some(rest) = link.get(scheme.len()..) else {
        return 0;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // What stands before an `@` looks like where a link leads, and is not.
    let is_host = host.starts_with(char::is_alphanumeric) && !host.contains(['@', '\\']);
    if is_host { link.len() } else { 0 }
}

fn ends_link(char: char) -> bool {
    let turns_text_around =
        matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    char.is_whitespace()
        || char.is_control()
        || turns_text_around
        || matches!(char, '<' | '>' | '"' | '„' | '“' | '”' | '«' | '»')
}

/// Whether the last character of an address belongs to the sentence around it.
fn is_loose(link: &str, last: char) -> bool {
    let count = |wanted: char| link.chars().filter(|&char| char == wanted).count();
    match last {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | '’' => true,
        ')' => count(')') > count('('),
        ']' => count(']') > count('['),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(text: &str) -> Vec<&str> {
        let parts = text_parts(text).into_iter();
        let links = parts.filter_map(|part| match part {
            TextPart::Link(link) => Some(link),
            TextPart::Plain(_) => None,
        });
        links.collect()
    }

    #[test]
    fn addresses_of_the_web_are_links_and_nothing_else_is() {
        for (text, found) in [
            ("", &[][..]),
            ("Guten Tag", &[]),
            (
                "Siehe https://beratung.example/hilfe.",
                &["https://beratung.example/hilfe"],
            ),
            ("(http://a.example/b_(c))", &["http://a.example/b_(c)"]),
            (
                "HTTPS://A.example?x=1#y, und http://b.example!",
                &["HTTPS://A.example?x=1#y", "http://b.example"],
            ),
            ("„https://ö.example/“", &["https://ö.example/"]),
            ("https://a.example/👍 ja", &["https://a.example/👍"]),
            ("xhttps://a.example", &[]),
            ("https://", &[]),
            ("https:// a", &[]),
            ("https://.", &[]),
            ("javascript:alert(1)", &[]),
            ("data:text/html,x", &[]),
            ("https://bank.example@evil.example/", &[]),
            ("https://a.example\\@evil.example", &[]),
            ("https://a.example/\u{202e}gpj.exe", &["https://a.example/"]),
            ("https://https://a.example", &["https://https://a.example"]),
        ] {
            assert_eq!(links(text), found, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_together_are_the_text(text in "(https?://|[a-zä@./:() \u{202e}\n👍]){0,40}") {
            let mut whole = String::new();
            for part in text_parts(&text) {
                match part {
                    TextPart::Plain(part) => whole.push_str(part),
                    TextPart::Link(link) => {
                        prop_assert!(scheme(link).is_some());
                        prop_assert!(!link.contains(ends_link));
                        whole.push_str(link);
                    }
                }
            }
            prop_assert_eq!(whole, text);
        }
    }
}
