//! Pages to read: one file each that needs no other and no network, and everything in it escaped.

use domain::{language::Language, text::escape_html};

const HEAD: &str = "<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
    <style>body { font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; } \
    dt { font-weight: bold; } dd { margin: 0 0 .5rem; } \
    article { border-top: 1px solid #999; margin-top: 1.5rem; } \
    pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }</style>\n";

/// A page while it is written.
pub struct Page(String);

impl Page {
    /// A page that says only its title so far.
    pub fn new(language: Language, title: &str) -> Self {
        let title = escape_html(title);
        let language = language.tag();
        Self(format!(
            "<!doctype html>\n<html lang=\"{language}\">\n{HEAD}<title>{title}</title>\n<h1>{title}</h1>\n"
        ))
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.element("h2", text);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, text: &str) {
        self.element("p", text);
    }

    /// What somebody wrote, with its line breaks, and what it is.
    pub fn message(&mut self, head: &str, text: &str) {
        self.0 += "<article>\n";
        self.element("h2", head);
        self.element("pre", text);
        self.0 += "</article>\n";
    }

    /// Names with what stands behind them; what is not there is left out.
    pub fn list<'a>(&mut self, rows: impl IntoIterator<Item = (&'a str, Option<String>)>) {
        self.0 += "<dl>\n";
        for (name, value) in rows {
            if let Some(value) = value {
                self.element("dt", name);
                self.element("dd", &value);
            }
        }
        self.0 += "</dl>\n";
    }

    /// A link to another file of the archive, and what is said of it.
    pub fn link(&mut self, to: &str, name: &str, about: &str) {
        let segments = to.split('/').map(|segment| {
            let all = percent_encoding::NON_ALPHANUMERIC;
            percent_encoding::utf8_percent_encode(segment, all).to_string()
        });
        let (to, name) = (segments.collect::<Vec<_>>().join("/"), escape_html(name));
        let about = escape_html(about);
        self.0.extend([
            "<p><a href=\"",
            &to,
            "\">",
            &name,
            "</a><br>",
            &about,
            "</p>\n",
        ]);
    }

    /// The whole page.
    pub fn finish(self) -> String {
        self.0 + "</html>\n"
    }

    fn element(&mut self, name: &str, text: &str) {
        let text = escape_html(text);
        self.0.extend(["<", name, ">", &text, "</", name, ">\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_becomes_part_of_the_page() {
        let evil = "\"'><script src=//x>&";
        let mut page = Page::new(Language::De, evil);
        page.heading(evil);
        page.paragraph(evil);
        page.message(evil, evil);
        page.list([(evil, Some(evil.into())), ("absent", None)]);
        page.link(&format!("documents/{evil}"), evil, evil);
        let page = page.finish();
        assert!(
            !page.contains("<script") && !page.contains("absent"),
            "{page}"
        );
        assert!(
            page.contains("<dd>&quot;&#39;&gt;&lt;script src=//x&gt;&amp;</dd>"),
            "{page}"
        );
        assert!(
            page.contains("<a href=\"documents/%22%27%3E%3Cscript%20src%3D"),
            "{page}"
        );
    }
}
