//! The figures as a table to take along: a line for each of them.

use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    download::{Download, download},
    tables::{Cell, Table},
};
use actix_web::web::Bytes;
use domain::{
    access::Action,
    audit::AuditAction,
    channels::Channel,
    language::Language,
    monitorings::{MonitoringExport, TableFormat},
    statistics::{CountedBy, Figure, Report, RowOf},
};
use futures_util::Stream;

/// What the table says in one of the languages.
struct Words {
    name: &'static str,
    headings: [&'static str; 4],
    whole_period: &'static str,
    month: &'static str,
    channel: &'static str,
    counselling_field: &'static str,
    counselor: &'static str,
    /// In the order of [`Channel::ALL`].
    channels: [&'static str; 5],
    yes: &'static str,
    no: &'static str,
    not_stated: &'static str,
    not_shown: &'static str,
}

const DE: Words = Words {
    name: "Statistik",
    headings: ["Aufteilung", "Angabe", "Kennzahl", "Wert"],
    whole_period: "Zeitraum",
    month: "Monat",
    channel: "Beratungskanal",
    counselling_field: "Beratungsfeld",
    counselor: "Berater:in",
    channels: ["Mail", "Chat", "Video", "Telefon", "Vor Ort"],
    yes: "ja",
    no: "nein",
    not_stated: "keine Angabe",
    not_shown: "nicht ausgewiesen",
};

const EN: Words = Words {
    name: "Statistics",
    headings: ["Division", "Answer", "Figure", "Value"],
    whole_period: "Period",
    month: "Month",
    channel: "Channel",
    counselling_field: "Counselling field",
    counselor: "Counselor",
    channels: ["Mail", "Chat", "Video", "Phone", "On site"],
    yes: "yes",
    no: "no",
    not_stated: "not stated",
    not_shown: "not shown",
};

/// The figures of a period: an admin's are everybody's or any counselor's, others' their own. With
/// them comes what the file is called. Small counts are left out where the facility says so.
pub async fn export_statistics(
    caller: Caller,
    asked: MonitoringExport,
) -> ApiResult<(String, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let query = asked.statistics();
    caller.check(Action::ExportStatistics, query.relation(caller.actor()))?;
    let figures = operations::figures(&caller, &query).await?;
    Change::begin(&caller, AuditAction::ExportStatistics)
        .await?
        .commit()
        .await?;
    let (from, to) = (figures.from, figures.to);
    let name = format!("statistics-{from}-{to}.{}", asked.format.extension());
    let report = figures.report();
    let bytes = download(move |out| write(out, caller, asked, report));
    Ok((name, bytes))
}

async fn write(
    out: Download,
    caller: Caller,
    asked: MonitoringExport,
    report: Report,
) -> ApiResult<()> {
    let writer = Writer {
        language: asked.language,
        words: match asked.language {
            Language::De => &DE,
            Language::En => &EN,
        },
    };
    let headings = writer.words.headings.map(str::to_owned).into();
    let mut table = match asked.format {
        TableFormat::Csv => Table::csv(out, asked.language, headings).await?,
        TableFormat::Xlsx => Table::xlsx(out, caller.now(), writer.words.name, headings).await?,
    };
    for (figure, count) in report.summary {
        table
            .row(writer.row(writer.words.whole_period, Cell::Nothing, figure, count))
            .await?;
    }
    for part in report.tables {
        let by = writer.by(&part.by);
        if part.rows.is_empty() {
            for figure in part.figures {
                table
                    .row(writer.row(&by, Cell::Nothing, figure, None))
                    .await?;
            }
            continue;
        }
        for row in part.rows {
            for (figure, count) in part.figures.iter().zip(row.cells) {
                table
                    .row(writer.row(&by, writer.of(&row.of), *figure, count))
                    .await?;
            }
        }
    }
    table.finish().await
}

struct Writer {
    language: Language,
    words: &'static Words,
}

impl Writer {
    fn row(&self, by: &str, of: Cell, figure: Figure, count: Option<u64>) -> Vec<Cell> {
        let count = count.map_or_else(
            || Cell::Text(self.words.not_shown.to_owned()),
            |count| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX)),
        );
        let figure = Cell::Text(self.figure(figure).to_owned());
        vec![Cell::Text(by.to_owned()), of, figure, count]
    }

    fn by(&self, by: &CountedBy) -> String {
        match by {
            CountedBy::Month => self.words.month.to_owned(),
            CountedBy::Channel => self.words.channel.to_owned(),
            CountedBy::CounsellingField => self.words.counselling_field.to_owned(),
            CountedBy::Field(labels) => labels.in_language(self.language).to_owned(),
            CountedBy::Counselor => self.words.counselor.to_owned(),
        }
    }

    fn of(&self, of: &RowOf) -> Cell {
        let channel = |channel: Channel| {
            let place = Channel::ALL.iter().position(|one| *one == channel)?;
            self.words.channels.get(place).copied()
        };
        match of {
            RowOf::Month(month) => Cell::Day(month.first_day()),
            RowOf::Channel(one) => channel(*one).map(str::to_owned).into(),
            RowOf::Named(labels) => Cell::Text(labels.in_language(self.language).to_owned()),
            RowOf::YesNo(true) => Cell::Text(self.words.yes.to_owned()),
            RowOf::YesNo(false) => Cell::Text(self.words.no.to_owned()),
            RowOf::Number(number) => number
                .parse()
                .map_or_else(|_| Cell::Text(number.clone()), Cell::Number),
            RowOf::Counselor(name) => Cell::Text(name.clone()),
            RowOf::NotStated => Cell::Text(self.words.not_stated.to_owned()),
        }
    }

    fn figure(&self, figure: Figure) -> &'static str {
        let (de, en) = match figure {
            Figure::Monitorings => ("Monitorings", "Monitorings"),
            Figure::Minutes => ("Minuten", "Minutes"),
            Figure::ActiveClients => ("Aktive Klient:innen", "Active clients"),
            Figure::NewClients => ("Neue Klient:innen", "New clients"),
            Figure::ReturningClients => ("Wiederkehrende Klient:innen", "Returning clients"),
            Figure::Received => ("Mailanfragen eingegangen", "Mail requests received"),
            Figure::Answered => ("Mailanfragen beantwortet", "Mail requests answered"),
            Figure::Completed => ("Mailanfragen abgeschlossen", "Mail requests completed"),
            Figure::Overdue => ("Mailanfragen überfällig", "Mail requests overdue"),
            Figure::MedianMinutes => (
                "Erste Antwort nach Minuten (Median)",
                "First answer after minutes (median)",
            ),
            Figure::NinthDecileMinutes => (
                "Erste Antwort nach Minuten (90 %)",
                "First answer after minutes (90%)",
            ),
            Figure::Booked => ("Termine gebucht", "Appointments booked"),
            Figure::Held => ("Termine wahrgenommen", "Appointments held"),
            Figure::Cancelled => ("Termine abgesagt", "Appointments called off"),
            Figure::NoShow => ("Termine nicht erschienen", "Appointments missed"),
            Figure::Chats => ("Chats", "Chats"),
            Figure::Messages => ("Chatnachrichten", "Chat messages"),
        };
        match self.language {
            Language::De => de,
            Language::En => en,
        }
    }
}
