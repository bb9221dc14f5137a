//! Windows: the shell knows whether its own notifications would be shown.

use super::Quiet;
use windows_sys::Win32::UI::Shell::{
    QUNS_BUSY, QUNS_NOT_PRESENT, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME, QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};

/// Whether others look at this screen, or its person wants to be left alone. Focus sessions are not among what the shell says.
pub(super) async fn looked_at() -> Option<Quiet> {
    let mut state = 0;
    // SAFETY: the shell writes one number to where it is told to, which lives until it returns.
    #[expect(unsafe_code, reason = "the shell has no other way to be asked")]
    let asked = unsafe { SHQueryUserNotificationState(&raw mut state) };
    if asked < 0 {
        tracing::debug!(hresult = asked, "the shell does not say whether to be quiet");
        return std::future::ready(None).await;
    }
    match state {
        QUNS_PRESENTATION_MODE => Some(Quiet::Presenting),
        QUNS_BUSY | QUNS_RUNNING_D3D_FULL_SCREEN => Some(Quiet::FullScreen),
        QUNS_QUIET_TIME | QUNS_NOT_PRESENT => Some(Quiet::DoNotDisturb),
        _ => None,
    }
}
