//! The figures and the monitorings behind them, to take along.

use crate::{
    i18n::{self, statistics as words},
    session::use_session,
    ui::{
        Menu, dom,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    monitorings::{MonitoringExport, TableFormat},
    statistics::StatisticsQuery,
};
use leptos::{prelude::*, task::spawn_local};

/// What is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// The figures themselves.
    Figures,
    /// The monitorings behind them.
    Monitorings,
}

impl Exported {
    fn action(self) -> Action {
        match self {
            Self::Figures => Action::ExportStatistics,
            Self::Monitorings => Action::ExportMonitorings,
        }
    }

    /// Of the file, without its ending; an id on the page as well.
    fn name(self) -> &'static str {
        match self {
            Self::Figures => "statistics",
            Self::Monitorings => "monitorings",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Figures => words::t().export_figures,
            Self::Monitorings => words::t().export,
        }
    }
}

/// The menu of formats.
#[component]
pub fn Export(
    what: Exported,
    choice: Memo<StatisticsQuery>,
    /// What went wrong the last time, if it did.
    failed: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(false);
    let export = move |format: TableFormat| {
        let StatisticsQuery {
            from,
            to,
            counselor_id,
        } = choice.get_untracked();
        let asked = MonitoringExport {
            format,
            language: i18n::language(),
            from,
            to,
            counselor_id,
        };
        busy.set(true);
        failed.set(None);
        let client = session.client();
        spawn_local(async move {
            let file = match what {
                Exported::Figures => client.export_statistics(&asked).await,
                Exported::Monitorings => client.export_monitorings(&asked).await,
            };
            let result = session.notice(file);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(file) => {
                    let name = format!("{}.{}", what.name(), format.extension());
                    dom::download_bytes(&name, format.media_type(), &file);
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let may_export = move || {
        let account = session.account();
        account.is_some_and(|account| {
            let may = |relation| account.may(what.action(), relation);
            may(Relation::Common) || may(Relation::Own)
        })
    };
    let menu = move || {
        view! {
            <Menu
                id=format!("export-{}", what.name())
                label=Signal::derive(move || what.label().to_owned())
                class="btn"
                trigger=move || {
                    view! {
                        {icon(icon::DOWNLOAD)}
                        {move || what.label()}
                        {icon(icon::CHEVRON_DOWN)}
                    }
                }
            >
                <button
                    role="menuitem"
                    tabindex="-1"
                    type="button"
                    on:click=move |_| export(TableFormat::Xlsx)
                >
                    {icon(icon::FILE_SPREADSHEET)}
                    "Excel (XLSX)"
                </button>
                <button
                    role="menuitem"
                    tabindex="-1"
                    type="button"
                    on:click=move |_| export(TableFormat::Csv)
                >
                    {icon(icon::FILE_TEXT)}
                    <span>"CSV" <small>{move || words::t().csv_hint}</small></span>
                </button>
            </Menu>
        }
    };
    view! {
        <span aria-busy=move || busy.get().then_some("true")>
            {move || may_export().then(menu)}
        </span>
    }
    .into_any()
}
