//! A stand-in for `clamd` on this machine. It speaks `INSTREAM` as clamd(8) has it, word for word:
//! the command with its null byte, pieces of a length in network order, one of no length, an
//! answer that ends with a null byte; and it finds what the EICAR test file says. It also stalls,
//! hangs up, and says that it cannot, which a real one does at no one's command.

use std::{
    io::{self, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// What every scanner finds, by agreement, and what harms nobody. In two parts, so that no scanner
/// finds it in this file.
pub fn eicar() -> Vec<u8> {
    let parts = [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD",
        "-ANTIVIRUS-TEST-FILE!$H+H*",
    ];
    parts.concat().into_bytes()
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It takes nothing in and says nothing.
    Stall,
    /// It takes everything in and says nothing.
    StallAtEnd,
    /// It hangs up in the middle.
    Drop,
    /// It hangs up in the middle of its answer.
    DropInAnswer,
    /// It says that the file is too large for it.
    TooLarge,
}

#[derive(Default)]
struct Shared {
    fault: Mutex<Option<Fault>>,
    /// Connections that are to stay open, and silent.
    stalled: Mutex<Vec<TcpStream>>,
    scanned: AtomicU64,
}

/// The scanner; it goes on until the tests end.
pub struct Clamd {
    shared: Arc<Shared>,
    port: u16,
}

impl Clamd {
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
                let shared = serving.clone();
                // A broken connection is what some of the tests are about.
                thread::spawn(move || drop(converse(stream, &shared)));
            }
        });
        Self { shared, port }
    }

    /// What `BEISTAND_CLAMD` is set to.
    pub fn address(&self) -> String {
        format!("tcp://127.0.0.1:{}", self.port)
    }

    /// From now on this goes wrong, or nothing.
    pub fn set_fault(&self, fault: Option<Fault>) {
        *self.shared.fault.lock().unwrap() = fault;
    }

    /// How many bytes it has looked at.
    pub fn scanned(&self) -> u64 {
        self.shared.scanned.load(Ordering::SeqCst)
    }
}

fn converse(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let fault = *shared.fault.lock().unwrap();
    if fault == Some(Fault::Stall) {
        shared.stalled.lock().unwrap().push(stream);
        return Ok(());
    }
    let mut command = [0; 10];
    stream.read_exact(&mut command)?;
    if &command != b"zINSTREAM\0" {
        return stream.write_all(b"UNKNOWN COMMAND\0");
    }
    let mut file = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
        if length == 0 {
            break;
        }
        let begin = file.len();
        file.resize(begin + length, 0);
        stream.read_exact(&mut file[begin..])?;
        if fault == Some(Fault::Drop) {
            return Ok(());
        }
    }
    shared
        .scanned
        .fetch_add(file.len() as u64, Ordering::SeqCst);
    let eicar = eicar();
    let found = file.windows(eicar.len()).any(|bytes| bytes == eicar);
    match fault {
        Some(Fault::StallAtEnd) => {
            shared.stalled.lock().unwrap().push(stream);
            Ok(())
        }
        Some(Fault::DropInAnswer) => stream.write_all(b"stream: OK"),
        Some(Fault::TooLarge) => stream.write_all(b"INSTREAM size limit exceeded. ERROR\0"),
        _ if found => stream.write_all(b"stream: Eicar-Test-Signature FOUND\0"),
        _ => stream.write_all(b"stream: OK\0"),
    }
}
