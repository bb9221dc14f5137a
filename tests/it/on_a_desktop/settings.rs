//! Settings, in the real window.

use super::stage;

#[tokio::test]
async fn the_chosen_language_is_that_of_window_and_tray_at_once_and_after_a_restart() {
    let mut stage = stage().await;
    stage.desktop.tray().click("Settings").await.expect("the menu");
    let window = stage.window().await.expect("a window");
    window.wait_for("This computer").await.expect("the page");

    choose(&window, "lang", "es").await;
    window.wait_for("Este equipo").await.expect("the page speaks Spanish");
    stage.desktop.tray().click("Pedir ayuda…").await.expect("the menu speaks Spanish");
    window.wait_for("Mis solicitudes").await.expect("so does every page");

    stage.start_agent_again().await.expect("the agent");
    stage.desktop.tray().click("Ajustes").await.expect("the menu still does");
    let window = stage.window().await.expect("a window");
    window.wait_for("Este equipo").await.expect("so does the page");
    choose(&window, "theme", "dark").await;
    let is_dark = window.run("return new Promise(done => { const look = () => document.documentElement.dataset.theme === 'dark' ? done(true) : requestAnimationFrame(look); look() })").await;
    assert_eq!(is_dark.expect("the theme"), true);
}

async fn choose(window: &deskside_tests::Browser, id: &str, value: &str) {
    let script = format!(
        "const choice = document.getElementById('{id}'); choice.value = '{value}'; choice.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    window.run(&script).await.expect("choosing");
}
