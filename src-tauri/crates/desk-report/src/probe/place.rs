//! Where the computer stands, as the district wrote it down.

use super::{Probe, words};
use crate::Context;
use desk_api::report::key;

pub(super) fn probe(context: &Context) -> Probe {
    let findings = [(key::SITE, &context.site), (key::BUILDING, &context.building), (key::ROOM, &context.room)]
        .map(|(key, value)| words(key, value.clone().ok_or_else(|| "the policy does not name it".to_owned())));
    Probe::given("policy", &[key::SITE, key::BUILDING, key::ROOM], findings.into())
}
