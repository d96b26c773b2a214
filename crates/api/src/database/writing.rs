//! Transactions that write, and how those of one server line up for SQLite's one write lock.

use super::WAIT;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, QueryResult, Statement, prelude::async_trait::async_trait,
};
use std::{
    collections::HashMap,
    ops::Deref,
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, PoisonError, Weak},
};
use tokio::{
    sync::{Mutex as Turns, OwnedMutexGuard},
    time::timeout,
};

/// A transaction that writes. Dropped without [`Self::commit`], nothing has happened.
#[derive(Debug)]
pub struct Write {
    // Before the turn: it ends first.
    tx: DatabaseTransaction,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Write {
    pub(super) fn new(tx: DatabaseTransaction, turn: Option<OwnedMutexGuard<()>>) -> Self {
        Self { tx, _turn: turn }
    }

    /// Does it.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.tx.commit().await
    }

    /// Undoes it, and waits until it is undone.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.tx.rollback().await
    }
}

impl Deref for Write {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.tx
    }
}

#[async_trait]
impl ConnectionTrait for Write {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.tx.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.tx.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.tx.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.tx.query_all_raw(statement).await
    }
}

/// Where those wait who want to write in a file, by the file.
static FILES: LazyLock<Mutex<HashMap<PathBuf, Weak<Turns<()>>>>> = LazyLock::new(Mutex::default);

/// Waits for a turn to write in SQLite's file: first come, first served, and without a connection,
/// so that those who read have them meanwhile. SQLite itself would let each look again and again,
/// with longer and longer pauses.
pub(super) async fn turn(db: &DatabaseConnection) -> Result<OwnedMutexGuard<()>, DbErr> {
    let options = db.get_sqlite_connection_pool().connect_options();
    let turns = turns_of(options.get_filename().to_owned());
    let turn = timeout(WAIT, turns.lock_owned()).await;
    turn.map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))
}

fn turns_of(file: PathBuf) -> Arc<Turns<()>> {
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(turns) = files.get(&file).and_then(Weak::upgrade) {
        return turns;
    }
    files.retain(|_, turns| turns.strong_count() > 0);
    let turns = Arc::default();
    files.insert(file, Arc::downgrade(&turns));
    turns
}

#[cfg(test)]
mod tests {
    use super::super::{begin_write, connect};
    use super::*;
    use futures_util::{
        FutureExt,
        future::{join, join_all},
    };

    #[tokio::test]
    async fn who_waits_to_write_comes_in_turn_and_keeps_nobody_from_reading() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/test.db", folder.path().display());
        let db = connect(&url).await.unwrap();
        db.execute_unprepared("CREATE TABLE turns (number INTEGER)")
            .await
            .unwrap();
        let first = begin_write(&db).await.unwrap();
        let others = (0..20).map(|number| {
            let db = &db;
            async move {
                let tx = begin_write(db).await.unwrap();
                let sql = format!("INSERT INTO turns VALUES ({number})");
                tx.execute_unprepared(&sql).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
        let mut others = Box::pin(join_all(others));
        assert!((&mut others).now_or_never().is_none(), "they wait");
        let read = async {
            let row = Statement::from_string(DbBackend::Sqlite, "SELECT count(*) AS n FROM turns");
            let row = db.query_one_raw(row).await.unwrap().unwrap();
            let count: i64 = row.try_get("", "n").unwrap();
            first.commit().await.unwrap();
            count
        };
        let (_, count) = join(others, read).await;
        assert_eq!(count, 0, "read before anybody else had their turn");
        let all = Statement::from_string(DbBackend::Sqlite, "SELECT number FROM turns");
        let rows = db.query_all_raw(all).await.unwrap();
        let numbers = rows
            .iter()
            .map(|row| row.try_get::<i64>("", "number").unwrap());
        assert!(numbers.eq(0..20));
    }

    #[test]
    fn a_file_that_nobody_writes_in_any_more_is_forgotten() {
        let [one, other] = ["/one.db", "/other.db"].map(PathBuf::from);
        let turns = turns_of(one.clone());
        assert!(Arc::ptr_eq(&turns, &turns_of(one.clone())));
        drop(turns);
        let _turns = turns_of(other);
        let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(!files.contains_key(&one));
    }
}
