//! The configuration file: who the help desk is, when somebody is there, who answers, and its limits.

mod promise;

use self::promise::PromiseSection;
use crate::{
    mail::settings::{MailSettings, address},
    promise::Calendar,
    retention::Retention,
};
use desk_api::{Capabilities, Contact, Department, DeskProfile, MAX_ATTACHMENT_BYTES, TeamMember};
use jiff::SignedDuration;
use serde::Deserialize;
use std::path::Path;
use url::Url;

/// How many people are named to whoever asks who answers.
const TEAM: usize = 4;

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("reading the configuration")]
    Read(#[source] std::io::Error),
    /// It is no TOML of the expected shape.
    #[error("understanding the configuration")]
    Parse(#[source] toml::de::Error),
    /// A value makes no sense.
    #[error("{0}")]
    Value(String),
}

/// A checked configuration.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) school: School,
    pub(crate) calendar: Calendar,
    /// How long before it passes a promise that nobody kept is moved.
    pub(crate) renew_before: SignedDuration,
    pub(crate) departments: Vec<DepartmentEntry>,
    pub(crate) technicians: Vec<Technician>,
    pub(crate) mail: Option<MailSettings>,
    pub(crate) retention: Retention,
    pub(crate) limits: Limits,
    time_zone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    school: School,
    #[serde(default)]
    promise: PromiseSection,
    #[serde(default)]
    departments: Vec<DepartmentEntry>,
    #[serde(default)]
    technicians: Vec<Technician>,
    mail: Option<MailSettings>,
    #[serde(default)]
    retention: Retention,
    #[serde(default)]
    limits: Limits,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct School {
    pub(crate) name: String,
    time_zone: String,
    /// Where people reach the technician's desk.
    pub(crate) url: Option<Url>,
    phone: Option<String>,
    hours: Option<String>,
    #[serde(default = "english")]
    languages: Vec<String>,
    manager: Option<Person>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    name: String,
    phone: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DepartmentEntry {
    pub(crate) name: String,
    contact: Option<Person>,
    pub(crate) email: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Technician {
    pub(crate) user: String,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
}

impl Technician {
    /// What everybody is told of them.
    fn member(&self) -> TeamMember {
        let mut names = self.name.split_whitespace();
        let first = names.next().unwrap_or_default();
        let initials = [first].into_iter().chain(names.last()).filter_map(|name| name.chars().next());
        TeamMember { first_name: first.to_owned(), initials: initials.flat_map(char::to_uppercase).take(2).collect() }
    }
}

/// What one person, one device or one address may ask of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    /// The largest attachment, in bytes.
    pub(crate) attachment_bytes: u64,
    /// Calls a person may make at once, and again every minute.
    pub(crate) calls_a_minute: u32,
    /// Tickets a person may open at once, and again every hour.
    pub(crate) tickets_an_hour: u32,
    /// Keys, tokens or passwords that do not fit, from one address, at once and again every ten minutes.
    pub(crate) wrong_tries: u32,
    /// Live channels at the same time. The rest ask once a minute instead.
    pub(crate) live_channels: usize,
    /// Computers that may stand behind one address.
    pub(crate) computers_at_one_address: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            attachment_bytes: MAX_ATTACHMENT_BYTES,
            calls_a_minute: 300,
            tickets_an_hour: 60,
            wrong_tries: 30,
            live_channels: 20_000,
            computers_at_one_address: 2_000,
        }
    }
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// When it cannot be read or makes no sense.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        Self::parse(&std::fs::read_to_string(path).map_err(ConfigError::Read)?)
    }

    /// Reads a configuration from its text.
    ///
    /// # Errors
    /// When it makes no sense.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(ConfigError::Parse)?;
        if file.limits.attachment_bytes > MAX_ATTACHMENT_BYTES {
            return Err(ConfigError::Value(format!("limits.attachment_bytes is at most {MAX_ATTACHMENT_BYTES}")));
        }
        for technician in &file.technicians {
            let fits = (1..=64).contains(&technician.user.len())
                && technician.user.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
            if !fits {
                return Err(ConfigError::Value(format!("technicians.user {:?} is not made of a-z, 0-9, '.', '_', '-'", technician.user)));
            }
        }
        let people = file.technicians.iter().filter_map(|one| Some(("technicians.email", one.email.as_ref()?)));
        let departments = file.departments.iter().filter_map(|one| Some(("departments.email", one.email.as_ref()?)));
        people.chain(departments).try_for_each(|(name, text)| address(name, text))?;
        file.mail.as_ref().map_or(Ok(()), MailSettings::check)?;
        file.retention.check()?;
        Ok(Self {
            calendar: file.promise.calendar(&file.school.time_zone)?,
            renew_before: file.promise.renew_before()?,
            time_zone: file.school.time_zone.clone(),
            school: file.school,
            departments: file.departments,
            technicians: file.technicians,
            mail: file.mail,
            retention: file.retention,
            limits: file.limits,
        })
    }

    /// What `GET /desk` answers, but for what only the database knows.
    #[must_use]
    pub fn profile(&self) -> DeskProfile {
        DeskProfile {
            name: self.school.name.clone(),
            phone: self.school.phone.clone(),
            hours: self.school.hours.clone(),
            answer_within_hours: self.calendar.answer_within_hours,
            usual_hours: None,
            usually_read_minutes: None,
            time_zone: self.time_zone.clone(),
            manager: self.school.manager.as_ref().map(Person::contact),
            team: self.technicians.iter().take(TEAM).map(Technician::member).collect(),
            departments: self.departments.iter().map(|d| Department { name: d.name.clone(), contact: d.contact() }).collect(),
            languages: self.school.languages.clone(),
            capabilities: Capabilities {
                live: true,
                max_attachment_bytes: self.limits.attachment_bytes,
                attachment_types: crate::content::TYPES.map(String::from).into(),
                reply: true,
                confirmation: true,
                rating: true,
                affected: true,
                number_at_once: true,
                tips: true,
            },
        }
    }

    /// The named person of a department.
    pub(crate) fn contact_of(&self, department: &str) -> Option<Contact> {
        self.departments.iter().find(|d| d.name == department).and_then(DepartmentEntry::contact)
    }
}

