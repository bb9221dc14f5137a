//! `deskside-agent`: sits in the tray.
#![cfg_attr(windows, windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    desk_agent::agent::main()
}
