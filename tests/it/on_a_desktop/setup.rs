//! A computer that no policy sets up: a person types a code, once.

use super::stage;
use deskside_tests::Stage;

const WORDS: &str = "The map on the wall has lost its sound";

async fn left_to_a_person() -> Stage {
    let mut stage = stage().await;
    stage.setting.is_left_to_a_person().expect("a policy without a help desk");
    stage.start_agent_again().await.expect("the agent");
    stage
}

#[tokio::test]
async fn a_line_typed_once_sets_a_computer_up_for_good() {
    let mut stage = left_to_a_person().await;
    let line = stage.server.school_code().expect("a line to type");
    stage.desktop.tray().activate().await.expect("a click");
    let window = stage.window().await.expect("a window");

    window.wait_for("Deskside isn’t set up here yet").await.expect("it says so");
    window.wait_for("Call 4357").await.expect("the phone is said");
    window.press("School code").await.expect("a button");
    window.find("#code").await.expect("a field").write("help.invalid/CR0K-77TL").await.expect("typing");
    window.press("Connect").await.expect("a button");
    window.wait_for("Nothing answers there").await.expect("a wrong address is said");
    window.run("document.getElementById('code').select()").await.expect("all of it is selected");
    window.keys(&line).await.expect("typing over it");
    window.find("#room").await.expect("a field").write("Library").await.expect("typing");
    window.press("Connect").await.expect("a button");
    window.wait_for("Hi. We’re right here.").await.expect("a welcome");
    window.wait_for("A real person from Cedar Ridge").await.expect("with the school's name");
    window.press("Got it").await.expect("a button");

    stage.start_agent_again().await.expect("the agent");
    stage.desktop.tray().activate().await.expect("a click");
    let window = stage.window().await.expect("a window");
    window.find("#say").await.expect("a text box").write(WORDS).await.expect("typing");
    window.wait_for(" facts").await.expect("the facts are there");
    window.find("#send").await.expect("a button").click().await.expect("a click");
    window.wait_for("You’ll hear from us by").await.expect("it is sent");

    let ticket = stage.server.ticket_where(WORDS, |_| true).await.expect("it arrives");
    let report = stage.server.report(&ticket.id).await.expect("a report").to_string();
    assert!(report.contains("Library"), "{report}");
    let code = line.rsplit('/').next().expect("a code");
    assert!(!stage.server.logs().contains(code) && !stage.agent.said().contains(code));
    let kept = std::fs::read_to_string(stage.setting.data.join("help-desk.toml")).expect("what was kept");
    assert!(!kept.contains(code), "{kept}");
}
