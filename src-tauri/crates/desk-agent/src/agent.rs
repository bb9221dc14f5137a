//! The agent: everything plugged together, for as long as the person is signed in.

use crate::{
    ask::Ask,
    calendar::Calendar,
    cli::beside_this_program,
    desk::{ThisDesk, help_desk},
    here::Here,
    home,
    host::ThisMachine,
    hotkey::{self, Hears, Presses},
    logs,
    options::{AgentOptions, Way},
    say::{say, say_why_not},
    screen::{NoWindow, Screen},
    system::{asked_to_end, give_memory_back, keep_little_memory, leave_no_core_file},
    toast::Toasts,
    tray::Tray,
    window::{Heard, Window, WindowProgram},
};
use anyhow::{Context, bail};
use clap::Parser;
use desk_engine::{Engine, Input, Settings};
use desk_outbox::{Opened, Outbox};
use desk_platform::{Asked, Claimed, Instance, InstanceError, Network, Paths};
use desk_view::{Place, Request};
use std::{process::ExitCode, sync::Arc, time::Duration};
use tokio::sync::mpsc;

/// How long what still runs on other threads is waited for at the end.
const TIME_TO_END: Duration = Duration::from_secs(1);
/// How long after the window everything that was held for it is let go.
const AFTER_THE_WINDOW: Duration = Duration::from_secs(1);
/// How often an agent that is just ending is asked for its place, and how long between.
const CLAIMS: usize = 20;
const BETWEEN_CLAIMS: Duration = Duration::from_millis(150);

/// Runs the agent until the person or the session ends it.
#[must_use]
pub fn main() -> ExitCode {
    leave_no_core_file();
    keep_little_memory();
    let options = AgentOptions::parse();
    // One thread does everything that waits, and sleeps while nothing happens.
    let ended = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the runtime").and_then(|runtime| {
        let ended = runtime.block_on(run(options));
        runtime.shutdown_timeout(TIME_TO_END);
        ended
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the agent cannot go on");
            say_why_not(&format!("deskside-agent: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(options: AgentOptions) -> anyhow::Result<()> {
    let around = Here::look(&options.place_of_things).context("finding a place for the agent's files")?;
    // Where a home takes no files it is said below; what of the folders can be had tells one agent from another.
    around.paths.make().ok();
    let open = options.open.map(Way::place);
    let Some(mut instance) = claim(&around.paths, open.unwrap_or_default()).await? else { return Ok(()) };
    let Some((here, kept)) = home::wait_for(&options.place_of_things, around, &mut instance).await? else { return Ok(()) };
    let here = Arc::new(here);
    if let Err(error) = logs::begin(&here.paths, "agent", options.log.into()) {
        say_why_not(&format!("deskside-agent: {error:#}"));
    }
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "the agent has started");
    here.log_policy();
    if let Some(why) = &instance.unguarded {
        tracing::warn!(why, "a second start would not be noticed");
    }
    if let Opened::MovedAside { to } = &kept.1 {
        tracing::error!(path = %to.display(), "the outbox was damaged; what could be read of it was kept, and the rest lies aside");
    }

    if options.announce {
        say("ready");
    }
    let program = WindowProgram { path: window_program(&options)?, linger: options.linger };
    let ended = live(&here, kept, program, instance, open).await;
    tracing::info!("the agent has ended");
    ended
}

/// Runs the engine on this machine's screen until it ends, and then what it leaves behind.
async fn live(
    here: &Arc<Here>,
    (outbox, opened): (Outbox, Opened),
    program: WindowProgram,
    instance: Instance,
    open: Option<Place>,
) -> anyhow::Result<()> {
    let (inbox, inputs) = inbox();
    let others = tokio::spawn(listen_to_other_starts(instance, inbox.clone()));
    tokio::spawn(listen_to_the_session(inbox.clone()));
    let ask = Ask::new({
        let inbox = inbox.clone();
        move |request| drop(inbox.send(Input::Ask(request)))
    });
    if let Some(place) = open {
        ask.ask(Request::Open { place });
    }
    let pressed = Ask::new({
        let inbox = inbox.clone();
        move |request| drop(inbox.send(Input::Pressed(request)))
    });
    let to_the_engine = inbox.clone();
    let keys_inbox = inbox.clone();
    let toasts = Toasts::start(pressed, Some(outbox.clone()), here.words().say("toast-open"));
    let (window, window_end) = Window::new(program, hear(inbox, NoWindow::new(here, outbox.clone(), toasts.clone())));
    let desk = help_desk(here).unwrap_or_else(|error| {
        tracing::error!(error = format!("{error:#}"), "the help desk cannot be asked; what is written is kept");
        None
    });
    let presses = Presses::new(ask.clone(), here.words().say("nav-help"));
    hotkey::listen(&here.policy.policy, presses, Hears::new(move |line| drop(keys_inbox.send(Input::Hotkey(line)))));
    let screen = Screen::new(Tray::start(ask), toasts, window);
    let desk = ThisDesk::new(desk);
    tokio::spawn(listen_to_the_network(desk.clone(), to_the_engine));
    Calendar::inside(here.paths.runtime()).clear();
    let host = ThisMachine::new(here).joining(Arc::clone(here), desk.clone());
    let settings = Settings { queue_was_damaged: opened != Opened::Whole, ..here.settings() };
    let ended = Engine::new(desk, host, screen, outbox, settings).run(inputs).await;
    // From here on a new start is the first.
    others.abort();
    if let Err(error) = window_end.await {
        tracing::warn!(%error, "the window could not be ended in order");
    }
    ended.context("keeping what people write")
}

/// What the window says, for the engine.
fn hear(inbox: mpsc::UnboundedSender<Input>, no_window: NoWindow) -> impl Fn(Heard) + Send + 'static {
    move |heard| {
        let input = match heard {
            Heard::Said(frame) => Input::Window(frame),
            Heard::Gone { crashed } => {
                give_memory_back_soon();
                Input::WindowGone { crashed }
            }
            Heard::NotStarted => {
                no_window.say();
                Input::WindowGone { crashed: false }
            }
        };
        drop(inbox.send(input));
    }
}

