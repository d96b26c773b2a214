//! Lists of mail requests.

use crate::{
    clients,
    house::{admin, compare, house_with, per_request, servers, tidy},
};
use domain::mail_requests::{MailRequestQuery, MailRequestSort, ShownStatus};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

type Change = fn(&mut MailRequestQuery);

/// Lists, filters and searches.
const LISTS: [(&str, Change); 13] = [
    ("newest message first", |_| ()),
    ("by client", |query| {
        query.sort = Some(MailRequestSort::Client);
    }),
    ("by subject", |query| {
        query.sort = Some(MailRequestSort::Subject);
    }),
    ("new ones", |query| query.status = Some(ShownStatus::New)),
    ("in progress", |query| {
        query.status = Some(ShownStatus::InProgress);
    }),
    ("completed", |query| {
        query.status = Some(ShownStatus::Completed);
    }),
    ("unread", |query| query.unread = Some(true)),
    ("overdue", |query| query.overdue = Some(true)),
    ("a word that one subject in four has", |query| {
        query.q = Some("schlaf".try_into().unwrap());
    }),
    ("a word that one subject in a thousand has", |query| {
        query.q = Some("umzug".try_into().unwrap());
    }),
    ("a word that one subject has", |query| {
        query.q = Some("nr. 4711".try_into().unwrap());
    }),
    ("a pseudonym that forty clients have", |query| {
        query.q = Some("zweig".try_into().unwrap());
    }),
    ("a word that nobody has", |query| {
        query.q = Some("quarz".try_into().unwrap());
    }),
];

/// How much longer they take among a hundred times as many requests.
pub async fn measure() {
    for server in servers() {
        let server = server.as_deref();
        let mut took = Vec::new();
        for requests in [10_000, 1_000_000] {
            let folder = tempfile::tempdir().unwrap();
            let house = house_with(server, &format!("bench_mail_{requests}"), &folder).await;
            let admin = admin(&house.url, &house.password).await;
            fill(&house.db, requests).await;
            let mut times = Vec::new();
            for (_, change) in LISTS {
                let mut query = MailRequestQuery::default();
                change(&mut query);
                let list = async || drop(admin.list_mail_requests(&query).await.unwrap());
                times.push(per_request(list).await);
            }
            let count = async || {
                admin.count_mail_requests().await.unwrap();
            };
            times.push(per_request(count).await);
            took.push(times);
        }
        let names: Vec<_> = LISTS.iter().map(|list| list.0).chain(["counts"]).collect();
        let what = "10,000 and 1,000,000 mail requests";
        compare(what, server, &names, &took);
    }
}

/// So many requests, ten a client, by SQL: most of them done, some of each other kind.
async fn fill(db: &DatabaseConnection, requests: usize) {
    let count = requests / 10;
    clients::fill(db, count).await;
    let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let (id, text) = if is_sqlite {
        ("randomblob(16)", "n")
    } else {
        ("gen_random_uuid()", "n::text")
    };
    let minutes_before = |minutes: &str| {
        if is_sqlite {
            format!("datetime(f.created_at, '-' || ({minutes}) || ' minutes') || '+00:00'")
        } else {
            format!("f.created_at - ({minutes}) * interval '1 minute'")
        }
    };
    let wrote = minutes_before("CAST(n AS bigint) * 7919 % 1000003");
    let open = "n % 40 < 2";
    let sql = format!(
        "INSERT INTO mail_requests (id, facility_id, number, client_id, counselor_id, status, \
         subject, subject_key, message_count, created_at, last_message_at, last_message_from, \
         client_wrote_at, counselor_read_at, answer_due_at, client_key) \
         WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {requests}) \
         , named(n, subject) AS (SELECT n, CASE WHEN n % 1000 = 7 THEN 'Ein Umzug steht an' \
           WHEN n % 4 = 0 THEN 'Wieder schlaflose Nächte' WHEN n % 4 = 1 THEN 'Streit in der Familie' \
           WHEN n = 4711 THEN 'Frage zu Nr. 4711' ELSE 'Seit der Trennung' END FROM numbers) \
         SELECT {id}, f.id, {text}, c.id, CASE WHEN {open} THEN NULL ELSE s.id END, \
         CASE WHEN {open} THEN 'open' WHEN n % 40 < 5 THEN 'in_progress' WHEN n % 2 = 0 \
           THEN 'completed' ELSE 'archived' END, \
         subject, lower(subject), 1, {wrote}, {wrote}, 'client', {wrote}, \
         CASE WHEN {open} THEN NULL ELSE f.created_at END, \
         CASE WHEN n % 40 < 5 THEN {wrote} ELSE NULL END, c.pseudonym_key \
         FROM named, facilities f, counselors s, clients c \
         WHERE c.facility_id = f.id AND c.number = n % {count} + 1"
    );
    db.execute_unprepared(&sql).await.unwrap();
    tidy(db).await;
}
