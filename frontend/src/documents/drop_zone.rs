//! Where files are chosen, or dropped.

use super::uploads::Uploads;
use crate::{
    i18n::documents as words,
    ui::{
        Button,
        icon::{self, icon_lg},
    },
};
use leptos::{html::Input, prelude::*};
use web_sys::{DragEvent, File, FileList};

#[component]
pub fn DropZone(uploads: Uploads) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let over = RwSignal::new(false);
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            uploads.add(files(input.files()));
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        uploads.add(files(event.data_transfer().and_then(|data| data.files())));
    };
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <div
            class="drop"
            data-over=move || over.get().then_some("")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {icon_lg(icon::UPLOAD)}
            <span>{move || words::t().drop}</span>
            <Button on_click=choose>{move || words::t().choose}</Button>
            <small>{move || words::t().limit}</small>
            <input
                node_ref=input
                type="file"
                multiple
                hidden
                aria-label=move || words::t().choose
                on:change=chosen
            />
        </div>
    }
    .into_any()
}

/// The files of a list.
pub fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}