/// Once the engine has let go of what it held for the window.
fn give_memory_back_soon() {
    tokio::spawn(async {
        tokio::time::sleep(AFTER_THE_WINDOW).await;
        give_memory_back();
    });
}

/// The right to be the agent; `None` where another one took over what this one was started for.
async fn claim(paths: &Paths, place: Place) -> anyhow::Result<Option<Instance>> {
    let place = serde_json::to_string(&place).context("naming the place to open")?;
    for _ in 0..CLAIMS {
        let other = match Instance::claim(paths).await {
            Claimed::First(instance) => return Ok(Some(instance)),
            Claimed::Second(other) => other,
        };
        match other.open(&place).await {
            Ok(()) => return Ok(None),
            Err(InstanceError::Hung) => bail!("Deskside is running and does not answer"),
            // It is just ending, and its place becomes free.
            Err(InstanceError::Gone { source }) => tracing::debug!(%source, "the other agent is ending"),
        }
        tokio::time::sleep(BETWEEN_CLAIMS).await;
    }
    bail!("another Deskside is ending and does not come to it")
}

/// What may come at any pace, and the engine's end of it. No keystroke is dropped on the way.
fn inbox() -> (mpsc::UnboundedSender<Input>, mpsc::Receiver<Input>) {
    let (inbox, mut posted) = mpsc::unbounded_channel();
    let (handed, inputs) = mpsc::channel(16);
    tokio::spawn(async move {
        while let Some(input) = posted.recv().await {
            if handed.send(input).await.is_err() {
                return;
            }
        }
    });
    (inbox, inputs)
}

/// Later starts, and the command line, ask for places. Ends the claim when it is ended.
async fn listen_to_other_starts(mut instance: Instance, inbox: mpsc::UnboundedSender<Input>) {
    while let Some(asked) = instance.requests.recv().await {
        let input = match asked {
            Asked::Open(place) => {
                // Whatever cannot be read is somebody who wants help.
                let place = serde_json::from_str(&place).unwrap_or_default();
                Input::Ask(Request::Open { place })
            }
            Asked::Wake => Input::Hurry,
        };
        inbox.send(input).ok();
    }
}

async fn listen_to_the_session(inbox: mpsc::UnboundedSender<Input>) {
    match asked_to_end().await {
        Ok(()) => drop(inbox.send(Input::Ask(Request::Quit))),
        Err(error) => tracing::warn!(%error, "the session's end will not be noticed"),
    }
}

/// What is connected by the old network is let go before anything is tried on the new one.
async fn listen_to_the_network(desk: ThisDesk, inbox: mpsc::UnboundedSender<Input>) {
    let ended: std::io::Result<()> = async {
        let mut network = Network::watch()?;
        loop {
            let is_there = network.changed().await?;
            tracing::info!(is_there, "the network is another");
            desk.moved();
            drop(inbox.send(Input::Online(is_there)));
        }
    }
    .await;
    if let Err(error) = ended {
        tracing::warn!(%error, "this system does not tell when its network is another; the next attempt finds out");
    }
}

fn window_program(options: &AgentOptions) -> anyhow::Result<std::path::PathBuf> {
    match &options.window {
        Some(path) => std::path::absolute(path).context("finding the window's program"),
        None => beside_this_program("deskside-window").context("finding where this program lies"),
    }
}
