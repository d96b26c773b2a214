//! Whether browser, camera, microphone and network are ready, and what helps where they are not.

use super::devices::{self, Browser, Stream, Trouble};
use crate::{
    i18n::video as words,
    ui::{
        Button, dom,
        icon::{self, icon},
    },
};
use leptos::{prelude::*, task::spawn_local};

/// The id of one's own picture.
const PICTURE: &str = "video-preview";

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Untried,
    Trying,
    Good,
    Warned,
    Bad(Trouble),
    Unreachable,
}

/// What is tried out. Camera and microphone are switched off when the page goes.
#[derive(Clone, Copy)]
pub struct Checks {
    camera: RwSignal<Standing>,
    microphone: RwSignal<Standing>,
    network: RwSignal<Standing>,
    stream: StoredValue<Option<Stream>, LocalStorage>,
    shows: RwSignal<bool>,
}

impl Checks {
    /// Nothing is tried but what asks nobody.
    pub fn new(domain: Option<String>) -> Self {
        let checks = Self {
            camera: RwSignal::new(Standing::Untried),
            microphone: RwSignal::new(Standing::Untried),
            network: RwSignal::new(Standing::Untried),
            stream: StoredValue::new_local(None),
            shows: RwSignal::new(false),
        };
        if let Some(domain) = domain {
            checks.network.set(Standing::Trying);
            spawn_local(async move {
                let good = devices::is_reachable(&domain).await;
                checks.network.try_set(if good {
                    Standing::Good
                } else {
                    Standing::Unreachable
                });
            });
        }
        on_cleanup(move || checks.release());
        checks
    }

    /// Switches camera and microphone off.
    pub fn release(self) {
        if let Some(Some(stream)) = self.stream.try_update_value(Option::take) {
            stream.stop();
        }
        self.shows.try_set(false);
    }

    fn try_devices(self) {
        self.release();
        self.camera.set(Standing::Trying);
        self.microphone.set(Standing::Trying);
        spawn_local(async move {
            // Both at once is one question; where that fails, each by itself says which it is.
            if let Ok(stream) = devices::ask(true, true).await {
                self.keep(stream, true);
                self.microphone.try_set(Standing::Good);
                return;
            }
            let heard = devices::ask(false, true).await;
            self.microphone.try_set(match heard {
                Ok(stream) => {
                    stream.stop();
                    Standing::Good
                }
                Err(trouble) => Standing::Bad(trouble),
            });
            match devices::ask(true, false).await {
                Ok(stream) => self.keep(stream, true),
                Err(trouble) => {
                    self.camera.try_set(Standing::Bad(trouble));
                }
            }
        });
    }

    fn keep(self, stream: Stream, shows: bool) {
        if self.camera.is_disposed() {
            // The page has gone meanwhile.
            return stream.stop();
        }
        self.camera.set(Standing::Good);
        self.shows.set(shows);
        let picture = stream.clone();
        self.stream.set_value(Some(stream));
        request_animation_frame(move || {
            if let Some(element) = dom::by_id(PICTURE) {
                picture.show(&element);
            }
        });
    }
}

/// The list, and what tries camera and microphone.
#[component]
pub fn CheckList(
    /// What is tried.
    checks: Checks,
    /// Whether camera and microphone matter.
    with_devices: bool,
) -> impl IntoView {
    let browser = devices::browser();
    let browser_standing = match browser {
        Browser::Good => Standing::Good,
        Browser::Firefox | Browser::Other => Standing::Warned,
        Browser::Old => Standing::Unreachable,
    };
    let of_browser = move |_| match browser {
        Browser::Good => words::t().browser_good,
        Browser::Firefox => words::t().browser_firefox,
        Browser::Other => words::t().browser_other,
        Browser::Old => words::t().browser_old,
    };
    let devices = with_devices.then(|| {
        let again = move || checks.camera.get() != Standing::Untried;
        view! {
            {row(icon::VIDEO, || words::t().camera, checks.camera.into(), |standing| {
                device(standing, words::t().camera_good)
            })}
            {row(icon::MIC, || words::t().microphone, checks.microphone.into(), |standing| {
                device(standing, words::t().microphone_good)
            })}
            <li class="lobby-try">
                {move || checks.shows.get().then(|| view! {
                    <video
                        id=PICTURE
                        class="lobby-picture"
                        autoplay
                        muted
                        playsinline
                        aria-label=move || words::t().preview
                    ></video>
                })}
                <Button on_click=move |()| checks.try_devices()>
                    {move || if again() { words::t().try_again } else { words::t().try_devices }}
                </Button>
            </li>
        }
    });
    view! {
        <section class="stack stack-2" aria-labelledby="video-checks">
            <h2 id="video-checks">{move || words::t().checks}</h2>
            <ul class="lobby-checks" aria-live="polite">
                {row(icon::MONITOR, || words::t().browser, Signal::stored(browser_standing), of_browser)}
                {row(icon::SHIELD_CHECK, || words::t().network, checks.network.into(), |standing| match standing {
                    Standing::Good => words::t().network_good,
                    Standing::Trying | Standing::Untried => words::t().trying,
                    _ => words::t().network_bad,
                })}
                {devices}
            </ul>
        </section>
    }
    .into_any()
}

fn device(standing: Standing, good: &'static str) -> &'static str {
    match standing {
        Standing::Untried => words::t().not_tried,
        Standing::Trying => words::t().trying,
        Standing::Good | Standing::Warned => good,
        Standing::Bad(Trouble::Refused) => words::t().refused,
        Standing::Bad(Trouble::Missing) | Standing::Unreachable => words::t().missing,
        Standing::Bad(Trouble::Taken) => words::t().taken,
    }
}

fn row(
    shape: &'static str,
    name: fn() -> &'static str,
    standing: Signal<Standing>,
    text: impl Fn(Standing) -> &'static str + Send + Sync + 'static,
) -> AnyView {
    let mark = move || {
        let (mark, shape) = match standing.get() {
            Standing::Good => ("good", icon::CIRCLE_CHECK),
            Standing::Warned => ("warn", icon::TRIANGLE_ALERT),
            Standing::Bad(_) | Standing::Unreachable => ("bad", icon::CIRCLE_ALERT),
            Standing::Untried => ("untried", icon::CIRCLE_DASHED),
            Standing::Trying => ("untried", icon::HOURGLASS),
        };
        view! { <span class="lobby-mark" data-mark=mark>{icon(shape)}</span> }
    };
    view! {
        <li class="lobby-check">
            {icon(shape)}
            <div>
                <b>{move || name()}</b>
                <p class="small muted">{move || text(standing.get())}</p>
            </div>
            {mark}
        </li>
    }
    .into_any()
}

/// What helps.
#[component]
pub fn Help() -> impl IntoView {
    type Word = fn() -> &'static str;
    let parts: [(Word, Word); 4] = [
        (|| words::t().no_picture, || words::t().no_picture_help),
        (|| words::t().no_sound, || words::t().no_sound_help),
        (|| words::t().echo, || words::t().echo_help),
        (|| words::t().not_let_in, || words::t().not_let_in_help),
    ];
    let parts = parts.map(|(title, text)| {
        view! {
            <details class="help-part">
                <summary>{move || title()}</summary>
                <p>{move || text()}</p>
            </details>
        }
    });
    view! {
        <section class="stack stack-2" aria-labelledby="video-help">
            <h2 id="video-help">{move || words::t().help}</h2>
            <div>{parts}</div>
        </section>
    }
    .into_any()
}
