//! A name on the session bus, with one object and two methods; a socket where there is no bus.

use super::{Asked, LONGEST_PLACE, socket};
use crate::Paths;
use std::time::Duration;
use tokio::sync::mpsc;
use zbus::fdo::{RequestNameFlags, RequestNameReply};
use zbus::names::WellKnownName;
use zbus::{Connection, connection, fdo};

const OBJECT: &str = "/org/deskside/Agent";
const INTERFACE: &str = "org.deskside.Agent";
/// A bus that takes longer is as good as none.
const FOR_THE_BUS: Duration = Duration::from_secs(2);

type BoxError = Box<dyn std::error::Error + Send + Sync>;

pub(super) enum Claim {
    First(Hold),
    Second(Reach),
}

#[derive(Debug)]
#[expect(dead_code, reason = "held for its drop alone")]
pub(super) enum Hold {
    Bus(Connection),
    Socket(socket::Held),
}

#[derive(Debug)]
pub(super) enum Reach {
    Bus { bus: Connection, name: WellKnownName<'static> },
    Socket(socket::Door),
}

pub(super) async fn claim(paths: &Paths, taker: mpsc::Sender<Asked>) -> Result<Claim, BoxError> {
    let on_bus = tokio::time::timeout(FOR_THE_BUS, claim_name(paths.instance_label(), taker.clone())).await;
    match on_bus.map_err(BoxError::from).and_then(|claimed| claimed.map_err(BoxError::from)) {
        Ok(claim) => return Ok(claim),
        Err(error) => tracing::debug!(error, "there is no session bus to claim a name on, a lock file does instead"),
    }
    Ok(match socket::claim(paths.runtime(), taker).await? {
        socket::Claim::First(held) => Claim::First(Hold::Socket(held)),
        socket::Claim::Second(door) => Claim::Second(Reach::Socket(door)),
    })
}

impl Reach {
    pub(super) async fn ask(&self, asked: Asked) -> Result<(), BoxError> {
        match self {
            Self::Bus { bus, name } => {
                let destination = Some(name.as_ref());
                match asked {
                    Asked::Open(place) => bus.call_method(destination, OBJECT, Some(INTERFACE), "Open", &place).await?,
                    Asked::Wake => bus.call_method(destination, OBJECT, Some(INTERFACE), "Wake", &()).await?,
                };
                Ok(())
            }
            Self::Socket(door) => door.ask(asked).await,
        }
    }
}

/// The object is served before the name is asked for, so that whoever finds the name finds the object.
async fn claim_name(name: String, taker: mpsc::Sender<Asked>) -> zbus::Result<Claim> {
    let name = WellKnownName::try_from(name)?;
    let bus = connection::Builder::session()?.serve_at(OBJECT, Agent { taker })?.build().await?;
    match bus.request_name_with_flags(name.clone(), RequestNameFlags::DoNotQueue.into()).await {
        Ok(RequestNameReply::PrimaryOwner | RequestNameReply::AlreadyOwner) => Ok(Claim::First(Hold::Bus(bus))),
        Ok(RequestNameReply::Exists | RequestNameReply::InQueue) | Err(zbus::Error::NameTaken) => {
            Ok(Claim::Second(Reach::Bus { bus, name }))
        }
        Err(error) => Err(error),
    }
}

/// What the first agent answers on the bus.
struct Agent {
    taker: mpsc::Sender<Asked>,
}

#[zbus::interface(name = "org.deskside.Agent")]
impl Agent {
    async fn open(&self, place: String) -> fdo::Result<()> {
        if place.len() > LONGEST_PLACE {
            return Err(fdo::Error::InvalidArgs("the place is too long".to_owned()));
        }
        self.hand_over(Asked::Open(place)).await
    }

    async fn wake(&self) -> fdo::Result<()> {
        self.hand_over(Asked::Wake).await
    }
}

impl Agent {
    async fn hand_over(&self, asked: Asked) -> fdo::Result<()> {
        self.taker.send(asked).await.map_err(|_| fdo::Error::Failed("the agent is ending".to_owned()))
    }
}
