//! One small file for each thing the device is asked, and what they share.

mod account;
mod agent;
mod audio;
mod check;
mod clock;
mod disks;
mod displays;
mod graphics;
mod machine;
mod memory;
mod network;
mod place;
mod power;
mod printer;
mod processor;
mod system;
mod wifi;

pub use machine::serial_number;

use crate::Context;
use desk_api::report::{FactValue, Reading};
use std::future::{Future, ready};
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::oneshot;

/// For what the system holds in memory.
const AT_ONCE: Duration = Duration::from_millis(500);
/// For another program's answer.
const SOON: Duration = Duration::from_millis(1_500);
/// For the network's.
const IN_A_WHILE: Duration = Duration::from_millis(2_000);

/// One thing the device is asked.
pub(crate) struct Probe {
    /// Where its findings come from unless one says otherwise.
    pub(crate) source: &'static str,
    /// What it has to answer.
    pub(crate) keys: &'static [&'static str],
    /// How long it may take.
    pub(crate) patience: Duration,
    /// Asks.
    pub(crate) run: Pin<Box<dyn Future<Output = Vec<Finding>> + Send>>,
}

/// One answer.
pub(crate) struct Finding {
    pub(crate) key: &'static str,
    pub(crate) of: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) reading: Reading,
}

/// All probes of this system.
pub(crate) fn all(context: &Context) -> Vec<Probe> {
    vec![
        account::probe(context),
        place::probe(context),
        agent::probe(context),
        machine::names(),
        machine::asset_tag(context),
        system::probe(),
        clock::probe(),
        processor::probe(),
        memory::probe(),
        disks::probe(),
        power::probe(),
        displays::probe(),
        graphics::probe(),
        network::probe(),
        wifi::probe(),
        check::gateway(),
        check::dns(context),
        check::help_desk(context),
        printer::probe(),
        audio::probe(),
    ]
}

impl Probe {
    /// Waits for others without blocking.
    pub(crate) fn asking(
        source: &'static str,
        keys: &'static [&'static str],
        patience: Duration,
        run: impl Future<Output = Vec<Finding>> + Send + 'static,
    ) -> Self {
        Self { source, keys, patience, run: Box::pin(run) }
    }

    /// Reads what the system holds, on a thread of its own.
    pub(crate) fn reading(
        source: &'static str,
        keys: &'static [&'static str],
        read: impl FnOnce() -> Vec<Finding> + Send + 'static,
    ) -> Self {
        Self::asking(source, keys, AT_ONCE, async { on_a_thread(read).await.unwrap_or_default() })
    }

    /// Passes on what is known already.
    pub(crate) fn given(source: &'static str, keys: &'static [&'static str], findings: Vec<Finding>) -> Self {
        Self::asking(source, keys, AT_ONCE, ready(findings))
    }
}

impl Finding {
    /// Which one, where there are several.
    pub(crate) fn of(self, which: impl Into<String>) -> Self {
        Self { of: Some(which.into()), ..self }
    }

    /// Where this one comes from.
    pub(crate) fn from(self, source: impl Into<String>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

/// A value.
pub(crate) fn known(key: &'static str, value: FactValue) -> Finding {
    Finding { key, of: None, source: None, reading: Reading::Known { value } }
}

/// No value, and why.
pub(crate) fn unknown(key: &'static str, because: impl Into<String>) -> Finding {
    Finding { key, of: None, source: None, reading: Reading::Unknown { because: because.into() } }
}

/// A value or why there is none.
pub(crate) fn found(key: &'static str, value: Result<FactValue, String>) -> Finding {
    match value {
        Ok(value) => known(key, value),
        Err(because) => unknown(key, because),
    }
}

/// Words or why there are none.
pub(crate) fn words(key: &'static str, text: Result<String, String>) -> Finding {
    found(key, text.map(FactValue::Text))
}

/// Runs what may block. The thread is left behind when nobody waits any longer; a runtime's own would keep the program from
/// ending. `None` when it gave up.
async fn on_a_thread<T: Send + 'static>(act: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, result) = oneshot::channel();
    std::thread::Builder::new()
        .name("probe".to_owned())
        .spawn(move || {
            // Nobody listens when the deadline came first.
            let _late = done.send(act());
        })
        .inspect_err(|error| tracing::debug!(error = %error, "no thread for a probe"))
        .ok()?;
    result.await.ok()
}
