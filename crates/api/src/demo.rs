//! A facility to try things out in: four sign-ins, clients and mail requests in every state. Invented
//! people, invented troubles.

mod appointments;
mod assignment;
mod chats;
mod clients;
mod monitorings;

use crate::{
    ApiError, ApiResult, counselors,
    crypto::{
        ClientKey,
        column::{DRAFT_TEXT, MESSAGE_TEXT},
    },
    database,
    facility::operations::{self as facilities, FacilityCreate},
    mail_requests::{
        entity::{draft, mail_request, message},
        naming,
    },
    open_door,
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Role,
    counselors::{CounselorCreate, Salutation},
    ids::{ClientId, CounselorId, MailRequestId, MessageId},
    language::Language,
    mail_requests::{MailRequestStatus, Side},
    open_door::OpenDoorRules,
    problem::FieldError,
    version::Version,
    working_time::Span,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use sealed::{Key, MasterKeys, SealError};
use std::sync::Arc;
use uuid::Uuid;

/// What the demo prints: who can sign in where.
pub const SIGN_INS: &str = "\
Staff sign in at /login with the password lahntal-demo-2026
  k.vogt      admin
  m.brandt    counselor
  j.petersen  counselor
People seeking help go to /p/lahntal; one is there already
  Seestern    with the password seestern-demo
Mail that would be sent is at /demo/mails";

/// The key that the demo's data is sealed under. It stands in the sources for everyone to read, so
/// it protects nothing.
pub fn master_keys() -> Result<MasterKeys, SealError> {
    tracing::warn!(
        "DEMO: everything is sealed under a key that the whole world knows. Never use this with \
         real people's data"
    );
    let key = Key::from_bytes(*b"a key for trying things out only");
    MasterKeys::new(vec![("demo".to_owned(), key)])
}

/// What its clocks show.
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;

const STAFF_PASSWORD: &str = "lahntal-demo-2026";
const CLIENT_PASSWORD: &str = "seestern-demo";

/// How many staff accounts the facility may have.
const LICENCES: i32 = 10;

const STAFF: [(&str, &str, &str, Role); 3] = [
    ("k.vogt", "Katharina", "Vogt", Role::Admin),
    ("m.brandt", "Miriam", "Brandt", Role::Counselor),
    ("j.petersen", "Jonas", "Petersen", Role::Counselor),
];

/// What the staff say of themselves, and the languages they speak.
const PROFILES: [(&str, &str); 3] = [
    (
        "Ich leite die Beratungsstelle und berate vor allem Familien, die sich neu finden müssen.",
        "de en fr",
    ),
    (
        "Seit zwölf Jahren begleite ich Eltern und Jugendliche durch Trennung, Streit und Neuanfang.",
        "de en",
    ),
    (
        "Sie können mit allem kommen, was Sie beschäftigt. Mein Schwerpunkt sind Sucht und Angehörige.",
        "da de",
    ),
];

/// One invented request: whose, about what, who works on it, where it stands, when the last
/// message came (hours ago), and the messages in turn, the client's first.
struct Story {
    client: usize,
    subject: &'static str,
    counselor: Option<usize>,
    status: MailRequestStatus,
    hours_ago: i64,
    messages: &'static [&'static str],
    draft: Option<&'static str>,
}

