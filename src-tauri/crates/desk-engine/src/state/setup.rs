//! Setting this computer up by a code typed once, where the district did not do it by policy.

use super::{Effect, State};
use desk_view::{Place, SetupStage, SetupTrouble};
use secrecy::{ExposeSecret, SecretString};

/// The longest code or address with a code that makes sense, in characters.
const LONGEST: usize = 500;
/// The longest name of a room, in characters.
const LONGEST_ROOM: usize = 80;

/// What a person typed to set this computer up.
#[derive(Clone)]
pub(crate) struct TypedCode(pub(crate) SecretString);

impl PartialEq for TypedCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

/// Where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Setup {
    pub(crate) stage: SetupStage,
    /// There is a help desk to ask.
    pub(super) has_desk: bool,
    /// It does not know this computer.
    pub(super) is_unknown: bool,
    /// What was typed as the room, until the desk has said yes.
    room: Option<String>,
}

impl Setup {
    pub(super) fn new(has_desk: bool) -> Self {
        Self { has_desk, ..Self::default() }
    }
}

impl State {
    /// Whether a code has to be typed before anything can be asked of a help desk.
    pub(crate) fn needs_setup(&self) -> bool {
        self.settings.joins_by_code && (!self.setup.has_desk || self.setup.is_unknown)
    }

    pub(super) fn connect(&mut self, code: &str, room: &str) -> Vec<Effect> {
        if !self.needs_setup() || self.setup.stage == SetupStage::Connecting {
            return Vec::new();
        }
        let code = code.trim();
        if code.is_empty() || code.chars().count() > LONGEST {
            self.setup.stage = SetupStage::Trouble { why: SetupTrouble::UnknownCode };
            return Vec::new();
        }
        let room: String = room.trim().chars().take(LONGEST_ROOM).collect();
        self.setup.room = Some(room).filter(|room| !room.is_empty());
        self.setup.stage = SetupStage::Connecting;
        vec![Effect::Connect { code: TypedCode(SecretString::from(code)), room: self.setup.room.clone() }]
    }

    /// The desk knows this computer now, or not.
    pub(super) fn connected(&mut self, connected: Result<(), SetupTrouble>) -> Vec<Effect> {
        match connected {
            Err(why) => {
                self.setup.stage = SetupStage::Trouble { why };
                Vec::new()
            }
            Ok(()) => {
                let room = self.setup.room.take();
                self.setup = Setup::new(true);
                if let Some(room) = room {
                    self.settings.is_in_room(room);
                }
                if self.place == Place::Setup {
                    self.place = Place::Welcome;
                }
                vec![Effect::Hurry, Effect::Reconnect]
            }
        }
    }

    /// What was typed wrong is not there when somebody comes again.
    pub(super) fn leave_setup(&mut self) {
        if let SetupStage::Trouble { .. } = self.setup.stage {
            self.setup.stage = SetupStage::Typing;
        }
    }
}
