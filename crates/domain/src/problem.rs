//! The one error body that every operation answers with: RFC 9457 problem details with a stable
//! `code`. Programs switch on codes; the texts are for people.

use crate::{
    counselors::CounselorRef,
    language::{Speech, said},
    slots::Slot,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Why a request was refused. Codes are part of the API and never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemCode {
    /// No such name, or not its password: the answer does not tell which.
    InvalidCredentials,
    /// No access token, or one that is not valid (any more).
    Unauthenticated,
    /// The session was ended; signing in again is the only way on.
    SessionEnded,
    /// The code of the second step is not right, or was used before.
    WrongCode,
    /// No such name, or not its recovery code: the answer does not tell which.
    WrongRecoveryCode,
    /// A solved challenge has to come along, which keeps programs out: `read_proof_challenge`.
    ProofRequired,
    /// What came along solves no challenge of this facility, or something was filled in that people
    /// do not see.
    ProofWrong,
    /// The challenge was used before, or its time is over: the next one has to be solved.
    ProofVoid,
    /// Too much time has passed between the two steps of signing in.
    SignInExpired,
    /// The password was set by somebody else and has to be changed before anything else.
    PasswordChangeDue,
    /// The facility asks for a second step, which has to be set up before anything else.
    TwoFactorDue,
    /// The facility asks for a second step, so it cannot be switched off.
    TwoFactorRequired,
    /// It has to be set up first.
    TwoFactorMissing,
    /// The link was used, was replaced by a newer one, or its time is over.
    LinkVoid,
    /// The account is not in use, so nobody can be invited to it.
    AccountInactive,
    /// There is no e-mail address to send to.
    NoEmail,
    /// Known caller, known thing, not allowed.
    Forbidden,
    /// The API token was not made for this.
    MissingScope,
    /// What others wrote, under confidential administration: a break-glass opens it.
    BreakGlassRequired,
    /// The facility wants the client to be asked before somebody else goes on.
    ConsentRequired,
    /// Somebody else was faster: `taken_by` says who.
    TakenOver,
    /// Somebody else was faster, or it is not offered any more: `next_slots` says what is free next.
    SlotTaken,
    /// As many take part in the group appointment as can.
    NoPlaceLeft,
    /// There is nothing to wait for: appointments are free.
    SlotsFree,
    /// The appointment is too near for its client to change it.
    NoticePeriodOver,
    /// No video call is set up for this.
    VideoOff,
    /// Video calls are held in other software, into which we have no links.
    VideoExternal,
    /// The room is not open yet: `opens_at` says from when on.
    VideoTooEarly,
    /// The room is not open any more.
    VideoOver,
    /// The link into the room was taken back.
    VideoLinkRevoked,
    /// Whom one wants to write to is not there to be written to, or not for this caller.
    CounselorUnreachable,
    /// The open door is closed at this moment.
    OpenDoorClosed,
    /// As many wait at the open door as can.
    OpenDoorFull,
    /// The time in which a message can be changed is over.
    TooLateToEdit,
    /// Whoever made a group chat is always in it.
    CreatorStays,
    /// Clients would be left in conversations that nobody reads.
    HeirRequired,
    /// A legal hold keeps what is a client's from being erased.
    LegalHold,
    /// The colleague could not see the request.
    ColleagueCannotRead,
    /// Absent, or not for this caller.
    NotFound,
    /// It was here; its content was erased for good.
    Erased,
    /// The mail request is there, an answer is not begun.
    NoDraft,
    /// There is no facility with this address.
    UnknownFacility,
    /// The body is not what the operation takes; `errors` says where.
    InvalidBody,
    /// A query parameter is not what the operation takes.
    InvalidQuery,
    /// The cursor was not given out by this list.
    InvalidCursor,
    /// The change must name the version it was made from.
    PreconditionRequired,
    /// Somebody changed it in the meantime.
    StaleVersion,
    /// Clashes with the state the thing is in.
    Conflict,
    /// There are as many as there can be.
    LimitReached,
    /// Nobody new can make an account at this facility for now.
    RegistrationClosed,
    /// At this facility, staff make the accounts.
    InvitationRequired,
    /// The facility asks for an e-mail address or a mobile number.
    ContactRequired,
    /// The facility takes neither e-mail address nor mobile number.
    ContactNotAsked,
    /// Another client of the facility goes by this pseudonym.
    PseudonymTaken,
    /// Another account of the facility has this e-mail address.
    EmailTaken,
    /// Another counselor of the facility has this login name.
    LoginNameTaken,
    /// Another facility's portal has this address.
    SlugTaken,
    /// The last active admin of a facility stays one.
    LastAdmin,
    /// All licences are in use: the form for more is at `/licences`.
    NoLicenceLeft,
    /// The picture is of no kind that is read, or not of the kind it is called.
    UnsupportedPicture,
    /// The picture is damaged.
    UnreadablePicture,
    /// The picture has more bytes or pixels than are read.
    PictureTooLarge,
    /// Too many attempts; `Retry-After` says how long to wait.
    TooManyAttempts,
    /// This `Idempotency-Key` came with another request before.
    IdempotencyKeyReused,
    /// An `Idempotency-Key` has 1 to 200 visible ASCII characters.
    InvalidIdempotencyKey,
    /// The body is larger than the operation takes.
    PayloadTooLarge,
    /// The document is larger than 25 MB.
    DocumentTooLarge,
    /// The content is of no kind that is kept.
    DocumentKindRefused,
    /// There is nothing in the document.
    DocumentEmpty,
    /// The virus scanner has found something in the file, so nobody gets it.
    Quarantined,
    /// The file could not be looked at by the virus scanner, and is not taken unseen.
    ScannerUnavailable,
    /// A file that is to go with the message is not there, or not any more.
    AttachmentMissing,
    /// The body is not JSON.
    UnsupportedMediaType,
    /// The address exists, this method does not.
    MethodNotAllowed,
    /// Our fault; nothing about the cause leaves the server.
    Internal,
    /// Too busy right now, try again.
    Unavailable,
}

impl ProblemCode {
    /// One sentence for people, saying what to do.
    pub fn text(self, to: impl Into<Speech>) -> &'static str {
        let [formal, informal, english] = self.texts();
        to.into().pick(formal, informal, english)
    }

    #[expect(clippy::too_many_lines, reason = "a table: one entry a code")]
    fn texts(self) -> [&'static str; 3] {
        match self {
            Self::InvalidCredentials => said!(
                "Name oder Passwort stimmen nicht.",
                "Name or password do not match.",
            ),
            Self::Unauthenticated => said!(
                "Bitte melden Sie sich an." / "Bitte melde dich an.",
                "Please sign in."
            ),
            Self::SessionEnded => said!(
                "Ihre Sitzung ist beendet. Bitte melden Sie sich neu an."
                    / "Deine Sitzung ist beendet. Bitte melde dich neu an.",
                "Your session has ended. Please sign in again.",
            ),
            Self::WrongCode => said!(
                "Der Code stimmt nicht oder wurde schon benutzt. Bitte nehmen Sie den nächsten."
                    / "Der Code stimmt nicht oder wurde schon benutzt. Bitte nimm den nächsten.",
                "The code is not right, or was used before. Please take the next one.",
            ),
            Self::WrongRecoveryCode => said!(
                "Name oder Wiederherstellungscode stimmen nicht, oder der Code wurde schon benutzt.",
                "Name or recovery code do not match, or the code was used before.",
            ),
            Self::ProofRequired => said!(
                "Ihr Gerät hat die Prüfung gegen automatische Anmeldungen nicht mitgeschickt. Bitte laden Sie die Seite neu."
                    / "Dein Gerät hat die Prüfung gegen automatische Anmeldungen nicht mitgeschickt. Bitte lade die Seite neu.",
                "Your device did not send the check against automatic sign-ups. Please load the page again.",
            ),
            Self::ProofWrong => said!(
                "Die Prüfung gegen automatische Anmeldungen ist nicht gelungen. Bitte laden Sie die Seite neu."
                    / "Die Prüfung gegen automatische Anmeldungen ist nicht gelungen. Bitte lade die Seite neu.",
                "The check against automatic sign-ups did not succeed. Please load the page again.",
            ),
            Self::ProofVoid => said!(
                "Das hat zu lange gedauert. Bitte versuchen Sie es noch einmal."
                    / "Das hat zu lange gedauert. Bitte versuch es noch einmal.",
                "That took too long. Please try again.",
            ),
            Self::SignInExpired => said!(
                "Seit Ihrem Passwort ist zu viel Zeit vergangen. Bitte melden Sie sich neu an."
                    / "Seit deinem Passwort ist zu viel Zeit vergangen. Bitte melde dich neu an.",
                "Too much time has passed since your password. Please sign in again.",
            ),
            Self::PasswordChangeDue => said!(
                "Bitte wählen Sie zuerst ein eigenes Passwort."
                    / "Bitte wähle zuerst ein eigenes Passwort.",
                "Please choose a password of your own first.",
            ),
            Self::TwoFactorDue => said!(
                "Bitte richten Sie zuerst den zweiten Schritt der Anmeldung ein.",
                "Please set up the second step of signing in first.",
            ),
            Self::TwoFactorRequired => said!(
                "Ihre Einrichtung verlangt den zweiten Schritt. Sie können ihn neu einrichten.",
                "Your facility asks for the second step. You can set it up anew.",
            ),
            Self::TwoFactorMissing => said!(
                "Richten Sie zuerst Ihren eigenen zweiten Schritt ein.",
                "Set up your own second step first.",
            ),
            Self::LinkVoid => said!(
                "Dieser Link gilt nicht mehr. Bitte fordern Sie einen neuen an."
                    / "Dieser Link gilt nicht mehr. Bitte fordere einen neuen an.",
                "This link is not good any more. Please ask for a new one.",
            ),
            Self::AccountInactive => said!(
                "Dieses Konto ist nicht aktiv.",
                "This account is not active.",
            ),
            Self::NoEmail => said!(
                "Es ist keine E-Mail-Adresse eingetragen.",
                "There is no e-mail address.",
            ),
            Self::Forbidden => said!(
                "Dazu fehlt Ihnen die Berechtigung." / "Dazu fehlt dir die Berechtigung.",
                "You may not do this."
            ),
            Self::MissingScope => said!(
                "Dafür wurde dieses API-Token nicht angelegt.",
                "This API token was not made for this.",
            ),
            Self::BreakGlassRequired => said!(
                "Ihre Einrichtung hat die vertrauliche Administration eingeschaltet. Lesen können Sie das erst, wenn eine zweite Person mit der Rolle Administrator:in zustimmt.",
                "Your facility has switched confidential administration on. You can read this once a second admin agrees.",
            ),
            Self::ConsentRequired => said!(
                "Vor einer Übergabe wird hier die Klient:in gefragt: bei der Anfrage mit „Zuweisen“, im Profil beim Ändern.",
                "Clients are asked here before they are handed over: with “Assign” at the request, in the profile while changing it.",
            ),
            Self::TakenOver => said!(
                "Inzwischen hat jemand anderes diese Anfrage übernommen.",
                "Somebody else has taken this request over in the meantime.",
            ),
            Self::VideoOff => said!(
                "Dafür ist kein Videochat eingerichtet.",
                "No video call is set up for this.",
            ),
            Self::VideoExternal => said!(
                "Der Videochat läuft über andere Software. Bitte geben Sie deren Link weiter.",
                "The video call is held in other software. Please pass its own link on.",
            ),
            Self::VideoTooEarly => said!(
                "Der Videochat ist noch nicht geöffnet. Bitte kommen Sie kurz vor dem Beginn wieder."
                    / "Der Videochat ist noch nicht geöffnet. Bitte komm kurz vor dem Beginn wieder.",
                "The video call is not open yet. Please come back shortly before it begins.",
            ),
            Self::VideoOver => said!("Dieser Videochat ist zu Ende.", "This video call is over."),
            Self::VideoLinkRevoked => said!(
                "Dieser Link wurde zurückgezogen. Bitte fragen Sie nach einem neuen."
                    / "Dieser Link wurde zurückgezogen. Bitte frag nach einem neuen.",
                "This link was taken back. Please ask for a new one.",
            ),
            Self::CounselorUnreachable => said!(
                "Diese Person ist zurzeit nicht anwählbar.",
                "This person cannot be written to at the moment.",
            ),
            Self::OpenDoorClosed => said!(
                "Die offene Tür ist gerade geschlossen.",
                "The open door is closed at the moment.",
            ),
            Self::OpenDoorFull => said!(
                "Gerade warten schon sehr viele. Bitte versuchen Sie es in ein paar Minuten wieder."
                    / "Gerade warten schon sehr viele. Bitte versuch es in ein paar Minuten wieder.",
                "A great many are waiting already. Please try again in a few minutes.",
            ),
            Self::TooLateToEdit => said!(
                "Eine Nachricht lässt sich nur fünf Minuten lang ändern.",
                "A message can be changed for five minutes only.",
            ),
            Self::CreatorStays => said!(
                "Wer den Gruppenchat angelegt hat, bleibt darin.",
                "Whoever made the group chat stays in it.",
            ),
            Self::HeirRequired => said!(
                "Mit dieser Person chatten Ratsuchende, für die sonst niemand da ist. Wählen Sie, wer die Gespräche übernimmt.",
                "Clients chat with this person for whom nobody else is there. Choose who takes the conversations over.",
            ),
            Self::LegalHold => said!(
                "Für diese Person gilt eine Aufbewahrungssperre. Bis sie endet, wird nichts von ihr gelöscht.",
                "This person is under a legal hold. Until it ends nothing of theirs is erased.",
            ),
            Self::ColleagueCannotRead => said!(
                "Diese Person kann die Anfrage nicht lesen. Weisen Sie sie ihr zu, wenn sie helfen soll.",
                "This colleague cannot read the request. Assign it to them if they are to help.",
            ),
            Self::NotFound => said!(
                "Das gibt es hier nicht oder nicht mehr.",
                "This is not here, or not any more.",
            ),
            Self::Erased => said!(
                "Der Inhalt wurde endgültig gelöscht.",
                "The content was erased for good.",
            ),
            Self::NoDraft => said!(
                "Es ist noch keine Antwort begonnen.",
                "No answer has been begun yet.",
            ),
            Self::UnknownFacility => said!(
                "Unter dieser Adresse gibt es keine Beratungsstelle. Bitte prüfen Sie den Link."
                    / "Unter dieser Adresse gibt es keine Beratungsstelle. Bitte prüf den Link.",
                "There is no counselling centre at this address. Please check the link.",
            ),
            Self::InvalidBody => said!(
                "Bitte prüfen Sie Ihre Angaben." / "Bitte prüf deine Angaben.",
                "Please check what you entered.",
            ),
            Self::InvalidQuery => said!(
                "Bitte prüfen Sie Suche und Filter." / "Bitte prüf Suche und Filter.",
                "Please check search and filters.",
            ),
            Self::InvalidCursor => said!(
                "Die Liste hat sich geändert. Bitte laden Sie sie neu."
                    / "Die Liste hat sich geändert. Bitte lade sie neu.",
                "The list has changed. Please load it again.",
            ),
            Self::PreconditionRequired => said!(
                "Die Änderung muss sagen, von welchem Stand sie ausgeht (If-Match).",
                "The change must say which version it starts from (If-Match).",
            ),
            Self::StaleVersion => said!(
                "Inzwischen hat jemand anderes etwas geändert. Bitte vergleichen Sie."
                    / "Inzwischen hat jemand anderes etwas geändert. Bitte vergleich beides.",
                "Somebody else changed this in the meantime. Please compare.",
            ),
            Self::Conflict => said!(
                "Das passt nicht zum jetzigen Stand. Bitte laden Sie neu."
                    / "Das passt nicht zum jetzigen Stand. Bitte lade neu.",
                "This does not fit the present state. Please load again.",
            ),
            Self::SlotTaken => said!(
                "Dieser Termin ist nicht mehr frei. Bitte wählen Sie einen anderen."
                    / "Dieser Termin ist nicht mehr frei. Bitte wähle einen anderen.",
                "This appointment is not free any more. Please choose another one.",
            ),
            Self::SlotsFree => said!(
                "Dafür sind noch Termine frei. Bitte wählen Sie einen davon."
                    / "Dafür sind noch Termine frei. Bitte wähle einen davon.",
                "There are still appointments free for that. Please choose one of them.",
            ),
            Self::NoPlaceLeft => said!(
                "So viele Plätze sind nicht mehr frei.",
                "There are not that many places left.",
            ),
            Self::NoticePeriodOver => said!(
                "Der Termin ist schon zu nah. Bitte wenden Sie sich an die Beratungsstelle."
                    / "Der Termin ist schon zu nah. Bitte wende dich an die Beratungsstelle.",
                "The appointment is too near already. Please get in touch with the centre.",
            ),
            Self::LimitReached => said!(
                "Mehr passen hier nicht hinein. Bitte ändern Sie etwas Vorhandenes."
                    / "Mehr passen hier nicht hinein. Bitte ändere etwas, das schon da ist.",
                "There is no room for more. Please change something that is there.",
            ),
            Self::RegistrationClosed => said!(
                "Zurzeit nimmt diese Beratungsstelle keine neuen Anmeldungen an.",
                "This counselling centre takes nobody new at the moment.",
            ),
            Self::InvitationRequired => said!(
                "Einen Zugang bekommen Sie von der Beratungsstelle. Bitte nehmen Sie Kontakt mit ihr auf."
                    / "Einen Zugang bekommst du von der Beratungsstelle. Bitte nimm Kontakt mit ihr auf.",
                "The counselling centre gives you access. Please get in touch with it.",
            ),
            Self::ContactRequired => said!(
                "Bitte geben Sie eine E-Mail-Adresse oder eine Mobilnummer an."
                    / "Bitte gib eine E-Mail-Adresse oder eine Mobilnummer an.",
                "Please give an e-mail address or a mobile number.",
            ),
            Self::ContactNotAsked => said!(
                "Diese Beratungsstelle fragt weder nach E-Mail-Adresse noch nach Mobilnummer.",
                "This counselling centre asks for neither e-mail address nor mobile number.",
            ),
            Self::PseudonymTaken => said!(
                "Dieses Pseudonym ist vergeben. Bitte wählen Sie ein anderes."
                    / "Dieses Pseudonym ist vergeben. Bitte wähle ein anderes.",
                "This pseudonym is taken. Please choose another one.",
            ),
            Self::EmailTaken => said!(
                "Diese E-Mail-Adresse ist schon eingetragen.",
                "This e-mail address is already in use.",
            ),
            Self::LoginNameTaken => said!(
                "Dieser Anmeldename ist vergeben. Bitte wählen Sie einen anderen.",
                "This login name is taken. Please choose another one.",
            ),
            Self::SlugTaken => said!(
                "Diese Adresse ist vergeben. Bitte wählen Sie eine andere.",
                "This address is taken. Please choose another one.",
            ),
            Self::LastAdmin => said!(
                "Das ist der letzte aktive Zugang mit der Rolle Administrator:in. Geben Sie die Rolle zuerst jemand anderem.",
                "This is the last active admin. Give somebody else that role first.",
            ),
            Self::NoLicenceLeft => said!(
                "Alle Lizenzen Ihrer Einrichtung sind vergeben. Sie können ein größeres Lizenzvolumen anfragen oder einen anderen Zugang deaktivieren.",
                "All licences of your facility are in use. You can ask for a larger licence volume or deactivate another account.",
            ),
            Self::UnsupportedPicture => said!(
                "Bitte wählen Sie ein Bild im Format PNG, JPEG oder WebP.",
                "Please choose a picture in the format PNG, JPEG or WebP.",
            ),
            Self::UnreadablePicture => said!(
                "Dieses Bild ist beschädigt. Bitte wählen Sie ein anderes.",
                "This picture is damaged. Please choose another one.",
            ),
            Self::PictureTooLarge => said!(
                "Dieses Bild ist zu groß. Bitte wählen Sie eines mit höchstens 5 MB und 25 Megapixeln.",
                "This picture is too large. Please choose one of at most 5 MB and 25 megapixels.",
            ),
            Self::TooManyAttempts => said!(
                "Das waren viele Versuche. Bitte warten Sie kurz."
                    / "Das waren viele Versuche. Bitte warte kurz.",
                "That was a lot of attempts. Please wait a moment.",
            ),
            Self::IdempotencyKeyReused => said!(
                "Dieser Idempotency-Key gehörte schon zu einer anderen Anfrage.",
                "This Idempotency-Key came with another request before.",
            ),
            Self::InvalidIdempotencyKey => said!(
                "Ein Idempotency-Key hat 1 bis 200 sichtbare ASCII-Zeichen.",
                "An Idempotency-Key has 1 to 200 visible ASCII characters.",
            ),
            Self::PayloadTooLarge => said!(
                "Das ist zu groß. Bitte kürzen Sie den Text."
                    / "Das ist zu groß. Bitte kürz den Text.",
                "This is too large. Please shorten the text.",
            ),
            Self::DocumentTooLarge => said!(
                "Die Datei ist größer als 25\u{a0}MB. Bitte verkleinern oder teilen Sie sie."
                    / "Die Datei ist größer als 25\u{a0}MB. Bitte verkleinere oder teile sie.",
                "The file is larger than 25\u{a0}MB. Please make it smaller or split it.",
            ),
            Self::DocumentKindRefused => said!(
                "Dateien dieser Art werden nicht angenommen. Möglich sind PDF, Bilder, \
                 Office-Dokumente, Text und Ton.",
                "Files of this kind are not accepted. PDF, pictures, office documents, text and \
                 sound are.",
            ),
            Self::DocumentEmpty => said!(
                "Die Datei ist leer. Bitte wählen Sie eine andere."
                    / "Die Datei ist leer. Bitte wähle eine andere.",
                "The file is empty. Please choose another one.",
            ),
            Self::Quarantined => said!(
                "In dieser Datei wurde ein Virus gefunden. Sie kann nicht geladen werden.",
                "A virus was found in this file. It cannot be downloaded.",
            ),
            Self::ScannerUnavailable => said!(
                "Die Virenprüfung ist gerade nicht erreichbar, und ungeprüft wird keine Datei \
                 angenommen. Bitte versuchen Sie es in ein paar Minuten noch einmal."
                    / "Die Virenprüfung ist gerade nicht erreichbar, und ungeprüft wird keine Datei \
                 angenommen. Bitte versuch es in ein paar Minuten noch einmal.",
                "The virus scanner cannot be reached right now, and no file is accepted without \
                 it. Please try again in a few minutes.",
            ),
            Self::AttachmentMissing => said!(
                "Ein Anhang ist nicht mehr da. Bitte fügen Sie ihn noch einmal hinzu."
                    / "Ein Anhang ist nicht mehr da. Bitte füg ihn noch einmal hinzu.",
                "An attachment is not there any more. Please add it again.",
            ),
            Self::UnsupportedMediaType => said!(
                "Bitte senden Sie JSON (Content-Type: application/json).",
                "Please send JSON (Content-Type: application/json).",
            ),
            Self::MethodNotAllowed => said!(
                "Diese Adresse kennt die Methode nicht.",
                "This address does not know the method.",
            ),
            Self::Internal => said!(
                "Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal."
                    / "Bei uns ist etwas schiefgegangen. Bitte versuch es noch einmal.",
                "Something went wrong on our side. Please try again.",
            ),
            Self::Unavailable => said!(
                "Gerade ist viel los. Bitte versuchen Sie es gleich noch einmal."
                    / "Gerade ist viel los. Bitte versuch es gleich noch einmal.",
                "We are busy right now. Please try again in a moment.",
            ),
        }
    }
}

