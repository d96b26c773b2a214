//! Has the linker keep what `crates/bundler` needs to cut the app into sections.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    // A build for development stays in one piece, see `src/chunks.rs`.
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
