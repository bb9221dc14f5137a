//! What each fuzz target does with its bytes: it leads them to a parser of ours and panics where something does not hold that always
//! has to. Plain functions, so that an ordinary test can give them their corpus again.

mod desk;
mod here;
mod screen;

pub use desk::{answer, body, channel, stranger};
pub use here::{pipe, settings, typed};
pub use screen::picture;

/// One target: its name, which is also its corpus's, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 8] = [
    ("answer", answer),
    ("body", body),
    ("channel", channel),
    ("picture", picture),
    ("pipe", pipe),
    ("settings", settings),
    ("stranger", stranger),
    ("typed", typed),
];

/// Runs to the end on this thread.
fn wait<T>(work: impl Future<Output = T>) -> T {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime without a thread of its own");
    }
    RUNTIME.with(|runtime| runtime.block_on(work))
}

/// The lines of a head, up to an empty one, and what follows it.
fn head_and_body(data: &[u8]) -> (Vec<&[u8]>, &[u8]) {
    let end = data.windows(2).position(|two| two == b"\n\n");
    let (head, body) = end.map_or((data, &[][..]), |end| (&data[..end], &data[end + 2..]));
    (head.split(|byte| *byte == b'\n').collect(), body)
}

/// `name: value` of each line that is so.
fn headers<'d>(lines: &[&'d [u8]]) -> Vec<(&'d [u8], &'d [u8])> {
    let parted = lines.iter().filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        Some((&line[..colon], line[colon + 1..].trim_ascii()))
    });
    parted.take(32).collect()
}