/// Error body (`application/problem+json`, RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "type": "about:blank", "title": "Not Found", "status": 404, "code": "not_found",
    "detail": "This is not here, or not any more.", "request_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"
})))]
pub struct Problem {
    /// Always `about:blank`: `code` is what identifies the problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What programs switch on.
    pub code: ProblemCode,
    /// A sentence for people, in the caller's language.
    pub detail: String,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// Seconds to wait before trying again, as `Retry-After` says too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
    /// Who was faster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<CounselorRef>,
    /// What is free next, where an appointment is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_slots: Vec<Slot>,
    /// When the first entry of a series would begin for which something else is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<DateTime<Utc>>,
    /// From when on one gets in who comes too early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<DateTime<Utc>>,
    /// Names the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// What is wrong with one field of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// JSON pointer (RFC 6901) to the field, such as `/subject`.
    pub pointer: String,
    /// What programs switch on.
    pub code: FieldCode,
    /// A sentence for people, in the caller's language.
    pub message: String,
}

/// Why a field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FieldCode {
    /// Missing or empty.
    Required,
    /// Fewer characters than the least allowed.
    TooShort,
    /// More characters than the most allowed.
    TooLong,
    /// Not written the way such a value is written.
    InvalidFormat,
    /// Contains characters that cannot be shown or stored.
    ControlCharacters,
    /// The operation knows no such field.
    UnknownField,
    /// Another JSON type than the field has.
    WrongType,
    /// Too early, too late, too little or too much.
    OutOfRange,
    /// A password that is guessed among the first.
    CommonPassword,
    /// A password that holds a name of its account.
    ContainsName,
    /// Not the password of the account.
    WrongPassword,
    /// The same as before, where it has to be another one.
    Unchanged,
    /// Two things at the same time, where there can be only one.
    Overlaps,
    /// An address that is not on the internet, where only such may be called.
    NotPublic,
    /// A placeholder that cannot be filled in there.
    UnknownPlaceholder,
    /// A placeholder is missing that has to be there.
    MissingPlaceholder,
}

