//! Monitorings as tables, read by a program that we did not write.

use crate::{
    monitorings::{monitoring, monitoring_field},
    support::{TestApp, code, field},
};
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use domain::{
    audit::{AuditAction, AuditQuery},
    language::Language,
    monitorings::{
        MonitoringAnswer, MonitoringExport, MonitoringFieldKind, MonitoringWrite, TableFormat,
    },
    problem::{FieldCode, ProblemCode},
    statistics::Month,
};
use std::io::Cursor;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn january(format: TableFormat) -> MonitoringExport {
    MonitoringExport {
        format,
        language: Language::De,
        from: Some(month("2026-01")),
        to: Some(month("2026-01")),
        counselor_id: None,
    }
}

/// The first sheet, as another program reads it.
fn sheet(file: Vec<u8>) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    assert_eq!(workbook.sheet_names(), ["Monitorings"]);
    let range = workbook.worksheet_range("Monitorings").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The lines of a file of separated values, without its mark.
pub fn lines(file: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(file).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_reader(text.as_bytes());
    let lines = reader.records().map(Result::unwrap);
    lines
        .map(|line| line.iter().map(str::to_owned).collect())
        .collect()
}

const BAD: [&str; 5] = [
    "=HYPERLINK(\"http://x\")",
    "+49 641",
    "-1",
    "@SUM(A1)",
    "Über \"Straße\"; <b>&",
];

#[actix_web::test]
async fn spreadsheets_read_days_numbers_and_umlauts_and_compute_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let stern = facility.client("Stern").await;
    let number = admin
        .create_monitoring_field(&monitoring_field(MonitoringFieldKind::Number))
        .await
        .unwrap();
    let several = admin
        .create_monitoring_field(&monitoring_field(MonitoringFieldKind::SeveralOf))
        .await
        .unwrap();
    let chosen = several.options[1..].iter().map(|option| option.id);
    for (place, subject) in BAD.into_iter().enumerate() {
        let mut body = MonitoringWrite {
            client_id: Some(stern.id),
            subject: subject.try_into().unwrap(),
            remark: Some("Zeile 1\nZeile 2".try_into().unwrap()),
            ..monitoring()
        };
        // Newest first is the order in which they stand in `BAD`.
        let days = chrono::Days::new(u64::try_from(place).unwrap());
        body.date = body.date - days;
        body.answers.insert(number.id, MonitoringAnswer::Number(7));
        body.answers.insert(
            several.id,
            MonitoringAnswer::Chosen(chosen.clone().collect()),
        );
        brandt.client.create_monitoring(&body).await.unwrap();
    }

    let file = admin.export_monitorings(&january(TableFormat::Csv)).await;
    let rows = lines(&file.unwrap());
    assert_eq!(
        rows[0][..7],
        [
            "Datum",
            "Minuten",
            "Betreff",
            "Beratungskanal",
            "Berater:in",
            "Klient:in",
            "Beratungsfelder"
        ]
    );
    let last = rows[0].len() - 1;
    assert_eq!(rows[0][last - 2..], ["Feld", "Feld", "Bemerkung"]);
    assert_eq!(rows.len(), 1 + BAD.len());
    let subjects: Vec<_> = rows[1..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(
        subjects,
        [
            "'=HYPERLINK(\"http://x\")",
            "'+49 641",
            "'-1",
            "'@SUM(A1)",
            "Über \"Straße\"; <b>&"
        ]
    );
    assert_eq!(rows[1][..2], ["15.01.2026", "45"]);
    assert_eq!(rows[1][3], "Telefon");
    assert_eq!(rows[1][5], "Stern");
    assert_eq!(rows[1][last - 2..], ["7", "zwei, drei", "Zeile 1\nZeile 2"]);

    let file = admin.export_monitorings(&january(TableFormat::Xlsx)).await;
    let rows = sheet(file.unwrap());
    assert_eq!(rows.len(), 1 + BAD.len());
    assert_eq!(rows[0][0], Data::String("Datum".into()));
    for (row, subject) in rows[1..].iter().zip(BAD) {
        assert_eq!(row[2], Data::String(subject.into()));
    }
    let Data::DateTime(day) = &rows[1][0] else {
        panic!("{:?} is no day", rows[1][0]);
    };
    let expected: NaiveDate = "2026-01-15".parse().unwrap();
    assert_eq!(day.as_datetime().unwrap().date(), expected);
    assert_eq!(rows[1][1], Data::Float(45.0));
    assert_eq!(rows[1][last - 2], Data::Float(7.0));
    assert_eq!(rows[1][last - 1], Data::String("zwei, drei".into()));

    let english = MonitoringExport {
        language: Language::En,
        ..january(TableFormat::Csv)
    };
    let rows = lines(&admin.export_monitorings(&english).await.unwrap());
    assert_eq!(rows[0][0], "Date");
    assert_eq!(rows[1][..1], ["2026-01-15"]);
    assert_eq!(rows[1][3], "Phone");
}

#[actix_web::test]
async fn counselors_take_along_their_own_and_admins_whose_they_like() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    brandt
        .client
        .create_monitoring(&monitoring())
        .await
        .unwrap();
    let other = MonitoringWrite {
        date: "2026-01-02".parse().unwrap(),
        ..monitoring()
    };
    petersen.client.create_monitoring(&other).await.unwrap();
    let before = MonitoringWrite {
        date: "2025-12-31".parse().unwrap(),
        ..monitoring()
    };
    petersen.client.create_monitoring(&before).await.unwrap();
    let ask = january(TableFormat::Csv);
    let of = |counselor| MonitoringExport {
        counselor_id: Some(counselor),
        ..ask
    };
    let days = async |client: &client::Client, asked: &MonitoringExport| {
        let rows = lines(&client.export_monitorings(asked).await.unwrap());
        let days = rows[1..].iter().map(|row| row[0].clone());
        days.collect::<Vec<_>>()
    };
    assert_eq!(days(admin, &ask).await, ["15.01.2026", "02.01.2026"]);
    assert_eq!(days(admin, &of(petersen.id)).await, ["02.01.2026"]);
    assert_eq!(days(&brandt.client, &ask).await, ["15.01.2026"]);
    let refused = brandt.client.export_monitorings(&of(petersen.id)).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let backwards = MonitoringExport {
        to: Some(month("2025-12")),
        ..ask
    };
    assert_eq!(
        field(admin.export_monitorings(&backwards).await),
        ("/from".to_owned(), FieldCode::OutOfRange)
    );
    let taken = AuditQuery {
        action: Some(AuditAction::ExportMonitorings),
        ..AuditQuery::default()
    };
    let entries = admin.list_audit_entries(&taken).await.unwrap();
    assert_eq!(entries.items.len(), 3);
}

#[actix_web::test]
async fn a_table_of_more_than_one_batch_has_each_row_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let count = 503_i64;
    for minutes in 1..=count {
        let body = MonitoringWrite {
            minutes: minutes.try_into().unwrap(),
            ..monitoring()
        };
        brandt.client.create_monitoring(&body).await.unwrap();
    }
    let file = brandt
        .client
        .export_monitorings(&january(TableFormat::Csv))
        .await;
    let rows = lines(&file.unwrap());
    let mut minutes: Vec<i64> = rows[1..]
        .iter()
        .map(|row| row[1].parse().unwrap())
        .collect();
    minutes.sort_unstable();
    assert_eq!(minutes, (1..=count).collect::<Vec<_>>());
}
