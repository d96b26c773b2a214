//! Figures and tables of many monitorings.

use crate::{
    clients,
    house::{admin, compare, house_with, per_request, servers, tidy},
};
use client::Client;
use domain::{
    counselling_fields::FieldQuery,
    language::Language,
    monitorings::{MonitoringExport, MonitoringQuery, TableFormat},
    statistics::StatisticsQuery,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use std::{fs, time::Instant};

/// What is asked for.
const ASKED: [&str; 6] = [
    "figures of this year",
    "figures of five years",
    "one counselor's figures of five years",
    "newest monitorings",
    "monitorings on a field that one in seven has",
    "monitorings on a field, of one month",
];

/// How much longer it takes among a hundred times as many monitorings, and what a table of all of
/// them takes of time and memory.
pub async fn measure() {
    for server in servers() {
        let server = server.as_deref();
        let mut took = Vec::new();
        for monitorings in [10_000, 1_000_000] {
            let folder = tempfile::tempdir().unwrap();
            let house = house_with(server, &format!("bench_figures_{monitorings}"), &folder).await;
            let admin = admin(&house.url, &house.password).await;
            fill(&house.db, monitorings).await;
            took.push(answers(&admin).await);
            exports(&admin, server, monitorings).await;
        }
        let what = "10,000 and 1,000,000 monitorings";
        compare(what, server, &ASKED, &took);
        println!("  the goal for figures of 1,000,000 is 200 ms");
    }
}

async fn answers(admin: &Client) -> Vec<std::time::Duration> {
    let month = |text: &str| Some(text.parse().unwrap());
    let now = chrono::Utc::now();
    let (this, past) = (
        now.format("%Y-%m").to_string(),
        now - chrono::Days::new(1_780),
    );
    let long = StatisticsQuery {
        from: month(&past.format("%Y-%m").to_string()),
        to: month(&this),
        counselor_id: None,
    };
    let counselors = admin.read_statistics(&long).await.unwrap().counselors;
    let own = StatisticsQuery {
        counselor_id: Some(counselors.unwrap()[0].counselor.id),
        ..long
    };
    let mut times = Vec::new();
    for query in [StatisticsQuery::default(), long, own] {
        let ask = async || drop(admin.read_statistics(&query).await.unwrap());
        times.push(per_request(ask).await);
    }
    let topics = admin.list_counselling_fields(&FieldQuery::default()).await;
    let topic = topics.unwrap().items[0].id.0;
    let all = MonitoringQuery::default;
    let lists = [
        all(),
        MonitoringQuery {
            field_id: Some(topic),
            ..all()
        },
        MonitoringQuery {
            field_id: Some(topic),
            from: Some((now - chrono::Days::new(430)).date_naive()),
            until: Some((now - chrono::Days::new(400)).date_naive()),
            ..all()
        },
    ];
    for query in lists {
        let ask = async || drop(admin.list_monitorings(&query).await.unwrap());
        times.push(per_request(ask).await);
    }
    times
}

/// All monitorings as a table, read and thrown away as it comes.
async fn exports(admin: &Client, server: Option<&str>, monitorings: usize) {
    let database = server.map_or("SQLite", |_| "PostgreSQL");
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let asked = MonitoringExport {
            format,
            language: Language::De,
            from: Some("2023-01".parse().unwrap()),
            to: None,
            counselor_id: None,
        };
        // Begins to count anew.
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let before = most_memory();
        let started = Instant::now();
        let mut bytes = 0;
        let taken = admin.export_monitorings_to(&asked, |piece| bytes += piece.len());
        taken.await.unwrap();
        println!(
            "a table of {monitorings} monitorings as {} on {database}: {:.1?}, {} MB; \
             most memory {} MB before and {} MB after",
            format.extension(),
            started.elapsed(),
            bytes / 1_000_000,
            before / 1_000,
            most_memory() / 1_000,
        );
    }
}

/// The most that this process had in memory since it was counted anew, in kB.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.unwrap().split_whitespace().nth(1);
    number.unwrap().parse().unwrap()
}

/// So many monitorings of the three years before today, by SQL, with a counselling field and two
/// answers to master data each; a tenth as many clients, and answered mail requests.
async fn fill(db: &DatabaseConnection, count: usize) {
    let people = count / 10;
    clients::fill(db, people).await;
    let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let (id, text, day, moment) = if is_sqlite {
        (
            "randomblob(16)",
            "n",
            "date('now', '-' || (n * 7919 % 1095) || ' days')",
            "datetime('now', '-' || (n * 7919 % 1095) || ' days') || '+00:00'",
        )
    } else {
        (
            "gen_random_uuid()",
            "n::text",
            "(current_date - (n::bigint * 7919 % 1095)::integer)",
            "now() - (n::bigint * 7919 % 1095) * interval '1 day'",
        )
    };
    let numbers = |most: usize| {
        format!(
            "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {most})"
        )
    };
    let answer = |topic: &str, field: &str, table: &str, answer: &str, take: &str| {
        // The fields of the facility in turn, by the day: SQLite cannot count on random ids.
        let number = if is_sqlite {
            "abs(random()) % 7"
        } else {
            "floor(random() * 7)::integer"
        };
        format!(
            "INSERT INTO monitoring_answers (monitoring_id, field_id, answer, topic, facility_id) \
             SELECT m.id, t.id, {answer}, '{topic}', m.facility_id \
             FROM (SELECT id, facility_id, {number} AS pick FROM monitorings) AS m \
             JOIN (SELECT id, row_number() OVER (ORDER BY {field}) - 1 AS place FROM {table}) AS t \
             ON t.place = {take}"
        )
    };
    let clients = format!("c.number = n % {people} + 1");
    for sql in [
        format!(
            "INSERT INTO monitorings (id, facility_id, counselor_id, client_id, date, minutes, channel, \
             created_at, version) {} SELECT {id}, f.id, s.id, c.id, {day}, n % 90 + 1, \
             CASE n % 5 WHEN 0 THEN 'chat' WHEN 1 THEN 'phone' WHEN 2 THEN 'mail' WHEN 3 THEN 'video' END, \
             f.created_at, 1 FROM numbers, facilities f, counselors s, clients c \
             WHERE c.facility_id = f.id AND {clients}",
            numbers(count)
        ),
        answer(
            "counselling_field",
            "position",
            "counselling_fields",
            "''",
            "m.pick",
        ),
        answer(
            "master_data",
            "position",
            "master_data_fields",
            "'yes'",
            "0",
        ),
        format!(
            "INSERT INTO mail_requests (id, facility_id, number, client_id, counselor_id, status, \
             subject, subject_key, message_count, created_at, last_message_at, last_message_from, \
             client_wrote_at, counselor_read_at, first_answer_minutes) \
             {} SELECT {id}, f.id, {text}, c.id, s.id, 'completed', 'Frage', 'frage', 2, \
             {moment}, {moment}, 'client', {moment}, f.created_at, n % 6000 \
             FROM numbers, facilities f, counselors s, clients c \
             WHERE c.facility_id = f.id AND {clients}",
            numbers(people)
        ),
    ] {
        db.execute_unprepared(&sql).await.unwrap();
    }
    // As for a facility that had them before there were sums.
    let mut newest = Migrator::migrations().into_iter().rev();
    let since = newest.position(|one| one.name().ends_with("monitoring_figures"));
    let steps = u32::try_from(since.unwrap() + 1).unwrap();
    Migrator::down(db, Some(steps)).await.unwrap();
    Migrator::up(db, None).await.unwrap();
    tidy(db).await;
}
