//! The operator's newsletter as a mail.

use super::RenderedMail;
use crate::{language::Language, text::escape_html};

/// What the operator has written, and how to get it no more, in the reader's language.
pub fn mail(language: Language, (subject, text): (&str, &str), leave: &str) -> RenderedMail {
    let why = match language {
        Language::De => "Sie haben diesen Newsletter bestellt. Abbestellen:",
        Language::En => "You have subscribed to this newsletter. To unsubscribe:",
    };
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n",
        language.tag(),
        escape_html(subject)
    );
    for paragraph in text.split("\n\n").map(str::trim) {
        let lines = escape_html(paragraph).replace('\n', "<br>\n");
        html.extend(["<p>", &lines, "</p>\n"]);
    }
    let link = escape_html(leave);
    html.extend([
        "<p>",
        why,
        " <a href=\"",
        &link,
        "\">",
        &link,
        "</a></p>\n</body></html>\n",
    ]);
    RenderedMail {
        subject: subject.to_owned(),
        text: format!("{text}\n\n{why}\n{leave}\n"),
        html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_say_what_was_written_and_how_to_leave() {
        let written = ("Neues & mehr", "# Im <Januar>\r\n\r\n- eins\r\n- zwei\n");
        for language in [Language::De, Language::En] {
            let mail = mail(language, written, "https://beratung.example/x?a=1&b=2");
            assert_eq!(mail.subject, "Neues & mehr");
            assert!(mail.text.starts_with("# Im <Januar>\n\n- eins\n- zwei\n\n"));
            assert!(
                mail.text
                    .ends_with("\nhttps://beratung.example/x?a=1&b=2\n")
            );
            assert!(mail.html.contains("<p># Im &lt;Januar&gt;</p>"));
            assert!(mail.html.contains("<p>- eins<br>\n- zwei</p>"));
            assert!(
                mail.html
                    .contains("href=\"https://beratung.example/x?a=1&amp;b=2\"")
            );
        }
    }
}
