//! A home that takes no files, because it is read-only or its disk is full: the agent has a tray all the same, which says how to get
//! help, and begins by itself as soon as it can keep what people write.

use crate::{ask::Ask, here::Here, options::Where, say::say_why_not, screen::by_phone, system::asked_to_end, toast::Toasts, tray::Tray};
use anyhow::Context;
use desk_outbox::{Opened, Outbox};
use desk_platform::Instance;
use desk_view::{
    Item, Menu, Place, Request, TrayIcon,
    words::{Arg, Words},
};
use std::{future, pin::pin, time::Duration};
use tokio::sync::mpsc;

/// How soon it is tried again, and how long at most between two attempts: a home on the network may come a moment after its person.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(60);

/// What is kept there, and whether all of it was whole.
type Kept = (Outbox, Opened);

/// Where everything is, once it can be kept there. `None` where the agent was told to end before.
///
/// # Errors
/// When the account has no home any more.
pub(crate) async fn wait_for(at: &Where, here: Here, instance: &mut Instance) -> anyhow::Result<Option<(Here, Kept)>> {
    match open(&here).await {
        Ok(kept) => return Ok(Some((here, kept))),
        Err(why) => say_why_not(&format!("deskside-agent: nothing can be kept here, which is tried again: {why:#}")),
    }
    let (clicked, mut clicks) = mpsc::unbounded_channel();
    let ask = Ask::new(move |request| drop(clicked.send(request)));
    let sign = Sign::put_up(&here, ask);
    let mut end = pin!(async {
        if asked_to_end().await.is_err() {
            // It will not be noticed, and the program is ended as one is that does not listen.
            future::pending::<()>().await;
        }
    });
    let mut rest = FIRST_REST;
    loop {
        let wants = tokio::select! {
            () = tokio::time::sleep(rest) => Wants::Nothing,
            Some(request) = clicks.recv() => if matches!(request, Request::Quit) { Wants::End } else { Wants::Help },
            Some(_) = instance.requests.recv() => Wants::Help,
            () = &mut end => Wants::End,
        };
        match wants {
            Wants::Nothing => rest = (rest * 2).min(LONGEST_REST),
            Wants::Help => sign.say(&here),
            Wants::End => return Ok(None),
        }
        // A home that came late may hold what this computer was set up with.
        let now = Here::look(at).context("finding a place for the agent's files")?;
        if let Ok(kept) = open(&now).await {
            return Ok(Some((now, kept)));
        }
    }
}

/// What is asked of an agent that cannot begin.
enum Wants {
    Nothing,
    Help,
    End,
}

async fn open(here: &Here) -> anyhow::Result<Kept> {
    here.paths.make()?;
    Outbox::open(here.paths.data()).await.context("opening the outbox")
}

/// The tray meanwhile, and what a click on it says.
struct Sign {
    words: Words,
    toasts: Toasts,
    _tray: Tray,
}

impl Sign {
    fn put_up(here: &Here, ask: Ask) -> Self {
        let words = here.words();
        let tray = Tray::start(ask.clone());
        tray.show(&menu(here, &words));
        Self { toasts: Toasts::start(ask, None, words.say("toast-open")), words, _tray: tray }
    }

    fn say(&self, here: &Here) {
        let title = self.words.say("home-title");
        self.toasts.show(&by_phone(title, &self.words, here.policy.policy.phone.as_deref(), &here.computer));
    }
}

fn menu(here: &Here, words: &Words) -> Menu {
    let says = |label| Item::Says { label };
    let policy = &here.policy.policy;
    let mut items = vec![
        Item::Entry { label: words.say("tray-help"), does: Request::Open { place: Place::Help } },
        Item::Line,
        says(words.say("home-title")),
    ];
    items.extend(policy.phone.as_deref().map(|phone| says(words.say_with("sent-call", &[("ext", Arg::Text(phone))]))));
    items.push(says(words.say_with("tray-device", &[("name", Arg::Text(&here.computer))])));
    if policy.allow_quit.unwrap_or(true) {
        items.extend([Item::Line, Item::Entry { label: words.say("tray-quit"), does: Request::Quit }]);
    }
    Menu { icon: TrayIcon::Offline, tooltip: words.say("home-tip"), items }
}
