//! The virus scanner and the SMS gateway are not there at all, and come back at the same place.

use crate::{
    clamd::Clamd,
    direct_messages::{PHONE, by, person, ways},
    mail_server::MailServer,
    sms_gateway::SmsGateway,
    support::{TestApp, code},
};
use api::{blobs::entity as blob, jobs::Worker};
use blob::BlobState;
use chrono::TimeDelta;
use domain::{
    direct_messages::{DirectMessageContent, DirectMessageQuery, DirectMessageWay},
    outgoing_mails::OutgoingMailStatus,
    problem::ProblemCode,
};
use sea_orm::EntityTrait;
use std::net::TcpListener;
use tokio::net::TcpSocket;

/// A place on this machine that is taken, and at which nobody listens: whoever calls is refused.
struct Place(TcpSocket);

impl Place {
    fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self(socket)
    }

    fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// From now on somebody listens.
    fn open(self) -> TcpListener {
        let listener = self.0.listen(64).unwrap().into_std().unwrap();
        listener.set_nonblocking(false).unwrap();
        listener
    }
}

#[actix_web::test]
async fn a_scanner_that_comes_back_is_asked_again_and_meanwhile_nothing_was_taken() {
    let place = Place::new();
    let app = TestApp::with(|settings| {
        settings.clamd = Some(format!("tcp://127.0.0.1:{}", place.port()));
        settings.clamd_timeout_seconds = 1;
    })
    .await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let send = || {
        let file = b"Hallo".to_vec();
        person.client.create_attachment(None, "a.txt", file)
    };
    for _ in 0..2 {
        assert_eq!(code(send().await), ProblemCode::ScannerUnavailable);
    }
    let all = blob::Entity::find().all(&app.db).await.unwrap();
    assert!(all.iter().all(|one| one.state == BlobState::Doomed));
    let clamd = Clamd::at(place.open());
    assert!(!send().await.unwrap().quarantined);
    assert_eq!(clamd.scanned(), 5);
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    let all = blob::Entity::find().all(&app.db).await.unwrap();
    assert_eq!(all.len(), 1, "nothing is left of the others");
    assert_eq!(all[0].state, BlobState::Kept);
}

#[actix_web::test]
async fn a_gateway_that_comes_back_gets_what_was_written_meanwhile_each_once() {
    let (mails, place) = (MailServer::start(), Place::new());
    let url = format!("http://127.0.0.1:{}/messages", place.port());
    let app = TestApp::with(|settings| ways(settings, &mails, &url)).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    for _ in 0..3 {
        let sent = admin.send_direct_message(person.id, &message).await;
        sent.unwrap();
    }
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    let all = DirectMessageQuery::default();
    let how = || async {
        let page = admin.list_direct_messages(person.id, &all).await.unwrap();
        let items = page.items.into_iter();
        items.map(|one| one.status).collect::<Vec<_>>()
    };
    assert_eq!(how().await, [OutgoingMailStatus::Waiting; 3]);
    let sms = SmsGateway::at(place.open());
    // What was tried once is tried again after half a minute, more or less.
    app.hand.advance(TimeDelta::minutes(1));
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(how().await, [OutgoingMailStatus::Sent; 3]);
    assert_eq!(sms.taken().len(), 3);
}
