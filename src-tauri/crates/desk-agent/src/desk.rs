//! The help desk of this computer, as its policy names it.

use crate::{here::Here, store::KeyringStore};
use anyhow::Context;
use desk_api::{DeviceClaim, PersonClaim};
use desk_client::{Client, Identity};
use desk_platform::install_id;
use std::sync::Arc;

/// The client for the help desk; `None` where the policy names none. Nothing is sent yet.
///
/// # Errors
/// When the policy's address, this computer's trust store or its own identity cannot be used.
pub(crate) fn help_desk(here: &Here) -> anyhow::Result<Option<Client>> {
    let policy = &here.policy.policy;
    let Some(server) = &policy.server else { return Ok(None) };
    let device = DeviceClaim {
        install_id: install_id(&here.paths).context("keeping the identity of this installation")?,
        host_name: here.computer.clone(),
        serial: None,
        asset_tag: policy.asset_tag.clone(),
        site: policy.site.clone(),
        building: policy.building.clone(),
        room: policy.room.clone(),
    };
    let person = PersonClaim { user_name: here.account.user_name.clone(), full_name: here.account.full_name.clone(), email: None };
    let identity = Identity { device, person, enrolment_key: policy.enrolment_key.clone() };
    let store = Arc::new(KeyringStore::new(here.keyring.clone(), server.clone()));
    Client::new(server.clone(), identity, store, env!("CARGO_PKG_VERSION")).context("preparing the connection to the help desk").map(Some)
}
