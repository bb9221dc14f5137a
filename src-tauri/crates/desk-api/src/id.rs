//! Identifiers. Each is a UUIDv7 made by whoever creates the thing, so that a repeat is recognised as one.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use ts_rs::TS;
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, ToSchema, TS)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes a new identifier, ordered by the time of its making.
            #[must_use]
            #[expect(clippy::new_without_default, reason = "a default that differs at every call would surprise")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }
    };
}

id!(
    /// A ticket. Made by the agent before the first attempt; it is also the `Idempotency-Key` of the call that opens it.
    TicketId
);
id!(
    /// A message in a ticket. Made by its author's side; also the idempotency key of the reply.
    MessageId
);
id!(
    /// A picture or file that belongs to a ticket or a message.
    AttachmentId
);
id!(
    /// A computer as the help desk knows it.
    DeviceId
);
id!(
    /// A person as the help desk knows them.
    PersonId
);
id!(
    /// A notice: an outage, a slowdown, or planned work.
    NoticeId
);
id!(
    /// A how-to note of the desk; offered to people while they write, it is a tip.
    TipId
);
