//! The network as schools have it: lines that are cut, filters that look inside, proxies, portals, and networks that change.

mod cut_off;
mod district;
mod inspection;
mod ipv6;
mod moves;
mod somebody_else;
mod walk;
mod wrong_clock;
