//! What waits to be said to the window. A slow window is never sent what is out of date already.

use desk_view::ToWindow;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// A window that lets so much lie has stopped listening.
const MOST_WAITING: usize = 256;

/// Frames in order, of which newer ones may have done away with older ones.
#[derive(Debug, Default)]
pub(super) struct Queue {
    lane: Mutex<Lane>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Lane {
    frames: VecDeque<ToWindow>,
    is_closed: bool,
}

/// The window takes nothing any more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Queue {
    /// Puts a frame last.
    pub(super) fn push(&self, frame: ToWindow) -> Result<(), Full> {
        let mut lane = self.lane();
        lane.frames.retain(|older| !is_done_away_with(older, &frame));
        if lane.frames.len() >= MOST_WAITING {
            return Err(Full);
        }
        lane.frames.push_back(frame);
        self.changed.notify_one();
        Ok(())
    }

    /// Lets go of all that waits; nothing more is said.
    pub(super) fn close(&self) {
        let mut lane = self.lane();
        lane.frames.clear();
        lane.is_closed = true;
        self.changed.notify_one();
    }

    /// The next frame, when there is one; `None` once closed.
    pub(super) async fn next(&self) -> Option<ToWindow> {
        loop {
            {
                let mut lane = self.lane();
                if let Some(frame) = lane.frames.pop_front() {
                    return Some(frame);
                }
                if lane.is_closed {
                    return None;
                }
            }
            self.changed.notified().await;
        }
    }

    fn lane(&self) -> MutexGuard<'_, Lane> {
        self.lane.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether there is no use in saying `older` once `newer` is to be said.
fn is_done_away_with(older: &ToWindow, newer: &ToWindow) -> bool {
    match newer {
        ToWindow::View { .. } => matches!(older, ToWindow::View { .. }),
        ToWindow::Show | ToWindow::Hide => matches!(older, ToWindow::Show | ToWindow::Hide),
        ToWindow::Picture { id, .. } | ToWindow::DropPicture { id } => {
            matches!(older, ToWindow::Picture { id: other, .. } | ToWindow::DropPicture { id: other } if other == id)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::view;
    use desk_view::PictureId;

    fn left(queue: &Queue) -> Vec<ToWindow> {
        queue.lane().frames.drain(..).collect()
    }

    #[test]
    fn a_newer_view_takes_the_place_of_an_older_one_and_comes_after_its_pictures() {
        let queue = Queue::default();
        let id = PictureId::new();
        let picture = ToWindow::Picture { id, png: "QUJD".to_owned() };

        for frame in [ToWindow::Show, view(1), picture.clone(), view(2)] {
            queue.push(frame).unwrap();
        }

        assert_eq!(left(&queue), [ToWindow::Show, picture, view(2)]);
    }

    #[test]
    fn of_show_and_hide_the_last_counts() {
        let queue = Queue::default();

        for frame in [ToWindow::Show, ToWindow::Hide, ToWindow::Show] {
            queue.push(frame).unwrap();
        }

        assert_eq!(left(&queue), [ToWindow::Show]);
    }

    #[test]
    fn a_picture_that_is_no_longer_needed_is_not_sent() {
        let queue = Queue::default();
        let (gone, kept) = (PictureId::new(), PictureId::new());

        for id in [gone, kept] {
            queue.push(ToWindow::Picture { id, png: "QUJD".to_owned() }).unwrap();
        }
        queue.push(ToWindow::DropPicture { id: gone }).unwrap();

        assert_eq!(left(&queue).len(), 2);
    }

    #[test]
    fn a_window_that_takes_nothing_is_noticed() {
        let queue = Queue::default();

        for _ in 0..MOST_WAITING {
            queue.push(ToWindow::Picture { id: PictureId::new(), png: String::new() }).unwrap();
        }

        assert_eq!(queue.push(ToWindow::Picture { id: PictureId::new(), png: String::new() }), Err(Full));
        assert_eq!(queue.push(view(1)), Err(Full));
    }

    #[tokio::test]
    async fn a_closed_queue_says_nothing_more() {
        let queue = Queue::default();
        queue.push(ToWindow::Show).unwrap();

        queue.close();

        assert_eq!(queue.next().await, None);
    }
}