const FIELD_CODES: [(FieldCode, &str); 16] = [
    (FieldCode::Required, "required"),
    (FieldCode::TooShort, "too_short"),
    (FieldCode::TooLong, "too_long"),
    (FieldCode::InvalidFormat, "invalid_format"),
    (FieldCode::ControlCharacters, "control_characters"),
    (FieldCode::UnknownField, "unknown_field"),
    (FieldCode::WrongType, "wrong_type"),
    (FieldCode::OutOfRange, "out_of_range"),
    (FieldCode::CommonPassword, "common_password"),
    (FieldCode::ContainsName, "contains_name"),
    (FieldCode::WrongPassword, "wrong_password"),
    (FieldCode::Unchanged, "unchanged"),
    (FieldCode::Overlaps, "overlaps"),
    (FieldCode::NotPublic, "not_public"),
    (FieldCode::UnknownPlaceholder, "unknown_placeholder"),
    (FieldCode::MissingPlaceholder, "missing_placeholder"),
];

/// A field's refusal with the bound it broke. Its text form (`too_long 120`) survives a serde
/// error, which can carry nothing but text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Why.
    pub code: FieldCode,
    /// The bound in characters, for [`FieldCode::TooShort`] and [`FieldCode::TooLong`].
    pub limit: Option<usize>,
}

