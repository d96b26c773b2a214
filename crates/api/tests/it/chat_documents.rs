//! Files in the chat, what is recorded and taken along of it, and that nobody writes where nobody
//! reads. What may be in a file, and how it lies in the store, is shown with documents.

use crate::{
    access::World,
    chats::{chats, group_chat, heard, said, texts, writes},
    client_export::unpacked,
    monitoring_export::lines,
    monitorings::monitoring,
    support::{Person, Staff, TestApp, code, field, says},
};
use api::{attachments::entity as attachment, blobs::entity as blob, jobs::Worker};
use chrono::TimeDelta;
use client::Client;
use domain::{
    audit::{AuditAction, AuditQuery},
    channels::Channel,
    chats::{
        ChatAccount, ChatDocument, ChatDocumentQuery, ChatExport, ChatKind, ChatMembersAdd,
        ChatMessage, ChatMessageSend, ChatOpen, ChatQuery,
    },
    clients::Edit,
    counselors::{CounselorDelete, CounselorDeletionQuery},
    deletion_routine::ErasureQuery,
    events::EventKind,
    ids::{AttachmentId, ChatId},
    language::Language,
    mail_requests::{AssignmentSettingsUpdate, MessageCreate},
    monitorings::{MonitoringQuery, MonitoringWrite, SuggestionQuery},
    page::Limit,
    problem::{FieldCode, ProblemCode},
};
use futures_util::future::join_all;
use sea_orm::{EntityTrait, PaginatorTrait};
use uuid::Uuid;

const PDF: &[u8] = b"%PDF-1.7\nzitronengelb";

async fn ready(client: &Client, chat: ChatId, name: &str) -> AttachmentId {
    let file = client.create_attachment(chat, name, PDF.to_vec()).await;
    file.unwrap().id
}

fn with(files: &[AttachmentId]) -> ChatMessageSend {
    ChatMessageSend {
        text: None,
        attachments: files.to_vec().try_into().unwrap(),
    }
}

/// Sends one file and nothing else.
pub async fn sends_file(client: &Client, chat: ChatId, name: &str) -> ChatMessage {
    let message = with(&[ready(client, chat, name).await]);
    let sent = client.send_chat_message(chat, Uuid::now_v7(), &message);
    sent.await.unwrap()
}

async fn documents(client: &Client, chat: ChatId) -> Vec<ChatDocument> {
    let all = ChatDocumentQuery::default();
    client.list_chat_documents(chat, &all).await.unwrap().items
}

async fn names(client: &Client, chat: ChatId) -> Vec<String> {
    let all = documents(client, chat).await.into_iter();
    all.map(|one| one.attachment.name).collect()
}

async fn opened(staff: &Staff, with: ChatAccount) -> ChatId {
    let chat = staff.client.open_chat(&ChatOpen { with }).await;
    chat.unwrap().id
}

/// The owner's with the client, with their colleague, and a group of all three.
async fn conversations(world: &World<'_>) -> [ChatId; 3] {
    let alone = opened(&world.owner, ChatAccount::Client(world.client.id)).await;
    let pair = opened(&world.owner, ChatAccount::Counselor(world.colleague.id)).await;
    let mut group = group_chat("Montagsgruppe", [world.client.id]);
    group.members.counselor_ids.push(world.colleague.id);
    let group = world.owner.client.create_group_chat(&group).await;
    [alone, pair, group.unwrap().id]
}

