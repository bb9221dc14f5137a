//! deskside-server: the Help Desk API, its stores, and the technician's desk.
