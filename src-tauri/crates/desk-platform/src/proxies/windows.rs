//! Windows: WinHTTP finds the script by the person's settings or by what the network announces, and runs it.

use super::{ProxyChoice, listed};
use std::ptr::null;
use tokio::task::spawn_blocking;
use url::Url;
use windows_sys::{
    Win32::{
        Foundation::GlobalFree,
        Networking::WinHttp::{
            WINHTTP_ACCESS_TYPE_NO_PROXY, WINHTTP_AUTO_DETECT_TYPE_DHCP, WINHTTP_AUTO_DETECT_TYPE_DNS_A, WINHTTP_AUTOPROXY_AUTO_DETECT,
            WINHTTP_AUTOPROXY_CONFIG_URL, WINHTTP_AUTOPROXY_OPTIONS, WINHTTP_CURRENT_USER_IE_PROXY_CONFIG, WINHTTP_PROXY_INFO,
            WinHttpCloseHandle, WinHttpGetIEProxyConfigForCurrentUser, WinHttpGetProxyForUrl, WinHttpOpen,
        },
    },
    core::PWSTR,
};

pub(super) async fn resolve(url: &Url) -> Vec<ProxyChoice> {
    let url = url.clone();
    // It fetches the script, and waits for it.
    spawn_blocking(move || ask(&url)).await.unwrap_or_default()
}

fn ask(url: &Url) -> Vec<ProxyChoice> {
    let mut config = WINHTTP_CURRENT_USER_IE_PROXY_CONFIG::default();
    // SAFETY: the system writes to where it is told to; each text in it is taken and given back once.
    #[expect(unsafe_code, reason = "the system has no other way to be asked")]
    let (is_set, script, fixed) = unsafe {
        let is_set = WinHttpGetIEProxyConfigForCurrentUser(&raw mut config) != 0;
        let texts = (take(config.lpszAutoConfigUrl), take(config.lpszProxy));
        take(config.lpszProxyBypass);
        (is_set, texts.0, texts.1)
    };
    if !is_set || (script.is_none() && config.fAutoDetect == 0) {
        // A fixed proxy and its exceptions are read by the connection itself.
        return Vec::new();
    }
    let found = script.and_then(|script| by_script(url, Some(&script)));
    let found = found.or_else(|| if config.fAutoDetect == 0 { None } else { by_script(url, None) });
    found.or_else(|| fixed.map(|fixed| listed(&fixed, url.scheme()))).unwrap_or_default()
}

/// What the script at this address says, or without one the script that the network announces.
fn by_script(url: &Url, script: Option<&str>) -> Option<Vec<ProxyChoice>> {
    let (address, script) = (wide(url.as_str()), script.map(wide));
    let mut options = WINHTTP_AUTOPROXY_OPTIONS { fAutoLogonIfChallenged: 1, ..Default::default() };
    if let Some(script) = &script {
        options.dwFlags = WINHTTP_AUTOPROXY_CONFIG_URL;
        options.lpszAutoConfigUrl = script.as_ptr();
    } else {
        options.dwFlags = WINHTTP_AUTOPROXY_AUTO_DETECT;
        options.dwAutoDetectFlags = WINHTTP_AUTO_DETECT_TYPE_DHCP | WINHTTP_AUTO_DETECT_TYPE_DNS_A;
    }
    let mut info = WINHTTP_PROXY_INFO::default();
    // SAFETY: every text ends with a zero and outlives the call; the session is closed, and each text that was given is given back once.
    #[expect(unsafe_code, reason = "the system has no other way to be asked")]
    let (found, proxies) = unsafe {
        let session = WinHttpOpen(null(), WINHTTP_ACCESS_TYPE_NO_PROXY, null(), null(), 0);
        if session.is_null() {
            return None;
        }
        let found = WinHttpGetProxyForUrl(session, address.as_ptr(), &raw mut options, &raw mut info) != 0;
        WinHttpCloseHandle(session);
        let proxies = take(info.lpszProxy);
        take(info.lpszProxyBypass);
        (found, proxies)
    };
    if !found {
        return None;
    }
    if info.dwAccessType == WINHTTP_ACCESS_TYPE_NO_PROXY {
        return Some(vec![ProxyChoice::None]);
    }
    proxies.map(|proxies| listed(&proxies, url.scheme()))
}

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

/// Takes a text of the system's, which is given back.
///
/// # Safety
/// It is null, or ends with a zero and was made by `GlobalAlloc`; nobody uses it afterwards.
#[expect(unsafe_code, reason = "the system hands out pointers")]
unsafe fn take(text: PWSTR) -> Option<String> {
    if text.is_null() {
        return None;
    }
    // SAFETY: as promised above.
    unsafe {
        let length = (0..).take_while(|at| *text.add(*at) != 0).count();
        let taken = String::from_utf16_lossy(std::slice::from_raw_parts(text, length));
        GlobalFree(text.cast());
        Some(taken).filter(|taken| !taken.is_empty())
    }
}