#[actix_web::test]
async fn files_go_with_their_message_and_are_read_by_those_in_the_conversation_alone() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let colleague = &world.colleague.client;
    let [alone, pair, group] = conversations(&world).await;
    let everybody = [
        client,
        &world.stranger.client,
        owner,
        colleague,
        &world.facility.admin.client,
        &world.abroad.admin.client,
    ];
    for (chat, writers, readers) in [
        (alone, vec![client, owner], [true, false, true, false]),
        (pair, vec![owner, colleague], [false, false, true, true]),
        (group, vec![client, owner], [true, false, true, true]),
    ] {
        for (number, writer) in writers.into_iter().enumerate() {
            let sent = sends_file(writer, chat, "../Karte.exe").await;
            assert_eq!((sent.text, sent.attachments.len()), (None, 1));
            let file = sent.attachments[0].clone();
            assert_eq!(file.name, "Karte.exe.pdf");
            let is_member = readers.into_iter().chain([false, false]);
            for (reader, is_member) in everybody.iter().zip(is_member) {
                let read = reader.download_attachment(file.id).await;
                if is_member {
                    assert!(read.unwrap() == PDF);
                    let listed = documents(reader, chat).await;
                    assert_eq!(listed.len(), number + 1);
                    assert_eq!(
                        (&listed[0].attachment, listed[0].message_id),
                        (&file, sent.id)
                    );
                    let message = reader.read_chat_message(sent.id).await.unwrap();
                    assert_eq!(message.attachments, std::slice::from_ref(&file));
                } else {
                    assert_eq!(code(read), ProblemCode::NotFound);
                    let all = ChatDocumentQuery::default();
                    let hidden = reader.list_chat_documents(chat, &all).await;
                    assert_eq!(code(hidden), ProblemCode::NotFound);
                    let hidden = reader.delete_chat_document(file.id).await;
                    assert_eq!(code(hidden), ProblemCode::NotFound);
                    let hidden = reader.create_attachment(chat, "a.pdf", PDF.to_vec()).await;
                    assert_eq!(code(hidden), ProblemCode::NotFound);
                }
            }
        }
    }
    let seen = chats(client).await;
    let newest = seen.iter().find(|chat| chat.id == alone).unwrap();
    assert_eq!(newest.last_message.as_ref().unwrap().attachments.len(), 1);
    let nothing = ChatMessageSend {
        text: None,
        ..said("x")
    };
    let refused = client.send_chat_message(alone, Uuid::now_v7(), &nothing);
    assert_eq!(field(refused.await), ("/text".into(), FieldCode::Required));
}

#[actix_web::test]
async fn a_message_that_is_sent_again_has_its_files_once() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let client = &world.client.client;
    let [chat, _, group] = conversations(&world).await;
    let (first, second) = (
        ready(client, chat, "Eins.pdf").await,
        ready(client, chat, "Zwei.pdf").await,
    );
    let message = ChatMessageSend {
        attachments: vec![first, second].try_into().unwrap(),
        ..said("Hier")
    };
    let key = Uuid::now_v7();
    let tries = (0..20).map(|_| client.send_chat_message(chat, key, &message));
    let answers: Vec<_> = join_all(tries).await;
    let sent = answers[0].clone().unwrap();
    assert_eq!(sent.attachments.len(), 2);
    for answer in answers {
        assert_eq!(answer.unwrap(), sent);
    }
    assert_eq!(texts(client, chat).await, [Some("Hier".to_owned())]);
    assert_eq!(names(client, chat).await, ["Zwei.pdf", "Eins.pdf"]);
    assert_eq!(attachment::Entity::find().count(&app.db).await.unwrap(), 2);
    assert_eq!(client.list_attachments(chat).await.unwrap().items, []);

    // Under another key, elsewhere or by somebody else they are not sent, and neither is the message.
    let waiting = ready(client, chat, "Drei.pdf").await;
    let owner = &world.owner.client;
    let request = world.client.request("Schlaf").await;
    let by_mail = MessageCreate {
        attachments: vec![waiting].try_into().unwrap(),
        ..says("Hier")
    };
    let refused = client.follow_up_mail_request(request, &by_mail).await;
    assert_eq!(code(refused), ProblemCode::AttachmentMissing);
    for (who, to, file) in [
        (client, chat, first),
        (client, group, waiting),
        (owner, chat, waiting),
    ] {
        for message in [with(&[file]), with(&[first, waiting])] {
            let refused = who.send_chat_message(to, Uuid::now_v7(), &message);
            assert_eq!(code(refused.await), ProblemCode::AttachmentMissing);
        }
    }
    let hidden = owner.download_attachment(waiting).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    let mail = client.create_attachment(Some(request), "Mail.pdf", PDF.to_vec());
    let mail = mail.await.unwrap().id;
    let mail = with(&[mail]);
    let refused = client.send_chat_message(chat, Uuid::now_v7(), &mail);
    assert_eq!(code(refused.await), ProblemCode::AttachmentMissing);
    assert_eq!(texts(owner, chat).await.len(), 1);
    let left = client.list_attachments(chat).await.unwrap().items;
    assert_eq!(
        left.iter().map(|file| file.id).collect::<Vec<_>>(),
        [waiting]
    );
    client.delete_attachment(waiting).await.unwrap();
    let sent = client.delete_attachment(first).await;
    assert_eq!(
        code(sent),
        ProblemCode::Conflict,
        "it is not taken back like that"
    );
}

