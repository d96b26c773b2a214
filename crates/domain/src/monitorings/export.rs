use crate::{
    ids::CounselorId,
    language::Language,
    statistics::{Month, StatisticsQuery},
};
use serde::{Deserialize, Serialize};

/// What kind of file a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// Values separated by semicolons, in UTF-8 with its mark.
    Csv,
    /// A workbook for Excel and LibreOffice.
    Xlsx,
}

impl TableFormat {
    /// How names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type (IANA).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Which monitorings to take along, and how: months and counselor as in the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct MonitoringExport {
    /// As what kind of file.
    pub format: TableFormat,
    /// In which language the headings and answers are.
    #[serde(default)]
    pub language: Language,
    /// The first month; without it, January of the last one's year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Month>,
    /// The last month; without it, the one that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Month>,
    /// Only those of this counselor; without it, an admin's are the whole facility's, and
    /// others' their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
}

impl MonitoringExport {
    /// The figures that these monitorings make.
    pub fn statistics(&self) -> StatisticsQuery {
        StatisticsQuery {
            from: self.from,
            to: self.to,
            counselor_id: self.counselor_id,
        }
    }
}
