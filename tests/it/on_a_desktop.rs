//! What needs a whole desktop: a screen, a tray, toasts, a keyring, and the built window. Run them one after another.

mod harness;
