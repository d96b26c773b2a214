//! Lists of clients.

use crate::house::{admin, compare, house_with, per_request, servers, tidy};
use domain::clients::{ClientQuery, ClientSort};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

/// Lists and searches, by what they look for: part of many pseudonyms, of few, of one, of none.
const LISTS: [(&str, &str, Option<&str>); 15] = [
    ("newest first", "", None),
    ("by pseudonym", "pseudonym", None),
    ("by last sign-in", "last_signed_in", None),
    ("two letters that a third have", "", Some("st")),
    (
        "a part that one in a hundred has",
        "pseudonym",
        Some("stern 4"),
    ),
    ("one letter at the end of the order", "pseudonym", Some("z")),
    (
        "a part that one in 27 has, at the end of the order",
        "",
        Some("elle"),
    ),
    (
        "the same, in the middle of the order",
        "pseudonym",
        Some("elle"),
    ),
    ("the same, anywhere", "last_signed_in", Some("elle")),
    (
        "a part that one in five has, at the end of the order",
        "",
        Some("a"),
    ),
    (
        "two letters that one in five has, at the end of the order",
        "",
        Some("ha"),
    ),
    (
        "four letters that one in five has, at the end of the order",
        "",
        Some("hafe"),
    ),
    (
        "the same, in the middle of the order",
        "pseudonym",
        Some("hafe"),
    ),
    ("a part that one has", "", Some("ern 777")),
    ("a part that nobody has", "", Some("quarz")),
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
            for (_, sort, q) in LISTS {
                let query = ClientQuery {
                    q: q.map(|q| q.try_into().unwrap()),
                    sort: ClientSort::from_name(sort),
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
             f.created_at, {seen}, 'active', false \
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
