//! Planned work in the person's own calendar.

use super::{Effect, State};
use desk_api::{NoticeId, NoticeKind, NoticeState};
use desk_view::CalendarStep;

impl State {
    /// Of what is planned and has not begun; the calendar asks the person itself before it keeps anything.
    pub(super) fn add_to_calendar(&mut self, id: NoticeId) -> Vec<Effect> {
        let is_ahead = |kind, state| kind == NoticeKind::Planned && state == NoticeState::Scheduled;
        let Some(notice) = self.notices.get(&id).filter(|notice| is_ahead(notice.kind, notice.state)) else { return Vec::new() };
        if self.calendar.insert(id, CalendarStep::Opening) == Some(CalendarStep::Opening) {
            return Vec::new();
        }
        vec![Effect::AddToCalendar(Box::new(notice.clone()))]
    }

    /// The calendar has it, or nothing here takes it. Nobody is told who has closed the window since.
    pub(super) fn in_calendar(&mut self, id: NoticeId, opened: bool) -> Vec<Effect> {
        if let Some(step) = self.calendar.get_mut(&id) {
            *step = if opened { CalendarStep::Opened } else { CalendarStep::Failed };
        }
        Vec::new()
    }
}
