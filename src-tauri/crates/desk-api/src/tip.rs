//! Tips: what somebody may try while they wait, in the desk's own words.

use crate::TipId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// A short how-to that the desk offers to people while they write.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Tip {
    /// Which one.
    pub id: TipId,
    /// In a few words, such as "Make the printer wake up".
    pub title: String,
    /// What to do, in plain words.
    pub body: String,
    /// Words of what people write that it is about, such as "printer" or "paper jam".
    #[serde(default)]
    pub topics: Vec<String>,
    /// How many people said in the last 30 days that it helped them.
    #[serde(default)]
    pub helped: u32,
    /// Whether the asking person is one of them.
    #[serde(default)]
    pub helped_me: bool,
}
