//! `deskside`: the command line.

fn main() -> std::process::ExitCode {
    desk_agent::cli::main()
}
