//! Holds back what is to be told while nothing may pop up: a class may be looking at the screen, or be in a test.
//!
//! The machine is asked when there is news, and again from time to time for as long as some waits; so an agent with nothing to
//! tell never wakes for it. What was told is already written down as told: news that waits when the agent ends is not told later,
//! and shows as unread in the tray and in the list. The welcome alone is written down when its moment has come.

use crate::{
    Host, Quiet,
    state::{Event, News},
};
use std::time::Duration;
use tokio::{
    sync::{mpsc, watch},
    time::sleep,
};

/// How often the machine is asked again while news waits. What waited is told this much later at most.
const ASK_AGAIN: Duration = Duration::from_secs(20);

/// Passes news on as soon as it may be told, for as long as there is somebody to tell. `all_may` is the person's wish to be told while
/// others look at the screen.
pub(super) async fn tell<H: Host>(
    host: H,
    mut news: mpsc::UnboundedReceiver<News>,
    events: mpsc::UnboundedSender<Event>,
    outages_may: bool,
    all_may: watch::Receiver<bool>,
) {
    let mut held = Held { outages_may, ..Held::default() };
    loop {
        tokio::select! {
            biased;
            more = news.recv() => match more {
                Some(more) => held.add(more),
                None => return,
            },
            () = sleep(ASK_AGAIN), if !held.waiting.is_empty() => {}
        }
        while let Ok(more) = news.try_recv() {
            held.add(more);
        }
        let quiet = host.quiet().await.filter(|quiet| *quiet == Quiet::Testing || !*all_may.borrow());
        for told in held.let_go(quiet) {
            events.send(Event::MayTell(told)).ok();
        }
    }
}

/// News that waits.
#[derive(Default)]
struct Held {
    waiting: Vec<News>,
    /// Some of it had to wait already.
    had_to_wait: bool,
    outages_may: bool,
}

impl Held {
    /// Newer news about the same thing takes the place of older.
    fn add(&mut self, news: News) {
        self.waiting.retain(|older| older.about() != news.about());
        self.waiting.push(news);
    }

    /// What may be told now. What had to wait is told at once.
    fn let_go(&mut self, quiet: Option<Quiet>) -> Vec<Vec<News>> {
        match quiet {
            None => {
                let all = std::mem::take(&mut self.waiting);
                if std::mem::take(&mut self.had_to_wait) { vec![all] } else { one_by_one(all) }
            }
            Some(quiet) => {
                let may = |news: &News| self.outages_may && quiet == Quiet::Presenting && news.is_outage();
                let (told, waiting) = std::mem::take(&mut self.waiting).into_iter().partition(may);
                self.waiting = waiting;
                self.had_to_wait |= !self.waiting.is_empty();
                one_by_one(told)
            }
        }
    }
}

fn one_by_one(all: Vec<News>) -> Vec<Vec<News>> {
    all.into_iter().map(|news| vec![news]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{notice, notice_id, ticket_id};
    use desk_api::TicketId;

    fn said(id: TicketId, text: &str) -> News {
        News::Said { id, name: "Devon Park".to_owned(), text: text.to_owned() }
    }

    fn outage() -> News {
        News::Outage(Box::new(notice(notice_id(1))))
    }

    fn with(outages_may: bool, news: Vec<News>) -> Held {
        let mut held = Held { outages_may, ..Held::default() };
        for news in news {
            held.add(news);
        }
        held
    }

    #[test]
    fn with_nothing_against_it_each_thing_is_told_by_itself() {
        let news = vec![said(ticket_id(1), "On my way."), outage()];

        assert_eq!(with(false, news.clone()).let_go(None), one_by_one(news));
    }

    #[test]
    fn what_had_to_wait_is_told_at_once() {
        let news = vec![said(ticket_id(1), "On my way."), outage()];
        let mut held = with(false, news.clone());

        assert!(held.let_go(Some(Quiet::Presenting)).is_empty());
        assert_eq!(held.let_go(None), [news]);
        assert!(held.waiting.is_empty());
    }

    #[test]
    fn of_one_thing_the_last_word_is_told() {
        let mut held = with(false, vec![said(ticket_id(1), "On my way."), said(ticket_id(1), "I am here.")]);

        held.let_go(Some(Quiet::Testing));

        assert_eq!(held.let_go(None), [vec![said(ticket_id(1), "I am here.")]]);
    }

    #[test]
    fn an_outage_gets_through_where_the_district_wants_it_and_never_into_a_test() {
        for (may, quiet, expected) in
            [(true, Quiet::Presenting, vec![outage()]), (true, Quiet::Testing, vec![]), (false, Quiet::Presenting, vec![])]
        {
            let mut held = with(may, vec![said(ticket_id(1), "On my way."), outage()]);

            assert_eq!(held.let_go(Some(quiet)), one_by_one(expected), "{may} {quiet:?}");
        }
    }
}
