//! The window's keeper with small programs in place of the window.

use super::*;
use desk_view::{PictureId, Request};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use tempfile::TempDir;
use tokio::time::timeout;

/// Says something as the window does: the text goes into the box.
const SAY: &str = r#"say() { printf '{"frame":"request","request":{"ask":"write","text":"%s"}}\n' "$1"; }

name() { case $1 in *'"show"'*) say "show $$";; *'"hide"'*) say "hide $$";; *) say "other $$";; esac; }
"#;

struct TestWindow {
    window: Window,
    end: JoinHandle<()>,
    heard: mpsc::UnboundedReceiver<Heard>,
    _folder: TempDir,
}

impl TestWindow {
    /// A window that is this shell script.
    fn of(script: &str, linger: Duration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("window");
        fs::write(&path, format!("#!/bin/sh\n{SAY}{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self::at(&path, linger, folder)
    }

    fn at(path: &Path, linger: Duration, folder: TempDir) -> Self {
        let (told, heard) = mpsc::unbounded_channel();
        let program = WindowProgram { path: path.to_owned(), linger };
        let (window, end) = Window::new(program, move |what| drop(told.send(what)));
        Self { window, end, heard, _folder: folder }
    }

    async fn next(&mut self) -> Heard {
        timeout(Duration::from_secs(10), self.heard.recv()).await.expect("within ten seconds").expect("the keeper is there")
    }

    /// The text of the next request.
    async fn text(&mut self) -> String {
        let heard = self.next().await;
        let Heard::Said(FromWindow::Request { request: Request::Write { text } }) = heard else { panic!("not words but {heard:?}") };
        text
    }
}

const LONG: Duration = Duration::from_secs(600);
const SHORT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn lines_longer_than_the_pipe_go_both_ways_at_once() {
    let script = r#"
        long=$(head -c 200000 /dev/zero | tr '\0' a)
        read -r show
        say "$long"; say "$long"
        read -r picture
        say "${#picture}""#;
    let mut test = TestWindow::of(script, LONG);
    let picture = ToWindow::Picture { id: PictureId::new(), png: "b".repeat(200_000) };
    let length = serde_json::to_string(&picture).unwrap().len();

    test.window.say(ToWindow::Show);
    test.window.say(picture);

    assert_eq!(test.text().await.len(), 200_000);
    assert_eq!(test.text().await.len(), 200_000);
    assert_eq!(test.text().await, length.to_string());
}

#[tokio::test]
async fn a_window_that_ends_while_it_is_shown_has_crashed() {
    let mut test = TestWindow::of("say hello; exit 0", LONG);

    test.window.say(ToWindow::Show);

    assert_eq!(test.text().await, "hello");
    assert_eq!(test.next().await, Heard::Gone { crashed: true });
}

#[tokio::test]
async fn a_crash_is_noticed_although_a_child_of_the_windows_holds_its_stdout() {
    let mut test = TestWindow::of("sleep 30 2>&- & say $!; kill -9 $$", LONG);

    test.window.say(ToWindow::Show);
    let child = test.text().await;

    assert_eq!(test.next().await, Heard::Gone { crashed: true });
    std::process::Command::new("kill").arg(child).status().unwrap();
}

#[tokio::test]
async fn after_a_crash_the_next_click_starts_another() {
    let mut test = TestWindow::of("say $$; kill -9 $$", LONG);

    test.window.say(ToWindow::Show);
    let first = test.text().await;
    assert_eq!(test.next().await, Heard::Gone { crashed: true });
    test.window.say(ToWindow::Show);

    assert_ne!(test.text().await, first);
}

#[tokio::test]
async fn a_click_that_comes_before_a_crash_is_noticed_starts_another() {
    let mut test = TestWindow::of("say $$; read -r show; read -r more", LONG);
    test.window.say(ToWindow::Show);
    let first = test.text().await;

    std::process::Command::new("kill").args(["-9", &first]).status().unwrap();
    // The keeper runs on this thread and cannot notice anything before the click.
    while !fs::read_to_string(format!("/proc/{first}/stat")).unwrap().contains(") Z ") {
        std::thread::yield_now();
    }
    test.window.say(ToWindow::Show);

    assert_eq!(test.next().await, Heard::Gone { crashed: true });
    assert_ne!(test.text().await, first);
}

#[tokio::test]
async fn a_closed_window_lingers_and_then_ends_by_the_end_of_its_stdin() {
    let mut test = TestWindow::of(r#"say $$; read -r show; echo '{"frame":"hidden"}'; read -r more || exit 0; exit 1"#, SHORT);

    test.window.say(ToWindow::Show);
    let pid = test.text().await;

    assert_eq!(test.next().await, Heard::Said(FromWindow::Hidden));
    assert_eq!(test.next().await, Heard::Gone { crashed: false });
    assert!(!Path::new("/proc").join(pid).exists());
}

#[tokio::test]
async fn a_window_that_is_shown_again_while_it_lingers_is_the_same() {
    let mut test = TestWindow::of(r#"while read -r frame; do name "$frame"; done"#, LONG);

    test.window.say(ToWindow::Show);
    let first = test.text().await;
    test.window.say(ToWindow::Hide);
    let hidden = test.text().await;
    test.window.say(ToWindow::Show);
    let again = test.text().await;

    assert_eq!(hidden, first.replace("show", "hide"));
    assert_eq!(again, first);
}

#[tokio::test]
async fn nothing_but_show_starts_a_window() {
    let mut test = TestWindow::of(r#"while read -r frame; do name "$frame"; done"#, LONG);

    test.window.say(view(1));
    test.window.say(ToWindow::Hide);
    test.window.say(ToWindow::Show);

    assert!(test.text().await.starts_with("show "));
}

#[tokio::test]
async fn a_window_that_does_not_end_when_told_is_ended_by_force() {
    let mut test = TestWindow::of("trap '' TERM; say $$; while :; do sleep 0.1; done", LONG);
    test.window.say(ToWindow::Show);
    let pid = test.text().await;

    drop(test.window);
    test.end.await.unwrap();

    assert!(!Path::new("/proc").join(pid).exists());
}

#[tokio::test]
async fn a_program_that_is_missing_or_cannot_run_is_said_to_be_so() {
    let mut missing = TestWindow::at(Path::new("/nowhere/deskside-window"), LONG, tempfile::tempdir().unwrap());
    let mut broken = TestWindow::of("echo 'libwebkit2gtk-4.1.so.0: cannot open shared object file' >&2; exit 127", LONG);

    missing.window.say(ToWindow::Show);
    broken.window.say(ToWindow::Show);

    assert_eq!(missing.next().await, Heard::NotStarted);
    assert_eq!(broken.next().await, Heard::NotStarted);
}

#[tokio::test]
async fn what_is_no_frame_is_passed_over() {
    let mut test = TestWindow::of("echo 'Gtk-WARNING: something'; say hello; sleep 10", LONG);

    test.window.say(ToWindow::Show);

    assert_eq!(test.text().await, "hello");
}
