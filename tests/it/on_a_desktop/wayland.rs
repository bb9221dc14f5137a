//! Wayland, with sway and the real portal: the picture is what was on the screen, and the portal's own file of it is gone.

use deskside_tests::{Programs, Wayland};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;

/// Nobody answers there, so that what is sent stays on the disk.
const NO_DESK: &str = "server = \"http://127.0.0.1:9\"\nenrolment_key = \"key-0123456789abcdef\"\n";
/// What `deskside send` ends with when the request is kept and not sent.
const KEPT: i32 = 3;

#[tokio::test]
async fn the_real_portals_picture_goes_with_the_request_and_its_own_file_is_gone() {
    let desktop = Wayland::start().await.expect("a Wayland desktop");
    let programs = Programs::beside_me().expect("a folder");
    let deskside = desktop.install(&programs.command_line).expect("the command line is built");
    let policy = desktop.write("policy.toml", NO_DESK).expect("a policy");
    let data = desktop.home().join("data");
    let before = left_in_tmp(&desktop);

    let send = ["send", "--message", "It is green", "--screenshot", "--no-report", "--policy"].map(OsStr::new);
    let arguments = [&send[..], &[policy.as_os_str(), "--data".as_ref(), data.as_os_str()]].concat();
    let sent = desktop.output(deskside, &arguments).expect("it runs");

    let said = format!("{}{}", String::from_utf8_lossy(&sent.stdout), String::from_utf8_lossy(&sent.stderr));
    assert_eq!(sent.status.code(), Some(KEPT), "{said}");
    let kept: Vec<PathBuf> = fs::read_dir(data.join("blobs")).expect("a folder").flatten().map(|entry| entry.path()).collect();
    let [picture] = &kept[..] else { panic!("one picture: {kept:?}, {said}") };
    let picture = desk_capture::decode(&fs::read(picture).expect("a picture")).expect("a PNG");
    assert_eq!((picture.width(), picture.height()), Wayland::SIZE);
    assert!(picture.rgb().chunks_exact(3).all(|pixel| pixel == Wayland::COLOUR), "something else is on it");
    assert_eq!(left_in_tmp(&desktop), before, "the portal's file is still there");
}

/// Pictures in the folder that all share, which is where the portal of wlroots lays its own, of whoever sits here.
fn left_in_tmp(desktop: &Wayland) -> BTreeSet<PathBuf> {
    let files = fs::read_dir("/tmp").expect("a folder").flatten().map(|entry| entry.path());
    files.filter(|path| path.extension() == Some(OsStr::new("png")) && desktop.owns(path)).collect()
}
