//! A mail server on this machine. What it says is said by `mailin`, an SMTP implementation that
//! knows nothing of ours; the test holds the wire, and cuts, stalls or refuses where it likes.

use mailin::{Action, Handler, Response, Session, SessionBuilder};
use std::{
    collections::VecDeque,
    io::{self, BufRead, BufReader, Write},
    net::{IpAddr, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
};

/// What goes wrong with one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Closed before a word was said.
    NoGreeting,
    /// Whoever calls is refused with this code.
    Greeting(u16),
    /// The sender is refused with this code.
    Sender(u16),
    /// The recipient is refused with this code.
    Recipient(u16),
    /// No answer comes to the greeting's reply, and the connection stays open.
    Stall,
    /// Closed instead of an answer to DATA.
    DropBeforeData,
    /// Closed while the mail is being said, before it ends.
    DropInData,
    /// The mail was taken and that is said; the farewell is not answered any more.
    StallAtQuit,
    /// The mail was taken, and the connection breaks before that is said.
    DropAfterData,
    /// DATA is answered once the test says so.
    HoldAtData,
    /// The mail was taken, which is said once the test says so.
    HoldAtEnd,
}

/// A mail in the box.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub raw: String,
}

impl Received {
    /// The value of a header that stands on one line.
    pub fn header(&self, name: &str) -> &str {
        let line = self.raw.lines().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        });
        line.unwrap_or_default().trim_end()
    }
}

#[derive(Default)]
struct Shared {
    inbox: Mutex<Vec<Received>>,
    faults: Mutex<VecDeque<Option<Fault>>>,
    /// Connections that are to stay open, and silent.
    stalled: Mutex<Vec<TcpStream>>,
    held: Mutex<Held>,
    moved: Condvar,
}

/// Connections that wait for the test, and those that have ended after that.
#[derive(Default)]
struct Held {
    holding: usize,
    released: bool,
    ended: usize,
}

impl Shared {
    /// Waits for the test.
    fn hold(&self) {
        let mut held = self.held.lock().unwrap();
        held.holding += 1;
        drop(self.moved.wait_while(held, |held| !held.released));
    }
}

/// The server; it goes on until the tests end.
pub struct MailServer {
    shared: Arc<Shared>,
    port: u16,
}

impl MailServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::<Shared>::default();
        let serving = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = serving.clone();
                thread::spawn(move || {
                    let fault = shared.faults.lock().unwrap().pop_front().flatten();
                    // A broken connection is what some of the tests are about.
                    let _ = converse(&stream, &shared, fault);
                    if matches!(fault, Some(Fault::HoldAtData | Fault::HoldAtEnd)) {
                        shared.held.lock().unwrap().ended += 1;
                    }
                });
            }
        });
        Self { shared, port }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What goes wrong with the next connections, one each.
    pub fn fail_next(&self, faults: &[Fault]) {
        let faults = faults.iter().copied().map(Some);
        self.shared.faults.lock().unwrap().extend(faults);
    }

    /// What goes wrong after so many connections with which nothing does.
    pub fn pass_then_fail(&self, good: usize, fault: Fault) {
        let faults = std::iter::repeat_n(None, good).chain([Some(fault)]);
        self.shared.faults.lock().unwrap().extend(faults);
    }

    /// Whether somebody is being kept waiting.
    pub fn has_stalled(&self) -> bool {
        !self.shared.stalled.lock().unwrap().is_empty()
    }

    /// Whether a connection waits for the test.
    pub fn is_holding(&self) -> bool {
        let held = self.shared.held.lock().unwrap();
        held.holding > 0 && !held.released
    }

    /// Lets go on what waits for the test.
    pub fn release(&self) {
        self.shared.held.lock().unwrap().released = true;
        self.shared.moved.notify_all();
    }

    /// Whether a connection that was held is over.
    pub fn has_let_go(&self) -> bool {
        self.shared.held.lock().unwrap().ended > 0
    }

    pub fn inbox(&self) -> Vec<Received> {
        self.shared.inbox.lock().unwrap().clone()
    }
}

fn converse(stream: &TcpStream, shared: &Arc<Shared>, fault: Option<Fault>) -> io::Result<()> {
    match fault {
        Some(Fault::NoGreeting) => return Ok(()),
        Some(Fault::Greeting(code)) => return say(stream, &Response::custom(code, "no".into())),
        _ => {}
    }
    let handler = Box {
        shared: shared.clone(),
        fault,
        to: String::new(),
        raw: Vec::new(),
    };
    let here = IpAddr::from([127, 0, 0, 1]);
    let mut session = SessionBuilder::new("mail.example").build(here, handler);
    say(stream, &session.greeting())?;
    let mut lines = BufReader::new(stream);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let farewell = line.starts_with(b"QUIT") && fault == Some(Fault::StallAtQuit);
        if farewell || fault == Some(Fault::Stall) {
            shared.stalled.lock().unwrap().push(stream.try_clone()?);
            return Ok(());
        }
        if line.starts_with(b"DATA") && fault == Some(Fault::DropBeforeData) {
            return Ok(());
        }
        if line.starts_with(b"DATA") && fault == Some(Fault::HoldAtData) {
            shared.hold();
        }
        if line.starts_with(b"Subject:") && fault == Some(Fault::DropInData) {
            return Ok(());
        }
        let ended = step(&mut session, stream, &line, (shared, fault))?;
        if ended {
            return Ok(());
        }
        line.clear();
    }
    Ok(())
}

fn step(
    session: &mut Session<Box>,
    stream: &TcpStream,
    line: &[u8],
    (shared, fault): (&Shared, Option<Fault>),
) -> io::Result<bool> {
    let response = session.process(line);
    if line == b".\r\n" && fault == Some(Fault::HoldAtEnd) {
        shared.hold();
    }
    if line == b".\r\n" && fault == Some(Fault::DropAfterData) {
        return Ok(true);
    }
    match response.action {
        Action::NoReply => Ok(false),
        Action::Close => say(stream, &response).map(|()| true),
        Action::Reply | Action::UpgradeTls => say(stream, &response).map(|()| false),
    }
}

fn say(mut stream: &TcpStream, response: &Response) -> io::Result<()> {
    stream.write_all(&response.buffer()?)
}

/// One connection's side of the box.
struct Box {
    shared: Arc<Shared>,
    fault: Option<Fault>,
    to: String,
    raw: Vec<u8>,
}

impl Handler for Box {
    fn mail(&mut self, _: IpAddr, _: &str, from: &str) -> Response {
        match self.fault {
            Some(Fault::Sender(code)) => Response::custom(code, format!("<{from}> unknown here")),
            _ => mailin::response::OK,
        }
    }

    fn rcpt(&mut self, to: &str) -> Response {
        if let Some(Fault::Recipient(code)) = self.fault {
            // Servers like to repeat the address; it must not get into our log or list.
            return Response::custom(code, format!("<{to}> not today"));
        }
        to.clone_into(&mut self.to);
        mailin::response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.raw.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let raw = String::from_utf8(std::mem::take(&mut self.raw)).unwrap();
        let to = std::mem::take(&mut self.to);
        self.shared.inbox.lock().unwrap().push(Received { to, raw });
        mailin::response::OK
    }
}
