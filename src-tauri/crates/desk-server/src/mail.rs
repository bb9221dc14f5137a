//! Mail, so that nobody waits unseen: staff hear of new and unanswered tickets, requesters of replies.
//!
//! What is mailed is read from the history of tickets, after a place that is kept with the mails: one mail for each address an event
//! concerns, whatever process looks first and whenever it was killed. `letters` decides, without I/O, what is said to whom;
//! `settings` is the configuration; `post` brings queued mails to the mail server. Internal notes are never read here.

mod letters;
pub(crate) mod post;
pub(crate) mod settings;
mod words;

pub(crate) use letters::{Happened, Letter, What};
