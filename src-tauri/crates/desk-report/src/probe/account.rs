//! Whose session this is.

use super::{Probe, known, words};
use crate::Context;
use desk_api::report::{FactValue, key};

pub(super) fn probe(context: &Context) -> Probe {
    let full_name = context.full_name.clone().ok_or_else(|| "the account carries no full name".to_owned());
    let findings = vec![known(key::USER_NAME, FactValue::Text(context.user_name.clone())), words(key::USER_FULL_NAME, full_name)];
    Probe::given("the session's account", &[key::USER_NAME, key::USER_FULL_NAME], findings)
}
