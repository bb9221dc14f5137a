//! What a technician does, at once and whatever the weather.

use super::{
    FakeDesk,
    world::{change, message},
};
use desk_api::{
    ChangeKind, Contact, EventKind, HistoryItem, MessageId, Notice, NoticeId, NoticeKind, NoticeState, Role, Status, TicketId,
    TicketThread, Tip, TipId,
};
use jiff::Timestamp;

/// The technician.
const DEVON: &str = "Devon Clark";

impl FakeDesk {
    /// Devon is on it.
    pub fn staff_takes(&self, ticket: TicketId) {
        self.change(ticket, take);
    }

    /// Devon writes.
    pub fn staff_answers(&self, ticket: TicketId, body: &str) {
        self.change(ticket, |thread, at| {
            take(thread, at);
            say(thread, at, body);
        });
    }

    /// Devon asks something.
    pub fn staff_asks(&self, ticket: TicketId, body: &str) {
        self.change(ticket, |thread, at| {
            take(thread, at);
            thread.ticket.status = Status::WaitingOnRequester;
            say(thread, at, body);
        });
    }

    /// Devon asks whether it is fixed.
    pub fn staff_thinks_it_is_fixed(&self, ticket: TicketId, body: &str) {
        self.change(ticket, |thread, at| {
            take(thread, at);
            thread.ticket.status = Status::Resolved;
            thread.ticket.status_since = at;
            thread.ticket.next_update_by = None;
            say(thread, at, body);
            thread.history.push(change(at, Some(DEVON), ChangeKind::AskedIfFixed));
        });
    }

    /// Facilities have it now.
    pub fn staff_hands_off(&self, ticket: TicketId) {
        self.change(ticket, |thread, at| {
            thread.ticket.status = Status::InProgress;
            thread.ticket.department = Some("Facilities".to_owned());
            thread.ticket.department_contact = Some(Contact { name: "Rosa Lima".to_owned(), phone: Some("2210".to_owned()) });
            thread.history.push(change(at, Some(DEVON), ChangeKind::HandedOff { department: "Facilities".to_owned() }));
        });
    }

    /// Something is down everywhere, from now on.
    pub fn staff_posts(&self, title: &str, back_by: Option<Timestamp>) -> NoticeId {
        let id = NoticeId::new();
        let mut world = self.world();
        let now = world.tick();
        let notice = Notice {
            id,
            title: title.to_owned(),
            kind: NoticeKind::Major,
            state: NoticeState::Active,
            places: Vec::new(),
            meanwhile: None,
            owner: Some(DEVON.to_owned()),
            starts_at: now,
            back_by,
            next_update_by: None,
            resolved_at: None,
            updated_at: now,
            affected: 0,
            affects_me: false,
            updates: Vec::new(),
        };
        world.notices.insert(id, notice);
        world.say(EventKind::Notice { notice_id: id }, None);
        drop(world);
        self.notify();
        id
    }

    /// It takes until then.
    pub fn staff_moves(&self, id: NoticeId, back_by: Timestamp) {
        self.change_notice(id, |notice, _| notice.back_by = Some(back_by));
    }

    /// It is over.
    pub fn staff_ends(&self, id: NoticeId) {
        self.change_notice(id, |notice, now| {
            notice.state = NoticeState::Resolved;
            notice.resolved_at = Some(now);
        });
    }

    /// A tip for whoever writes about one of `topics`.
    pub fn staff_offers(&self, title: &str, body: &str, topics: &[&str]) -> TipId {
        let id = TipId::new();
        let topics = topics.iter().map(|&topic| topic.to_owned()).collect();
        let tip = Tip { id, title: title.to_owned(), body: body.to_owned(), topics, helped: 0, helped_me: false };
        self.world().tips.insert(id, tip);
        id
    }

    fn change(&self, ticket: TicketId, how: impl FnOnce(&mut TicketThread, Timestamp)) {
        self.world().change(ticket, how);
        self.notify();
    }

    fn change_notice(&self, id: NoticeId, how: impl FnOnce(&mut Notice, Timestamp)) {
        let mut world = self.world();
        let now = world.tick();
        let notice = world.notices.get_mut(&id).expect("the notice is there");
        how(notice, now);
        notice.updated_at = now;
        world.say(EventKind::Notice { notice_id: id }, None);
        drop(world);
        self.notify();
    }
}

fn take(thread: &mut TicketThread, at: Timestamp) {
    thread.ticket.status = Status::InProgress;
    if thread.ticket.assignee.is_none() {
        thread.ticket.assignee = Some(DEVON.to_owned());
        thread.history.push(change(at, Some(DEVON), ChangeKind::Taken));
    }
}

fn say(thread: &mut TicketThread, at: Timestamp, body: &str) {
    thread.history.push(HistoryItem::Message(message(MessageId::new(), DEVON, Role::Staff, body.to_owned(), Vec::new(), at)));
}
