//! deskside-server.

fn main() -> std::process::ExitCode {
    desk_server::cli::run()
}
