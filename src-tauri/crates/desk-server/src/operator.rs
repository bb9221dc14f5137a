//! What an operator does to a help desk beside the running server: keys, sign-in links, notices. Opens the same database.

use crate::{
    bounds::Bounded,
    config::Config,
    help_desk::HelpDeskError,
    os,
    person::export,
    problem::Failure,
    retention::{Gone, let_go},
    store::{Action, By, Database, Entry, Known, Line, Named, OpenError, Return, Store, Tickets, Wanted, Whose},
};
use desk_api::{Code, Notice, NoticeId, PersonId, staff::NewNotice};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::path::Path;

/// A help desk's database in an operator's hands.
#[derive(Debug)]
pub struct Operator {
    store: Store,
    /// Their account on this machine, for the audit log.
    account: String,
}

impl Operator {
    /// Opens the database, making it where it is missing.
    ///
    /// # Errors
    /// When it cannot be opened or brought up to date.
    pub async fn open(database: impl Into<Database>) -> Result<Self, OpenError> {
        Ok(Self { store: Store::open(&database.into()).await?, account: os::account() })
    }

    /// Makes a key that enrols devices, and shows it this once.
    ///
    /// # Errors
    /// When the database does not do its work.
    pub async fn new_enrolment_key(&self) -> Result<SecretString, HelpDeskError> {
        self.store.new_enrolment_key(self.by(), Timestamp::now()).await.map_err(HelpDeskError::work("making an enrolment key"))
    }

    /// Makes a code a person types to set a computer up, good for so long, and shows it this once.
    ///
    /// # Errors
    /// When the database does not do its work.
    pub async fn new_school_code(&self, good_for: SignedDuration) -> Result<SecretString, HelpDeskError> {
        let now = Timestamp::now();
        self.store.new_school_code(self.by(), now + good_for, now).await.map_err(HelpDeskError::work("making a school code"))
    }

    /// Makes the value of a one-time link with which a technician chooses a password. None where nobody has that name.
    ///
    /// # Errors
    /// When the database does not do its work.
    pub async fn new_sign_in_link(&self, user_name: &str) -> Result<Option<SecretString>, HelpDeskError> {
        match self.store.new_sign_in_link(self.by(), user_name, Timestamp::now()).await {
            Ok(value) => Ok(Some(value)),
            Err(Failure::Refused { code: Code::NotFound, .. }) => Ok(None),
            Err(failure) => Err(HelpDeskError::work("making a sign-in link")(failure)),
        }
    }

    /// Posts a notice.
    ///
    /// # Errors
    /// When a field is out of bounds or the database does not do its work.
    pub async fn post_notice(&self, new: &NewNotice) -> Result<Notice, HelpDeskError> {
        let posted = match new.check() {
            Ok(()) => self.store.post_notice(&self.account, NoticeId::new(), new, Timestamp::now()).await,
            Err(failure) => Err(failure),
        };
        posted.map_err(HelpDeskError::work("posting the notice"))
    }

    /// Lets go of what was kept long enough, or only counts it.
    pub(crate) async fn retain(&self, config: &Config, only_count: bool) -> Result<Gone, HelpDeskError> {
        let now = Timestamp::now();
        let until = config.retention.until(now);
        let gone = match only_count {
            true => self.store.would_go(until).await,
            false => let_go(&self.store, until, self.by(), now).await,
        };
        gone.map_err(HelpDeskError::work("letting go of what was kept long enough"))
    }

    /// Everybody of that id, account name or address.
    pub(crate) async fn people(&self, who: &str) -> Result<Vec<Known>, HelpDeskError> {
        self.store.people(who).await.map_err(HelpDeskError::work("looking for a person"))
    }

    /// Writes what is known of these people into one file, and notes that.
    pub(crate) async fn export_people(&self, people: Vec<Known>, with_notes: bool, to: &Path) -> anyhow::Result<()> {
        let ids: Vec<PersonId> = people.iter().map(|one| one.id).collect();
        export(&self.store, people, with_notes, to, Timestamp::now()).await?;
        for person in ids {
            self.note(Entry::of(Action::PersonExported).of_person(person)).await?;
        }
        Ok(())
    }

    /// Takes a person out.
    pub(crate) async fn delete_person(&self, person: PersonId, tickets: Tickets) -> Result<(), HelpDeskError> {
        let done = self.store.delete_person(person, tickets, self.by(), Timestamp::now()).await;
        done.map_err(HelpDeskError::work("deleting a person"))
    }

    /// Every computer of that id, name, serial number or asset tag.
    pub(crate) async fn computers_named(&self, which: &str) -> Result<Vec<Named>, HelpDeskError> {
        self.store.computers_named(which).await.map_err(HelpDeskError::work("looking for a computer"))
    }

    /// How many sign-ins would end.
    pub(crate) async fn sign_ins(&self, whose: Whose) -> Result<u64, HelpDeskError> {
        self.store.sign_ins(whose).await.map_err(HelpDeskError::work("counting sign-ins"))
    }

    /// Ends sign-ins and says how many there were.
    pub(crate) async fn end_sign_ins(&self, whose: Whose, back: Return) -> Result<u64, HelpDeskError> {
        let ended = self.store.end_sign_ins(whose, back, self.by(), Timestamp::now()).await;
        ended.map_err(HelpDeskError::work("ending sign-ins"))
    }

    /// Lets no key or code made so far enrol any more, and says how many there were.
    pub(crate) async fn end_keys(&self) -> Result<u64, HelpDeskError> {
        self.store.end_keys(self.by(), Timestamp::now()).await.map_err(HelpDeskError::work("ending enrolment keys"))
    }

    /// Notes what was done by a command.
    pub(crate) async fn note(&self, entry: Entry) -> Result<(), HelpDeskError> {
        self.store.note_operator(&self.account, entry, Timestamp::now()).await.map_err(HelpDeskError::work("writing the audit log"))
    }

    /// The rows of the audit log that are asked for, oldest first.
    pub(crate) async fn audit(&self, wanted: &Wanted) -> Result<Vec<Line>, HelpDeskError> {
        self.store.audit(wanted).await.map_err(HelpDeskError::work("reading the audit log"))
    }

    fn by(&self) -> By<'_> {
        By::Operator(&self.account)
    }

    /// Closes the database.
    pub async fn close(self) {
        self.store.close().await;
    }
}
