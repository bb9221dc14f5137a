//! This OS: policy, keyring, paths, session and user, presentation state.