impl DepartmentEntry {
    fn contact(&self) -> Option<Contact> {
        self.contact.as_ref().map(Person::contact)
    }
}

impl Person {
    fn contact(&self) -> Contact {
        Contact { name: self.name.clone(), phone: self.phone.clone() }
    }
}

fn english() -> Vec<String> {
    vec!["en".into()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const CEDAR_RIDGE: &str = include_str!("../../../../packaging/server/cedar-ridge.toml");
    const EXAMPLE: &str = include_str!("../../../../packaging/server/deskside-server.toml");

    #[test]
    fn the_sample_school_is_a_configuration() {
        let config = Config::parse(CEDAR_RIDGE).expect("parses");

        assert_eq!(config.profile().name, "Cedar Ridge Schools");
        assert_eq!(config.contact_of("Facilities").expect("contact").phone.as_deref(), Some("2210"));
    }

    #[test]
    fn whoever_asks_is_told_four_people_by_their_first_names() {
        let more =
            ["Sam", "Ana de la Cruz", "Éva Nagy"].map(|name| format!("\n[[technicians]]\nuser = \"u{}\"\nname = \"{name}\"\n", name.len()));
        let config = Config::parse(&format!("{CEDAR_RIDGE}{}", more.concat())).expect("parses");

        let team: Vec<_> = config.profile().team.into_iter().map(|member| (member.first_name, member.initials)).collect();

        let expected = [("Devon", "DP"), ("Priya", "PN"), ("Sam", "S"), ("Ana", "AC")];
        assert_eq!(team, expected.map(|(name, initials)| (name.to_owned(), initials.to_owned())));
    }

    #[test]
    fn the_commented_example_is_a_configuration() {
        Config::parse(EXAMPLE).expect("parses");
    }

    #[test]
    fn a_value_that_makes_no_sense_is_named() {
        for (from, to, named) in [
            ("America/Chicago", "Mars/Olympus", "school.time_zone"),
            ("opens = \"07:00\"", "opens = \"17:00\"", "promise.opens"),
            ("\"mon\"", "\"monday\"", "promise.school_days"),
            ("2026-11-26..", "2026-13-26..", "promise.holidays"),
            ("[promise]", "[retention]\naudit_days = 29\n[promise]", "retention.audit_days"),
            ("user = \"devon\"", "user = \"Devon P\"", "technicians.user"),
        ] {
            let text = CEDAR_RIDGE.replacen(from, to, 1);
            assert_ne!(text, CEDAR_RIDGE, "{from} is in the sample");

            let said = Config::parse(&text).expect_err("refused").to_string();

            assert!(said.contains(named), "{said}");
        }
    }
}
