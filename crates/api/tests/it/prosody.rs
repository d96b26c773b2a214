//! Our tokens against a real Prosody: who gets into which room, and as what. It runs on this machine,
//! with our modules (`crates/api/jitsi`) and a folder of its own, and is spoken to as browsers do
//! (BOSH, XEP-0124 and XEP-0206).

use crate::{
    group_bookings::group_booking,
    support::{TestApp, http},
    video::{APP_ID, SECRET, conversation, link, presented, with_video},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{TimeDelta, Utc};
use domain::video::{VideoEntry, VideoLinkKind, VideoPlace};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The server, as long as the test runs.
struct Prosody {
    process: Child,
    _folder: TempDir,
    /// What it has said so far.
    log: Arc<Mutex<String>>,
    address: String,
}

impl Drop for Prosody {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Prosody {
    /// A port is known to be free only once it is taken.
    async fn start() -> Self {
        for _ in 0..5 {
            let started = actix_web::rt::task::spawn_blocking(Self::attempt);
            if let Some(server) = started.await.unwrap() {
                return server;
            }
        }
        panic!("Prosody finds no port");
    }

    fn attempt() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let file = folder.path().join("prosody.cfg.lua");
        fs::write(&file, settings(folder.path(), port)).unwrap();
        let mut process = Command::new("prosody")
            .arg("--config")
            .arg(&file)
            .arg("-F")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("no Prosody on this machine: apt-get install prosody");
        let (log, kept) = (Arc::<Mutex<String>>::default(), process.stdout.take());
        let (said, listening) = mpsc::channel();
        let keep = log.clone();
        thread::spawn(move || {
            for line in BufReader::new(kept.unwrap()).lines().map_while(Result::ok) {
                if line.contains("Activated service 'http' on") {
                    let _ = said.send(line.contains(&format!(":{port}")));
                }
                let mut log = keep.lock().unwrap();
                log.push_str(&line);
                log.push('\n');
            }
        });
        let server = Self {
            process,
            _folder: folder,
            log,
            address: format!("http://127.0.0.1:{port}/http-bind"),
        };
        let listens = listening.recv_timeout(PATIENCE);
        let listens = listens.unwrap_or_else(|_| panic!("it does not start: {}", server.log()));
        listens.then_some(server)
    }

    fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }
}

/// As an operator would write them, for this machine alone and without encryption.
fn settings(folder: &Path, port: u16) -> String {
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("jitsi");
    let (modules, data) = (modules.display(), folder.display());
    format!(
        r#"
        run_as_root = true
        data_path = "{data}"
        log = {{ info = "*console" }}
        plugin_paths = {{ "{modules}" }}
        modules_enabled = {{ "saslauth", "bosh" }}
        modules_disabled = {{ "s2s", "c2s", "offline", "posix" }}
        c2s_ports, c2s_direct_tls_ports, s2s_ports, https_ports = {{}}, {{}}, {{}}, {{}}
        http_ports, http_interfaces = {{ {port} }}, {{ "127.0.0.1" }}
        http_default_host = "meet.example"
        consider_bosh_secure = true

        VirtualHost "meet.example"
            authentication = "beistand"
            app_id = "{APP_ID}"
            app_secret = "{SECRET}"

        Component "conference.meet.example" "muc"
            modules_enabled = {{ "beistand_roles" }}
            muc_room_locking = false
            muc_room_default_public_jids = true
        "#
    )
}

/// Somebody's browser.
struct Browser<'a> {
    server: &'a Prosody,
    token: String,
    session: String,
    request: u64,
    /// All that was heard so far.
    heard: String,
}

