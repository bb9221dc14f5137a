//! Where the log goes: a file a day in the log folder, a week of them kept, and stderr for whoever asked for it.
//!
//! No line holds words of people's, names or tokens; the crates that write lines see to that at each. Libraries say only what
//! somebody must act on.

use anyhow::Context;
use desk_platform::Paths;
use std::{io::IsTerminal, panic};
use tracing::{Level, level_filters::LevelFilter};
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::{Layer, filter::Targets, fmt, layer::SubscriberExt, util::SubscriberInitExt};

const KEPT_DAYS: usize = 7;
/// Our own crates, whose lines are worth more than those of libraries.
const OURS: [&str; 9] =
    ["desk_agent", "desk_api", "desk_capture", "desk_client", "desk_engine", "desk_outbox", "desk_platform", "desk_report", "desk_view"];

/// Begins to log: to files whose names begin with `name`, and at `on_stderr` to stderr as well.
///
/// # Errors
/// When the files cannot be written, or something logs already.
pub(crate) fn begin(paths: &Paths, name: &str, on_stderr: LevelFilter) -> anyhow::Result<()> {
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(KEPT_DAYS)
        .build(paths.log())
        .context("opening the log file")?;
    let in_files = on_stderr.max(LevelFilter::INFO);
    let is_terminal = std::io::stderr().is_terminal();
    tracing_subscriber::registry()
        .with(fmt::layer().with_writer(files).with_ansi(false).with_filter(up_to(in_files)))
        .with(fmt::layer().with_writer(std::io::stderr).with_ansi(is_terminal).with_target(false).with_filter(up_to(on_stderr)))
        .try_init()
        .context("beginning to log")?;
    log_panics();
    Ok(())
}

fn up_to(level: LevelFilter) -> Targets {
    let libraries = level.min(LevelFilter::from_level(Level::WARN));
    Targets::new().with_default(libraries).with_targets(OURS.map(|target| (target, level)))
}

/// Says where a part came to grief; not with which words, because they may be somebody's. So the usual hook, which says them on stderr
/// and thereby in the session's log, has no part in it.
fn log_panics() {
    panic::set_hook(Box::new(|what| {
        let place = what.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a part of the agent came to grief");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_say_only_what_somebody_must_act_on() {
        let debug = up_to(LevelFilter::DEBUG);
        let off = up_to(LevelFilter::OFF);

        assert!(debug.would_enable("desk_agent::tray", &Level::DEBUG));
        assert!(!debug.would_enable("zbus::connection", &Level::INFO));
        assert!(debug.would_enable("zbus::connection", &Level::WARN));
        assert!(!off.would_enable("desk_agent::tray", &Level::ERROR));
    }
}
