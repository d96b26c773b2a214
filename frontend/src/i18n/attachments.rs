//! The words of files that go with a message.

super::texts! {
    title: "Anhänge", "Attachments";
    attach: "Datei anhängen", "Attach a file";
    hint: "bis 25\u{a0}MB, zum Beispiel ein Foto oder Brief", "up to 25\u{a0}MB, such as a photo or a letter";
    remove: "Anhang entfernen", "Remove the attachment";
    wait: "Ein Anhang ist noch unterwegs. Bitte senden Sie gleich noch einmal."
        / "Ein Anhang ist noch unterwegs. Bitte sende gleich noch einmal.",
        "An attachment is still on its way. Please send again in a moment.";
}
