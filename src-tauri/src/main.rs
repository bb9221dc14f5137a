//! The window: one webview that shows what the agent says and tells the agent what a person asks for.
//!
//! The agent starts this program when somebody wants to see it, and speaks with it over its stdin and stdout, one JSON value a
//! line. Nothing is decided here, nothing is kept here and nothing is fetched from a network. When stdin ends, so does the
//! window; closing its frame only hides it.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod agent;
mod life;
mod page;
mod pictures;
mod stdio;

use anyhow::Context;
use pictures::Pictures;

fn main() -> anyhow::Result<()> {
    // Before anything of GTK's or WebKit's runs, because they print.
    let stdio = stdio::set_aside().context("setting stdin and stdout aside for the agent")?;
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();

    let (agent, voice) = agent::to_tell();
    tauri::Builder::default()
        .manage(agent)
        .manage(Pictures::default())
        .register_uri_scheme_protocol(pictures::SCHEME, |context, request| pictures::answer(context.app_handle(), &request))
        .invoke_handler(tauri::generate_handler![page::tell])
        .on_window_event(page::on_window_event)
        .setup(move |app| {
            page::open(app)?;
            agent::speak(voice, stdio.to_agent, app.handle().clone());
            agent::listen(stdio.from_agent, app.handle().clone());
            Ok(())
        })
        .run(tauri::generate_context!())
        .context("running the window")
}
