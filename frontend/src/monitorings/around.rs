//! What a facility wants to know of each piece of counselling, for pages that ask or show it.

use crate::{
    clients::fields::{counselling_fields, master_data_fields},
    counselors::all_counselors,
};
use client::{CallResult, Client};
use domain::{
    counselling_fields::{CounsellingField, FieldQuery},
    counselors::CounselorSummary,
    master_data_fields::MasterDataField,
    monitorings::{MonitoringField, MonitoringRules},
    page::Limit,
};

/// All of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// What it offers counselling on.
    pub counselling_fields: Vec<CounsellingField>,
    /// Its master-data fields.
    pub master_data: Vec<MasterDataField>,
    /// Its own monitoring fields.
    pub own: Vec<MonitoringField>,
    /// What no monitoring may leave out.
    pub rules: MonitoringRules,
    /// Who works there.
    pub counselors: Vec<CounselorSummary>,
}

impl Around {
    /// Reads it.
    pub async fn read(client: &Client) -> CallResult<Self> {
        Ok(Self {
            counselling_fields: counselling_fields(client).await?,
            master_data: master_data_fields(client).await?,
            own: monitoring_fields(client).await?,
            rules: client.read_monitoring_settings().await?.rules,
            counselors: all_counselors(client).await?,
        })
    }
}

/// All of the facility's own monitoring fields, in its order.
pub async fn monitoring_fields(client: &Client) -> CallResult<Vec<MonitoringField>> {
    let mut query = FieldQuery {
        after: None,
        limit: Limit::try_from(Limit::MAX).ok(),
    };
    let mut all = Vec::new();
    loop {
        let page = client.list_monitoring_fields(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}
