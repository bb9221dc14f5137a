//! The webview: its frame, what it may do, and the one command and the events between page and agent.

use crate::{agent::Agent, life};
use desk_view::{FromWindow, View};
use tauri::{App, AppHandle, Emitter, Manager, State, Theme, Url, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent, window::Color};

const LABEL: &str = "main";
/// The pages' own background, so that nothing flashes before the first of them is painted.
const LIGHT: Color = Color(0xF1, 0xF4, 0xF2, 0xFF);
const DARK: Color = Color(0x12, 0x16, 0x15, 0xFF);

/// The page says something: that it is up, or what a person asks for.
#[tauri::command]
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands state to a command by value")]
pub(crate) fn tell(frame: FromWindow, agent: State<'_, Agent>) {
    agent.tell(frame);
}

/// Makes the window, hidden.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let conf = app.config().app.windows.iter().find(|window| window.label == LABEL).ok_or(tauri::Error::WindowNotFound)?;
    let window = WebviewWindowBuilder::from_config(app.handle(), conf)?.on_navigation(is_ours).build()?;
    life::end_with_the_page(&window)?;
    let background = if window.theme()? == Theme::Dark { DARK } else { LIGHT };
    window.set_background_color(Some(background))
}

/// Hands a view to the page.
pub(crate) fn render(app: &AppHandle, view: &View) {
    note(app.emit_to(LABEL, "view", view), "a view could not be handed to the page");
}

/// Brings the window to the front.
pub(crate) fn show(app: &AppHandle) {
    with_window(app, |window| {
        window.unminimize()?;
        window.show()?;
        window.set_focus()
    });
}

/// Hides it; it stays ready to show again.
pub(crate) fn hide(app: &AppHandle) {
    with_window(app, WebviewWindow::hide);
}

/// The frame's close button hides, and whether the window is in front is the agent's business.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let agent = window.state::<Agent>();
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        note(window.hide(), "the window could not be hidden");
        agent.tell(FromWindow::Hidden);
    } else if let WindowEvent::Focused(front) = event {
        agent.tell(FromWindow::Front { front: *front });
    }
}

/// The webview stays on the pages that came with the program.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

fn with_window(app: &AppHandle, act: impl FnOnce(&WebviewWindow) -> tauri::Result<()>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        note(act(&window), "the window did not do as it was told");
    }
}

fn note(outcome: tauri::Result<()>, what: &str) {
    if let Err(error) = outcome {
        tracing::warn!(%error, "{what}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_webview_stays_on_its_own_pages() {
        let stays = |url: &str| is_ours(&url.parse().expect("a URL"));

        assert!(stays("tauri://localhost/index.html"));
        assert!(stays("http://tauri.localhost/"));
        assert!(!stays("https://example.org/"));
        assert!(!stays("http://localhost/"));
        assert!(!stays("file:///etc/passwd"));
        assert!(!stays("data:text/html,hello"));
    }
}
