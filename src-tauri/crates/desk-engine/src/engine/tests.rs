//! The whole agent but its edges: a help desk in memory, a real outbox in a temporary folder, and what people see.

mod any_order;
mod delivery;
mod faults;
mod marks;
mod news;
mod planted;
pub(super) mod stage;
mod testing_time;
mod welcome;
mod window;
