//! WebKitGTK says when its web process has gone, and why.

use tauri::{Manager, WebviewWindow};
use webkit2gtk::{WebProcessTerminationReason as Reason, WebViewExt};

/// What a window that lost its page gives the agent.
const LOST_ITS_PAGE: i32 = 1;

/// Ends the program when its page is gone and nobody asked for that.
pub(crate) fn end_with_the_page(window: &WebviewWindow) -> tauri::Result<()> {
    let app = window.app_handle().clone();
    window.with_webview(move |webview| {
        webview.inner().connect_web_process_terminated(move |_, reason| {
            if reason == Reason::TerminatedByApi {
                return;
            }
            tracing::error!(?reason, "the process that draws the page has ended");
            app.exit(LOST_ITS_PAGE);
        });
    })
}
