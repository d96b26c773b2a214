//! Where bytes lie: a folder, or a bucket of an S3-compatible store. Nothing here knows what they
//! are, nor can it read them.

use super::pieces::PIECE_BYTES;
use crate::config::{Settings, is_loopback};
use actix_web::web::Bytes;
use domain::ids::BlobId;
use futures_util::TryStreamExt;
use object_store::{
    BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig,
    aws::AmazonS3Builder, local::LocalFileSystem, path::Path, prefix::PrefixStore,
};
use std::{
    fs::{self, DirBuilder},
    io::{self, ErrorKind},
    os::unix::fs::DirBuilderExt,
    path::{self, PathBuf},
    sync::Arc,
    time::Duration,
};
use url::Url;

/// By which a store is known to be ours, and to be there.
const MARK: &str = "beistand-blobs";
/// The most bytes that a piece has in the store: sealing makes it a little longer.
const MAX_BYTES: u64 = (PIECE_BYTES + 1024) as u64;

/// Why bytes could not be kept or brought.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// They are not there.
    #[error("it is not in the store")]
    Missing,
    /// More than a piece ever has: somebody else wrote it.
    #[error("a piece in the store is larger than any of ours")]
    NotOurs,
    /// Not one of ours is there: the folder is not mounted, or the bucket is another.
    #[error("the store is not there")]
    Away,
    /// The store says no, or nothing.
    #[error("the store does not answer as it should: {0}")]
    Store(#[source] Error),
    /// The system says no.
    #[error("{folder}: {cause}")]
    Folder {
        /// The store's.
        folder: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound { .. } => Self::Missing,
            other => Self::Store(other),
        }
    }
}

/// What is wrong with `BEISTAND_BLOBS`, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreSettingError {
    /// Not an address of a store.
    #[error(
        "BEISTAND_BLOBS is neither a folder nor like \
         s3://bucket/folder?endpoint=https://s3.example&region=eu-central-1"
    )]
    BadUrl,
    /// In the open over a network.
    #[error("BEISTAND_BLOBS would be reached without TLS: use an endpoint with https://")]
    PlainHttp,
    /// Nobody would be let in.
    #[error(
        "BEISTAND_BLOBS names a bucket, so BEISTAND_BLOBS_ACCESS_KEY_ID and \
         BEISTAND_BLOBS_SECRET_ACCESS_KEY have to be set"
    )]
    NoKeys,
    /// Refused by the library.
    #[error("BEISTAND_BLOBS cannot be used: {0}")]
    Refused(#[from] Error),
}

/// A place for bytes.
#[derive(Clone, Debug)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// Where it is, if it is on this machine.
    folder: Option<PathBuf>,
}

