//! Which machine this is: its name on the network and what its maker wrote into it.

use super::{Probe, known, words};
use crate::Context;
use desk_api::report::{FactValue, key};
use sysinfo::{Motherboard, Product, System};

/// What makers leave where they wrote nothing.
const BLANKS: [&str; 12] = [
    "",
    "0",
    "default string",
    "none",
    "not applicable",
    "not available",
    "not specified",
    "o.e.m.",
    "system manufacturer",
    "system product name",
    "system serial number",
    "to be filled by o.e.m.",
];

pub(super) fn names() -> Probe {
    Probe::reading("firmware tables", &[key::HOST_NAME, key::MAKE, key::MODEL, key::SERIAL], || {
        let host = System::host_name().map_err(|error| error.to_string());
        vec![
            words(key::HOST_NAME, host).from("the system"),
            words(key::MAKE, written(Product::vendor_name().ok()).ok_or_else(|| why_blank("sys_vendor"))),
            words(key::MODEL, written(Product::name().ok()).ok_or_else(|| why_blank("product_name"))),
            words(key::SERIAL, written(Product::serial_number().ok()).ok_or_else(|| why_blank("product_serial"))),
        ]
    })
}

/// The serial number the maker wrote into the firmware, where there is one and this account may read it.
#[must_use]
pub fn serial_number() -> Option<String> {
    written(Product::serial_number().ok())
}

/// The policy's, else the one the maker or the district wrote into the firmware.
pub(super) fn asset_tag(context: &Context) -> Probe {
    const KEYS: &[&str] = &[key::ASSET_TAG];
    match context.asset_tag.clone() {
        Some(tag) => Probe::given("policy", KEYS, vec![known(key::ASSET_TAG, FactValue::Text(tag))]),
        None => Probe::reading("firmware tables", KEYS, || {
            let tag = written(Motherboard::new().ok().and_then(|board| board.asset_tag()));
            vec![words(key::ASSET_TAG, tag.ok_or_else(|| "neither the policy nor the firmware names one".to_owned()))]
        }),
    }
}

fn written(text: Option<String>) -> Option<String> {
    let text = text?.trim().to_owned();
    let is_blank = BLANKS.contains(&text.to_lowercase().as_str());
    (!is_blank).then_some(text)
}

#[cfg(target_os = "linux")]
fn why_blank(field: &str) -> String {
    match std::fs::read_to_string(format!("/sys/devices/virtual/dmi/id/{field}")) {
        Ok(_) => "the maker left it blank".to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => "only an administrator may read it".to_owned(),
        Err(_) => "this machine's firmware says nothing about it".to_owned(),
    }
}

#[cfg(not(target_os = "linux"))]
fn why_blank(_field: &str) -> String {
    "this machine's firmware says nothing about it".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_maker_left_blank_is_no_name() {
        for blank in ["To Be Filled By O.E.M.", "Default string", "  ", "System Serial Number", "None"] {
            assert_eq!(written(Some(blank.to_owned())), None, "{blank}");
        }
        assert_eq!(written(Some(" HP ProBook 450 G8\n".to_owned())), Some("HP ProBook 450 G8".to_owned()));
        assert_eq!(written(None), None);
    }
}
