//! A small school on one server; `cargo xtask load` does it with ten thousand.

use deskside_tests::Programs;
use deskside_tests::load::{Plan, load};

#[tokio::test]
async fn every_agent_hears_every_notice_and_no_accepted_ticket_is_lost_past_the_limit_of_channels() {
    let plan = Plan { agents: 150, notices: 3, send_s: 1, floors: None };
    let mut told = Vec::new();

    let found = load(&plan, &Programs::beside_me().expect("a folder"), |what, found| told.push(format!("{what}: {found}"))).await;

    let found = found.unwrap_or_else(|error| panic!("{error:#}; {told:#?}"));
    assert!(found.is_whole(&plan), "{found:?}; {told:#?}");
    assert!(found.accepted > 0, "{told:#?}");
}
