//! The tray.

use crate::state::{Freshness, State};
use desk_api::{Notice, NoticeKind, NoticeState};
use desk_view::{
    Item, Menu, Place, Request, TrayIcon,
    words::{Arg, Words},
};

/// The tray as it should be.
pub(crate) fn menu(state: &State, words: &Words) -> Menu {
    let unread = state.unread();
    let outages: Vec<&Notice> = state.notices.values().filter(|notice| is_outage(notice)).collect();
    let (icon, tooltip) = if unread > 0 {
        (TrayIcon::Attention, words.say_with("tray-tip-attn", &[("n", Arg::Count(i64::from(unread)))]))
    } else if !outages.is_empty() {
        (TrayIcon::Outage, words.say("tray-tip-outage"))
    } else if !state.is_online() {
        (TrayIcon::Offline, words.say("tray-tip-off"))
    } else if state.is_locked {
        (TrayIcon::Offline, words.say("tray-tip-locked"))
    } else {
        (TrayIcon::Idle, words.say("tray-tip-idle"))
    };

    let mut items = vec![opens(words.say("tray-help"), Place::Help), opens(my_requests(unread, words), Place::Requests)];
    items.extend(not_set_up(state, words));
    items.push(Item::Line);
    items.extend(status(state, &outages, words));
    items.push(Item::Says { label: words.say_with("tray-device", &[("name", Arg::Text(&state.settings.computer))]) });
    items.extend([Item::Line, opens(words.say("tray-settings"), Place::Settings)]);
    if state.settings.may_quit {
        items.extend([Item::Entry { label: words.say("tray-quit"), does: Request::Quit }]);
    }
    Menu { icon, tooltip, items }
}

/// What a computer says that no help desk knows.
fn not_set_up(state: &State, words: &Words) -> Vec<Item> {
    if !state.needs_setup() {
        return Vec::new();
    }
    let phone = state.settings.phone.as_deref();
    let call = phone.map(|phone| words.say_with("sent-call", &[("ext", Arg::Text(phone))]));
    let said = [Some(words.say("none-title")), call].into_iter().flatten().map(|label| Item::Says { label });
    std::iter::once(Item::Line).chain(said).collect()
}

/// Whether something near this computer does not work, or works badly.
pub(super) fn is_outage(notice: &Notice) -> bool {
    notice.state == NoticeState::Active && notice.kind != NoticeKind::Planned
}

fn opens(label: String, place: Place) -> Item {
    Item::Entry { label, does: Request::Open { place } }
}

fn my_requests(unread: u32, words: &Words) -> String {
    let label = words.say("tray-requests");
    match unread {
        0 => label,
        n => format!("{label} ({})", words.say_with("nav-new", &[("n", Arg::Count(i64::from(n)))])),
    }
}

/// How things are, as far as anybody knows: silence where nobody was heard yet.
fn status(state: &State, outages: &[&Notice], words: &Words) -> Vec<Item> {
    if outages.is_empty() {
        let key = match (state.is_online(), state.notices_state) {
            (false, _) => "tray-off",
            (true, _) if state.is_locked => "tray-locked",
            (true, Freshness::Heard) => "tray-status",
            (true, Freshness::Unheard | Freshness::Failed) => return Vec::new(),
        };
        return vec![Item::Says { label: words.say(key) }];
    }
    let mut items = Vec::new();
    for notice in outages {
        items.push(opens(notice.title.clone(), Place::Notice { id: notice.id }));
        if let Some(back_by) = notice.back_by {
            let time = words.moment(back_by, state.now, &state.settings.time_zone);
            items.push(Item::Says { label: words.say_with("out-by", &[("time", Arg::Text(&time))]) });
        }
    }
    items
}
