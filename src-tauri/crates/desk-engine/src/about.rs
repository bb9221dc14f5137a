//! Whether what somebody writes is about something the desk already knows: an outage, or a tip that helped others.
//!
//! A wrong suggestion costs more than none, so words count only where they name the thing: at least half of the naming words of an
//! outage's title, every word of a tip's topic.

use desk_api::{
    Notice, NoticeState, Tip,
    naming::{is_about, naming, tokens},
};

/// The outage the words name, the first of `notices` that fits best.
pub(crate) fn notice<'n>(words: &str, notices: impl IntoIterator<Item = &'n Notice>) -> Option<&'n Notice> {
    let said = tokens(words);
    let fits = |notice: &&Notice| is_about(&said, &naming(&notice.title, &notice.places));
    notices.into_iter().filter(|notice| notice.state == NoticeState::Active).find(fits)
}

/// The tip most of whose topics the words name; of several, the one that helped most.
pub(crate) fn tip<'t>(words: &str, tips: impl IntoIterator<Item = &'t Tip>) -> Option<&'t Tip> {
    let said = tokens(words);
    let shared = |tip: &Tip| {
        let named = |topic: &&String| {
            let topic = tokens(topic);
            !topic.is_empty() && topic.is_subset(&said)
        };
        tip.topics.iter().filter(named).count()
    };
    tips.into_iter().filter(|tip| shared(tip) > 0).max_by_key(|tip| (shared(tip), tip.helped, std::cmp::Reverse(tip.id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{notice as notice_of, notice_id};
    use desk_api::TipId;

    fn outage(title: &str) -> Notice {
        Notice { title: title.to_owned(), places: vec!["Building B".to_owned()], state: NoticeState::Active, ..notice_of(notice_id(1)) }
    }

    fn names(words: &str, title: &str) -> bool {
        notice(words, [&outage(title)]).is_some()
    }

    fn a_tip(topics: &[&str], helped: u32) -> Tip {
        let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
        Tip { id: TipId::new(), title: "Wake it up".to_owned(), body: "Open the back door.".to_owned(), topics, helped, helped_me: false }
    }

    #[test]
    fn words_that_name_an_outage_are_about_it() {
        assert!(names("The Wi-Fi is not working on our tablets", "Wi-Fi is down in Building B"));
        assert!(names("wifi again!!", "Wi-Fi is down in Building B"));
        assert!(names("No hay Wi-Fi en mi salón", "Wi-Fi is down in Building B"));
        assert!(names("the gradebooks wont load", "Gradebook is slow"));
    }

    #[test]
    fn words_that_share_a_place_or_a_complaint_alone_are_not() {
        for words in ["", "The projector in Building B is not working", "the second floor smells", "everything is slow", "b"] {
            assert!(!names(words, "Wi-Fi is down in Building B"), "{words}");
        }
        assert!(!names("water on the second floor", "No printing on the second floor near the library"));
    }

    #[test]
    fn what_is_over_or_not_yet_begun_is_not_offered() {
        for state in [NoticeState::Resolved, NoticeState::Scheduled] {
            assert!(notice("wifi", [&Notice { state, ..outage("Wi-Fi is down") }]).is_none());
        }
    }

    #[test]
    fn a_tip_needs_every_word_of_a_topic_and_the_one_that_helped_most_comes_first() {
        let (jam, ink, old) = (a_tip(&["paper jam", "printer"], 11), a_tip(&["printer"], 2), a_tip(&["paper jam", "printer"], 3));
        let tips = [&old, &ink, &jam];

        assert_eq!(tip("The printers again. It says paper jam but no paper is stuck", tips).map(|tip| tip.id), Some(jam.id));
        assert_eq!(tip("The printer is out of ink", [&ink]).map(|tip| tip.id), Some(ink.id));
        assert_eq!(tip("No paper in the copy room", tips), None);
    }
}