impl FieldError {
    /// A refusal without a bound.
    pub fn new(code: FieldCode) -> Self {
        Self { code, limit: None }
    }

    /// One sentence for people, saying what to do.
    pub fn text(self, to: impl Into<Speech>) -> String {
        let [formal, informal, english] = self.texts();
        let text = to.into().pick(formal, informal, english);
        match self.limit {
            Some(limit) => text.replace("{n}", &limit.to_string()),
            None => text.replace("{n}", "0"),
        }
    }

    fn texts(self) -> [&'static str; 3] {
        match self.code {
            FieldCode::Required => said!(
                "Bitte füllen Sie dieses Feld aus." / "Bitte füll dieses Feld aus.",
                "Please fill in this field.",
            ),
            FieldCode::TooShort => said!(
                "Bitte geben Sie mindestens {n}\u{a0}Zeichen ein."
                    / "Bitte gib mindestens {n}\u{a0}Zeichen ein.",
                "Please enter at least {n}\u{a0}characters.",
            ),
            FieldCode::TooLong => said!(
                "Bitte kürzen Sie auf höchstens {n}\u{a0}Zeichen."
                    / "Bitte kürz auf höchstens {n}\u{a0}Zeichen.",
                "Please shorten this to at most {n}\u{a0}characters.",
            ),
            FieldCode::InvalidFormat => said!(
                "Bitte prüfen Sie die Schreibweise." / "Bitte prüf die Schreibweise.",
                "Please check how this is written.",
            ),
            FieldCode::ControlCharacters => said!(
                "Bitte entfernen Sie unsichtbare Sonderzeichen."
                    / "Bitte entferne unsichtbare Sonderzeichen.",
                "Please remove invisible special characters.",
            ),
            FieldCode::UnknownField => said!(
                "Dieses Feld gibt es hier nicht.",
                "There is no such field here.",
            ),
            FieldCode::WrongType => said!(
                "Dieses Feld erwartet einen anderen Wert.",
                "This field takes another kind of value.",
            ),
            FieldCode::OutOfRange => said!(
                "Dieser Wert liegt außerhalb des Erlaubten.",
                "This value is outside of what is allowed.",
            ),
            FieldCode::CommonPassword => said!(
                "Dieses Passwort ist zu leicht zu erraten. Ein Satz aus mehreren Wörtern ist gut.",
                "This password is too easy to guess. A sentence of several words is good.",
            ),
            FieldCode::ContainsName => said!(
                "Bitte wählen Sie ein Passwort ohne eigene Namen."
                    / "Bitte wähle ein Passwort ohne eigene Namen.",
                "Please choose a password without your own names.",
            ),
            FieldCode::WrongPassword => said!(
                "Das ist nicht Ihr jetziges Passwort." / "Das ist nicht dein jetziges Passwort.",
                "This is not your present password.",
            ),
            FieldCode::Overlaps => said!(
                "Zeiten derselben Leistung überschneiden sich.",
                "Times of the same service overlap.",
            ),
            FieldCode::UnknownPlaceholder => said!(
                "Hier steht ein Platzhalter, den es an dieser Stelle nicht gibt.",
                "There is a placeholder that does not exist here.",
            ),
            FieldCode::MissingPlaceholder => said!(
                "Ein Platzhalter fehlt, der vorkommen muss.",
                "A placeholder is missing that has to be there.",
            ),
            FieldCode::NotPublic => said!(
                "Diese Adresse liegt nicht im öffentlichen Internet. Bitte nehmen Sie eine andere.",
                "This address is not on the public internet. Please take another one.",
            ),
            FieldCode::Unchanged => said!(
                "Bitte wählen Sie ein anderes als bisher." / "Bitte wähle ein anderes als bisher.",
                "Please choose another one than before.",
            ),
        }
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = FIELD_CODES
            .iter()
            .find_map(|(code, name)| (*code == self.code).then_some(*name))
            .unwrap_or_default();
        match self.limit {
            Some(limit) => write!(f, "{name} {limit}"),
            None => f.write_str(name),
        }
    }
}

impl std::error::Error for FieldError {}

impl FromStr for FieldError {
    type Err = UnknownFieldError;

    fn from_str(text: &str) -> Result<Self, UnknownFieldError> {
        let (name, limit) = match text.split_once(' ') {
            Some((name, limit)) => (name, Some(limit.parse().map_err(|_| UnknownFieldError)?)),
            None => (text, None),
        };
        FIELD_CODES
            .iter()
            .find(|(_, known)| *known == name)
            .map(|&(code, _)| Self { code, limit })
            .ok_or(UnknownFieldError)
    }
}

/// The text was not written by a [`FieldError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the text of a field error")]
pub struct UnknownFieldError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_error_reads_back_from_its_text() {
        for (code, name) in FIELD_CODES {
            for limit in [None, Some(120)] {
                let error = FieldError { code, limit };
                assert_eq!(error.to_string().parse(), Ok(error), "{name}");
            }
            assert_eq!(serde_json::to_value(code).unwrap(), name);
        }
        assert_eq!(
            "something else".parse::<FieldError>(),
            Err(UnknownFieldError)
        );
    }
}
