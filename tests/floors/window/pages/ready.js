document.querySelector('textarea').focus();
window.__TAURI__.core.invoke('ready', { at: performance.timeOrigin + performance.now() });
