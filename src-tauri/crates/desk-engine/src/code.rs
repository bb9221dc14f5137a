//! Short codes for trouble, to be read out on the phone. Words for people come from the catalogue.

use desk_api::{Code, DeskError};
use desk_outbox::Reason;

/// The code of an error of the desk.
pub(crate) fn of_error(error: &DeskError) -> String {
    match error {
        DeskError::Refused { problem, .. } => of_code(problem.code),
        DeskError::InTrouble { status, .. } => status.to_string(),
        DeskError::Unreachable(_) => "unreachable".to_owned(),
        DeskError::NotADesk { .. } => "not_a_desk".to_owned(),
        DeskError::NotEnrolled(_) => "not_enrolled".to_owned(),
        DeskError::NoStore(_) => "keyring".to_owned(),
    }
}

/// The code of what made the outbox set a parcel aside.
pub(crate) fn of_reason(reason: Reason) -> String {
    match reason {
        Reason::Refused { code } => of_code(code),
        Reason::NotLetThrough => "not_let_through".to_owned(),
        Reason::BlobMissing => "blob_missing".to_owned(),
        Reason::TicketSetAside => "ticket_set_aside".to_owned(),
        Reason::TakenBack => "taken_back".to_owned(),
        Reason::Unreadable => "unreadable".to_owned(),
        Reason::Unknown => "unknown".to_owned(),
    }
}

/// The contract's own spelling.
fn of_code(code: Code) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