#[actix_web::test]
async fn a_file_is_deleted_by_who_sent_it_and_a_clients_by_staff_too_and_leaves_a_trace() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let colleague = &world.colleague.client;
    let [_, _, chat] = conversations(&world).await;
    let of_client = sends_file(client, chat, "Karte.pdf").await;
    let of_owner = sends_file(owner, chat, "Plan.pdf").await;
    let (karte, plan) = (of_client.attachments[0].id, of_owner.attachments[0].id);
    for refused in [client, colleague] {
        let refused = refused.delete_chat_document(plan).await;
        assert_eq!(code(refused), ProblemCode::Forbidden);
    }
    let mut live = client.stream_events(None).await.unwrap();
    colleague.delete_chat_document(karte).await.unwrap();
    let event = heard(&mut live).await;
    assert_eq!(
        (event.kind, event.chat_message_id),
        (EventKind::ChatMessageChanged, Some(of_client.id))
    );
    let trace = client.read_chat_message(of_client.id).await.unwrap();
    assert_eq!((trace.attachments.len(), trace.deleted_attachments), (0, 1));
    assert_eq!(trace.deleted_at, None);
    for gone in [
        colleague.delete_chat_document(karte).await.map(drop),
        client.download_attachment(karte).await.map(drop),
    ] {
        assert_eq!(code(gone), ProblemCode::NotFound);
    }
    assert_eq!(names(client, chat).await, ["Plan.pdf"]);
    let query = AuditQuery {
        action: Some(AuditAction::DeleteChatDocument),
        ..AuditQuery::default()
    };
    let noted = world.facility.admin.client.list_audit_entries(&query).await;
    let noted = noted.unwrap().items;
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].record.unwrap().id, karte.0);

    // With the message, and with the whole conversation, files go too; their bytes follow.
    owner.delete_chat_message(of_owner.id).await.unwrap();
    let gone = owner.read_chat_message(of_owner.id).await.unwrap();
    assert_eq!((gone.attachments.len(), gone.deleted_attachments), (0, 0));
    assert_eq!(names(client, chat).await, Vec::<String>::new());
    sends_file(client, chat, "Noch eine.pdf").await;
    ready(client, chat, "Begonnen.pdf").await;
    owner.delete_group_chat(chat).await.unwrap();
    assert_eq!(attachment::Entity::find().count(&app.db).await.unwrap(), 0);
    Worker::new(app.state.clone()).run_due().await.unwrap();
    assert_eq!(blob::Entity::find().count(&app.db).await.unwrap(), 0);
}