impl<'a> Browser<'a> {
    /// Connects with a token; `None` when that is refused.
    async fn connect(server: &'a Prosody, token: &str) -> Option<Self> {
        let mut browser = Self {
            server,
            token: token.to_owned(),
            session: String::new(),
            request: 1_000,
            heard: String::new(),
        };
        let opened = browser
            .body(
                "to='meet.example' wait='1' hold='1' ver='1.6' xmpp:version='1.0' \
                 xmlns:xmpp='urn:xmpp:xbosh'",
                "",
            )
            .await;
        let session = opened.split_once("sid='").unwrap().1;
        browser.session = session.split('\'').next().unwrap().to_owned();
        let sign_in = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>";
        let answer = browser.say(sign_in, &["<success", "<failure"]).await;
        if answer.contains("<failure") {
            return None;
        }
        browser
            .body("xmpp:restart='true' xmlns:xmpp='urn:xmpp:xbosh'", "")
            .await;
        let bind = "<iq type='set' id='bind' xmlns='jabber:client'>\
                    <bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";
        browser.say(bind, &["<jid>"]).await;
        Some(browser)
    }

    async fn body(&mut self, attributes: &str, content: &str) -> String {
        self.request += 1;
        let (request, session) = (self.request, &self.session);
        let session = match session.as_str() {
            "" => String::new(),
            session => format!("sid='{session}'"),
        };
        let body = format!(
            "<body rid='{request}' {session} {attributes} \
             xmlns='http://jabber.org/protocol/httpbind'>{content}</body>"
        );
        let address = format!("{}?token={}", self.server.address, self.token);
        let answer = http().post(address).body(body).send().await.unwrap();
        let text = answer.text().await.unwrap();
        self.heard.push_str(&text);
        text
    }

    /// Says something, and listens until one of these is heard.
    async fn say(&mut self, stanza: &str, until: &[&str]) -> String {
        let mut heard = self.body("", stanza).await;
        let begun = Instant::now();
        while !until.iter().any(|one| heard.contains(one)) {
            assert!(
                begun.elapsed() < PATIENCE,
                "{until:?}: {heard}\n{}",
                self.server.log()
            );
            heard += &self.body("", "").await;
        }
        heard
    }

    /// Enters a room; what is said of oneself there, or the refusal.
    async fn enter(&mut self, room: &str, nick: &str) -> String {
        let presence = format!(
            "<presence xmlns='jabber:client' to='{room}@conference.meet.example/{nick}'>\
             <x xmlns='http://jabber.org/protocol/muc'/></presence>"
        );
        let heard = self.say(&presence, &["code='110'", "type='error'"]).await;
        let own = heard
            .split("<presence")
            .find(|one| one.contains("code='110'") || one.contains("type='error'"));
        own.unwrap().to_owned()
    }

    /// Listens until that is heard.
    async fn hear(&mut self, word: &str) {
        if !self.heard.contains(word) {
            self.say("", &[word]).await;
        }
    }
}

/// The room, and the token for it.
fn parts(entry: &VideoEntry) -> (String, String) {
    let (room, token) = entry.url.split_once("?jwt=").unwrap();
    let room = room.rsplit_once('/').unwrap().1;
    (room.to_owned(), token.to_owned())
}

/// A way into a room that somebody is given who asks so long before or after this moment: Prosody
/// reads the clock of the machine.
async fn entry_at(offset: TimeDelta) -> (String, String) {
    let app = TestApp::with(with_video).await;
    app.hand.advance(Utc::now() + offset - app.hand.now());
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let chat = conversation(&brandt, &facility.client("Seestern").await).await;
    parts(&brandt.client.start_chat_video(chat).await.unwrap())
}

/// What Jitsi's component for moderation says to browsers.
fn moderated(kind: &str) -> String {
    // As Prosody writes quotes within a text.
    format!("&quot;mediaType&quot;:&quot;{kind}&quot;")
}

