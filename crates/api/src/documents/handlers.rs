use super::operations;
use crate::{
    ApiError, ApiResult, blobs,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::CreateOnce,
    routes::ServiceConfig,
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    body::SizedStream,
    delete, dev, get,
    http::{
        StatusCode,
        header::{
            self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
        },
    },
    patch, post,
    web::{Bytes, Json, Path, Payload},
};
use domain::{
    documents::{Document, DocumentKind, DocumentName, DocumentQuery, DocumentUpdate, NAME_HEADER},
    ids::{ClientId, DocumentId},
    page::Page,
    problem::Problem,
};
use futures_util::Stream;
use percent_encoding::percent_decode;
use std::future::{Ready, ready};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_documents)
        .service(create_document)
        .service(download_document)
        .service(update_document)
        .service(delete_document);
}

/// List a client's documents, newest first
///
/// Clients ask for their own, and see those that are there for them.
#[utoipa::path(tag = "documents", params(("id" = ClientId, Path), DocumentQuery), responses((status = 200, body = Page<Document>)))]
#[get("/clients/{id}/documents")]
async fn list_documents(
    caller: Caller,
    id: Path<ClientId>,
    ValidQuery(query): ValidQuery<DocumentQuery>,
) -> ApiResult<Json<Page<Document>>> {
    let page = operations::list_documents(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Upload a document
///
/// The body is the file itself, 25 MB at most, whatever it is declared as: what is in it is told
/// by its content. PDF, pictures, office documents, text and sound are kept.
#[utoipa::path(tag = "documents", params(("id" = ClientId, Path), ("Document-Name" = Option<String>, Header, description = "The name of the file, in UTF-8, percent-encoded. What could do harm is taken out of it, and its ending made to fit the content", example = "Brief%20der%20Schule.pdf"), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 201, body = Document, headers(("ETag" = String))),
    (status = 400, description = "It broke off", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Larger than 25 MB", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Of no kind that is kept", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "There is nothing in it", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "The virus scanner cannot be reached", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/documents")]
async fn create_document(
    caller: Caller,
    id: Path<ClientId>,
    Named(name): Named,
    once: CreateOnce,
    file: Payload,
) -> ApiResult<HttpResponse> {
    let uploaded = operations::receive_document(&caller, *id, name, file).await?;
    let (blob, sum) = (uploaded.received.id, uploaded.sum());
    let create = once.create(uploaded, &sum);
    let answer = create.run(&caller, operations::create_document).await;
    // Refused, or created before.
    blobs::discard(&caller, blob).await;
    answer
}

/// What a new file is called.
pub struct Named(pub DocumentName);

impl FromRequest for Named {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        let name = request.headers().get(NAME_HEADER);
        let name = percent_decode(name.map_or(b"", |name| name.as_bytes()));
        ready(Ok(Self((&*name.decode_utf8_lossy()).into())))
    }
}

/// Download a document
#[utoipa::path(tag = "documents", params(("id" = DocumentId, Path)), responses(
    (status = 200, description = "The file", body = Vec<u8>, content_type = "*/*", headers(("Content-Disposition" = String)))))]
#[get("/documents/{id}/content")]
async fn download_document(caller: Caller, id: Path<DocumentId>) -> ApiResult<HttpResponse> {
    let (document, bytes) = operations::download_document(caller, *id).await?;
    Ok(file_answer(
        &document.name,
        document.kind,
        document.bytes,
        bytes,
    ))
}

/// A file to be saved, and never shown.
pub fn file_answer(
    name: &str,
    kind: DocumentKind,
    bytes: i64,
    content: impl Stream<Item = ApiResult<Bytes>> + 'static,
) -> HttpResponse {
    let length = u64::try_from(bytes).unwrap_or_default();
    HttpResponse::Ok()
        .insert_header(attachment(name))
        // Even a browser that shows it by mistake lets it do nothing.
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        // So that its length is known, and nothing of it is kept back to be compressed.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type(kind.media_type())
        .body(SizedStream::new(length, Box::pin(content)))
}

/// To be saved, under this name (RFC 6266, RFC 8187).
fn attachment(name: &str) -> ContentDisposition {
    let plain = |c: char| {
        if c.is_ascii_graphic() || c == ' ' {
            c
        } else {
            '_'
        }
    };
    let ascii = name.chars().map(plain).collect();
    let extended = ExtendedValue {
        charset: Charset::Ext("UTF-8".into()),
        language_tag: None,
        value: name.as_bytes().to_vec(),
    };
    ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![
            DispositionParam::Filename(ascii),
            DispositionParam::FilenameExt(extended),
        ],
    }
}

/// Show a document to the client, or hide it again
#[utoipa::path(tag = "documents", params(("id" = DocumentId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = DocumentUpdate, responses((status = 200, body = Document, headers(("ETag" = String)))))]
#[patch("/documents/{id}")]
async fn update_document(
    caller: Caller,
    id: Path<DocumentId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<DocumentUpdate>,
) -> ApiResult<HttpResponse> {
    let document = operations::update_document(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, document.version, &document))
}

/// Delete a document for good
#[utoipa::path(tag = "documents", params(("id" = DocumentId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/documents/{id}")]
async fn delete_document(caller: Caller, id: Path<DocumentId>) -> ApiResult<HttpResponse> {
    operations::delete_document(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_said_in_ascii_and_in_full_and_never_breaks_out() {
        for (name, said) in [
            (
                "Brief.pdf",
                "attachment; filename=\"Brief.pdf\"; filename*=UTF-8''Brief.pdf",
            ),
            (
                "Grüße €.pdf",
                "attachment; filename=\"Gr__e _.pdf\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.pdf",
            ),
        ] {
            assert_eq!(attachment(name).to_string(), said);
        }
    }
}
