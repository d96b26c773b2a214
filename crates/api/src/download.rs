//! What is sent while it is written: it takes no more memory for much than for little.

use crate::{ApiError, ApiResult};
use actix_web::web::Bytes;
use futures_util::{Stream, stream};
use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
};
use tokio::sync::mpsc::{self, Sender};

/// Bytes that are collected before they are sent.
const CHUNK: usize = 64 * 1024;

/// What was written and not sent yet, and whom it goes to. Clones are the same.
#[derive(Clone)]
pub struct Download {
    buffer: Rc<RefCell<Vec<u8>>>,
    out: Sender<ApiResult<Bytes>>,
}

impl Write for Download {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Download {
    /// Sends what was written, if it is enough to be worth it.
    pub async fn send_enough(&self) -> ApiResult<()> {
        if self.buffer.borrow().len() < CHUNK {
            return Ok(());
        }
        self.send().await
    }

    /// Sends what was written.
    pub async fn send(&self) -> ApiResult<()> {
        let bytes = std::mem::take(&mut *self.buffer.borrow_mut());
        let sent = self.out.send(Ok(bytes.into())).await;
        sent.map_err(ApiError::internal)
    }
}

/// The bytes that `write` writes, a little ahead of whoever reads them.
pub fn download<W>(write: impl FnOnce(Download) -> W) -> impl Stream<Item = ApiResult<Bytes>>
where
    W: Future<Output = ApiResult<()>> + 'static,
{
    let (out, receiver) = mpsc::channel(2);
    let written = write(Download {
        buffer: Rc::default(),
        out: out.clone(),
    });
    actix_web::rt::spawn(async move {
        if let Err(error) = written.await {
            // Nobody is there to hear it when it is because they are gone.
            let _ = out.send(Err(error)).await;
        }
    });
    stream::unfold(receiver, async |mut receiver| {
        Some((receiver.recv().await?, receiver))
    })
}