#[actix_web::test]
async fn a_room_lets_in_who_has_a_token_for_it_that_holds_now() {
    let server = Prosody::start().await;
    let (room, good) = entry_at(TimeDelta::zero()).await;
    let (payload, signature) = good.rsplit_once('.').unwrap();
    let (header, claims) = payload.split_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    let forged = format!("{payload}.{other}{}", &signature[1..]);
    let leads = URL_SAFE_NO_PAD.decode(claims).unwrap();
    let leads = String::from_utf8(leads).unwrap().replace(&room, "anderswo");
    let changed = format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(leads));
    let unsigned = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    let (_, expired) = entry_at(TimeDelta::hours(-3)).await;
    let (_, early) = entry_at(TimeDelta::hours(3)).await;
    for (what, token) in [
        ("none", String::new()),
        ("with another signature", forged),
        ("with other claims", changed),
        ("unsigned", format!("{unsigned}.{claims}.")),
        ("expired", expired),
        ("not good yet", early),
    ] {
        let refused = Browser::connect(&server, &token).await;
        assert!(refused.is_none(), "a token {what} lets in");
    }
    let mut browser = Browser::connect(&server, &good).await.unwrap();
    let elsewhere = browser.enter("anderswo", "brandt").await;
    assert!(elsewhere.contains("<not-allowed"), "{elsewhere}");
    let inside = browser.enter(&room, "brandt").await;
    assert!(inside.contains("affiliation='owner'"), "{inside}");
}

#[actix_web::test]
async fn everybody_has_the_role_in_a_room_that_their_token_names() {
    let server = Prosody::start().await;
    let app = TestApp::with(with_video).await;
    app.hand.advance(Utc::now() - app.hand.now());
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let seminar = group_booking(app.hand.now() + TimeDelta::minutes(5));
    let booking = brandt.client.create_group_booking(&seminar).await.unwrap();
    let place = VideoPlace::Booking(booking.id);
    let come = async |kind| {
        let link = link(&brandt.client, place, kind).await;
        let entry = app
            .nobody()
            .join_video_invitation(&presented(&link.url))
            .await;
        parts(&entry.unwrap()).1
    };
    let (room, leads) = parts(&brandt.client.join_booking_video(booking.id).await.unwrap());

    // A guest who comes first does not lead either.
    let mut guest = Browser::connect(&server, &come(VideoLinkKind::Guest).await)
        .await
        .unwrap();
    let own = guest.enter(&room, "gast").await;
    assert!(
        own.contains("affiliation='member'") && own.contains("role='participant'"),
        "{own}"
    );
    let mut owner = Browser::connect(&server, &leads).await.unwrap();
    let own = owner.enter(&room, "brandt").await;
    assert!(
        own.contains("affiliation='owner'") && own.contains("role='moderator'"),
        "{own}"
    );
    assert!(!owner.heard.contains("av_moderation"), "{}", owner.heard);

    let mut listener = Browser::connect(&server, &come(VideoLinkKind::Seminar).await)
        .await
        .unwrap();
    let own = listener.enter(&room, "igel").await;
    assert!(
        own.contains("affiliation='member'") && own.contains("role='participant'"),
        "{own}"
    );
    for browser in [&mut listener, &mut owner, &mut guest] {
        for kind in ["audio", "video"] {
            browser.hear(&moderated(kind)).await;
        }
        assert!(
            browser.heard.contains("from='avmoderation.meet.example'"),
            "{}",
            browser.heard
        );
    }
    guest.hear("&quot;approved&quot;:true").await;
    assert!(!listener.heard.contains("approved"), "{}", listener.heard);
    // Whom to let speak is for whoever leads to decide, and they know who may.
    owner.hear("whitelists").await;

    // Writing is for all.
    let message = format!(
        "<message xmlns='jabber:client' type='groupchat' to='{room}@conference.meet.example'>\
         <body>Eine Frage</body></message>"
    );
    listener.say(&message, &["Eine Frage"]).await;
    owner.hear("Eine Frage").await;

    // Neither the participant nor an owner's click makes one of the others lead.
    let change = async |browser: &mut Browser<'_>, item: &str| {
        let request = format!(
            "<iq xmlns='jabber:client' type='set' id='lead' to='{room}@conference.meet.example'>\
             <query xmlns='http://jabber.org/protocol/muc#admin'>{item}</query></iq>"
        );
        let answer = browser.say(&request, &["id='lead'"]).await;
        assert!(answer.contains("type='error'"), "{item}: {answer}");
    };
    change(&mut listener, "<item nick='igel' role='moderator'/>").await;
    for nick in ["gast", "igel"] {
        let item = format!("<item nick='{nick}' role='moderator'/>");
        change(&mut owner, &item).await;
    }
}
