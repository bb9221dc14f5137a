//! Doing what the command line asks.

use super::{
    Cli, Command, Data, LogForm, PostNotice, SchoolCode, Serve, SignInLink,
    audit::audit,
    backup::{backup, restore},
    doctor::doctor,
    person::person,
    retention::retain,
    revoke::revoke,
};
use crate::{Config, Running, Settings, os, serve::start};
use anyhow::Context;
use clap::Parser;
use desk_api::staff::NewNotice;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use std::{
    io::{self, IsTerminal, Write},
    panic,
    process::ExitCode,
};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// Reads the command line, does what it asks, and says how it went.
#[must_use]
pub fn run() -> ExitCode {
    // Tokens and people's words are in its memory.
    os::leave_no_core_file();
    say_no_words_in_a_panic();
    let cli = Cli::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")
        .and_then(|runtime| runtime.block_on(carry_out(cli.command)));
    match done {
        Ok(status) => status,
        // Where stderr is gone too, the exit status still says it.
        Err(error) => match error.downcast_ref::<clap::Error>() {
            Some(wrong) => {
                let _ = wrong.print();
                ExitCode::from(2)
            }
            None => {
                let _ = writeln!(io::stderr(), "deskside-server: {error:#}");
                ExitCode::FAILURE
            }
        },
    }
}

/// Says where a call came to grief; not with which words, because they may be somebody's.
fn say_no_words_in_a_panic() {
    panic::set_hook(Box::new(|what| {
        let place = what.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a part of the server came to grief");
        // Before there is a log, and after it.
        let _ = writeln!(io::stderr(), "deskside-server: a part came to grief at {place}");
    }));
}

async fn carry_out(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Doctor(asked) => return doctor(asked).await,
        Command::Serve(serve) => serve_until_asked(serve).await,
        Command::SchoolCode(asked) => school_code(&asked).await,
        Command::EnrolmentKey(asked) => enrolment_key(&asked.data).await,
        Command::SignInLink(asked) => sign_in_link(&asked).await,
        Command::PostNotice(asked) => post_notice(asked).await,
        Command::Backup(asked) => backup(asked).await,
        Command::Restore(asked) => restore(asked).await,
        Command::Retain(asked) => retain(asked).await,
        Command::Person(asked) => person(asked).await,
        Command::Revoke(asked) => revoke(asked).await,
        Command::Audit(asked) => audit(asked).await,
        Command::Openapi => print(crate::openapi_json().context("writing the document")?.trim_end()),
    }?;
    Ok(ExitCode::SUCCESS)
}

async fn serve_until_asked(asked: Serve) -> anyhow::Result<()> {
    log_to_stderr(asked.log, &asked.log_level)?;
    let config = Config::read(&asked.config).with_context(|| format!("in {}", asked.config.display()))?;
    let (listen, transport) = (asked.reached.listen, asked.reached.transport());
    let settings = Settings { config, database: asked.data.database()?, listen, transport, clock: Timestamp::now };
    let stop = os::StopSignal::listen().context("listening to signals")?;
    let mut running = start(settings).await?;
    announce(&running).await?;
    tokio::select! {
        () = stop.given() => {}
        ended = running.ended() => return ended.context("listening"),
    }
    tracing::info!("stopping");
    running.stop().await.context("stopping")?;
    tracing::info!("stopped");
    Ok(())
}

async fn announce(running: &Running) -> anyhow::Result<()> {
    tracing::info!(server.address = %running.address(), "listening");
    print(&format!("listening on {}", running.url()))?;
    for (user, link) in running.first_sign_in_links().await? {
        print(&format!("sign-in link for {user}: {}", link.expose_secret()))?;
    }
    Ok(())
}

async fn enrolment_key(data: &Data) -> anyhow::Result<()> {
    let operator = data.operator().await?;
    let key = operator.new_enrolment_key().await?;
    operator.close().await;
    print(key.expose_secret())
}

async fn school_code(asked: &SchoolCode) -> anyhow::Result<()> {
    let operator = asked.data.operator().await?;
    let code = operator.new_school_code(SignedDuration::from_hours(i64::from(asked.days) * 24)).await?;
    operator.close().await;
    let code = code.expose_secret();
    match &asked.url {
        Some(url) => print(&format!("{}/{code}", url.as_str().trim_end_matches('/').trim_start_matches("https://"))),
        None => print(code),
    }
}

async fn sign_in_link(asked: &SignInLink) -> anyhow::Result<()> {
    let operator = asked.data.operator().await?;
    let value = operator.new_sign_in_link(&asked.user).await?;
    operator.close().await;
    let Some(value) = value else {
        anyhow::bail!("nobody is called {:?} here: name them under [[technicians]] and start the server once", asked.user);
    };
    print(&format!("{}/welcome#{}", asked.url.as_str().trim_end_matches('/'), value.expose_secret()))
}

async fn post_notice(asked: PostNotice) -> anyhow::Result<()> {
    let new = NewNotice {
        title: asked.title,
        kind: asked.kind.into(),
        places: asked.place,
        meanwhile: asked.meanwhile,
        owner: asked.owner,
        starts_at: asked.starts_at,
        back_by: asked.back_by,
        next_update_by: None,
        tickets: Vec::new(),
    };
    let operator = asked.data.operator().await?;
    let notice = operator.post_notice(&new).await?;
    operator.close().await;
    print(&notice.id.to_string())
}

pub(super) fn print(line: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{line}").and_then(|()| stdout.flush()).context("writing to stdout")
}

fn log_to_stderr(form: LogForm, filter: &str) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter).context("reading --log-level")?;
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
    match form {
        LogForm::Text => registry.with(layer).try_init(),
        LogForm::Json => registry.with(layer.json()).try_init(),
    }
    .context("starting the log")
}
