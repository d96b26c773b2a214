//! What can be done, in words: for the access table and the audit log.

use domain::{access::Action, audit::AuditAction};

super::texts! {
    create_facility: "Einrichtung anlegen", "Set up the facility";
    sign_in_counselor: "Anmeldung im Team", "Staff sign-in";
    sign_in_client: "Anmeldung im Portal", "Client sign-in";
    refuse_sign_in: "Anmeldung abgewiesen", "Sign-in refused";
    register_client: "Zugang im Portal anlegen", "Register at the portal";
    release_mail_request: "Mailanfrage freigeben", "Release a mail request";
    take_over_mail_request: "Mailanfrage übernehmen", "Take a mail request over";
    assign_mail_request: "Mailanfrage zuweisen", "Assign a mail request";
    inherit_draft: "Begonnene Antwort mit der Anfrage bekommen", "Get the draft along with the request";
    complete_mail_request: "Mailanfrage abschließen", "Complete a mail request";
    reopen_mail_request: "Mailanfrage wieder öffnen", "Reopen a mail request";
    archive_mail_request: "Mailanfrage archivieren", "Archive a mail request";
    delete_mail_request: "Mailanfrage endgültig löschen", "Delete a mail request for good";
    note_viewing: "Zeigen, dass man eine Anfrage offen hat", "Show that one has a request open";
    stop_viewing: "Zeigen, dass man sie geschlossen hat", "Show that one has closed it";
    list_internal_comments: "Interne Kommentare lesen", "Read internal comments";
    create_internal_comment: "Intern kommentieren", "Comment internally";
    delete_internal_comment: "Internen Kommentar löschen", "Delete an internal comment";
    request_break_glass: "Notfallzugriff anfragen", "Ask for a break-glass";
    list_break_glasses: "Notfallzugriffe sehen", "See break-glasses";
    confirm_break_glass: "Notfallzugriff bestätigen", "Confirm a break-glass";
    refuse_break_glass: "Notfallzugriff ablehnen", "Refuse a break-glass";
    ask_for_hand_over: "Vor einer Übergabe die Klient:in fragen", "Ask the client before handing over";
    ask_for_primary_counselor: "Vor neuer Stammberater:in die Klient:in fragen", "Ask the client before a new primary counselor";
    list_hand_overs: "Fragen vor einer Übergabe sehen", "See questions before handing over";
    withdraw_hand_over: "Frage vor einer Übergabe zurücknehmen", "Take back a question before handing over";
    agree_to_hand_over: "Einer Übergabe zustimmen", "Agree to being handed over";
    decline_hand_over: "Eine Übergabe ablehnen", "Decline being handed over";
    assign_mail_request_without_consent: "Mailanfrage ohne Zustimmung der Klient:in zuweisen", "Assign a mail request without the client’s consent";
    update_client_without_consent: "Stammberater:in ohne Zustimmung der Klient:in ändern", "Change the primary counselor without the client’s consent";
    read_openness_settings: "Systemoffenheit sehen", "See the openness of the system";
    update_openness_settings: "Systemoffenheit ändern", "Change the openness of the system";
    sign_out: "Abmelden", "Sign out";
    end_stolen_session: "Missbrauchte Anmeldung beenden", "End a misused session";
    list_counselors: "Team sehen", "See the staff";
    create_counselor: "Berater:in anlegen", "Add a counselor";
    read_counselor: "Interne Daten im Team lesen", "Read internal staff data";
    update_counselor: "Daten im Team ändern", "Change staff data";
    replace_counselor_picture: "Profilbild ändern", "Change a profile picture";
    remove_counselor_picture: "Profilbild entfernen", "Remove a profile picture";
    change_counselor_role: "Rolle im Team ändern", "Change a staff member’s role";
    activate_counselor: "Zugang im Team aktivieren", "Activate a staff account";
    deactivate_counselor: "Zugang im Team deaktivieren", "Deactivate a staff account";
    preview_counselor_deletion: "Löschen im Team vorbereiten", "Prepare deleting a staff account";
    delete_counselor: "Zugang im Team löschen", "Delete a staff account";
    read_licences: "Lizenzen sehen", "See the licences";
    list_licence_requests: "Lizenzanfragen sehen", "See licence requests";
    create_licence_request: "Mehr Lizenzen anfragen", "Ask for more licences";
    change_licence_volume: "Lizenzvolumen festlegen", "Set the licence volume";
    finish_licence_request: "Lizenzanfrage als erledigt vermerken", "Note that a licence request is dealt with";
    invite_counselor: "Einladung ins Team senden", "Send a staff invitation";
    remove_two_factor: "Zweiten Schritt einer Kolleg:in entfernen", "Remove a colleague’s second step";
    read_dashboard: "Die Übersicht ansehen", "See the overview";
    search: "Alles durchsuchen", "Search everything";
    list_clients: "Klient:innen sehen", "See the clients";
    create_client: "Klient:in anlegen", "Add a client";
    read_client: "Klient:in lesen", "Read a client";
    read_client_contact: "Kontaktdaten lesen", "Read contact data";
    update_client: "Klient:in ändern", "Change a client";
    update_client_contact: "Kontaktdaten ändern", "Change contact data";
    read_client_identity: "Name und Anschrift lesen", "Read name and address";
    update_client_identity: "Name und Anschrift ändern", "Change name and address";
    read_client_master_data: "Stammdaten lesen", "Read master data";
    update_client_master_data: "Stammdaten ändern", "Change master data";
    lock_client: "Klient:in sperren", "Lock a client";
    unlock_client: "Klient:in entsperren", "Unlock a client";
    delete_client: "Klient:in löschen", "Delete a client";
    restore_client: "Klient:in wiederherstellen", "Restore a client";
    warn_of_deletion: "Vor dem Löschen warnen", "Warn of deletion";
    list_counselling_fields: "Beratungsfelder sehen", "See counselling fields";
    create_counselling_field: "Beratungsfeld anlegen", "Add a counselling field";
    update_counselling_field: "Beratungsfeld ändern", "Change a counselling field";
    list_master_data_fields: "Stammdatenfelder sehen", "See master-data fields";
    create_master_data_field: "Stammdatenfeld anlegen", "Add a master-data field";
    update_master_data_field: "Stammdatenfeld ändern", "Change a master-data field";
    read_deletion_routine: "Löschroutine sehen", "See the deletion routine";
    update_deletion_routine: "Löschroutine ändern", "Change the deletion routine";
    preview_deletion_routine: "Löschroutine vorab prüfen", "Preview the deletion routine";
    list_erasures: "Löschprotokoll lesen", "Read the erasure log";
    erase_client: "Klient:in endgültig löschen", "Erase a client";
    place_legal_hold: "Aufbewahrungssperre setzen", "Place a legal hold";
    end_legal_hold: "Aufbewahrungssperre beenden", "End a legal hold";
    apply_retention: "Aufbewahrungsfristen anwenden", "Apply the retention periods";
    list_groups: "Gruppen sehen", "See the groups";
    list_chats: "Eigene Chats sehen", "See one’s own chats";
    count_unread_chats: "Ungelesene Chatnachrichten zählen", "Count unread chat messages";
    list_chat_partners: "Jemanden zum Schreiben suchen", "Look for somebody to write to";
    open_chat: "Stream eröffnen", "Open a stream";
    create_group_chat: "Gruppenchat anlegen", "Make a group chat";
    read_chat: "Stream sehen", "See a stream";
    update_group_chat: "Gruppenchat ändern", "Change a group chat";
    delete_group_chat: "Gruppenchat löschen", "Delete a group chat";
    list_chat_members: "Mitglieder eines Streams sehen", "See who is in a stream";
    add_chat_members: "Mitglieder in einen Gruppenchat aufnehmen", "Add members to a group chat";
    remove_chat_member: "Mitglied aus einem Gruppenchat nehmen", "Take a member out of a group chat";
    list_chat_messages: "Stream lesen", "Read a stream";
    read_chat_message: "Chatnachricht lesen", "Read a chat message";
    send_chat_message: "Im Chat schreiben", "Write in the chat";
    update_chat_message: "Chatnachricht ändern", "Change a chat message";
    delete_chat_message: "Chatnachricht löschen", "Delete a chat message";
    note_typing: "Zeigen, dass man im Chat schreibt", "Show that one is writing in the chat";
    list_presences: "Sehen, wer erreichbar ist", "See who can be reached";
    set_presence: "Eigenen Status wählen", "Choose one’s own status";
    read_notification_settings: "Eigene Benachrichtigungen sehen", "See one’s own notifications";
    update_notification_settings: "Eigene Benachrichtigungen ändern", "Change one’s own notifications";
    answer_beat: "Zeigen, dass man noch da ist", "Show that one is still there";
    list_open_door_visits: "Sehen, wer an der offenen Tür wartet", "See who waits at the open door";
    read_open_door_visit: "Besuch an der offenen Tür sehen", "See a visit at the open door";
    pick_up_open_door_visit: "An der offenen Tür abholen", "Pick up at the open door";
    list_open_door_messages: "Besuch an der offenen Tür lesen", "Read a visit at the open door";
    send_open_door_message: "An der offenen Tür schreiben", "Write at the open door";
    end_open_door_visit: "Besuch an der offenen Tür beenden", "End a visit at the open door";
    hand_over_open_door_visit: "Besuch an der offenen Tür übergeben", "Hand over a visit at the open door";
    read_open_door_settings: "Einstellungen der offenen Tür sehen", "See the settings of the open door";
    update_open_door_settings: "Einstellungen der offenen Tür ändern", "Change the settings of the open door";
    mark_chat_read: "Stream als gelesen markieren", "Mark a stream as read";
    list_chat_documents: "Dokumente eines Streams sehen", "See the documents of a stream";
    delete_chat_document: "Dokument im Chat löschen", "Delete a document in the chat";
    export_chat: "Stream exportieren", "Export a stream";
    create_group: "Gruppe anlegen", "Create a group";
    read_group: "Gruppe lesen", "Read a group";
    update_group: "Gruppe ändern", "Change a group";
    delete_group: "Gruppe löschen", "Delete a group";
    list_group_members: "Teilnehmer:innen einer Gruppe sehen", "See who is in a group";
    add_group_member: "Teilnehmer:in hinzufügen", "Add a client to a group";
    remove_group_member: "Teilnehmer:in entfernen", "Remove a client from a group";
    list_watchlist: "Eigene Merkliste sehen", "See one’s own watchlist";
    read_watchlist_entry: "Merkliste prüfen", "Check the watchlist";
    remember_client: "Klient:in merken", "Remember a client";
    forget_client: "Klient:in nicht mehr merken", "Forget a client";
    read_direct_message_settings: "Einstellung der Direktnachrichten lesen", "Read the setting of direct messages";
    update_direct_message_settings: "Einstellung der Direktnachrichten ändern", "Change the setting of direct messages";
    read_direct_message_route: "Weg einer Direktnachricht sehen", "See the way of a direct message";
    list_direct_messages: "Direktnachrichten lesen", "Read direct messages";
    send_direct_message: "Direktnachricht senden", "Send a direct message";
    list_received_direct_messages: "Eigene Direktnachrichten lesen", "Read one’s own direct messages";
    mark_direct_message_read: "Direktnachricht als gelesen merken", "Mark a direct message as read";
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
    invite_client: "Einladung ins Portal senden", "Send a portal invitation";
    set_client_password: "Passwort für Klient:in setzen", "Set a client’s password";
    list_mail_requests: "Anfragen sehen", "See mail requests";
    count_mail_requests: "Anfragen zählen", "Count mail requests";
    create_mail_request: "Anfrage schreiben", "Write a mail request";
    read_mail_offer: "Auswahl beim Schreiben sehen", "See what there is to choose from when writing";
    read_mail_availability: "Verfügbarkeit für Anfragen lesen", "Read the availability for mail requests";
    update_mail_availability: "Verfügbarkeit für Anfragen ändern", "Change the availability for mail requests";
    read_assignment_settings: "Zuteilung der Anfragen lesen", "Read how mail requests are assigned";
    update_assignment_settings: "Zuteilung der Anfragen ändern", "Change how mail requests are assigned";
    read_request_data: "Daten der Anfrage lesen", "Read the data of a request";
    take_into_profile: "Daten der Anfrage ins Profil übernehmen", "Take the data of a request into the profile";
    read_mail_request: "Anfrage lesen", "Read a mail request";
    answer_mail_request: "Anfrage beantworten", "Answer a mail request";
    follow_up_mail_request: "Weiterschreiben", "Write again";
    mark_mail_request_read: "Anfrage als gelesen merken", "Mark a request as read";
    read_draft: "Entwurf lesen", "Read a draft";
    save_draft: "Entwurf schreiben", "Write a draft";
    list_text_templates: "Textvorlagen sehen", "See text templates";
    create_text_template: "Textvorlage anlegen", "Create a text template";
    update_text_template: "Textvorlage ändern", "Change a text template";
    delete_text_template: "Textvorlage löschen", "Delete a text template";
    read_signature: "Eigene Signatur sehen", "See one’s own signature";
    update_signature: "Eigene Signatur ändern", "Change one’s own signature";
    read_working_time: "Arbeitszeit sehen", "See the working time";
    update_working_time: "Arbeitszeit ändern", "Change the working time";
    preview_working_time: "Arbeitszeit vorab prüfen", "Preview the working time";
    read_facility_settings: "Angaben der Einrichtung sehen", "See the facility’s own data";
    update_facility_settings: "Angaben der Einrichtung ändern", "Change the facility’s own data";
    replace_facility_logo: "Logo der Einrichtung ändern", "Change the facility’s logo";
    remove_facility_logo: "Logo der Einrichtung entfernen", "Remove the facility’s logo";
    read_legal_pages: "Impressum und Datenschutz sehen", "See imprint and privacy notice";
    update_legal_pages: "Impressum und Datenschutz ändern", "Change imprint and privacy notice";
    read_registration_settings: "Regeln der Registrierung sehen", "See the rules of registration";
    update_registration_settings: "Regeln der Registrierung ändern", "Change the rules of registration";
    read_setup: "Schritte der Einrichtung sehen", "See what is left to set up";
    dismiss_setup: "Schritte der Einrichtung ausblenden", "Put the set-up list away";
    read_channel_settings: "Beratungskanäle sehen", "See the channels";
    update_channel_settings: "Beratungskanäle ändern", "Change the channels";
    read_counselor_channels: "Kanäle einer Berater:in sehen", "See a counselor’s channels";
    update_counselor_channels: "Kanäle einer Berater:in ändern", "Change a counselor’s channels";
    list_services: "Beratungsleistungen sehen", "See services";
    create_service: "Beratungsleistung anlegen", "Create a service";
    update_service: "Beratungsleistung ändern", "Change a service";
    delete_service: "Beratungsleistung löschen", "Delete a service";
    read_booking_times: "Buchungszeiten sehen", "See booking times";
    update_booking_times: "Buchungszeiten ändern", "Change booking times";
    list_monitorings: "Monitorings sehen", "See monitorings";
    create_monitoring: "Monitoring anlegen", "Record a monitoring";
    read_monitoring: "Monitoring lesen", "Read a monitoring";
    update_monitoring: "Monitoring ändern", "Change a monitoring";
    delete_monitoring: "Monitoring löschen", "Delete a monitoring";
    export_monitorings: "Monitorings exportieren", "Export monitorings";
    suggest_monitoring: "Monitoring vorausfüllen", "Prefill a monitoring";
    list_monitoring_fields: "Monitoringfelder sehen", "See monitoring fields";
    create_monitoring_field: "Monitoringfeld anlegen", "Add a monitoring field";
    update_monitoring_field: "Monitoringfeld ändern", "Change a monitoring field";
    add_monitoring_field_set: "Vorgefertigte Monitoringfelder übernehmen", "Add ready-made monitoring fields";
    read_monitoring_settings: "Regeln der Monitorings sehen", "See the rules of monitorings";
    update_monitoring_settings: "Regeln der Monitorings ändern", "Change the rules of monitorings";
    list_absences: "Abwesenheiten sehen", "See absences";
    create_absence: "Abwesenheit eintragen", "Enter an absence";
    update_absence: "Abwesenheit ändern", "Change an absence";
    delete_absence: "Abwesenheit löschen", "Delete an absence";
    read_booking_settings: "Buchungsregeln sehen", "See the booking rules";
    update_booking_settings: "Buchungsregeln ändern", "Change the booking rules";
    list_slots: "Freie Termine sehen", "See free appointments";
    read_booking_offer: "Auswahl beim Buchen sehen", "See what there is to choose from when booking";
    list_closed_days: "Schließtage und Feiertage sehen", "See closing days and public holidays";
    diagnose_slots: "Sehen, warum Termine nicht angeboten werden", "See why appointments are not offered";
    list_bookings: "Kalender sehen", "See the calendar";
    read_booking: "Termin lesen", "Read an appointment";
    reserve_slot: "Termin reservieren", "Reserve an appointment";
    book_reservation: "Reservierten Termin buchen", "Book a reserved appointment";
    create_booking: "Termin anlegen", "Make an appointment";
    create_blocker: "Blocker anlegen", "Create a blocker";
    create_booking_series: "Terminserie anlegen", "Make a series of appointments";
    create_blocker_series: "Wiederkehrenden Blocker anlegen", "Create a repeating blocker";
    cancel_booking_series: "Terminserie absagen", "Cancel a series of appointments";
    create_group_booking: "Gruppentermin anlegen", "Make a group appointment";
    update_group_booking: "Gruppentermin ändern", "Change a group appointment";
    list_participants: "Teilnehmer:innen sehen", "See participants";
    add_participants: "Teilnehmer:innen hinzufügen", "Add participants";
    remove_participant: "Teilnehmer:in entfernen", "Remove a participant";
    list_group_offers: "Buchbare Gruppentermine sehen", "See group appointments to join";
    join_group_booking: "Gruppentermin buchen", "Join a group appointment";
    leave_group_booking: "Gruppentermin verlassen", "Leave a group appointment";
    list_group_waiters: "Warteliste eines Gruppentermins sehen", "See who waits for a group appointment";
    remove_group_waiter: "Von der Warteliste eines Gruppentermins nehmen", "Take off the waiting list of a group appointment";
    wait_for_group_booking: "Auf einen Platz im Gruppentermin warten", "Wait for a place in a group appointment";
    stop_waiting_for_group_booking: "Nicht mehr auf einen Gruppentermin warten", "Wait for a group appointment no more";
    list_waiting_list_entries: "Warteliste sehen", "See the waiting list";
    create_waiting_list_entry: "Auf die Warteliste gehen", "Join the waiting list";
    delete_waiting_list_entry: "Von der Warteliste nehmen", "Take off the waiting list";
    confirm_booking: "Termin bestätigen", "Confirm an appointment";
    decline_booking: "Termin ablehnen", "Decline an appointment";
    cancel_booking: "Termin absagen", "Cancel an appointment";
    reschedule_booking: "Termin verschieben", "Move an appointment";
    update_booking_note: "Interne Notiz zu einem Termin ändern", "Change the internal note on an appointment";
    read_calendar_feed: "Sehen, ob der eigene Kalender abonnierbar ist", "See whether one's calendar can be subscribed to";
    create_calendar_feed: "Kalender-Adresse anlegen", "Make an address for one's calendar";
    revoke_calendar_feed: "Kalender-Adresse widerrufen", "Revoke the address of one's calendar";
    read_video: "Sehen, welche Videochats möglich sind", "See which video calls are possible";
    join_booking_video: "Videochat eines Termins betreten", "Enter the video call of an appointment";
    start_chat_video: "Videochat in einem Gespräch starten", "Start a video call in a conversation";
    create_video_link: "Link zu einem Videochat anlegen", "Make a link to a video call";
    list_video_links: "Links zu einem Videochat sehen", "See the links to a video call";
    revoke_video_link: "Link zu einem Videochat zurückziehen", "Take back a link to a video call";
    join_video_invitation: "Über einen Link in einen Videochat gekommen", "Came to a video call by a link";
    mark_booking_held: "Termin als gehalten vermerken", "Note that an appointment was held";
    mark_booking_missed: "Termin als versäumt vermerken", "Note that an appointment was missed";
    list_attachments: "Eigene ungesendete Anhänge sehen", "See one’s own unsent attachments";
    create_attachment: "Anhang hochladen", "Upload an attachment";
    download_attachment: "Anhang herunterladen", "Download an attachment";
    delete_attachment: "Ungesendeten Anhang entfernen", "Remove an unsent attachment";
    quarantine_file: "Datei nach Virenfund gesperrt", "File blocked after a virus was found";
    stream_events: "Änderungen sofort erfahren", "Hear of changes at once";
    list_sessions: "Eigene Geräte sehen", "See one’s own devices";
    end_session: "Gerät abmelden", "Sign a device out";
    end_other_sessions: "Alle anderen Geräte abmelden", "Sign all other devices out";
    forgot_password: "Neues Passwort anfordern", "Ask for a new password";
    forgot_client_password: "Neues Passwort im Portal anfordern",
        "Ask for a new password at the portal";
    redeem_account_link: "Passwort mit Link festlegen", "Set a password with a link";
    change_own_password: "Eigenes Passwort ändern", "Change one’s own password";
    read_own_data: "Eigene Daten im Portal sehen", "See one’s own data at the portal";
    update_own_data: "Eigenen Namen oder Kontakt im Portal ändern",
        "Change one’s own name or contact at the portal";
    export_own_data: "Eigene Daten im Portal herunterladen", "Download one’s own data at the portal";
    delete_own_account: "Eigenen Zugang im Portal löschen", "Delete one’s own access at the portal";
    make_recovery_code: "Wiederherstellungscode anlegen", "Make a recovery code";
    recover_password: "Passwort mit Wiederherstellungscode festlegen",
        "Set a password with a recovery code";
    read_two_factor: "Eigenen zweiten Schritt sehen", "See one’s own second step";
    begin_two_factor: "Zweiten Schritt einrichten", "Set the second step up";
    confirm_two_factor: "Zweiten Schritt einschalten", "Switch the second step on";
    disable_two_factor: "Zweiten Schritt ausschalten", "Switch the second step off";
    renew_recovery_codes: "Wiederherstellungscodes erneuern", "Renew recovery codes";
    read_sign_in_settings: "Regeln der Anmeldung sehen", "See the rules of signing in";
    update_sign_in_settings: "Regeln der Anmeldung ändern", "Change the rules of signing in";
    list_api_tokens: "API-Tokens sehen", "See API tokens";
    create_api_token: "API-Token anlegen", "Create an API token";
    revoke_api_token: "API-Token widerrufen", "Revoke an API token";
    list_message_templates: "Texte der Nachrichten sehen", "See the words of messages";
    update_message_template: "Text einer Nachricht ändern", "Change the words of a message";
    reset_message_template: "Standardtext einer Nachricht wiederherstellen", "Take the first words of a message again";
    preview_message: "Vorschau einer Nachricht sehen", "Preview a message";
    test_message_template: "Sich eine Nachricht zur Probe senden", "Send oneself a message to try it out";
    list_webhooks: "Webhooks sehen", "See webhooks";
    create_webhook: "Webhook anlegen", "Create a webhook";
    read_webhook: "Webhook sehen", "See a webhook";
    update_webhook: "Webhook ändern", "Change a webhook";
    delete_webhook: "Webhook löschen", "Delete a webhook";
    pause_webhook: "Webhook pausieren", "Pause a webhook";
    resume_webhook: "Webhook fortsetzen", "Have a webhook go on";
    rotate_webhook_secret: "Webhook ein neues Geheimnis geben", "Give a webhook a new secret";
    test_webhook: "Webhook testen", "Test a webhook";
    list_webhook_deliveries: "Protokoll eines Webhooks sehen", "See the log of a webhook";
    send_webhook_delivery_again: "Ereignis erneut an einen Webhook senden", "Send an event to a webhook again";
    list_audit_entries: "Protokoll lesen", "Read the audit log";
    export_audit_log: "Protokoll exportieren", "Export the audit log";
    verify_audit_log: "Protokoll prüfen", "Verify the audit log";
    list_outgoing_mails: "Ausgehende Mails sehen", "See outgoing mail";
    send_outgoing_mail_again: "Mail erneut senden", "Send a mail again";
    read_statistics: "Statistik sehen", "See the statistics";
    export_statistics: "Statistik exportieren", "Export the statistics";
    read_access_table: "„Wer darf was“ lesen", "Read “Who may do what”";
}

