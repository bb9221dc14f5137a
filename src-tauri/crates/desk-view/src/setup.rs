//! Setting a computer up that no help desk knows: a code typed once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a page says on a computer that is not set up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SetupPage {
    /// The district gave the desk's address, so that the code alone is enough.
    pub code_is_enough: bool,
    /// Whom to ask for a code: full name, and what to dial.
    pub ask: Option<String>,
    /// What to dial to reach them.
    pub ask_phone: Option<String>,
    /// Where it stands.
    pub stage: SetupStage,
}

/// Where setting up stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SetupStage {
    /// A person types.
    #[default]
    Typing,
    /// The desk is being asked.
    Connecting,
    /// It came to nothing, for this reason.
    Trouble {
        /// Which.
        why: SetupTrouble,
    },
}

/// Why a computer could not be set up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetupTrouble {
    /// The desk does not know the code, or it has ended.
    UnknownCode,
    /// There is no address before the code, and the district gave none.
    NoAddress,
    /// Nothing answers at that address.
    NoAnswer,
    /// What answers there is no help desk.
    NotADesk,
    /// Too many wrong codes came from here.
    TooOften,
    /// This computer could not keep what it was told.
    NotKept,
}
