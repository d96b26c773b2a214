//! The app that is built into the program may gain files; cargo has to be told to look.

fn main() {
    println!("cargo::rerun-if-changed=../../frontend/dist");
}
