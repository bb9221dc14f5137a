//! This machine, as far as the engine needs it.

use bytes::Bytes;
use desk_api::{DeviceReport, Notice};
use desk_view::{SetupTrouble, Shape};
use jiff::Timestamp;
use secrecy::SecretString;
use std::future::Future;

/// The largest picture a window is given unchanged, in bytes.
const SHOWN_AS_IT_IS: usize = 2 * 1024 * 1024;

/// What the engine asks of the machine it runs on.
pub trait Host: Clone + Send + Sync + 'static {
    /// Takes a picture of every screen. Called inside a person's click and at no other time.
    fn picture(&self) -> impl Future<Output = Result<Picture, NoPicture>> + Send;

    /// Everything the device can say about itself; never fails, what cannot be known says so.
    fn report(&self) -> impl Future<Output = DeviceReport> + Send;

    /// A picture from its bytes, with marks drawn into it and its preview made anew. Without marks the bytes stay as they are.
    ///
    /// What lies under a black box is nowhere in what comes back. `Err` says in a technician's words why there is nothing.
    fn marked(&self, png: Bytes, taken_at: Timestamp, marks: Vec<Shape>) -> impl Future<Output = Result<Picture, String>> + Send;

    /// A picture from elsewhere, of its bytes as a PNG, written anew: of what a file says besides its pixels nothing is left.
    ///
    /// `Err` says in a technician's words why it is none.
    fn read(&self, png: Bytes) -> impl Future<Output = Result<Picture, String>> + Send {
        drop(png);
        std::future::ready(Err("no pictures are read here".to_owned()))
    }

    /// A part of a picture, given by its bytes.
    ///
    /// `Err` says in a technician's words why there is nothing.
    fn cut(&self, png: Bytes, taken_at: Timestamp, part: Area) -> impl Future<Output = Result<Picture, String>> + Send {
        drop((png, taken_at, part));
        std::future::ready(Err("no pictures are cut here".to_owned()))
    }

    /// Why nothing may pop up on the screen at this moment, asked when there is something to tell.
    fn quiet(&self) -> impl Future<Output = Option<Quiet>> + Send {
        std::future::ready(None)
    }

    /// Sets this computer up at a help desk: by the code alone where the district gave the desk's address, else by the address and
    /// the code. From then on the [`Desk`](desk_api::Desk) the engine was given is that one, also after a restart.
    fn connect(&self, code: SecretString, room: Option<String>) -> impl Future<Output = Result<(), SetupTrouble>> + Send {
        drop((code, room));
        std::future::ready(Err(SetupTrouble::NotKept))
    }

    /// Whether a test is being taken. The agent then takes no focus by itself and spares the network what nobody waits for.
    fn is_testing(&self) -> impl Future<Output = bool> + Send {
        std::future::ready(false)
    }

    /// Opens planned work in whatever this computer has for a calendar, which asks the person before it keeps it.
    ///
    /// `Err` says in a technician's words why nothing took it.
    fn add_to_calendar(&self, notice: Notice) -> impl Future<Output = Result<(), String>> + Send {
        drop(notice);
        std::future::ready(Err("there is no calendar here".to_owned()))
    }

    /// Writes a file where this person's downloads go, under this name or the next free one, and says which. It is not opened.
    ///
    /// `Err` says in a technician's words why it is not there.
    fn save(&self, name: String, content: Bytes) -> impl Future<Output = Result<String, String>> + Send {
        drop((name, content));
        std::future::ready(Err("there is no folder for downloads here".to_owned()))
    }

    /// A PNG small enough to be looked at, made from one that may be large. `None` where it cannot be made.
    fn preview(&self, png: Bytes) -> impl Future<Output = Option<Bytes>> + Send {
        std::future::ready((png.len() <= SHOWN_AS_IT_IS).then_some(png))
    }
}

/// Why nothing may pop up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quiet {
    /// Others look at the screen, or the person wants to be left alone.
    Presenting,
    /// A test is being taken, and there is no exception.
    Testing,
}

/// Why there is no picture of the screen.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoPicture {
    /// The person, asked by their desktop, said no; or the desktop remembers that they did.
    #[error("the desktop was told to give no picture of the screen away")]
    Refused,
    /// There is none, for this reason in a technician's words.
    #[error("{0}")]
    Failed(String),
}

/// A part of a picture, in its pixels from the top left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// A picture of the screen, encoded.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The whole picture as it will be sent: a PNG without metadata.
    pub png: Bytes,
    /// The same at most 1,600 px on its longer side, to be looked at.
    pub preview: Bytes,
    /// How wide the whole picture is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Where each of several screens is on it, from the left; none where it cannot be told apart.
    pub screens: Vec<Area>,
}

impl std::fmt::Debug for Picture {
    /// Shows sizes alone: the pixels are somebody's screen.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} bytes, preview {} bytes)", self.png.len(), self.preview.len())
    }
}