#[actix_web::test]
async fn whoever_joins_a_group_sees_no_file_from_before_and_pages_go_on() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, stranger) = (&world.owner.client, &world.stranger.client);
    let [_, _, chat] = conversations(&world).await;
    let before = sends_file(&world.client.client, chat, "Vorher.pdf").await;
    let joins = ChatMembersAdd {
        client_ids: vec![world.stranger.id],
        ..ChatMembersAdd::default()
    };
    owner.add_chat_members(chat, &joins).await.unwrap();
    assert_eq!(names(stranger, chat).await, Vec::<String>::new());
    let hidden = stranger.download_attachment(before.attachments[0].id).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    for number in 1..=5 {
        sends_file(stranger, chat, &format!("{number}.pdf")).await;
    }
    let mut query = ChatDocumentQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        after: None,
    };
    let mut listed = Vec::new();
    loop {
        let page = stranger.list_chat_documents(chat, &query).await.unwrap();
        listed.extend(page.items.into_iter().map(|one| one.attachment.name));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(listed, ["5.pdf", "4.pdf", "3.pdf", "2.pdf", "1.pdf"]);
    assert_eq!(names(owner, chat).await.len(), 6);
}

#[actix_web::test]
async fn a_monitoring_of_a_conversation_begins_with_how_long_it_was() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let [chat, pair, group] = conversations(&world).await;
    for pause in [0, 4, 14, 20, 3] {
        app.hand.advance(TimeDelta::minutes(pause));
        writes(client, chat, "Und dann").await;
    }
    let of = |chat| SuggestionQuery {
        chat_id: Some(chat),
        ..SuggestionQuery::default()
    };
    let begun = owner.suggest_monitoring(&of(chat)).await.unwrap();
    assert_eq!(
        begun.minutes.map(i64::from),
        Some(25),
        "4 + 14 + 3, rounded up"
    );
    assert_eq!(
        (begun.chat_id, begun.channel),
        (Some(chat), Some(Channel::Chat))
    );
    assert_eq!(begun.client.map(|client| client.id), Some(world.client.id));
    let body = MonitoringWrite {
        client_id: Some(world.client.id),
        chat_id: Some(chat),
        channel: Some(Channel::Chat),
        minutes: begun.minutes.unwrap(),
        date: begun.date,
        ..monitoring()
    };
    let made = owner.create_monitoring(&body).await.unwrap();
    assert_eq!(made.chat_id, Some(chat));
    let recorded = owner.suggest_monitoring(&of(chat)).await.unwrap();
    assert_eq!(recorded.minutes, None, "it is recorded");
    app.hand.advance(TimeDelta::minutes(1));
    writes(owner, chat, "Noch etwas").await;
    let again = owner.suggest_monitoring(&of(chat)).await.unwrap();
    assert_eq!(again.minutes.map(i64::from), Some(5));

    let elsewhere = MonitoringWrite {
        client_id: Some(world.client.id),
        ..monitoring()
    };
    owner.create_monitoring(&elsewhere).await.unwrap();
    let query = MonitoringQuery {
        client_id: Some(world.client.id),
        chat_id: Some(chat),
        ..MonitoringQuery::default()
    };
    let listed = owner.list_monitorings(&query).await.unwrap().items;
    assert_eq!(
        listed.iter().map(|one| one.id).collect::<Vec<_>>(),
        [made.id]
    );

    // Of colleagues, of others' conversations and of another client there is none.
    let hidden = owner.suggest_monitoring(&of(pair)).await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    let hidden = world
        .facility
        .admin
        .client
        .suggest_monitoring(&of(chat))
        .await;
    assert_eq!(code(hidden), ProblemCode::NotFound);
    let wrong = ("/chat_id".to_owned(), FieldCode::OutOfRange);
    let of_stranger = MonitoringWrite {
        client_id: Some(world.stranger.id),
        ..body.clone()
    };
    let of_pair = MonitoringWrite {
        chat_id: Some(pair),
        ..body.clone()
    };
    for body in [&of_stranger, &of_pair] {
        assert_eq!(field(owner.create_monitoring(body).await), wrong);
    }
    let foreign = world.colleague.client.create_monitoring(&body).await;
    assert_eq!(field(foreign), wrong);
    let moved = owner
        .update_monitoring(made.id, made.version, &of_stranger)
        .await;
    assert_eq!(field(moved), wrong);
    // An admin who is not in the conversation corrects it all the same.
    let admin = &world.facility.admin.client;
    let corrected = admin.update_monitoring(made.id, made.version, &body).await;
    assert_eq!(corrected.unwrap().chat_id, Some(chat));

    let of_group = MonitoringWrite {
        client_id: None,
        chat_id: Some(group),
        ..body
    };
    let made = owner.create_monitoring(&of_group).await.unwrap();
    owner.delete_group_chat(group).await.unwrap();
    let left = owner.read_monitoring(made.id).await.unwrap();
    assert_eq!(left.chat_id, None);
}