impl Store {
    /// The one that the settings name. Looks at nothing but the settings.
    pub fn new(settings: &Settings) -> Result<Self, StoreSettingError> {
        // Whoever speaks TLS in this program does so by ring. An error only says that this is
        // chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        if settings.blobs.contains("://") {
            let objects = s3(settings)?;
            return Ok(Self {
                objects,
                folder: None,
            });
        }
        let folder = path::absolute(&settings.blobs).map_err(|_| StoreSettingError::BadUrl)?;
        let prefix = Path::from_absolute_path(&folder).map_err(|_| StoreSettingError::BadUrl)?;
        // What was acknowledged survives a power cut, as in the database.
        let files = LocalFileSystem::new().with_fsync(true);
        Ok(Self {
            objects: Arc::new(PrefixStore::new(files, prefix)),
            folder: Some(folder),
        })
    }

    /// Makes the folder, if it is one, and makes sure that bytes can be written.
    pub async fn prepare(&self) -> Result<(), StoreError> {
        if let Some(folder) = &self.folder {
            let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|cause| StoreError::Folder {
                folder: folder.clone(),
                cause,
            })?;
        }
        self.put(&Path::from(MARK), Bytes::from_static(MARK.as_bytes()))
            .await
    }

    /// Whether it is there: a folder that is not mounted or another bucket is not. `Missing` is
    /// what a store says that no server has used yet.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.objects.head(&Path::from(MARK)).await?;
        Ok(())
    }

    /// Makes sure that it is there. What is looked for in a folder that is not mounted would be
    /// taken for lost or removed, and what is written there would be hidden once it is.
    async fn must_be_there(&self) -> Result<(), StoreError> {
        self.check().await.map_err(|error| match error {
            StoreError::Missing => StoreError::Away,
            other => other,
        })
    }

    /// Keeps a piece of a blob.
    pub async fn put_piece(
        &self,
        blob: BlobId,
        piece: u32,
        bytes: Bytes,
    ) -> Result<(), StoreError> {
        if self.folder.is_some() {
            // Missing folders are made by writing into them.
            self.must_be_there().await?;
        }
        let put = self.put(&path_of(blob, piece), bytes).await;
        put.map_err(|error| match error {
            // Of a bucket.
            StoreError::Missing => StoreError::Away,
            other => other,
        })
    }

    async fn put(&self, path: &Path, bytes: Bytes) -> Result<(), StoreError> {
        self.objects.put(path, bytes.into()).await?;
        Ok(())
    }

    /// Brings a piece of a blob.
    pub async fn piece(&self, blob: BlobId, piece: u32) -> Result<Bytes, StoreError> {
        let found = match self.objects.get(&path_of(blob, piece)).await {
            Err(Error::NotFound { .. }) => {
                self.must_be_there().await?;
                return Err(StoreError::Missing);
            }
            found => found?,
        };
        if found.meta.size > MAX_BYTES {
            return Err(StoreError::NotOurs);
        }
        Ok(found.bytes().await?)
    }

    /// Removes all of a blob, half-written pieces too. Removing what is not there is fine.
    pub async fn remove(&self, blob: BlobId) -> Result<(), StoreError> {
        self.must_be_there().await?;
        let folder = folder_of(blob);
        let mut pieces = self.objects.list(Some(&folder));
        while let Some(piece) = pieces.try_next().await? {
            match self.objects.delete(&piece.location).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let Some(root) = &self.folder else {
            return Ok(());
        };
        // What was cut off while it was written, and the folder itself, are in no list.
        let folder = root.join(folder.as_ref());
        match fs::remove_dir_all(&folder) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => {
                Err(StoreError::Folder { folder, cause })
            }
            _ => Ok(()),
        }
    }
}

/// Where a blob's pieces lie. Two digits come first, so that no folder holds too many.
fn folder_of(blob: BlobId) -> Path {
    let name = blob.0.simple().to_string();
    Path::from_iter([&name[..2], &name])
}

fn path_of(blob: BlobId, piece: u32) -> Path {
    folder_of(blob).join(format!("{piece:05}"))
}

fn s3(settings: &Settings) -> Result<Arc<dyn ObjectStore>, StoreSettingError> {
    let url = Url::parse(&settings.blobs).map_err(|_| StoreSettingError::BadUrl)?;
    let bucket = url
        .host_str()
        .filter(|_| url.scheme() == "s3" && url.username().is_empty());
    let bucket = bucket.ok_or(StoreSettingError::BadUrl)?;
    let (Some(id), Some(secret)) = (
        &settings.blobs_access_key_id,
        &settings.blobs_secret_access_key,
    ) else {
        return Err(StoreSettingError::NoKeys);
    };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region("us-east-1")
        .with_access_key_id(id.expose())
        .with_secret_access_key(secret.expose())
        .with_retry(retries())
        .with_disable_bulk_delete(true);
    let mut allow_http = false;
    for (key, value) in url.query_pairs() {
        builder = match &*key {
            "endpoint" => {
                let endpoint = Url::parse(&value).map_err(|_| StoreSettingError::BadUrl)?;
                allow_http = is_loopback(&endpoint);
                if endpoint.scheme() != "https" && !allow_http {
                    return Err(StoreSettingError::PlainHttp);
                }
                builder.with_endpoint(value)
            }
            "region" => builder.with_region(value),
            _ => return Err(StoreSettingError::BadUrl),
        };
    }
    let options = ClientOptions::new()
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(Duration::from_secs(30))
        .with_allow_http(allow_http);
    let objects = builder.with_client_options(options).build()?;
    let prefix = Path::from_url_path(url.path()).map_err(|_| StoreSettingError::BadUrl)?;
    Ok(Arc::new(PrefixStore::new(objects, prefix)))
}

