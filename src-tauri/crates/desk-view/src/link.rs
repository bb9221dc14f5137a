//! Links that open a place: `deskside://help`, `deskside://requests`, `deskside://settings`, `deskside://request/<id>`,
//! `deskside://notice/<id>`.
//!
//! Anybody can write one: a page, a mail, a test page full of guesses. So a link is a place and nothing else. It carries no words,
//! no action and no address of a server, and whatever is not exactly one of the above leads to My requests.

use crate::Place;
use desk_api::{NoticeId, TicketId};
use std::fmt;
use uuid::Uuid;

/// What every link begins with.
const SCHEME: &str = "deskside:";
/// How long an id is in its one written form, with hyphens.
const ID_LEN: usize = 36;

/// A link to a place, as `Display` writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link(pub Place);

impl Link {
    /// Where a link leads; `None` where the text is no link of ours at all, but perhaps the name of something else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let scheme = text.get(..SCHEME.len())?;
        let rest = scheme.eq_ignore_ascii_case(SCHEME).then(|| &text[SCHEME.len()..])?;
        Some(Self(place(rest).unwrap_or(Place::Requests)))
    }

    /// Where a link leads that is written exactly as ours are.
    #[must_use]
    pub fn exact(text: &str) -> Option<Self> {
        place(text.strip_prefix(SCHEME)?).map(Self)
    }
}

impl From<Link> for Place {
    fn from(link: Link) -> Self {
        link.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            // Where a computer is set up is nothing to link to.
            Place::Help | Place::Setup | Place::Welcome => write!(f, "{SCHEME}//help"),
            Place::Settings => write!(f, "{SCHEME}//settings"),
            Place::Requests => write!(f, "{SCHEME}//requests"),
            Place::Ticket { id } => write!(f, "{SCHEME}//request/{id}"),
            Place::Notice { id } => write!(f, "{SCHEME}//notice/{id}"),
        }
    }
}

/// The place after the scheme. Browsers put a slash after a name that stands alone.
fn place(rest: &str) -> Option<Place> {
    let path = rest.strip_prefix("//")?;
    match path.split_once('/').unwrap_or((path, "")) {
        ("help", "") => Some(Place::Help),
        ("requests", "") => Some(Place::Requests),
        ("settings", "") => Some(Place::Settings),
        ("request", id) => Some(Place::Ticket { id: TicketId(written(id)?) }),
        ("notice", id) => Some(Place::Notice { id: NoticeId(written(id)?) }),
        _ => None,
    }
}

/// An id in its one written form.
fn written(id: &str) -> Option<Uuid> {
    if id.len() == ID_LEN { Uuid::try_parse(id).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn led(text: &str) -> Option<Place> {
        Link::read(text).map(Place::from)
    }

    #[test]
    fn each_place_has_a_link() {
        let id = Uuid::parse_str(ID).unwrap();
        for (text, expected) in [
            ("deskside://help".to_owned(), Place::Help),
            ("deskside://requests".to_owned(), Place::Requests),
            ("deskside://settings".to_owned(), Place::Settings),
            (format!("deskside://request/{ID}"), Place::Ticket { id: TicketId(id) }),
            (format!("deskside://notice/{ID}"), Place::Notice { id: NoticeId(id) }),
        ] {
            assert_eq!(led(&text), Some(expected));
            assert_eq!(Link(expected).to_string(), text);
        }
    }

    #[test]
    fn what_browsers_make_of_a_link_is_still_one() {
        assert_eq!(led("deskside://help/"), Some(Place::Help));
        assert_eq!(led("DESKSIDE://requests/"), Some(Place::Requests));
    }

    #[test]
    fn a_link_with_anything_more_leads_to_my_requests() {
        for text in [
            "deskside:".to_owned(),
            "deskside://".to_owned(),
            "deskside:help".to_owned(),
            "deskside://help//".to_owned(),
            "deskside://help?text=hello".to_owned(),
            "deskside://help#send".to_owned(),
            "deskside://help/send".to_owned(),
            "deskside://help@evil.example".to_owned(),
            "deskside://help:8443".to_owned(),
            "deskside://send".to_owned(),
            "deskside://evil.example/help".to_owned(),
            "deskside://request".to_owned(),
            "deskside://request/".to_owned(),
            "deskside://request/1042".to_owned(),
            format!("deskside://request/{ID}/"),
            format!("deskside://request/{ID}/confirm"),
            format!("deskside://request/{ID}?fixed=yes"),
            format!("deskside://request/{ID}#00112233445566778899aabbccddeeff"),
            format!("deskside://request/{{{ID}}}"),
            format!("deskside://request/{}", ID.replace('-', "")),
            format!("deskside://request/urn:uuid:{ID}"),
            format!("deskside://request/../{ID}"),
            format!("deskside://confirm/{ID}"),
            format!("deskside://help{}", "/".repeat(100_000)),
            "deskside://\u{202e}pleh".to_owned(),
            "deskside://help\0".to_owned(),
            "deskside://help\n".to_owned(),
        ] {
            assert_eq!(led(&text), Some(Place::Requests), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_link_of_ours_is_none() {
        for text in ["", "help", "desk", "https://help.example", "desksidé://help", " deskside://help", "desksideee://help"] {
            assert_eq!(led(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_a_link_says_it_leads_to_a_place(rest in ".*") {
            let place = led(&format!("deskside:{rest}"));
            prop_assert!(place.is_some());
        }

        #[test]
        fn whatever_a_text_says_reading_it_ends(text in any::<String>()) {
            let place = led(&text);
            prop_assert_eq!(place.is_some(), text.to_ascii_lowercase().starts_with("deskside:"));
        }

        #[test]
        fn a_place_other_than_my_requests_is_only_reached_by_its_own_link(rest in "/{0,3}(help|request|notice|requests|[a-z]{0,5})[/?#:@.a-f0-9-]{0,50}") {
            let text = format!("deskside:{rest}");
            let place = led(&text).unwrap();
            let own = Link(place).to_string();
            prop_assert!(place == Place::Requests || text == own || text == format!("{own}/"), "{} led to {}", text, own);
        }

        #[test]
        fn a_link_leads_back_to_its_place(bits in any::<u128>(), which in 0..4) {
            let id = Uuid::from_u128(bits);
            let place = match which {
                0 => Place::Help,
                1 => Place::Requests,
                2 => Place::Ticket { id: TicketId(id) },
                _ => Place::Notice { id: NoticeId(id) },
            };
            prop_assert_eq!(Link::exact(&Link(place).to_string()), Some(Link(place)));
        }
    }
}
