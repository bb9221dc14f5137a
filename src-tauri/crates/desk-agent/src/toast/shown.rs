//! Which toasts were shown, and where a click on each leads.

use desk_view::{Place, Toast};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

/// How many toasts are remembered after they left the screen: a click may still come from the desktop's list of old ones.
const REMEMBERED: usize = 32;
/// A toast about the same thing takes the place of one that came so shortly before, on the screen or in the list of old ones.
const TOGETHER: Duration = Duration::from_secs(2 * 60);

/// The toasts of this session, by the number the desktop gave each.
#[derive(Debug, Default)]
pub(super) struct Shown {
    toasts: BTreeMap<u32, Known>,
}

#[derive(Debug)]
struct Known {
    tag: String,
    opens: Place,
    since: Instant,
    is_on_screen: bool,
}

impl Shown {
    /// The number of the toast that the next one under `tag` takes the place of.
    pub(super) fn replaced_by(&self, tag: &str, now: Instant) -> Option<u32> {
        let is_same = |known: &Known| known.tag == tag && (known.is_on_screen || now.duration_since(known.since) < TOGETHER);
        self.toasts.iter().filter(|(_, known)| is_same(known)).max_by_key(|(_, known)| known.since).map(|(id, _)| *id)
    }

    /// A toast is on the screen under this number.
    pub(super) fn appeared(&mut self, id: u32, toast: &Toast, now: Instant) {
        self.toasts.insert(id, Known { tag: toast.tag.clone(), opens: toast.opens, since: now, is_on_screen: true });
        if self.toasts.len() > REMEMBERED
            && let Some(oldest) = self.toasts.iter().min_by_key(|(_, known)| known.since).map(|(id, _)| *id)
        {
            self.toasts.remove(&oldest);
        }
    }

    /// A toast left the screen.
    pub(super) fn left(&mut self, id: u32) {
        if let Some(known) = self.toasts.get_mut(&id) {
            known.is_on_screen = false;
        }
    }

    /// Where a click on the toast itself leads; `None` where it is another program's.
    pub(super) fn opens(&self, id: u32) -> Option<Place> {
        self.toasts.get(&id).map(|known| known.opens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toast(tag: &str) -> Toast {
        Toast { tag: tag.to_owned(), title: String::new(), body: String::new(), buttons: Vec::new(), opens: Place::Requests }
    }

    #[test]
    fn a_click_leads_where_the_toast_does_also_after_it_left_the_screen() {
        let mut shown = Shown::default();
        shown.appeared(7, &toast("a"), Instant::now());
        shown.left(7);

        assert_eq!((shown.opens(7), shown.opens(8)), (Some(Place::Requests), None));
    }

    #[test]
    fn a_toast_about_the_same_replaces_while_it_is_on_the_screen_and_for_two_minutes() {
        let since = Instant::now();
        let mut shown = Shown::default();
        shown.appeared(7, &toast("a"), since);

        assert_eq!((shown.replaced_by("a", since + TOGETHER * 9), shown.replaced_by("b", since)), (Some(7), None));
        shown.left(7);

        assert_eq!(shown.replaced_by("a", since + TOGETHER - Duration::from_secs(1)), Some(7));
        assert_eq!(shown.replaced_by("a", since + TOGETHER), None);
    }

    #[test]
    fn of_several_about_the_same_the_last_is_replaced() {
        let since = Instant::now();
        let mut shown = Shown::default();
        shown.appeared(9, &toast("a"), since);
        shown.appeared(7, &toast("a"), since + Duration::from_secs(1));

        assert_eq!(shown.replaced_by("a", since + Duration::from_secs(2)), Some(7));
    }

    #[test]
    fn old_toasts_are_forgotten() {
        let since = Instant::now();
        let mut shown = Shown::default();
        for id in 1..=40 {
            shown.appeared(id, &toast("a"), since + Duration::from_secs(id.into()));
        }

        assert_eq!(shown.toasts.len(), REMEMBERED);
        assert_eq!((shown.opens(8), shown.opens(9)), (None, Some(Place::Requests)));
    }
}
