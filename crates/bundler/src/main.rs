//! Builds the app for the browser: `cargo run -p bundler`, or `-- --dev` while developing.
//!
//! Compiles the programs of `frontend` to WebAssembly, cuts them into sections, makes their
//! JavaScript, joins the style sheets, gives every file a name that changes with its content,
//! compresses them, and puts the result in `frontend/dist` in one step. Fails when what is loaded
//! before a program's first page has grown past its budget.
#![expect(clippy::print_stdout, reason = "a command says what it did")]

mod build;
mod chunks;
mod css;
mod dist;

use std::{env, error::Error, path::PathBuf, process::ExitCode};

/// What every step answers with; the text is shown as it is.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A program of the app. It has an HTML file of its name.
#[derive(Debug)]
struct Program {
    /// The name of its source in `frontend/src/bin`.
    name: &'static str,
    /// The section of the page that most people begin with; `None` if every visitor loads that.
    first: Option<&'static str>,
    /// Sections whose pages people open often: what these share with others, each in turn, is not
    /// fetched with what they have no use for.
    often: &'static [&'static str],
    /// The sections that most go on to: fetched while nothing else is to be done.
    next: &'static [&'static str],
}

/// All of them. Who seeks help may have few data left: to write is the one next step.
static PROGRAMS: [Program; 2] = [
    Program {
        name: "staff",
        first: Some("dashboard"),
        often: &["mail", "statistics", "bookings", "request"],
        next: &["mail", "request", "people", "settings"],
    },
    Program {
        name: "portal",
        first: None,
        often: &[],
        next: &["write"],
    },
];

/// What may be loaded before that page can be used, compressed: WebAssembly, JavaScript and CSS.
const BUDGET: usize = 350 * 1024;

/// How the app is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Profile {
    /// Quick to build, large, not compressed.
    Dev,
    /// As it is served.
    App,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bundler: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let profile = match env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => Profile::App,
        [flag] if flag == "--dev" => Profile::Dev,
        other => return Err(format!("unknown arguments {other:?}; known is --dev").into()),
    };
    let root = root()?;
    let programs = build::compile(&root, profile)?;
    let mut too_large = Vec::new();
    for (name, size) in dist::write(&root, profile, &programs)? {
        println!("{size:>19}  {name}: what is loaded before its first page can be used");
        if profile == Profile::App && size > BUDGET {
            too_large.push(format!("{name} by {} bytes", size - BUDGET));
        }
    }
    if too_large.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "past the budget of {BUDGET} bytes compressed: {}",
            too_large.join(", ")
        )
        .into())
    }
}

/// The workspace's folder: cargo says it, otherwise it is where the command was started.
fn root() -> Result<PathBuf> {
    let root = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(package) => PathBuf::from(package).join("../..").canonicalize()?,
        None => env::current_dir()?,
    };
    if root.join("frontend/index.html").is_file() {
        Ok(root)
    } else {
        Err("start it in the folder that holds frontend/".into())
    }
}
