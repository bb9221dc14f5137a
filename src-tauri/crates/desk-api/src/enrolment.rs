//! Who is who. An enrolment key proves only "from this district"; device and person are claims.

use crate::DeviceId;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// `POST /enrolments`: a key from policy, or a code typed once, and claims about device and person.
///
/// Not `Serialize`: it carries secrets, so `desk-client` writes the body itself.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct EnrolmentRequest {
    /// The district's enrolment key, or the code that was typed. At least 128 bits where it comes from policy.
    #[schema(value_type = String)]
    pub key: SecretString,
    /// A secret this account made at its first enrolment and keeps in its keyring, at least 128 bits. Enrolling again with it
    /// is the same person; without it, a new one who sees only what they open themselves.
    #[schema(value_type = String)]
    pub account_secret: SecretString,
    /// What the computer says about itself.
    pub device: DeviceClaim,
    /// What the account says about its owner.
    pub person: PersonClaim,
}

/// What a computer says about itself when it enrols. Matches an asset record, never a person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct DeviceClaim {
    /// Made once at installation and kept by policy of the machine.
    pub install_id: Uuid,
    /// The host name.
    pub host_name: String,
    /// The maker's serial number, where it may be read.
    #[serde(default)]
    pub serial: Option<String>,
    /// The district's asset tag, from policy.
    #[serde(default)]
    pub asset_tag: Option<String>,
    /// Site, from policy.
    #[serde(default)]
    pub site: Option<String>,
    /// Building, from policy.
    #[serde(default)]
    pub building: Option<String>,
    /// Room, from policy.
    #[serde(default)]
    pub room: Option<String>,
}

/// What an account says about its owner.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonClaim {
    /// The operating system's account name.
    pub user_name: String,
    /// The full name the account carries, where it has one.
    #[serde(default)]
    pub full_name: Option<String>,
    /// An address, where the directory gives one.
    #[serde(default)]
    pub email: Option<String>,
}

/// `POST /tokens`: trades a refresh token for a new pair.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct RefreshRequest {
    /// The newest refresh token the agent holds.
    #[schema(value_type = String)]
    pub refresh_token: SecretString,
}

/// What enrolment and refresh answer with.
///
/// Rotation is two-phase: the previous refresh token stays good until its successor was first used; after that, its reuse
/// revokes the family (RFC 9700 §4.14.2).
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct Tokens {
    /// The device's record.
    pub device_id: DeviceId,
    /// Goes into the keyring before it is used.
    #[schema(value_type = String)]
    pub refresh_token: SecretString,
    /// Stays in memory.
    #[schema(value_type = String)]
    pub access_token: SecretString,
    /// When the access token ends, at most an hour on.
    pub access_expires_at: Timestamp,
}
