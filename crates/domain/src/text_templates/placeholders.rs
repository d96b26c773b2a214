//! Filling in what differs from one use of a template to the next.

use crate::language::Language;

/// What can be filled in. In a text it stands between braces, by its name in either language:
/// `{client}`, `{Klient:in}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The client's pseudonym.
    Client,
    /// The name by which clients know the counselor.
    Counselor,
    /// What the facility is called.
    Facility,
    /// The day, as people write it.
    Date,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Client, Self::Counselor, Self::Facility, Self::Date];

    /// Its name between the braces.
    pub fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Client, Language::De) => "Klient:in",
            (Self::Client, Language::En) => "client",
            (Self::Counselor, Language::De) => "Berater:in",
            (Self::Counselor, Language::En) => "counselor",
            (Self::Facility, Language::De) => "Einrichtung",
            (Self::Facility, Language::En) => "facility",
            (Self::Date, Language::De) => "Datum",
            (Self::Date, Language::En) => "date",
        }
    }

    /// How it stands in a text.
    pub fn written(self, language: Language) -> String {
        format!("{{{}}}", self.name(language))
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let languages = [Language::De, Language::En];
        let is_it = |one: &Self| {
            languages
                .iter()
                .any(|&lang| one.name(lang).to_lowercase() == name)
        };
        Self::ALL.into_iter().find(is_it)
    }
}

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The client's pseudonym.
    pub client: &'a str,
    /// The counselor's display name.
    pub counselor: &'a str,
    /// The facility's name.
    pub facility: &'a str,
    /// The day.
    pub date: &'a str,
}

impl<'a> Values<'a> {
    fn of(self, placeholder: Placeholder) -> &'a str {
        match placeholder {
            Placeholder::Client => self.client,
            Placeholder::Counselor => self.counselor,
            Placeholder::Facility => self.facility,
            Placeholder::Date => self.date,
        }
    }
}

/// The text with everything filled in. What is filled in is never looked at again, and braces
/// around anything else stay as they are.
pub fn render(text: &str, values: Values<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find('{') {
        filled.push_str(&rest[..begin]);
        let after = &rest[begin + 1..];
        let found = after
            .find(['{', '}'])
            .filter(|end| after[*end..].starts_with('}'));
        let placeholder = found.and_then(|end| Placeholder::named(&after[..end]));
        if let (Some(placeholder), Some(end)) = (placeholder, found) {
            filled.push_str(values.of(placeholder));
            rest = &after[end + 1..];
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALUES: Values<'_> = Values {
        client: "Seestern {date}",
        counselor: "Miriam Brandt",
        facility: "Beratungsstelle Lahntal",
        date: "15.01.2026",
    };

    #[test]
    fn names_of_both_languages_are_filled_in() {
        for (text, expected) in [
            ("Guten Tag {client},", "Guten Tag Seestern {date},"),
            ("Guten Tag {Klient:in},", "Guten Tag Seestern {date},"),
            ("{ klient:IN }", "Seestern {date}"),
            (
                "{counselor}\n{facility}, {date}",
                "Miriam Brandt\nBeratungsstelle Lahntal, 15.01.2026",
            ),
            (
                "{Berater:in}{Einrichtung}{Datum}",
                "Miriam BrandtBeratungsstelle Lahntal15.01.2026",
            ),
            ("", ""),
        ] {
            assert_eq!(render(text, VALUES), expected, "{text}");
        }
    }

    #[test]
    fn other_braces_stay() {
        for text in [
            "{",
            "}",
            "{}",
            "{name}",
            "{client",
            "client}",
            "{cli{ent}",
            "a { b } c",
        ] {
            assert_eq!(render(text, VALUES), text);
        }
        assert_eq!(render("{{date}", VALUES), "{15.01.2026");
    }

    #[test]
    fn what_is_written_is_what_is_filled_in() {
        for placeholder in Placeholder::ALL {
            for language in [Language::De, Language::En] {
                let text = placeholder.written(language);
                assert_eq!(render(&text, VALUES), VALUES.of(placeholder));
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_without_braces_stays_and_nothing_breaks(text in "\\PC*") {
            let filled = render(&text, VALUES);
            if !text.contains('{') {
                prop_assert_eq!(filled, text);
            }
        }
    }
}
