//! What can be done, in words: for the access table and the audit log.

use domain::{access::Action, audit::AuditAction};

super::texts! {
    create_facility: "Einrichtung anlegen", "Set up the facility";
    sign_in_counselor: "Anmeldung im Team", "Staff sign-in";
    sign_in_client: "Anmeldung im Portal", "Client sign-in";
    refuse_sign_in: "Anmeldung abgewiesen", "Sign-in refused";
    register_client: "Zugang im Portal anlegen", "Register at the portal";
    sign_out: "Abmelden", "Sign out";
    end_stolen_session: "Missbrauchte Anmeldung beenden", "End a misused session";
    list_counselors: "Team sehen", "See the staff";
    create_counselor: "Berater:in anlegen", "Add a counselor";
    read_counselor: "Interne Daten im Team lesen", "Read internal staff data";
    update_counselor: "Daten im Team ändern", "Change staff data";
    list_clients: "Klient:innen sehen", "See the clients";
    create_client: "Klient:in anlegen", "Add a client";
    read_client: "Klient:in lesen", "Read a client";
    read_client_contact: "Kontaktdaten lesen", "Read contact data";
    update_client: "Klient:in ändern", "Change a client";
    update_client_contact: "Kontaktdaten ändern", "Change contact data";
    erase_client: "Klient:in endgültig löschen", "Erase a client";
    list_documents: "Dokumente sehen", "See documents";
    create_document: "Dokument hochladen", "Upload a document";
    download_document: "Dokument herunterladen", "Download a document";
    update_document: "Dokument für Klient:in zeigen", "Show a document to the client";
    delete_document: "Dokument löschen", "Delete a document";
    list_notes: "Notizen lesen", "Read notes";
    create_note: "Notiz schreiben", "Write a note";
    update_note: "Notiz ändern", "Change a note";
    delete_note: "Notiz löschen", "Delete a note";
    export_client: "Daten einer Klient:in exportieren", "Export the data of a client";
    list_mail_requests: "Anfragen sehen", "See mail requests";
    count_mail_requests: "Anfragen zählen", "Count mail requests";
    create_mail_request: "Anfrage schreiben", "Write a mail request";
    read_mail_request: "Anfrage lesen", "Read a mail request";
    answer_mail_request: "Anfrage beantworten", "Answer a mail request";
    follow_up_mail_request: "Weiterschreiben", "Write again";
    mark_mail_request_read: "Anfrage als gelesen merken", "Mark a request as read";
    read_draft: "Entwurf lesen", "Read a draft";
    save_draft: "Entwurf schreiben", "Write a draft";
    stream_events: "Änderungen sofort erfahren", "Hear of changes at once";
    list_sessions: "Eigene Geräte sehen", "See one’s own devices";
    end_session: "Gerät abmelden", "Sign a device out";
    end_other_sessions: "Alle anderen Geräte abmelden", "Sign all other devices out";
    list_api_tokens: "API-Tokens sehen", "See API tokens";
    create_api_token: "API-Token anlegen", "Create an API token";
    revoke_api_token: "API-Token widerrufen", "Revoke an API token";
    list_audit_entries: "Protokoll lesen", "Read the audit log";
    export_audit_log: "Protokoll exportieren", "Export the audit log";
    verify_audit_log: "Protokoll prüfen", "Verify the audit log";
    list_outgoing_mails: "Ausgehende Mails sehen", "See outgoing mail";
    send_outgoing_mail_again: "Mail erneut senden", "Send a mail again";
    read_access_table: "„Wer darf was“ lesen", "Read “Who may do what”";
}

