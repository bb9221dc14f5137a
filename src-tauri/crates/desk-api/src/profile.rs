//! Who the help desk is. Needs no sign-in and is kept on the device, so that it shows when all else is down.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// `GET /desk`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct DeskProfile {
    /// The school's or district's name.
    pub name: String,
    /// What to dial from a school phone, such as `4357`.
    #[serde(default)]
    pub phone: Option<String>,
    /// When somebody is at the desk, in words.
    #[serde(default)]
    pub hours: Option<String>,
    /// The promise: a first answer within so many working hours.
    pub answer_within_hours: u32,
    /// Within how many hours four of five first answers came in the last 30 days, where at least twenty were given and that is no
    /// more than what is promised.
    #[serde(default)]
    pub usual_hours: Option<u32>,
    /// Within how many minutes somebody of the desk turned to four of five tickets that came at this time of day in the last 30 days,
    /// where there were at least twenty and it is an hour at most. True for the hour it was asked in.
    #[serde(default)]
    pub usually_read_minutes: Option<u32>,
    /// The IANA name of the desk's time zone.
    pub time_zone: String,
    /// A named person for complaints.
    #[serde(default)]
    pub manager: Option<Contact>,
    /// People of the desk who answer, at most four.
    #[serde(default)]
    pub team: Vec<TeamMember>,
    /// Other departments a ticket may be handed to.
    #[serde(default)]
    pub departments: Vec<Department>,
    /// BCP 47 tags of the languages the desk answers in.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What this desk can do, so that screens leave out what cannot work.
    #[serde(default)]
    pub capabilities: Capabilities,
}

/// A person who can be reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Contact {
    /// Full name.
    pub name: String,
    /// Extension or number.
    #[serde(default)]
    pub phone: Option<String>,
}

/// Somebody of the help desk. No more than this, because anybody may ask who answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct TeamMember {
    /// Such as "Devon".
    pub first_name: String,
    /// One or two letters, such as "DP".
    pub initials: String,
}

/// A department other than the help desk itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Department {
    /// Such as "Facilities".
    pub name: String,
    /// Its named person.
    #[serde(default)]
    pub contact: Option<Contact>,
}

/// What a help desk can do. A missing flag means it cannot.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema, TS)]
#[serde(default)]
pub struct Capabilities {
    /// `GET /events` streams.
    pub live: bool,
    /// The largest attachment it takes, in bytes; 0 means none.
    #[ts(type = "number")]
    pub max_attachment_bytes: u64,
    /// Media types it takes.
    pub attachment_types: Vec<String>,
    /// The requester may reply.
    pub reply: bool,
    /// The requester may say "fixed" or "not yet".
    pub confirmation: bool,
    /// A rating is kept.
    pub rating: bool,
    /// "Me too" is counted.
    pub affected: bool,
    /// A ticket's number is known when it is opened.
    pub number_at_once: bool,
    /// It offers tips.
    pub tips: bool,
}
