//! The texts of automatic mails, in both languages. They say that something is there and where,
//! and hold nothing that anyone wrote: a mailbox may be read by others.

use super::{
    DeliveryWay, appointments,
    words::{MessagePlaceholder, MessageWords, translated},
};
use crate::{
    language::{Language, Speech, said},
    text::escape_html,
};
use serde::{Deserialize, Serialize};

/// What a mail tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailTemplate {
    /// To a client: an answer is there.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_answer"))]
    NewAnswer,
    /// To a counselor: a client has written for the first time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_request"))]
    NewRequest,
    /// To a counselor: a client has written again.
    #[cfg_attr(feature = "db", sea_orm(string_value = "follow_up"))]
    FollowUp,
    /// To a counselor: a mail request is theirs now.
    #[cfg_attr(feature = "db", sea_orm(string_value = "assigned_request"))]
    AssignedRequest,
    /// To a counselor: a colleague asks about a mail request.
    #[cfg_attr(feature = "db", sea_orm(string_value = "colleague_asks"))]
    ColleagueAsks,
    /// To a counselor who is not there: somebody has written to them in the chat.
    #[cfg_attr(feature = "db", sea_orm(string_value = "new_chat_message"))]
    NewChatMessage,
    /// To a counselor who is not there: somebody waits at the open door.
    #[cfg_attr(feature = "db", sea_orm(string_value = "open_door_visitor"))]
    OpenDoorVisitor,
    /// To a client: they are asked whether somebody else may go on.
    #[cfg_attr(feature = "db", sea_orm(string_value = "hand_over_asked"))]
    HandOverAsked,
    /// To a counselor: a client has answered that.
    #[cfg_attr(feature = "db", sea_orm(string_value = "hand_over_answered"))]
    HandOverAnswered,
    /// To an admin: another one asks to read what is not theirs.
    #[cfg_attr(feature = "db", sea_orm(string_value = "break_glass_requested"))]
    BreakGlassRequested,
    /// To a counselor: an admin may read one of their requests.
    #[cfg_attr(feature = "db", sea_orm(string_value = "break_glass_confirmed"))]
    BreakGlassConfirmed,
    /// To everybody at a facility: admins read all requests again.
    #[cfg_attr(
        feature = "db",
        sea_orm(string_value = "confidential_administration_off")
    )]
    ConfidentialAdministrationOff,
    /// To a client: a direct message is there.
    #[cfg_attr(feature = "db", sea_orm(string_value = "direct_message"))]
    DirectMessage,
    /// To the operator: a facility asks for more licences.
    #[cfg_attr(feature = "db", sea_orm(string_value = "licence_request"))]
    LicenceRequest,
    /// To its contact person: that request has arrived.
    #[cfg_attr(feature = "db", sea_orm(string_value = "licence_request_received"))]
    LicenceRequestReceived,
    /// To the admins: another program is told nothing any more of what happens here.
    #[cfg_attr(feature = "db", sea_orm(string_value = "webhook_disabled"))]
    WebhookDisabled,
    /// To whoever asked: a link to set a new password.
    #[cfg_attr(feature = "db", sea_orm(string_value = "forgotten_password"))]
    ForgottenPassword,
    /// To a counselor: a link to set the first password.
    #[cfg_attr(feature = "db", sea_orm(string_value = "invite_counselor"))]
    InviteCounselor,
    /// To a client: a link to set the first password.
    #[cfg_attr(feature = "db", sea_orm(string_value = "invite_client"))]
    InviteClient,
    /// To an admin: the virus scanner has found something.
    #[cfg_attr(feature = "db", sea_orm(string_value = "file_quarantined"))]
    FileQuarantined,
    /// To a counselor or an admin: an answer is late.
    #[cfg_attr(feature = "db", sea_orm(string_value = "request_overdue"))]
    RequestOverdue,
    /// To a client: we are late, and have not forgotten.
    #[cfg_attr(feature = "db", sea_orm(string_value = "answer_late"))]
    AnswerLate,
    /// To a counselor: a client asks for an appointment.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_requested"))]
    AppointmentRequested,
    /// To a counselor: an appointment is in their calendar.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_made"))]
    AppointmentMade,
    /// To a client: an appointment takes place.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_confirmed"))]
    AppointmentConfirmed,
    /// To a client: one that they asked for does not.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_declined"))]
    AppointmentDeclined,
    /// To either side: an appointment was called off.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_cancelled"))]
    AppointmentCancelled,
    /// To either side: it takes place at another time.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_rescheduled"))]
    AppointmentRescheduled,
    /// To a client: it is soon.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_reminder"))]
    AppointmentReminder,
    /// To a client who waits: one is held for them.
    #[cfg_attr(feature = "db", sea_orm(string_value = "appointment_offered"))]
    AppointmentOffered,
    /// To a client who was not here for long: their account will be deleted.
    #[cfg_attr(feature = "db", sea_orm(string_value = "deletion_warning"))]
    DeletionWarning,
}

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Placeholders<'a> {
    /// How the facility calls itself.
    pub facility: &'a str,
    /// The address at which to read what is there.
    pub link: &'a str,
    /// What a mail about the facility's own affairs has to say, or when an appointment is: lines,
    /// never anything that a client wrote.
    pub details: &'a str,
}

