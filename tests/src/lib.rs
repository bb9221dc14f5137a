//! Where the halves meet: a virtual desktop, the real server, agent and window on it.
