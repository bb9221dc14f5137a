//! What becomes of a ticket when somebody says or does something. Pure: the store asks here and writes what it is told.

use desk_api::{Confirmation, Status, staff::After};
use jiff::Timestamp;

/// The part of a ticket that these rules read and change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    pub(crate) status: Status,
    /// The account name of the technician who has it.
    pub(crate) assignee: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) next_update_by: Option<Timestamp>,
    pub(crate) due: Option<Timestamp>,
    /// How often in a row the promise was moved because nobody had answered.
    pub(crate) delays: u32,
}

impl Standing {
    /// As it is accepted.
    pub(crate) fn new(promise: Timestamp) -> Self {
        Self { status: Status::New, assignee: None, department: None, next_update_by: Some(promise), due: None, delays: 0 }
    }

    /// After its requester wrote. Whoever writes is heard: even a finished ticket opens again, so that no words are lost.
    pub(crate) fn after_reply(&self, promise: Timestamp) -> Self {
        match self.status {
            Status::New | Status::InProgress | Status::OnHold | Status::Unknown => {
                Self { next_update_by: self.next_update_by.or(Some(promise)), ..self.clone() }
            }
            Status::WaitingOnRequester | Status::Resolved | Status::Closed | Status::Cancelled => self.reopened(promise),
        }
    }

    /// After its requester answered "Is it fixed?".
    pub(crate) fn after_confirmation(&self, answer: &Confirmation, promise: Timestamp) -> Self {
        if answer.fixed {
            return self.finished(Status::Closed);
        }
        if answer.someone_else {
            return Self { assignee: None, ..self.clone() }.reopened(promise);
        }
        self.reopened(promise)
    }

    /// After a technician wrote to its requester.
    pub(crate) fn after_answer(&self, then: After, by: &str, promise: Timestamp) -> Self {
        let (status, next_update_by) = match then {
            // "You're welcome" opens nothing again.
            After::Answer if !is_open(self.status) => return self.clone(),
            After::Answer => (Status::InProgress, Some(promise)),
            After::AskQuestion => (Status::WaitingOnRequester, None),
            After::AskIfFixed => (Status::Resolved, None),
        };
        let assignee = self.assignee.clone().or_else(|| self.department.is_none().then(|| by.to_owned()));
        Self { status, assignee, next_update_by, due: None, delays: 0, ..self.clone() }
    }

    /// After a technician took it.
    pub(crate) fn taken(&self, by: &str) -> Self {
        let status = if self.status == Status::New { Status::InProgress } else { self.status };
        Self { status, assignee: Some(by.to_owned()), department: None, ..self.clone() }
    }

    /// After a technician handed it to another department.
    pub(crate) fn handed_off(&self, department: &str, promise: Timestamp) -> Self {
        Self {
            status: Status::InProgress,
            assignee: None,
            department: Some(department.to_owned()),
            next_update_by: self.next_update_by.or(Some(promise)),
            due: None,
            delays: self.delays,
        }
    }

    /// After a technician said that it waits for a part or a visit.
    pub(crate) fn on_hold(&self, due: Option<Timestamp>, promise: Timestamp) -> Self {
        Self { status: Status::OnHold, due, next_update_by: Some(due.unwrap_or(promise)), delays: 0, ..self.clone() }
    }

    /// Back to work.
    pub(crate) fn reopened(&self, promise: Timestamp) -> Self {
        let has_somebody = self.assignee.is_some() || self.department.is_some();
        let status = if has_somebody { Status::InProgress } else { Status::New };
        Self { status, next_update_by: Some(promise), due: None, ..self.clone() }
    }

    /// After a technician gave its requester a new time.
    pub(crate) fn renewed(&self, until: Timestamp) -> Self {
        Self { next_update_by: Some(until), due: self.due.filter(|due| *due >= until), delays: 0, ..self.clone() }
    }

    /// After the desk itself gave its requester a new time, because nobody had.
    pub(crate) fn delayed(&self, until: Timestamp) -> Self {
        Self { delays: self.delays.saturating_add(1), ..self.renewed(until) }
    }

    /// Nobody owes anybody anything any more.
    pub(crate) fn finished(&self, status: Status) -> Self {
        Self { status, next_update_by: None, due: None, delays: 0, ..self.clone() }
    }
}

