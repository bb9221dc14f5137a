//! The first word to somebody whom the district's policy enrolled: she set nothing up and has never seen the bell.

use super::{Effect, Freshness, News, State};

impl State {
    /// Told once for each account, as soon as the desk knows it and has a name to go by. Whoever has a request knows the way.
    pub(super) fn welcome(&mut self) -> Vec<Effect> {
        let is_enrolled = !self.settings.joins_by_code && self.tickets_state == Freshness::Heard && self.profile.is_some();
        let has_asked = !self.tickets.is_empty() || self.outgoing.iter().next().is_some();
        if !is_enrolled || has_asked || self.preferences.welcomed || std::mem::replace(&mut self.is_welcoming, true) {
            return Vec::new();
        }
        vec![Effect::Tell(News::Welcome)]
    }

    /// It is on the disk that she was welcomed before she is: whenever the agent ends, it is not said twice. Until then it waits for as
    /// many starts as it must.
    pub(super) fn welcome_first_noted(&mut self, all: Vec<News>) -> Vec<Effect> {
        self.preferences.welcomed = true;
        vec![Effect::NoteWelcome { then: all }]
    }
}
