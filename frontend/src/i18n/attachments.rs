//! The words of files that go with a message.

super::texts! {
    title: "Anhänge", "Attachments";
    attach: "Datei anhängen", "Attach a file";
    remove: "Anhang entfernen", "Remove the attachment";
    wait: "Ein Anhang ist noch unterwegs. Bitte senden Sie gleich noch einmal.",
        "An attachment is still on its way. Please send again in a moment.";
}
