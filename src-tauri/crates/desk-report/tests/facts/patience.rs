//! A report is done in time whatever hangs, and says nothing it must not.

use crate::device::{Facts, report, report_after, until};
use desk_api::report::key;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A program that writes down its number and never answers.
fn hangs(folder: &Path, name: &str) {
    let program = folder.join(name);
    std::fs::write(&program, format!("#!/bin/sh\necho $$ > {}.pid\nexec sleep 600\n", program.display())).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn when_everything_hangs_the_report_is_still_there_in_three_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in ["lpstat", "pactl", "wpctl"] {
        hangs(folder.path(), name);
    }
    let bus = UnixListener::bind(at("bus")).unwrap();
    let number = 20_000 + std::process::id() % 20_000;
    let sockets = Path::new("/tmp/.X11-unix");
    std::fs::create_dir_all(sockets).unwrap();
    let display = sockets.join(format!("X{number}"));
    let server = UnixListener::bind(&display).unwrap();
    std::fs::create_dir(at("pulse")).unwrap();
    std::fs::write(at("pulse/native"), "").unwrap();
    let script = format!(
        r#"ip link set lo up; ip link add planted0 type veth peer name planted1; ip link set planted1 up
           ip addr add 10.77.0.2/24 dev planted0; ip link set planted0 up
           ip route add default via 10.77.0.1; export PATH={}:$PATH; exec "$0" --json http://10.77.0.9"#,
        folder.path().display()
    );
    let bus_address = format!("unix:path={}", at("bus").display());
    let here = folder.path().to_string_lossy().into_owned();
    let display_name = format!(":{number}");
    let session = [("DISPLAY", display_name.as_str()), ("DBUS_SYSTEM_BUS_ADDRESS", &bus_address), ("XDG_RUNTIME_DIR", &here)];

    let begun = Instant::now();
    let report = report_after(&["--net"], &script, &session);
    let took = begun.elapsed();
    drop((bus, server));
    std::fs::remove_file(&display).unwrap();

    assert!(report.took_ms < 3_000 && took < Duration::from_millis(3_500), "{} ms, {took:?}", report.took_ms);
    for key in [key::DISPLAY, key::WIFI_NAME, key::PRINTER, key::AUDIO_MUTED, key::CHECK_DESK] {
        assert!(report.why_unknown(key).starts_with("no answer within "), "{key}: {}", report.why_unknown(key));
    }
    for name in ["lpstat.pid", "pactl.pid"] {
        let number = std::fs::read_to_string(at(name)).unwrap();
        let line = format!("/proc/{}/cmdline", number.trim());
        until("a program that hung is killed", || std::fs::read(&line).map_or(true, |line| line.is_empty()));
    }
}

#[test]
fn processes_files_and_the_environment_stay_out_of_the_report() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("planted-file-name");
    std::fs::write(&file, "planted-content").unwrap();
    let open = std::fs::File::open(&file).unwrap();
    let mut process = Command::new("sh").args(["-c", "sleep 60; :", "planted-argument"]).spawn().unwrap();

    let home = folder.path().to_string_lossy().into_owned();
    let text = serde_json::to_string(&report(&[("PLANTED", "planted-variable"), ("HOME", &home)])).unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    drop(open);

    assert!(text.contains(key::HOST_NAME));
    assert!(!text.contains("planted"), "{text}");
}
