//! Lines that are slow, refused, or cut in each phase of each call.

use super::walk::{PICTURE, Says, Scene, TICKET, WORDS};
use deskside_tests::Fault;
use std::time::Duration;

async fn everything_arrives_once_through(fault: Fault) {
    Scene::set().await.sends_one_of_everything_through(&fault, Says::Saved).await;
}

#[tokio::test]
async fn nobody_answers_at_the_address() {
    everything_arrives_once_through(Fault::Refused).await;
}

#[tokio::test]
async fn the_line_is_cut_before_the_request() {
    everything_arrives_once_through(Fault::ResetBeforeTheBody).await;
}

#[tokio::test]
async fn the_line_is_cut_in_the_middle_of_the_request() {
    everything_arrives_once_through(Fault::ResetInTheRequest).await;
}

#[tokio::test]
async fn the_line_is_cut_between_request_and_answer() {
    everything_arrives_once_through(Fault::ResetBeforeTheAnswer).await;
}

#[tokio::test]
async fn the_desk_did_it_and_its_answer_is_lost() {
    everything_arrives_once_through(Fault::AnswerLost).await;
}

#[tokio::test]
async fn the_line_is_cut_in_the_middle_of_the_answer() {
    everything_arrives_once_through(Fault::ResetInTheAnswer).await;
}

#[tokio::test]
async fn the_answer_ends_half_way() {
    everything_arrives_once_through(Fault::Truncated).await;
}

#[tokio::test]
async fn on_a_slow_line_the_words_and_the_picture_take_their_time() {
    let mut scene = Scene::set().await;
    let slow = || Fault::Slow { latency: Duration::from_millis(800), bytes_a_second: 64 * 1024 };

    scene.line.breaks(slow(), TICKET);
    scene.send().await;
    let sending = |view: &desk_view::View| matches!(view.help.stage, desk_view::HelpStage::Sending { .. }).then_some(());
    scene.shows("that it is being sent", sending).await;
    scene.is_sent().await;
    scene.line.breaks(slow(), PICTURE);

    let ticket = scene.server().ticket_where(WORDS, |_| true).await.expect("it arrived");
    scene.server().picture_of(&ticket.id).await.expect("its picture arrived");
    assert_eq!(scene.server().tickets().await.expect("the database").len(), 1);
}
