//! The default printer and whether it prints.

#[cfg(unix)]
#[path = "printer/cups.rs"]
mod system;
#[cfg(not(unix))]
#[path = "printer/other.rs"]
mod system;

use super::{Probe, SOON, words};
use desk_api::report::key;

pub(super) fn probe() -> Probe {
    Probe::asking("the print system", &[key::PRINTER, key::PRINTER_STATE], SOON, async {
        let (printer, state) = system::printer().await;
        vec![words(key::PRINTER, printer), words(key::PRINTER_STATE, state)]
    })
}
