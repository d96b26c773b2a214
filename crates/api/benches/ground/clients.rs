//! Lists of clients.

use crate::house::{admin, compare, house_with, per_request, servers, tidy};
use domain::clients::{ClientQuery, ClientSort, ClientStatus};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

/// Lists and searches: their name, what they are sorted by, what they look for – part of many
/// pseudonyms, of few, of one, of none – and among whom.
type List = (
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<ClientStatus>,
);

const ACTIVE: Option<ClientStatus> = Some(ClientStatus::Active);
const LOCKED: Option<ClientStatus> = Some(ClientStatus::Locked);

const LISTS: [List; 21] = [
    ("newest first", "", None, None),
    ("by pseudonym", "pseudonym", None, None),
    ("by last sign-in", "last_signed_in", None, None),
    ("two letters that a third have", "", Some("st"), None),
    (
        "a part that one in a hundred has",
        "pseudonym",
        Some("stern 4"),
        None,
    ),
    (
        "one letter at the end of the order",
        "pseudonym",
        Some("z"),
        None,
    ),
    (
        "a part that one in 27 has, at the end of the order",
        "",
        Some("elle"),
        None,
    ),
    (
        "the same, in the middle of the order",
        "pseudonym",
        Some("elle"),
        None,
    ),
    ("the same, anywhere", "last_signed_in", Some("elle"), None),
    (
        "a part that one in five has, at the end of the order",
        "",
        Some("a"),
        None,
    ),
    (
        "two letters that one in five has, at the end of the order",
        "",
        Some("ha"),
        None,
    ),
    (
        "four letters that one in five has, at the end of the order",
        "",
        Some("hafe"),
        None,
    ),
    (
        "the same, in the middle of the order",
        "pseudonym",
        Some("hafe"),
        None,
    ),
    ("a part that one has", "", Some("ern 777"), None),
    ("a part that nobody has", "", Some("quarz"), None),
    (
        "one in 27 has, at the end, among nearly all",
        "",
        Some("elle"),
        ACTIVE,
    ),
    ("the same, in the middle", "pseudonym", Some("elle"), ACTIVE),
    (
        "one in three has, among nearly all",
        "last_signed_in",
        Some("st"),
        ACTIVE,
    ),
    (
        "one in 27 has, at the end, among one in 100",
        "",
        Some("elle"),
        LOCKED,
    ),
    (
        "one in three has, among one in 100",
        "pseudonym",
        Some("st"),
        LOCKED,
    ),
    ("nobody has, among nearly all", "", Some("quarz"), ACTIVE),
];

/// How much longer lists and searches take among a hundred times as many clients.
pub async fn measure() {
    for server in servers() {
        let server = server.as_deref();
        let mut took = Vec::new();
        for clients in [1_000, 100_000] {
            let folder = tempfile::tempdir().unwrap();
            let house = house_with(server, &format!("bench_{clients}"), &folder).await;
            let admin = admin(&house.url, &house.password).await;
            fill(&house.db, clients).await;
            let mut times = Vec::new();
            for (_, sort, q, status) in LISTS {
                let query = ClientQuery {
                    q: q.map(|q| q.try_into().unwrap()),
                    sort: ClientSort::from_name(sort),
                    status,
                    ..ClientQuery::default()
                };
                let list = async || drop(admin.list_clients(&query).await.unwrap());
                times.push(per_request(list).await);
            }
            took.push(times);
        }
        let names = LISTS.map(|list| list.0);
        compare("1,000 and 100,000 clients", server, &names, &took);
    }
}

/// So many clients, by SQL: to register them would take hours.
pub async fn fill(db: &DatabaseConnection, clients: usize) {
    let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let (id, seen) = if is_sqlite {
        (
            "randomblob(16)",
            "datetime(f.created_at, '-' || (n * 7919 % 100003) || ' minutes') || '+00:00'",
        )
    } else {
        (
            "gen_random_uuid()",
            "f.created_at - (n * 7919 % 100003) * interval '1 minute'",
        )
    };
    // At the far end of the order in which they came: one in 27, one in five, and a few dozen.
    let (springs, harbours) = (clients * 37 / 1_000, clients / 5);
    let kinds = format!(
        "CASE WHEN n <= {springs} THEN 'Quelle ' WHEN n <= {harbours} THEN 'Hafen ' \
         WHEN n <= {harbours} + 40 THEN 'Zweig ' WHEN n % 3 = 0 THEN 'Seestern ' \
         WHEN n % 3 = 1 THEN 'Mondlicht ' ELSE 'Koje ' END"
    );
    for sql in [
        format!(
            "INSERT INTO clients (id, facility_id, number, pseudonym, pseudonym_key, \
             password_hash, language, version, created_at, last_seen_at, status, password_change_due) \
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {clients}) \
             SELECT {id}, f.id, n, {kinds} || n, lower({kinds} || n), '', 'de', 1, \
             f.created_at, {seen}, CASE WHEN n % 100 = 7 THEN 'locked' ELSE 'active' END, false \
             FROM numbers, facilities f"
        ),
        "INSERT INTO client_name_parts (facility_id, part, client_id, name, number, last_seen_at) \
         WITH RECURSIVE places(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM places WHERE n < 40) \
         SELECT DISTINCT facility_id, substr(pseudonym_key, n), id, pseudonym_key, number, \
         last_seen_at FROM clients, places WHERE n <= length(pseudonym_key)"
            .to_owned(),
    ] {
        db.execute_unprepared(&sql).await.unwrap();
    }
    tidy(db).await;
}
