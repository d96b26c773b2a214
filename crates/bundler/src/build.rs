//! From Rust to WebAssembly and the JavaScript that starts it.

use crate::{
    PROGRAMS, Profile, Program, Result,
    chunks::{self, Cut},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use wasm_bindgen_cli_support::Bindgen;

/// The wasm target's name.
const TARGET: &str = "wasm32-unknown-unknown";

/// A compiled program. The JavaScript names the other file `NAME_bg.wasm`.
#[derive(Debug)]
pub struct Compiled {
    /// Which.
    pub program: &'static Program,
    /// What everybody loads of the program.
    pub wasm: Vec<u8>,
    /// What loads it.
    pub js: String,
    /// The sections of the program.
    pub cut: Cut,
}

/// Compiles the programs of `frontend` and makes their JavaScript.
pub fn compile(root: &Path, profile: Profile) -> Result<Vec<Compiled>> {
    run(tool("rustc").arg("-vV"))?;
    let mut cargo = tool("cargo");
    cargo
        .current_dir(root)
        .args(["build", "-p", "frontend", "--bins", "--target", TARGET])
        .args(["--config", &flags(root)])
        .args([
            "--profile",
            if profile == Profile::Dev {
                "dev"
            } else {
                "app"
            },
        ]);
    run(&mut cargo)?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = if profile == Profile::Dev {
        "debug"
    } else {
        "app"
    };
    let folder = target.join(TARGET).join(folder);
    PROGRAMS
        .iter()
        .map(|program| bindgen(&folder, program, profile))
        .collect()
}

/// What the compiler is told beside the profile. Leptos erases the types of its views, which
/// would otherwise be as many and as large as the pages made of them; and paths of this machine
/// stay out of the app, so that it is the same wherever it is built.
fn flags(root: &Path) -> String {
    let home = env::var("HOME").unwrap_or_default();
    let cargo = env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let root = root.display();
    format!(
        "target.{TARGET}.rustflags=['--cfg=erase_components', \
         '--remap-path-prefix={cargo}/registry/src=', '--remap-path-prefix={root}=']"
    )
}

/// A Rust tool of the toolchain that has the wasm target: rustup's default one, or Debian's where
/// `BEISTAND_WASM_TOOLCHAIN` says so.
fn tool(name: &str) -> Command {
    let mut command = Command::new(name);
    if let Some(toolchain) = env::var("BEISTAND_WASM_TOOLCHAIN")
        .ok()
        .filter(|t| !t.is_empty())
    {
        command.arg(format!("+{toolchain}"));
    }
    // What the cargo that started us set is about the native toolchain.
    for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    command
}

fn bindgen(folder: &Path, program: &'static Program, profile: Profile) -> Result<Compiled> {
    let name = program.name;
    let out = &folder.join("bindgen").join(name);
    match fs::remove_dir_all(out) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => fs::create_dir_all(out)?,
    }
    let dev = profile == Profile::Dev;
    let wasm = fs::read(folder.join(name).with_extension("wasm"))?;
    let cut = if dev {
        Cut::whole(wasm)
    } else {
        chunks::cut(&wasm, out, program.first, program.often)?
    };
    Bindgen::new()
        .input_bytes(name, cut.main.clone())
        // What the sections take from the main part by its name.
        .keep_lld_exports(true)
        .demangle(false)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(!dev)
        .remove_producers_section(true)
        .keep_debug(dev)
        .generate(out)?;
    if out.join("snippets").exists() {
        return Err(
            "a dependency brings JavaScript of its own, which dist.rs does not copy".into(),
        );
    }
    Ok(Compiled {
        program,
        wasm: fs::read(out.join(format!("{name}_bg.wasm")))?,
        js: fs::read_to_string(out.join(format!("{name}.js")))?,
        cut,
    })
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| {
        format!(
            "{} does not start: {error}",
            command.get_program().display()
        )
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed: {status}", command.get_program().display()).into())
    }
}
