//! The program itself, started as an operator would.

use crate::support::S3;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Output, Stdio},
};

/// The program with nothing of this machine's own settings.
pub fn beistand() -> Command {
    // Who talks to the program from here needs what it has chosen for itself.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut command = Command::new(env!("CARGO_BIN_EXE_beistand"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BEISTAND_")) {
        command.env_remove(name);
    }
    match S3::given() {
        Some(store) => command
            .env("BEISTAND_BLOBS", store.bucket("program"))
            .env("BEISTAND_BLOBS_ACCESS_KEY_ID", S3::ACCESS_KEY_ID)
            .env("BEISTAND_BLOBS_SECRET_ACCESS_KEY", S3::SECRET_ACCESS_KEY),
        None => command.env(
            "BEISTAND_BLOBS",
            concat!(env!("CARGO_TARGET_TMPDIR"), "/blobs"),
        ),
    };
    command
}

pub fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn signing_key() -> String {
    format!("main:{}", STANDARD.encode([7; 32]))
}

/// The key of `support::keyring`.
pub fn master_key() -> String {
    format!("test:{}", STANDARD.encode([9; 32]))
}

/// A server on this database, to be started.
pub fn server(database_url: &str) -> Command {
    let mut command = beistand();
    command
        .arg("serve")
        .env("BEISTAND_DATABASE_URL", database_url)
        .env("BEISTAND_MASTER_KEYS", master_key())
        .env("BEISTAND_SIGNING_KEYS", signing_key())
        .env("BEISTAND_LISTEN", "127.0.0.1:0");
    command
}

/// Starts a server that listens where it likes; the address is what it says.
pub fn start(command: &mut Command) -> (Child, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let address = line
        .split_whitespace()
        .find(|word| word.starts_with("http://"));
    (child, address.expect("it says where it is").to_owned())
}

/// Has it stand still in the middle of whatever it does, until [`thaw`].
pub fn freeze(child: &Child) {
    signal(child, "-STOP");
    let file = format!("/proc/{}/status", child.id());
    let stands = || {
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("State:\tT")
    };
    while !stands() {
        std::thread::yield_now();
    }
}

/// Lets it go on as if nothing had happened.
pub fn thaw(child: &Child) {
    signal(child, "-CONT");
}

fn signal(child: &Child, name: &str) -> bool {
    let pid = child.id().to_string();
    Command::new("kill")
        .args([name, &pid])
        .status()
        .unwrap()
        .success()
}

/// Asks it to stop.
pub fn ask_to_stop(child: &Child) -> bool {
    signal(child, "-TERM")
}

/// Asks it to stop, and tells whether it did so in peace.
pub fn stop(mut child: Child) -> bool {
    ask_to_stop(&child) && child.wait().unwrap().success()
}

/// Ends it without asking.
pub fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}
