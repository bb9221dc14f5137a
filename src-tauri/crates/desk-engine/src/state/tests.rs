//! The rules, one test each.

mod another;
mod calendar;
mod compose;
mod deliver;
mod fix;
mod hear;
mod journey;
mod marks;
mod replies;
mod restart;
mod save;
mod setup;
mod stop;
mod suggest;
mod unasked;
mod welcome;
mod window;
