//! The walk of the demo, with every screen searched for barriers.

use super::axe;
use deskside_tests::{Programs, walk};

#[tokio::test]
async fn a_teacher_asks_and_a_technician_answers_until_it_is_fixed() {
    let programs = Programs::beside_me().expect("a folder");
    let pictures = programs.server.with_file_name("walk-pictures");
    let mut steps = Vec::new();

    let walked = walk(&programs, &pictures, Some(&axe()), |step, _| steps.push(step.to_owned())).await;

    if let Err(error) = walked {
        panic!("{error:#}\nafter:\n  {}", steps.join("\n  "));
    }
    assert_eq!(steps.len(), 19, "{steps:#?}");
}
