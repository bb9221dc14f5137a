//! Windows: the system calls back when a route comes or goes. What the network is then, is found out by trying.

use std::{
    ffi::c_void,
    io,
    ptr::{NonNull, null_mut},
    sync::Arc,
};
use tokio::sync::Notify;
use windows_sys::Win32::{
    Foundation::{HANDLE, NO_ERROR},
    NetworkManagement::IpHelper::{CancelMibChangeNotify2, MIB_IPFORWARD_ROW2, MIB_NOTIFICATION_TYPE, NotifyRouteChange2},
    Networking::WinSock::AF_UNSPEC,
};

pub(super) struct Changes {
    /// Held by the system too, for as long as it calls back.
    heard: Arc<Notify>,
    calls: NonNull<c_void>,
}

// SAFETY: the handle is a number to the system, and any thread may give it back.
#[expect(unsafe_code, reason = "the handle is a pointer to the compiler")]
unsafe impl Send for Changes {}

impl Changes {
    pub(super) fn watch() -> io::Result<Self> {
        let heard = Arc::new(Notify::new());
        let mut calls: HANDLE = null_mut();
        // SAFETY: the callback's context is the notification, which lives until the calls are given back in `drop`.
        #[expect(unsafe_code, reason = "the system has no other way to be asked")]
        let asked = unsafe { NotifyRouteChange2(AF_UNSPEC, Some(changed), Arc::as_ptr(&heard).cast(), false, &raw mut calls) };
        match NonNull::new(calls) {
            Some(calls) if asked == NO_ERROR => Ok(Self { heard, calls }),
            Some(_) | None => Err(io::Error::from_raw_os_error(i32::try_from(asked).unwrap_or_default())),
        }
    }

    pub(super) async fn next(&mut self) -> io::Result<()> {
        self.heard.notified().await;
        Ok(())
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        // SAFETY: the calls were asked for in `watch` and are given back once. It returns when the last one is over.
        #[expect(unsafe_code, reason = "the system has no other way to be asked")]
        unsafe {
            CancelMibChangeNotify2(self.calls.as_ptr());
        }
    }
}

#[expect(unsafe_code, reason = "the system calls it")]
unsafe extern "system" fn changed(heard: *const c_void, _: *const MIB_IPFORWARD_ROW2, _: MIB_NOTIFICATION_TYPE) {
    // SAFETY: it is the notification given in `watch`, which outlives the calls.
    let heard = unsafe { &*heard.cast::<Notify>() };
    heard.notify_one();
}

/// Nobody is asked: every change counts.
pub(super) fn routes() -> Option<String> {
    None
}
