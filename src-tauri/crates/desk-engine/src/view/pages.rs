//! All the window shows, as one value.

use super::{
    help::help,
    rows::requests,
    settings::{settings, setup},
    thread::thread,
};
use crate::state::State;
use desk_api::{Notice, NoticeKind, NoticeState};
use desk_view::{Around, NoticeCard, Place, View, words::Words};

/// The view, counted as `revision`.
pub(crate) fn view(state: &State, words: &Words, revision: u64) -> View {
    View {
        revision,
        around: around(state),
        place: state.place,
        help: help(state, words),
        requests: requests(state),
        thread: match state.place {
            Place::Ticket { id } => thread(state, id),
            Place::Help | Place::Requests | Place::Notice { .. } | Place::Settings | Place::Setup | Place::Welcome => None,
        },
        notices: notices(state),
        settings: (state.place == Place::Settings).then(|| settings(state)),
        setup: setup(state),
    }
}

/// Whether a window that shows `before` gains anything by `after`. Time alone is no news, and neither is what was typed there.
pub(crate) fn is_news(before: &View, after: &View) -> bool {
    let mut like = after.clone();
    like.revision = before.revision;
    like.around.now = before.around.now;
    if like.help.text_revision == before.help.text_revision {
        like.help.text.clone_from(&before.help.text);
    }
    if let (Some(like), Some(before)) = (&mut like.thread, &before.thread)
        && like.id == before.id
        && like.reply_revision == before.reply_revision
    {
        like.reply.clone_from(&before.reply);
    }
    like != *before
}

fn around(state: &State) -> Around {
    let settings = &state.settings;
    let profile = state.profile.as_ref();
    Around {
        language: state.language().tag().to_owned(),
        theme: state.theme(),
        os: settings.os,
        time_zone: settings.time_zone.iana_name().unwrap_or("UTC").to_owned(),
        now: state.now,
        online: state.is_online(),
        locked: state.is_locked,
        first_name: settings.first_name.clone(),
        school: profile.map(|profile| profile.name.clone()),
        phone: profile.and_then(|profile| profile.phone.clone()).or_else(|| settings.phone.clone()),
        manager: profile.and_then(|profile| profile.manager.as_ref()).map(|manager| manager.name.clone()),
        team: profile.map(|profile| profile.team.clone()).unwrap_or_default(),
        unread: state.unread(),
        computer: settings.computer.clone(),
        asset_tag: settings.asset_tag.clone(),
        room: settings.room.clone(),
        building: settings.building.clone(),
    }
}

/// Worst first, then newest first.
fn notices(state: &State) -> Vec<NoticeCard> {
    let is_over = |notice: &Notice| notice.state == NoticeState::Resolved && state.over.contains(&notice.id);
    let mut notices: Vec<&Notice> = state.notices.values().filter(|notice| !is_over(notice)).collect();
    notices.sort_by_key(|notice| (badness(notice), std::cmp::Reverse(notice.starts_at)));
    let cards = notices.into_iter().map(|notice| NoticeCard {
        owner_first_name: notice.owner.as_deref().map(super::first_name),
        joined: notice.affects_me || state.joining.contains(&notice.id) || state.outgoing.has_joined(notice.id),
        still: notice.state == NoticeState::Resolved && state.help.draft.still == Some(notice.id),
        calendar: state.calendar.get(&notice.id).copied().unwrap_or_default(),
        notice: notice.clone(),
    });
    cards.collect()
}

fn badness(notice: &Notice) -> u8 {
    match (notice.state, notice.kind) {
        (NoticeState::Active, NoticeKind::Major) => 0,
        (NoticeState::Active, NoticeKind::Degraded) => 1,
        (NoticeState::Active, NoticeKind::Planned) => 2,
        (NoticeState::Scheduled, _) => 3,
        (NoticeState::Resolved, _) => 4,
    }
}
