//! What a person sees and can ask for.
//!
//! The engine derives everything here from its state; nothing is patched in place. The tray renders [`Menu`], the desktop
//! renders [`Toast`], the window renders the [`View`] it was last given and answers with [`Request`]s over the pipe, one JSON
//! value a line ([`ToWindow`], [`FromWindow`]). The words live here too, as one Fluent catalogue for tray, toasts, window and
//! the technician's desk. No I/O.

mod bindings;
mod help;
mod link;
mod mark;
mod menu;
mod page;
mod pipe;
mod place;
mod request;
mod settings;
mod setup;
mod toast;
pub mod words;

pub use bindings::typescript;
pub use help::{FactLine, HelpPage, HelpStage, PictureSlot, TipCard};
pub use link::Link;
pub use mark::{MAX_MARKS, MarkId, MarkTrouble, MarkingPage, PlacedMark, Shape, Spot};
pub use menu::{Item, Menu, TrayIcon};
pub use page::{
    Around, Attached, CalendarStep, Entry, FixStage, ListState, NoticeCard, Os, ReplyPicture, RequestRow, RequestsPage, SaveStep,
    StatusLine, Theme, ThreadPage, View,
};
pub use pipe::{FromWindow, PictureId, ToWindow};
pub use place::Place;
pub use request::Request;
pub use settings::{HotkeyLine, LanguageChoice, QuietChoice, SettingsPage};
pub use setup::{SetupPage, SetupStage, SetupTrouble};
pub use toast::{Button, Toast, ToastAction};