/// What one may do.
pub fn action(action: Action) -> &'static str {
    let t = t();
    match action {
        Action::ListCounselors => t.list_counselors,
        Action::CreateCounselor => t.create_counselor,
        Action::ReadCounselor => t.read_counselor,
        Action::UpdateCounselor => t.update_counselor,
        Action::ListClients => t.list_clients,
        Action::CreateClient => t.create_client,
        Action::ReadClient => t.read_client,
        Action::ReadClientContact => t.read_client_contact,
        Action::UpdateClient => t.update_client,
        Action::UpdateClientContact => t.update_client_contact,
        Action::EraseClient => t.erase_client,
        Action::ListDocuments => t.list_documents,
        Action::CreateDocument => t.create_document,
        Action::DownloadDocument => t.download_document,
        Action::UpdateDocument => t.update_document,
        Action::DeleteDocument => t.delete_document,
        Action::ListNotes => t.list_notes,
        Action::CreateNote => t.create_note,
        Action::UpdateNote => t.update_note,
        Action::DeleteNote => t.delete_note,
        Action::ExportClient => t.export_client,
        Action::ListMailRequests => t.list_mail_requests,
        Action::CountMailRequests => t.count_mail_requests,
        Action::CreateMailRequest => t.create_mail_request,
        Action::ReadMailRequest => t.read_mail_request,
        Action::AnswerMailRequest => t.answer_mail_request,
        Action::FollowUpMailRequest => t.follow_up_mail_request,
        Action::MarkMailRequestRead => t.mark_mail_request_read,
        Action::ReadDraft => t.read_draft,
        Action::SaveDraft => t.save_draft,
        Action::StreamEvents => t.stream_events,
        Action::SignOut => t.sign_out,
        Action::ListSessions => t.list_sessions,
        Action::EndSession => t.end_session,
        Action::EndOtherSessions => t.end_other_sessions,
        Action::ListApiTokens => t.list_api_tokens,
        Action::CreateApiToken => t.create_api_token,
        Action::RevokeApiToken => t.revoke_api_token,
        Action::ListAuditEntries => t.list_audit_entries,
        Action::ExportAuditLog => t.export_audit_log,
        Action::VerifyAuditLog => t.verify_audit_log,
        Action::ListOutgoingMails => t.list_outgoing_mails,
        Action::SendOutgoingMailAgain => t.send_outgoing_mail_again,
        Action::ReadAccessTable => t.read_access_table,
    }
}

/// What was done.
pub fn audit_action(action: AuditAction) -> &'static str {
    let t = t();
    match action {
        AuditAction::CreateFacility => t.create_facility,
        AuditAction::SignInCounselor => t.sign_in_counselor,
        AuditAction::SignInClient => t.sign_in_client,
        AuditAction::RefuseSignIn => t.refuse_sign_in,
        AuditAction::RegisterClient => t.register_client,
        AuditAction::SignOut => t.sign_out,
        AuditAction::EndStolenSession => t.end_stolen_session,
        AuditAction::CreateCounselor => t.create_counselor,
        AuditAction::UpdateCounselor => t.update_counselor,
        AuditAction::CreateClient => t.create_client,
        AuditAction::ReadClient => t.read_client,
        AuditAction::UpdateClient => t.update_client,
        AuditAction::EraseClient => t.erase_client,
        AuditAction::ListDocuments => t.list_documents,
        AuditAction::CreateDocument => t.create_document,
        AuditAction::DownloadDocument => t.download_document,
        AuditAction::UpdateDocument => t.update_document,
        AuditAction::DeleteDocument => t.delete_document,
        AuditAction::ListNotes => t.list_notes,
        AuditAction::CreateNote => t.create_note,
        AuditAction::UpdateNote => t.update_note,
        AuditAction::DeleteNote => t.delete_note,
        AuditAction::ExportClient => t.export_client,
        AuditAction::CreateMailRequest => t.create_mail_request,
        AuditAction::ReadMailRequest => t.read_mail_request,
        AuditAction::AnswerMailRequest => t.answer_mail_request,
        AuditAction::FollowUpMailRequest => t.follow_up_mail_request,
        AuditAction::EndSession => t.end_session,
        AuditAction::EndOtherSessions => t.end_other_sessions,
        AuditAction::CreateApiToken => t.create_api_token,
        AuditAction::RevokeApiToken => t.revoke_api_token,
        AuditAction::ExportAuditLog => t.export_audit_log,
        AuditAction::SendOutgoingMailAgain => t.send_outgoing_mail_again,
    }
}
