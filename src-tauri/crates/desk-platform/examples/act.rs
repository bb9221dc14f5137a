//! Acts on the keyring or claims to be the agent, one line in, one line out: what the tests of this crate drive from outside.
//!
//! `act keyring LABEL` takes `get NAME`, `set NAME VALUE`, `delete NAME`, `clear`. `act instance FOLDER` says `first` or
//! `second`; the first prints what it is asked, the second takes `open PLACE` and `wake`.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use desk_platform::{Asked, Claimed, Instance, Keyring, KeyringError, Paths};
use secrecy::ExposeSecret;
use std::error::Error;
use std::io::BufRead;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["keyring", label] => keyring(label).await,
        ["instance", folder] => instance(Paths::of(Some(folder.into()))?).await,
        _ => Err("say `keyring LABEL` or `instance FOLDER`".into()),
    }
}

async fn keyring(label: &str) -> Result<(), Box<dyn Error>> {
    let keyring = Keyring::open(label);
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let answer = match line.split(' ').collect::<Vec<_>>()[..] {
            ["get", name] => keyring.get(name).await.map(|value| value.map_or("none".into(), |value| value.expose_secret().to_owned())),
            ["set", name, value] => keyring.set(name, &value.into()).await.map(|()| "ok".to_owned()),
            ["delete", name] => keyring.delete(name).await.map(|()| "ok".to_owned()),
            ["clear"] => keyring.clear().await.map(|count| count.to_string()),
            ["burst", name] => burst(&keyring, name).await,
            _ => return Err(format!("no such line: {line}").into()),
        };
        println!("{}", answer.unwrap_or_else(|error| word(&error).to_owned()));
    }
    Ok(())
}

/// Five calls at once, as when several parts of the agent want the token.
async fn burst(keyring: &Keyring, name: &str) -> Result<String, KeyringError> {
    let all = tokio::join!(keyring.get(name), keyring.get(name), keyring.get(name), keyring.get(name), keyring.get(name));
    let first = all.0?.is_some();
    Ok([first, all.1?.is_some(), all.2?.is_some(), all.3?.is_some(), all.4?.is_some()].map(|is| is.to_string()).join(" "))
}

fn word(error: &KeyringError) -> &'static str {
    match error {
        KeyringError::Unavailable { .. } => "unavailable",
        KeyringError::Locked => "locked",
        KeyringError::TimedOut => "timed out",
        KeyringError::NotText => "not text",
        KeyringError::Unsupported { .. } => "unsupported",
    }
}

async fn instance(paths: Paths) -> Result<(), Box<dyn Error>> {
    match Instance::claim(&paths).await {
        Claimed::First(mut first) => {
            println!("first{}", first.unguarded.as_deref().map(|why| format!(", unguarded: {why}")).unwrap_or_default());
            while let Some(asked) = first.requests.recv().await {
                match asked {
                    Asked::Open(place) => println!("open {place}"),
                    Asked::Wake => println!("wake"),
                }
            }
        }
        Claimed::Second(other) => {
            println!("second");
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                let answer = match line.strip_prefix("open ") {
                    Some(place) => other.open(place).await,
                    None => other.wake().await,
                };
                println!("{}", answer.map_or_else(|error| error.to_string(), |()| "ok".to_owned()));
            }
        }
    }
    Ok(())
}
