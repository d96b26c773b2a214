//! Memory of idle live connections.

use crate::house::{MASTER, SIGNING, admin, house};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const CONNECTIONS: usize = 5_000;

/// What a server's memory grows by while many listen and nothing happens.
pub async fn measure() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(&folder).await;
    let database = format!("sqlite://{}/bench.db", folder.path().display());
    let (server, address) = start(&database);
    let admin = admin(&address, &house.password).await;
    let token = admin.access_token().unwrap();
    let host = address.strip_prefix("http://").unwrap();
    let before = resident_kib(&server);
    let mut open = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        let mut stream = TcpStream::connect(host).await.unwrap();
        let request = format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut head = [0; 64];
        stream.read_exact(&mut head).await.unwrap();
        assert!(head.starts_with(b"HTTP/1.1 200"), "it listens");
        open.push(stream);
    }
    let after = resident_kib(&server);
    let each = (after - before) / u64::try_from(CONNECTIONS).unwrap();
    println!("\nlive connections, idle (goal: 5,000 below 200 MB)");
    println!(
        "  {CONNECTIONS} connections: {} MB before, {} MB with them, {each} KiB each\n",
        before / 1024,
        after / 1024,
    );
    drop(open);
}

/// A server's process, which ends with whoever measures it, even if that fails.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// A server of its own on a database that a house was made on.
pub fn start(database: &str) -> (Running, String) {
    let key = |bytes: [u8; 32]| format!("main:{}", STANDARD.encode(bytes));
    let mut server = Command::new(env!("CARGO_BIN_EXE_beistand"))
        .arg("serve")
        .env("BEISTAND_DATABASE_URL", database)
        .env("BEISTAND_MASTER_KEYS", key(MASTER))
        .env("BEISTAND_SIGNING_KEYS", key(SIGNING))
        .env("BEISTAND_LISTEN", "127.0.0.1:0")
        // Everybody here is one account, or at one address.
        .env("BEISTAND_ACCOUNT_REQUESTS_PER_MINUTE", "1000000")
        .env("BEISTAND_ADDRESS_REQUESTS_PER_MINUTE", "1000000")
        .env("BEISTAND_SIGN_IN_BURST", "100000")
        .env("RUST_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let address = line.split(' ').find(|word| word.starts_with("http://"));
    (Running(server), address.unwrap().to_owned())
}

/// What of the process is in memory, in KiB, as Linux tells it.
fn resident_kib(process: &Running) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.0.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    kib.unwrap().parse().unwrap()
}
