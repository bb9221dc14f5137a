//! Nothing that a screen called kept is lost or doubled, whatever is killed.

use deskside_tests::torture::{Plan, torture};
use deskside_tests::{Chance, Programs};

/// A few of what `cargo xtask torture` does by the thousand.
const SENDS: usize = 300;

#[tokio::test]
async fn what_was_sent_arrives_once_and_whole_while_agents_and_server_are_killed() {
    let chance = Chance::seeded();
    let plan = Plan { sends: SENDS, people: 4, chance: chance.clone() };
    let mut last = None;

    let count = torture(&plan, &Programs::beside_me().expect("a folder"), |progress| last = Some(progress)).await;

    let count = count.unwrap_or_else(|error| panic!("{error:#}; {chance}"));
    assert!(count.is_clean(), "{count}{chance}");
    assert_eq!((count.sent, count.pictures), (SENDS, count.tickets), "{chance}");
    let killed = last.expect("it was told how far it is");
    assert!(killed.agents_killed >= 20 && killed.servers_killed >= 2, "{killed}: this shows little; {chance}");
    assert!(killed.taken_back >= 2, "{killed}: this shows little of what is taken back; {chance}");
}
