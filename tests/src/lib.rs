//! Where the halves meet: a virtual desktop, and the real server, agent and window on it.
//!
//! [`Desktop`] is a screen, a session bus, a tray, toasts and a keyring for one test alone. [`Server`] and [`AgentSetting`] start the
//! programs that Cargo built; [`WebDriver`] drives the agent's window and the technician's browser. Everything that was started
//! ends with the test, also when it panics or is killed.

mod agent;
mod authority;
pub mod bench;
mod chance;
mod desktop;
mod faulty_line;
mod forward_proxy;
pub mod load;
mod memory;
mod own_network;
mod pattern;
mod pixels;
mod portal;
mod programs;
mod rotation;
mod running;
pub mod schema;
mod server;
mod spread;
mod technician;
pub mod torture;
mod waiting;
mod walk;
mod wayland;
mod webdriver;

pub use agent::AgentSetting;
pub use authority::{Authority, Certified, TrustStore};
pub use chance::Chance;
pub use desktop::{Desktop, MenuEntry, Parts, Toast, Toasts, Tray};
pub use faulty_line::{Fault, FaultyLine, Target};
pub use forward_proxy::{ForwardProxy, Manner};
pub use own_network::{in_a_network_of_its_own, ip};
pub use pattern::Pattern;
pub use portal::Portal;
pub use programs::Programs;
pub use rotation::{Rotations, rotate};
pub use running::{Running, leashed};
pub use server::{Server, StoredNotice, StoredPicture, StoredTicket, StoredWords};
pub use spread::Spread;
pub use technician::Technician;
pub use waiting::until;
pub use walk::{Stage, WELCOME, walk};
pub use wayland::Wayland;
pub use webdriver::{Browser, Element, WebDriver};
