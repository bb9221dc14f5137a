//! What this device can say about itself: probes with deadlines, honest unknowns, plain text.