/// What one may do.
#[expect(clippy::too_many_lines, reason = "a line an operation")]
pub fn action(action: Action) -> &'static str {
    let t = t();
    match action {
        Action::ListCounselors => t.list_counselors,
        Action::CreateCounselor => t.create_counselor,
        Action::ReadCounselor => t.read_counselor,
        Action::UpdateCounselor => t.update_counselor,
        Action::ReplaceCounselorPicture => t.replace_counselor_picture,
        Action::RemoveCounselorPicture => t.remove_counselor_picture,
        Action::ChangeCounselorRole => t.change_counselor_role,
        Action::ActivateCounselor => t.activate_counselor,
        Action::DeactivateCounselor => t.deactivate_counselor,
        Action::PreviewCounselorDeletion => t.preview_counselor_deletion,
        Action::DeleteCounselor => t.delete_counselor,
        Action::ReadLicences => t.read_licences,
        Action::ListLicenceRequests => t.list_licence_requests,
        Action::CreateLicenceRequest => t.create_licence_request,
        Action::InviteCounselor => t.invite_counselor,
        Action::RemoveTwoFactor => t.remove_two_factor,
        Action::InviteClient => t.invite_client,
        Action::SetClientPassword => t.set_client_password,
        Action::ChangeOwnPassword => t.change_own_password,
        Action::ReadOwnData => t.read_own_data,
        Action::UpdateOwnData => t.update_own_data,
        Action::ExportOwnData => t.export_own_data,
        Action::DeleteOwnAccount => t.delete_own_account,
        Action::MakeRecoveryCode => t.make_recovery_code,
        Action::ReadTwoFactor => t.read_two_factor,
        Action::BeginTwoFactor => t.begin_two_factor,
        Action::ConfirmTwoFactor => t.confirm_two_factor,
        Action::DisableTwoFactor => t.disable_two_factor,
        Action::RenewRecoveryCodes => t.renew_recovery_codes,
        Action::ReadSignInSettings => t.read_sign_in_settings,
        Action::UpdateSignInSettings => t.update_sign_in_settings,
        Action::ReadDashboard => t.read_dashboard,
        Action::Search => t.search,
        Action::ListClients => t.list_clients,
        Action::CreateClient => t.create_client,
        Action::ReadClient => t.read_client,
        Action::ReadClientContact => t.read_client_contact,
        Action::ReadClientMasterData => t.read_client_master_data,
        Action::UpdateClientMasterData => t.update_client_master_data,
        Action::ReleaseMailRequest => t.release_mail_request,
        Action::TakeOverMailRequest => t.take_over_mail_request,
        Action::AssignMailRequest => t.assign_mail_request,
        Action::InheritDraft => t.inherit_draft,
        Action::CompleteMailRequest => t.complete_mail_request,
        Action::ReopenMailRequest => t.reopen_mail_request,
        Action::ArchiveMailRequest => t.archive_mail_request,
        Action::DeleteMailRequest => t.delete_mail_request,
        Action::NoteViewing => t.note_viewing,
        Action::StopViewing => t.stop_viewing,
        Action::ListInternalComments => t.list_internal_comments,
        Action::CreateInternalComment => t.create_internal_comment,
        Action::DeleteInternalComment => t.delete_internal_comment,
        Action::RequestBreakGlass => t.request_break_glass,
        Action::ListBreakGlasses => t.list_break_glasses,
        Action::ConfirmBreakGlass => t.confirm_break_glass,
        Action::RefuseBreakGlass => t.refuse_break_glass,
        Action::AskForHandOver => t.ask_for_hand_over,
        Action::AskForPrimaryCounselor => t.ask_for_primary_counselor,
        Action::ListHandOvers => t.list_hand_overs,
        Action::WithdrawHandOver => t.withdraw_hand_over,
        Action::AgreeToHandOver => t.agree_to_hand_over,
        Action::DeclineHandOver => t.decline_hand_over,
        Action::ReadOpennessSettings => t.read_openness_settings,
        Action::UpdateOpennessSettings => t.update_openness_settings,
        Action::UpdateClient => t.update_client,
        Action::UpdateClientContact => t.update_client_contact,
        Action::ReadClientIdentity => t.read_client_identity,
        Action::UpdateClientIdentity => t.update_client_identity,
        Action::LockClient => t.lock_client,
        Action::UnlockClient => t.unlock_client,
        Action::DeleteClient => t.delete_client,
        Action::RestoreClient => t.restore_client,
        Action::ListCounsellingFields => t.list_counselling_fields,
        Action::CreateCounsellingField => t.create_counselling_field,
        Action::UpdateCounsellingField => t.update_counselling_field,
        Action::ListMasterDataFields => t.list_master_data_fields,
        Action::CreateMasterDataField => t.create_master_data_field,
        Action::UpdateMasterDataField => t.update_master_data_field,
        Action::ReadDeletionRoutine => t.read_deletion_routine,
        Action::UpdateDeletionRoutine => t.update_deletion_routine,
        Action::PreviewDeletionRoutine => t.preview_deletion_routine,
        Action::ListErasures => t.list_erasures,
        Action::EraseClient => t.erase_client,
        Action::PlaceLegalHold => t.place_legal_hold,
        Action::EndLegalHold => t.end_legal_hold,
        Action::ListChats => t.list_chats,
        Action::CountUnreadChats => t.count_unread_chats,
        Action::ListChatPartners => t.list_chat_partners,
        Action::OpenChat => t.open_chat,
        Action::CreateGroupChat => t.create_group_chat,
        Action::ReadChat => t.read_chat,
        Action::UpdateGroupChat => t.update_group_chat,
        Action::DeleteGroupChat => t.delete_group_chat,
        Action::ListChatMembers => t.list_chat_members,
        Action::AddChatMembers => t.add_chat_members,
        Action::RemoveChatMember => t.remove_chat_member,
        Action::ListChatMessages => t.list_chat_messages,
        Action::ReadChatMessage => t.read_chat_message,
        Action::SendChatMessage => t.send_chat_message,
        Action::UpdateChatMessage => t.update_chat_message,
        Action::DeleteChatMessage => t.delete_chat_message,
        Action::MarkChatRead => t.mark_chat_read,
        Action::NoteTyping => t.note_typing,
        Action::ListPresences => t.list_presences,
        Action::SetPresence => t.set_presence,
        Action::ReadNotificationSettings => t.read_notification_settings,
        Action::UpdateNotificationSettings => t.update_notification_settings,
        Action::AnswerBeat => t.answer_beat,
        Action::ListOpenDoorVisits => t.list_open_door_visits,
        Action::ReadOpenDoorVisit => t.read_open_door_visit,
        Action::PickUpOpenDoorVisit => t.pick_up_open_door_visit,
        Action::ListOpenDoorMessages => t.list_open_door_messages,
        Action::SendOpenDoorMessage => t.send_open_door_message,
        Action::EndOpenDoorVisit => t.end_open_door_visit,
        Action::HandOverOpenDoorVisit => t.hand_over_open_door_visit,
        Action::ReadOpenDoorSettings => t.read_open_door_settings,
        Action::UpdateOpenDoorSettings => t.update_open_door_settings,
        Action::ListChatDocuments => t.list_chat_documents,
        Action::DeleteChatDocument => t.delete_chat_document,
        Action::ExportChat => t.export_chat,
        Action::ListGroups => t.list_groups,
        Action::CreateGroup => t.create_group,
        Action::ReadGroup => t.read_group,
        Action::UpdateGroup => t.update_group,
        Action::DeleteGroup => t.delete_group,
        Action::ListGroupMembers => t.list_group_members,
        Action::AddGroupMember => t.add_group_member,
        Action::RemoveGroupMember => t.remove_group_member,
        Action::ListWatchlist => t.list_watchlist,
        Action::ReadWatchlistEntry => t.read_watchlist_entry,
        Action::RememberClient => t.remember_client,
        Action::ForgetClient => t.forget_client,
        Action::ReadDirectMessageSettings => t.read_direct_message_settings,
        Action::UpdateDirectMessageSettings => t.update_direct_message_settings,
        Action::ReadDirectMessageRoute => t.read_direct_message_route,
        Action::ListDirectMessages => t.list_direct_messages,
        Action::SendDirectMessage => t.send_direct_message,
        Action::ListReceivedDirectMessages => t.list_received_direct_messages,
        Action::MarkDirectMessageRead => t.mark_direct_message_read,
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
        Action::ReadMailOffer => t.read_mail_offer,
        Action::ReadMailAvailability => t.read_mail_availability,
        Action::UpdateMailAvailability => t.update_mail_availability,
        Action::ReadAssignmentSettings => t.read_assignment_settings,
        Action::UpdateAssignmentSettings => t.update_assignment_settings,
        Action::ReadRequestData => t.read_request_data,
        Action::TakeIntoProfile => t.take_into_profile,
        Action::ReadMailRequest => t.read_mail_request,
        Action::AnswerMailRequest => t.answer_mail_request,
        Action::FollowUpMailRequest => t.follow_up_mail_request,
        Action::MarkMailRequestRead => t.mark_mail_request_read,
        Action::ReadDraft => t.read_draft,
        Action::SaveDraft => t.save_draft,
        Action::ListTextTemplates => t.list_text_templates,
        Action::CreateTextTemplate => t.create_text_template,
        Action::UpdateTextTemplate => t.update_text_template,
        Action::DeleteTextTemplate => t.delete_text_template,
        Action::ReadSignature => t.read_signature,
        Action::UpdateSignature => t.update_signature,
        Action::ReadWorkingTime => t.read_working_time,
        Action::UpdateWorkingTime => t.update_working_time,
        Action::PreviewWorkingTime => t.preview_working_time,
        Action::ReadFacilitySettings => t.read_facility_settings,
        Action::UpdateFacilitySettings => t.update_facility_settings,
        Action::ReplaceFacilityLogo => t.replace_facility_logo,
        Action::RemoveFacilityLogo => t.remove_facility_logo,
        Action::ReadLegalPages => t.read_legal_pages,
        Action::UpdateLegalPages => t.update_legal_pages,
        Action::ReadRegistrationSettings => t.read_registration_settings,
        Action::UpdateRegistrationSettings => t.update_registration_settings,
        Action::ReadSetup => t.read_setup,
        Action::DismissSetup => t.dismiss_setup,
        Action::ReadChannelSettings => t.read_channel_settings,
        Action::UpdateChannelSettings => t.update_channel_settings,
        Action::ReadCounselorChannels => t.read_counselor_channels,
        Action::UpdateCounselorChannels => t.update_counselor_channels,
        Action::ListServices => t.list_services,
        Action::CreateService => t.create_service,
        Action::UpdateService => t.update_service,
        Action::DeleteService => t.delete_service,
        Action::ReadBookingTimes => t.read_booking_times,
        Action::UpdateBookingTimes => t.update_booking_times,
        Action::ListMonitorings => t.list_monitorings,
        Action::CreateMonitoring => t.create_monitoring,
        Action::ReadMonitoring => t.read_monitoring,
        Action::UpdateMonitoring => t.update_monitoring,
        Action::DeleteMonitoring => t.delete_monitoring,
        Action::ExportMonitorings => t.export_monitorings,
        Action::SuggestMonitoring => t.suggest_monitoring,
        Action::ListMonitoringFields => t.list_monitoring_fields,
        Action::CreateMonitoringField => t.create_monitoring_field,
        Action::UpdateMonitoringField => t.update_monitoring_field,
        Action::AddMonitoringFieldSet => t.add_monitoring_field_set,
        Action::ReadMonitoringSettings => t.read_monitoring_settings,
        Action::UpdateMonitoringSettings => t.update_monitoring_settings,
        Action::ListAbsences => t.list_absences,
        Action::CreateAbsence => t.create_absence,
        Action::UpdateAbsence => t.update_absence,
        Action::DeleteAbsence => t.delete_absence,
        Action::ReadBookingSettings => t.read_booking_settings,
        Action::UpdateBookingSettings => t.update_booking_settings,
        Action::ListSlots => t.list_slots,
        Action::ReadBookingOffer => t.read_booking_offer,
        Action::ListClosedDays => t.list_closed_days,
        Action::DiagnoseSlots => t.diagnose_slots,
        Action::ListBookings => t.list_bookings,
        Action::ReadBooking => t.read_booking,
        Action::ReserveSlot => t.reserve_slot,
        Action::BookReservation => t.book_reservation,
        Action::CreateBooking => t.create_booking,
        Action::CreateBlocker => t.create_blocker,
        Action::CreateBookingSeries => t.create_booking_series,
        Action::CreateBlockerSeries => t.create_blocker_series,
        Action::CancelBookingSeries => t.cancel_booking_series,
        Action::CreateGroupBooking => t.create_group_booking,
        Action::UpdateGroupBooking => t.update_group_booking,
        Action::ListParticipants => t.list_participants,
        Action::AddParticipants => t.add_participants,
        Action::RemoveParticipant => t.remove_participant,
        Action::ListGroupOffers => t.list_group_offers,
        Action::JoinGroupBooking => t.join_group_booking,
        Action::LeaveGroupBooking => t.leave_group_booking,
        Action::ListGroupWaiters => t.list_group_waiters,
        Action::RemoveGroupWaiter => t.remove_group_waiter,
        Action::WaitForGroupBooking => t.wait_for_group_booking,
        Action::StopWaitingForGroupBooking => t.stop_waiting_for_group_booking,
        Action::ListWaitingListEntries => t.list_waiting_list_entries,
        Action::CreateWaitingListEntry => t.create_waiting_list_entry,
        Action::DeleteWaitingListEntry => t.delete_waiting_list_entry,
        Action::ConfirmBooking => t.confirm_booking,
        Action::DeclineBooking => t.decline_booking,
        Action::CancelBooking => t.cancel_booking,
        Action::RescheduleBooking => t.reschedule_booking,
        Action::UpdateBookingNote => t.update_booking_note,
        Action::ReadCalendarFeed => t.read_calendar_feed,
        Action::CreateCalendarFeed => t.create_calendar_feed,
        Action::RevokeCalendarFeed => t.revoke_calendar_feed,
        Action::ReadVideo => t.read_video,
        Action::JoinBookingVideo => t.join_booking_video,
        Action::StartChatVideo => t.start_chat_video,
        Action::CreateVideoLink => t.create_video_link,
        Action::ListVideoLinks => t.list_video_links,
        Action::RevokeVideoLink => t.revoke_video_link,
        Action::MarkBookingHeld => t.mark_booking_held,
        Action::MarkBookingMissed => t.mark_booking_missed,
        Action::ListAttachments => t.list_attachments,
        Action::CreateAttachment => t.create_attachment,
        Action::DownloadAttachment => t.download_attachment,
        Action::DeleteAttachment => t.delete_attachment,
        Action::StreamEvents => t.stream_events,
        Action::SignOut => t.sign_out,
        Action::ListSessions => t.list_sessions,
        Action::EndSession => t.end_session,
        Action::EndOtherSessions => t.end_other_sessions,
        Action::ListApiTokens => t.list_api_tokens,
        Action::CreateApiToken => t.create_api_token,
        Action::RevokeApiToken => t.revoke_api_token,
        Action::ListMessageTemplates => t.list_message_templates,
        Action::UpdateMessageTemplate => t.update_message_template,
        Action::ResetMessageTemplate => t.reset_message_template,
        Action::PreviewMessage => t.preview_message,
        Action::TestMessageTemplate => t.test_message_template,
        Action::ListWebhooks => t.list_webhooks,
        Action::CreateWebhook => t.create_webhook,
        Action::ReadWebhook => t.read_webhook,
        Action::UpdateWebhook => t.update_webhook,
        Action::DeleteWebhook => t.delete_webhook,
        Action::PauseWebhook => t.pause_webhook,
        Action::ResumeWebhook => t.resume_webhook,
        Action::RotateWebhookSecret => t.rotate_webhook_secret,
        Action::TestWebhook => t.test_webhook,
        Action::ListWebhookDeliveries => t.list_webhook_deliveries,
        Action::SendWebhookDeliveryAgain => t.send_webhook_delivery_again,
        Action::ListAuditEntries => t.list_audit_entries,
        Action::ExportAuditLog => t.export_audit_log,
        Action::VerifyAuditLog => t.verify_audit_log,
        Action::ListOutgoingMails => t.list_outgoing_mails,
        Action::SendOutgoingMailAgain => t.send_outgoing_mail_again,
        Action::ReadStatistics => t.read_statistics,
        Action::ExportStatistics => t.export_statistics,
        Action::ReadAccessTable => t.read_access_table,
    }
}

