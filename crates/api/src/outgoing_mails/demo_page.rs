//! The demo has no mail server: what would have been sent can be read at `/demo/mails`, on this
//! machine only.

use super::mailer::DemoMail;
use crate::{ApiResult, caller::Public, edge::language, sms::DemoSms};
use actix_web::{HttpRequest, HttpResponse, get, http::header::ContentType};
use domain::{language::Language, problem::ProblemCode};

/// Everything in the box, newest first.
#[get("/demo/mails")]
pub async fn demo_mails(request: HttpRequest, public: Public) -> ApiResult<HttpResponse> {
    let near = request
        .peer_addr()
        .is_some_and(|address| address.ip().is_loopback());
    let mails = public.state().mailer.demo_mails().filter(|_| near);
    let mails = mails.ok_or(ProblemCode::NotFound)?;
    let sms = public.state().sms.demo_messages().unwrap_or_default();
    let page = page(&mails, &sms, language(&request));
    Ok(HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(page))
}

fn page(mails: &[DemoMail], sms: &[DemoSms], language: Language) -> String {
    let (title, none) = match language {
        Language::De => ("Mails und SMS der Demo", "Noch keine."),
        Language::En => ("The demo's mails and text messages", "None yet."),
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head>\
         <body><main><h1>{title}</h1>\n",
        language.tag()
    );
    if mails.is_empty() && sms.is_empty() {
        page.extend(["<p>", none, "</p>\n"]);
    }
    for one in mails {
        page.extend([
            "<article><h2>",
            &escape(&one.mail.subject),
            "</h2><p>",
            &escape(&one.to),
            " · ",
            &one.at.to_rfc3339(),
            "</p><pre>",
            &escape(&one.mail.text),
            "</pre><details><summary>HTML</summary><pre>",
            &escape(&one.mail.html),
            "</pre></details>",
        ]);
        if let Some(file) = &one.calendar {
            page.extend([
                "<details><summary>ICS</summary><pre>",
                &escape(file),
                "</pre></details>",
            ]);
        }
        page += "</article>\n";
    }
    for one in sms {
        page.extend([
            "<article><h2>SMS</h2><p>",
            &escape(&one.to),
            " · ",
            &one.at.to_rfc3339(),
            "</p><pre>",
            &escape(&one.text),
            "</pre></article>\n",
        ]);
    }
    page + "</main></body></html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
