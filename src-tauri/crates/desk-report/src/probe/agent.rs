//! Who is reporting, and by whose rules.

use super::{Probe, known};
use crate::Context;
use desk_api::report::{FactValue, key};

pub(super) fn probe(context: &Context) -> Probe {
    let findings = vec![
        known(key::AGENT_VERSION, FactValue::Text(context.agent_version.clone())),
        known(key::POLICY_SOURCE, FactValue::Text(context.policy_source.clone())),
    ];
    Probe::given("this agent", &[key::AGENT_VERSION, key::POLICY_SOURCE], findings)
}