/// A mail's words: twice the same, for readers with and without HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderedMail {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Stands for the link in a text, alone in its paragraph.
pub(super) const LINK: &str = "{link}";
/// Stands for the details in a text, alone in its paragraph.
pub(super) const DETAILS: &str = "{details}";

/// Subject and paragraphs.
pub(super) type Words = (&'static str, &'static [&'static str]);

/// To staff, who are addressed formally.
fn to_staff([german, english]: &[Words; 2], speech: Speech) -> Words {
    match speech.language() {
        Language::De => *german,
        Language::En => *english,
    }
}

/// To clients, as the facility addresses them.
fn to_client([formal, informal, english]: &[Words; 3], speech: Speech) -> Words {
    speech.pick(*formal, *informal, *english)
}

/// An answer is there.
const NEW_ANSWER: [Words; 3] = [
    (
        "Eine neue Nachricht ist für Sie da",
        &[
            "Guten Tag,",
            "für Sie ist eine neue Nachricht da. Sie können sie lesen, sobald Sie sich angemeldet haben:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Eine neue Nachricht ist für dich da",
        &[
            "Hallo,",
            "für dich ist eine neue Nachricht da. Du kannst sie lesen, sobald du dich angemeldet hast:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "There is a new message for you",
        &[
            "Hello,",
            "There is a new message for you. You can read it after signing in:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// A client has written for the first time.
const NEW_REQUEST: [Words; 2] = [
    (
        "Eine neue Mailanfrage ist für Sie da",
        &["Guten Tag,", "eine neue Mailanfrage wartet auf Sie:", LINK],
    ),
    (
        "There is a new mail request for you",
        &["Hello,", "A new mail request is waiting for you:", LINK],
    ),
];

/// A client has written again.
const FOLLOW_UP: [Words; 2] = [
    (
        "Zu einer Ihrer Mailanfragen ist eine neue Nachricht da",
        &[
            "Guten Tag,",
            "zu einer Mailanfrage, die Sie bearbeiten, ist eine neue Nachricht da:",
            LINK,
        ],
    ),
    (
        "There is a new message in one of your mail requests",
        &[
            "Hello,",
            "There is a new message in a mail request that you are working on:",
            LINK,
        ],
    ),
];

/// A link to set a new password.
const FORGOTTEN_PASSWORD: [Words; 3] = [
    (
        "Neues Passwort festlegen",
        &[
            "Guten Tag,",
            "für Ihr Konto wurde ein neues Passwort angefordert. Hier legen Sie es fest:",
            LINK,
            "Der Link gilt eine Stunde und nur einmal. Wenn Sie nichts angefordert haben, ist nichts zu tun: Ihr Passwort bleibt, wie es ist.",
        ],
    ),
    (
        "Neues Passwort festlegen",
        &[
            "Hallo,",
            "für dein Konto wurde ein neues Passwort angefordert. Hier legst du es fest:",
            LINK,
            "Der Link gilt eine Stunde und nur einmal. Wenn du nichts angefordert hast, ist nichts zu tun: Dein Passwort bleibt, wie es ist.",
        ],
    ),
    (
        "Choose a new password",
        &[
            "Hello,",
            "A new password was asked for your account. You can choose it here:",
            LINK,
            "The link is good for one hour and only once. If it was not you who asked, there is nothing to do: your password stays as it is.",
        ],
    ),
];

/// A link to set the first one, for staff.
const INVITE_COUNSELOR: [Words; 2] = [
    (
        "Ihr Konto ist eingerichtet",
        &[
            "Guten Tag,",
            "für Sie wurde ein Konto eingerichtet. Legen Sie Ihr Passwort fest, dann können Sie sich anmelden:",
            LINK,
            "Der Link gilt sieben Tage und nur einmal.",
        ],
    ),
    (
        "Your account is ready",
        &[
            "Hello,",
            "An account was made for you. Choose your password, and you can sign in:",
            LINK,
            "The link is good for seven days and only once.",
        ],
    ),
];

/// The same for clients, who may be watched.
const INVITE_CLIENT: [Words; 3] = [
    (
        "Ihr Zugang ist eingerichtet",
        &[
            "Guten Tag,",
            "für Sie wurde ein Zugang eingerichtet. Legen Sie Ihr Passwort fest, dann können Sie sich anmelden:",
            LINK,
            "Der Link gilt sieben Tage und nur einmal.",
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Dein Zugang ist eingerichtet",
        &[
            "Hallo,",
            "für dich wurde ein Zugang eingerichtet. Leg dein Passwort fest, dann kannst du dich anmelden:",
            LINK,
            "Der Link gilt sieben Tage und nur einmal.",
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Your access is ready",
        &[
            "Hello,",
            "Access was set up for you. Choose your password, and you can sign in:",
            LINK,
            "The link is good for seven days and only once.",
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// A direct message is there.
const DIRECT_MESSAGE: [Words; 3] = [
    (
        "Eine Nachricht wartet auf Sie",
        &[
            "Guten Tag,",
            "für Sie liegt eine Nachricht bereit. Sie können sie lesen, sobald Sie sich angemeldet haben:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Eine Nachricht wartet auf dich",
        &[
            "Hallo,",
            "für dich liegt eine Nachricht bereit. Du kannst sie lesen, sobald du dich angemeldet hast:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "A message is waiting for you",
        &[
            "Hello,",
            "A message is waiting for you. You can read it after signing in:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// A request is somebody's now.
const ASSIGNED_REQUEST: [Words; 2] = [
    (
        "Ihnen wurde eine Mailanfrage zugewiesen",
        &[
            "Guten Tag,",
            "Sie bearbeiten jetzt diese Mailanfrage:",
            LINK,
        ],
    ),
    (
        "A mail request was assigned to you",
        &["Hello,", "You are working on this mail request now:", LINK],
    ),
];

/// A colleague would like to hear what somebody thinks.
const COLLEAGUE_ASKS: [Words; 2] = [
    (
        "Ihre Meinung ist gefragt",
        &[
            "Guten Tag,",
            "zu einer Mailanfrage hat Ihnen jemand aus dem Team geschrieben:",
            LINK,
        ],
    ),
    (
        "A colleague asks you something",
        &[
            "Hello,",
            "A colleague has written to you about a mail request:",
            LINK,
        ],
    ),
];

/// Somebody has written in the chat while its reader was away. Nobody says who, or what.
const NEW_CHAT_MESSAGE: [Words; 2] = [
    (
        "Im Sofortchat ist eine neue Nachricht für Sie da",
        &[
            "Guten Tag,",
            "im Sofortchat ist eine neue Nachricht für Sie da:",
            LINK,
            "Bis Sie wieder da waren, kommt dazu keine weitere E-Mail. Welche E-Mails Sie bekommen, wählen Sie im Menü unter „Benachrichtigungen“.",
        ],
    ),
    (
        "There is a new message for you in the chat",
        &[
            "Hello,",
            "There is a new message for you in the chat:",
            LINK,
            "No further e-mail about this comes until you have been back. You choose which e-mails you get in the menu under “Notifications”.",
        ],
    ),
];

/// Somebody has come to the open door while nobody looked.
const OPEN_DOOR_VISITOR: [Words; 2] = [
    (
        "An der offenen Tür wartet jemand",
        &[
            "Guten Tag,",
            "an der offenen Tür wartet jemand:",
            LINK,
            "Bis Sie wieder da waren, kommt dazu keine weitere E-Mail. Welche E-Mails Sie bekommen, wählen Sie im Menü unter „Benachrichtigungen“.",
        ],
    ),
    (
        "Somebody is waiting at the open door",
        &[
            "Hello,",
            "Somebody is waiting at the open door:",
            LINK,
            "No further e-mail about this comes until you have been back. You choose which e-mails you get in the menu under “Notifications”.",
        ],
    ),
];

/// A client is asked something. Not even a subject says what.
const HAND_OVER_ASKED: [Words; 3] = [
    (
        "Eine Frage wartet auf Sie",
        &[
            "Guten Tag,",
            "wir haben eine Frage an Sie. Sie können sie beantworten, sobald Sie sich angemeldet haben:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Eine Frage wartet auf dich",
        &[
            "Hallo,",
            "wir haben eine Frage an dich. Du kannst sie beantworten, sobald du dich angemeldet hast:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "A question is waiting for you",
        &[
            "Hello,",
            "We have a question for you. You can answer it after signing in:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// Whoever asked, and whoever had it, are told that there is an answer.
const HAND_OVER_ANSWERED: [Words; 2] = [
    (
        "Eine Frage zur Übergabe ist beantwortet",
        &[
            "Guten Tag,",
            "jemand wurde gefragt, ob eine andere Person aus dem Team weiter beraten darf, und hat geantwortet:",
            LINK,
        ],
    ),
    (
        "A question about handing over was answered",
        &[
            "Hello,",
            "Somebody was asked whether a colleague may go on counselling them, and has answered:",
            LINK,
        ],
    ),
];

/// A second admin is needed.
const BREAK_GLASS_REQUESTED: [Words; 2] = [
    (
        "Notfallzugriff: Ihre Entscheidung wird gebraucht",
        &[
            "Guten Tag,",
            "jemand mit der Rolle Administrator:in bittet darum, eine Mailanfrage lesen zu dürfen, die anderen gehört. Hier sehen Sie den Grund und entscheiden:",
            LINK,
        ],
    ),
    (
        "Break-glass: your decision is needed",
        &[
            "Hello,",
            "An admin asks to read a mail request that is somebody else’s. Here you see the reason and decide:",
            LINK,
        ],
    ),
];

/// The owner is told.
const BREAK_GLASS_CONFIRMED: [Words; 2] = [
    (
        "Notfallzugriff auf eine Ihrer Mailanfragen",
        &[
            "Guten Tag,",
            "jemand mit der Rolle Administrator:in kann eine Ihrer Mailanfragen für begrenzte Zeit lesen. Wer und warum, steht bei der Anfrage:",
            LINK,
        ],
    ),
    (
        "Break-glass on one of your mail requests",
        &[
            "Hello,",
            "An admin can read one of your mail requests for a limited time. The request says who and why:",
            LINK,
        ],
    ),
];

/// Nobody is to find out by chance.
const CONFIDENTIAL_ADMINISTRATION_OFF: [Words; 2] = [
    (
        "Die vertrauliche Administration ist jetzt ausgeschaltet",
        &[
            "Guten Tag,",
            "in Ihrer Einrichtung wurde gerade die vertrauliche Administration ausgeschaltet: Wer die Rolle Administrator:in hat, kann ab jetzt alle Mailanfragen lesen, auch Ihre. Wer das eingestellt hat, steht im Protokoll der Einrichtung.",
            LINK,
        ],
    ),
    (
        "Confidential administration is off now",
        &[
            "Hello,",
            "Confidential administration has just been switched off at your facility: admins can read all mail requests from now on, yours too. The facility’s audit log says who chose so.",
            LINK,
        ],
    ),
];

/// The virus scanner has found something.
const FILE_QUARANTINED: [Words; 2] = [
    (
        "Eine Datei wurde gesperrt",
        &[
            "Guten Tag,",
            "die Virenprüfung hat in einer hochgeladenen Datei etwas gefunden. Die Datei ist gesperrt und kann nicht geladen werden. Welche es ist, steht im Protokoll:",
            LINK,
        ],
    ),
    (
        "A file was blocked",
        &[
            "Hello,",
            "The virus scanner found something in a file that was uploaded. The file is blocked and cannot be downloaded. The audit log says which it is:",
            LINK,
        ],
    ),
];

/// An answer is late: to those who can do something about it.
const REQUEST_OVERDUE: [Words; 2] = [
    (
        "Eine Mailanfrage ist überfällig",
        &[
            "Guten Tag,",
            "eine Mailanfrage wartet länger auf eine Antwort, als Ihre Einrichtung zusagt:",
            LINK,
        ],
    ),
    (
        "A mail request is overdue",
        &[
            "Hello,",
            "A mail request has been waiting for an answer for longer than your facility promises:",
            LINK,
        ],
    ),
];

/// The same, to the client who waits.
const ANSWER_LATE: [Words; 3] = [
    (
        "Es dauert länger als zugesagt",
        &[
            "Guten Tag,",
            "Sie warten auf eine Antwort, und wir brauchen länger, als wir zugesagt haben. Das tut uns leid. Wir haben Sie nicht vergessen und melden uns, sobald es geht.",
            "Was Sie geschrieben haben, finden Sie hier:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Es dauert länger als zugesagt",
        &[
            "Hallo,",
            "du wartest auf eine Antwort, und wir brauchen länger, als wir zugesagt haben. Das tut uns leid. Wir haben dich nicht vergessen und melden uns, sobald es geht.",
            "Was du geschrieben hast, findest du hier:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "It takes longer than promised",
        &[
            "Hello,",
            "You are waiting for an answer, and we need longer than we promised. We are sorry. We have not forgotten you and will write as soon as we can.",
            "What you wrote is here:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// To a client who was not here for long.
const DELETION_WARNING: [Words; 3] = [
    (
        "Ihr Zugang wird bald gelöscht",
        &[
            "Guten Tag,",
            "Sie waren lange nicht hier. An diesem Tag wird Ihr Zugang mit allem gelöscht, was dazu gehört:",
            DETAILS,
            "Möchten Sie ihn behalten, melden Sie sich bis dahin einmal an:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Dein Zugang wird bald gelöscht",
        &[
            "Hallo,",
            "du warst lange nicht hier. An diesem Tag wird dein Zugang mit allem gelöscht, was dazu gehört:",
            DETAILS,
            "Möchtest du ihn behalten, melde dich bis dahin einmal an:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Your access will soon be deleted",
        &[
            "Hello,",
            "You have not been here for a long time. On this day your access is deleted with all that belongs to it:",
            DETAILS,
            "If you would like to keep it, sign in once before then:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// To the operator: a facility wants more licences.
const LICENCE_REQUEST: [Words; 2] = [
    (
        "{facility}: Anfrage nach mehr Lizenzen",
        &[
            "Guten Tag,",
            "{facility} bittet um ein größeres Lizenzvolumen.",
            DETAILS,
            "Das Portal der Einrichtung:",
            LINK,
            "Erhöht wird es an der Kommandozeile mit »beistand facility licences«.",
        ],
    ),
    (
        "{facility}: request for more licences",
        &[
            "Hello,",
            "{facility} asks for a larger licence volume.",
            DETAILS,
            "The facility's portal:",
            LINK,
            "It is raised at the command line with “beistand facility licences”.",
        ],
    ),
];

/// To who asked for them: the request has arrived.
const LICENCE_REQUEST_RECEIVED: [Words; 2] = [
    (
        "Ihre Anfrage nach mehr Lizenzen",
        &[
            "Guten Tag,",
            "Ihre Anfrage nach mehr Lizenzen für {facility} ist eingegangen.",
            DETAILS,
            "Wie es um die Anfrage steht, sehen Administrator:innen hier:",
            LINK,
        ],
    ),
    (
        "Your request for more licences",
        &[
            "Hello,",
            "Your request for more licences for {facility} has arrived.",
            DETAILS,
            "Admins see here where the request stands:",
            LINK,
        ],
    ),
];

/// To the admins: a receiver has failed for days, or wants nothing any more.
const WEBHOOK_DISABLED: [Words; 2] = [
    (
        "Ein Webhook wurde abgeschaltet",
        &[
            "Guten Tag,",
            "ein anderes Programm, dem {facility} Ereignisse meldet, nimmt seit Tagen nichts mehr an oder hat sich abgemeldet. Der Webhook ist abgeschaltet: Was seither geschieht, erfährt das Programm nicht.",
            "Welcher es ist, und wie Sie ihn wieder einschalten:",
            LINK,
        ],
    ),
    (
        "A webhook was switched off",
        &[
            "Hello,",
            "Another program that {facility} tells of what happens has taken nothing for days, or said that it wants nothing any more. The webhook is switched off: the program does not hear of what happens from now on.",
            "Which it is, and how to switch it on again:",
            LINK,
        ],
    ),
];

impl MailTemplate {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::AssignedRequest,
        Self::ColleagueAsks,
        Self::NewChatMessage,
        Self::OpenDoorVisitor,
        Self::HandOverAsked,
        Self::HandOverAnswered,
        Self::BreakGlassRequested,
        Self::BreakGlassConfirmed,
        Self::ConfidentialAdministrationOff,
        Self::NewAnswer,
        Self::NewRequest,
        Self::FollowUp,
        Self::DirectMessage,
        Self::ForgottenPassword,
        Self::InviteCounselor,
        Self::InviteClient,
        Self::FileQuarantined,
        Self::RequestOverdue,
        Self::AnswerLate,
        Self::AppointmentRequested,
        Self::AppointmentMade,
        Self::AppointmentConfirmed,
        Self::AppointmentDeclined,
        Self::AppointmentCancelled,
        Self::AppointmentRescheduled,
        Self::AppointmentReminder,
        Self::AppointmentOffered,
        Self::DeletionWarning,
        Self::LicenceRequest,
        Self::LicenceRequestReceived,
        Self::WebhookDisabled,
    ];

    /// The value that addresses take.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewAnswer => "new_answer",
            Self::NewRequest => "new_request",
            Self::FollowUp => "follow_up",
            Self::AssignedRequest => "assigned_request",
            Self::ColleagueAsks => "colleague_asks",
            Self::NewChatMessage => "new_chat_message",
            Self::OpenDoorVisitor => "open_door_visitor",
            Self::HandOverAsked => "hand_over_asked",
            Self::HandOverAnswered => "hand_over_answered",
            Self::BreakGlassRequested => "break_glass_requested",
            Self::BreakGlassConfirmed => "break_glass_confirmed",
            Self::ConfidentialAdministrationOff => "confidential_administration_off",
            Self::DirectMessage => "direct_message",
            Self::LicenceRequest => "licence_request",
            Self::LicenceRequestReceived => "licence_request_received",
            Self::WebhookDisabled => "webhook_disabled",
            Self::ForgottenPassword => "forgotten_password",
            Self::InviteCounselor => "invite_counselor",
            Self::InviteClient => "invite_client",
            Self::FileQuarantined => "file_quarantined",
            Self::RequestOverdue => "request_overdue",
            Self::AnswerLate => "answer_late",
            Self::AppointmentRequested => "appointment_requested",
            Self::AppointmentMade => "appointment_made",
            Self::AppointmentConfirmed => "appointment_confirmed",
            Self::AppointmentDeclined => "appointment_declined",
            Self::AppointmentCancelled => "appointment_cancelled",
            Self::AppointmentRescheduled => "appointment_rescheduled",
            Self::AppointmentReminder => "appointment_reminder",
            Self::AppointmentOffered => "appointment_offered",
            Self::DeletionWarning => "deletion_warning",
        }
    }

    /// The mail as it is at first, as who gets it is spoken to.
    pub fn render(self, to: impl Into<Speech>, with: Placeholders<'_>) -> RenderedMail {
        let speech = to.into();
        self.first_words(DeliveryWay::Email, speech)
            .mail(speech, with)
    }

    /// What it says at first, by this way.
    pub fn first_words(self, way: DeliveryWay, to: impl Into<Speech>) -> MessageWords {
        let speech = to.into();
        let language = speech.language();
        let (subject, text) = match way {
            DeliveryWay::Email => {
                let (subject, paragraphs) = self.words(speech);
                (subject, paragraphs.join("\n\n"))
            }
            DeliveryWay::Sms => ("", self.sms(speech).to_owned()),
        };
        MessageWords {
            subject: translated(subject, language),
            text: translated(&text, language),
        }
    }

    /// A text message says only that something is there: not even whose, as a telephone shows it
    /// to whoever looks.
    fn sms(self, speech: Speech) -> &'static str {
        let [formal, informal, english] = match self {
            Self::AppointmentReminder => said!(
                "Zur Erinnerung: {details}. Mehr nach der Anmeldung: {link}",
                "A reminder: {details}. More after signing in: {link}",
            ),
            Self::DeletionWarning => said!(
                "Ihr Zugang wird am {details} gelöscht. Zum Behalten einmal anmelden: {link}"
                    / "Dein Zugang wird am {details} gelöscht. Zum Behalten einmal anmelden: {link}",
                "Your access is deleted on {details}. To keep it, sign in once: {link}",
            ),
            _ => said!(
                "Für Sie liegt eine Nachricht bereit: {link}"
                    / "Für dich liegt eine Nachricht bereit: {link}",
                "A message is waiting for you: {link}",
            ),
        };
        speech.pick(formal, informal, english)
    }

    /// Whether it goes to clients, if only among others.
    pub fn goes_to_clients(self) -> bool {
        match self {
            Self::NewAnswer
            | Self::DirectMessage
            | Self::ForgottenPassword
            | Self::InviteClient
            | Self::AnswerLate
            | Self::HandOverAsked
            | Self::AppointmentConfirmed
            | Self::AppointmentDeclined
            | Self::AppointmentCancelled
            | Self::AppointmentRescheduled
            | Self::AppointmentReminder
            | Self::AppointmentOffered
            | Self::DeletionWarning => true,
            Self::NewRequest
            | Self::FollowUp
            | Self::AssignedRequest
            | Self::ColleagueAsks
            | Self::NewChatMessage
            | Self::OpenDoorVisitor
            | Self::HandOverAnswered
            | Self::BreakGlassRequested
            | Self::BreakGlassConfirmed
            | Self::ConfidentialAdministrationOff
            | Self::LicenceRequest
            | Self::LicenceRequestReceived
            | Self::WebhookDisabled
            | Self::InviteCounselor
            | Self::FileQuarantined
            | Self::RequestOverdue
            | Self::AppointmentRequested
            | Self::AppointmentMade => false,
        }
    }

    /// By which ways it goes out in words that a facility may change. What the operator gets is the
    /// operator's.
    pub fn ways(self) -> &'static [DeliveryWay] {
        match self {
            Self::LicenceRequest => &[],
            _ if self.goes_by_sms() => &[DeliveryWay::Email, DeliveryWay::Sms],
            _ => &[DeliveryWay::Email],
        }
    }

    /// Whether a client hears of it by SMS who has left no e-mail address.
    pub fn goes_by_sms(self) -> bool {
        matches!(
            self,
            Self::NewAnswer
                | Self::DirectMessage
                | Self::AnswerLate
                | Self::HandOverAsked
                | Self::AppointmentConfirmed
                | Self::AppointmentDeclined
                | Self::AppointmentCancelled
                | Self::AppointmentRescheduled
                | Self::AppointmentReminder
                | Self::AppointmentOffered
                | Self::DeletionWarning
        )
    }

    /// Whether it tells when something is.
    fn tells_when(self) -> bool {
        self.is_of_appointment() || self == Self::DeletionWarning
    }

    /// Whether it tells when an appointment is.
    fn is_of_appointment(self) -> bool {
        matches!(
            self,
            Self::AppointmentRequested
                | Self::AppointmentMade
                | Self::AppointmentConfirmed
                | Self::AppointmentDeclined
                | Self::AppointmentCancelled
                | Self::AppointmentRescheduled
                | Self::AppointmentReminder
                | Self::AppointmentOffered
        )
    }

    /// What can be filled in.
    pub fn placeholders(self) -> &'static [MessagePlaceholder] {
        if self.tells_when() || self == Self::LicenceRequestReceived {
            &MessagePlaceholder::ALL
        } else {
            &[MessagePlaceholder::Facility, MessagePlaceholder::Link]
        }
    }

    /// What has to be filled in: where to read more, and in a mail when an appointment is, or
    /// something ends.
    pub fn required(self, way: DeliveryWay) -> &'static [MessagePlaceholder] {
        if self.tells_when() && way == DeliveryWay::Email {
            &[MessagePlaceholder::Link, MessagePlaceholder::Details]
        } else {
            &[MessagePlaceholder::Link]
        }
    }

    /// The subject alone, by which a list tells mails apart.
    pub fn subject(self, language: Language, facility: &str) -> String {
        self.words(language.into())
            .0
            .replace("{facility}", facility)
    }

    /// Subject and paragraphs.
    fn words(self, speech: Speech) -> Words {
        match self {
            Self::NewAnswer => to_client(&NEW_ANSWER, speech),
            Self::NewRequest => to_staff(&NEW_REQUEST, speech),
            Self::FollowUp => to_staff(&FOLLOW_UP, speech),
            Self::AssignedRequest => to_staff(&ASSIGNED_REQUEST, speech),
            Self::ColleagueAsks => to_staff(&COLLEAGUE_ASKS, speech),
            Self::NewChatMessage => to_staff(&NEW_CHAT_MESSAGE, speech),
            Self::OpenDoorVisitor => to_staff(&OPEN_DOOR_VISITOR, speech),
            Self::HandOverAsked => to_client(&HAND_OVER_ASKED, speech),
            Self::HandOverAnswered => to_staff(&HAND_OVER_ANSWERED, speech),
            Self::BreakGlassRequested => to_staff(&BREAK_GLASS_REQUESTED, speech),
            Self::BreakGlassConfirmed => to_staff(&BREAK_GLASS_CONFIRMED, speech),
            Self::ConfidentialAdministrationOff => {
                to_staff(&CONFIDENTIAL_ADMINISTRATION_OFF, speech)
            }
            Self::DirectMessage => to_client(&DIRECT_MESSAGE, speech),
            Self::ForgottenPassword => to_client(&FORGOTTEN_PASSWORD, speech),
            Self::InviteCounselor => to_staff(&INVITE_COUNSELOR, speech),
            Self::InviteClient => to_client(&INVITE_CLIENT, speech),
            Self::FileQuarantined => to_staff(&FILE_QUARANTINED, speech),
            Self::RequestOverdue => to_staff(&REQUEST_OVERDUE, speech),
            Self::AnswerLate => to_client(&ANSWER_LATE, speech),
            Self::AppointmentRequested => to_staff(&appointments::REQUESTED, speech),
            Self::AppointmentMade => to_staff(&appointments::MADE, speech),
            Self::AppointmentConfirmed => to_client(&appointments::CONFIRMED, speech),
            Self::AppointmentDeclined => to_client(&appointments::DECLINED, speech),
            Self::AppointmentCancelled => to_staff(&appointments::CANCELLED, speech),
            Self::AppointmentRescheduled => to_staff(&appointments::RESCHEDULED, speech),
            Self::AppointmentReminder => to_client(&appointments::REMINDER, speech),
            Self::AppointmentOffered => to_client(&appointments::OFFERED, speech),
            Self::DeletionWarning => to_client(&DELETION_WARNING, speech),
            Self::LicenceRequest => to_staff(&LICENCE_REQUEST, speech),
            Self::LicenceRequestReceived => to_staff(&LICENCE_REQUEST_RECEIVED, speech),
            Self::WebhookDisabled => to_staff(&WEBHOOK_DISABLED, speech),
        }
    }
}

/// A mail that says what somebody wrote, where the facility has chosen that.
pub fn in_full(language: Language, facility: &str, subject: &str, text: &str) -> RenderedMail {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>\n",
        language.tag(),
        escape_html(subject)
    );
    for paragraph in text.split("\n\n").chain([facility]) {
        html.extend([
            "<p>",
            &escape_html(paragraph).replace('\n', "<br>\n"),
            "</p>\n",
        ]);
    }
    html += "</body></html>\n";
    RenderedMail {
        subject: subject.to_owned(),
        text: format!("{text}\n\n{facility}\n"),
        html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH: Placeholders<'_> = Placeholders {
        facility: "Beratung & <Hilfe>",
        link: "https://beratung.example/p/lahntal?a=1&b=2",
        details: "Bemerkung: <b>",
    };

    #[test]
    fn every_template_names_facility_and_link_in_both_parts_and_both_languages() {
        for &template in MailTemplate::ALL {
            for language in [Language::De, Language::En] {
                let mail = template.render(language, WITH);
                assert!(mail.text.contains(WITH.facility), "{template:?}");
                assert!(mail.text.contains(&format!("\n{}\n", WITH.link)));
                assert!(mail.html.contains("Beratung &amp; &lt;Hilfe&gt;"));
                assert!(
                    mail.html
                        .contains("href=\"https://beratung.example/p/lahntal?a=1&amp;b=2\"")
                );
                assert!(!mail.subject.contains(['{', '\n']), "{}", mail.subject);
                assert_eq!(template.subject(language, WITH.facility), mail.subject);
                assert!(!mail.text.contains('{') && !mail.html.contains('{'));
                assert!(mail.html.contains(&format!("lang=\"{}\"", language.tag())));
            }
        }
    }

    #[test]
    fn what_was_written_stands_in_both_parts_and_is_no_html() {
        let mail = in_full(
            Language::De,
            "Beratung",
            "Neuer <Ort>",
            "Guten Tag,\n\n<b>ab\nMontag",
        );
        assert_eq!(mail.subject, "Neuer <Ort>");
        assert_eq!(mail.text, "Guten Tag,\n\n<b>ab\nMontag\n\nBeratung\n");
        assert!(mail.html.contains("<title>Neuer &lt;Ort&gt;</title>"));
        assert!(mail.html.contains("<p>&lt;b&gt;ab<br>\nMontag</p>"));
    }

    #[test]
    fn a_text_message_names_nobody_and_fits_into_one() {
        let with = Placeholders {
            facility: "Beratung",
            link: "https://beratung.example/p/lahntal/messages",
            details: "14.07.2026, 00:30 bis 01:20 Uhr",
        };
        for &template in MailTemplate::ALL.iter().filter(|one| one.goes_by_sms()) {
            for speech in [Speech::Formal, Speech::Informal, Speech::English] {
                let text = template.first_words(DeliveryWay::Sms, speech).sms(with);
                assert!(text.ends_with("/p/lahntal/messages"));
                assert!(text.chars().count() <= 160, "{text}");
                assert!(!text.contains(with.facility), "{text}");
                let tells_when = matches!(
                    template,
                    MailTemplate::AppointmentReminder | MailTemplate::DeletionWarning
                );
                assert_eq!(text.contains(with.details), tells_when, "{text}");
            }
        }
    }

    #[test]
    fn details_keep_their_lines_and_are_no_markup() {
        let with = Placeholders {
            details: "Lizenzen: 15\n<b>Bemerkung</b> {link}",
            ..WITH
        };
        let mail = MailTemplate::LicenceRequest.render(Language::De, with);
        assert!(mail.text.contains(&format!("\n{}\n", with.details)));
        let html = "<p>Lizenzen: 15<br>\n&lt;b&gt;Bemerkung&lt;/b&gt; {link}</p>";
        assert!(mail.html.contains(html), "{}", mail.html);
        let others = MailTemplate::NewAnswer.render(Language::De, with);
        assert!(!others.text.contains("Lizenzen"));
    }

    #[test]
    fn a_template_is_called_the_same_in_addresses_and_in_the_api() {
        for &template in MailTemplate::ALL {
            assert_eq!(serde_json::json!(template), template.name());
        }
        for way in [DeliveryWay::Email, DeliveryWay::Sms] {
            assert_eq!(serde_json::json!(way), way.name());
        }
    }

    #[test]
    fn who_is_addressed_informally_is_so_throughout_and_only_clients_are() {
        for &template in MailTemplate::ALL {
            let say = |speech: Speech| {
                let mut said = template.render(speech, WITH).text;
                if template.ways().contains(&DeliveryWay::Sms) {
                    said += &template.first_words(DeliveryWay::Sms, speech).text;
                }
                said + &template.first_words(DeliveryWay::Email, speech).subject
            };
            let [formal, informal] = [say(Speech::Formal), say(Speech::Informal)];
            assert!(!crate::language::says_du(&formal), "{formal}");
            let words = template.first_words(DeliveryWay::Email, Speech::Informal);
            if template.goes_to_clients() {
                assert!(!crate::language::says_sie(&informal), "{informal}");
            } else {
                let staff = template.first_words(DeliveryWay::Email, Language::De);
                assert_eq!(words, staff, "staff are addressed formally");
            }
        }
    }

    #[test]
    fn the_two_languages_differ() {
        for &template in MailTemplate::ALL {
            let [de, en] = [Language::De, Language::En].map(|one| template.render(one, WITH));
            assert_ne!(de.subject, en.subject);
            assert_ne!(de.text, en.text);
        }
    }

    #[test]
    fn both_parts_say_the_same() {
        for &template in MailTemplate::ALL {
            let mail = template.render(Language::De, WITH);
            for paragraph in mail.text.split("\n\n") {
                let paragraph = escape_html(paragraph.trim());
                assert!(mail.html.contains(&paragraph), "{paragraph}");
            }
        }
    }
}
