//! Desk over HTTPS: reqwest, the OS trust store, the system proxy, server-sent events.