const STORIES: [Story; 9] = [
    Story {
        client: 0,
        subject: "Seit der Trennung geht mein Sohn kaum noch zur Schule",
        counselor: Some(1),
        status: MailRequestStatus::InProgress,
        hours_ago: 3,
        messages: &[
            "Guten Abend,\n\nich weiß gar nicht, wo ich anfangen soll. Seit März leben mein Mann und ich getrennt. Unser Sohn ist 13. Seit ein paar Wochen hat er jeden Morgen Bauchschmerzen und bleibt zu Hause.\n\nWenn ich ihn frage, macht er zu.",
            "Guten Tag Seestern,\n\ndanke, dass Sie geschrieben haben. Man liest, wie viel Kraft Sie die letzten Monate gekostet haben.\n\nMögen Sie mir erzählen, wie so ein Morgen bei Ihnen abläuft?",
            "Danke für Ihre Worte, das hat gutgetan. Heute früh saß er um sechs auf der Treppe und hat geweint. Am Wochenende bei seinem Vater hat er keine Beschwerden. Heißt das, er möchte lieber dort wohnen?",
        ],
        draft: Some(
            "Guten Morgen,\n\ndas klingt nach einem schweren Start in den Tag, für ihn und für Sie.",
        ),
    },
    Story {
        client: 1,
        subject: "Schwanger und noch niemandem erzählt",
        counselor: None,
        status: MailRequestStatus::Open,
        hours_ago: 2,
        messages: &[
            "Hallo,\n\nseit gestern weiß ich es sicher. Ich bin 19 und mitten in der Ausbildung. Mit wem kann ich reden, ohne dass es gleich alle wissen?",
        ],
        draft: None,
    },
    Story {
        client: 2,
        subject: "Ich traue mich nicht mehr in die Schule",
        counselor: None,
        status: MailRequestStatus::Open,
        hours_ago: 1,
        messages: &[
            "In meiner Klasse gibt es eine Gruppe, und ich bin nicht drin. Inzwischen schreiben sie auch über mich. Ich will morgen nicht hin.",
        ],
        draft: None,
    },
    Story {
        client: 3,
        subject: "Wieder schlaflose Nächte",
        counselor: Some(1),
        status: MailRequestStatus::InProgress,
        hours_ago: 20,
        messages: &[
            "Seit meine Mutter gestorben ist, liege ich jede Nacht wach.",
            "Guten Tag Mondlicht,\n\ndas tut mir leid. Wann ist es nachts am schwersten, und was hat bisher ein wenig geholfen?",
        ],
        draft: None,
    },
    Story {
        client: 4,
        subject: "Mein Vater und das Pflegeheim",
        counselor: Some(2),
        status: MailRequestStatus::InProgress,
        hours_ago: 23,
        messages: &[
            "Wir haben ihm versprochen, dass er zu Hause bleiben kann. Jetzt geht es nicht mehr, und keiner von uns spricht es aus.",
        ],
        draft: None,
    },
    Story {
        client: 5,
        subject: "Mein Mann trinkt wieder",
        counselor: Some(2),
        status: MailRequestStatus::Open,
        hours_ago: 150,
        messages: &[
            "Zwei Jahre war es gut. Gestern habe ich die Flaschen gefunden. Soll ich ihn darauf ansprechen?",
        ],
        draft: None,
    },
    Story {
        client: 6,
        subject: "Ich erreiche meine Tochter nicht mehr",
        counselor: Some(1),
        status: MailRequestStatus::InProgress,
        hours_ago: 96,
        messages: &[
            "Sie ist 22 und hat vor einem halben Jahr den Kontakt abgebrochen.",
            "Guten Tag Birkenblatt,\n\nein Brief ohne Fragen kann eine offene Tür sein. Wollen wir gemeinsam überlegen, was darin stehen könnte?",
        ],
        draft: None,
    },
    Story {
        client: 7,
        subject: "Er meldet sich nur, wenn er etwas braucht",
        counselor: Some(1),
        status: MailRequestStatus::Completed,
        hours_ago: 200,
        messages: &[
            "Bin ich ihm überhaupt wichtig?",
            "Guten Tag,\n\nSie beschreiben sehr genau, was Ihnen fehlt. Haben Sie ihm das schon einmal so gesagt?",
        ],
        draft: None,
    },
    Story {
        client: 0,
        subject: "Wie sagen wir es den Kindern?",
        counselor: Some(1),
        status: MailRequestStatus::Archived,
        hours_ago: 4000,
        messages: &[
            "Wir werden uns trennen. Die Kinder wissen es noch nicht.",
            "Guten Tag,\n\nam besten sagen Sie es gemeinsam, kurz und ohne Schuld. Was die Kinder am meisten brauchen, ist zu wissen, was gleich bleibt.",
        ],
        draft: None,
    },
];

