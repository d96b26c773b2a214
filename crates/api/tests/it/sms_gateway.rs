//! An SMS gateway on this machine, which fails where a test wants it to.

use serde_json::Value;
use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What goes wrong with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is refused with this status.
    Status(u16),
    /// Closed before anything was taken.
    DropBefore,
    /// Taken, and closed before that is said.
    DropAfter,
}

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub key: String,
    pub from: String,
    pub to: String,
    pub text: String,
}

#[derive(Default)]
struct Shared {
    taken: Mutex<Vec<Taken>>,
    faults: Mutex<VecDeque<Fault>>,
}

/// The gateway; it goes on until the tests end.
pub struct SmsGateway {
    shared: Arc<Shared>,
    port: u16,
}

pub const TOKEN: &str = "geheimes-wort";

impl SmsGateway {
    pub fn start() -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// Where somebody is waited for already.
    pub fn at(listener: TcpListener) -> Self {
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::<Shared>::default();
        let serving = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A broken connection is what some of the tests are about.
                let _ = answer(&stream, &serving);
            }
        });
        Self { shared, port }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/messages", self.port)
    }

    /// What goes wrong with the next requests, one each.
    pub fn fail_next(&self, faults: &[Fault]) {
        self.shared.faults.lock().unwrap().extend(faults);
    }

    /// What was taken, each request of it: a gateway that knows keys would deliver those of one
    /// key once.
    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.lock().unwrap().clone()
    }
}

fn answer(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut input = BufReader::new(stream);
    let (mut length, mut token, mut key) = (0, String::new(), String::new());
    let mut first = String::new();
    input.read_line(&mut first)?;
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "authorization" => value.clone_into(&mut token),
            "idempotency-key" => value.clone_into(&mut key),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    let fault = shared.faults.lock().unwrap().pop_front();
    let status = match fault {
        Some(Fault::DropBefore) => return Ok(()),
        Some(Fault::Status(status)) => status,
        _ if first != "POST /messages HTTP/1.1\r\n" => 404,
        _ if token != format!("Bearer {TOKEN}") => 401,
        _ => 202,
    };
    if status == 202 {
        let body: Value = serde_json::from_slice(&body).unwrap();
        let field = |name: &str| body[name].as_str().unwrap().to_owned();
        assert_eq!(field("id"), key);
        shared.taken.lock().unwrap().push(Taken {
            key,
            from: field("from"),
            to: field("to"),
            text: field("text"),
        });
    }
    if fault == Some(Fault::DropAfter) {
        return Ok(());
    }
    let mut output = stream;
    write!(
        output,
        "HTTP/1.1 {status} Said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}
