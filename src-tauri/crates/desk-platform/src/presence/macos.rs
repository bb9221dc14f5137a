//! macOS: displays that are mirrored. Focus and full screens are not to be seen without asking the person for more rights; the
//! system holds notifications back by itself during both.

use super::Quiet;

#[link(name = "CoreGraphics", kind = "framework")]
unsafe extern "C" {
    fn CGMainDisplayID() -> u32;
    fn CGDisplayIsInMirrorSet(display: u32) -> u32;
}

/// Whether others look at this screen.
pub(super) async fn looked_at() -> Option<Quiet> {
    // SAFETY: both take and give plain numbers, and may be called from any thread.
    #[expect(unsafe_code, reason = "the system has no other way to be asked")]
    let is_mirrored = unsafe { CGDisplayIsInMirrorSet(CGMainDisplayID()) } != 0;
    std::future::ready(is_mirrored.then_some(Quiet::Mirrored)).await
}
