//! One style sheet out of many.

use crate::Result;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Joins every style sheet below `folder`. The tokens come first, because they name the order of
/// the cascade layers; after that no order matters but that it is always the same.
pub fn join(folder: &Path) -> Result<String> {
    let mut files = sheets(folder)?;
    files.sort_by_key(|path| (!path.ends_with("styles/tokens.css"), path.clone()));
    let mut css = String::new();
    for file in files {
        css.push_str(&fs::read_to_string(file)?);
        css.push('\n');
    }
    Ok(css)
}

fn sheets(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sheets(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            found.push(path);
        }
    }
    Ok(found)
}

/// Without comments and without white space that means nothing; quoted text is left alone.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if next == '"' || next == '\'' {
            let end = rest[1..].find(next).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            let glued = |c: char| matches!(c, '{' | '}' | ';' | ',');
            let before = out.chars().next_back().is_none_or(|c| glued(c) || c == ':');
            if !before && !rest.starts_with(glued) && !rest.starts_with("/*") {
                out.push(' ');
            }
        } else {
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_stays() {
        for (css, expected) in [
            ("a {\n  color: red;\n  top: 0;\n}\n", "a{color:red;top:0}"),
            ("/* one */ a,\n b > :hover { x: y }", "a,b > :hover{x:y}"),
            (
                "a::before { content: \"a;  b /* c */\"; }",
                "a::before{content:\"a;  b /* c */\"}",
            ),
            (
                "@media (width < 48rem) { .a .b { gap: 1px 2px } }",
                "@media (width < 48rem){.a .b{gap:1px 2px}}",
            ),
            ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
            ("a { --x: 1 /* why */ 2; }", "a{--x:1 2}"),
        ] {
            assert_eq!(minify(css), expected, "{css}");
        }
    }
}
