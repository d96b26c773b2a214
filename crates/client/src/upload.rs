//! Uploading from a browser, with progress and a way to stop: `fetch` tells of neither.

use crate::http::header;
use crate::{CallError, CallResult, Client};
use domain::{
    attachments::{Attachment, AttachmentQuery},
    documents::{Document, NAME_HEADER},
    ids::ClientId,
    problem::{Problem, ProblemCode},
};
use js_sys::{Function, Promise, encode_uri_component};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ProgressEvent, XmlHttpRequest};

/// An upload, to be begun once and stopped whenever.
#[derive(Clone, Debug)]
pub struct Upload {
    request: XmlHttpRequest,
}

impl Upload {
    /// One that is not begun. `None` in a browser that has none.
    pub fn new() -> Option<Self> {
        let request = XmlHttpRequest::new().ok()?;
        Some(Self { request })
    }

    /// Stops it, if it is under way.
    pub fn stop(&self) {
        // One that is over, or not begun, has nothing to stop.
        let _ = self.request.abort();
    }
}

impl Client {
    /// Uploads a file from the browser; `on_progress` hears how many of its bytes are on their
    /// way. Answers nothing when it was stopped.
    pub async fn upload_document(
        &self,
        upload: &Upload,
        client: ClientId,
        file: &File,
        on_progress: impl Fn(f64) + 'static,
    ) -> CallResult<Option<Document>> {
        let path = format!("/clients/{client}/documents");
        self.upload(upload, &path, file, on_progress).await
    }

    /// The same with a file that is to go with a message to this request, or with a new one, one's
    /// own or for this client.
    pub async fn upload_attachment(
        &self,
        upload: &Upload,
        about: impl Into<AttachmentQuery>,
        file: &File,
        on_progress: impl Fn(f64) + 'static,
    ) -> CallResult<Option<Attachment>> {
        let about = about.into();
        let path = match (about.mail_request_id, about.client_id, about.chat_id) {
            (Some(id), ..) => format!("/attachments?mail_request_id={id}"),
            (None, Some(id), _) => format!("/attachments?client_id={id}"),
            (None, None, Some(id)) => format!("/attachments?chat_id={id}"),
            (None, None, None) => "/attachments".to_owned(),
        };
        self.upload(upload, &path, file, on_progress).await
    }

    async fn upload<T: DeserializeOwned>(
        &self,
        upload: &Upload,
        path: &str,
        file: &File,
        on_progress: impl Fn(f64) + 'static,
    ) -> CallResult<Option<T>> {
        let hear = move |event: ProgressEvent| on_progress(event.loaded());
        let hear = Closure::<dyn Fn(ProgressEvent)>::new(hear);
        let request = &upload.request;
        if let Ok(progress) = request.upload() {
            progress.set_onprogress(Some(hear.as_ref().unchecked_ref()));
        }
        match self.send_file(request, path, file).await {
            Err(error) if error.code() == Some(ProblemCode::Unauthenticated) => {
                let Some(kind) = self.signed_in().kind else {
                    return Err(error);
                };
                self.refresh_session(kind).await?;
                self.send_file(request, path, file).await
            }
            result => result,
        }
    }

    async fn send_file<T: DeserializeOwned>(
        &self,
        request: &XmlHttpRequest,
        path: &str,
        file: &File,
    ) -> CallResult<Option<T>> {
        let url = format!("{}/api/v1{path}", self.base);
        let token = self.access_token().unwrap_or_default();
        let name: String = encode_uri_component(&file.name()).into();
        let begin = || {
            request.open("POST", &url)?;
            request.set_request_header(header::AUTHORIZATION, &format!("Bearer {token}"))?;
            request.set_request_header(NAME_HEADER, &name)?;
            let ended = ended(request);
            let blob: &Blob = file;
            request.send_with_opt_blob(Some(blob))?;
            Ok::<_, JsValue>(ended)
        };
        let ended = begin().map_err(|_| CallError::Unreachable)?;
        let how = JsFuture::from(ended)
            .await
            .ok()
            .and_then(|how| how.as_string());
        match how.as_deref() {
            Some("load") => answer(request).map(Some),
            Some("abort") => Ok(None),
            _ => Err(CallError::Unreachable),
        }
    }
}

/// By which of its events a request ends.
fn ended(request: &XmlHttpRequest) -> Promise {
    Promise::new(&mut |resolve, _| {
        let on = |event: &'static str| -> Function {
            let resolve = resolve.clone();
            Closure::once_into_js(move || resolve.call1(&JsValue::UNDEFINED, &event.into()))
                .unchecked_into()
        };
        request.set_onload(Some(&on("load")));
        request.set_onerror(Some(&on("error")));
        request.set_onabort(Some(&on("abort")));
    })
}

fn answer<T: DeserializeOwned>(request: &XmlHttpRequest) -> CallResult<T> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    let unreadable = |_| CallError::Unreachable;
    if request.status() == Ok(201) {
        return serde_json::from_str(&text).map_err(unreadable);
    }
    let problem: Problem = serde_json::from_str(&text).map_err(unreadable)?;
    Err(CallError::Problem(Box::new(problem)))
}
