//! What people see, as far as the engine needs it.

use desk_view::{Menu, ToWindow, Toast};

/// What the engine may do to the screen. Each call returns at once; what cannot be shown is logged by the shell, never an error
/// here, because a missing panel or notification daemon must not hold up a request.
pub trait Shell: Send + 'static {
    /// The tray as it should be. Called only when it differs from the last.
    fn menu(&mut self, menu: &Menu);

    /// Shows a toast.
    fn toast(&mut self, toast: &Toast);

    /// Says something to the window. [`ToWindow::Show`] starts the window's process where there is none; every other frame is
    /// dropped then, because a fresh window asks for all it needs by [`FromWindow::Ready`](desk_view::FromWindow::Ready).
    fn window(&mut self, frame: ToWindow);
}
