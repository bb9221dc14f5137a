//! No sign-in is lost, whatever is killed or cut while a token is traded for the next.

use deskside_tests::{Chance, Programs, rotate};

/// A few of what `cargo xtask torture --rotations` does: each step some fourteen times.
const TIMES: usize = 100;

#[tokio::test]
async fn a_rotation_that_is_cut_or_killed_at_any_step_revokes_nothing_and_loses_no_sign_in() {
    let chance = Chance::seeded();

    let programs = Programs::beside_me().expect("a folder");
    let rotations = rotate(TIMES, chance.clone(), &programs, |_| {}).await;

    let rotations = rotations.unwrap_or_else(|error| panic!("{error:#}; {chance}"));
    assert!(rotations.is_clean(), "{rotations}{chance}");
    assert!(rotations.blows.iter().all(|blows| *blows > 0), "{rotations}: this shows little; {chance}");
}
