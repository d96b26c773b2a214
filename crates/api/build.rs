//! The app is built into the program. Its folder is made here if it is not there yet, so that
//! cargo has something to watch, and the program is built anew when the app changes.

use std::{fs, io};

fn main() -> io::Result<()> {
    let app = "../../frontend/dist";
    println!("cargo::rerun-if-changed={app}");
    fs::create_dir_all(app)
}
