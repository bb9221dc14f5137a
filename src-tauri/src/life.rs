//! The process that draws the page may die. A window without a page helps nobody, so it ends as well, and the agent, which
//! keeps every word, opens another.

#[cfg(any(not(unix), target_vendor = "apple"))]
mod other;
#[cfg(all(unix, not(target_vendor = "apple")))]
mod webkitgtk;

#[cfg(any(not(unix), target_vendor = "apple"))]
pub(crate) use other::end_with_the_page;
#[cfg(all(unix, not(target_vendor = "apple")))]
pub(crate) use webkitgtk::end_with_the_page;
