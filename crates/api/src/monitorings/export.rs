//! Monitorings as a table to take along, newest first.

use super::{fields, operations};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselling_fields, counselors,
    download::{Download, download},
    facility, master_data_fields,
    tables::{Cell, Table},
};
use actix_web::web::Bytes;
use domain::{
    access::Action,
    audit::AuditAction,
    channels::Channel,
    counselling_fields::Labels,
    ids::CounsellingFieldId,
    language::Language,
    master_data_fields::{MasterDataField, MasterDataKind, MasterDataValue},
    monitorings::{
        Monitoring, MonitoringAnswer, MonitoringExport, MonitoringField, MonitoringQuery,
        TableFormat,
    },
    statistics::Period,
};
use futures_util::Stream;

/// Rows that are read at once.
const BATCH: u64 = 500;

/// What the table says in one of the languages.
struct Words {
    name: &'static str,
    /// From the day to the counselling fields.
    first: [&'static str; 7],
    remark: &'static str,
    yes: &'static str,
    no: &'static str,
    /// In the order of [`Channel::ALL`].
    channels: [&'static str; 5],
}

const DE: Words = Words {
    name: "Monitorings",
    first: [
        "Datum",
        "Minuten",
        "Betreff",
        "Beratungskanal",
        "Berater:in",
        "Klient:in",
        "Beratungsfelder",
    ],
    remark: "Bemerkung",
    yes: "ja",
    no: "nein",
    channels: ["Mail", "Chat", "Video", "Telefon", "Vor Ort"],
};

const EN: Words = Words {
    name: "Monitorings",
    first: [
        "Date",
        "Minutes",
        "Subject",
        "Channel",
        "Counselor",
        "Client",
        "Counselling fields",
    ],
    remark: "Remark",
    yes: "yes",
    no: "no",
    channels: ["Mail", "Chat", "Video", "Phone", "On site"],
};

/// The monitorings of a period: an admin's are everybody's or any counselor's, others' their own.
/// With them comes what the file is called.
pub async fn export_monitorings(
    caller: Caller,
    asked: MonitoringExport,
) -> ApiResult<(String, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let query = asked.statistics();
    caller.check(Action::ExportMonitorings, query.relation(caller.actor()))?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let period = query
        .period(&facility.zone()?, caller.now())
        .map_err(|error| ApiError::Field {
            pointer: "/from".into(),
            error,
        })?;
    if let Some(counselor) = query.counselor_id {
        counselors::operations::exists(&caller, counselor).await?;
    }
    Change::begin(&caller, AuditAction::ExportMonitorings)
        .await?
        .commit()
        .await?;
    let columns = Columns::of(&caller, asked.language).await?;
    let name = format!(
        "monitorings-{}-{}.{}",
        period.from(),
        period.to(),
        asked.format.extension()
    );
    let bytes = download(move |out| write(out, caller, asked, period, columns));
    Ok((name, bytes))
}

async fn write(
    out: Download,
    caller: Caller,
    asked: MonitoringExport,
    period: Period,
    columns: Columns,
) -> ApiResult<()> {
    let headings = columns.headings();
    let mut table = match asked.format {
        TableFormat::Csv => Table::csv(out, asked.language, headings).await?,
        TableFormat::Xlsx => Table::xlsx(out, caller.now(), columns.words.name, headings).await?,
    };
    let mut query = MonitoringQuery {
        counselor_id: asked.statistics().whose(caller.actor()),
        from: Some(period.from().first_day()),
        until: period.to().next().first_day().pred_opt(),
        ..MonitoringQuery::default()
    };
    loop {
        let page = operations::page(&caller, &query, BATCH).await?;
        for monitoring in page.items {
            table.row(columns.row(monitoring)).await?;
        }
        query.after = page.next;
        if query.after.is_none() {
            return table.finish().await;
        }
    }
}

/// What the columns are: those that every monitoring has, and the facility's own.
struct Columns {
    words: &'static Words,
    language: Language,
    topics: Vec<(CounsellingFieldId, Labels)>,
    master_data: Vec<MasterDataField>,
    own: Vec<MonitoringField>,
}

impl Columns {
    async fn of(caller: &Caller, language: Language) -> ApiResult<Self> {
        let (scope, db) = (caller.scope(), caller.db());
        let mut topics = Vec::new();
        for model in counselling_fields::operations::all(scope, db).await? {
            let field = model.field()?;
            topics.push((field.id, field.labels));
        }
        Ok(Self {
            words: match language {
                Language::De => &DE,
                Language::En => &EN,
            },
            language,
            topics,
            master_data: master_data_fields::operations::fields(scope, db).await?,
            own: fields::all(scope, db).await?,
        })
    }

    fn headings(&self) -> Vec<String> {
        let labels = self.master_data.iter().map(|field| &field.labels);
        let labels = labels.chain(self.own.iter().map(|field| &field.labels));
        let labels = labels.map(|labels| self.label(labels));
        let first = self.words.first.map(str::to_owned);
        let last = [self.words.remark.to_owned()];
        first.into_iter().chain(labels).chain(last).collect()
    }

    fn label(&self, labels: &Labels) -> String {
        labels.in_language(self.language).to_owned()
    }

    fn yes_or_no(&self, yes: bool) -> Cell {
        let word = if yes { self.words.yes } else { self.words.no };
        Cell::Text(word.to_owned())
    }

    fn row(&self, one: Monitoring) -> Vec<Cell> {
        let channel = one.channel.and_then(|channel| {
            let place = Channel::ALL.iter().position(|one| *one == channel)?;
            Some((*self.words.channels.get(place)?).to_owned())
        });
        let topics = self.topics.iter();
        let topics = topics.filter(|(id, _)| one.counselling_field_ids.contains(id));
        let topics: Vec<_> = topics.map(|(_, labels)| self.label(labels)).collect();
        let mut cells = vec![
            Cell::Day(one.date),
            Cell::Number(one.minutes.into()),
            one.subject.into(),
            channel.into(),
            Cell::Text(one.counselor.display_name),
            one.client.map(|client| client.pseudonym).into(),
            Some(topics.join(", ")).filter(|on| !on.is_empty()).into(),
        ];
        let master_data = self.master_data.iter();
        cells.extend(master_data.map(|field| {
            let answer = one.master_data.get(&field.id);
            answer.map_or(Cell::Nothing, |answer| self.stated(field, answer))
        }));
        let own = self.own.iter();
        cells.extend(own.map(|field| {
            let answer = one.answers.get(&field.id);
            answer.map_or(Cell::Nothing, |answer| self.answered(field, answer))
        }));
        cells.push(one.remark.into());
        cells
    }

    fn stated(&self, field: &MasterDataField, answer: &MasterDataValue) -> Cell {
        match answer {
            MasterDataValue::YesNo(yes) => self.yes_or_no(*yes),
            MasterDataValue::Number(number) => Cell::Number((*number).into()),
            MasterDataValue::Text(text) if field.kind == MasterDataKind::Date => text
                .parse()
                .map_or_else(|_| Cell::Text(text.clone()), Cell::Day),
            MasterDataValue::Text(text) => {
                let mut choices = field.choices.iter();
                let chosen = choices.find(|choice| choice.id.to_string() == *text);
                Cell::Text(chosen.map_or_else(|| text.clone(), |one| self.label(&one.labels)))
            }
        }
    }

    fn answered(&self, field: &MonitoringField, answer: &MonitoringAnswer) -> Cell {
        match answer {
            MonitoringAnswer::YesNo(yes) => self.yes_or_no(*yes),
            MonitoringAnswer::Number(number) => Cell::Number((*number).into()),
            MonitoringAnswer::Text(text) => Cell::Text(text.clone()),
            MonitoringAnswer::Chosen(chosen) => {
                let options = field.options.iter();
                let chosen = options.filter(|option| chosen.contains(&option.id));
                let chosen: Vec<_> = chosen.map(|option| self.label(&option.labels)).collect();
                Cell::Text(chosen.join(", "))
            }
        }
    }
}
