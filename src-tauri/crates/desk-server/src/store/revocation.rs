//! Ending sign-ins: of one computer, of one person, or of everybody.
//!
//! Whoever has the policy's key may enrol again at once. Whether the desk then knows them again is what a revocation decides: an agent
//! shows the secret it kept from before, and so does whoever has that computer now.

use super::{Action, Audience, By, Entry, Flag, Store, Write, id, ms, nobodys_secret};
use crate::problem::Failure;
use desk_api::{DeviceId, PersonId};
use jiff::Timestamp;

/// Whose sign-ins end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Whose {
    Computer(DeviceId),
    Person(PersonId),
    Everybody,
}

/// Who somebody is that enrols again afterwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Return {
    /// The same person, with their requests.
    AsBefore,
    /// Somebody new.
    AsStranger,
}

/// A computer as an operator names it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) host_name: String,
    pub(crate) serial: Option<String>,
    pub(crate) asset_tag: Option<String>,
}

impl Whose {
    fn device(self) -> Option<String> {
        if let Self::Computer(device) = self { Some(device.to_string()) } else { None }
    }

    fn person(self) -> Option<String> {
        if let Self::Person(person) = self { Some(person.to_string()) } else { None }
    }
}

impl Store {
    /// Every computer of that id, name, serial number or asset tag.
    pub(crate) async fn computers_named(&self, which: &str) -> Result<Vec<Named>, Failure> {
        let sql = "SELECT id, host_name, serial, asset_tag FROM devices \
                   WHERE lower($1) IN (id, lower(host_name), lower(serial), lower(asset_tag)) ORDER BY host_name, id";
        Ok(sqlx::query_as(sql).bind(which).fetch_all(&self.readers).await?)
    }

    /// How many sign-ins would end.
    pub(crate) async fn sign_ins(&self, whose: Whose) -> Result<u64, Failure> {
        let sql = "SELECT count(*) FROM enrolments WHERE revoked_at IS NULL AND ($1 IS NULL OR device_id = $1) \
                   AND ($2 IS NULL OR person_id = $2)";
        let count: i64 = sqlx::query_scalar(sql).bind(whose.device()).bind(whose.person()).fetch_one(&self.readers).await?;
        Ok(count.unsigned_abs())
    }

    /// Whether an enrolment is good still.
    pub(crate) async fn is_signed_in(&self, enrolment: &str) -> Result<bool, Failure> {
        let sql = "SELECT EXISTS (SELECT 1 FROM enrolments WHERE id = $1 AND revoked_at IS NULL)";
        let Flag(is_good) = sqlx::query_scalar(sql).bind(enrolment).fetch_one(&self.readers).await?;
        Ok(is_good)
    }

    /// Ends sign-ins, at once and with their open streams, and says how many there were.
    pub(crate) async fn end_sign_ins(&self, whose: Whose, back: Return, by: By<'_>, now: Timestamp) -> Result<u64, Failure> {
        let mut write = self.write().await?;
        // Who enrolled there before and was signed out since may hold the secret too.
        let people: Vec<String> = sqlx::query_scalar(
            "SELECT DISTINCT person_id FROM enrolments WHERE ($1 IS NULL OR device_id = $1) AND ($2 IS NULL OR person_id = $2)",
        )
        .bind(whose.device())
        .bind(whose.person())
        .fetch_all(write.sql())
        .await?;
        let ended: Vec<String> = sqlx::query_scalar(
            "UPDATE enrolments SET revoked_at = $3 WHERE revoked_at IS NULL AND ($1 IS NULL OR device_id = $1) \
             AND ($2 IS NULL OR person_id = $2) RETURNING id",
        )
        .bind(whose.device())
        .bind(whose.person())
        .bind(ms(now))
        .fetch_all(write.sql())
        .await?;
        for enrolment in &ended {
            sqlx::query("DELETE FROM access_tokens WHERE enrolment_id = $1").bind(enrolment).execute(write.sql()).await?;
        }
        for person in &people {
            if back == Return::AsStranger {
                let forget = "UPDATE people SET account_secret_sha256 = $2 WHERE id = $1";
                sqlx::query(forget).bind(person).bind(nobodys_secret()?).execute(write.sql()).await?;
            }
            write.say_sign_ins_ended(Audience::Person(id(person)?), now).await?;
        }
        let entry = Entry::of(Action::SignInsEnded).counting(ended.len() as u64).with(match back {
            Return::AsBefore => "as_before",
            Return::AsStranger => "as_stranger",
        });
        let entry = match whose {
            Whose::Computer(device) => entry.about(&device),
            Whose::Person(person) => entry.of_person(person),
            Whose::Everybody => entry,
        };
        write.note(by, entry, now).await?;
        write.commit().await?;
        Ok(ended.len() as u64)
    }

    /// Lets no key and no code enrol any more that was made so far, and says how many there were.
    pub(crate) async fn end_keys(&self, by: By<'_>, now: Timestamp) -> Result<u64, Failure> {
        let mut write = self.write().await?;
        let keys = sqlx::query("DELETE FROM enrolment_keys").execute(write.sql()).await?.rows_affected();
        let codes = sqlx::query("DELETE FROM school_codes").execute(write.sql()).await?.rows_affected();
        write.note(by, Entry::of(Action::EnrolmentKeysEnded).counting(keys + codes), now).await?;
        write.commit().await?;
        Ok(keys + codes)
    }
}

impl Write<'_> {
    /// Ends one enrolment whose token was used a second time.
    pub(super) async fn revoke(&mut self, enrolment: &str, person: PersonId, now: Timestamp) -> Result<(), Failure> {
        sqlx::query("UPDATE enrolments SET revoked_at = $1 WHERE id = $2").bind(ms(now)).bind(enrolment).execute(self.sql()).await?;
        sqlx::query("DELETE FROM access_tokens WHERE enrolment_id = $1").bind(enrolment).execute(self.sql()).await?;
        self.say_sign_ins_ended(Audience::Person(person), now).await
    }
}
