//! A program on this machine that is told what happens, and fails where a test wants it to.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::webhooks::{SECRET_PREFIX, WebhookPayload};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What goes wrong with one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status.
    Status(u16),
    /// Closed before anything was answered.
    Drop,
    /// Nothing is answered, and the connection stays open.
    Hang,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub id: String,
    pub timestamp: String,
    pub signatures: String,
    pub body: String,
}

impl Called {
    pub fn payload(&self) -> WebhookPayload {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Whether one of its signatures is by this secret, computed as a receiver does.
    pub fn is_signed_by(&self, secret: &str) -> bool {
        let secret = secret.strip_prefix(SECRET_PREFIX).unwrap();
        let key = STANDARD.decode(secret).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{}.{}.{}", self.id, self.timestamp, self.body).as_bytes());
        let expected = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        self.signatures.split(' ').any(|one| one == expected)
    }
}

#[derive(Default)]
struct Shared {
    calls: Mutex<Vec<Called>>,
    faults: Mutex<VecDeque<Fault>>,
    /// Connections that are to stay open, and silent.
    hanging: Mutex<Vec<TcpStream>>,
}

/// The program; it goes on until the tests end.
pub struct Receiver {
    shared: Arc<Shared>,
    port: u16,
}

impl Receiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::<Shared>::default();
        let serving = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A broken connection is what some of the tests are about.
                let _ = answer(stream, &serving);
            }
        });
        Self { shared, port }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?key=geheim", self.port)
    }

    /// What goes wrong with the next calls, one each.
    pub fn fail_next(&self, faults: &[Fault]) {
        self.shared.faults.lock().unwrap().extend(faults);
    }

    /// Every call there was, whatever was answered.
    pub fn calls(&self) -> Vec<Called> {
        self.shared.calls.lock().unwrap().clone()
    }
}

fn answer(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut input = BufReader::new(&stream);
    let mut length = 0;
    let mut called = Called {
        id: String::new(),
        timestamp: String::new(),
        signatures: String::new(),
        body: String::new(),
    };
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
            "webhook-id" => value.clone_into(&mut called.id),
            "webhook-timestamp" => value.clone_into(&mut called.timestamp),
            "webhook-signature" => value.clone_into(&mut called.signatures),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    called.body = String::from_utf8(body).unwrap();
    let fault = shared.faults.lock().unwrap().pop_front();
    let status = match fault {
        Some(Fault::Drop) => return Ok(()),
        Some(Fault::Hang) => {
            shared.calls.lock().unwrap().push(called);
            shared.hanging.lock().unwrap().push(stream);
            return Ok(());
        }
        Some(Fault::Status(status)) => status,
        None if first == "POST /hook?key=geheim HTTP/1.1\r\n" => 204,
        None => 404,
    };
    shared.calls.lock().unwrap().push(called);
    // Where a redirect leads, the test would see a second call.
    let mut output = &stream;
    write!(
        output,
        "HTTP/1.1 {status} Said\r\nLocation: /hook?key=geheim\r\nContent-Length: 0\r\n\
         Connection: close\r\n\r\n"
    )
}
