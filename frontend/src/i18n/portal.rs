//! The words of the portal's frame and first page: warm, plain, and nothing promised that is not so.

super::texts! {
    tagline: "Online-Beratung", "Online counselling";
    menu: "Menü", "Menu";
    other_language: "English", "Deutsch";
    sign_in: "Anmelden", "Sign in";
    sign_out: "Abmelden", "Sign out";
    signed_out: "Sie sind abgemeldet." / "Du bist abgemeldet.", "You are signed out.";
    my_requests: "Meine Anfragen", "My requests";
    my_appointments: "Meine Termine", "My appointments";
    my_chats: "Chat", "Chat";
    my_data: "Meine Daten", "My data";
    write: "Anfrage schreiben", "Write a request";
    exit: "Seite schnell verlassen", "Leave this page quickly";
    exit_short: "Verlassen", "Leave";
    exit_hint: "Öffnet sofort eine neutrale Seite. Dreimal Escape drücken tut dasselbe.",
        "Opens a neutral page at once. Pressing Escape three times does the same.";
    imprint: "Impressum", "Imprint";
    privacy: "Datenschutz", "Privacy";
    legal: "Rechtliches und Kontakt", "Legal notes and contact";
    no_legal_text: "Hier steht noch nichts.", "There is nothing here yet.";
    by_invitation: "Einen Zugang bekommen Sie hier von der Beratungsstelle. Bitte nehmen Sie Kontakt mit ihr auf. Wer schon einen Zugang hat, meldet sich einfach an."
        / "Einen Zugang bekommst du hier von der Beratungsstelle. Bitte nimm Kontakt mit ihr auf. Wer schon einen Zugang hat, meldet sich einfach an.",
        "Here, the counselling centre gives you access. Please get in touch with it. If you have access already, just sign in.";
    nobody_new: "Zurzeit nimmt diese Beratungsstelle niemanden neu auf. Wer schon einen Zugang hat, meldet sich einfach an.",
        "At the moment, this counselling centre takes nobody new. If you have access already, just sign in.";
    to_start: "Zur Startseite", "To the start page";

    unknown_title: "Unter dieser Adresse gibt es keine Beratungsstelle",
        "There is no counselling centre at this address";
    unknown_text: "Bitte prüfen Sie den Link. Vielleicht fehlt ein Buchstabe."
        / "Bitte prüf den Link. Vielleicht fehlt ein Buchstabe.",
        "Please check the link. A letter may be missing.";
    unknown_short: "Adresse unbekannt", "Unknown address";
    no_page: "Diese Seite gibt es nicht", "There is no such page";
    no_page_text: "Vielleicht ist der Link unvollständig.", "The link may be incomplete.";

    hero: "Erzählen Sie uns, was Sie gerade belastet."
        / "Erzähl uns, was dich gerade belastet.",
        "Tell us what is weighing on you.";
    lead: "Wir lesen, fragen nach und suchen mit Ihnen den nächsten Schritt."
        / "Wir lesen, fragen nach und suchen mit dir den nächsten Schritt.",
        "We read, ask, and look for the next step together with you.";
    facts: "Gut zu wissen", "Good to know";
    fact_secrecy: "Schweigepflicht", "bound to secrecy";
    fact_name: "ohne echten Namen", "no real name needed";
    fact_free: "kostenlos", "free of charge";

    start: "So können Sie anfangen" / "So kannst du anfangen", "How you can begin";
    path_write: "Schreiben", "Write";
    path_write_text: "In Ruhe aufschreiben, was los ist. Ein Satz genügt.",
        "Write down what is going on, at your own pace. One sentence is enough.";
    path_write_when: "Zu jeder Uhrzeit", "At any time";
    path_book: "Termin buchen", "Book an appointment";
    path_book_text: "Lieber sprechen? Suchen Sie sich Weg, Person und Zeit aus."
        / "Lieber sprechen? Such dir Weg, Person und Zeit aus.",
        "Rather talk? Choose how, with whom and when.";
    path_book_when: "Mit Ihrem Pseudonym und Passwort"
        / "Mit deinem Pseudonym und Passwort",
        "With your pseudonym and password";
    path_chat: "Chatten", "Chat";
    path_chat_text: "Sie möchten hin und her schreiben? Hier sehen Sie, wer für Sie da ist."
        / "Du möchtest hin und her schreiben? Hier siehst du, wer für dich da ist.",
        "You would like to write back and forth? Here you see who is there for you.";
    path_chat_when: "Mit Ihrem Pseudonym und Passwort"
        / "Mit deinem Pseudonym und Passwort",
        "With your pseudonym and password";
    path_read: "Antwort lesen", "Read an answer";
    path_read_text: "Sie haben schon geschrieben? Hier steht, was wir geantwortet haben."
        / "Du hast schon geschrieben? Hier steht, was wir geantwortet haben.",
        "You have written before? What we answered is here.";
    path_read_when: "Mit Ihrem Pseudonym und Passwort"
        / "Mit deinem Pseudonym und Passwort",
        "With your pseudonym and password";

    crisis: "Hilfe in einer akuten Krise", "Help in an acute crisis";
    crisis_ask: "Sind Sie oder jemand anderes gerade in Gefahr?"
        / "Bist du oder ist jemand anderes gerade in Gefahr?",
        "Are you or somebody else in danger right now?";
    crisis_text: "Dann warten Sie nicht auf unsere Antwort."
        / "Dann warte nicht auf unsere Antwort.",
        "Then do not wait for our answer.";
    emergency: "Notruf 112", "Emergency number 112";
    helpline: "TelefonSeelsorge 0800\u{a0}111\u{a0}0\u{a0}111", "TelefonSeelsorge 0800\u{a0}111\u{a0}0\u{a0}111";
    around_the_clock: "rund um die Uhr, kostenlos", "around the clock, free of charge, in German";

    how: "So läuft es ab", "How it works";
    how_write: "Sie schreiben" / "Du schreibst", "You write";
    how_write_text: "Ein Satz genügt. Sie können jederzeit aufhören und später weiterschreiben."
        / "Ein Satz genügt. Du kannst jederzeit aufhören und später weiterschreiben.",
        "One sentence is enough. You can stop at any time and go on later.";
    how_name: "Sie denken sich einen Namen aus"
        / "Du denkst dir einen Namen aus",
        "You make up a name";
    how_name_text: "Ein Pseudonym und ein Passwort reichen. Eine E-Mail-Adresse brauchen Sie nicht."
        / "Ein Pseudonym und ein Passwort reichen. Eine E-Mail-Adresse brauchst du nicht.",
        "A pseudonym and a password will do. You do not need an e-mail address.";
    how_answer: "Wir antworten Ihnen" / "Wir antworten dir", "We answer you";
    how_answer_text: "Unsere Antwort lesen Sie hier. Sie können zurückschreiben, so oft Sie möchten."
        / "Unsere Antwort liest du hier. Du kannst zurückschreiben, so oft du möchtest.",
        "You read our answer here. You can write back as often as you like.";

    who: "Wer Ihnen antwortet" / "Wer dir antwortet", "Who answers you";
    topics: "Themen", "Topics";
    spoken: "Sprachen", "Languages";
    next_free: "Frei ab", "Free from";
    appointment: "Termin", "Appointment";
    more_people: "Mehr anzeigen", "Show more";

    faq: "Was viele vorher wissen möchten", "What many want to know first";
    faq_who: "Wer liest, was ich schreibe?", "Who reads what I write?";
    faq_who_text: "Die Menschen, die in unserer Beratungsstelle arbeiten. Sie stehen unter gesetzlicher Schweigepflicht.",
        "The people who work at our counselling centre. The law binds them to secrecy.";
    faq_when: "Wie erfahre ich von der Antwort?", "How do I learn of the answer?";
    faq_when_text: "Sie melden sich hier wieder an. Unter „Meine Anfragen“ steht dann „Neue Antwort“. Wenn Sie eine E-Mail-Adresse angegeben haben, schreiben wir Ihnen auch dorthin, dass etwas für Sie da ist, ohne Inhalt."
        / "Du meldest dich hier wieder an. Unter „Meine Anfragen“ steht dann „Neue Antwort“. Wenn du eine E-Mail-Adresse angegeben hast, schreiben wir dir auch dorthin, dass etwas für dich da ist, ohne Inhalt.",
        "You sign in here again. “My requests” then says “New answer”. If you gave an e-mail address, we also write to it that something is there for you, without its content.";
    faq_seen: "Und wenn jemand mein Handy sieht?", "What if somebody looks at my phone?";
    faq_seen_text: "„Verlassen“ oben rechts öffnet sofort eine andere Seite, dreimal Escape auch. Der Zurück-Knopf führt dann nicht auf die Seite, die Sie gerade offen hatten. Was Sie davor geöffnet haben, bleibt im Verlauf Ihres Browsers. Dort können Sie es löschen, oder Sie schreiben uns in einem privaten Fenster."
        / "„Verlassen“ oben rechts öffnet sofort eine andere Seite, dreimal Escape auch. Der Zurück-Knopf führt dann nicht auf die Seite, die du gerade offen hattest. Was du davor geöffnet hast, bleibt im Verlauf deines Browsers. Dort kannst du es löschen, oder du schreibst uns in einem privaten Fenster.",
        "“Leave” at the top right opens another page at once, and so does pressing Escape three times. The back button then does not lead to the page you had open. What you opened before stays in your browser’s history. You can delete it there, or write to us in a private window.";
    faq_stays: "Was bleibt auf diesem Gerät?", "What stays on this device?";
    faq_stays_text: "Was Sie schreiben, merkt sich dieser Browser, bis Sie es senden oder „Entwurf löschen“ wählen. So geht nichts verloren, auch nicht beim schnellen Verlassen. Angemeldet bleiben Sie, bis Sie sich abmelden oder länger nicht hier waren. Benutzen auch andere das Gerät? Dann löschen Sie den Entwurf und melden Sie sich ab."
        / "Was du schreibst, merkt sich dieser Browser, bis du es sendest oder „Entwurf löschen“ wählst. So geht nichts verloren, auch nicht beim schnellen Verlassen. Angemeldet bleibst du, bis du dich abmeldest oder länger nicht hier warst. Benutzen auch andere das Gerät? Dann lösch den Entwurf und melde dich ab.",
        "This browser remembers what you write until you send it or choose “Delete draft”. So nothing is lost, even when you leave quickly. You stay signed in until you sign out or have not been here for a while. Do others use this device too? Then delete the draft and sign out.";
    faq_password: "Was, wenn ich mein Passwort vergesse?", "What if I forget my password?";
    faq_password_text: "Bei der Anmeldung gibt es „Passwort vergessen?“. Wenn Sie uns eine E-Mail-Adresse genannt haben, senden wir Ihnen einen Link für ein neues. Ohne E-Mail-Adresse legen Sie mit Ihrem Wiederherstellungscode selbst ein neues fest. Fehlt auch der, fragen Sie die Beratungsstelle."
        / "Bei der Anmeldung gibt es „Passwort vergessen?“. Wenn du uns eine E-Mail-Adresse genannt hast, senden wir dir einen Link für ein neues. Ohne E-Mail-Adresse legst du mit deinem Wiederherstellungscode selbst ein neues fest. Fehlt auch der, frag die Beratungsstelle.",
        "Where you sign in there is “Forgot your password?”. If you told us an e-mail address, we send you a link for a new one. Without one, you choose a new one yourself with your recovery code. If that is missing too, ask the counselling centre.";
}

/// What the way to an appointment with somebody is called.
pub fn appointment_with(name: &str) -> String {
    format!("{} {name}", super::pick("Termin mit", "Appointment with"))
}
