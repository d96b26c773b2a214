use crate::{CallResult, Client};
use domain::statistics::{Statistics, StatisticsQuery};

impl Client {
    /// The figures of a period.
    pub async fn read_statistics(&self, query: &StatisticsQuery) -> CallResult<Statistics> {
        self.json(self.get("/statistics").query(query)).await
    }
}