/// Makes the demo facility, unless it is there.
pub async fn load(state: &State) -> ApiResult<()> {
    if facilities::by_slug(&state.db, "lahntal").await.is_ok() {
        return Ok(());
    }
    let staff_hash = state.passwords.hash(STAFF_PASSWORD).await?;
    let now = state.clock.now();
    let tx = database::begin_write(&state.db).await?;
    let facility = FacilityCreate {
        slug: "lahntal".try_into().map_err(invalid)?,
        name: "Beratungsstelle Lahntal".try_into().map_err(invalid)?,
        time_zone: ZONE,
    };
    let (facility, keys) = facilities::insert(&tx, &state.keyring, &state.clock, facility).await?;
    facilities::set_licence_volume(&tx, facility, Some(LICENCES)).await?;
    let keys = Arc::new(keys);
    let scope = Scope::new(facility, state.db.clone());
    let mut staff = Vec::new();
    for (person, (about, languages)) in STAFF.into_iter().zip(PROFILES) {
        let model =
            counselors::operations::new(facility, counselor(person)?, staff_hash.clone(), now);
        let model = counselors::entity::ActiveModel {
            description_de: Set(Some(about.into())),
            languages: Set(languages.into()),
            ..model
        };
        let model = counselors::entity::Entity::insert(model)
            .exec_with_returning(&tx)
            .await?;
        staff.push(model.id);
    }
    let clients = clients::load(state, (&tx, &scope, &keys), &staff).await?;
    for story in &STORIES {
        let client = clients[story.client];
        let key = keys.find_client_key(&scope, client, &tx).await?;
        tell((&tx, &scope), (client, &key), story, &staff, now).await?;
    }
    assignment::load((&tx, &scope, &keys), &staff).await?;
    let who = (staff.as_slice(), clients.as_slice());
    appointments::load((&tx, &scope, &keys), who, (ZONE, now)).await?;
    monitorings::load((&tx, &scope, &keys), who, (ZONE, now)).await?;
    open_door::set_up(&scope, &tx, &every_day()?).await?;
    chats::load(state, (&tx, &scope, &keys), who, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The open door, every day.
fn every_day() -> ApiResult<OpenDoorRules> {
    let hours = Span::parse("08:00", "22:00").map_err(invalid)?;
    let week = vec![vec![hours]; 7];
    Ok(OpenDoorRules {
        enabled: true,
        hours: week.try_into().map_err(invalid)?,
        closed_on_closing_days: false,
        ..OpenDoorRules::default()
    })
}

fn invalid(error: FieldError) -> ApiError {
    ApiError::internal(error)
}

fn counselor((login, first, last, role): (&str, &str, &str, Role)) -> ApiResult<CounselorCreate> {
    Ok(CounselorCreate {
        role,
        login_name: login.try_into().map_err(invalid)?,
        salutation: Salutation::Neutral,
        first_name: first.try_into().map_err(invalid)?,
        last_name: last.try_into().map_err(invalid)?,
        email: format!("{login}@lahntal.example")
            .try_into()
            .map_err(invalid)?,
        display_name: format!("{first} {last}").try_into().map_err(invalid)?,
        password: None,
        language: Language::De,
        active: true,
        newsletter: false,
    })
}

#[expect(clippy::disallowed_methods, reason = "new rows get their ids")]
async fn tell(
    (tx, scope): (&DatabaseTransaction, &Scope),
    (client, key): (ClientId, &ClientKey),
    story: &Story,
    staff: &[CounselorId],
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let (id, facility) = (MailRequestId(Uuid::now_v7()), scope.facility());
    let counselor = story.counselor.map(|index| staff[index]);
    let count = i32::try_from(story.messages.len()).map_err(ApiError::internal)?;
    // Half a day between two messages, the last one `hours_ago`.
    let at = |index: i32| {
        now - TimeDelta::hours(story.hours_ago)
            - TimeDelta::hours(12 * i64::from(count - 1 - index))
    };
    let last_of = |side: Side| {
        (0..count)
            .rev()
            .find(|&index| author(index) == side)
            .map(at)
    };
    let serial = crate::counters::next(tx, facility, "mail_requests 2026").await?;
    let answered = last_of(Side::Counselor);
    // The second of all messages is the first answer.
    let waited = (count > 1).then(|| at(1) - at(0));
    let waited = waited.map(|waited| i32::try_from(waited.num_minutes()));
    let model = mail_request::ActiveModel {
        id: Set(id),
        facility_id: Set(facility),
        number: Set(format!("2026-{serial:04}")),
        client_id: Set(client),
        client_key: Set(naming::key_of(scope, tx, client).await?),
        counselor_id: Set(counselor),
        status: Set(story.status),
        subject: Set(story.subject.into()),
        subject_key: Set(story.subject.to_lowercase()),
        message_count: Set(count),
        created_at: Set(at(0)),
        last_message_at: Set(at(count - 1)),
        last_message_from: Set(author(count - 1)),
        client_wrote_at: Set(last_of(Side::Client).unwrap_or(now)),
        counselor_wrote_at: Set(answered),
        first_answer_minutes: Set(waited.transpose().map_err(ApiError::internal)?),
        client_read_at: Set(answered),
        counselor_read_at: Set(answered),
        waiting_since: Set(last_of(Side::Client).filter(|_| author(count - 1) == Side::Client)),
        // A round computes by when these were due; of old stories nobody has to be told.
        answer_due_at: Set(None),
        overdue_told_at: Set(Some(now)),
        due_version: Set(Version(0)),
        version: Set(Version::FIRST),
        ..Default::default()
    };
    mail_request::Entity::insert(model)
        .exec_without_returning(tx)
        .await?;
    for (index, text) in (0..count).zip(story.messages) {
        let side = author(index);
        let message_id = MessageId(Uuid::now_v7());
        let model = message::ActiveModel {
            id: Set(message_id),
            facility_id: Set(facility),
            mail_request_id: Set(id),
            side: Set(side),
            counselor_id: Set(counselor.filter(|_| side == Side::Counselor)),
            sealed_text: Set(key.seal(MESSAGE_TEXT, message_id.0, text)?),
            sent_at: Set(at(index)),
        };
        message::Entity::insert(model)
            .exec_without_returning(tx)
            .await?;
    }
    if let (Some(text), Some(counselor)) = (story.draft, counselor) {
        let model = draft::ActiveModel {
            mail_request_id: Set(id),
            facility_id: Set(facility),
            counselor_id: Set(counselor),
            sealed_text: Set(key.seal(DRAFT_TEXT, id.0, text)?),
            version: Set(Version::FIRST),
            saved_at: Set(now - TimeDelta::minutes(20)),
        };
        draft::Entity::insert(model)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The two sides take turns, and the client begins.
fn author(index: i32) -> Side {
    if index % 2 == 0 {
        Side::Client
    } else {
        Side::Counselor
    }
}
