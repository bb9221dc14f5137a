//! The rules, one test each.

mod compose;
mod deliver;
mod fix;
mod hear;
mod journey;
mod marks;
mod restart;
mod setup;
mod suggest;
mod window;
