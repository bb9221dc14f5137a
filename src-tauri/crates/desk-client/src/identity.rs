//! Who signs in.

use desk_api::{DeviceClaim, PersonClaim};
use secrecy::SecretString;
use std::fmt;

/// What this device and this account claim to be, and the key that says that they belong to the district.
#[derive(Clone)]
pub struct Identity {
    /// The computer.
    pub device: DeviceClaim,
    /// The account's owner.
    pub person: PersonClaim,
    /// The district's enrolment key from policy, or the code that was typed. Without it only what is in the store signs in.
    pub enrolment_key: Option<SecretString>,
}

impl fmt::Debug for Identity {
    /// Shows neither names nor the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("has_enrolment_key", &self.enrolment_key.is_some()).finish_non_exhaustive()
    }
}
