//! Pictures of the screen: capture per OS, encoding to fit, previews.
