//! The words of what one can choose when writing to the facility.

use super::{Language, language};

super::texts! {
    about: "Worum geht es?", "What is it about?";
    not_sure: "Ich weiß es noch nicht", "I do not know yet";
    who: "Wer soll Ihnen antworten?" / "Wer soll dir antworten?", "Who should answer you?";
    anyone: "Wer gerade Zeit hat", "Whoever has time";
    anyone_hint: "So bekommen Sie am schnellsten eine Antwort."
        / "So bekommst du am schnellsten eine Antwort.",
        "This way you get an answer soonest.";
    knows_you: "Sie kennen sich schon" / "Kennt dich schon", "You know each other already";
    about_you: "Angaben zu Ihnen" / "Angaben zu dir", "About you";
    voluntary: "(freiwillig)", "(optional)";
    about_you_hint: "Sie helfen uns, passend zu antworten. Sie können alles leer lassen."
        / "Damit können wir dir passend antworten. Du kannst alles leer lassen.",
        "It helps us to answer you well. You can leave everything empty.";
}

/// How many more there are to choose from.
pub fn more_counselors(count: usize) -> String {
    match language() {
        Language::De => format!("{count} weitere Berater:innen"),
        Language::En => format!("{count} more counselors"),
    }
}
