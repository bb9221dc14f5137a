//! deskside-server: the Help Desk API, its stores, and the technician's desk.
//!
//! [`start`] opens the database and serves until it is stopped. The same desk is there in process: [`Local`] implements
//! [`desk_api::Desk`] for one enrolled person, and the routes are no more than that over HTTP. Everything the server knows
//! lies in its database; `promise`, `lifecycle`, `findings` and `place` are the rules, and read no clock and no file.

mod arrival;
mod assets;
mod backup;
mod bounds;
mod channels;
pub mod cli;
mod config;
mod content;
mod doctor;
mod events;
mod findings;
mod front;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod help_desk;
mod in_use;
mod lifecycle;
mod limits;
mod local;
mod mail;
mod operator;
mod os;
mod password;
mod person;
mod place;
mod problem;
pub mod promise;
mod restore;
mod retention;
mod router;
mod routes;
mod school_code;
mod serve;
mod session;
mod store;
mod tls;
mod tokens;

pub use config::{Config, ConfigError};
pub use help_desk::{Clock, HelpDesk, HelpDeskError};
pub use local::Local;
pub use operator::Operator;
pub use router::openapi_json;
pub use serve::{Running, Settings, StartError, Transport, start};
pub use store::{Database, DatabaseUrlError, OpenError, PostgresUrl};
