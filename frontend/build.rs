//! Has the linker keep what `crates/bundler` needs to cut the app into sections, and brings the
//! help (`help/<language>/<group>.md`) into the program. It refuses help that is not whole: an
//! answer in one language only, an id twice, a link that leads nowhere.

use pulldown_cmark::{Event, Options, Parser, Tag, html};
use std::{collections::BTreeSet, env, error::Error, fmt::Write, fs, path::Path};

/// The groups of the help, in their order.
const GROUPS: [&str; 8] = [
    "account",
    "people",
    "mail",
    "appointments",
    "chat",
    "video",
    "monitoring",
    "settings",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=help");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    // A build for development stays in one piece, see `src/chunks.rs`.
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("help.rs"), help())?;
    Ok(())
}

/// A question with its answer, in one language.
#[derive(Debug, Default)]
struct Answer {
    id: String,
    is_for_admins: bool,
    pages: Vec<String>,
    question: String,
    text: String,
}

/// All of it, as Rust.
fn help() -> String {
    let mut code = String::from("pub static GROUPS: &[Group] = &[\n");
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    for group in GROUPS {
        let (de_name, de) = read("de", group);
        let (en_name, en) = read("en", group);
        let names = |answers: &[Answer]| -> Vec<_> {
            let names = answers.iter();
            names
                .map(|one| (one.id.clone(), one.is_for_admins, one.pages.clone()))
                .collect()
        };
        assert_eq!(
            names(&de),
            names(&en),
            "{group}: the same in both languages"
        );
        _ = writeln!(
            code,
            "Group {{ id: {group:?}, de: {de_name:?}, en: {en_name:?}, answers: &["
        );
        for (de, en) in de.iter().zip(&en) {
            assert!(ids.insert(de.id.clone()), "{} is there twice", de.id);
            _ = write!(
                code,
                "Answer {{ id: {:?}, is_for_admins: {}, pages: &{:?}, ",
                de.id, de.is_for_admins, de.pages
            );
            for (language, answer) in [("de", de), ("en", en)] {
                let html = html_of(&answer.text, &mut links);
                let question = &answer.question;
                _ = write!(
                    code,
                    "{language}: Text {{ question: {question:?}, html: {html:?} }}, "
                );
            }
            code.push_str("},\n");
        }
        code.push_str("] },\n");
    }
    let dead: Vec<_> = links.difference(&ids).collect();
    assert!(
        dead.is_empty(),
        "links of the help that lead nowhere: {dead:?}"
    );
    code + "];\n"
}

/// The name of a group and its answers.
fn read(language: &str, group: &str) -> (String, Vec<Answer>) {
    let path = format!("help/{language}/{group}.md");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut name = String::new();
    let mut answers = Vec::<Answer>::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            title.trim().clone_into(&mut name);
        } else if let Some(heading) = line.strip_prefix("## ") {
            answers.push(begin(heading).unwrap_or_else(|| panic!("{path}: {heading}")));
        } else if let Some(answer) = answers.last_mut() {
            answer.text.push_str(line);
            answer.text.push('\n');
        }
    }
    (name, answers)
}

/// Reads `Question {#id admins pages=/one,/other}`.
fn begin(heading: &str) -> Option<Answer> {
    let (question, options) = heading.trim().strip_suffix('}')?.rsplit_once("{#")?;
    let mut options = options.split_whitespace();
    let mut answer = Answer {
        id: options.next()?.to_owned(),
        question: question.trim().to_owned(),
        ..Answer::default()
    };
    for option in options {
        if option == "admins" {
            answer.is_for_admins = true;
        } else {
            let pages = option.strip_prefix("pages=")?.split(',');
            answer.pages = pages.map(str::to_owned).collect();
        }
    }
    Some(answer)
}

/// The answer as the page shows it. Links to other answers become addresses, and are noted.
fn html_of(text: &str, links: &mut BTreeSet<String>) -> String {
    let events = Parser::new_ext(text, Options::empty()).map(|event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let dest_url = match dest_url.strip_prefix('#') {
                Some(answer) => {
                    links.insert(answer.to_owned());
                    format!("/help?answer={answer}").into()
                }
                None => dest_url,
            };
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        Event::Html(html) | Event::InlineHtml(html) => panic!("no HTML in the help: {html}"),
        other => other,
    });
    let mut html = String::new();
    html::push_html(&mut html, events);
    html
}