/// What was done.
#[expect(clippy::too_many_lines, reason = "a line an operation")]
pub fn audit_action(action: AuditAction) -> &'static str {
    let t = t();
    match action {
        AuditAction::CreateFacility => t.create_facility,
        AuditAction::SignInCounselor => t.sign_in_counselor,
        AuditAction::SignInClient => t.sign_in_client,
        AuditAction::RefuseSignIn => t.refuse_sign_in,
        AuditAction::RegisterClient => t.register_client,
        AuditAction::ForgotPassword => t.forgot_password,
        AuditAction::ForgotClientPassword => t.forgot_client_password,
        AuditAction::RedeemAccountLink => t.redeem_account_link,
        AuditAction::ChangeOwnPassword => t.change_own_password,
        AuditAction::UpdateOwnData => t.update_own_data,
        AuditAction::ExportOwnData => t.export_own_data,
        AuditAction::DeleteOwnAccount => t.delete_own_account,
        AuditAction::MakeRecoveryCode => t.make_recovery_code,
        AuditAction::RecoverPassword => t.recover_password,
        AuditAction::ConfirmTwoFactor => t.confirm_two_factor,
        AuditAction::DisableTwoFactor => t.disable_two_factor,
        AuditAction::RemoveTwoFactor => t.remove_two_factor,
        AuditAction::RenewRecoveryCodes => t.renew_recovery_codes,
        AuditAction::UpdateSignInSettings => t.update_sign_in_settings,
        AuditAction::InviteCounselor => t.invite_counselor,
        AuditAction::InviteClient => t.invite_client,
        AuditAction::SetClientPassword => t.set_client_password,
        AuditAction::SignOut => t.sign_out,
        AuditAction::EndStolenSession => t.end_stolen_session,
        AuditAction::CreateCounselor => t.create_counselor,
        AuditAction::UpdateCounselor => t.update_counselor,
        AuditAction::ReplaceCounselorPicture => t.replace_counselor_picture,
        AuditAction::RemoveCounselorPicture => t.remove_counselor_picture,
        AuditAction::ChangeCounselorRole => t.change_counselor_role,
        AuditAction::ActivateCounselor => t.activate_counselor,
        AuditAction::DeactivateCounselor => t.deactivate_counselor,
        AuditAction::DeleteCounselor => t.delete_counselor,
        AuditAction::CreateLicenceRequest => t.create_licence_request,
        AuditAction::ChangeLicenceVolume => t.change_licence_volume,
        AuditAction::FinishLicenceRequest => t.finish_licence_request,
        AuditAction::CreateClient => t.create_client,
        AuditAction::ReadClient => t.read_client,
        AuditAction::ReleaseMailRequest => t.release_mail_request,
        AuditAction::TakeOverMailRequest => t.take_over_mail_request,
        AuditAction::AssignMailRequest => t.assign_mail_request,
        AuditAction::CompleteMailRequest => t.complete_mail_request,
        AuditAction::ReopenMailRequest => t.reopen_mail_request,
        AuditAction::ArchiveMailRequest => t.archive_mail_request,
        AuditAction::DeleteMailRequest => t.delete_mail_request,
        AuditAction::CreateInternalComment => t.create_internal_comment,
        AuditAction::DeleteInternalComment => t.delete_internal_comment,
        AuditAction::RequestBreakGlass => t.request_break_glass,
        AuditAction::ConfirmBreakGlass => t.confirm_break_glass,
        AuditAction::RefuseBreakGlass => t.refuse_break_glass,
        AuditAction::AskForHandOver => t.ask_for_hand_over,
        AuditAction::AskForPrimaryCounselor => t.ask_for_primary_counselor,
        AuditAction::WithdrawHandOver => t.withdraw_hand_over,
        AuditAction::AgreeToHandOver => t.agree_to_hand_over,
        AuditAction::DeclineHandOver => t.decline_hand_over,
        AuditAction::AssignMailRequestWithoutConsent => t.assign_mail_request_without_consent,
        AuditAction::UpdateClientWithoutConsent => t.update_client_without_consent,
        AuditAction::UpdateOpennessSettings => t.update_openness_settings,
        AuditAction::UpdateClient => t.update_client,
        AuditAction::LockClient => t.lock_client,
        AuditAction::UnlockClient => t.unlock_client,
        AuditAction::DeleteClient => t.delete_client,
        AuditAction::RestoreClient => t.restore_client,
        AuditAction::WarnOfDeletion => t.warn_of_deletion,
        AuditAction::CreateCounsellingField => t.create_counselling_field,
        AuditAction::UpdateCounsellingField => t.update_counselling_field,
        AuditAction::CreateMasterDataField => t.create_master_data_field,
        AuditAction::UpdateMasterDataField => t.update_master_data_field,
        AuditAction::UpdateDeletionRoutine => t.update_deletion_routine,
        AuditAction::EraseClient => t.erase_client,
        AuditAction::PlaceLegalHold => t.place_legal_hold,
        AuditAction::EndLegalHold => t.end_legal_hold,
        AuditAction::ApplyRetention => t.apply_retention,
        AuditAction::OpenChat => t.open_chat,
        AuditAction::CreateGroupChat => t.create_group_chat,
        AuditAction::UpdateGroupChat => t.update_group_chat,
        AuditAction::DeleteGroupChat => t.delete_group_chat,
        AuditAction::AddChatMembers => t.add_chat_members,
        AuditAction::RemoveChatMember => t.remove_chat_member,
        AuditAction::UpdateChatMessage => t.update_chat_message,
        AuditAction::DeleteChatMessage => t.delete_chat_message,
        AuditAction::PickUpOpenDoorVisit => t.pick_up_open_door_visit,
        AuditAction::EndOpenDoorVisit => t.end_open_door_visit,
        AuditAction::HandOverOpenDoorVisit => t.hand_over_open_door_visit,
        AuditAction::UpdateOpenDoorSettings => t.update_open_door_settings,
        AuditAction::DeleteChatDocument => t.delete_chat_document,
        AuditAction::ExportChat => t.export_chat,
        AuditAction::CreateGroup => t.create_group,
        AuditAction::UpdateGroup => t.update_group,
        AuditAction::DeleteGroup => t.delete_group,
        AuditAction::AddGroupMember => t.add_group_member,
        AuditAction::RemoveGroupMember => t.remove_group_member,
        AuditAction::UpdateDirectMessageSettings => t.update_direct_message_settings,
        AuditAction::ListDirectMessages => t.list_direct_messages,
        AuditAction::SendDirectMessage => t.send_direct_message,
        AuditAction::ListDocuments => t.list_documents,
        AuditAction::CreateDocument => t.create_document,
        AuditAction::DownloadDocument => t.download_document,
        AuditAction::UpdateDocument => t.update_document,
        AuditAction::DeleteDocument => t.delete_document,
        AuditAction::ListNotes => t.list_notes,
        AuditAction::CreateNote => t.create_note,
        AuditAction::UpdateNote => t.update_note,
        AuditAction::CreateTextTemplate => t.create_text_template,
        AuditAction::UpdateTextTemplate => t.update_text_template,
        AuditAction::DeleteTextTemplate => t.delete_text_template,
        AuditAction::UpdateNotificationSettings => t.update_notification_settings,
        AuditAction::UpdateSignature => t.update_signature,
        AuditAction::UpdateWorkingTime => t.update_working_time,
        AuditAction::UpdateFacilitySettings => t.update_facility_settings,
        AuditAction::ReplaceFacilityLogo => t.replace_facility_logo,
        AuditAction::RemoveFacilityLogo => t.remove_facility_logo,
        AuditAction::UpdateLegalPages => t.update_legal_pages,
        AuditAction::UpdateRegistrationSettings => t.update_registration_settings,
        AuditAction::DismissSetup => t.dismiss_setup,
        AuditAction::UpdateChannelSettings => t.update_channel_settings,
        AuditAction::UpdateCounselorChannels => t.update_counselor_channels,
        AuditAction::CreateService => t.create_service,
        AuditAction::UpdateService => t.update_service,
        AuditAction::DeleteService => t.delete_service,
        AuditAction::UpdateBookingTimes => t.update_booking_times,
        AuditAction::ListMonitorings => t.list_monitorings,
        AuditAction::ReadMonitoring => t.read_monitoring,
        AuditAction::CreateMonitoring => t.create_monitoring,
        AuditAction::UpdateMonitoring => t.update_monitoring,
        AuditAction::ExportMonitorings => t.export_monitorings,
        AuditAction::ExportStatistics => t.export_statistics,
        AuditAction::DeleteMonitoring => t.delete_monitoring,
        AuditAction::CreateMonitoringField => t.create_monitoring_field,
        AuditAction::UpdateMonitoringField => t.update_monitoring_field,
        AuditAction::AddMonitoringFieldSet => t.add_monitoring_field_set,
        AuditAction::UpdateMonitoringSettings => t.update_monitoring_settings,
        AuditAction::CreateAbsence => t.create_absence,
        AuditAction::UpdateAbsence => t.update_absence,
        AuditAction::DeleteAbsence => t.delete_absence,
        AuditAction::UpdateBookingSettings => t.update_booking_settings,
        AuditAction::ReserveSlot => t.reserve_slot,
        AuditAction::BookReservation => t.book_reservation,
        AuditAction::CreateBooking => t.create_booking,
        AuditAction::CreateBlocker => t.create_blocker,
        AuditAction::CreateBookingSeries => t.create_booking_series,
        AuditAction::CreateBlockerSeries => t.create_blocker_series,
        AuditAction::CancelBookingSeries => t.cancel_booking_series,
        AuditAction::CreateGroupBooking => t.create_group_booking,
        AuditAction::UpdateGroupBooking => t.update_group_booking,
        AuditAction::AddParticipants => t.add_participants,
        AuditAction::RemoveParticipant => t.remove_participant,
        AuditAction::JoinGroupBooking => t.join_group_booking,
        AuditAction::LeaveGroupBooking => t.leave_group_booking,
        AuditAction::RemoveGroupWaiter => t.remove_group_waiter,
        AuditAction::WaitForGroupBooking => t.wait_for_group_booking,
        AuditAction::StopWaitingForGroupBooking => t.stop_waiting_for_group_booking,
        AuditAction::CreateWaitingListEntry => t.create_waiting_list_entry,
        AuditAction::DeleteWaitingListEntry => t.delete_waiting_list_entry,
        AuditAction::ConfirmBooking => t.confirm_booking,
        AuditAction::DeclineBooking => t.decline_booking,
        AuditAction::CancelBooking => t.cancel_booking,
        AuditAction::RescheduleBooking => t.reschedule_booking,
        AuditAction::UpdateBookingNote => t.update_booking_note,
        AuditAction::CreateCalendarFeed => t.create_calendar_feed,
        AuditAction::RevokeCalendarFeed => t.revoke_calendar_feed,
        AuditAction::JoinBookingVideo => t.join_booking_video,
        AuditAction::StartChatVideo => t.start_chat_video,
        AuditAction::CreateVideoLink => t.create_video_link,
        AuditAction::RevokeVideoLink => t.revoke_video_link,
        AuditAction::JoinVideoInvitation => t.join_video_invitation,
        AuditAction::MarkBookingHeld => t.mark_booking_held,
        AuditAction::MarkBookingMissed => t.mark_booking_missed,
        AuditAction::CreateAttachment => t.create_attachment,
        AuditAction::DownloadAttachment => t.download_attachment,
        AuditAction::DeleteAttachment => t.delete_attachment,
        AuditAction::QuarantineFile => t.quarantine_file,
        AuditAction::DeleteNote => t.delete_note,
        AuditAction::ExportClient => t.export_client,
        AuditAction::CreateMailRequest => t.create_mail_request,
        AuditAction::UpdateMailAvailability => t.update_mail_availability,
        AuditAction::UpdateAssignmentSettings => t.update_assignment_settings,
        AuditAction::ReadRequestData => t.read_request_data,
        AuditAction::TakeIntoProfile => t.take_into_profile,
        AuditAction::ReadMailRequest => t.read_mail_request,
        AuditAction::AnswerMailRequest => t.answer_mail_request,
        AuditAction::FollowUpMailRequest => t.follow_up_mail_request,
        AuditAction::EndSession => t.end_session,
        AuditAction::EndOtherSessions => t.end_other_sessions,
        AuditAction::CreateApiToken => t.create_api_token,
        AuditAction::RevokeApiToken => t.revoke_api_token,
        AuditAction::UpdateMessageTemplate => t.update_message_template,
        AuditAction::ResetMessageTemplate => t.reset_message_template,
        AuditAction::TestMessageTemplate => t.test_message_template,
        AuditAction::CreateWebhook => t.create_webhook,
        AuditAction::UpdateWebhook => t.update_webhook,
        AuditAction::DeleteWebhook => t.delete_webhook,
        AuditAction::PauseWebhook => t.pause_webhook,
        AuditAction::ResumeWebhook => t.resume_webhook,
        AuditAction::RotateWebhookSecret => t.rotate_webhook_secret,
        AuditAction::TestWebhook => t.test_webhook,
        AuditAction::SendWebhookDeliveryAgain => t.send_webhook_delivery_again,
        AuditAction::ExportAuditLog => t.export_audit_log,
        AuditAction::SendOutgoingMailAgain => t.send_outgoing_mail_again,
    }
}
