//! Solving what the server asks of strangers, a little at a time: the page stays alive meanwhile.

use crate::http::{RequestBuilder, Response};
use crate::{CallResult, Client, read};
use domain::{
    problem::ProblemCode,
    proofs_of_work::{PROOF_HEADER, ProofChallenge, Puzzle, proof},
};

/// So many tries at a time: a slow phone needs some fifty milliseconds for them.
const AT_A_TIME: u64 = 2_000;

impl Client {
    /// A challenge of the facility `slug`.
    pub async fn read_proof_challenge(&self, slug: &str) -> CallResult<ProofChallenge> {
        let path = format!("/facilities/{slug}/proof-challenge");
        Ok(read(self.get(&path).send().await?).await?.json().await?)
    }

    /// Sends it with a solved challenge; once more with another one where that came too late.
    pub(crate) async fn send_proven(
        &self,
        slug: &str,
        request: RequestBuilder,
    ) -> CallResult<Response> {
        let again = request.try_clone();
        match self.send_with_proof(slug, request).await {
            Err(error) if error.code() == Some(ProblemCode::ProofVoid) => match again {
                Some(again) => self.send_with_proof(slug, again).await,
                None => Err(error),
            },
            result => result,
        }
    }

    async fn send_with_proof(&self, slug: &str, request: RequestBuilder) -> CallResult<Response> {
        let challenge = self.read_proof_challenge(slug).await?;
        let request = request.header(PROOF_HEADER, solved(&challenge).await);
        read(request.send().await?).await
    }
}

/// What solves a challenge, as it is sent.
pub async fn solved(challenge: &ProofChallenge) -> String {
    let puzzle = Puzzle::of(&challenge.challenge, challenge.bits);
    let mut from = 0;
    loop {
        if let Some(nonce) = puzzle.solve(from, AT_A_TIME) {
            return proof(&challenge.challenge, nonce);
        }
        from += AT_A_TIME;
        breathe().await;
    }
}

/// Lets the page do what is waiting.
#[cfg(target_arch = "wasm32")]
async fn breathe() {
    use wasm_bindgen::{JsCast, JsValue};
    let pause = js_sys::Promise::new(&mut |resolve, _| {
        let set = js_sys::Reflect::get(&js_sys::global(), &"setTimeout".into()).ok();
        let set = set.and_then(|set| set.dyn_into::<js_sys::Function>().ok());
        let waits = set.map(|set| set.call1(&JsValue::UNDEFINED, &resolve).is_ok());
        if waits != Some(true) {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It is only ever resolved.
    let _ = wasm_bindgen_futures::JsFuture::from(pause).await;
}

/// Lets others run.
#[cfg(not(target_arch = "wasm32"))]
async fn breathe() {
    let mut is_second = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut is_second, true) {
            return std::task::Poll::Ready(());
        }
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
