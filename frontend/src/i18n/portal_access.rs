//! The words with which a person makes an access for themselves or uses the one they have.

super::texts! {
    title: "Ihr Zugang" / "Dein Zugang", "Your access";
    lead: "Damit finden Sie unsere Antwort wieder."
        / "Damit findest du unsere Antwort wieder.",
        "With it you find our answer again.";
    which: "Waren Sie schon einmal hier?"
        / "Warst du schon einmal hier?",
        "Have you been here before?";
    first_time: "Ich bin zum ersten Mal hier", "I am here for the first time";
    known: "Ich habe schon einen Zugang", "I already have access";
    pseudonym: "Pseudonym", "Pseudonym";
    pseudonym_hint: "Ein Name, den Sie sich ausdenken. Er sollte nicht verraten, wer Sie sind."
        / "Ein Name, den du dir ausdenkst. Er sollte nicht verraten, wer du bist.",
        "A name you make up. It should not tell who you are.";
    pseudonym_missing: "Denken Sie sich einen Namen aus."
        / "Denk dir einen Namen aus.",
        "Make up a name.";
    new_password_hint: "Mindestens 8\u{a0}Zeichen. Am besten ein Satz, den nur Sie kennen. Wenn Sie es vergessen, geben wir Ihnen ein neues."
        / "Mindestens 8\u{a0}Zeichen. Am besten ein Satz, den nur du kennst. Wenn du es vergisst, geben wir dir ein neues.",
        "At least 8\u{a0}characters. Best is a sentence that only you know. If you forget it, we give you a new one.";
    new_password_missing: "Wählen Sie ein Passwort." / "Wähle ein Passwort.", "Choose a password.";
    email: "E-Mail-Adresse", "E-mail address";
    email_hint: "Damit können Sie sich auch anmelden. Wenn eine Antwort da ist, schreiben wir Ihnen das dorthin, ohne Inhalt."
        / "Damit kannst du dich auch anmelden. Wenn eine Antwort da ist, schreiben wir dir das dorthin, ohne Inhalt.",
        "You can also sign in with it. When an answer is there we write so to it, without its content.";
    phone: "Mobilnummer", "Mobile number";
    phone_hint: "Wenn eine Antwort da ist, können wir Ihnen das auch per SMS sagen, ohne Inhalt."
        / "Wenn eine Antwort da ist, können wir dir das auch per SMS sagen, ohne Inhalt.",
        "When an answer is there we can also tell you by SMS, without its content.";
    one_of_two: "Diese Beratungsstelle braucht eine E-Mail-Adresse oder eine Mobilnummer von Ihnen."
        / "Diese Beratungsstelle braucht eine E-Mail-Adresse oder eine Mobilnummer von dir.",
        "This counselling centre needs an e-mail address or a mobile number of you.";
    email_wrong: "Bitte prüfen Sie die Schreibweise, zum Beispiel name@beispiel.de."
        / "Bitte prüf die Schreibweise, zum Beispiel name@beispiel.de.",
        "Please check how it is written, for example name@example.com.";
    name: "Pseudonym oder E-Mail", "Pseudonym or e-mail";
    name_missing: "Geben Sie Ihr Pseudonym oder Ihre E-Mail-Adresse ein."
        / "Gib dein Pseudonym oder deine E-Mail-Adresse ein.",
        "Enter your pseudonym or your e-mail address.";
    wrong: "Name oder Passwort stimmen nicht. Nach mehreren Versuchen müssen Sie kurz warten; Ihr Zugang wird nicht gesperrt."
        / "Name oder Passwort stimmen nicht. Nach mehreren Versuchen musst du kurz warten; dein Zugang wird nicht gesperrt.",
        "Name or password do not match. After several attempts you have to wait a moment; your access will not be locked.";
    too_many: "Das waren viele Versuche. Bitte warten Sie kurz; was Sie geschrieben haben, bleibt hier stehen."
        / "Das waren viele Versuche. Bitte warte kurz; was du geschrieben hast, bleibt hier stehen.",
        "That was a lot of attempts. Please wait a moment; what you wrote stays here.";
    create: "Zugang anlegen", "Set up access";
    create_lead: "Ein Pseudonym und ein Passwort reichen.", "A pseudonym and a password will do.";
    not_created: "Der Zugang ist noch nicht angelegt.", "Your access is not set up yet.";
    not_signed_in: "Sie sind noch nicht angemeldet."
        / "Du bist noch nicht angemeldet.",
        "You are not signed in yet.";
    sign_in_lead: "Hier lesen Sie unsere Antworten und schreiben weiter."
        / "Hier liest du unsere Antworten und schreibst weiter.",
        "Here you read our answers and go on writing.";
    no_access: "Noch keinen Zugang?", "No access yet?";
    just_write: "Schreiben Sie einfach, den Zugang legen Sie danach an."
        / "Schreib einfach, den Zugang legst du danach an.",
        "Just write; you set up your access afterwards.";
}