/// People wait for an answer meanwhile; jobs come back by themselves.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig::default(),
        max_retries: 3,
        retry_timeout: Duration::from_secs(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(blobs: &str) -> Settings {
        Settings {
            blobs: blobs.into(),
            blobs_access_key_id: Some("id".into()),
            blobs_secret_access_key: Some("geheim".into()),
            ..Settings::default()
        }
    }

    #[actix_web::test]
    async fn a_store_is_a_folder_or_a_bucket() {
        for good in [
            "data/blobs",
            "/var/lib/beistand/Büro 1",
            "s3://bucket",
            "s3://bucket/some/folder?endpoint=https://s3.example&region=eu-central-1",
            "s3://bucket?endpoint=http://127.0.0.1:9000",
        ] {
            assert!(Store::new(&with(good)).is_ok(), "{good}");
        }
        for bad in [
            "",
            "https://s3.example/bucket",
            "s3://",
            "s3://id:geheim@bucket",
            "s3://bucket?endpoint=s3.example",
            "s3://bucket?access_key=geheim",
        ] {
            let refused = Store::new(&with(bad)).unwrap_err();
            assert!(matches!(refused, StoreSettingError::BadUrl), "{bad}");
        }
        let plain = Store::new(&with("s3://bucket?endpoint=http://s3.example"));
        assert!(matches!(plain, Err(StoreSettingError::PlainHttp)));
        let without = Settings {
            blobs_secret_access_key: None,
            ..with("s3://bucket")
        };
        assert!(matches!(
            Store::new(&without),
            Err(StoreSettingError::NoKeys)
        ));
    }

    #[actix_web::test]
    async fn a_folder_keeps_pieces_until_they_are_removed() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("Büro 1/blobs");
        let store = Store::new(&with(folder.to_str().unwrap())).unwrap();
        assert!(matches!(store.check().await, Err(StoreError::Missing)));
        store.prepare().await.unwrap();
        store.check().await.unwrap();
        let [one, other] = [1, 2].map(|id| BlobId(uuid::Uuid::from_u128(id)));
        for (blob, piece, bytes) in [(one, 0, "a"), (one, 1, "b"), (other, 0, "c")] {
            store.put_piece(blob, piece, bytes.into()).await.unwrap();
        }
        assert_eq!(store.piece(one, 1).await.unwrap(), "b");
        // As a server leaves it that is cut off while it writes.
        let away = parent.path().join("elsewhere");
        fs::rename(&folder, &away).unwrap();
        let written = store.put_piece(one, 2, "d".into()).await;
        let (read, removed) = (store.piece(one, 1).await, store.remove(one).await);
        for refused in [written, read.map(drop), removed] {
            assert!(matches!(refused, Err(StoreError::Away)), "{refused:?}");
        }
        assert!(!folder.exists(), "nothing was made in its place");
        fs::rename(&away, &folder).unwrap();
        let of_one = folder.join(folder_of(one).as_ref());
        fs::write(of_one.join("00002#1"), "half").unwrap();
        store.remove(one).await.unwrap();
        store.remove(one).await.unwrap();
        assert!(!of_one.exists());
        assert!(matches!(
            store.piece(one, 0).await,
            Err(StoreError::Missing)
        ));
        assert_eq!(store.piece(other, 0).await.unwrap(), "c");
        let foreign = vec![0; PIECE_BYTES + 2000];
        store.put_piece(one, 0, foreign.into()).await.unwrap();
        assert!(matches!(
            store.piece(one, 0).await,
            Err(StoreError::NotOurs)
        ));
    }
}
