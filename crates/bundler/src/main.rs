//! Builds the app for the browser: `cargo run -p bundler`, or `-- --dev` while developing.
//!
//! Compiles `frontend` to WebAssembly, makes its JavaScript, joins the style sheets, gives every
//! file a name that changes with its content, compresses them, and puts the result in
//! `frontend/dist` in one step. Fails when the app has grown past its budget.
#![expect(clippy::print_stdout, reason = "a command says what it did")]

mod build;
mod css;
mod dist;

use std::{env, error::Error, path::PathBuf, process::ExitCode};

/// What every step answers with; the text is shown as it is.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What may be loaded before the app runs, compressed: WebAssembly, JavaScript and CSS together.
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
    let app = build::compile(&root, profile)?;
    let size = dist::write(&root, profile, app)?;
    if profile == Profile::App && size > BUDGET {
        return Err(format!(
            "the app is {size} bytes compressed, {} more than its budget of {BUDGET}",
            size - BUDGET
        )
        .into());
    }
    Ok(())
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