#[actix_web::test]
async fn staff_in_a_conversation_take_it_along_and_no_text_is_a_formula() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let [chat, _, _] = conversations(&world).await;
    writes(client, chat, "=HYPERLINK(\"http://x\")").await;
    writes(owner, chat, "Zwei;\nZeilen \"so\"").await;
    let file = sends_file(client, chat, "Karte.pdf").await;
    let deleted = writes(client, chat, "weg").await;
    client.delete_chat_message(deleted.id).await.unwrap();
    let asked = ChatExport {
        language: Language::De,
    };
    let table = owner.export_chat(chat, asked).await.unwrap();
    let lines = lines(&table);
    assert_eq!(lines[0], ["Zeit", "Absender:in", "Text", "Dateiname"]);
    let rest: Vec<_> = lines[1..].iter().map(|line| line[1..].join("|")).collect();
    assert_eq!(
        rest,
        [
            "Seestern|'=HYPERLINK(\"http://x\")|",
            "m.brandt|Zwei;\nZeilen \"so\"|",
            "Seestern||Karte.pdf",
            "Seestern|Nachricht gelöscht|",
        ]
    );
    let zone = chrono_tz::Europe::Berlin;
    let time = file
        .sent_at
        .with_timezone(&zone)
        .format("%d.%m.%Y %H:%M:%S");
    assert_eq!(lines[3][0], time.to_string());
    let refused = client.export_chat(chat, asked).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    for outsider in [&world.colleague, &world.facility.admin] {
        let hidden = outsider.client.export_chat(chat, asked).await;
        assert_eq!(code(hidden), ProblemCode::NotFound);
    }
    let query = AuditQuery {
        action: Some(AuditAction::ExportChat),
        ..AuditQuery::default()
    };
    let noted = world.facility.admin.client.list_audit_entries(&query).await;
    let noted = noted.unwrap().items;
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].record.unwrap().id, chat.0);

    // More than is read at once.
    for number in 0..230 {
        writes(owner, chat, &number.to_string()).await;
    }
    let table = owner.export_chat(chat, asked).await.unwrap();
    assert_eq!(self::lines(&table).len(), 1 + 4 + 230);
}

#[actix_web::test]
async fn a_clients_chats_are_taken_along_with_their_files_and_of_groups_what_they_wrote() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let [alone, pair, group] = conversations(&world).await;
    writes(owner, alone, "Guten <b>Tag</b>").await;
    sends_file(client, alone, "Karte.pdf").await;
    writes(client, group, "In die Runde").await;
    writes(owner, group, "Nur für alle").await;
    writes(owner, pair, "Unter uns").await;
    let admin = &world.facility.admin.client;
    let files = unpacked(admin.export_client(world.client.id).await.unwrap());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let page = text("chats/001.html");
    for part in [
        "m.brandt",
        "Guten &lt;b&gt;Tag&lt;/b&gt;",
        "001%2D001%20Karte%2Epdf",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(files["chats/001-001 Karte.pdf"] == PDF);
    let json: serde_json::Value = serde_json::from_str(&text("chats/001.json")).unwrap();
    assert_eq!(json["messages"][0]["text"], "Guten <b>Tag</b>");
    assert_eq!(
        json["messages"][1]["attachments"][0],
        "chats/001-001 Karte.pdf"
    );
    let page = text("chats/002.html");
    assert!(
        page.contains("In die Runde") && page.contains("Montagsgruppe"),
        "{page}"
    );
    assert!(text("index.html").contains("chats/002%2Ehtml"));
    for (name, file) in &files {
        let file = String::from_utf8_lossy(file);
        for foreign in ["Nur für alle", "Unter uns"] {
            assert!(!file.contains(foreign), "{foreign} in {name}");
        }
    }
}

