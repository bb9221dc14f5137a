//! Prints this device's report as text, or with `--json` as it is sent. Further arguments name the help desk's address.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use desk_report::{Context, DEADLINE, plain_text, report};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let (flags, places): (Vec<_>, Vec<_>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let context = Context {
        agent_version: env!("CARGO_PKG_VERSION").to_owned(),
        policy_source: "no policy on this computer".to_owned(),
        user_name: std::env::var("USER").unwrap_or_else(|_| "unknown".to_owned()),
        help_desk: places.first().map(|place| place.parse()).transpose()?,
        ..Context::default()
    };

    let report = report(&context, DEADLINE).await;
    if flags.iter().any(|flag| flag == "--json") {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        println!("{}", plain_text(&report));
    }
    Ok(())
}
