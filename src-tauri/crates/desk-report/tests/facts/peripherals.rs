//! What is plugged in: displays, sound, the printer.

use crate::device::{Facts, Program, report, until};
use desk_api::report::{FactValue, key};
use std::path::Path;
use std::process::Command;

/// Runs a tool of the test's in the session of `environment`.
fn tool(environment: &[(&str, &str)], program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).env("LC_ALL", "C").envs(environment.iter().copied()).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn displays_are_what_xrandr_says_before_and_after_they_were_rearranged() {
    let mut server = Command::new("Xvfb");
    let mut server = Program::start(server.args(["-displayfd", "1", "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]));
    let display = format!(":{}", server.line());
    let session = [("DISPLAY", display.as_str())];
    let one = report(&session);
    let listed = tool(&session, "xrandr", &["--listmonitors"]).unwrap();

    for (name, place, output) in [("left", "640/169x800/211+0+0", "screen"), ("right", "640/169x800/211+640+0", "none")] {
        tool(&session, "xrandr", &["--setmonitor", name, place, output]).expect("xrandr sets a monitor");
    }
    let two = report(&session);

    assert!(listed.contains("1280/") && listed.contains("x800/") && listed.contains("+0+0"), "{listed}");
    assert!(one.text(key::DISPLAY).starts_with("1280×800 at 0,0"), "{}", one.text(key::DISPLAY));
    assert_eq!(one.text(key::DISPLAY_ARRANGEMENT), "single");
    assert_eq!(two.value_of(key::DISPLAY, Some("left")).in_words(), "640×800 at 0,0, 17×21 cm");
    assert_eq!(two.value_of(key::DISPLAY, Some("right")).in_words(), "640×800 at 640,0, 17×21 cm");
    assert_eq!(two.text(key::DISPLAY_ARRANGEMENT), "extended");
}

#[test]
fn sound_is_what_pactl_says_before_and_after_it_was_muted() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_string_lossy().into_owned();
    let session = [("XDG_RUNTIME_DIR", place.as_str()), ("HOME", place.as_str())];
    let script = folder.path().join("sound.pa");
    std::fs::write(
        &script,
        "load-module module-native-protocol-unix auth-anonymous=1\n\
         load-module module-null-sink sink_name=speaker sink_properties=device.description=Classroom_Speaker\n\
         set-default-sink speaker\n",
    )
    .unwrap();
    let none = report(&session);
    let mut server = Command::new("pulseaudio");
    server.args(["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "-F", &script.to_string_lossy()]);
    let _server = Program::start(server.envs(session));
    until("the sound server answers", || tool(&session, "pactl", &["get-sink-mute", "speaker"]).is_some());
    let before = report(&session);

    tool(&session, "pactl", &["set-sink-mute", "speaker", "1"]).expect("pactl mutes");
    tool(&session, "pactl", &["set-sink-volume", "speaker", "40%"]).expect("pactl turns down");
    let after = report(&session);

    assert_eq!(none.why_unknown(key::AUDIO_MUTED), "no sound server runs in this session");
    assert_eq!(tool(&session, "pactl", &["get-sink-mute", "speaker"]).unwrap().trim(), "Mute: yes");
    assert_eq!([before.text(key::AUDIO_OUTPUT), after.text(key::AUDIO_OUTPUT)], ["Classroom_Speaker"; 2]);
    assert_eq!([before.value(key::AUDIO_MUTED), after.value(key::AUDIO_MUTED)], [&FactValue::Flag(false), &FactValue::Flag(true)]);
    assert_eq!([before.value(key::AUDIO_VOLUME), after.value(key::AUDIO_VOLUME)], [&FactValue::Percent(100.0), &FactValue::Percent(40.0)]);
}

#[test]
fn the_printer_is_what_the_print_system_says_before_and_after_it_was_stopped() {
    let folder = tempfile::Builder::new().prefix("cups").tempdir().unwrap();
    let _server = print_system(folder.path());
    let socket = folder.path().join("socket").to_string_lossy().into_owned();
    let session = [("CUPS_SERVER", socket.as_str())];
    until("the print system answers", || tool(&session, "lpstat", &["-r"]).is_some_and(|said| said.contains("is running")));
    let none = report(&session);

    tool(&session, "lpadmin", &["-p", "Lobby", "-E", "-v", "file:/dev/null", "-m", "raw"]).expect("lpadmin adds a printer");
    tool(&session, "lpadmin", &["-d", "Lobby"]).expect("lpadmin chooses it");
    let idle = report(&session);
    tool(&session, "cupsdisable", &["-r", "Out of toner", "Lobby"]).expect("cupsdisable stops it");
    let stopped = report(&session);

    assert_eq!(none.why_unknown(key::PRINTER), "no default printer is chosen");
    assert_eq!([idle.text(key::PRINTER), idle.text(key::PRINTER_STATE)], ["Lobby", "idle"]);
    assert_eq!(stopped.text(key::PRINTER_STATE), "stopped: Out of toner");
}

fn print_system(folder: &Path) -> Program {
    use std::os::unix::fs::PermissionsExt;

    let place = folder.display();
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    for name in ["root", "root/ppd", "spool", "cache", "state", "temporary"] {
        std::fs::create_dir(folder.join(name)).unwrap();
        std::fs::set_permissions(folder.join(name), std::fs::Permissions::from_mode(0o777)).unwrap();
    }
    let server = format!(
        "Listen {place}/socket\nBrowsing Off\nWebInterface No\nDefaultAuthType None\n\
         <Location />\n Order allow,deny\n Allow all\n</Location>\n<Policy default>\n <Limit All>\n  Order deny,allow\n </Limit>\n</Policy>\n"
    );
    let files = format!(
        "FileDevice Yes\nServerRoot {place}/root\nRequestRoot {place}/spool\nCacheDir {place}/cache\nStateDir {place}/state\n\
         TempDir {place}/temporary\nServerBin /usr/lib/cups\nAccessLog {place}/access\nErrorLog {place}/error\nPageLog {place}/page\n"
    );
    std::fs::write(folder.join("cupsd.conf"), server).unwrap();
    std::fs::write(folder.join("cups-files.conf"), files).unwrap();
    let mut command = Command::new("/usr/sbin/cupsd");
    command.arg("-f").arg("-c").arg(folder.join("cupsd.conf")).arg("-s").arg(folder.join("cups-files.conf"));
    Program::start(&mut command)
}
