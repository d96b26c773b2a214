//! One monitoring.

use super::{
    around::Around,
    filters::last_list,
    questions::Question,
    rows::{Deleting, MonitoringMenu, channel_view, subject},
};
use crate::{
    clients::fields::words_of,
    i18n::{format, monitorings as words, shell},
    paths,
    remote::{Loaded, load},
    router,
    shell::{Back, NotCome, NotHere, set_title},
    ui::Skeleton,
};
use domain::{ids::MonitoringId, monitorings::Monitoring, problem::ProblemCode};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MonitoringPage(
    /// Which; `None` if the address names none.
    id: Option<MonitoringId>,
) -> impl IntoView {
    match id {
        Some(id) => view! { <Here id=id /> }.into_any(),
        None => view! { <NotHere back=back /> }.into_any(),
    }
}

#[component]
fn Here(id: MonitoringId) -> impl IntoView {
    set_title(|| words::t().one.into());
    let known = load(move |client| async move {
        let monitoring = client.read_monitoring(id).await?;
        Ok((monitoring, Around::read(&client).await?))
    });
    move || match known.ready() {
        Loaded::Nothing => view! { <div class="page"><Skeleton lines=8 /></div> }.into_any(),
        Loaded::Failure(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Loaded::Failure(error) => view! {
            <NotCome
                back=back
                title=|| words::t().one
                error=error
                retry=move |()| known.load_again()
            />
        }
        .into_any(),
        Loaded::Here((monitoring, around)) => {
            view! { <Content monitoring=monitoring around=around /> }.into_any()
        }
    }
}

#[component]
fn Content(monitoring: Monitoring, around: Around) -> impl IntoView {
    let deleting = Deleting::new();
    let of = StoredValue::new(monitoring);
    let around = StoredValue::new(around);
    view! {
        <div class="page">
            {back()}
            <header class="page-head">
                <h1>{move || of.with_value(subject)}</h1>
                <div class="page-actions">
                    <MonitoringMenu of=of deleting=deleting in_list=false />
                </div>
            </header>
            <div class="form-page stack stack-6">
                <dl class="kv">{move || of.with_value(|of| about(of, around))}</dl>
                {move || of.with_value(|of| answers(of, around, false))}
                {move || of.with_value(|of| answers(of, around, true))}
                {move || of.with_value(remark)}
            </div>
        </div>
        {deleting.view(|_| router::replace(&last_list()))}
    }
    .into_any()
}

fn line(label: String, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn about(of: &Monitoring, around: StoredValue<Around>) -> Vec<AnyView> {
    let t = words::t();
    let none = || view! { <span class="kv-none">{words::t().no_channel}</span> }.into_any();
    let client = match &of.client {
        Some(client) => {
            let href = paths::client(client.id, None);
            view! { <a href=href>{client.pseudonym.clone()}</a> }.into_any()
        }
        None => view! { <span class="kv-none">{t.no_client}</span> }.into_any(),
    };
    let fields =
        around.with_value(|around| words_of(&around.counselling_fields, &of.counselling_field_ids));
    let fields = if fields.is_empty() {
        none()
    } else {
        fields.into_any()
    };
    let mut lines = vec![
        line(t.date.into(), format::date(of.date).into_any()),
        line(
            t.duration.into(),
            words::minutes(of.minutes.into()).into_any(),
        ),
        line(t.channel.into(), of.channel.map_or_else(none, channel_view)),
        line(
            t.counselor.into(),
            of.counselor.display_name.clone().into_any(),
        ),
        line(t.client.into(), client),
        line(t.counselling_fields.into(), fields),
        line(t.recorded.into(), format::moment(of.created_at).into_any()),
    ];
    if let Some(at) = of.changed_at {
        lines.push(line(t.changed.into(), format::moment(at).into_any()));
    }
    if let Some(id) = of.mail_request_id {
        let link = view! { <a href=paths::mail_request(id)>{t.request}</a> };
        lines.push(line(t.mail_request.into(), link.into_any()));
    }
    lines
}

/// What was answered to master-data fields, or to own ones; what is deactivated too.
fn answers(of: &Monitoring, around: StoredValue<Around>, own: bool) -> Option<AnyView> {
    let questions: Vec<_> = around.with_value(|around| {
        if own {
            around.own.iter().cloned().map(Question::own).collect()
        } else {
            let fields = around.master_data.iter().cloned();
            fields
                .map(|field| Question::of_master_data(field, false))
                .collect()
        }
    });
    let lines: Vec<_> = questions
        .into_iter()
        .filter_map(|question| {
            let answer = question.answer_of(&of.master_data, &of.answers)?;
            let said = question.words(Some(&answer));
            let official = question.official(Some(&answer)).join(" · ");
            let official = (!official.is_empty()).then(|| {
                view! { <small class="monitoring-official">{official}</small> }
            });
            let value = view! { {said} {official} }.into_any();
            Some(line(question.label(), value))
        })
        .collect();
    let (id, title) = if own {
        ("monitoring-own", words::t().own)
    } else {
        ("monitoring-master-data", words::t().master_data)
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="sect" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <dl class="kv">{lines}</dl>
            </section>
        }
        .into_any()
    })
}

fn remark(of: &Monitoring) -> Option<AnyView> {
    let remark = of.remark.clone()?;
    let view = view! {
        <section class="sect" aria-labelledby="monitoring-remark">
            <h2 id="monitoring-remark">{words::t().remark}</h2>
            <p class="pre">{remark}</p>
        </section>
    };
    Some(view.into_any())
}

fn back() -> AnyView {
    view! { <Back href=last_list() word=|| shell::t().monitorings /> }.into_any()
}
