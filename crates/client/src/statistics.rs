use crate::{CallResult, Client};
use domain::{
    monitorings::MonitoringExport,
    statistics::{Statistics, StatisticsQuery},
};

impl Client {
    /// The figures of a period.
    pub async fn read_statistics(&self, query: &StatisticsQuery) -> CallResult<Statistics> {
        self.json(self.get("/statistics").query(query)).await
    }

    /// The same as a table in a file.
    pub async fn export_statistics(&self, asked: &MonitoringExport) -> CallResult<Vec<u8>> {
        let answer = self.send(self.get("/statistics/export").query(asked));
        Ok(answer.await?.bytes().await?.to_vec())
    }
}