#[actix_web::test]
async fn what_was_written_in_the_chat_is_counted_when_its_client_is_erased() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, client) = (&world.owner.client, &world.client.client);
    let [alone, _, group] = conversations(&world).await;
    for chat in [alone, group] {
        writes(owner, chat, "Guten Tag").await;
        sends_file(client, chat, "Karte.pdf").await;
        sends_file(owner, chat, "Plan.pdf").await;
    }
    let admin = &world.facility.admin.client;
    let version = admin.read_client(world.client.id).await.unwrap().version;
    admin.erase_client(world.client.id, version).await.unwrap();
    let entries = admin.list_erasures(&ErasureQuery::default()).await;
    // All of the two of them, and what the client wrote in the group.
    assert_eq!(entries.unwrap().items[0].erased.chat_messages, 4);
    assert_eq!(names(owner, group).await, ["Plan.pdf"]);
    Worker::new(app.state.clone()).run_due().await.unwrap();
    assert_eq!(blob::Entity::find().count(&app.db).await.unwrap(), 1);
}

async fn set_fallback(admin: &Staff, to: Edit<domain::ids::CounselorId>) {
    let version = admin.client.read_assignment_settings().await;
    let body = AssignmentSettingsUpdate {
        fallback_counselor_id: to,
        ..AssignmentSettingsUpdate::default()
    };
    let set = admin
        .client
        .update_assignment_settings(version.unwrap().version, &body);
    set.await.unwrap();
}

async fn their_chats(staff: &Staff) -> Vec<ChatId> {
    let query = ChatQuery {
        kind: Some(ChatKind::Client),
        ..ChatQuery::default()
    };
    let chats = staff.client.list_chats(&query).await.unwrap().items;
    chats.iter().map(|chat| chat.id).collect()
}

async fn begun(staff: &Staff, person: &Person) -> ChatId {
    let chat = opened(staff, ChatAccount::Client(person.id)).await;
    writes(&person.client, chat, "Ist da jemand?").await;
    chat
}

#[actix_web::test]
async fn no_client_is_left_in_a_conversation_that_nobody_reads() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let admin = &world.facility.admin;
    let (owner, colleague) = (&world.owner, &world.colleague);
    let looked_after = begun(owner, &world.client).await;
    let other = begun(owner, &world.stranger).await;
    world.look_after(&world.client, colleague).await;
    let preview = admin
        .client
        .preview_counselor_deletion(owner.id, &CounselorDeletionQuery::default())
        .await;
    assert_eq!(preview.unwrap().client_chats, 2);
    let nobody = CounselorDelete { hand_over_to: None };
    set_fallback(admin, Edit::Clear).await;
    let version = admin.client.read_counselor(owner.id).await.unwrap().version;
    let refused = admin.client.delete_counselor(owner.id, version, &nobody);
    assert_eq!(code(refused.await), ProblemCode::HeirRequired);
    assert_eq!(their_chats(owner).await.len(), 2, "nothing has happened");
    // Whoever goes does not take over from themselves.
    set_fallback(admin, Edit::Set(owner.id)).await;
    let refused = admin.client.delete_counselor(owner.id, version, &nobody);
    assert_eq!(code(refused.await), ProblemCode::HeirRequired);

    set_fallback(admin, Edit::Set(admin.id)).await;
    let gone = admin.client.delete_counselor(owner.id, version, &nobody);
    gone.await.unwrap();
    assert_eq!(their_chats(colleague).await, [looked_after]);
    assert_eq!(their_chats(admin).await, [other]);
    writes(&world.stranger.client, other, "Danke").await;
    writes(&admin.client, other, "Gern").await;
}