/// Whether a ticket still needs somebody.
pub(crate) fn is_open(status: Status) -> bool {
    match status {
        Status::New | Status::InProgress | Status::WaitingOnRequester | Status::OnHold | Status::Resolved | Status::Unknown => true,
        Status::Closed | Status::Cancelled => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EARLY: Timestamp = Timestamp::constant(1_000, 0);
    const LATE: Timestamp = Timestamp::constant(2_000, 0);

    fn standing(status: Status, assignee: Option<&str>) -> Standing {
        Standing { status, assignee: assignee.map(String::from), ..Standing::new(EARLY) }
    }

    fn not_yet(someone_else: bool) -> Confirmation {
        Confirmation { fixed: false, note: None, someone_else }
    }

    #[test]
    fn a_reply_never_moves_a_promise_back() {
        for status in [Status::New, Status::InProgress, Status::OnHold] {
            let after = standing(status, Some("devon")).after_reply(LATE);

            assert_eq!((after.status, after.next_update_by), (status, Some(EARLY)));
        }
    }

    #[test]
    fn a_reply_opens_what_waited_or_was_finished() {
        for status in [Status::WaitingOnRequester, Status::Resolved, Status::Closed, Status::Cancelled] {
            let before = Standing { next_update_by: None, ..standing(status, Some("devon")) };

            let after = before.after_reply(LATE);

            assert_eq!((after.status, after.next_update_by), (Status::InProgress, Some(LATE)), "{status:?}");
        }
    }

    #[test]
    fn not_yet_goes_back_to_the_same_person_and_someone_else_to_nobody() {
        let before = Standing { next_update_by: None, ..standing(Status::Resolved, Some("devon")) };

        let back = before.after_confirmation(&not_yet(false), LATE);
        let other = before.after_confirmation(&not_yet(true), LATE);

        assert_eq!((back.status, back.assignee.as_deref(), back.next_update_by), (Status::InProgress, Some("devon"), Some(LATE)));
        assert_eq!((other.status, other.assignee.as_deref(), other.next_update_by), (Status::New, None, Some(LATE)));
    }

    #[test]
    fn nobody_is_owed_an_update_when_it_is_their_turn_or_finished() {
        let before = standing(Status::New, None);

        assert_eq!(before.after_answer(After::AskQuestion, "devon", LATE).next_update_by, None);
        assert_eq!(before.after_answer(After::AskIfFixed, "devon", LATE).next_update_by, None);
        assert_eq!(before.finished(Status::Closed).next_update_by, None);
        assert_eq!(before.after_answer(After::Answer, "devon", LATE).next_update_by, Some(LATE));
    }

    #[test]
    fn whoever_answers_a_ticket_nobody_has_is_on_it() {
        let answered = standing(Status::New, None).after_answer(After::Answer, "devon", LATE);
        let of_another = standing(Status::InProgress, Some("priya")).after_answer(After::Answer, "devon", LATE);
        let of_a_department = standing(Status::New, None).handed_off("Facilities", LATE).after_answer(After::Answer, "devon", LATE);

        assert_eq!(answered.assignee.as_deref(), Some("devon"));
        assert_eq!(of_another.assignee.as_deref(), Some("priya"));
        assert_eq!((of_a_department.assignee, of_a_department.department.as_deref()), (None, Some("Facilities")));
    }

    #[test]
    fn a_kind_word_after_the_end_opens_nothing_again() {
        let finished = standing(Status::InProgress, Some("devon")).finished(Status::Closed);

        assert_eq!(finished.after_answer(After::Answer, "devon", LATE), finished);
        assert_eq!(finished.after_answer(After::AskQuestion, "devon", LATE).status, Status::WaitingOnRequester);
    }

    #[test]
    fn a_delay_is_counted_until_somebody_answers() {
        let delayed = standing(Status::InProgress, Some("devon")).delayed(LATE).delayed(LATE);

        assert_eq!((delayed.delays, delayed.next_update_by), (2, Some(LATE)));
        assert_eq!(delayed.taken("priya").delays, 2);
        assert_eq!(delayed.renewed(LATE).delays, 0);
        assert_eq!(delayed.after_answer(After::Answer, "devon", LATE).delays, 0);
        assert_eq!(delayed.finished(Status::Cancelled).delays, 0);
    }

    #[test]
    fn a_part_that_did_not_come_in_time_is_not_said_to_be_due_any_more() {
        let held = standing(Status::InProgress, None).on_hold(Some(EARLY), EARLY);

        assert_eq!(held.delayed(LATE).due, None);
        assert_eq!(standing(Status::InProgress, None).on_hold(Some(LATE), EARLY).renewed(EARLY).due, Some(LATE));
    }

    #[test]
    fn a_ticket_on_hold_is_promised_for_the_day_it_is_due() {
        assert_eq!(standing(Status::InProgress, None).on_hold(Some(LATE), EARLY).next_update_by, Some(LATE));
        assert_eq!(standing(Status::InProgress, None).on_hold(None, LATE).next_update_by, Some(LATE));
    }
}
