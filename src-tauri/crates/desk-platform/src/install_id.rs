//! Which installation this is, without saying which machine.

use crate::Paths;
use std::io::ErrorKind;
use std::path::Path;
use uuid::Uuid;

const INSTALLATIONS: Uuid = Uuid::from_u128(0x9a2e_64b1_37f0_4c58_b0d6_5f1c_83ea_2d47);
const MACHINE_ID: &str = "/etc/machine-id";

/// The identity of this installation: the same at every start and for every account of this computer.
///
/// It is derived one way from the machine's own id, which is confidential and never leaves. Where there is none, it is drawn
/// once and kept in the data folder.
///
/// # Errors
/// When it had to be drawn and could not be kept.
pub fn install_id(paths: &Paths) -> std::io::Result<Uuid> {
    match std::fs::read_to_string(MACHINE_ID).ok().as_deref().and_then(derived) {
        Some(id) => Ok(id),
        None => kept(&paths.data().join("install-id")),
    }
}

/// `None` where the file holds no id, as in an image that was never started.
fn derived(machine_id: &str) -> Option<Uuid> {
    let machine = Uuid::try_parse(machine_id.trim()).ok().filter(|id| !id.is_nil())?;
    Some(Uuid::new_v5(&INSTALLATIONS, machine.as_bytes()))
}

fn kept(file: &Path) -> std::io::Result<Uuid> {
    match std::fs::read_to_string(file) {
        Ok(text) => {
            if let Ok(id) = Uuid::try_parse(text.trim()) {
                return Ok(id);
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }

    let id = Uuid::new_v4();
    let fresh = file.with_extension("new");
    std::fs::write(&fresh, format!("{id}\n"))?;
    std::fs::rename(&fresh, file)?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_id_gives_one_identity_and_cannot_be_seen_in_it() {
        let machine = "b08dfa6083e7567a1921a715000001fb";

        let id = derived(&format!("{machine}\n")).unwrap();

        assert_eq!(derived(machine), Some(id));
        assert_ne!(id.simple().to_string(), machine);
        assert_ne!(derived("b08dfa6083e7567a1921a715000001fc"), Some(id));
    }

    #[test]
    fn an_image_that_was_never_started_has_no_machine_id() {
        assert_eq!(derived("uninitialized\n"), None);
        assert_eq!(derived(""), None);
        assert_eq!(derived("00000000000000000000000000000000"), None);
    }

    #[test]
    fn a_drawn_identity_is_kept_and_drawn_anew_when_it_was_spoilt() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("install-id");

        let first = kept(&file).unwrap();
        let again = kept(&file).unwrap();
        std::fs::write(&file, "spoilt").unwrap();
        let anew = kept(&file).unwrap();

        assert_eq!(first, again);
        assert_ne!(first, anew);
        assert_eq!(kept(&file).unwrap(), anew);
    }

    #[test]
    fn an_identity_that_cannot_be_kept_is_an_error() {
        assert!(kept(Path::new("/nowhere/install-id")).is_err());
    }
}
