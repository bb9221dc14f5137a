use super::*;
use std::os::unix::fs::PermissionsExt;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(target_os = "linux")]
#[test]
fn the_usual_folders_follow_the_desktop_specification() {
    let variables = |name: &str| (name == "XDG_STATE_HOME").then(|| "/state".into());

    let paths = Paths::usual(variables, Some("/home/maria".into())).unwrap();

    assert_eq!(paths.data(), Path::new("/home/maria/.local/share/deskside"));
    assert_eq!(paths.log(), Path::new("/state/deskside"));
    assert_eq!(paths.runtime(), Path::new("/home/maria/.local/share/deskside/run"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_relative_folder_in_the_environment_does_not_count() {
    let variables = |name: &str| (name == "XDG_DATA_HOME").then(|| "here".into());

    let paths = Paths::usual(variables, Some("/home/maria".into())).unwrap();

    assert_eq!(paths.data(), Path::new("/home/maria/.local/share/deskside"));
}

#[test]
fn an_account_without_a_home_is_told_so() {
    let error = Paths::usual(|_| None, None).unwrap_err();

    assert_eq!(error.to_string(), "this account has no home folder to keep requests in; name a folder with --data");
}

#[test]
fn a_home_that_cannot_be_made_is_named() {
    let error = Paths::of(Some("/dev/null/deskside".into())).unwrap_err();

    assert_eq!(error.to_string(), "the folder /dev/null/deskside cannot be made private to this account");
}

#[test]
fn every_folder_is_for_the_owner_alone_also_one_that_was_open() {
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("deep").join("data");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();

    let paths = Paths::of(Some(data)).unwrap();

    assert_eq!([paths.data(), paths.log(), paths.runtime()].map(mode), [0o700; 3]);
}

#[test]
fn a_given_folder_has_a_label_of_its_own_and_always_the_same() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let label = |folder: &Path| Paths::of(Some(folder.to_owned())).unwrap().instance_label();

    assert_eq!(label(one.path()), label(&one.path().join(".").join("")));
    assert_ne!(label(one.path()), label(two.path()));
    assert!(label(one.path()).starts_with("org.deskside.Agent.D"));
}
