//! A stand-in for an S3-compatible store on this machine: as much of its protocol as a server speaks
//! that puts, gets, looks, lists and deletes objects of one bucket. Who calls is not asked for a name,
//! and it goes away when a test wants it to; `just test-s3` runs against a store that does neither.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// What goes wrong, until something else is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It hangs up on everybody.
    Gone,
    /// It takes so many objects more, and then hangs up on everybody.
    GoneAfter(usize),
    /// Everybody is refused with this status.
    Status(u16),
    /// There is no bucket any more.
    NoBucket,
}

#[derive(Default)]
struct Shared {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
    fault: Mutex<Option<Fault>>,
}

/// The store; it goes on until the tests end.
pub struct S3StandIn {
    shared: Arc<Shared>,
    port: u16,
}

const BUCKET: &str = "/dokumente/";

impl S3StandIn {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::<Shared>::default();
        let serving = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = serving.clone();
                // A broken connection is what some of the tests are about.
                thread::spawn(move || drop(answer(&stream, &shared)));
            }
        });
        Self { shared, port }
    }

    /// What `BEISTAND_BLOBS` is set to.
    pub fn setting(&self) -> String {
        format!("s3://dokumente?endpoint=http://127.0.0.1:{}", self.port)
    }

    /// From now on this goes wrong, or nothing.
    pub fn set_fault(&self, fault: Option<Fault>) {
        *self.shared.fault.lock().unwrap() = fault;
    }

    /// The names of all objects.
    pub fn names(&self) -> Vec<String> {
        let objects = self.shared.objects.lock().unwrap();
        objects.keys().cloned().collect()
    }
}

fn answer(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut input = BufReader::new(stream);
    let mut first = String::new();
    input.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let fault = *shared.fault.lock().unwrap();
    let (status, body) = match fault {
        Some(Fault::Gone | Fault::GoneAfter(0)) => return Ok(()),
        Some(Fault::Status(status)) => (status, Vec::new()),
        Some(Fault::NoBucket) => (404, b"<Error><Code>NoSuchBucket</Code></Error>".to_vec()),
        Some(Fault::GoneAfter(_)) | None => serve(shared, (method, path, query), body),
    };
    if let (Some(Fault::GoneAfter(left)), "PUT") = (fault, method) {
        *shared.fault.lock().unwrap() = Some(Fault::GoneAfter(left - 1));
    }
    let mut output = stream;
    write!(
        output,
        "HTTP/1.1 {status} Said\r\nContent-Length: {}\r\nETag: \"1\"\r\n\
         Last-Modified: Thu, 15 Jan 2026 10:00:00 GMT\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "HEAD" {
        return Ok(());
    }
    output.write_all(&body)
}

fn serve(
    shared: &Shared,
    (method, path, query): (&str, &str, &str),
    body: Vec<u8>,
) -> (u16, Vec<u8>) {
    let mut objects = shared.objects.lock().unwrap();
    let key = path.strip_prefix(BUCKET).unwrap_or_default().to_owned();
    match method {
        "PUT" => {
            objects.insert(key, body);
            (200, Vec::new())
        }
        "DELETE" => {
            objects.remove(&key);
            (204, Vec::new())
        }
        _ if query.contains("list-type=2") => (200, list(&objects, query).into_bytes()),
        _ => match objects.get(&key) {
            Some(found) => (200, found.clone()),
            None => (404, Vec::new()),
        },
    }
}

/// All that begins as the query says; there are never so many that it would take two answers.
fn list(objects: &BTreeMap<String, Vec<u8>>, query: &str) -> String {
    let prefix = query
        .split('&')
        .find_map(|part| part.strip_prefix("prefix="));
    let prefix = prefix.unwrap_or_default().replace("%2F", "/");
    let found = objects.iter().filter(|(key, _)| key.starts_with(&prefix));
    let contents = found.map(|(key, bytes)| {
        format!(
            "<Contents><Key>{key}</Key><LastModified>2026-01-15T10:00:00.000Z</LastModified>\
             <ETag>\"1\"</ETag><Size>{}</Size></Contents>",
            bytes.len()
        )
    });
    format!(
        "<ListBucketResult><Name>dokumente</Name><Prefix>{prefix}</Prefix>\
         <IsTruncated>false</IsTruncated>{}</ListBucketResult>",
        contents.collect::<String>()
    )
}
